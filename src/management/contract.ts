import { managementV1 } from '../../generated/management-operations.js'
import type { components, paths } from '../../generated/management-v1.js'
import type { FacadeMethods } from '../transport/client.js'

/** The typed methods of the management API. */
export type ManagementMethods = FacadeMethods<paths>

/** The schemas of the management API's document by name. */
export type ManagementSchemas = components['schemas']

export type ManagementPaths = paths

let operations: ReturnType<typeof managementV1> | undefined

/** Returns the operations of `openapi/management-v1.yaml` by id. Builds their schemas on the first call, not on import. */
export const managementContract = () => (operations ??= managementV1())
