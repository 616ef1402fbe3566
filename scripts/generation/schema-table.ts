import { type Document, identifier, isObject, type Json, object, operationsOf, text } from './documents.js'

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

/** What a document says of bodies: shared schemas by name, and each operation's request and 2xx response. */
export interface Schemas {
  readonly shared: { readonly [name: string]: Schema }
  readonly requests: { readonly [operationId: string]: Schema }
  readonly responses: { readonly [operationId: string]: Schema }
}
${documents.map(table).join('')}`
}

function table(document: Document): string {
  const used = new Set<string>()
  const bodies = (of: (operation: Json) => unknown) =>
    Object.fromEntries(
      operationsOf(document).flatMap(({ id, operation }) => {
        const schema = jsonSchemaOf(of(operation), document)
        return schema === undefined ? [] : [[id, reduce(schema, `${document.root} ${id}`, used)]]
      }),
    )
  const requests = bodies(operation => operation.requestBody)
  const responses = bodies(operation => successResponse(operation, document))
  const shared: Record<string, unknown> = {}
  // A set grows while it is walked, so schemas that only other schemas use are reached, too.
  for (const name of used) {
    const where = `${document.root} components.schemas.${name}`
    shared[name] = reduce(object(componentsOf(document, 'schemas')[name], where), where, used)
  }
  const sorted = Object.fromEntries(Object.entries(shared).sort(([a], [b]) => (a < b ? -1 : 1)))
  return `
/** The bodies of \`${document.root}\`. */
export const ${identifier(document.api)}: Schemas = ${literal({ shared: sorted, requests, responses })}
`
}

/** The JSON schema of a request body or a response, or nothing where it declares none. */
export function jsonSchemaOf(body: unknown, document: Document): Json | undefined {
  const content = isObject(body) ? resolve(body, document).content : undefined
  const media = isObject(content) ? content['application/json'] : undefined
  return isObject(media) ? object(media.schema, `${document.root} application/json schema`) : undefined
}

/** The one 2xx response of an operation. */
export function successResponse(operation: Json, { root }: Document): Json {
  const responses = object(operation.responses, `${root} ${operation.operationId} responses`)
  const [success, ...more] = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  if (success && more.length === 0)
    return object(success[1], `${root} ${operation.operationId} ${success[0]}`)
  throw new Error(`${root} ${operation.operationId}: expected exactly one 2xx response.`)
}

function resolve(node: Json, document: Document): Json {
  if (node.$ref === undefined) return node
  const [, , section = '', name = ''] = text(node.$ref, `${document.root} $ref`).split('/')
  return object(componentsOf(document, section)[name], `${document.root} ${node.$ref}`)
}

function componentsOf({ content, root }: Document, section: string): Json {
  return object(object(content.components, `${root} components`)[section], `${root} components.${section}`)
}

function reduce(schema: Json, where: string, used: Set<string>): Json {
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

function literal(value: unknown): string {
  return JSON.stringify(value, undefined, 2)
}

function property(name: string): string {
  return /^[$\w]+$/.test(name) ? name : `'${name}'`
}
