import { refusal } from '../errors.js'
import { quoteStart } from '../text/quote.js'
import { type CallOptions, readOptions } from '../transport/options.js'
import type { ManagementMethods, ManagementSchemas } from './contract.js'
import { explained } from './errors.js'
import { nextOf, present } from './pages.js'

/** A variable that new deployments of some types begin with. */
export type DefaultEnvironmentVariable = ManagementSchemas['DefaultEnvironmentVariable']

/** A change of a default variable for one type of deployment: a string sets it, `null` removes it. */
export type DefaultEnvironmentVariableChange = ManagementSchemas['DefaultEnvironmentVariableChange']

/** The default variables to list. */
export interface DefaultEnvironmentVariablesQuery {
  readonly name?: string | undefined
  readonly deploymentType?: DefaultEnvironmentVariableChange['deploymentType'] | undefined
}

/** The variables that new deployments of a project begin with. */
export interface DefaultEnvironmentVariablesResource {
  /**
   * Lists the default variables of a project with their values in plain text. Reads only.
   * @throws {NotVisibleError} if there is no such project that the token can see
   * @throws {UnexpectedResponseError} if the answer is not whole: the API has no second page
   */
  list(
    projectId: number,
    query?: DefaultEnvironmentVariablesQuery,
    options?: CallOptions,
  ): Promise<DefaultEnvironmentVariable[]>
  /**
   * Sets and removes default variables. Writes, in one request. Sends nothing if the list is empty. Deployments that exist
   * stay as they are: defaults are copied when a deployment is created, and not kept equal later.
   * @throws {InvalidInputError} before anything is sent, if a value is `undefined`, a name appears twice for a type, or the
   *   service would refuse a name or a value
   * @throws {NotVisibleError} if there is no such project that the token can see
   * @example
   * await management.defaultEnvironmentVariables.update(345, [{ name: 'LOG_LEVEL', deploymentType: 'preview', value: 'debug' }])
   */
  update(
    projectId: number,
    changes: readonly DefaultEnvironmentVariableChange[],
    options?: CallOptions,
  ): Promise<void>
}

export function createDefaultEnvironmentVariables(
  client: ManagementMethods,
): DefaultEnvironmentVariablesResource {
  const at = (projectId: number) => ({ project_id: projectId })
  return {
    async list(projectId, asked = {}, options) {
      const query = present(readOptions(asked, ['name', 'deploymentType'], 'a list of default variables'))
      const params = { path: at(projectId), query }
      const { items, pagination } = await explained(client, options, () =>
        client.GET('/projects/{project_id}/list_default_environment_variables', options, { params }),
      )
      nextOf('listDefaultEnvironmentVariables', { hasMore: pagination.hasMore })
      return items
    },
    async update(projectId, changes, options) {
      assertOnce(changes)
      if (changes.length === 0) return
      const request = { params: { path: at(projectId) }, body: { changes: [...changes] } }
      await explained(client, options, () =>
        client.POST('/projects/{project_id}/update_default_environment_variables', options, request),
      )
    },
  }
}

/** Refuses two changes of one variable for one type: which of them stays is up to the service. */
function assertOnce(changes: readonly DefaultEnvironmentVariableChange[]): void {
  if (!Array.isArray(changes))
    throw refusal('changes', 'The changes must be an array of `{ name, deploymentType, value }`.')
  const seen = new Set<string>()
  for (const { name, deploymentType } of changes) {
    const key = `${deploymentType} ${name}`
    if (seen.has(key))
      throw refusal(
        'changes',
        `${quoteStart(`${name}`)} is listed twice for ${quoteStart(`${deploymentType}`)}.`,
      )
    seen.add(key)
  }
}
