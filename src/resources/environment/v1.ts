import type { V1Client } from '../v1.js'
import type { EnvironmentBackend } from './backend.js'

/** Variables as deployments serve them: a map, changed in one transaction. */
export function createV1Environment(client: V1Client): EnvironmentBackend {
  return {
    async list(options) {
      const { data } = await client.GET('/list_environment_variables', options)
      return Object.entries(data.environmentVariables).map(([name, value]) => ({ name, value }))
    },
    async update(changes, options) {
      await client.POST('/update_environment_variables', { ...options, body: { changes: [...changes] } })
    },
  }
}
