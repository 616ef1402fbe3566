import { hex } from '../text/bytes.js'
import { badRequest } from './refusal.js'
import type { FakeState } from './state.js'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** The tables whose documents have ids, each with the first characters of its ids. */
const TABLES = { usageLimits: 'k0', logStreams: 'k1', documents: 'k2' } as const

/** Creates a document id of a table. */
export function createId(table: keyof typeof TABLES): string {
  return TABLES[table] + randomText(30)
}

/** Returns the kind of a text: an id of the table, an id of another table, or not an id. */
export function readId(table: keyof typeof TABLES, text: string): 'ours' | 'foreign' | 'invalid' {
  if (!/^[0-9a-hjkmnp-tv-z]{31,37}$/.test(text)) return 'invalid'
  return text.startsWith(TABLES[table]) ? 'ours' : 'foreign'
}

/** Creates an opaque cursor for the position at which a query continues. */
export function createCursor(
  state: FakeState,
  query: string,
  position: Readonly<Record<string, unknown>>,
): string {
  const cursor = randomHex(48)
  state.cursors.set(cursor, { query, ...position })
  return cursor
}

/** Returns the position of a cursor. Throws if it is of another deployment or another query. */
export function readCursor(
  state: FakeState,
  query: string,
  cursor: string,
  code: string,
): Readonly<Record<string, unknown>> {
  const position = state.cursors.get(cursor)
  if (position?.query === query) return position
  throw badRequest(code, 'The cursor is not one of this deployment and this query.')
}

/** Returns random lower-case hex digits. */
export function randomHex(digits: number): string {
  return hex(crypto.getRandomValues(new Uint8Array(Math.ceil(digits / 2)))).slice(0, digits)
}

function randomText(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), byte => ALPHABET[byte % 32]).join('')
}
