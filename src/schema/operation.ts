import type { Schema } from './schema.js'

/**
 * When an operation may be sent again: `always` for a read, `idempotent` for a write that ends in the same state when it
 * is repeated, `once` for any other write. From `x-retry`.
 */
export type Retry = 'always' | 'idempotent' | 'once'

/** A schema that an operation may have: of its query, of its request's body, of its answer's. */
export type SchemaPart = 'query' | 'request' | 'response'

/** One operation of a document, as the transport needs it. */
export interface Operation extends Facts, Partial<Readonly<Record<SchemaPart, Schema>>> {}

interface Facts {
  readonly method: string
  readonly path: string
  readonly retry: Retry
  /** The retry class of a request whose body holds the member named, from `x-retry-with`. */
  readonly retryWith?: { readonly [member: string]: Retry }
  /** Answers may be large and slow, from `x-bulk`. */
  readonly bulk?: true
  /** Members whose integers may exceed 2^53, themselves or within, from `x-bigint`. */
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
