import type { Call } from '../transport/call.js'
import type { EnvironmentBackend } from './environment-backend.js'
import type { V1Client } from './v1.js'

/** Variables as deployments serve them: a map, changed in one transaction. */
export function createV1Environment(client: V1Client, call: Call): EnvironmentBackend {
  return {
    async list(options) {
      const { environmentVariables } = await call.read(options, init =>
        client.GET('/list_environment_variables', init),
      )
      return Object.entries(environmentVariables).map(([name, value]) => ({ name, value }))
    },
    update: (changes, options) =>
      call.write(options, init =>
        client.POST('/update_environment_variables', { ...init, body: { changes: [...changes] } }),
      ),
  }
}
