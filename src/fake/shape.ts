import type { Schema } from '../schema/schema.js'
import { isObject } from '../text/member.js'
import { TOPICS } from './topics.js'

/**
 * Describes the first part of a value that does not have the shape of its schema, if there is one. Limits and patterns
 * are not checked: they are rules of the operations, with their own codes. `null` means an absent optional member.
 */
export function shapeProblem(schema: Schema, value: unknown, at = ''): string | undefined {
  if (schema.oneOf) return unionProblem(schema, schema.oneOf, value, at)
  const types = schema.type === undefined ? [] : [schema.type].flat()
  if (
    types.length > 0 &&
    !types.includes(typeOf(value)) &&
    !(types.includes('number') && typeOf(value) === 'integer')
  ) {
    return `${at}: invalid type ${typeOf(value)}, expected ${types.join(' or ')}`
  }
  if (schema.const !== undefined && schema.const !== inFull(value)) return `${at}: unknown variant`
  if (schema.enum && !membersOf(schema).some(member => member === inFull(value)))
    return `${at}: unknown variant`
  if (typeof value === 'number' && schema.minimum === 0 && value < 0) return `${at}: invalid value`
  if (Array.isArray(value)) {
    return first(
      value.entries(),
      ([index, item]) => schema.items && shapeProblem(schema.items, item, `${at}[${index}]`),
    )
  }
  return isObject(value) ? objectProblem(schema, value, at) : undefined
}

function objectProblem(
  schema: Schema,
  value: Readonly<Record<string, unknown>>,
  at: string,
): string | undefined {
  const properties = schema.properties ?? {}
  const missing = schema.required?.find(name => !Object.hasOwn(value, name))
  if (missing !== undefined) return `${at}: missing field \`${missing}\``
  return first(Object.keys(value), name => {
    const child = Object.hasOwn(properties, name) ? properties[name] : schema.additionalProperties
    const absent = value[name] === null && !schema.required?.includes(name) && mayBeNull(child)
    return child && !absent ? shapeProblem(child, value[name], `${at}.${name}`) : undefined
  })
}

function unionProblem(
  schema: Schema,
  variants: readonly Schema[],
  value: unknown,
  at: string,
): string | undefined {
  const { discriminator } = schema
  if (discriminator === undefined) {
    const problems = variants.map(variant => shapeProblem(variant, value, at))
    return problems.includes(undefined) ? undefined : problems[0]
  }
  if (!isObject(value)) return `${at}: expected an object`
  const variant = variants.find(
    ({ properties }) => properties?.[discriminator]?.const === value[discriminator],
  )
  return variant ? shapeProblem(variant, value, at) : `${at}.${discriminator}: unknown variant`
}

/** Returns the word of a selection that a value is short for. A deployment takes both. */
function inFull(value: unknown): unknown {
  return value === 'incl' || value === 'excl' ? `${value}uded` : value
}

/** Returns the members of an enum. A rule of log streams refuses the topics without subscription, with its own code. */
function membersOf({ enum: members = [] }: Schema): readonly unknown[] {
  return members.every(member => TOPICS.some(topic => topic === member)) ? TOPICS : members
}

/** Returns true for a member whose `null` means that it is absent: any but an object or an enum. */
function mayBeNull({ enum: members, properties }: Schema = {}): boolean {
  return members === undefined && properties === undefined
}

function first<Item>(items: Iterable<Item>, find: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}
