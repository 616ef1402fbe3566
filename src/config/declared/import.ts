import type { DeploymentClient } from '../../client.js'
import type { ForbiddenError, NotFoundError, SectionName } from '../../errors.js'
import { v1 } from '../../schema/contracts.js'
import { findMismatch } from '../../schema/validate.js'
import { atCaller } from '../../stack.js'
import { isManagedByConvex } from '../../text/convex-names.js'
import { textMember } from '../../text/member.js'
import { parseUrl } from '../../text/url.js'
import { type CallOptions, readOptions } from '../../transport/options.js'
import { readState, refusalProblems } from '../reading.js'
import { ADDRESSES, logStreams, settingsOf } from '../settings/log-streams.js'
import type { Found, Settings } from '../settings/section.js'
import type { DeclaredDeployment } from './types.js'

/** The options of an import. */
export interface ImportOptions extends CallOptions {
  /**
   * The path of the file that holds the values, such as the one that `env pull` has written: the result takes all of it, in
   * the place of naming each variable.
   */
  readonly values?: string | undefined
  /** Receives each section that is left out, as it may not be read, and why. */
  readonly onLeftOut?: ((section: SectionName, reason: string) => void) | undefined
}

const OPTIONS: Readonly<Record<keyof ImportOptions, true>> = {
  values: true,
  onLeftOut: true,
  signal: true,
  timeout: true,
  retry: true,
}

/** The sections that are imported. No operation tells if a deployment is paused. */
const IMPORTED = ['environment', 'canonicalUrls', 'usageLimits', 'logStreams'] as const

const KEEP = { keep: true } as const

/** The name of the source that holds the values. */
const VALUES = 'values'

/**
 * Reads a deployment and returns a declaration of it, of which a plan is empty. It holds no value and no key: variables are
 * `{ keep: true }`, and a key that is never returned is `{ env }`, which only a plan that sends it reads. What cannot be
 * declared without a secret is `{ keep: true }`: an address that may hold one, and a stream that has failed. Reads only, with
 * one request for each section.
 * @throws {ForbiddenError} if no section may be read
 * @example
 * console.log(stringifyConfig(await importDeployment(deployment)))
 */
export function importDeployment(
  client: DeploymentClient,
  options: ImportOptions = {},
): Promise<DeclaredDeployment> {
  return atCaller(importDeployment, () => read(client, options))
}

async function read(client: DeploymentClient, given: ImportOptions): Promise<DeclaredDeployment> {
  const { values, onLeftOut, ...call } = readOptions(given, Object.keys(OPTIONS), 'an import')
  const { variables, settings, refused } = await readState(client, IMPORTED, call)
  for (const section of IMPORTED) {
    const error = refused.get(section)
    if (error && refused.size === IMPORTED.length) throw error
    if (error) onLeftOut?.(section, reasonOf(error))
  }
  const members = (section: SectionName, declare: (name: string, found: Found) => unknown) =>
    [...(settings.get(section) ?? [])].flatMap(([name, found]) => {
      const declared =
        found.origin === undefined || found.origin === 'unknown' ? declare(name, found) : undefined
      return declared === undefined ? [] : [[name, declared] as const]
    })
  const urls = members('canonicalUrls', (name, found) => `${name} ${found.settings?.url}`)
  if (urls.length > 0 && client.name === undefined)
    onLeftOut?.(
      'canonicalUrls',
      `outside of convex.cloud nobody knows if these are the default ones: ${urls.map(([, url]) => url).join(', ')}`,
    )
  const isUnknown = (section: SectionName) => section === 'canonicalUrls' && client.name === undefined
  const environment = [...variables.keys()].filter(name => !isManagedByConvex(name)).sort()
  const sections: Readonly<Record<(typeof IMPORTED)[number], object>> = {
    environment:
      values === undefined || environment.length === 0
        ? { environment: Object.fromEntries(environment.map(name => [name, KEEP])) }
        : { sources: { [VALUES]: { file: values } }, environmentFrom: [VALUES] },
    canonicalUrls: {
      canonicalUrls: Object.fromEntries(members('canonicalUrls', (_, found) => urlOf(found))),
    },
    usageLimits: { usageLimits: members('usageLimits', limitOf).map(([, limit]) => limit) },
    logStreams: { logStreams: Object.fromEntries(members('logStreams', streamOf)) },
  }
  // A section in which there is nothing is declared as empty: what is added later is seen by a plan.
  const readable = IMPORTED.filter(section => !refused.has(section) && !isUnknown(section)).map(
    section => sections[section],
  )
  return Object.assign({ version: 1, ...(client.name && { expect: client.name }) } as const, ...readable)
}

function reasonOf(error: ForbiddenError | NotFoundError): string {
  return refusalProblems(error)[0]?.message ?? error.message
}

/** Outside of Convex's cloud nobody knows which URL is the default: there it is left out. */
function urlOf({ origin, settings }: Found): unknown {
  const url = `${settings?.url}`
  if (origin === 'unknown') return undefined
  return parseUrl(url) === undefined || /[@?#\s]/.test(url) ? KEEP : url
}

function limitOf(name: string, { settings }: Found): object | undefined {
  const [metric, window, limitType] = name.split('/')
  const identity = { metric, window, limitType }
  const { request } = v1().createUsageLimit
  const fits = (limit: object) =>
    findMismatch(request, { enabled: true, ...identity, ...limit }, 'sent') === undefined
  if (settings && fits(settings)) return { ...identity, ...settings }
  // A limit of a newer kind stays unmanaged.
  return fits({ limit: 1 }) ? { ...identity, ...KEEP } : undefined
}

function streamOf(kind: string, { settings = {}, failed }: Found): object | undefined {
  const known = settingsOf(kind)
  // A stream of a newer kind stays unmanaged.
  if (Object.keys(known).length === 0) return undefined
  const kept = Object.entries(settings).filter(
    ([name, value]) => value !== null && Object.hasOwn(known, name),
  )
  const plain: Settings = Object.fromEntries(kept)
  const keys = logStreams.keysOf(kind)
  const sample = { ...plain, ...Object.fromEntries(keys.map(key => [key, ''])), logStreamType: kind }
  const fits = findMismatch(v1().createLogStream.request, sample, 'sent') === undefined
  if (failed || !fits || !ADDRESSES.every(name => isPlain(textMember(plain, name)))) return KEEP
  return { ...plain, ...Object.fromEntries(keys.map(key => [key, { env: variableFor(kind, key) }])) }
}

/** Returns true for an address that holds no secret: one of a host, and of plain words. */
function isPlain(address: string | undefined): boolean {
  if (address === undefined) return true
  const url = parseUrl(address)
  if (url === undefined || /[@?#\s]/.test(address)) return false
  return url.pathname
    .split('/')
    .every(part => part.length <= 24 && /^(?:[a-z]+(?:[._-][a-z]+)*|v\d{1,2})?$/.test(part))
}

/** Returns the name of a variable for a key, such as `AXIOM_API_KEY`. */
function variableFor(kind: string, key: string): string {
  const words = (text: string) => text.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase()
  return `${words(kind)}_${words(key).replace(/^DD_/, '')}`
}
