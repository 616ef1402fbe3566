import { applyPlan } from '../../config/index.js'
import { isMaxFailures, rollOut } from '../../config/rollout.js'
import type { DeploymentClient } from '../../index.js'
import type { CommandResult, DeploymentInvocation, WriteOptions } from '../command.js'
import { confirmFleet, wordForAll } from '../confirm.js'
import { CONCURRENCY, type FLEET, type Fleet, findFleet } from '../deployment/fleet.js'
import { type Flag, type FlagGroup, on, text, whole } from '../flags.js'
import { Interrupted } from '../interruption.js'
import { usage } from '../refusal.js'
import { toCopy } from '../terminal/line.js'
import { type BACKUP, backupLines, type Kept, keepBackup } from './backup.js'
import { planBlocks } from './blocks.js'
import { noteLines, toWritten, UNCHANGED } from './change.js'
import type { Showing } from './lines.js'
import {
  ended,
  inOrder,
  isPlanned,
  type Member,
  type Planned,
  planFleet,
  type ReadDesired,
} from './members.js'
import {
  assertApplicable,
  type ChangesData,
  doubtOf,
  exitCodeOfAll,
  resultData,
  resultTable,
  statusOf,
  summary,
} from './result.js'
import { openResume, type Resume } from './resume.js'
import { nextOf, stopOf } from './stopped.js'

const maxFailures: Flag<number | `${number}%` | undefined> = {
  takes: '<n|n%>',
  effect: 'begin no other once so many have failed',
  read(given, flag) {
    if (given === undefined) return undefined
    const text = `${given}`
    const limit = /^\d+$/.test(text) ? Number(text) : text
    if (isMaxFailures(limit)) return limit
    throw usage(`${flag} takes a whole number of at least 1, or a share of all such as 5%.`)
  },
}

/** The flags of an apply to several deployments. */
export const ROLLOUT = {
  keepGoing: on('change the others if one of several cannot be planned, or has problems'),
  canary: whole('<n>', 'of several, change so many first, and the others once these succeeded', 1),
  maxFailures,
  resume: text('<file>', 'of several, keep in this file what is done, and go on from it'),
}

type FleetInvocation = DeploymentInvocation<
  WriteOptions<FlagGroup<typeof ROLLOUT> | typeof BACKUP | typeof FLEET> & Showing
>

/** The flags of an apply that are for several deployments alone. */
export const FOR_SEVERAL = [
  'keepGoing',
  'canary',
  'maxFailures',
  'resume',
] as const satisfies readonly (keyof typeof ROLLOUT)[]

/**
 * Plans for several deployments, and applies what is confirmed. All plans are made first: unless it is to keep going, one that
 * cannot be applied stops them all.
 * @param accept refuses what was planned, before it is shown
 */
export async function applyFleet(
  invocation: FleetInvocation,
  read: ReadDesired,
  accept: (planned: readonly Member[]) => void = () => {},
): Promise<CommandResult<ChangesData>> {
  const { terminal, options, host, interruption } = invocation
  const find = () => findFleet(invocation)
  const resume =
    options.resume === undefined
      ? undefined
      : await openResume(options.resume, host, interruption.signal, find)
  terminal.note(...(resume?.lines ?? []))
  const fleet = resume?.fleet ?? (await find())
  const planned = await planFleet(invocation, fleet, read)
  await resume?.assertSame(planned)
  accept(planned)
  terminal.note(...planBlocks(planned, options))
  const changing = planned.filter(isChange)
  const written = changing.map(toWritten)
  const word = await wordForAll(fleet, written)
  if (!options.keepGoing)
    assertApplicable(planned, false, [...(options.confirm ? ['--confirm', word] : []), '--keep-going'])
  let members: readonly Member[] = planned.map(asUnchanged)
  if (changing.length > 0) {
    const isGiven = await confirmFleet(written, word, invocation, resume?.wordOf(changing))
    members = await interruption.whileWriting(async () => {
      const record = await resume?.begin(planned, changing, isGiven ? word : undefined)
      return change(invocation, planned, { fleet, resume, record })
    })
  }
  const exitCode = exitCodeOfAll(members)
  const stop = stopOf(members, exitCode)
  const next = await nextOf(members, fleet, invocation)
  const kept = (await resume?.end(members.every(isEnded))) ?? []
  terminal.note(
    ...resultTable(members),
    ...backupLines(
      members.flatMap(({ kept }) => kept ?? []),
      options,
    ),
    ...members.flatMap(({ result }) => noteLines(result?.steps ?? [])),
    ...kept,
    summary(members),
    ...(stop ? [stop.message] : []),
    ...(next.length > 0 ? ['To go on:', ...toCopy(next)] : []),
  )
  const left = resume && { left: resume.left }
  return { data: { ...resultData(members), ...left, ...(stop && { error: stop }) }, next, exitCode }
}

/** The deployments of an apply, and the file that records them. */
interface Rollout {
  readonly fleet: Fleet
  readonly resume: Resume | undefined
  readonly record: ((member: Member) => void) | undefined
}

/** Applies the plans that have changes. After Ctrl-C, writes that are under way finish, and no other begins. */
async function change(
  invocation: FleetInvocation,
  planned: readonly Member[],
  { fleet, resume, record }: Rollout,
): Promise<Member[]> {
  const { interruption, options, terminal } = invocation
  const { signal } = interruption
  const apply = async (member: Planned): Promise<Member> => {
    const { open, plan } = member
    let kept: Kept | undefined
    const onBackup = async (values: ReadonlyMap<string, string>) => {
      kept = await keepBackup(values, open, invocation)
    }
    const work = async (follow: (client: DeploymentClient) => void) => {
      // It may have waited long for its turn.
      if (interruption.requested) throw new Interrupted(false)
      follow(open.client)
      return applyPlan(open.client, plan, { signal, onBackup })
    }
    const done = await ended(member, async () => ({ result: await fleet.pace.run(signal, work) }))
    const isBegun = !(done.error instanceof Interrupted) || done.error.duringWrite
    return isBegun ? { ...done, kept } : { ...member, skipped: 'interrupted' }
  }
  type Settled = readonly [planned: Member, now: Member]
  // Canaries of a run before, which are still as they should be, need no others.
  const proven = planned.filter(one => isPlanned(one) && one.plan.isEmpty && resume?.wasChanged(one)).length
  const rollout = { ...options, canary: Math.max(0, (options.canary ?? 0) - proven) }
  const all = rollOut<Member, Settled>(planned, options.concurrency ?? CONCURRENCY, rollout, {
    isChange,
    isSuccess: ([, member]) => isGood(member),
    skip: (member, reason) => [member, { ...member, skipped: reason }],
    async change(member) {
      if (!isChange(member)) return [member, asUnchanged(member)]
      const now = await apply(member)
      record?.(now)
      return [member, now]
    },
  })
  return inOrder(terminal, 'settled', planned, all, member => member.error !== undefined)
}

function isChange(member: Member): member is Planned {
  return isPlanned(member) && !member.plan.isEmpty && member.plan.problems.length === 0
}

function asUnchanged(member: Member): Member {
  return isPlanned(member) && member.plan.problems.length === 0 && member.plan.isEmpty
    ? { ...member, result: UNCHANGED }
    : member
}

/** Returns true for a result that is no failure: one that the command stopped by itself is none either. */
function isGood(member: Member): boolean {
  const { skipped } = member
  return skipped === 'interrupted' || (isEnded(member) && skipped === undefined)
}

/** Returns true for a deployment of which nothing is left to do. */
function isEnded(member: Member): boolean {
  return ['applied', 'unchanged', 'vanished'].includes(statusOf(member)) && !doubtOf(member).isFailure
}
