import type { Schema } from '../../generated/schemas.js'
import { byteLength } from '../text/bytes.js'

/** Where a value does not fit its schema, and what was expected there: never the value. */
export interface Fault {
  readonly at: string
  readonly says: string
}

/**
 * Which way a value travels: limits of the service are checked on what is sent; what is read may hold more than the
 * document knows.
 */
export type Direction = 'sent' | 'read'

/** The first fault of a value, or nothing where it fits. */
export function findFault(schema: Schema, value: unknown, direction: Direction): Fault | undefined {
  if (schema.oneOf) return unionFault(schema, schema.oneOf, value, direction)
  if (schema.type !== undefined && !isOfType(schema.type, value)) {
    return fault(`must be ${[schema.type].flat().map(article).join(' or ')}`)
  }
  if (schema.const !== undefined && value !== schema.const)
    return fault(`must be ${JSON.stringify(schema.const)}`)
  if (schema.enum && !schema.enum.some(member => member === value))
    return fault(`must be one of ${schema.enum.join(', ')}`)
  if (typeof value === 'string') return stringFault(schema, value, direction)
  if (typeof value === 'number' || typeof value === 'bigint') return numberFault(schema, value)
  if (Array.isArray(value)) return arrayFault(schema, value, direction)
  if (isObject(value)) return objectFault(schema, value, direction)
  return undefined
}

const TYPES: { readonly [type: string]: (value: unknown) => boolean } = {
  string: value => typeof value === 'string',
  number: Number.isFinite,
  integer: value => typeof value === 'bigint' || Number.isInteger(value),
  boolean: value => typeof value === 'boolean',
  null: value => value === null,
  array: Array.isArray,
  object: isObject,
}

function isOfType(type: string | readonly string[], value: unknown): boolean {
  return typeof type === 'string' ? TYPES[type]?.(value) === true : type.some(one => isOfType(one, value))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unionFault(
  schema: Schema,
  variants: readonly Schema[],
  value: unknown,
  direction: Direction,
): Fault | undefined {
  const { discriminator } = schema
  if (discriminator === undefined) {
    const faults = variants.map(variant => findFault(variant, value, direction))
    return faults.includes(undefined) ? undefined : faults.at(-1)
  }
  if (!isObject(value)) return fault('must be an object')
  const kind = Object.hasOwn(value, discriminator) ? value[discriminator] : undefined
  if (typeof kind !== 'string') return within(discriminator, fault('must be a string'))
  const kinds = variants.map(({ properties }) => properties?.[discriminator]?.const)
  const variant = variants[kinds.indexOf(kind)]
  if (variant) return findFault(variant, value, direction)
  if (schema['x-open'] && direction === 'read') return undefined
  return within(discriminator, fault(`must be one of ${kinds.join(', ')}`))
}

function stringFault(schema: Schema, value: string, direction: Direction): Fault | undefined {
  if (schema.pattern !== undefined && !expression(schema.pattern).test(value)) {
    return fault(`must match ${schema.pattern}`)
  }
  if (direction === 'read') return undefined
  const limit = schema['x-max-bytes'] ?? Number.POSITIVE_INFINITY
  const bytes = byteLength(value)
  if (bytes > limit) return fault(`must be at most ${limit} bytes of UTF-8, has ${bytes}`)
  return /\p{Surrogate}/u.test(value) ? fault('must be well-formed Unicode, has a lone surrogate') : undefined
}

const expressions = new Map<string, RegExp>()

function expression(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(pattern, 'u')
  expressions.set(pattern, known)
  return known
}

function numberFault(schema: Schema, value: number | bigint): Fault | undefined {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema
  if (value < minimum) return fault(`must be at least ${minimum}`)
  return value > maximum ? fault(`must be at most ${maximum}`) : undefined
}

function arrayFault(schema: Schema, items: readonly unknown[], direction: Direction): Fault | undefined {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema
  if (items.length < minItems) return fault(`must have at least ${minItems} item(s)`)
  if (items.length > maxItems) return fault(`must have at most ${maxItems} items`)
  const identity = direction === 'sent' ? schema['x-unique'] : undefined
  const seen = new Set<unknown>()
  for (const [index, item] of items.entries()) {
    const name = identity === undefined ? index : identityOf(item, identity)
    const at = typeof name === 'string' ? quoted(name) : `${index}`
    const found = schema.items && findFault(schema.items, item, direction)
    if (found) return within(at, found)
    if (identity === undefined) continue
    if (seen.has(name)) return within(at, fault('must be given once, is there twice'))
    seen.add(name)
  }
  return undefined
}

function identityOf(item: unknown, identity: string | boolean): unknown {
  if (typeof identity !== 'string') return item
  return isObject(item) ? item[identity] : undefined
}

function objectFault(
  schema: Schema,
  value: Record<string, unknown>,
  direction: Direction,
): Fault | undefined {
  const missing = schema.required?.find(name => !Object.hasOwn(value, name))
  if (missing !== undefined) return within(missing, fault('is missing'))
  const { properties = {}, additionalProperties: others } = schema
  for (const [name, child] of Object.entries(properties)) {
    const found = Object.hasOwn(value, name) ? findFault(child, value[name], direction) : undefined
    if (found) return within(name, found)
  }
  if (others) {
    for (const name of Object.keys(value)) {
      const found = Object.hasOwn(properties, name) ? undefined : findFault(others, value[name], direction)
      if (found) return within(quoted(name), found)
    }
  }
  return direction === 'sent' ? reservedFault(schema, value) : undefined
}

/** A reserved name may be removed, which changes nothing, but not set. */
function reservedFault(schema: Schema, { name, value }: Record<string, unknown>): Fault | undefined {
  const reserved = typeof name === 'string' && schema['x-reserved-names']?.includes(name)
  return reserved && typeof value === 'string'
    ? fault('is reserved: the deployment sets it itself')
    : undefined
}

function fault(says: string): Fault {
  return { at: '', says }
}

function within(name: string, { at, says }: Fault): Fault {
  return { at: `/${name}${at}`, says }
}

/** A name of somebody's choosing, safe to print in a message: no character of it can steer a terminal. */
function quoted(name: string): string {
  const escaped = JSON.stringify(name.slice(0, 64)).slice(1, -1)
  return escaped.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, character => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`
  })
}

function article(type: string): string {
  if (type === 'null') return type
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}
