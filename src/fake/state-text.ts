import { type ExactJson, readExactJson } from '../text/exact-json.js'
import { isObject } from '../text/member.js'
import { quote } from '../text/quote.js'
import { at, mismatch, record } from './shapes.js'
import type { FakeState } from './state.js'
import { stateShape } from './state-shape.js'

const VERSION = 1

/**
 * Writes the data of a fake deployment as JSON from which `parseState` reads the same data: an entry a line, and those of maps
 * in the order of their names. It holds values and keys.
 * @throws {TypeError} if JSON has no such value, such as `NaN`
 * @example
 * await writeFile('fake.json', stringifyState(fake.snapshot()), { mode: 0o600 })
 */
export function stringifyState(state: FakeState): string {
  return `${write({ version: VERSION, ...state }, '', 0, false)}\n`
}

/**
 * Reads the data of a fake deployment from a text of `stringifyState`, which somebody may have edited.
 * @throws {TypeError} with the place if it is something else; the message never quotes a value
 * @example
 * const fake = createFakeDeployment({ state: parseState(await readFile('fake.json', 'utf8')) })
 */
export function parseState(text: string): FakeState {
  const { value, repeated } = bodyOf(text)
  const { version, ...state } = record(value, '')
  if (version === undefined) mismatch('version', 'is missing: this is no state of a fake')
  if (version !== BigInt(VERSION)) mismatch('version', `is not ${VERSION}, the only one that is known`)
  for (const names of repeated.values())
    for (const name of names) mismatch(quote(name), 'is written twice in one object')
  return stateShape(state, '')
}

function bodyOf(text: string): ExactJson {
  try {
    return readExactJson(text)
  } catch {
    // The platform's message would quote the text.
    return mismatch('', 'is not JSON')
  }
}

/**
 * The members in which, at any depth, integers are `bigint` and numbers have a fraction or an exponent. In any other the place
 * says which it is.
 */
const EXACT: ReadonlySet<string> = new Set(['config', 'metadata', 'value', 'status'])

/** Writes a value. Entries of the outer two levels have a line each, those within are on that line. */
function write(value: unknown, place: string, depth: number, exact: boolean): string {
  if (typeof value === 'bigint') return `${value}`
  if (typeof value === 'number') return writeNumber(value, place, exact)
  if (Array.isArray(value)) {
    const items = value.map((item, index) => write(item, `${place}[${index}]`, depth + 1, exact))
    return layOut('[', items, ']', depth)
  }
  if (value instanceof Map) {
    const entries = [...value].sort(([a], [b]) => (a < b ? -1 : 1))
    return writeMembers(entries, place, depth, exact)
  }
  if (isPlain(value)) return writeMembers(Object.entries(value), place, depth, exact)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  return mismatch(place, 'is nothing that JSON has')
}

function writeMembers(
  entries: readonly (readonly [string, unknown])[],
  place: string,
  depth: number,
  exact: boolean,
): string {
  const written = entries
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => {
      const text = write(member, at(place, name), depth + 1, exact || EXACT.has(name))
      return `${JSON.stringify(name)}: ${text}`
    })
  return layOut('{', written, '}', depth)
}

function writeNumber(value: number, place: string, exact: boolean): string {
  if (Number.isNaN(value)) return mismatch(place, 'is NaN, which JSON has not')
  // JSON has no word for infinity, but numbers that are too large to be another.
  if (!Number.isFinite(value)) return value > 0 ? '1e999' : '-1e999'
  const digits = Object.is(value, -0) ? '-0' : String(value)
  return exact && !/[.e]/.test(digits) ? `${digits}.0` : digits
}

function layOut(open: string, items: readonly string[], close: string, depth: number): string {
  if (items.length === 0) return open + close
  const indent = '  '.repeat(depth)
  if (depth < 2) return `${open}\n${indent}  ${items.join(`,\n${indent}  `)}\n${indent}${close}`
  return open === '{' ? `{ ${items.join(', ')} }` : `[${items.join(', ')}]`
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && Object.prototype.toString.call(value) === '[object Object]'
}
