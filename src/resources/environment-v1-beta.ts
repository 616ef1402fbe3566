import { v1Beta as operations } from '../../generated/operations.js'
import type { paths } from '../../generated/v1-beta.js'
import type { EnvironmentChange, EnvironmentVariable } from '../environment/changes.js'
import { isDeploymentError, PartialUpdateError } from '../errors.js'
import type { PathClient } from '../transport/path-client.js'
import { assertBodyFits } from '../transport/request.js'
import type { CallOptions } from '../transport/settings.js'
import type { EnvironmentBackend } from './environment-backend.js'

/** Variables as the published document has them: removing is a request of its own. */
export function createV1BetaEnvironment(client: PathClient<paths>, url: string): EnvironmentBackend {
  const set = (changes: EnvironmentVariable[], options: CallOptions) =>
    client.POST('/update_environment_variables', { ...options, body: { changes } })

  const remove = (names: string[], options: CallOptions) =>
    client.POST('/delete_environment_variables', { ...options, body: { names } })

  return {
    list: async options => (await client.POST('/list_environment_variables', options)).data,

    async update(changes, options) {
      const { sets, removals } = split(changes)
      // Both requests are checked before the first is sent: nothing is written for a list that cannot be applied.
      assertBodyFits(operations(), 'updateEnvironmentVariables', { changes: sets })
      if (removals.length > 0) {
        const names = changes.map(({ name }) => name)
        assertBodyFits(operations(), 'deleteEnvironmentVariables', { names })
      }
      if (sets.length > 0) await set(sets, options)
      if (removals.length === 0) return
      if (sets.length === 0) return void (await remove(removals, options))
      // Setting comes first: a failure between the two leaves too much, never too little.
      await remove(removals, options).catch((cause: unknown) => {
        throw partialUpdate(sets, removals, cause, url)
      })
    },
  }
}

function split(changes: readonly EnvironmentChange[]): { sets: EnvironmentVariable[]; removals: string[] } {
  const sets: EnvironmentVariable[] = []
  const removals: string[] = []
  for (const { name, value } of changes) {
    if (value === null) removals.push(name)
    else sets.push({ name, value })
  }
  return { sets, removals }
}

function partialUpdate(
  sets: readonly EnvironmentVariable[],
  removals: readonly string[],
  cause: unknown,
  url: string,
): PartialUpdateError {
  const applied = sets.map(({ name }) => name)
  const removed =
    isDeploymentError(cause) && cause.outcome !== 'unknown'
      ? 'none was removed'
      : 'it is unknown whether they were removed'
  const message =
    `${applied.length} variable(s) were set (${applied.join(', ')}), but removing ${removals.join(', ')} failed and ` +
    `${removed}. Read back with list(), then call unset() again. See \`cause\`.`
  return new PartialUpdateError(message, {
    operation: 'deleteEnvironmentVariables',
    url,
    outcome: 'unknown',
    applied,
    cause,
  })
}
