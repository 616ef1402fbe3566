import { type ReadConfig, readConfig } from '../../config/config.js'
import type { DeploymentConfig } from '../../config/index.js'
import type { PlanKey } from '../../config/plan-key.js'
import { label } from '../../config/rows.js'
import { fingerprintSources } from '../../config/saved-plan.js'
import { own } from '../../text/member.js'
import { printable } from '../../text/quote.js'
import { moved } from '../refusal.js'
import type { Member } from './members.js'
import type { ResumeHead, SealedConfig } from './resume-file.js'

/** Of more different configs only the whole is told to be the same: their parts would make the file long. */
const MOST_IN_PARTS = 16

/** The number of a config that is not known, as its deployment could not be asked. */
const UNKNOWN = -1

/** Returns the fingerprints of the configs of deployments, each config once. */
export async function sealConfigs(
  members: readonly Member[],
  key: PlanKey,
): Promise<Pick<ResumeHead, 'configs' | 'deployments'>> {
  const fingerprint = fingerprinter(key)
  const found = new Map<string, { readonly at: number; readonly config: DeploymentConfig }>()
  const deployments: (readonly [string, number])[] = []
  for (const { of, config } of members) {
    if (of === undefined) continue
    const sources = config && (await fingerprint(config))
    if (sources !== undefined && config && !found.has(sources)) found.set(sources, { at: found.size, config })
    deployments.push([of.name, found.get(sources ?? '')?.at ?? UNKNOWN])
  }
  const inParts = found.size <= MOST_IN_PARTS
  const configs: SealedConfig[] = []
  for (const [sources, { config }] of found)
    configs.push({ sources, ...(inParts && { parts: Object.fromEntries(await partsOf(config, key)) }) })
  return { configs, deployments }
}

/** @throws {Refusal} if the config of a deployment is not the one of the file: it says which parts moved */
export async function assertSameConfigs(
  file: string,
  { configs, deployments }: ResumeHead,
  members: readonly Member[],
  key: PlanKey,
): Promise<void> {
  const fingerprint = fingerprinter(key)
  const numbers = new Map(deployments)
  for (const { of, label: deployment, config } of members) {
    const sealed = configs[numbers.get(of?.name ?? '') ?? UNKNOWN]
    if (config === undefined || sealed === undefined || (await fingerprint(config)) === sealed.sources)
      continue
    const parts = sealed.parts && movedParts(sealed.parts, await partsOf(config, key))
    const what = parts?.length ? `: ${parts.join(', ')} moved` : ''
    throw moved(
      `The config of ${deployment} is not the one that ${printable(file)} was begun with${what}. ` +
        'Go on with the same config, or begin anew with another file.',
    )
  }
}

/** Returns the names of the parts that are not the same, or in one of two configs alone. */
function movedParts(before: Readonly<Record<string, string>>, now: ReadonlyMap<string, string>): string[] {
  const known = own(before)
  const names = new Set([...Object.keys(known), ...now.keys()])
  return [...names].filter(name => known[name] !== now.get(name))
}

/** Returns a function that fingerprints configs, one that many deployments share once. */
function fingerprinter(key: PlanKey): (config: DeploymentConfig) => Promise<string> {
  const known = new WeakMap<DeploymentConfig, Promise<string>>()
  return config => {
    const sources = known.get(config) ?? fingerprintSources(readConfig(config), key)
    known.set(config, sources)
    return sources
  }
}

/** Returns a fingerprint of each member of a config, by the name that a message gives it. */
async function partsOf(config: DeploymentConfig, key: PlanKey): Promise<Map<string, string>> {
  const { expect, prune, environment = new Map(), settings } = readConfig(config)
  const none: ReadConfig = {
    expect: undefined,
    prune: undefined,
    environment: undefined,
    settings: new Map(),
  }
  const parts: [string, Partial<ReadConfig>][] = [
    ...(expect === undefined ? [] : [['expect', { expect }] satisfies [string, Partial<ReadConfig>]]),
    ...(prune === undefined ? [] : [['prune', { prune }] satisfies [string, Partial<ReadConfig>]]),
    ...Array.from(environment, ([name, value]): [string, Partial<ReadConfig>] => [
      label('environment', name),
      { environment: new Map([[name, value]]) },
    ]),
    ...[...settings].flatMap(([section, members]) =>
      Array.from(members, ([name, wanted]): [string, Partial<ReadConfig>] => [
        label(section, name),
        { settings: new Map([[section, new Map([[name, wanted]])]]) },
      ]),
    ),
  ]
  const sealed = new Map<string, string>()
  for (const [name, part] of parts) sealed.set(name, await fingerprintSources({ ...none, ...part }, key))
  return sealed
}
