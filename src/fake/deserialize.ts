import type { Schema } from '../schema/schema.js'
import type { ExactJson, Repeated } from '../text/exact-json.js'
import { isObject } from '../text/member.js'
import { FIELD } from './data-sync/values.js'
import { LARGEST_U64 } from './limits.js'
import { badRequest } from './refusal.js'

/**
 * Returns the part of a body that a deployment keeps, which reads it as its structs are: unknown members are dropped, and
 * a repeated one is refused only if it is known. Limits and patterns are not checked: they are rules of the operations,
 * with their own codes.
 * @throws {Refusal} if the body does not have the shape of the schema
 */
export function deserialize(
  schema: Schema,
  { value, repeated }: ExactJson,
): Readonly<Record<string, unknown>> {
  const read = readValue({ schema, repeated, at: '' }, value)
  return isObject(read) ? read : refuse('', 'expected an object')
}

/** A schema, and the place of the value that it is for. */
interface Expected {
  readonly schema: Schema
  readonly repeated: Repeated
  readonly at: string
}

function readValue(expected: Expected, value: unknown): unknown {
  const { schema, at } = expected
  if (schema.oneOf) return unionOf(expected, schema.oneOf, value)
  const types = schema.type === undefined ? [] : [schema.type].flat()
  const type = typeOf(value)
  if (types.length > 0 && !types.includes(type)) {
    refuse(at, `invalid type ${type}, expected ${types.join(' or ')}`)
  }
  if (typeof value === 'bigint' && (value < 0n || value > LARGEST_U64)) refuse(at, 'invalid value')
  if (typeof value === 'string') return wordOf(schema, checkText(value, at), at)
  if (Array.isArray(value)) {
    const { items = {} } = schema
    return value.map((item, index) => readValue({ ...expected, schema: items, at: `${at}[${index}]` }, item))
  }
  return isObject(value) ? objectOf(expected, value) : value
}

/** The short words that a deployment reads as the long ones, and no document mentions. */
const SHORT: Readonly<Record<string, string>> = { incl: 'included', excl: 'excluded' }

function wordOf(schema: Schema, value: string, at: string): string {
  const words: readonly unknown[] | undefined = schema.const === undefined ? schema.enum : [schema.const]
  if (words === undefined || words.includes(value)) return value
  const long = Object.hasOwn(SHORT, value) ? SHORT[value] : undefined
  return long !== undefined && words.includes(long) ? long : refuse(at, 'unknown variant')
}

function objectOf(expected: Expected, value: Readonly<Record<string, unknown>>): object {
  const { schema, repeated, at } = expected
  const { properties = {}, required = [], additionalProperties: others } = schema
  const missing = required.find(name => !Object.hasOwn(value, name))
  if (missing !== undefined) refuse(at, `missing field \`${missing}\``)
  const members = Object.entries(value).flatMap(([name, member]) => {
    checkText(name, at)
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (known !== undefined && repeated.get(value)?.has(name)) refuse(at, `duplicate field \`${name}\``)
    // The only maps of texts in requests are tags, which are named as the fields of documents are.
    if (others?.type === 'string' && others.enum === undefined && !FIELD.test(name))
      refuse(at, 'invalid field name')
    const child = known ?? others
    if (child === undefined) return []
    const isNull =
      member === null && !required.includes(name) && known !== undefined && isOption(schema, name)
    return [[name, isNull ? null : readValue({ ...expected, schema: child, at: `${at}.${name}` }, member)]]
  })
  return Object.fromEntries(members)
}

/** Returns true for a member that may be null: any optional one, but for the selection of a data sync. */
function isOption({ properties }: Schema, name: string): boolean {
  return name !== 'selection' || properties?.logStreamType !== undefined
}

function unionOf(expected: Expected, variants: readonly Schema[], value: unknown): unknown {
  const { schema, repeated, at } = expected
  checkBuffered(value, at)
  if (schema.discriminator === undefined) return firstOf(expected, variants, value)
  const tag = schema.discriminator
  if (!isObject(value)) return refuse(at, 'expected an object')
  if (repeated.get(value)?.has(tag)) refuse(at, `duplicate field \`${tag}\``)
  const variant = variants.find(({ properties }) => properties?.[tag]?.const === value[tag])
  return variant
    ? readValue({ ...expected, schema: variant }, value)
    : refuse(`${at}.${tag}`, 'unknown variant')
}

function firstOf(expected: Expected, variants: readonly Schema[], value: unknown): unknown {
  let problem: unknown
  for (const schema of variants) {
    try {
      return readValue({ ...expected, schema }, value)
    } catch (error) {
      problem = error
    }
  }
  throw problem
}

const DEEPEST = 127

/** Throws for what no deployment can hold. Of a union it reads all members, of any other body the known ones alone. */
function checkBuffered(value: unknown, at: string, depth = 0): void {
  if (depth > DEEPEST) refuse(at, 'recursion limit exceeded')
  if (typeof value === 'number' && !Number.isFinite(value)) refuse(at, 'number out of range')
  if (typeof value === 'string') checkText(value, at)
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    checkText(name, at)
    checkBuffered(member, at, depth + 1)
  }
}

function checkText(text: string, at: string): string {
  return /\p{Surrogate}/u.test(text) ? refuse(at, 'lone surrogate') : text
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'bigint' ? 'integer' : typeof value
}

function refuse(at: string, problem: string): never {
  throw badRequest('BadJsonBody', `The request body could not be deserialised: ${at}: ${problem}.`)
}
