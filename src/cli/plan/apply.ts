import { applyPlan } from '../../config/index.js'
import type { CommandResult, DeploymentInvocation, WriteOptions } from '../command.js'
import { confirmFleet } from '../confirm.js'
import { type FLEET, findFleet, isFleet } from '../deployment/fleet.js'
import { dashed, on, own, text } from '../flags.js'
import { Interrupted } from '../interruption.js'
import { usage } from '../refusal.js'
import { type BACKUP, backupLines, type Kept, keepBackup } from './backup.js'
import { change, noteLines, toWritten, UNCHANGED } from './change.js'
import { assertShown, type Showing, showValues } from './lines.js'
import {
  type DesiredOf,
  isPlanned,
  type Member,
  planFleet,
  planOne,
  type ReadDesired,
  step,
} from './members.js'
import { assertApplicable, exitCodeOfAll, planBlocks, resultData, resultTable, summary } from './result.js'
import { readPlan, restored } from './saved-plan.js'

/** The flag that changes several deployments even if not all of them can be. */
export const keepGoing = on('change the others if one of several cannot be planned, or has problems')

/** The flags of every command that applies a plan. */
export const APPLYING = own({
  plan: text('<file>', 'apply this saved plan, from the sources that it was made from'),
  showValues,
  keepGoing,
})

/** One run of a command that changes several deployments. */
type FleetInvocation = DeploymentInvocation<
  WriteOptions<typeof BACKUP | typeof FLEET> & Showing & { readonly keepGoing: boolean }
>
type ApplyInvocation = DeploymentInvocation<WriteOptions<typeof APPLYING | typeof BACKUP | typeof FLEET>>

/**
 * Plans for one deployment, or for all that a file lists, and applies what is confirmed.
 * @param assertNoRules refuses flags that a saved plan holds by itself
 */
export async function runApply(
  invocation: ApplyInvocation,
  read: ReadDesired,
  assertNoRules: () => void,
): Promise<CommandResult> {
  const { options, host, interruption } = invocation
  const several = isFleet(options, ['plan'], ['keepGoing'])
  assertShown(options, host.stderr)
  if (several) return changeFleet(invocation, read)
  if (options.plan === undefined) return change(await planOne(invocation, read), invocation, options)
  const saved = await readPlan(host.folder, options.plan, interruption.signal)
  assertNoRules()
  const open = await invocation.deployments.open()
  const desiredOf: DesiredOf = await read(open)
  const desired = await desiredOf(open)
  const plan = await restored(saved, open, desired)
  return change({ label: open.label, open, ...desired, plan }, invocation, options)
}

/**
 * Plans for several deployments, and applies what is confirmed. All plans are made first: unless it is to keep going, one that
 * cannot be applied stops them all.
 * @param accept refuses what was planned, before it is shown
 */
export async function changeFleet(
  invocation: FleetInvocation,
  read: ReadDesired,
  accept: (planned: readonly Member[]) => void = () => {},
): Promise<CommandResult> {
  const { terminal, options } = invocation
  const fleet = await findFleet(invocation)
  const planned = await planFleet(invocation, fleet, read)
  accept(planned)
  terminal.note(...planBlocks(planned, options))
  if (!options.keepGoing) assertApplicable(planned, false, ['--keep-going'])
  const changing = planned.filter(isPlanned).filter(isApplicable)
  const members = changing.length === 0 ? planned.map(unchanged) : await confirmed()
  terminal.note(
    ...resultTable(members),
    ...backupLines(
      members.flatMap(({ kept }) => kept ?? []),
      options,
    ),
    ...members.flatMap(({ result }) => noteLines(result?.steps ?? [])),
    summary(members),
  )
  return { data: { ...resultData(members), next: [] }, exitCode: exitCodeOfAll(members) }

  async function confirmed(): Promise<Member[]> {
    await confirmFleet(changing.map(toWritten), fleet, invocation)
    return applyFleet(invocation, planned)
  }
}

/** Applies the plans that have changes. After Ctrl-C, writes that are under way finish, and no other begins. */
async function applyFleet(invocation: FleetInvocation, planned: readonly Member[]): Promise<Member[]> {
  const { interruption } = invocation
  const { signal } = interruption
  return interruption.whileWriting(() =>
    step(invocation, 'settled', planned, async member => {
      if (!isPlanned(member) || !isApplicable(member)) return unchanged(member)
      if (interruption.requested) throw new Interrupted(false)
      const { open, plan } = member
      let kept: Kept | undefined
      const onBackup = async (values: ReadonlyMap<string, string>) => {
        kept = await keepBackup(values, open, invocation)
      }
      try {
        return { result: await applyPlan(open.client, plan, { signal, onBackup }), kept }
      } catch (error) {
        return { error, kept }
      }
    }),
  )
}

function isApplicable({ plan }: { readonly plan: NonNullable<Member['plan']> }): boolean {
  return !plan.isEmpty && plan.problems.length === 0
}

function unchanged(member: Member): Member {
  return isPlanned(member) && member.plan.problems.length === 0 ? { ...member, result: UNCHANGED } : member
}

/**
 * Refuses flags that a saved plan holds by itself.
 * @param flags the flags that a plan is made by
 */
export function refuseRules<Name extends string>(
  options: { readonly [name in Name]: unknown },
  flags: readonly Name[],
): void {
  const given = flags.filter(name => options[name] !== undefined && options[name] !== false)
  if (given.length === 0) return
  throw usage(
    `A saved plan holds its own rules: leave out ${given.map(dashed).join(', ')}, or make a new plan.`,
  )
}
