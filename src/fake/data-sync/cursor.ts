import { badRequest } from '../refusal.js'
import { seal, unseal } from '../sealed.js'
import type { FakeState } from '../state.js'
import { historyUntil } from './log.js'

/** The progress of a sync. Its tables are written as keys. */
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

/** A position as a cursor holds it, with the history that it belongs to. */
type Sealed = Omit<Position, 'syncedTs'> & { readonly syncedTs: string; readonly history: string }

const QUERY = 'data sync'

/** Writes a position as a cursor. */
export function sealCursor(state: FakeState, position: Position): string {
  const { syncedTs } = position
  const sealed: Sealed = {
    ...position,
    syncedTs: String(syncedTs),
    history: historyUntil(state, syncedTs),
  }
  return seal(state, QUERY, sealed)
}

/** Returns the position of a cursor. Throws if this deployment has not written it, or has another history since. */
export function openCursor(state: FakeState, cursor: string): Position {
  const sealed = unseal<Sealed>(state, QUERY, cursor)
  if (sealed === undefined) throw invalid('is not one of this deployment')
  const { history, syncedTs, ...position } = sealed
  const ts = BigInt(syncedTs)
  if (history !== historyUntil(state, ts)) throw invalid('is of another history of this deployment')
  return { ...position, walking: position.walking, syncedTs: ts }
}

/** Returns the refusal of a cursor. */
export function invalid(reason: string) {
  return badRequest('InvalidDataSyncCursor', `The cursor ${reason}.`)
}
