import { planSecrets } from '../../config/deployment-plan.js'
import { countChanges } from '../../config/format.js'
import { type ApplyResult, applyPlan, type DeploymentPlan, type PlannedSetting } from '../../config/index.js'
import { label } from '../../config/rows.js'
import { printable, quote } from '../../text/quote.js'
import type { CommandResult, DeploymentInvocation, WriteOptions } from '../command.js'
import { confirmWrite, type Written } from '../confirm.js'
import { inFlags } from '../failure.js'
import { EXIT } from '../refusal.js'
import { addressMembers, destination } from '../settings/log-stream-config.js'
import { type Line, styled } from '../terminal/line.js'
import { type BACKUP, backupLines, type Kept, keepBackup } from './backup.js'
import { planLines, type Showing } from './lines.js'
import type { Planned } from './members.js'
import { accounted, assertApplicable, type ChangesData, doubtOf, resultData } from './result.js'

/** Shows a plan, has it confirmed, applies it, and reports what became of it. */
export async function change(
  member: Planned,
  invocation: DeploymentInvocation<WriteOptions<typeof BACKUP>>,
  showing: Showing = {},
): Promise<CommandResult<ChangesData>> {
  const { terminal, interruption, options } = invocation
  const { open, plan, restored = [] } = member
  if (member.overrides?.length) terminal.note(`Overrides: ${member.overrides.join(', ')}`)
  terminal.note(...planLines(plan, showing))
  assertApplicable([member], true)
  if (plan.isEmpty) {
    const files = plan.environment.unchanged.length === 0 ? '' : restored.map(printable).join(', ')
    if (files !== '') terminal.note(`Already restored from ${files}.`)
    return { data: resultData([{ ...member, result: UNCHANGED }]) }
  }
  const { all: count } = countChanges([plan])
  await confirmWrite(`Make ${count} change${count === 1 ? '' : 's'}`, open, invocation, riskOf(plan))
  let kept: Kept | undefined
  try {
    const result = await interruption.whileWriting(() =>
      applyPlan(open.client, plan, {
        signal: interruption.signal,
        async onBackup(values) {
          kept = await keepBackup(values, open, invocation, restored)
          terminal.note(...backupLines([kept], options))
        },
      }),
    )
    const done = { ...member, result, kept }
    const { text, isFailure } = doubtOf(done)
    terminal.note(...resultLines(done, result), ...(text === '' ? [] : [styled('yellow', text)]))
    return { data: resultData([done]), ...(isFailure && { exitCode: EXIT.failed }) }
  } catch (error) {
    throw accounted({ ...member, kept }, error)
  }
}

/** The result of a plan without changes, for which nothing is read again. */
export const UNCHANGED: ApplyResult = { status: 'unchanged', changes: [], unverified: [], steps: [] }

function resultLines({ open, plan }: Planned, { steps }: ApplyResult): Line[] {
  const done = steps.filter(({ status }) => status === 'done').length
  const { all } = countChanges([plan])
  return [
    done === 0
      ? `Nothing was left to change on ${open.label}.`
      : [styled('green', 'Applied'), ` ${done} of ${all} on ${open.label}.`],
    ...noteLines(steps),
  ]
}

/** Tells what is left to do by hand after steps. */
export function noteLines(steps: ApplyResult['steps']): Line[] {
  return steps.flatMap(({ section, name, note }) =>
    note === undefined ? [] : [styled('yellow', `${label(section, name)}: ${inFlags(note)}`)],
  )
}

/** Returns one of several deployments as its confirmation takes it. */
export function toWritten({ open, plan }: Planned): Written {
  return { open, risk: riskOf(plan) }
}

/** Returns why any deployment, not only production, must be named before a plan is applied, if so: it hands data out. */
function riskOf(plan: DeploymentPlan): string | undefined {
  const wanted = planSecrets(plan).config.settings.get('logStreams')
  const targets = plan.logStreams.changes.filter(handsOver).map(({ name, after }) => {
    // The plan shows no DSN: of the one in the config, its host is named.
    const settings = wanted?.get(name)
    return `${quote(name)}${destination({ ...(typeof settings === 'object' && settings), ...after })}`
  })
  return targets.length === 0 ? undefined : `sends its logs by ${targets.join(', ')}`
}

/** Returns true for a log stream that is new, or whose owner may become another one. */
function handsOver({ action, before = {}, after = {}, hidden = [], keys = [] }: PlannedSetting): boolean {
  if (action === 'delete') return false
  const isMoved = (name: string) => before[name] !== after[name] || hidden.some(one => one.name === name)
  return action === 'create' || keys.length > 0 || addressMembers.some(isMoved)
}
