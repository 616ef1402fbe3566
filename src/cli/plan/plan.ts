import { revealFlag } from '../agent.js'
import type { CommandResult, DeploymentInvocation, ReadOptions } from '../command.js'
import { commandLine } from '../command-line.js'
import { wordForAll } from '../confirm.js'
import { type FLEET, findFleet, isFleet } from '../deployment/fleet.js'
import { on, own, text } from '../flags.js'
import { asCalled } from '../next.js'
import { STDOUT } from '../private-file.js'
import { EXIT, usage } from '../refusal.js'
import { type Line, styled, toCopy } from '../terminal/line.js'
import { planBlocks } from './blocks.js'
import { toWritten } from './change.js'
import { assertShown, hasUnmanaged, planLines, showValues } from './lines.js'
import { isPlanned, type Member, planFleet, planOne, type ReadDesired } from './members.js'
import { assertApplicable, type ChangesData, resultData } from './result.js'
import { assertReplaceable, planText, savePlan } from './saved-plan.js'

/** The flags of every command that plans. */
export const PLANNING = own({
  exitCode: on('exit 2 if there are changes'),
  out: text('<file>', 'save the plan, without a value, for --plan of apply; - is stdout'),
  unchanged: on('list what stays as it is, too'),
  unmanaged: on('list what the source does not name, too; with --exit-code it counts as a change'),
  showValues,
  reveal: revealFlag,
})

type PlanInvocation = DeploymentInvocation<ReadOptions<typeof PLANNING | typeof FLEET>>

/**
 * Plans for one deployment, or for all that a file lists, and shows what would change.
 * @param applied returns the command line that applies the plan
 */
export async function runPlan(
  invocation: PlanInvocation,
  read: ReadDesired,
  applied: (isSaved: boolean) => readonly string[],
): Promise<CommandResult<ChangesData>> {
  const { options, host, terminal, interruption } = invocation
  const { out, json } = options
  const several = isFleet(options, ['out'])
  assertShown(options, host, out === STDOUT ? host.stderr : host.stdout)
  if (out === STDOUT && json) throw usage('--json and --out - both print to stdout: leave one of them out.')
  if (out !== undefined && out !== STDOUT) await assertReplaceable(out, host, interruption.signal)
  const fleet = several ? await findFleet(invocation) : undefined
  const members = fleet ? await planFleet(invocation, fleet, read) : [await planOne(invocation, read)]
  const lines = several ? planBlocks(members, options) : linesOf(members, options)
  try {
    assertApplicable(members, !several)
  } catch (error) {
    // They are shown on another stream than was asked about.
    const hidden = { ...options, showValues: undefined }
    terminal.note(...(several ? planBlocks(members, hidden) : linesOf(members, hidden)))
    throw error
  }
  const planned = members.filter(isPlanned)
  const isEmpty = planned.every(({ plan }) => plan.isEmpty)
  const hasFindings = !isEmpty || (options.unmanaged && planned.some(({ plan }) => hasUnmanaged(plan)))
  const exitCode = options.exitCode && hasFindings ? EXIT.changes : EXIT.done
  if (isEmpty && hasFindings) terminal.note(styled('yellow', 'There is more than the source names.'))
  const [first] = planned
  if (out !== undefined && first !== undefined) {
    if (out === STDOUT) {
      terminal.note(...lines)
      return { raw: planText(first.plan), exitCode }
    }
    await savePlan(out, host, first.plan)
  }
  const next = isEmpty ? [] : commandLine(asCalled(applied(out !== undefined), host.program), host.isWindows)
  const changing = planned.filter(({ plan }) => !plan.isEmpty)
  const word = fleet ? await wordForAll(fleet, changing.map(toWritten)) : first?.open.label
  const confirm = isEmpty ? undefined : word
  if (confirm && fleet && !json)
    terminal.note([
      styled('dim', 'To apply this plan without a question: '),
      { ...styled('dim', `--confirm ${confirm}`), wrap: 'never' },
    ])
  const data = { ...resultData(members), ...(confirm && { confirm }) }
  if (out === undefined) return { data, next, lines, exitCode }
  if (!json) terminal.print(lines)
  terminal.note(`Saved to ${out}, without a value.${next.length > 0 ? ' To apply it:' : ''}`, ...toCopy(next))
  return { data, next, exitCode }
}

function linesOf(members: readonly Member[], options: PlanInvocation['options']): Line[] {
  return members
    .filter(isPlanned)
    .flatMap(({ overrides = [], plan }) => [
      ...(overrides.length > 0 ? [`Overrides: ${overrides.join(', ')}`] : []),
      ...planLines(plan, options),
    ])
}

/** Returns the command line of `apply` for one of `plan`. A saved plan holds the rules that it was made by. */
export function asApply(
  words: readonly string[],
  isSaved: boolean,
  rules: readonly string[],
  withValue: readonly string[],
): string[] {
  const gone = new Set(['--exit-code', '--unchanged', '--unmanaged', ...(isSaved ? rules : [])])
  const kept = words.filter((word, index) => {
    const [flag = ''] = word.split('=')
    const before = words[index - 1] ?? ''
    return !gone.has(flag) && !(gone.has(before) && withValue.includes(before)) && flag !== '--show-values'
  })
  return kept.map(word => word.replace(/^--out(?==|$)/, '--plan'))
}
