import {
  type Document,
  type DocumentedOperation,
  identifier,
  type Json,
  operationsOf,
  text,
} from './documents.js'
import { literal } from './literal.js'
import { schemasOf } from './operation-schemas.js'
import { reducer } from './reduce.js'
import { SchemaWriter } from './schema-writer.js'
import { jsonSchemaOf, membersOf, successResponse } from './schemas.js'

/** Returns a file of tables, one per document: the method, path, retry class and schemas of each operation by its id. */
export function operationTable(documents: readonly Document[]): string {
  const served = documents.filter(document => operationsOf(document).length > 0)
  const imports = served.map(({ api, output }) => {
    const module = output.replace(/^generated\//, './').replace(/\.ts$/, '.js')
    return `import type * as ${identifier(api)}Types from '${module}'\n`
  })
  return `import * as is from '../src/schema/is.js'
import type { OperationTable } from '../src/schema/operation.js'
import type { Schema } from '../src/schema/schema.js'
${imports.join('')}${served.map(table).join('')}`
}

/** Returns the table of one document, in a function: importing evaluates nothing. */
function table(document: Document): string {
  const name = identifier(document.api)
  const writer = new SchemaWriter()
  const reduce = reducer(document, (schemaName, schema) => writer.name(schema, schemaName))
  const operations = operationsOf(document).map(found => {
    const schemas = schemasOf(found, document).map(([part, schema]): [string, Json] => {
      const reduced = reduce(schema, `${document.root} ${found.id}`)
      writer.note(reduced)
      return [part, reduced]
    })
    return { found, schemas }
  })
  // Written once all are noted: a schema that occurs several times becomes a constant.
  const rows = operations.map(({ found, schemas }) => {
    const parts = schemas.map(([part, schema]) => `${part}: ${writer.write(schema)}`)
    return `    ${found.id}: { ${[...facts(found, document), ...parts].join(', ')} },\n`
  })
  return `
/** The operations of \`${document.root}\`. */
export const ${name} = () => {
${writer.constants.join('')}
  return {
${rows.join('')}  } as const satisfies OperationTable<${name}Types.paths, ${name}Types.operations>
}
`
}

/** Returns an operation's row without its schemas. */
function facts({ id, method, path, operation }: DocumentedOperation, document: Document): string[] {
  const retry = text(operation['x-retry'], `${document.root} ${id} x-retry`)
  const response = jsonSchemaOf(successResponse(operation, document), document)
  const bigints = response ? bigintMembers(response, document) : []
  const values = {
    method: method.toUpperCase(),
    path,
    retry,
    retryWith: operation['x-retry-with'],
    bulk: operation['x-bulk'],
    maxResponseBytes: operation['x-max-response-bytes'],
    bigints: bigints.length > 0 ? bigints : undefined,
  }
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${literal(value)}`],
  )
}

/** Returns the members marked `x-bigint` anywhere in a schema. */
function bigintMembers(schema: Json, document: Document): string[] {
  const marked = membersOf(schema, document).filter(([, member]) => member['x-bigint'] === true)
  return [...new Set(marked.map(([name]) => name))].sort()
}
