import type { Schema } from '../schema/schema.js'
import { TOPICS } from './topics.js'

/**
 * Where a value has not the shape that its schema wants, or nothing. Shape alone: limits and patterns are rules of the
 * operations, with codes of their own. `null` stands for an absent member where the member is optional.
 */
export function misshapen(schema: Schema, value: unknown, at = ''): string | undefined {
  if (schema.oneOf) return misshapenUnion(schema, schema.oneOf, value, at)
  const types = schema.type === undefined ? [] : [schema.type].flat()
  if (
    types.length > 0 &&
    !types.includes(typeOf(value)) &&
    !(types.includes('number') && typeOf(value) === 'integer')
  ) {
    return `${at}: invalid type ${typeOf(value)}, expected ${types.join(' or ')}`
  }
  if (schema.const !== undefined && schema.const !== value) return `${at}: unknown variant`
  if (schema.enum && !membersOf(schema).some(member => member === value)) return `${at}: unknown variant`
  if (typeof value === 'number' && schema.minimum === 0 && value < 0) return `${at}: invalid value`
  if (Array.isArray(value)) {
    return first(
      value.entries(),
      ([index, item]) => schema.items && misshapen(schema.items, item, `${at}[${index}]`),
    )
  }
  return isObject(value) ? misshapenObject(schema, value, at) : undefined
}

function misshapenObject(
  schema: Schema,
  value: Readonly<Record<string, unknown>>,
  at: string,
): string | undefined {
  const properties = schema.properties ?? {}
  const missing = schema.required?.find(name => !Object.hasOwn(value, name))
  if (missing !== undefined) return `${at}: missing field \`${missing}\``
  return first(Object.keys(value), name => {
    const child = Object.hasOwn(properties, name) ? properties[name] : schema.additionalProperties
    // An object or a word that is null is not the same as none: only plain members may be given as null.
    const absent = value[name] === null && !schema.required?.includes(name) && isPlain(child)
    return child && !absent ? misshapen(child, value[name], `${at}.${name}`) : undefined
  })
}

function misshapenUnion(
  schema: Schema,
  variants: readonly Schema[],
  value: unknown,
  at: string,
): string | undefined {
  const { discriminator } = schema
  if (discriminator === undefined) {
    const faults = variants.map(variant => misshapen(variant, value, at))
    return faults.includes(undefined) ? undefined : faults[0]
  }
  if (!isObject(value)) return `${at}: expected an object`
  const variant = variants.find(
    ({ properties }) => properties?.[discriminator]?.const === value[discriminator],
  )
  return variant ? misshapen(variant, value, at) : `${at}.${discriminator}: unknown variant`
}

/** A topic that can't be subscribed to is refused by a rule of log streams, not as a word that nobody knows. */
function membersOf({ enum: members = [] }: Schema): readonly unknown[] {
  return members.every(member => TOPICS.some(topic => topic === member)) ? TOPICS : members
}

function isPlain({ enum: members, properties }: Schema = {}): boolean {
  return members === undefined && properties === undefined
}

function first<Item>(items: Iterable<Item>, find: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether a value is an object and no array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}
