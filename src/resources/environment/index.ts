import type { DesiredEnvironment } from '../../config/environment/desired.js'
import type { EnvironmentPlan, SavedPlan } from '../../config/environment/environment-plan.js'
import {
  type ApplyOptions,
  type ApplyResult,
  applyEnvironmentPlan,
  type EnvironmentPlanOptions,
  type PlanningContext,
  planEnvironment,
} from '../../config/environment/plans.js'
import type { CallOptions } from '../../transport/settings.js'
import {
  changesFrom,
  checkChanges,
  type EnvironmentChange,
  type EnvironmentValues,
  type EnvironmentVariable,
  removalsFrom,
} from './changes.js'

/** The environment variables of a deployment. */
export interface EnvironmentVariables {
  /**
   * Lists all variables, sorted by name. Reads only. The values are in clear.
   * @throws {ForbiddenError} where the token may not view variables
   * @example
   * for (const { name } of await deployment.env.list()) console.log(name)
   */
  list(options?: CallOptions): Promise<EnvironmentVariable[]>

  /**
   * The value of one variable, or `undefined` where the deployment lists none of that name. Reads only; lists all.
   * @example
   * const level = await deployment.env.get('LOG_LEVEL')
   */
  get(name: string, options?: CallOptions): Promise<string | undefined>

  /**
   * Sets variables, overwriting those that exist and leaving all others alone. Writes, in one request; an empty set
   * sends nothing.
   * @throws {InvalidInputError} before anything is sent: for `undefined`, a name that appears twice, a name or a
   *   value that the service would refuse
   * @example
   * await deployment.env.set({ LOG_LEVEL: 'info', FEATURE_X: 'on' })
   */
  set(values: EnvironmentValues, options?: CallOptions): Promise<void>

  /**
   * Removes variables; one that does not exist is no error. Writes; an empty list sends nothing.
   * @example
   * await deployment.env.unset(['FEATURE_X'])
   */
  unset(names: readonly string[], options?: CallOptions): Promise<void>

  /**
   * Sets and removes variables: a string sets, `null` removes. Writes; an empty list sends nothing.
   * @throws {InvalidInputError} as `set` does
   * @throws {PartialUpdateError} where the contract takes two requests and the second failed; what was set is in
   *   `applied`, and nothing was removed as far as is known
   * @example
   * await deployment.env.update([{ name: 'NEW', value: 'on' }, { name: 'OLD', value: null }])
   */
  update(changes: readonly EnvironmentChange[], options?: CallOptions): Promise<void>

  /**
   * Plans the way to the desired variables: what would be created, updated and removed, and what speaks against it.
   * Reads only. Variables that are not desired stay, unless `prune` names them.
   * @throws {InvalidInputError} for `undefined`, duplicates, and nothing desired where `prune` is on
   * @example
   * const plan = await deployment.env.plan({ LOG_LEVEL: 'info', OLD_FLAG: null })
   * for (const { action, name } of plan.changes) console.log(action, name)
   */
  plan(desired: DesiredEnvironment, options?: EnvironmentPlanOptions): Promise<EnvironmentPlan>

  /**
   * Does what a plan says: reads again, refuses where a variable that the plan touches has moved, sends one request
   * or none, and reads back. Between the second reading and the request another writer may still come in: the API has
   * no compare-and-set.
   * @param plan a plan, or a saved one (`JSON.stringify(plan)`) together with `desired`
   * @throws {StalePlanError} where a variable moved since the plan; nothing was written
   * @throws {InvalidInputError} for a plan with problems, or a saved one of another deployment, key or sources
   * @throws {BadRequestError} where the deployment refuses, such as `RequiredEnvironmentVariable`; nothing was written
   * @throws {UnconfirmedError} where the answer was lost and reading back does not show the change
   * @throws {PartialUpdateError} on `v1-beta`, where setting worked and removing was refused
   */
  apply(plan: EnvironmentPlan | SavedPlan | string, options?: ApplyOptions): Promise<ApplyResult>
}

/** The variables of a deployment over the contract that it speaks. */
export function createEnvironmentVariables(context: PlanningContext): EnvironmentVariables {
  const { backend } = context

  async function update(changes: readonly EnvironmentChange[], options?: CallOptions): Promise<void> {
    if (changes.length > 0) await backend.update(changes, options)
  }

  return {
    async list(options) {
      const variables = await backend.list(options)
      // A deployment's own order is this one, mostly: looking costs less than sorting what is sorted.
      return variables.every(isAfter) ? variables : variables.sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async get(name, options) {
      return (await backend.list(options)).find(variable => variable.name === name)?.value
    },
    set: async (values, options) => update(changesFrom(values), options),
    unset: async (names, options) => update(removalsFrom(names), options),
    update: async (changes, options) => update(checkChanges(changes), options),
    plan: (desired, options = {}) => planEnvironment(context, desired, options),
    apply: (plan, options = {}) => applyEnvironmentPlan(context, plan, options),
  }
}

function isAfter({ name }: EnvironmentVariable, index: number, all: readonly EnvironmentVariable[]): boolean {
  return name > (all[index - 1]?.name ?? '')
}
