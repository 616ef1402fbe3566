import type { CallOptions } from '../../transport/options.js'
import {
  changesFrom,
  checkChanges,
  type EnvironmentChange,
  type EnvironmentValues,
  type EnvironmentVariable,
  removalsFrom,
} from './changes.js'
import type { EnvironmentBackend } from './v1.js'

/** The environment variables of a deployment. */
export interface EnvironmentResource {
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
}

/** Creates the resource of a deployment's variables over the contract that it speaks. */
export function createEnvironment(backend: EnvironmentBackend): EnvironmentResource {
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
  }
}

function isAfter({ name }: EnvironmentVariable, index: number, all: readonly EnvironmentVariable[]): boolean {
  return name > (all[index - 1]?.name ?? '')
}
