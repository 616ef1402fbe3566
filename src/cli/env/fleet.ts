import { settleAll } from '../../config/fleet.js'
import { type ApplyResult, applyPlan, type DeploymentPlan, planDeployment } from '../../config/index.js'
import type { DeploymentInvocation } from '../command.js'
import { type Credentials, labelOf } from '../deployment/credentials.js'
import type { DeploymentOptions, OpenDeployment } from '../deployment/open.js'
import { assertOneOf, group, type OptionsIn, text, texts, whole } from '../flags.js'
import { Interrupted } from '../interruption.js'
import { type Refusal, usage } from '../refusal.js'
import { type BackupOptions, keepBackup } from './backup.js'
import { assertRules, desiredFrom, type RuleOptions } from './rules.js'
import { readSources, type SOURCE } from './sources.js'

export const FLEET = group('Several deployments:', {
  deployments: text('<file>', 'JSON: [{ "name" or "url", "key": "VARIABLE" }, …]'),
  concurrency: whole('<n>', 'how many at once (4)', 1),
  allowHost: texts('<host>', 'a host outside of convex.cloud that the file may send its keys to'),
})

type FleetOptions = OptionsIn<typeof FLEET>
type PlanFleetOptions = FleetOptions & RuleOptions & OptionsIn<typeof SOURCE> & DeploymentOptions

/** One of several deployments: whatever is known of it so far. */
export interface Member {
  readonly label: string
  readonly open?: OpenDeployment
  readonly plan?: DeploymentPlan
  readonly result?: ApplyResult
  /** The file of the backup that the change left. */
  readonly backup?: string | undefined
  readonly error?: unknown
}

/** Opens all deployments that a file lists, then plans for each. An error is kept with its deployment. */
export async function planFleet(
  invocation: DeploymentInvocation<PlanFleetOptions>,
  file: string,
): Promise<Member[]> {
  const { options, deployments, interruption } = invocation
  for (const flag of ['deployment', 'url', 'local', 'region'] as const)
    assertOneOf(options, 'deployments', flag)
  assertRules(options)
  if (invocation.args.some(place => place.startsWith('backup:'))) throw severalFromBackup()
  const fleet = await deployments.readFleet(file, options.allowHost)
  const { entries } = await readSources(invocation, options.allowEmpty, async () => {
    throw severalFromBackup()
  })
  const { config, rules } = desiredFrom(entries, invocation)
  const listed = fleet.map(credentials => ({ label: labelOf(credentials), credentials }))
  const opened = await step(invocation, 'opened', listed, async ({ credentials }: Listed) => {
    return { open: await deployments.openSilently(credentials) }
  })
  const planned = await step(invocation, 'planned', opened, async ({ open }) => {
    return open && { plan: await planDeployment(open.client, config, rules) }
  })
  interruption.signal.throwIfAborted()
  return planned
}

/** Applies the plans that have changes. After Ctrl-C, writes that are under way finish, and no other begins. */
export async function applyFleet(
  invocation: DeploymentInvocation<FleetOptions & BackupOptions>,
  planned: readonly Member[],
): Promise<Member[]> {
  const { interruption } = invocation
  const { signal } = interruption
  return interruption.whileWriting(() =>
    step(invocation, 'settled', planned, async ({ open, plan }) => {
      if (open === undefined || plan === undefined) return undefined
      if (plan.isEmpty) return { result: UNCHANGED }
      if (interruption.requested) throw new Interrupted(false)
      let backup: string | undefined
      const onBackup = async (values: ReadonlyMap<string, string>) => {
        backup = await keepBackup(values, open, invocation)
      }
      try {
        return { result: await applyPlan(open.client, plan, { signal, onBackup }), backup }
      } catch (error) {
        return { error, backup }
      }
    }),
  )
}

interface Listed extends Member {
  readonly credentials: Credentials
}

const CONCURRENCY = 4

const UNCHANGED: ApplyResult = { status: 'unchanged', changes: [], unverified: [], steps: [] }

/** Takes a step with each member that has not failed, some at once, and keeps its result or its error with it. */
async function step<One extends Member>(
  { options: { concurrency = CONCURRENCY }, terminal }: DeploymentInvocation<FleetOptions>,
  done: string,
  members: readonly One[],
  work: (member: One) => Promise<Partial<Member> | undefined>,
): Promise<Member[]> {
  const results = new Map<One, Member>()
  const settled = settleAll(members, concurrency, async (member): Promise<readonly [One, Member]> => {
    try {
      return [member, { ...member, ...(member.error === undefined && (await work(member))) }]
    } catch (error) {
      return [member, { ...member, error }]
    }
  })
  for await (const [member, result] of settled) {
    results.set(member, result)
    terminal.progress(`${done} ${results.size} of ${members.length}`)
  }
  terminal.progress('')
  return members.flatMap(member => results.get(member) ?? [])
}

function severalFromBackup(): Refusal {
  return usage("A backup is of one deployment, and can't be a source for several.")
}
