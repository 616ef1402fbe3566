import type { paths } from '../../../generated/v1-beta.js'
import { hadNoEffect, PartialUpdateError } from '../../errors.js'
import { v1Beta as operations } from '../../schema/contracts.js'
import type { FacadeMethods } from '../../transport/client.js'
import { assertBodyFits } from '../../transport/request.js'
import type { EnvironmentChange, EnvironmentVariable } from './changes.js'
import type { EnvironmentBackend } from './v1.js'

/** Creates the variables of the published document, in which removing is a separate request. */
export function createV1BetaEnvironment(client: FacadeMethods<paths>, url: string): EnvironmentBackend {
  return {
    list: options => client.POST('/list_environment_variables', options),

    async update(changes, options) {
      const sets = changes.filter(isSet)
      const removals = changes.filter(change => !isSet(change)).map(({ name }) => name)
      // Both requests are checked before the first is sent: nothing is written for a list that cannot be applied.
      assertBodyFits(operations(), 'updateEnvironmentVariables', { changes: sets })
      const names = changes.map(({ name }) => name)
      assertBodyFits(operations(), 'deleteEnvironmentVariables', { names })
      if (sets.length > 0) {
        await client.POST('/update_environment_variables', options, { body: { changes: sets } })
      }
      if (removals.length === 0) return
      const body = { names: removals }
      await client.POST('/delete_environment_variables', options, { body }).catch((cause: unknown) => {
        // Setting comes first: a failure between the two leaves too much, never too little.
        throw sets.length > 0 ? partialUpdate(sets, removals, cause, url) : cause
      })
    },
  }
}

function isSet(change: EnvironmentChange): change is EnvironmentVariable {
  return change.value !== null
}

function partialUpdate(
  sets: readonly EnvironmentVariable[],
  removals: readonly string[],
  cause: unknown,
  url: string,
): PartialUpdateError {
  const applied = sets.map(({ name }) => name)
  const removed = hadNoEffect(cause) ? 'nothing was removed' : 'they may have been removed'
  const message =
    `${applied.join(', ')} were set, but removing ${removals.join(', ')} failed: ${removed}. Read back with list(), ` +
    'then call unset() again. See `cause`.'
  return new PartialUpdateError(message, {
    operation: 'deleteEnvironmentVariables',
    url,
    outcome: 'unknown',
    applied,
    cause,
  })
}
