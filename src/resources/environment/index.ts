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
   * Lists all variables with their values in plain text, sorted by name. Reads only.
   * @throws {ForbiddenError} if the token may not view variables
   * @example
   * for (const { name } of await deployment.env.list()) console.log(name)
   */
  list(options?: CallOptions): Promise<EnvironmentVariable[]>

  /**
   * Returns the value of a variable, or `undefined` if the deployment has no such variable. Reads only. Lists all
   * variables: to read several, call `list`.
   * @example
   * const level = await deployment.env.get('LOG_LEVEL')
   */
  get(name: string, options?: CallOptions): Promise<string | undefined>

  /**
   * Sets variables. Overwrites those that exist, and keeps all others. Writes, in one request. Sends nothing if the set
   * is empty.
   * @throws {InvalidInputError} before anything is sent, if a value is `undefined`, a name appears twice, or the
   *   service would refuse a name or a value
   * @example
   * await deployment.env.set({ LOG_LEVEL: 'info', FEATURE_X: 'on' })
   */
  set(values: EnvironmentValues, options?: CallOptions): Promise<void>

  /**
   * Removes variables. Ignores those that do not exist. Writes. Sends nothing if the list is empty.
   * @example
   * await deployment.env.unset(['FEATURE_X'])
   */
  unset(names: readonly string[], options?: CallOptions): Promise<void>

  /**
   * Sets and removes variables: a string sets, `null` removes. Writes. Sends nothing if the list is empty.
   * @throws {InvalidInputError} as `set` does
   * @throws {PartialUpdateError} if the contract needs two requests and the second one fails; `applied` holds the names
   *   that were set, and the removals may or may not have taken effect
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
      return (await backend.list(options)).sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async get(name, options) {
      return (await backend.list(options)).find(variable => variable.name === name)?.value
    },
    set: async (values, options) => update(changesFrom(values), options),
    unset: async (names, options) => update(removalsFrom(names), options),
    update: async (changes, options) => update(checkChanges(changes), options),
  }
}
