import type { components, paths } from '../../generated/v1.js'
import type { FacadeMethods } from '../transport/client.js'

/** The typed client of the contract that deployments serve. */
export type V1Client = FacadeMethods<paths>

/** The schemas of the document by name. */
export type V1Schemas = components['schemas']
