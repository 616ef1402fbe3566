import type { Schema } from '../../src/schema/schema.js'
import { type Document, type Json, object, text } from './documents.js'
import { componentsOf, unescaped } from './schemas.js'

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

/** Keywords that only describe a value. */
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

/** More keywords that only describe, in a document by other authors, and all extensions. */
const DROPPED_TO_COMPARE = /^(readOnly|writeOnly|xml|externalDocs|\$comment|x-(?!open$|pattern$).*)$/

type Reduce = (schema: Json, where: string) => Json

/**
 * Returns a function that reduces schemas of a document to the keywords that validation reads. It follows references,
 * and calls `onNamed` for each schema that they lead to.
 */
export function reducer(document: Document, onNamed: (name: string, schema: Json) => void): Reduce {
  const open: string[] = []
  return reducing(referred, false)

  function referred($ref: string, reduce: Reduce): Json {
    const [name, where, target] = schemaAt($ref, document)
    if (open.includes(name)) throw new Error(`${where}: refers to itself, which validation does not know.`)
    open.push(name)
    const schema = reduce(target, where)
    open.pop()
    onNamed(name, schema)
    return schema
  }
}

/**
 * Returns a function that reduces schemas to compare them with a document by other authors. It also keeps the keywords
 * that validation does not know and the members of open enums. A schema that contains itself becomes an object that
 * contains itself.
 */
export function comparableReducer(document: Document): Reduce {
  const known = new Map<string, Json>()
  return reducing(referred, true)

  function referred($ref: string, reduce: Reduce): Json {
    const before = known.get($ref)
    if (before) return before
    const [, where, target] = schemaAt($ref, document)
    const allOf: Json[] = []
    known.set($ref, { allOf })
    allOf.push(reduce(target, where))
    return known.get($ref) ?? {}
  }
}

function schemaAt($ref: string, document: Document): [name: string, where: string, schema: Json] {
  const name = unescaped($ref.replace('#/components/schemas/', ''))
  const where = `${document.root} components.schemas.${name}`
  return [name, where, object(componentsOf(document, 'schemas')[name], where)]
}

function reducing(referred: ($ref: string, reduce: Reduce) => Json, comparing: boolean): Reduce {
  return reduce

  function reduce({ $ref, ...own }: Json, where: string): Json {
    if ($ref === undefined) return reduceOwn(own, where)
    const target = referred(text($ref, where), reduce)
    const more = comparing ? reduceOwn(own, where) : {}
    return Object.keys(more).length === 0 ? target : { allOf: [target, more] }
  }

  function reduceOwn(schema: Json, where: string): Json {
    // An open enum is only read, and accepts any string: validation does not need its members.
    if (schema['x-open'] === true && schema.enum !== undefined && !comparing) return { type: schema.type }
    // Beside members with a name, that others may be sent has to be said.
    const open = schema.additionalProperties === true && schema.properties !== undefined && !comparing
    const read = open ? { ...schema, additionalProperties: {} } : schema
    const entries = Object.entries(read).flatMap(([keyword, value]): [string, unknown][] => {
      const reduced = reduceKeyword(keyword, value, `${where} ${keyword}`)
      return reduced === undefined ? [] : [reduced]
    })
    return Object.fromEntries(entries)
  }

  function reduceKeyword(keyword: string, value: unknown, where: string): [string, unknown] | undefined {
    if (DROPPED.has(keyword) || (comparing && DROPPED_TO_COMPARE.test(keyword))) return undefined
    switch (keyword) {
      case 'properties':
        return [keyword, mapValues(object(value, where), (child, name) => inner(child, `${where}.${name}`))]
      case 'additionalProperties':
        return value === true ? undefined : [keyword, inner(value, where)]
      case 'items':
        return [keyword, inner(value, where)]
      case 'oneOf':
        return [keyword, all(value, where)]
      case 'discriminator':
        return [keyword, text(object(value, where).propertyName, where)]
      case 'x-pattern':
        return ['pattern', value]
      default:
        if (comparing) return [keyword, /^(all|any)Of$/.test(keyword) ? all(value, where) : value]
        if (keyword in READ) return [keyword, value]
        throw new Error(
          `${where}: validation does not know this keyword. Implement it there, or remove it here.`,
        )
    }
  }

  function all(schemas: unknown, where: string): unknown {
    return Array.isArray(schemas) ? schemas.map(child => inner(child, where)) : schemas
  }

  function inner(schema: unknown, where: string): Json {
    // `true` accepts any value, `false` no value.
    if (comparing && typeof schema === 'boolean') return schema ? {} : { enum: [] }
    return reduce(object(schema, where), where)
  }
}

function mapValues(source: Json, change: (value: unknown, key: string) => unknown): Json {
  return Object.fromEntries(Object.entries(source).map(([key, value]) => [key, change(value, key)]))
}
