import { type Document, identifier, isObject, type Json, object, operationsOf, text } from './documents.js'
import { componentsOf, jsonSchemaOf, resolve, successResponse } from './schemas.js'

/** The keywords that validation reads, each with the type it has in the generated `Schema`. */
const READ: Record<string, string> = {
  $ref: 'string',
  type: 'string | readonly string[]',
  properties: '{ readonly [name: string]: Schema }',
  required: 'readonly string[]',
  additionalProperties: 'Schema',
  items: 'Schema',
  enum: 'readonly (string | number | boolean | null)[]',
  const: 'string | number | boolean | null',
  oneOf: 'readonly Schema[]',
  discriminator: 'string',
  minimum: 'number',
  maximum: 'number',
  minItems: 'number',
  maxItems: 'number',
  minLength: 'number',
  pattern: 'string',
  'x-open': 'boolean',
  'x-sensitive': 'boolean',
  'x-unique': 'string | boolean',
  'x-max-bytes': 'number',
  'x-reserved-names': 'readonly string[]',
}

/** Keywords that describe and decide nothing about a value. */
const DROPPED = new Set([
  'title',
  'description',
  'example',
  'examples',
  'default',
  'format',
  'deprecated',
  'x-bigint',
])

/** `generated/schemas.ts`: the schemas of every body, reduced to what validation reads. */
export function schemaTable(documents: readonly Document[]): string {
  const members = Object.entries(READ).map(([name, type]) => `  readonly ${property(name)}?: ${type}\n`)
  return `/** A schema of a document, reduced to the keywords that validation reads. */
export interface Schema {
${members.join('')}}

/** What a document says of data: shared schemas by name, and each operation's query, request body and 2xx body. */
export interface Schemas {
  readonly shared: { readonly [name: string]: Schema }
  readonly queries: { readonly [operationId: string]: Schema }
  readonly requests: { readonly [operationId: string]: Schema }
  readonly responses: { readonly [operationId: string]: Schema }
}
${documents.map(table).join('')}`
}

function table(document: Document): string {
  const used = new Set<string>()
  const reduced = (schemaOf: (operation: Json) => Json | undefined) =>
    Object.fromEntries(
      operationsOf(document).flatMap(({ id, operation }) => {
        const schema = schemaOf(operation)
        return schema === undefined ? [] : [[id, reduce(schema, `${document.root} ${id}`, used)]]
      }),
    )
  const queries = reduced(operation => querySchemaOf(operation, document))
  const requests = reduced(operation => jsonSchemaOf(operation.requestBody, document))
  const responses = reduced(operation => jsonSchemaOf(successResponse(operation, document), document))
  const shared: Record<string, unknown> = {}
  // A set grows while it is walked, so schemas that only other schemas use are reached, too.
  for (const name of used) {
    const where = `${document.root} components.schemas.${name}`
    shared[name] = reduce(object(componentsOf(document, 'schemas')[name], where), where, used)
  }
  const sorted = Object.fromEntries(Object.entries(shared).sort(([a], [b]) => (a < b ? -1 : 1)))
  return `
/** The data of \`${document.root}\`. */
export const ${identifier(document.api)}: Schemas = ${literal({ shared: sorted, queries, requests, responses })}
`
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

function reduce(schema: Json, where: string, used: Set<string>): Json {
  // An open enum is read, never sent, and whatever string is read passes: its members decide nothing.
  if (schema['x-open'] === true && schema.enum !== undefined) return { type: schema.type }
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
    const reduced = reduceKeyword(keyword, value, `${where} ${keyword}`, used)
    return reduced === undefined ? [] : [reduced]
  })
  return Object.fromEntries(entries)
}

function reduceKeyword(
  keyword: string,
  value: unknown,
  where: string,
  used: Set<string>,
): [string, unknown] | undefined {
  if (DROPPED.has(keyword)) return undefined
  switch (keyword) {
    case '$ref': {
      const name = text(value, where).replace('#/components/schemas/', '')
      used.add(name)
      return [keyword, name]
    }
    case 'properties':
      return [
        keyword,
        mapValues(object(value, where), (child, name) =>
          reduce(object(child, where), `${where}.${name}`, used),
        ),
      ]
    case 'additionalProperties':
      return value === true ? undefined : [keyword, reduce(object(value, where), where, used)]
    case 'items':
      return [keyword, reduce(object(value, where), where, used)]
    case 'oneOf':
      return [
        keyword,
        Array.isArray(value) ? value.map(child => reduce(object(child, where), where, used)) : value,
      ]
    case 'discriminator':
      return [keyword, text(object(value, where).propertyName, where)]
    case 'x-pattern':
      return ['pattern', value]
    default:
      if (keyword in READ) return [keyword, value]
      throw new Error(`${where}: validation does not know this keyword. Teach it, or take the keyword out.`)
  }
}

function mapValues(source: Json, change: (value: unknown, key: string) => unknown): Json {
  return Object.fromEntries(Object.entries(source).map(([key, value]) => [key, change(value, key)]))
}

/** One line an entry: short, and a change of one schema is a change of one line. */
function literal(tables: Readonly<Record<string, object>>): string {
  const sections = Object.entries(tables).map(([section, entries]) => {
    const lines = Object.entries(entries).map(([name, schema]) => `    ${name}: ${JSON.stringify(schema)},\n`)
    return `  ${section}: {\n${lines.join('')}  },\n`
  })
  return `{\n${sections.join('')}}`
}

function property(name: string): string {
  return /^[$\w]+$/.test(name) ? name : `'${name}'`
}
