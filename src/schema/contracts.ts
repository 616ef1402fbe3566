import * as generated from '../../generated/operations.js'

let v1Operations: ReturnType<typeof generated.v1> | undefined
let v1BetaOperations: ReturnType<typeof generated.v1Beta> | undefined

/** Returns the operations of `openapi/v1.yaml` by id. Builds their schemas on the first call, not on import. */
export const v1 = () => (v1Operations ??= generated.v1())

/** Returns the operations of `openapi/v1-beta.yaml` by id. */
export const v1Beta = () => (v1BetaOperations ??= generated.v1Beta())
