import { hex } from '../text/bytes.js'
import { badRequest } from './refusal.js'
import type { FakeState } from './state.js'

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
