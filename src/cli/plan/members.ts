import {
  type ApplyResult,
  type DeploymentConfig,
  type DeploymentPlan,
  type PlanDeploymentOptions,
  planDeployment,
} from '../../config/index.js'
import type { SkipReason } from '../../config/rollout.js'
import { settleAll } from '../../config/settle-all.js'
import { NotFoundError } from '../../index.js'
import { memberOf } from '../../text/member.js'
import type { DeploymentInvocation, Invocation } from '../command.js'
import {
  assertSome,
  CONCURRENCY,
  type Fleet,
  type FleetMember,
  type FleetOptions,
} from '../deployment/fleet.js'
import type { OpenDeployment } from '../deployment/open.js'
import { type Line, numeral, styled } from '../terminal/line.js'
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
  /** The deployment does not exist any more, though it was found before. */
  readonly vanished?: true
  /** The reason why its change did not begin. */
  readonly skipped?: SkipReason | 'interrupted'
  /** The deployment before it was opened. */
  readonly of?: FleetMember
}

/** A member that was planned. */
export type Planned = Member & { readonly open: OpenDeployment; readonly plan: DeploymentPlan }

/** Returns true for a member that was planned. */
export function isPlanned(member: Member): member is Planned {
  return member.plan !== undefined && member.error === undefined && !member.vanished
}

/** Opens the deployment that a command line names, and plans for it. */
export async function planOne(
  { deployments }: DeploymentInvocation<unknown>,
  read: ReadDesired,
): Promise<Planned> {
  const open = await deployments.open()
  return planMember(open, await read(open))
}

/** Opens several deployments, and plans for each. An error is kept with its deployment. */
export async function planFleet(
  invocation: DeploymentInvocation<FleetOptions>,
  fleet: Fleet,
  read: ReadDesired,
): Promise<Member[]> {
  const { members, pace } = fleet
  const { signal } = invocation.interruption
  assertSome(fleet)
  const desiredOf = await read()
  const work = async (of: FleetMember): Promise<Member> => {
    const opened = { label: of.label, of }
    if (of.isGone) return { ...opened, vanished: true }
    let open: OpenDeployment | undefined
    const planned = await ended(opened, async () =>
      pace.run(signal, async follow => {
        open = await of.connect(follow)
        return planMember(open, desiredOf)
      }),
    )
    return { ...(open && { open }), ...planned }
  }
  const planned = await settled(invocation, 'planned', members, work, isFailed)
  signal.throwIfAborted()
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

/** Adds what a step found to a member, or its error. A deployment that is gone since it was listed is no failure. */
export async function ended(member: Member, work: () => Promise<Partial<Member>>): Promise<Member> {
  try {
    return { ...member, ...(await work()) }
  } catch (error) {
    return hasVanished(member.of, error) ? { ...member, vanished: true } : { ...member, error }
  }
}

/** Returns true if an error says that a deployment is gone since it was listed. */
export function hasVanished(of: FleetMember | undefined, error: unknown): boolean {
  return of?.mayVanish === true && isGone(error)
}

/** The codes by which the management API, or the host, says that a deployment does not exist. */
const GONE: readonly unknown[] = ['DeploymentNotFound', 'InstanceNotFound']

/** Returns true for an error by which the management API, or the host, says that a deployment does not exist. */
export function isGone(error: unknown): boolean {
  return [error, memberOf(error, 'cause')].some(
    one => one instanceof NotFoundError && GONE.includes(one.code),
  )
}

/** Returns the line of a deployment that is gone. */
export function vanishedLine(label: string): Line {
  return [styled('bold', label), ': ', styled('yellow', 'vanished'), ', it does not exist any more']
}

function isFailed({ error }: Member): boolean {
  return error !== undefined
}

/** The parts of a run that work on many things shows its progress by. */
type Working = Pick<Invocation<{ readonly concurrency?: number | undefined }>, 'options' | 'terminal'>

/** Works on items, some at once, with a line of progress. Returns the results in the order of the items. Work never rejects. */
export async function settled<Item extends object, Result>(
  { options: { concurrency = CONCURRENCY }, terminal }: Working,
  done: string,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  failed?: (result: Result) => boolean,
): Promise<Result[]> {
  const all = settleAll(items, concurrency, async item => [item, await work(item)] as const)
  return inOrder(terminal, done, items, all, failed)
}

/** Collects results in the order of their items, with a line of progress. */
export async function inOrder<Item extends object, Result>(
  terminal: Working['terminal'],
  done: string,
  items: readonly Item[],
  all: AsyncIterable<readonly [Item, Result]>,
  failed: (result: Result) => boolean = () => false,
): Promise<Result[]> {
  const results = new Map<Item, Result>()
  let failures = 0
  for await (const [item, result] of all) {
    results.set(item, result)
    if (failed(result)) failures += 1
    const counts = `${numeral(results.size)} of ${numeral(items.length)}`
    terminal.progress(`${done} ${counts}${failures > 0 ? `, ${numeral(failures)} failed` : ''}`.trimStart())
  }
  terminal.progress('')
  return items.flatMap(item => results.get(item) ?? [])
}

/** The number of deployments up to which each is shown by itself. */
export const FEW = 20

const MOST_LABELS = 8

/** Lists members by name and type: of many the first, those before others that may be in production. */
export function listOf(members: readonly Member[]): string {
  const isGuarded = ({ open }: Member) => open?.identity.guarded === true
  const isMany = members.length > MOST_LABELS
  const ordered = isMany ? [...members.filter(isGuarded), ...members.filter(one => !isGuarded(one))] : members
  return firstOf(ordered.map(({ label, open }) => (open ? `${label} (${open.identity.type})` : label)))
}

/** Lists the first labels of many, and the number of the others. */
export function firstOf(labels: readonly string[]): string {
  const rest = labels.length - MOST_LABELS
  return `${labels.slice(0, MOST_LABELS).join(', ')}${rest > 0 ? ` and ${numeral(rest)} more` : ''}`
}
