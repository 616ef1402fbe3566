import { badRequest } from './refusal.js'
import type { FakeState } from './state.js'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** The tables whose documents have ids, each told by the first characters of an id. */
const TABLES = { usageLimits: 'k0', logStreams: 'k1' } as const

/** A new document id of a table. */
export function mintId(table: keyof typeof TABLES): string {
  return TABLES[table] + randomText(30)
}

/** What a text is: an id of the table, one of another table, or none at all. */
export function readId(table: keyof typeof TABLES, text: string): 'ours' | 'foreign' | 'none' {
  if (!/^[0-9a-hjkmnp-tv-z]{31,37}$/.test(text)) return 'none'
  return text.startsWith(TABLES[table]) ? 'ours' : 'foreign'
}

/** Hands out an opaque cursor that stands for where a query goes on. */
export function mintCursor(
  state: FakeState,
  query: string,
  position: Readonly<Record<string, unknown>>,
): string {
  const cursor = randomHex(48)
  state.cursors.set(cursor, { query, ...position })
  return cursor
}

/** Where a cursor goes on; one of another deployment, or of another query, is refused. */
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

/** Random lower-case hex digits. */
export function randomHex(digits: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(Math.ceil(digits / 2)))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, digits)
}

function randomText(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), byte => ALPHABET[byte % 32]).join('')
}
