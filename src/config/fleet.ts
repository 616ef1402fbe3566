import type { DeploymentClient } from '../client.js'
import { refusal } from '../errors.js'
import { atCaller, callSite } from '../stack.js'
import { readOptions } from '../transport/options.js'
import { APPLY_OPTIONS, type ApplyOptions, type ApplyResult, applyPlan } from './apply.js'
import type { DeploymentConfig } from './config.js'
import type { DeploymentPlan } from './deployment-plan.js'
import { Pace } from './pace.js'
import { PLAN_OPTIONS, type PlanDeploymentOptions, planDeployment } from './plan.js'
import { assertRollout, ROLLOUT_OPTIONS, type RolloutOptions, rollOut, type SkipReason } from './rollout.js'
import { settleAll } from './settle-all.js'

/** The options for many deployments. */
export interface FleetOptions {
  /**
   * The number of deployments that are worked on at once. After a 429 of one of them nothing more is sent to any until it
   * may be, for a minute at most; then half as many are worked on at once, and one more for each that succeeds.
   * @default 8
   */
  readonly concurrency?: number | undefined
}

/** The options of applying to many deployments. */
export interface ApplyAllOptions extends FleetOptions, RolloutOptions, ApplyOptions {
  /**
   * Applies the other plans if one could not be made, or has problems.
   * @default false
   */
  readonly keepGoing?: boolean | undefined
}

/** One deployment that could not be planned, or not be changed. */
export interface FleetFailure {
  readonly status: 'failed'
  readonly client: DeploymentClient
  readonly error: unknown
}

/** The plan of one of many deployments, or the error of planning it. */
export type FleetPlan =
  | { readonly status: 'planned'; readonly client: DeploymentClient; readonly plan: DeploymentPlan }
  | FleetFailure

/** One deployment whose change did not begin. Nothing was sent to it. */
export interface FleetSkip {
  readonly status: 'skipped'
  readonly client: DeploymentClient
  readonly reason: SkipReason
}

/** The result of applying the plan of one of many deployments, or the error. */
export type FleetResult = (ApplyResult & { readonly client: DeploymentClient }) | FleetFailure | FleetSkip

/**
 * Plans many deployments, each from its own state, and yields the plan of each as it is ready. Reads only.
 * Collect all plans before you apply any: a second run then touches only what is left.
 * @param config the config of every deployment, or a function that returns that of one: with `random` and `keyPair`, each needs a
 *   config of its own, as one value is made for each config
 * @throws {InvalidInputError} for a `concurrency` that is not a whole number of at least 1
 * @example
 * const plans = []
 * for await (const planned of planAll(deployments, { environment: { LOG_LEVEL: 'info' } })) plans.push(planned)
 * if (plans.every(planned => planned.status === 'planned' && planned.plan.problems.length === 0)) {
 *   for await (const { client, status } of applyAll(plans)) console.log(client.url, status)
 * }
 */
export function planAll(
  clients: Iterable<DeploymentClient>,
  config: DeploymentConfig | ((client: DeploymentClient) => DeploymentConfig | Promise<DeploymentConfig>),
  given: FleetOptions & PlanDeploymentOptions = {},
): AsyncIterableIterator<FleetPlan> {
  const { concurrency, ...options } = atCaller(planAll, () => readFleetOptions(given, PLAN_OPTIONS, 'a plan'))
  const locate = callSite(planAll)
  const pace = new Pace(concurrency)
  return settleAll(clients, concurrency, async (client): Promise<FleetPlan> => {
    try {
      const plan = await pace.run(options.signal, async follow => {
        follow(client)
        return planDeployment(client, typeof config === 'function' ? await config(client) : config, options)
      })
      return { status: 'planned', client, plan }
    } catch (error) {
      return { status: 'failed', client, error: locate(error) }
    }
  })
}

/**
 * Applies the plans of many deployments and yields the result of each as it is ready. Writes, once every plan is there and
 * none has problems. A loop that you leave early ends when the writes that are under way have ended; no other begins.
 * @throws {InvalidInputError} for options that cannot work, and, unless it is to keep going, if a deployment could not be
 *   planned, or has a plan with problems: nothing was written. With `keepGoing` such a deployment has its error as its result.
 * @example
 * for await (const result of applyAll(plans, { canary: 1, maxFailures: '5%' })) {
 *   if (result.status === 'skipped') console.log(result.client.url, result.reason)
 * }
 */
export function applyAll(
  plans: Iterable<FleetPlan>,
  given: ApplyAllOptions = {},
): AsyncIterableIterator<FleetResult> {
  const known = { ...APPLY_OPTIONS, ...ROLLOUT_OPTIONS, keepGoing: true }
  const { concurrency, keepGoing, canary, maxFailures, ...options } = atCaller(applyAll, () => {
    const options = readFleetOptions(given, known, 'an apply')
    assertRollout(options)
    return options
  })
  const locate = callSite(applyAll)
  const all = [...plans]
  if (!keepGoing) atCaller(applyAll, () => assertApplicable(all))
  const pace = new Pace(concurrency)
  return rollOut<FleetPlan, FleetResult>(
    all,
    concurrency,
    { canary, maxFailures },
    {
      isChange: one => one.status === 'planned' && !one.plan.isEmpty && one.plan.problems.length === 0,
      isSuccess: (result, one) =>
        'unverified' in result &&
        (result.unverified.length === 0 || (one.status === 'planned' && one.plan.environment.blind)),
      skip: ({ client }, reason) => ({ status: 'skipped', client, reason }),
      async change(planned) {
        if (planned.status === 'failed') return planned
        const { client, plan } = planned
        try {
          return await pace.run(options.signal, async follow => {
            follow(client)
            return { client, ...(await applyPlan(client, plan, options)) }
          })
        } catch (error) {
          return { status: 'failed', client, error: locate(error) }
        }
      },
    },
  )
}

/** Refuses plans of which one cannot be applied: a part of a change is seldom wanted. */
function assertApplicable(plans: readonly FleetPlan[]): void {
  const stopped = plans.filter(one => one.status === 'failed' || one.plan.problems.length > 0)
  const [first] = stopped
  if (first === undefined) return
  const { client } = first
  throw refusal(
    'plans',
    `${stopped.length} of ${plans.length} deployments cannot be changed as planned, such as ${client.url}. Look at their ` +
      '`error` or `plan.problems`, or pass `keepGoing` to change the others.',
  )
}

/** Refuses options before the first deployment is asked: each would refuse them in a result of its own. */
function readFleetOptions<Options extends FleetOptions>(
  given: Options,
  known: object,
  subject: string,
): Options {
  const options = readOptions(given, ['concurrency', ...Object.keys(known)], subject)
  const { concurrency = 1 } = options
  if (Number.isInteger(concurrency) && concurrency >= 1) return options
  throw refusal('concurrency', '`concurrency` must be a whole number of at least 1.')
}
