import { isObject, memberOf } from '../text/member.js'
import { WebhookError } from './error.js'
import { type Amounts, eachMetric } from './usage.js'

/** The state of a meter, as JSON holds it. */
export interface MeterSnapshot {
  readonly version: 1
  readonly by: 'deployment' | 'project'
  /** The counts of each name, as digits. */
  readonly counts: readonly (readonly [name: string, counts: Readonly<Record<string, string>>])[]
  /** The deliveries that the meter remembers, each with the time at which it was counted. */
  readonly deliveries: readonly (readonly [id: string, at: number])[]
}

/** The state of a meter. */
interface MeterState {
  readonly counts: Map<string, Amounts>
  readonly deliveries: Map<string, number>
}

/**
 * Reads a snapshot, which may come from anywhere.
 * @throws {WebhookError} 503 if it is not one of a meter that adds up by the same
 */
export function readSnapshot(snapshot: unknown, by: MeterSnapshot['by']): MeterState {
  if (memberOf(snapshot, 'version') !== 1) throw unusable('it is not a snapshot of this version')
  if (memberOf(snapshot, 'by') !== by) throw unusable('it was taken with another `by`')
  const counts = entriesOf(memberOf(snapshot, 'counts'), amountsIn)
  return { counts, deliveries: entriesOf(memberOf(snapshot, 'deliveries'), time) }
}

function entriesOf<Value>(list: unknown, of: (value: unknown) => Value): Map<string, Value> {
  if (!Array.isArray(list)) throw unusable('a list is missing')
  const entries = new Map<string, Value>()
  for (const entry of list) {
    const name: unknown = memberOf(entry, '0')
    if (typeof name !== 'string') throw unusable('a name is missing')
    if (entries.has(name)) throw unusable('a name is listed twice')
    entries.set(name, of(memberOf(entry, '1')))
  }
  return entries
}

function amountsIn(digits: unknown): Amounts {
  if (!isObject(digits)) throw unusable('the amounts of a name are missing')
  // A metric that is newer than the snapshot has no amount.
  return eachMetric(metric => amount(memberOf(digits, metric)))
}

function amount(digits: unknown = '0'): bigint {
  if (typeof digits === 'string' && /^\d{1,60}$/.test(digits)) return BigInt(digits)
  throw unusable('an amount is not a whole number')
}

function time(at: unknown): number {
  if (typeof at === 'number' && Number.isSafeInteger(at)) return at
  throw unusable('a time is missing')
}

function unusable(problem: string): WebhookError {
  return new WebhookError(503, `The snapshot of a meter cannot be restored: ${problem}.`)
}
