import type { Schema } from '../../src/schema/schema.js'

/** A value that fits a schema, and what is special about it. */
export type Variation = readonly [about: string, value: unknown]

/**
 * Returns values that fit a schema as an answer: one with every key, and for each place one more for every kind that it
 * can be of, one without each key that is not required, and one with null for it.
 */
export function variationsOf(schema: Schema): Variation[] {
  return [['whole', wholeOf(schema)], ...changesOf(schema)]
}

function wholeOf(schema: Schema): unknown {
  const {
    oneOf,
    const: constant,
    type,
    properties = {},
    items,
    additionalProperties: rest,
    minimum = 1,
  } = schema
  if (oneOf) return wholeOf(oneOf.at(-1) ?? {})
  if (constant !== undefined) return constant
  switch ([type ?? 'null'].flat()[0]) {
    case 'string':
      return 'text'
    case 'number':
      return minimum + 0.5
    case 'integer':
      return minimum
    case 'boolean':
      return true
    case 'array':
      return items ? [wholeOf(items)] : []
    case 'object':
      return { ...mapped(properties, wholeOf), ...(rest && { other: wholeOf(rest) }) }
    default:
      return null
  }
}

function changesOf(schema: Schema): Variation[] {
  const { oneOf, properties = {}, required = [], items, additionalProperties: rest } = schema
  if (oneOf)
    return oneOf.flatMap((kind, index) => [[`#${index}`, wholeOf(kind)] as const, ...changesOf(kind)])
  if (items) return changesOf(items).map(([about, item]) => [`[]${about}`, [item]])
  const whole = Object(wholeOf(schema))
  const others = rest
    ? changesOf(rest).map(([about, value]): Variation => [`.*${about}`, { ...whole, other: value }])
    : []
  const members = Object.entries(properties).flatMap(([name, member]): Variation[] => {
    const inside = changesOf(member).map(
      ([about, value]): Variation => [`.${name}${about}`, { ...whole, [name]: value }],
    )
    if (required.includes(name)) return inside
    const { [name]: _, ...without } = whole
    return [...inside, [`.${name} absent`, without], [`.${name} null`, { ...whole, [name]: null }]]
  })
  return [...members, ...others]
}

function mapped(schemas: { readonly [name: string]: Schema }, change: (schema: Schema) => unknown): object {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, change(schema)]))
}
