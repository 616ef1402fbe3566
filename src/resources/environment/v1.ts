import type { CallOptions } from '../../transport/options.js'
import type { V1Client } from '../v1.js'
import type { EnvironmentChange, EnvironmentVariable } from './changes.js'

/** The variables of a deployment over one contract. `changes` is never empty. */
export interface EnvironmentBackend {
  list(options?: CallOptions): Promise<EnvironmentVariable[]>
  update(changes: readonly EnvironmentChange[], options?: CallOptions): Promise<void>
}

/** Creates the variables of the contract that deployments serve: a map, changed in one transaction. */
export function createV1Environment(client: V1Client): EnvironmentBackend {
  return {
    async list(options) {
      const { environmentVariables } = await client.GET('/list_environment_variables', options)
      return Object.entries(environmentVariables).map(([name, value]) => ({ name, value }))
    },
    async update(changes, options) {
      await client.POST('/update_environment_variables', options, { body: { changes: [...changes] } })
    },
  }
}
