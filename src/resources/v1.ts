import type { components, paths } from '../../generated/v1.js'
import type { Call } from '../transport/call.js'
import type { PathClient } from '../transport/path-client.js'

/** The typed client of the contract that deployments serve. */
export type V1Client = PathClient<paths>

/** What a resource of that contract is made of. */
export interface V1 {
  readonly client: V1Client
  readonly call: Call
}

/** The document's schemas by name. */
export type V1Schemas = components['schemas']
