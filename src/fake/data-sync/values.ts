import { byteLength } from '../../text/bytes.js'
import { isObject } from '../../text/member.js'
import { quote } from '../../text/quote.js'
import { base64 } from '../base64.js'

/** The fields of a document: what Convex can store. Integers of 64 bits are `bigint`, bytes an `ArrayBuffer`. */
export type FakeFields = Readonly<Record<string, unknown>>

/** Matches the names that fields, and so the columns of a table, can have. */
export const FIELD = /^(?!\$)[\x20-\x7e]{0,1024}$/
const [LEAST, MOST] = [-(2n ** 63n), 2n ** 63n - 1n]

/**
 * Returns a copy of fields as the state holds them: plain data that survives JSON, with bytes and the numbers that JSON
 * does not have in the form that a deployment exports. Throws if Convex has no such value.
 */
export function storedFields(fields: object, path = ''): Record<string, unknown> {
  const members = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    members
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => {
        if (!FIELD.test(name)) throw unstorable(`${path}${name}`, 'its name begins with $ or is not ASCII')
        return [name, stored(value, `${path}${name}`)]
      }),
  )
}

function stored(value: unknown, path: string): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : exportedFloat(value)
  }
  if (typeof value === 'bigint') {
    if (value >= LEAST && value <= MOST) return value
    throw unstorable(path, 'an integer has 64 bits')
  }
  if (typeof value === 'string') {
    if (!/\p{Surrogate}/u.test(value)) return value
    throw unstorable(path, 'a text has no lone surrogate')
  }
  if (value instanceof ArrayBuffer) return { $bytes: base64(new Uint8Array(value)) }
  if (Array.isArray(value)) return value.map((item, index) => stored(item, `${path}[${index}]`))
  if (!isObject(value) || Object.prototype.toString.call(value) !== '[object Object]') {
    throw unstorable(path, 'a value is null, a boolean, number, bigint, text, ArrayBuffer, array or object')
  }
  return isExported(value) ? { ...value } : storedFields(value, `${path}.`)
}

/** Returns true for the form in which a document that was read has bytes and special numbers. */
function isExported(value: FakeFields): boolean {
  const [[name, text] = [], ...more] = Object.entries(value)
  return (name === '$bytes' || name === '$float') && typeof text === 'string' && more.length === 0
}

function unstorable(path: string, reason: string): TypeError {
  return new TypeError(`The field ${quote(path)} can't be stored: ${reason}.`)
}

/** Returns the form in which a deployment exports a number that JSON does not have: its bytes, the lowest first. */
export function exportedFloat(value: number): { readonly $float: string } {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value, true)
  return { $float: base64(bytes) }
}

/** Returns the size of a value in bytes, as a deployment counts it. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return byteLength(value) + 2
  if (typeof value === 'number' || typeof value === 'bigint') return 9
  if (Array.isArray(value)) return value.reduce((size: number, item) => size + sizeOf(item), 2)
  if (!isObject(value)) return 1
  return Object.entries(value).reduce((size, [name, member]) => size + name.length + 1 + sizeOf(member), 2)
}
