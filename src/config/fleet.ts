import type { DeploymentClient } from '../client.js'
import { InvalidInputError } from '../errors.js'
import type { DesiredEnvironment } from './environment/desired.js'
import type { EnvironmentPlan } from './environment/environment-plan.js'
import type { ApplyOptions, ApplyResult, EnvironmentPlanOptions } from './environment/plans.js'

/** How many deployments are worked on at once. */
export interface FleetOptions {
  /** @default 8 */
  readonly concurrency?: number | undefined
}

/** What planning came to for one deployment. */
export type PlanOutcome =
  | { readonly target: DeploymentClient; readonly plan: EnvironmentPlan; readonly error?: never }
  | { readonly target: DeploymentClient; readonly error: unknown; readonly plan?: never }

/** What applying came to for one deployment. */
export type ApplyOutcome =
  | { readonly target: DeploymentClient; readonly result: ApplyResult; readonly error?: never }
  | { readonly target: DeploymentClient; readonly error: unknown; readonly result?: never }

/**
 * Plans for many deployments, each from what it lists itself, and yields what that came to as each settles. Reads only.
 * Collect all plans before you apply any: a second run then touches only what is left.
 * @param desired the variables of every deployment, or a function that tells those of one
 * @throws {InvalidInputError} for a `concurrency` that is no whole number of at least 1
 * @example
 * const plans = []
 * for await (const outcome of planAll(deployments, { LOG_LEVEL: 'info' })) plans.push(outcome)
 * if (plans.every(({ plan }) => plan?.problems.length === 0)) {
 *   for await (const { target, error } of applyAll(plans)) console.log(target.url, error ?? 'done')
 * }
 */
export function planAll(
  targets: Iterable<DeploymentClient>,
  desired: DesiredEnvironment | ((target: DeploymentClient) => DesiredEnvironment),
  { concurrency, ...options }: FleetOptions & EnvironmentPlanOptions = {},
): AsyncIterableIterator<PlanOutcome> {
  return settleAll(targets, concurrency, async (target): Promise<PlanOutcome> => {
    try {
      const own = typeof desired === 'function' ? desired(target) : desired
      return { target, plan: await target.env.plan(own, options) }
    } catch (error) {
      return { target, error }
    }
  })
}

/**
 * Applies the plans of many deployments, each to the deployment that it was made for, and yields what that came to as
 * each settles; a deployment that could not be planned for keeps its error. Writes.
 * @throws {InvalidInputError} for a `concurrency` that is no whole number of at least 1
 */
export function applyAll(
  plans: Iterable<PlanOutcome>,
  { concurrency, ...options }: FleetOptions & ApplyOptions = {},
): AsyncIterableIterator<ApplyOutcome> {
  return settleAll(plans, concurrency, async ({ target, plan, error }): Promise<ApplyOutcome> => {
    if (plan === undefined) return { target, error }
    try {
      return { target, result: await target.env.apply(plan, options) }
    } catch (thrown) {
      return { target, error: thrown }
    }
  })
}

/** Runs work over items, at most so many at once, and yields each result as it comes. Work never rejects. */
export function settleAll<Item, Result>(
  items: Iterable<Item>,
  concurrency = 8,
  work: (item: Item) => Promise<Result>,
): AsyncIterableIterator<Result> {
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new InvalidInputError('`concurrency` must be a whole number of at least 1.')
  }
  return run()

  async function* run() {
    const running = new Set<Promise<() => Result>>()
    for (const item of items) {
      // Taken out when it is yielded: several may settle between two looks.
      const own: Promise<() => Result> = work(item).then(result => () => {
        running.delete(own)
        return result
      })
      running.add(own)
      if (running.size === concurrency) yield (await Promise.race(running))()
    }
    while (running.size > 0) yield (await Promise.race(running))()
  }
}
