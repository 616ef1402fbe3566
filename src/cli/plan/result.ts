import { sumOf } from '../../config/format.js'
import type { ApplyStep } from '../../config/index.js'
import { quoteAll } from '../../text/quote.js'
import { deploymentData } from '../deployment/open.js'
import { Accounted, failureData, failureOf, inFlags } from '../failure.js'
import { EXIT, gravest, Refusal } from '../refusal.js'
import { columns, indented, type Line, styled } from '../terminal/line.js'
import { allowing, planLines, problemData, problemLines, type Showing } from './lines.js'
import { isPlanned, type Member, type Planned } from './members.js'

/** Shows the plans of several deployments, each as that of one, and their sum. Those without changes share a line. */
export function planBlocks(members: readonly Member[], showing: Showing): Line[] {
  const planned = members.filter(isPlanned)
  const same = planned.filter(({ plan }) => plan.isEmpty && plan.problems.length === 0 && !showing.unchanged)
  const changing = planned.filter(({ plan }) => !plan.isEmpty)
  const where = `, on ${changing.length} of ${members.length} deployments`
  const plans = planned.map(({ plan }) => plan)
  return [
    ...members.filter(member => !same.some(one => one === member)).flatMap(member => block(member, showing)),
    ...(same.length > 0 ? [styled('dim', `No changes: ${listOf(same)}`)] : []),
    ...(plans.length > 0 ? [sumOf(plans, where)] : []),
  ]
}

function block({ label, open, overrides = [], plan, error }: Member, showing: Showing): Line[] {
  const about = [open?.identity.type ?? '?', ...(overrides.length > 0 ? [`by ${quoteAll(overrides)}`] : [])]
  const title = [styled('bold', label), ` (${about.join(', ')})`]
  if (error !== undefined || plan === undefined)
    return [[...title, ': ', styled('red', 'failed:'), ` ${messageOf(error)}`]]
  // The sum of all is at the end.
  const lines = planLines(plan, { ...showing, withoutSum: true })
  const problems = problemLines(plan).map(text => styled('red', `Problem: ${text}`))
  return [title, ...[...lines, ...problems].map(line => indented(line))]
}

const MOST_LABELS = 8

function listOf(members: readonly Member[]): string {
  const labels = members.slice(0, MOST_LABELS).map(({ label, open }) => `${label} (${open?.identity.type})`)
  const rest = members.length - labels.length
  return `${labels.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** Shows the results of several deployments, a row for each that was to change. */
export function resultTable(members: readonly Member[]): Line[] {
  return columns(
    members.flatMap(member => {
      const { label, error } = member
      const status = statusOf(member)
      if (status === 'unchanged') return []
      if (error !== undefined) return [[styled('bold', label), styled('red', 'failed'), messageOf(error)]]
      const doubt = doubtOf(member)
      const said = status === 'refused' ? problemsIn(member).join('; ') : doubt.text
      return [[styled('bold', label), styled(status === 'applied' ? 'green' : 'red', status), said]]
    }),
  )
}

/** Sums up the results of several deployments, in a line. */
export function summary(members: readonly Member[]): Line {
  const count = (wanted: string) => members.filter(member => statusOf(member) === wanted).length
  const [changed, refused, failed] = [count('applied'), count('refused'), count('failed')]
  const unknown = members.filter(({ error }) => error && failureOf(error, true).written === 'unknown').length
  const doubted = members.filter(member => doubtOf(member).isFailure).length
  const isWhole = failed + refused + doubted === 0
  return [
    isWhole ? styled('green', 'Done: ') : styled('red', 'Not all: '),
    `${changed} changed, ${count('unchanged')} were as they should be, ${failed} failed`,
    unknown > 0 ? ` (${unknown} may have taken effect)` : '',
    refused > 0 ? `, ${refused} left as they are, as their plan has problems` : '',
    doubted > 0 ? `, ${doubted} not shown by reading back` : '',
    isWhole ? '.' : '. Run it again for what is left.',
  ]
}

/** The state of a member after a plan or an apply. */
type Status = 'planned' | 'refused' | 'failed' | 'applied' | 'unchanged'

function statusOf({ plan, result, error }: Member): Status {
  if (error !== undefined) return 'failed'
  if (result) return result.status
  return plan && plan.problems.length > 0 ? 'refused' : 'planned'
}

function problemsIn({ plan }: Member): readonly string[] {
  return plan ? problemLines(plan) : []
}

/** Returns the result of a command for `--json`: of one deployment or several, planned or applied, in one shape. */
export function resultData(members: readonly Member[]): object {
  return { deployments: members.map(memberData) }
}

function memberData(member: Member): object {
  const { label, open, overrides, plan, result, kept, error } = member
  return {
    deployment: open ? deploymentData(open) : { name: label },
    status: statusOf(member),
    ...(overrides && { overrides }),
    ...(plan && { plan: plan.toJSON(), problems: problemData(plan) }),
    ...(result && { steps: result.steps.map(stepData), unverified: result.unverified }),
    ...((result || kept) && { backup: kept && 'file' in kept ? kept.file : null }),
    ...(error !== undefined && { error: { ...failureData(error), written: failureOf(error, true).written } }),
  }
}

function stepData({ note, ...step }: ApplyStep): object {
  return { ...step, ...(note !== undefined && { note: inFlags(note) }) }
}

/** Returns the message alone: what was written is said elsewhere. */
function messageOf(error: unknown): string {
  return failureOf(error, false).message
}

/** Returns what an apply leaves in doubt, in a sentence, and whether that is a failure: a blind one checks nothing. */
export function doubtOf({ plan, result }: Member): { readonly text: string; readonly isFailure: boolean } {
  const { unverified = [] } = result ?? {}
  if (unverified.length === 0) return { text: '', isFailure: false }
  const blind = plan?.environment.blind === true
  const why = blind
    ? 'Not checked, as the key may not read'
    : 'The deployment accepted, but reading back did not show'
  return { text: `${why}: ${quoteAll(unverified)}.`, isFailure: !blind }
}

/** Returns what one deployment alone would have exited with. */
function exitCodeOf(member: Member): number {
  if (member.error !== undefined) return failureOf(member.error, true).exitCode
  if (doubtOf(member).isFailure) return EXIT.failed
  return statusOf(member) === 'refused' ? EXIT.refused : EXIT.done
}

/** Returns the exit code of all: the gravest, unless it would say that nothing was written, and one of them was. */
export function exitCodeOfAll(members: readonly Member[]): number {
  const code = gravest(members.map(exitCodeOf))
  const written = members.some(({ result }) => result?.status === 'applied')
  return written && code !== EXIT.done && code !== EXIT.interrupted ? EXIT.failed : code
}

/**
 * Refuses plans of which one has problems, or could not be made. Nothing was written so far.
 * @param isAlone true for the plan of the one deployment that a command line names
 * @param more words that go on all the same, where only errors are in the way
 */
export function assertApplicable(
  members: readonly Member[],
  isAlone: boolean,
  more: readonly string[] = [],
): void {
  const stopped = members.filter(member => exitCodeOf(member) !== EXIT.done)
  const [first] = stopped
  if (first === undefined) return
  const message = isAlone
    ? `The plan has problems:\n  ${problemsIn(first).join('\n  ')}\n`
    : `${stopped.length} of ${members.length} deployments can't be changed as planned.`
  const isFailed = stopped.some(({ error }) => error !== undefined)
  const allowed = isFailed ? [] : allowing(members.filter(isPlanned).map(({ plan }) => plan))
  const add = allowed.length > 0 || isAlone || more.length === 0 ? allowed : [more]
  const code = gravest(stopped.map(exitCodeOf))
  throw new Accounted(new Refusal(code, message, { add }), resultData(members))
}

/** Returns the error of a single deployment together with what is known of it. */
export function accounted(member: Planned, error: unknown): Accounted {
  return new Accounted(error, resultData([{ ...member, error }]))
}
