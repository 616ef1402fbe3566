import type { paths } from '../../../generated/v1-beta.js'
import { hadNoEffect, PartialUpdateError } from '../../errors.js'
import { v1Beta as operations } from '../../schema/contracts.js'
import type { FacadeMethods } from '../../transport/client.js'
import { assertBodyFits } from '../../transport/request.js'
import type { EnvironmentVariable } from './changes.js'
import type { EnvironmentBackend } from './v1.js'

/** Creates the variables of the published document, in which removing is a separate request. */
export function createV1BetaEnvironment(client: FacadeMethods<paths>, url: string): EnvironmentBackend {
  return {
    list: options => client.POST('/list_environment_variables', options),

    async update(changes, options) {
      const sets = changes.filter((change): change is EnvironmentVariable => change.value !== null)
      const removals = changes.filter(({ value }) => value === null).map(({ name }) => name)
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
        if (sets.length === 0) throw cause
        const applied = sets.map(({ name }) => name)
        const removed = hadNoEffect(cause) ? 'nothing was removed' : 'they may have been removed'
        throw new PartialUpdateError(
          `${applied.join(', ')} were set, but removing ${removals.join(', ')} failed: ${removed}. Read back with list(), then call unset() again. See \`cause\`.`,
          { operation: 'deleteEnvironmentVariables', url, outcome: 'unknown', applied, cause },
        )
      })
    },
  }
}
