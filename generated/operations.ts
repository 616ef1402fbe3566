// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

import type * as v1BetaTypes from './v1-beta.js'

/** When an operation may be sent again: rule 2 of the design, from `x-retry`. */
export type Retry = 'always' | 'idempotent' | 'once'

/** One operation of a document, as the transport needs it. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly retry: Retry
  /** Its 2xx body holds integers beyond 2^53 (`x-bigint`). */
  readonly bigint?: true
}

/** Every operation id of the path types, each with a path and a method that they know for it. */
type Table<Paths, Operations> = {
  readonly [Id in keyof Operations]: {
    [Path in keyof Paths & string]: {
      [Method in keyof Paths[Path] & string]: [Paths[Path][Method]] extends [Operations[Id]]
        ? Operation & { readonly method: Uppercase<Method>; readonly path: Path }
        : never
    }[keyof Paths[Path] & string]
  }[keyof Paths & string]
}

/** The operations of `openapi/v1-beta.yaml`. */
export const v1Beta = {
  listEnvironmentVariables: { method: 'POST', path: '/list_environment_variables', retry: 'always' },
  updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent' },
  deleteEnvironmentVariables: { method: 'POST', path: '/delete_environment_variables', retry: 'idempotent' },
} as const satisfies Table<v1BetaTypes.paths, v1BetaTypes.operations>
