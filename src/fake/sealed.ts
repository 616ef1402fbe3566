import { base64, bytesOf } from './base64.js'
import type { FakeState } from './state.js'

/**
 * Writes a position in the answers of a query as a text that only this deployment takes, and only for this query. The seal
 * is weak, as the fake has nothing to hide: it shows what would be an accident, such as a cursor that was cut or is of
 * another deployment.
 */
export function seal({ cursorSecret }: FakeState, query: string, position: unknown): string {
  const encoded = base64(new TextEncoder().encode(JSON.stringify(position)))
  const content = encoded.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
  return digest(`${cursorSecret} ${query} ${content}`) + content
}

/** Returns the position that was sealed, or `undefined` if this deployment has not written the text for the query. */
export function unseal<Position>(
  { cursorSecret }: FakeState,
  query: string,
  text: string,
): Position | undefined {
  const content = text.slice(DIGITS)
  if (text.slice(0, DIGITS) !== digest(`${cursorSecret} ${query} ${content}`)) return undefined
  const position: Position = JSON.parse(new TextDecoder().decode(bytesOf(content)))
  return position
}

/** The length of a digest. */
const DIGITS = 16

function digest(text: string): string {
  return [hash(text, 1), hash(text, 2)].map(word => word.toString(16).padStart(8, '0')).join('')
}

/** Returns 32 bits that depend on all of a text: FNV-1a with a seed. */
function hash(text: string, seed: number): number {
  let word = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) word = Math.imul(word ^ text.charCodeAt(i), 0x01000193)
  return word >>> 0
}
