import { type Document, isObject, type Json, operationsOf, text } from './documents.js'
import { READ, reducer } from './reduce.js'
import { SchemaWriter } from './schema-writer.js'
import { jsonSchemaOf, resolve, successResponse } from './schemas.js'

/** The names of the schemas of an operation: of its query, its request's body and its answer's. */
export type SchemaNames = { readonly [part in Part]?: string }

type Part = 'query' | 'request' | 'response'

/** `generated/schemas.ts`: how the schemas of all that is sent and read are written, reduced to what validation reads. */
export function schemaTypes(): string {
  const members = Object.entries(READ).map(([name, type]) => `  readonly ${property(name)}?: ${type}\n`)
  return `/** A schema of a document, reduced to the keywords that validation reads. */
export interface Schema {
${members.join('')}}

type Members = { readonly [name: string]: Schema }

/** An object: its members may be absent where their names are written with a question mark. */
export function members(declared: Members): Schema {
  const required: string[] = []
  const properties: Record<string, Schema> = {}
  for (const [marked, schema] of Object.entries(declared)) {
    const name = marked.replace('?', '')
    if (name === marked) required.push(name)
    properties[name] = schema
  }
  return { type: 'object', required, properties }
}

/** An object of one of several kinds, told apart by the member that is named. */
export function kinds(discriminator: string, variants: { readonly [kind: string]: Members }): Schema {
  const oneOf = Object.entries(variants).map(([kind, declared]) =>
    members({ [discriminator]: { type: 'string', const: kind }, ...declared }),
  )
  return { oneOf, discriminator }
}

/** The same kinds, and all their members but the one that tells them apart may be absent. */
export function optional({ oneOf = [], discriminator = '' }: Schema): Schema {
  return { oneOf: oneOf.map(variant => ({ ...variant, required: [discriminator] })), discriminator }
}
`
}

/** The schemas of all operations as constants, and their names. */
export interface WrittenSchemas {
  readonly lines: readonly string[]
  readonly namesOf: (document: Document, id: string) => SchemaNames
}

export function writeSchemas(documents: readonly Document[]): WrittenSchemas {
  const writer = new SchemaWriter()
  const operations = documents.flatMap(document => reducedOperations(document, writer))
  for (const { name, schema } of operations) writer.name(schema, name)
  for (const { schema } of operations) writer.note(schema)
  const names = new Map<string, SchemaNames>()
  for (const { operation, part, schema } of operations) {
    names.set(operation, { ...names.get(operation), [part]: writer.write(schema) })
  }
  return { lines: writer.lines, namesOf: (document, id) => names.get(`${document.root} ${id}`) ?? {} }
}

interface Reduced {
  /** The operation's document and id. */
  readonly operation: string
  readonly part: Part
  /** What the schema is called where the document has no name for it. */
  readonly name: string
  readonly schema: Json
}

function reducedOperations(document: Document, writer: SchemaWriter): Reduced[] {
  const reduce = reducer(document, (name, schema) => writer.name(schema, name))
  return operationsOf(document).flatMap(({ id, operation }): Reduced[] => {
    const where = `${document.root} ${id}`
    const reduced = (part: Part, name: string, schema: Json | undefined): Reduced[] =>
      schema === undefined ? [] : [{ operation: where, part, name, schema: reduce(schema, where) }]
    return [
      ...reduced('query', `${id}Query`, querySchemaOf(operation, document)),
      ...reduced('request', `${id}Request`, jsonSchemaOf(operation.requestBody, document)),
      ...reduced('response', `${id}Response`, jsonSchemaOf(successResponse(operation, document), document)),
    ]
  })
}

/** The query parameters of an operation, as the schema of one object. */
function querySchemaOf(operation: Json, document: Document): Json | undefined {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : []
  const query = parameters
    .map(parameter => resolve(parameter, document))
    .filter(parameter => parameter.in === 'query')
  if (query.length === 0) return undefined
  const name = (parameter: Json) =>
    text(parameter.name, `${document.root} ${operation.operationId} parameters`)
  return {
    type: 'object',
    required: query.filter(parameter => parameter.required === true).map(name),
    properties: Object.fromEntries(query.map(parameter => [name(parameter), parameter.schema])),
  }
}

function property(name: string): string {
  return /^\w+$/.test(name) ? name : `'${name}'`
}
