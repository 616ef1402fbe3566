import { audit, type FakeCall } from '../call.js'
import type { FakeState, FakeSync } from '../state.js'
import { contentsOf, keyOf } from './log.js'
import type { Page } from './page.js'

const ACTIVE_MS = 3 * 86_400_000
/** The time in which progress is written at most once, unless the sync enters another state or comes to rest. */
const THROTTLE_MS = 5_000

/** Returns the syncs that had a page within the last three days, the latest first. */
export function activeSyncs({ syncs }: FakeState, now: number): FakeSync[] {
  return syncs
    .filter(({ lastUpdated }) => now - lastUpdated <= ACTIVE_MS)
    .sort((a, b) => b.lastUpdated - a.lastUpdated)
}

/** Records the progress of a sync after a page, and its creation in the audit log. */
export function recordProgress(call: FakeCall, page: Page, latest: bigint): void {
  const { state, now } = call
  const { syncId } = page.position
  const type = stateAfter(page, latest)
  const known = state.syncs.find(sync => sync.syncId === syncId)
  if (!known) {
    audit(call, 'create_data_sync', { sync_id: syncId })
    state.syncs.push({ syncId, lastUpdated: now, status: progress(state, page, type) })
    return
  }
  const moved = type === 'upToDate' && known.status.numDocumentsSynced !== page.position.sent
  if (known.status.type !== type || moved || now - known.lastUpdated >= THROTTLE_MS) {
    Object.assign(known, { lastUpdated: now, status: progress(state, page, type) })
  }
}

/** Returns the state of a sync after a page: before its first consistent page, behind the log, or at its end. */
export function stateAfter({ position }: Page, latest: bigint): 'snapshotting' | 'stale' | 'upToDate' {
  if (position.walking) return 'snapshotting'
  return position.syncedTs < latest ? 'stale' : 'upToDate'
}

function progress(state: FakeState, { position, targets }: Page, type: string): FakeSync['status'] {
  const { walked, walking, sent, syncedTs } = position
  if (!walking) return { type, totalTables: walked.length, numDocumentsSynced: sent, syncedTs }
  const current = targets.get(walking.key)
  const counts = new Map<string, number>()
  for (const revision of contentsOf(state).documents.values()) {
    const key = keyOf(revision)
    if (!revision.deleted && targets.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return {
    type,
    numTablesSynced: walked.length,
    totalTables: targets.size,
    currentComponent: current?.component,
    currentTable: current?.table,
    numDocumentsInCurrentTable: walking.passed,
    totalDocumentsInCurrentTable: counts.get(walking.key) ?? 0,
    numDocumentsSynced: sent,
    totalDocuments: [...counts.values()].reduce((sum, count) => sum + count, 0),
  }
}
