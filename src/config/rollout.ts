import { refusal } from '../errors.js'
import { whole } from '../transport/options.js'
import { settleAll } from './settle-all.js'

/** The options by which the change of many deployments stops. */
export interface RolloutOptions {
  /**
   * The number of deployments that are changed first, of those with changes. No other begins before all of these are
   * changed, and reading back has shown it, unless the plan is blind.
   * @default 0
   */
  readonly canary?: number | undefined
  /**
   * The number of failed deployments, or their share of all, at which no other begins. Those that could not be planned count,
   * and those that reading back does not show as changed.
   * @example '5%'
   * @default all of them
   */
  readonly maxFailures?: number | `${number}%` | undefined
}

/** The reason why the change of a deployment did not begin: a canary did not succeed, or too many failed. */
export type SkipReason = 'canary' | 'failures'

/** The names of these options. */
export const ROLLOUT_OPTIONS: Readonly<Record<keyof RolloutOptions, true>> = {
  canary: true,
  maxFailures: true,
}

/** The steps of a rollout for one deployment, and how it reads the result. */
export interface RolloutSteps<Item, Result> {
  readonly isChange: (item: Item) => boolean
  readonly change: (item: Item) => Promise<Result>
  readonly isSuccess: (result: Result, item: Item) => boolean
  readonly skip: (item: Item, reason: SkipReason) => Result
}

/** Returns true for a number of failures, or a share of all deployments, at which a rollout can stop. */
export function isMaxFailures(value: unknown): value is number | `${number}%` {
  return mostOf(value, 1) > 0
}

/** @throws {InvalidInputError} for options that cannot work */
export function assertRollout({ canary, maxFailures }: RolloutOptions): void {
  whole('canary', canary, 0, 0)
  if (maxFailures === undefined || isMaxFailures(maxFailures)) return
  throw refusal(
    'maxFailures',
    '`maxFailures` must be a whole number of at least 1, or a share of all deployments such as "5%".',
  )
}

/** Changes many deployments, the canaries first, and yields each result as it comes. */
export async function* rollOut<Item, Result>(
  items: readonly Item[],
  concurrency: number | undefined,
  { canary, maxFailures }: RolloutOptions,
  { isChange, change, isSuccess, skip }: RolloutSteps<Item, Result>,
): AsyncIterableIterator<Result> {
  const most = maxFailures === undefined ? Number.POSITIVE_INFINITY : mostOf(maxFailures, items.length)
  const changing = items.filter(isChange)
  const canaries = changing.splice(0, canary ?? 0)
  let failed = 0
  let reason: SkipReason | undefined
  const run = (group: readonly Item[], onFailure?: SkipReason) =>
    settleAll(group, concurrency, async item => {
      if (reason && isChange(item)) return skip(item, reason)
      const result = await change(item)
      if (!isSuccess(result, item)) {
        failed += 1
        reason ??= onFailure ?? (failed >= most ? 'failures' : undefined)
      }
      return result
    })
  // What could not be planned counts before the first change.
  yield* run(items.filter(item => !isChange(item)))
  yield* run(canaries, 'canary')
  yield* run(changing)
}

/** Returns the number of failures of so many deployments, or 0 if there can be none. */
function mostOf(maxFailures: unknown, count: number): number {
  const share = /^(\d+(?:\.\d+)?)%$/.exec(`${maxFailures}`)?.[1]
  if (share !== undefined)
    return Number(share) <= 100 ? Math.ceil(Number(((Number(share) * count) / 100).toFixed(6))) : 0
  return Number.isInteger(maxFailures) ? Math.max(0, Number(maxFailures)) : 0
}
