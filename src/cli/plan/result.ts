import { countChanges } from '../../config/format.js'
import type { ApplyStep } from '../../config/index.js'
import { quoteAll } from '../../text/quote.js'
import { deploymentData } from '../deployment/open.js'
import { Accounted, failureData, failureOf, inFlags } from '../failure.js'
import type { DataOf, Shapes } from '../output.js'
import { EXIT, gravest, Refusal } from '../refusal.js'
import { columns, type Line, numeral, type Row, type Style, styled } from '../terminal/line.js'
import { allowing, problemData, problemLines } from './lines.js'
import { FEW, isPlanned, listOf, type Member, type Planned } from './members.js'

/** Shows the results of several deployments, a row for each that was to change. Of very many, those alike share a line. */
export function resultTable(members: readonly Member[]): Line[] {
  const alike = new Map<string, Member[]>()
  const rows: Row[] = []
  for (const member of members) {
    const status = statusOf(member)
    const said = wordsOf(member, status)
    if (status === 'unchanged') continue
    if (members.length <= FEW || (said !== '' && status !== 'skipped'))
      rows.push([styled('bold', member.label), styled(STYLES[status] ?? 'red', status), said])
    else alike.set(`${status} ${said}`, [...(alike.get(`${status} ${said}`) ?? []), member])
  }
  const shared = [...alike.values()].map((group): Line => {
    const status = group[0] ? statusOf(group[0]) : 'applied'
    const said = group[0] ? wordsOf(group[0], status) : ''
    const count = ` on ${numeral(group.length)}${said === '' ? '' : `, as ${said}`}: `
    return [styled(STYLES[status] ?? 'red', status), count, listOf(group)]
  })
  return [...columns(rows), ...shared]
}

const STYLES: { readonly [status in Status]?: Style } = {
  applied: 'green',
  vanished: 'yellow',
  skipped: 'yellow',
}

/** The reasons why a deployment was not begun, in words. */
export const SKIPPED = {
  canary: 'a canary did not succeed',
  failures: 'too many failed',
  interrupted: 'the command was stopped',
} as const

/** Returns what a row says of a member beside its status. */
function wordsOf(member: Member, status: Status): string {
  const { error, skipped } = member
  if (status === 'vanished') return 'it does not exist any more'
  if (error !== undefined) return messageOf(error)
  if (skipped) return SKIPPED[skipped]
  return status === 'refused' ? problemsIn(member).join('; ') : doubtOf(member).text
}

/** Sums up the results of several deployments, in a line. */
export function summary(members: readonly Member[]): Line {
  const count = (wanted: string) => members.filter(member => statusOf(member) === wanted).length
  const [changed, refused, failed] = [count('applied'), count('refused'), count('failed')]
  const unknown = members.filter(({ error }) => error && failureOf(error, true).written === 'unknown').length
  const doubted = members.filter(member => doubtOf(member).isFailure).length
  const [same, skipped, vanished] = [count('unchanged'), count('skipped'), count('vanished')]
  const isWhole = failed + refused + doubted + skipped === 0
  return [
    isWhole ? styled('green', 'Done: ') : styled('red', 'Not all: '),
    `${numeral(changed)} changed, ${numeral(same)} ${same === 1 ? 'was as it' : 'were as they'} should be, ${numeral(failed)} failed`,
    unknown > 0 ? ` (${numeral(unknown)} may have taken effect)` : '',
    skipped > 0 ? `, ${numeral(skipped)} not begun` : '',
    refused > 0 ? `, ${numeral(refused)} left as they are, as their plan has problems` : '',
    doubted > 0 ? `, ${numeral(doubted)} not shown by reading back` : '',
    vanished > 0 ? `, ${numeral(vanished)} vanished` : '',
    isWhole ? '.' : '. Run it again for what is left.',
  ]
}

/** The state of a member after a plan or an apply. */
type Status = 'planned' | 'refused' | 'failed' | 'applied' | 'unchanged' | 'vanished' | 'skipped'

export function statusOf({ plan, result, error, vanished, skipped }: Member): Status {
  if (vanished) return 'vanished'
  if (error !== undefined) return 'failed'
  if (skipped) return 'skipped'
  if (result) return result.status
  return plan && plan.problems.length > 0 ? 'refused' : 'planned'
}

function problemsIn({ plan }: Member): readonly string[] {
  return plan ? problemLines(plan) : []
}

/** Returns the result of a command for `--json`: of one deployment or several, planned or applied, in one shape. */
export function resultData(members: readonly Member[]): ChangesData {
  const plans = members.flatMap(({ plan }) => plan ?? [])
  return {
    deployments: members.map(memberData),
    isEmpty: members.every(({ plan }) => plan?.isEmpty),
    counts: countChanges(plans),
  }
}

/** The result of a command that plans or applies, for `--json`. */
export type ChangesData = DataOf<'apply'>

function memberData(member: Member): Shapes['DeploymentChanges'] {
  const { label, open, overrides, plan, result, kept, error, skipped } = member
  return {
    deployment: open ? deploymentData(open) : { name: label },
    status: statusOf(member),
    ...(skipped && { reason: skipped }),
    ...(overrides && { overrides }),
    ...(plan && {
      plan: plan.toJSON(),
      isEmpty: plan.isEmpty,
      counts: countChanges([plan]),
      problems: problemData(plan),
    }),
    ...(result && { steps: result.steps.map(stepData), unverified: result.unverified }),
    ...((result || kept) && { backup: kept && 'file' in kept ? kept.file : null }),
    ...(error !== undefined && { error: { ...failureData(error), written: failureOf(error, true).written } }),
  }
}

function stepData({ note, ...step }: ApplyStep): Shapes['Step'] {
  return { ...step, ...(note !== undefined && { note: inFlags(note) }) }
}

/** Returns the message alone: what was written is said elsewhere. */
export function messageOf(error: unknown): string {
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
  if (member.skipped) return member.skipped === 'interrupted' ? EXIT.interrupted : EXIT.failed
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
