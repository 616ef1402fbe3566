import { byteLength } from '../text/bytes.js'
import { memberOf } from '../text/member.js'
import { printable } from '../text/quote.js'
import type { Schema } from './schema.js'

/** A part of a value that does not fit its schema, and the expectation. It never holds the value. */
export interface Mismatch {
  /** The path of the part, such as `/changes/LOG_LEVEL/value`, uncut: empty for the value itself. */
  readonly path: string
  /** The name of the list item that holds the part, such as `"LOG_LEVEL"`, if names identify the items. */
  readonly owner?: string | undefined
  /** The part within the item or the value, as a caller writes it after it, such as `.topics[2]`. */
  readonly member: string
  readonly expected: string
}

/**
 * The direction of a value. A value that is sent must keep the limits of the service, and has no member that the document
 * does not name. A value that is read may contain more than the document describes.
 */
export type Direction = 'sent' | 'read'

/** Returns the first mismatch of a value, or `undefined` if it fits. */
export function findMismatch(schema: Schema, value: unknown, direction: Direction): Mismatch | undefined {
  if (schema.oneOf) return unionMismatch(schema, schema.oneOf, value, direction)
  if (schema.type !== undefined && !isOfType(schema.type, value)) {
    return mismatch(`must be ${[schema.type].flat().map(article).join(' or ')}`)
  }
  if (schema.const !== undefined && value !== schema.const)
    return mismatch(`must be ${JSON.stringify(schema.const)}`)
  if (schema.enum?.every(member => member !== value))
    return mismatch(`must be one of ${schema.enum.join(', ')}`)
  if (typeof value === 'string') return stringMismatch(schema, value, direction)
  if (typeof value === 'number' || typeof value === 'bigint') return numberMismatch(schema, value)
  if (Array.isArray(value)) return arrayMismatch(schema, value, direction)
  if (isObject(value)) return objectMismatch(schema, value, direction)
  return undefined
}

function isOfType(type: string | readonly string[], value: unknown): boolean {
  if (typeof type !== 'string') return type.some(one => isOfType(one, value))
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'integer':
      return typeof value === 'bigint' || Number.isInteger(value)
    case 'number':
      return Number.isFinite(value)
    default:
      return typeof value === type
  }
}

function unionMismatch(
  schema: Schema,
  variants: readonly Schema[],
  value: unknown,
  direction: Direction,
): Mismatch | undefined {
  const { discriminator } = schema
  if (discriminator === undefined) {
    const mismatches = variants.map(variant => findMismatch(variant, value, direction))
    return mismatches.includes(undefined) ? undefined : mismatches.at(-1)
  }
  if (!isObject(value)) return mismatch('must be an object')
  const kind = memberOf(value, discriminator)
  if (typeof kind !== 'string') return inMember(discriminator, mismatch('must be a string'))
  const kinds = variants.map(({ properties }) => properties?.[discriminator]?.const)
  const variant = variants[kinds.indexOf(kind)]
  if (variant) return findMismatch(variant, value, direction)
  if (schema['x-open'] && direction === 'read') return undefined
  return inMember(discriminator, mismatch(`must be one of ${kinds.join(', ')}`))
}

function stringMismatch(schema: Schema, value: string, direction: Direction): Mismatch | undefined {
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) {
    return mismatch(`must match ${schema.pattern}`)
  }
  if (direction === 'read') return undefined
  const { 'x-max-bytes': limit = value.length * 3 } = schema
  // A UTF-16 unit takes at most three bytes: a short text need not be measured.
  if (value.length * 3 > limit && byteLength(value) > limit) {
    return mismatch(`must be at most ${limit} bytes of UTF-8, and has ${byteLength(value)}`)
  }
  return /[\ud800-\udfff]/u.test(value)
    ? mismatch('must be well-formed Unicode, and has a lone surrogate')
    : undefined
}

function numberMismatch(schema: Schema, value: number | bigint): Mismatch | undefined {
  const { minimum = value, maximum = value } = schema
  if (value < minimum) return mismatch(`must be at least ${minimum}`)
  return value > maximum ? mismatch(`must be at most ${maximum}`) : undefined
}

function arrayMismatch(
  schema: Schema,
  items: readonly unknown[],
  direction: Direction,
): Mismatch | undefined {
  const { length } = items
  const { minItems = length, maxItems = length } = schema
  if (length < minItems) return mismatch(`must have at least ${minItems} item(s)`)
  if (length > maxItems) return mismatch(`must have at most ${maxItems} items`)
  const identity = direction === 'sent' ? schema['x-unique'] : undefined
  const seen = new Set<unknown>()
  for (const [index, item] of items.entries()) {
    const name = typeof identity === 'string' && isObject(item) ? item[identity] : identity ? item : index
    const found = seen.has(name)
      ? mismatch('is listed twice')
      : schema.items && findMismatch(schema.items, item, direction)
    if (found) return typeof name === 'string' ? ofOwner(name, found) : inMember(index, found)
    seen.add(name)
  }
  return undefined
}

function objectMismatch(
  schema: Schema,
  value: Record<string, unknown>,
  direction: Direction,
): Mismatch | undefined {
  const missing = schema.required?.find(name => !Object.hasOwn(value, name))
  if (missing !== undefined) return inMember(missing, mismatch('is missing'))
  const { properties } = schema
  for (const name of Object.keys(value)) {
    const member = memberSchema(schema, name)
    const found = member
      ? findMismatch(member, value[name], direction)
      : // The service drops a member that it does not know: what was meant by it would not happen, without a word.
        direction === 'sent' && properties && value[name] !== undefined
        ? mismatch(`is unknown. Known are ${Object.keys(properties).join(', ')}`)
        : undefined
    if (found) return inMember(name, found)
  }
  // Removing a reserved name is accepted and changes nothing. Setting it is not.
  const isSet = direction === 'sent' && typeof value.value === 'string'
  return isSet && schema['x-reserved-names']?.some(name => name === value.name)
    ? mismatch('is reserved: the deployment sets it itself')
    : undefined
}

function mismatch(expected: string): Mismatch {
  return { path: '', member: '', expected }
}

/** Returns the schema of a member of an object, if there is one. */
export function memberSchema(
  { properties = {}, additionalProperties }: Schema,
  name: string,
): Schema | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : additionalProperties
}

/** Moves a mismatch into a member of an object, or an item of an array. */
function inMember(key: string | number, { path, owner, member, expected }: Mismatch): Mismatch {
  const name = escaped(`${key}`)
  const isWord = /^[A-Za-z_$][\w$]*$/.test(name)
  const own = isWord ? `.${cut(name)}` : `[${typeof key === 'number' ? key : `"${cut(name)}"`}]`
  return { path: `/${name}${path}`, owner, member: owner ? member : own + member, expected }
}

/** Moves a mismatch into an item that its name identifies, such as a variable. */
function ofOwner(name: string, found: Mismatch): Mismatch {
  const { owner = `"${cut(escaped(name))}"` } = found
  return inMember(name, { ...found, owner })
}

/** Returns a sentence about a mismatch in a caller's own words, such as `"A-B": \`name\` must match …`. */
export function describeMismatch({ owner, member, expected }: Mismatch): string {
  const place = [owner, member && `\`${member.replace(/^\./, '')}\``].filter(Boolean).join(': ')
  return `${place || 'The body'} ${expected}.`
}

/** Returns a name as a path shows it: as in JSON. */
function escaped(name: string): string {
  return printable(JSON.stringify(name).slice(1, -1))
}

/** Returns a path with its long names cut. Its secrets are redacted before. */
export function cut(path: string): string {
  return path.replace(/([^/]{64})[^/]+/g, '$1')
}

function article(type: string): string {
  if (type === 'null') return type
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}

/** Returns true as `isObject` of `text/member` does, in the file of its callers: a request then runs through one file less. */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
