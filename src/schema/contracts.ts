import * as generated from '../../generated/operations.js'
import { expand } from './compact.js'
import type { CompactOperation, Operation, SchemaPart } from './operation.js'
import type { Schema } from './schema.js'

type Expanded<Table> = {
  readonly [Id in keyof Table]: Table[Id] extends CompactOperation ? ExpandedOperation<Table[Id]> : never
}

type ExpandedOperation<Row extends CompactOperation> = Operation &
  Pick<Row, 'method' | 'path' | 'retry'> & { readonly [Part in SchemaPart & keyof Row]: Schema }

let v1Operations: Expanded<ReturnType<typeof generated.v1>> | undefined
let v1BetaOperations: Expanded<ReturnType<typeof generated.v1Beta>> | undefined

/** Returns the operations of `openapi/v1.yaml` by id. Expands their schemas on the first call: importing does nothing. */
export const v1 = () => (v1Operations ??= expandTable(generated.v1()))

/** Returns the operations of `openapi/v1-beta.yaml` by id. */
export const v1Beta = () => (v1BetaOperations ??= expandTable(generated.v1Beta()))

function expandTable<Table>(table: Table): Expanded<Table>
function expandTable(table: { readonly [id: string]: CompactOperation }): {
  readonly [id: string]: Operation
} {
  return Object.fromEntries(
    Object.entries(table).map(([id, { query, request, response, ...facts }]) => [
      id,
      {
        ...facts,
        ...(query && { query: expand(query) }),
        ...(request && { request: expand(request) }),
        ...(response && { response: expand(response) }),
      },
    ]),
  )
}
