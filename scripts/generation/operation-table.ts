import {
  type Document,
  type DocumentedOperation,
  identifier,
  isObject,
  type Json,
  operationsOf,
  text,
} from './documents.js'
import { type SchemaNames, writeSchemas } from './schema-table.js'
import { jsonSchemaOf, membersOf, successResponse } from './schemas.js'

const PREAMBLE = `/** When an operation may be sent again: rule 2 of the design, from \`x-retry\`. */
export type Retry = 'always' | 'idempotent' | 'once'

/** One operation of a document, as the transport needs it. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly retry: Retry
  /** The retry class of a request whose body holds the member named, from \`x-retry-with\`. */
  readonly retryWith?: { readonly [member: string]: Retry }
  /** Answers may be large and slow, from \`x-bulk\`. */
  readonly bulk?: true
  /** Members whose integers may exceed 2^53, themselves or within, from \`x-bigint\`. */
  readonly bigints?: readonly string[]
  /** What its query, its request's body and its answer's must fit, where it has any. */
  readonly query?: Schema
  readonly request?: Schema
  readonly response?: Schema
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
`

/** `generated/operations.ts`: operation id → method, path, retry safety, checked against the path types. */
export function operationTable(documents: readonly Document[]): string {
  const imports = documents.map(({ api, output }) => {
    const module = output.replace(/^generated\//, './').replace(/\.ts$/, '.js')
    return `import type * as ${identifier(api)}Types from '${module}'\n`
  })
  const { lines, namesOf } = writeSchemas(documents)
  const tables = documents.map(document => table(document, id => namesOf(document, id)))
  return `import { kinds, members, optional, type Schema } from './schemas.js'
${imports.join('')}
${PREAMBLE}
/** Made when they are first asked for: importing costs nothing. */
function make() {
${lines.map(line => `  ${line}`).join('')}
  return {
${tables.join('')}  }
}

let made: ReturnType<typeof make> | undefined
${documents.map(accessor).join('')}`
}

function table(document: Document, namesOf: (id: string) => SchemaNames): string {
  const name = identifier(document.api)
  const rows = operationsOf(document).map(found => {
    const parts = Object.entries(namesOf(found.id)).map(([part, schema]) => `, ${part}: ${schema}`)
    return `      ${found.id}: ${literal(row(found, document)).replace(/ }$/, `${parts.join('')} }`)},\n`
  })
  return `    ${name}: {
${rows.join('')}    } as const satisfies Table<${name}Types.paths, ${name}Types.operations>,
`
}

function accessor({ api, root }: Document): string {
  const name = identifier(api)
  return `
/** The operations of \`${root}\`. */
export const ${name} = () => (made ??= make()).${name}
`
}

function row({ id, method, path, operation }: DocumentedOperation, document: Document): object {
  const retry = text(operation['x-retry'], `${document.root} ${id} x-retry`)
  const response = jsonSchemaOf(successResponse(operation, document), document)
  const bigints = response && bigintMembers(response, document)
  return {
    method: method.toUpperCase(),
    path,
    retry,
    ...(isObject(operation['x-retry-with']) && { retryWith: operation['x-retry-with'] }),
    ...(operation['x-bulk'] === true && { bulk: true }),
    ...(bigints && bigints.length > 0 && { bigints }),
  }
}

/** The members marked `x-bigint` anywhere in a schema. */
function bigintMembers(schema: Json, document: Document): string[] {
  const marked = membersOf(schema, document).filter(([, member]) => member['x-bigint'] === true)
  return [...new Set(marked.map(([name]) => name))].sort()
}

/** On one line, as the formatter would write it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (!isObject(value)) return typeof value === 'string' ? `'${value}'` : `${value}`
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${key}: ${literal(member)}`)
    .join(', ')} }`
}
