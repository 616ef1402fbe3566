import type { Schema } from './schema.js'

/**
 * The retry class of an operation, from `x-retry`: `always` for a read, `idempotent` for a write that leads to the same
 * state if it is repeated, `once` for any other write.
 */
export type Retry = 'always' | 'idempotent' | 'once'

/** A schema that an operation may have: of its query, of the request's body, of the answer's body. */
type SchemaPart = 'query' | 'request' | 'response'

/** An operation of a document, as the transport needs it. */
export interface Operation extends Facts, Partial<Readonly<Record<SchemaPart, Schema>>> {}

interface Facts {
  readonly method: string
  readonly path: string
  readonly retry: Retry
  /** The retry class of a request whose body has the named member, from `x-retry-with`. */
  readonly retryWith?: { readonly [member: string]: Retry }
  /** Answers may be large and slow, from `x-bulk`. */
  readonly bulk?: true
  /** The size of the largest response that is read by default, from `x-max-response-bytes`. */
  readonly maxResponseBytes?: number
  /** The members that are or contain integers that may exceed 2^53, from `x-bigint`. */
  readonly bigints?: readonly string[]
}

/** Every operation id of a document's path types, each with a path and a method that they know for it. */
export type OperationTable<Paths, Operations> = {
  readonly [Id in keyof Operations]: {
    [Path in keyof Paths & string]: {
      [Method in keyof Paths[Path] & string]: [Paths[Path][Method]] extends [Operations[Id]]
        ? Operation & { readonly method: Uppercase<Method>; readonly path: Path }
        : never
    }[keyof Paths[Path] & string]
  }[keyof Paths & string]
}
