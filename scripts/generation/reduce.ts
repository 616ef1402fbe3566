import type { Schema } from '../../src/schema/schema.js'
import { type Document, type Json, object, text } from './documents.js'
import { componentsOf } from './schemas.js'

/** The keywords that validation reads. */
const READ: { readonly [keyword in keyof Schema]-?: true } = {
  type: true,
  properties: true,
  required: true,
  additionalProperties: true,
  items: true,
  enum: true,
  const: true,
  oneOf: true,
  discriminator: true,
  minimum: true,
  maximum: true,
  minItems: true,
  maxItems: true,
  pattern: true,
  'x-open': true,
  'x-sensitive': true,
  'x-unique': true,
  'x-max-bytes': true,
  'x-reserved-names': true,
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

/**
 * Makes the function that reduces schemas of a document to what validation reads. References are followed, and what
 * they lead to is told by its name.
 */
export function reducer(
  document: Document,
  tell: (name: string, schema: Json) => void,
): (schema: Json, where: string) => Json {
  const open: string[] = []
  return reduce

  function reduce(schema: Json, where: string): Json {
    if (schema.$ref !== undefined) return referred(text(schema.$ref, where))
    // An open enum is read, never sent, and whatever string is read passes: its members decide nothing.
    if (schema['x-open'] === true && schema.enum !== undefined) return { type: schema.type }
    const entries = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
      const reduced = reduceKeyword(keyword, value, `${where} ${keyword}`)
      return reduced === undefined ? [] : [reduced]
    })
    return Object.fromEntries(entries)
  }

  function referred($ref: string): Json {
    const name = $ref.replace('#/components/schemas/', '')
    const where = `${document.root} components.schemas.${name}`
    if (open.includes(name)) throw new Error(`${where}: refers to itself, which validation does not know.`)
    open.push(name)
    const schema = reduce(object(componentsOf(document, 'schemas')[name], where), where)
    open.pop()
    tell(name, schema)
    return schema
  }

  function reduceKeyword(keyword: string, value: unknown, where: string): [string, unknown] | undefined {
    if (DROPPED.has(keyword)) return undefined
    switch (keyword) {
      case 'properties':
        return [keyword, mapValues(object(value, where), (child, name) => inner(child, `${where}.${name}`))]
      case 'additionalProperties':
        return value === true ? undefined : [keyword, inner(value, where)]
      case 'items':
        return [keyword, inner(value, where)]
      case 'oneOf':
        return [keyword, Array.isArray(value) ? value.map(child => inner(child, where)) : value]
      case 'discriminator':
        return [keyword, text(object(value, where).propertyName, where)]
      case 'x-pattern':
        return ['pattern', value]
      default:
        if (keyword in READ) return [keyword, value]
        throw new Error(`${where}: validation does not know this keyword. Teach it, or take the keyword out.`)
    }
  }

  function inner(schema: unknown, where: string): Json {
    return reduce(object(schema, where), where)
  }
}

function mapValues(source: Json, change: (value: unknown, key: string) => unknown): Json {
  return Object.fromEntries(Object.entries(source).map(([key, value]) => [key, change(value, key)]))
}
