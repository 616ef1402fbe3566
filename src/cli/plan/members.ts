import { settleAll } from '../../config/settle-all.js'
import {
  type ApplyResult,
  type DeploymentConfig,
  type DeploymentPlan,
  type PlanDeploymentOptions,
  planDeployment,
} from '../../config/index.js'
import type { DeploymentInvocation, Invocation } from '../command.js'
import type { Fleet, FleetMember, FleetOptions } from '../deployment/fleet.js'
import type { OpenDeployment } from '../deployment/open.js'
import type { Kept } from './backup.js'

/** The desired state of one deployment, and the rules of its plan. */
export interface Desired {
  readonly config: DeploymentConfig
  readonly rules: PlanDeploymentOptions
  /** The overrides of the config that apply to it. */
  readonly overrides?: readonly string[]
  /** The files of the backups that it brings back. */
  readonly restored?: readonly string[]
}

/** Returns the desired state of a deployment. */
export type DesiredOf = (deployment: OpenDeployment) => Desired | Promise<Desired>

/**
 * Reads what is desired, once for all deployments.
 * @param only the deployment, if there is one: a backup is of one alone
 */
export type ReadDesired = (only?: OpenDeployment) => Promise<DesiredOf>

/** One of the deployments of a command: whatever is known of it so far. */
export interface Member extends Partial<Desired> {
  readonly label: string
  readonly open?: OpenDeployment
  readonly plan?: DeploymentPlan
  readonly result?: ApplyResult
  /** The backup that the change left, or why there is none. */
  readonly kept?: Kept | undefined
  readonly error?: unknown
}

/** A member that was planned. */
export type Planned = Member & { readonly open: OpenDeployment; readonly plan: DeploymentPlan }

/** Returns true for a member that was planned. */
export function isPlanned(member: Member): member is Planned {
  return member.plan !== undefined && member.error === undefined
}

/** Opens the deployment that a command line names, and plans for it. */
export async function planOne(
  { deployments }: DeploymentInvocation<unknown>,
  read: ReadDesired,
): Promise<Planned> {
  const open = await deployments.open()
  return planMember(open, await read(open))
}

/** Opens several deployments, then plans for each. An error is kept with its deployment. */
export async function planFleet(
  invocation: DeploymentInvocation<FleetOptions>,
  { members }: Fleet,
  read: ReadDesired,
): Promise<Member[]> {
  const desiredOf = await read()
  const opened = await step(invocation, 'opened', members, async ({ connect }: FleetMember) => {
    return { open: await connect() }
  })
  const planned = await step(
    invocation,
    'planned',
    opened,
    async ({ open }) => open && planMember(open, desiredOf),
  )
  invocation.interruption.signal.throwIfAborted()
  return planned
}

/** Plans for a deployment that is open. */
export async function planMember(open: OpenDeployment, desiredOf: DesiredOf): Promise<Planned> {
  const desired = await desiredOf(open)
  return {
    label: open.label,
    open,
    ...desired,
    plan: await planDeployment(open.client, desired.config, desired.rules),
  }
}

const CONCURRENCY = 4

/** Takes a step with each member that has not failed, some at once, and keeps its result or its error with it. */
export function step<One extends Member>(
  invocation: DeploymentInvocation<FleetOptions>,
  done: string,
  members: readonly One[],
  work: (member: One) => Promise<Partial<Member> | undefined>,
): Promise<Member[]> {
  return settled(invocation, done, members, async (member): Promise<Member> => {
    try {
      return { ...member, ...(member.error === undefined && (await work(member))) }
    } catch (error) {
      return { ...member, error }
    }
  })
}

/** Works on items, some at once, with a line of progress. Returns the results in the order of the items. Work never rejects. */
export async function settled<Item extends object, Result>(
  {
    options: { concurrency = CONCURRENCY },
    terminal,
  }: Pick<Invocation<{ readonly concurrency?: number | undefined }>, 'options' | 'terminal'>,
  done: string,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<Item, Result>()
  const all = settleAll(items, concurrency, async item => [item, await work(item)] as const)
  for await (const [item, result] of all) {
    results.set(item, result)
    terminal.progress(`${done} ${results.size} of ${items.length}`.trimStart())
  }
  terminal.progress('')
  return items.flatMap(item => results.get(item) ?? [])
}
