import { hex } from '../../text/bytes.js'
import { randomHex } from '../ids.js'
import { badRequest } from '../refusal.js'
import type { FakeState } from '../state.js'
import { historyUntil } from './log.js'

/** How far a sync has come. Its tables are written as keys. */
export interface Position {
  readonly syncId: string
  /** The timestamp as of which the consumer has all documents that were walked. */
  readonly syncedTs: bigint
  /** The tables that were walked to their end. */
  readonly walked: readonly string[]
  /** The table that is being walked, and the last document that the consumer has of it. */
  readonly walking: Walk | undefined
  /** The number of values that were sent. */
  readonly sent: number
}

/** A walk through a table, and the number of documents that it has passed. */
export interface Walk {
  readonly key: string
  readonly lastId: string
  readonly passed: number
}

/**
 * Writes a position as a text that only this deployment can read. The seal is weak, as the fake has nothing to hide: it
 * shows what would be an accident, such as a cursor that was cut or is of another deployment.
 */
export function sealCursor(state: FakeState, position: Position): string {
  const { syncedTs } = position
  const content = { ...position, syncedTs: String(syncedTs), history: historyUntil(state, syncedTs) }
  const text = JSON.stringify(content)
  const nonce = randomHex(8)
  const bytes = scramble(new TextEncoder().encode(text), state.cursorSecret + nonce)
  return nonce + digest(state.cursorSecret + nonce + text) + hex(bytes)
}

/** Returns the position of a cursor. Throws if this deployment has not written it, or has another history since. */
export function openCursor(state: FakeState, cursor: string): Position {
  const { history, syncedTs, ...position } = unseal(state, cursor)
  const ts = BigInt(syncedTs)
  if (history !== historyUntil(state, ts)) throw invalid('is of another history of this deployment')
  return { ...position, walking: position.walking, syncedTs: ts }
}

function unseal({ cursorSecret }: FakeState, cursor: string) {
  const [, nonce = '', seal, content = ''] = /^(\w{8})(\w{16})((?:[\da-f]{2})+)$/.exec(cursor) ?? []
  const bytes = Uint8Array.from(content.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
  const text = new TextDecoder().decode(scramble(bytes, cursorSecret + nonce))
  if (seal !== digest(cursorSecret + nonce + text)) throw invalid('is not one of this deployment')
  const sealed: Omit<Position, 'syncedTs'> & { syncedTs: string; history: string } = JSON.parse(text)
  return sealed
}

/** Returns the refusal of a cursor. */
export function invalid(reason: string) {
  return badRequest('InvalidDataSyncCursor', `The cursor ${reason}.`)
}

function scramble(bytes: Uint8Array, key: string): Uint8Array {
  let word = hash(key, 0)
  return bytes.map(byte => {
    word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d) + 0x9e3779b9
    return byte ^ (word >>> 24)
  })
}

function digest(text: string): string {
  return [hash(text, 1), hash(text, 2)].map(word => word.toString(16).padStart(8, '0')).join('')
}

/** Returns 32 bits that depend on all of a text: FNV-1a with a seed. */
function hash(text: string, seed: number): number {
  let word = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) word = Math.imul(word ^ text.charCodeAt(i), 0x01000193)
  return word >>> 0
}
