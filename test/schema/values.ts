import fc from 'fast-check'
import type { Schema } from '../../src/schema/schema.js'
import type { Direction } from '../../src/schema/validate.js'

/** Stands in every value made for a string that is marked `x-sensitive`. */
export const SECRET = '¤'

const KEYS = ['A', '', 'a/b', 'é', '__proto__', 'constructor', 'toString', 'hasOwnProperty']

/** Values that fit a schema. Where they are read, objects also have members that it does not name. */
export function valid(schema: Schema, direction: Direction): fc.Arbitrary<unknown> {
  const child = (inner: Schema) => valid(inner, direction)
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map(child))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  return fc.oneof(...[schema.type ?? 'null'].flat().map(type => ofType(type, schema, child, direction)))
}

type Child = (schema: Schema) => fc.Arbitrary<unknown>

function ofType(type: string, schema: Schema, child: Child, direction: Direction): fc.Arbitrary<unknown> {
  const { minimum: min = -(2 ** 31), maximum: max = 2 ** 31 - 1 } = schema
  switch (type) {
    case 'string':
      return text(schema)
    case 'integer':
      return fc.integer({ min, max })
    case 'number':
      return fc.double({ min, max, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return array(schema, child)
    case 'object':
      return object(schema, child, direction)
    default:
      return fc.constant(null)
  }
}

function text({ pattern, 'x-sensitive': sensitive }: Schema): fc.Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'), { size: 'xsmall' })
  const plain = fc.string({ unit: 'binary', maxLength: 8 })
  return sensitive ? plain.map(rest => `${SECRET}${rest}`) : plain
}

function array(schema: Schema, child: Child): fc.Arbitrary<unknown[]> {
  const identity = schema['x-unique']
  const size = { minLength: schema.minItems ?? 0, maxLength: 3 }
  const item = child(schema.items ?? {})
  if (identity === undefined) return fc.array(item, size)
  const selector = (value: unknown) => (typeof identity === 'string' ? member(value, identity) : value)
  return fc.uniqueArray(item, { ...size, selector })
}

function object(schema: Schema, child: Child, direction: Direction): fc.Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties: others } = schema
  const members = Object.entries(properties).map(([name, inner]) => [name, child(inner)])
  const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(members)
  const known: fc.Arbitrary<object> = fc.record(model, {
    requiredKeys: [...required],
    noNullPrototype: true,
  })
  const key = fc.constantFrom(...KEYS)
  const extra = fc.array(fc.tuple(key, others ? child(others) : fc.jsonValue({ maxDepth: 1 })), {
    maxLength: others || !schema.properties || direction === 'read' ? 2 : 0,
  })
  return fc
    .tuple(extra, known)
    .map(([more, own]) => Object.fromEntries([...more, ...Object.entries(own)]))
    .filter(value => !isReserved(schema, value))
}

function isReserved({ 'x-reserved-names': names = [] }: Schema, value: object): boolean {
  return names.some(name => name === member(value, 'name')) && typeof member(value, 'value') === 'string'
}

function member(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name)
}
