import { isObject, type Json } from '../generation/documents.js'
import { type Alternative, ANYTHING, type JsonType, type Part, type Schema } from './alternative.js'

/** What a schema says by itself, its `$ref`, `allOf`, `oneOf` and `anyOf` aside. */
export function ownAlternative(schema: Json): Alternative {
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : []
  const rest = schema.additionalProperties
  return {
    parts: partsOf(schema),
    open: schema['x-open'] === true,
    fields: new Map(properties.map(([name, value]) => [name, [[isSchema(value) ? value : true]]])),
    required: new Set(Array.isArray(schema.required) ? schema.required.map(String) : []),
    rest: isSchema(rest) && rest !== true ? [[rest]] : undefined,
    items: isSchema(schema.items) ? [[schema.items]] : undefined,
    discriminator: undefined,
  }
}

/** Whether something in a document can be read as a schema. */
export function isSchema(value: unknown): value is Schema {
  return typeof value === 'boolean' || isObject(value)
}

function partsOf(schema: Json): Map<JsonType, Part> {
  const members = membersOf(schema)
  const parts = new Map<JsonType, Part>()
  for (const type of typesOf(schema)) {
    const some = members?.filter(member => fits(member.type, type)).map(member => member.text)
    if (some?.length === 0) continue
    // There is only one null, so it needs no list of members.
    parts.set(type, {
      members: some && type !== 'null' ? new Set(some) : undefined,
      bounds: boundsOf(schema, type),
    })
  }
  return parts
}

const TYPES: readonly string[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']

function typesOf(schema: Json): readonly JsonType[] {
  const types = [schema.type].flat().filter(isType)
  if (types.includes('number')) return types.filter(type => type !== 'integer')
  if (types.length > 0) return types
  // Writers leave the type out where a keyword can only speak of one.
  if (schema.properties || schema.required || schema.additionalProperties) return ['object']
  if (schema.items) return ['array']
  return [...ANYTHING.parts.keys()]
}

function isType(value: unknown): value is JsonType {
  return typeof value === 'string' && TYPES.includes(value)
}

interface Member {
  readonly type: JsonType
  readonly text: string
}

function membersOf(schema: Json): readonly Member[] | undefined {
  const values = 'const' in schema ? [schema.const] : schema.enum
  if (!Array.isArray(values)) return undefined
  return values.map(value => ({
    type: typeOf(value),
    text: typeof value === 'string' ? value : JSON.stringify(value),
  }))
}

function typeOf(value: unknown): JsonType {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return Array.isArray(value) ? 'array' : 'object'
}

function fits(type: JsonType, wider: JsonType): boolean {
  return type === wider || (type === 'integer' && wider === 'number')
}

const BOUNDS: readonly (readonly [keyword: string, type: JsonType])[] = [
  ['minimum', 'number'],
  ['maximum', 'number'],
  ['exclusiveMinimum', 'number'],
  ['exclusiveMaximum', 'number'],
  ['minLength', 'string'],
  ['maxLength', 'string'],
  ['minItems', 'array'],
  ['maxItems', 'array'],
  ['minProperties', 'object'],
  ['maxProperties', 'object'],
]

function boundsOf(schema: Json, type: JsonType): Map<string, number> {
  const bounds = new Map<string, number>()
  for (const [keyword, of] of BOUNDS) {
    const bound = schema[keyword]
    if (typeof bound === 'number' && fits(type, of)) bounds.set(keyword, bound)
  }
  return bounds
}
