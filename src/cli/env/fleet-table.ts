import { remarkTexts } from '../../config/format.js'
import { quote } from '../../text/quote.js'
import { deploymentData } from '../deployment/open.js'
import { failureOf } from '../failure.js'
import { EXIT, gravest } from '../refusal.js'
import { columns, type Line, styled } from '../terminal/line.js'
import { doubtOf } from './change.js'
import type { Member } from './fleet.js'
import { allowing, countsOf, problemData, problemLines } from './plan-lines.js'

/** Shows plans, a row for each deployment: its type, what would change, and the problems. */
export function planTable(members: readonly Member[]): Line[] {
  return columns(members.map(row))
}

/** Shows results, a row for each deployment. */
export function resultTable(members: readonly Member[]): Line[] {
  return columns(
    members.map(({ label, plan, result, error }) => {
      if (error !== undefined) return [styled('bold', label), styled('red', 'failed'), messageOf(error)]
      const { status = '' } = result ?? {}
      const doubt = result && doubtOf(result, plan?.environment.blind === true).text
      return [styled('bold', label), styled(status === 'applied' ? 'green' : 'dim', status), doubt ?? '']
    }),
  )
}

/** Sums up the results, in a line. */
export function summary(members: readonly Member[]): Line {
  const failed = members.filter(({ error }) => error !== undefined)
  const changed = members.filter(({ result }) => result?.status === 'applied').length
  const unknown = failed.filter(({ error }) => failureOf(error, true).written === 'unknown').length
  const doubted = members.filter(isDoubted).length
  const isWhole = failed.length + doubted === 0
  return [
    isWhole ? styled('green', 'Done: ') : styled('red', 'Not all: '),
    `${changed} changed, ${members.length - changed - failed.length} were as they should be, ${failed.length} failed`,
    unknown > 0 ? ` (${unknown} may have taken effect)` : '',
    doubted > 0 ? `, ${doubted} not shown by reading back` : '',
    isWhole ? '.' : '. Run it again for what is left.',
  ]
}

/** Returns what `--json` shows of a deployment. */
export function memberData({ label, open, plan, result, backup, error }: Member): object {
  return {
    deployment: open ? deploymentData(open) : { name: label },
    ...(result
      ? {
          status: result.status,
          changes: result.changes,
          remarks: plan?.environment.remarks ?? [],
          unverified: result.unverified,
          backup: backup ?? null,
        }
      : plan && {
          plan: plan.toJSON(),
          ...(plan.problems.length > 0 && { problems: problemData(plan) }),
        }),
    ...(error !== undefined && { error: errorData(error), ...(plan && { backup: backup ?? null }) }),
  }
}

/** Returns the words that allow the problems of all plans, unless something else stops one of the deployments. */
export function allowingAll(members: readonly Member[]): readonly (readonly string[])[] {
  const stopped = members.some(
    ({ error }) => error !== undefined && failureOf(error, true).exitCode !== EXIT.failed,
  )
  return stopped ? [] : allowing(members.flatMap(({ plan }) => plan ?? []))
}

/** Returns what one deployment alone would have exited with. */
export function exitCodeOf(member: Member): number {
  const { error, plan } = member
  if (error !== undefined) return failureOf(error, true).exitCode
  if (isDoubted(member)) return EXIT.failed
  return plan && plan.problems.length > 0 ? EXIT.refused : EXIT.done
}

function isDoubted({ plan, result }: Member): boolean {
  return result !== undefined && doubtOf(result, plan?.environment.blind === true).isFailure
}

/** Returns the exit code of all: the gravest, unless it would say that nothing was written, and one of them was. */
export function exitCodeOfAll(members: readonly Member[]): number {
  const code = gravest(members.map(exitCodeOf))
  const written = members.some(({ result }) => result?.status === 'applied')
  return written && code !== EXIT.done && code !== EXIT.interrupted ? EXIT.failed : code
}

function errorData(error: unknown): object {
  const { data, exitCode, written } = failureOf(error, true)
  return { ...data, exitCode, message: messageOf(error), written }
}

function row({ label, open, plan, error }: Member) {
  const name = styled('bold', label)
  const type = open?.identity.type ?? '?'
  if (error !== undefined) return [name, type, styled('red', 'failed'), messageOf(error)]
  if (plan === undefined) return [name, type, '', '']
  const counts = plan.isEmpty ? styled('dim', 'no changes') : countsOf(plan)
  const problems = problemLines(plan).join('; ')
  if (problems !== '') return [name, type, counts, styled('red', problems)]
  const remarks = remarkTexts(plan)
  return [name, type, counts, styled('dim', namesIn(plan)), styled('yellow', remarks.join('; '))]
}

/** Returns the message alone: what was written is said elsewhere. */
function messageOf(error: unknown): string {
  return failureOf(error, false).message
}

function namesIn({ environment: { changes } }: NonNullable<Member['plan']>): string {
  const names = changes.map(({ name }) => quote(name))
  return names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(' ')} …` : names.join(' ')
}

const MOST_NAMES = 4
