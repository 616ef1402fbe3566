import type { FakeOperation } from './call.js'
import { invalid, openCursor, sealCursor } from './data-sync/cursor.js'
import { readTime } from './data-sync/log.js'
import { readPage } from './data-sync/page.js'
import { activeSyncs, recordProgress, stateAfter } from './data-sync/progress.js'
import { readSelection, selectedColumns } from './data-sync/selection.js'
import { randomHex } from './ids.js'
import { writeDocument } from './lossless.js'
import { pageLimit, pageStart, pagination } from './paging.js'
import { badRequest, Refusal } from './refusal.js'

const DAY = 86_400_000_000_000n
/** The time for which a deployment keeps its log. */
const RETENTION = { cloud: 14n * DAY, selfHosted: 2n * DAY }

/** Returns the next page of a sync, or the first one of a new sync. */
export const dataSync: FakeOperation = call => {
  const { state, body, now } = call
  const before = typeof body.cursor === 'string' ? openCursor(state, body.cursor) : undefined
  const selection = readSelection(body.selection)
  // Not only for the first page, which writes an event.
  call.demandWriter()
  if (before && before.syncedTs > state.lastTs) throw invalid('is ahead of this deployment')
  const latest = readTime(state, now)
  if (before && latest - before.syncedTs > RETENTION[state.kind]) {
    throw badRequest('DataSyncCursorExpired', 'The cursor is older than the log: begin again without one.')
  }
  const page = readPage(state, selection, before, latest, newSyncId(call.client))
  recordProgress(call, page, latest)
  const { syncId, syncedTs } = page.position
  const type = stateAfter(page, latest)
  return {
    status: type === 'snapshotting' ? { type } : { type, snapshotTs: syncedTs },
    truncates: page.truncates,
    values: page.rows.map(({ component, table, ts, deleted = false, value }) => {
      const shown = deleted ? { _id: value._id } : selectedColumns(selection, { component, table }, value)
      return { component, table, ts, deleted, value: writeDocument(shown) }
    }),
    syncId,
    pagination: { hasMore: true, nextCursor: sealCursor(state, page.position) },
  }
}

/** Creates the id of a sync: a UUID, behind the name of the integration that `Convex-Client` names. */
function newSyncId(client: string | null): string {
  const [, prefix = ''] = /^(fivetran-(?=export|import)|airbyte-(?=export))\w+-\d/i.exec(client ?? '') ?? []
  // `crypto.randomUUID` is not there in a page without TLS.
  const uuid = randomHex(32).replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, '$1-$2-4$3-a$4-$5')
  return prefix.toLowerCase() + uuid
}

/** Lists the syncs of the last three days, the latest first. */
export const listActiveSyncs: FakeOperation = ({ state, query, now }) => {
  const limit = pageLimit(query, 50)
  const start = pageStart(state, 'syncs', query)
  const syncs = activeSyncs(state, now).slice(start, start + limit)
  return { syncs, pagination: pagination(state, 'syncs', start, syncs.length, limit) }
}

/** Returns one of the syncs of the last three days. */
export const getActiveSync: FakeOperation = ({ state, id, now }) => {
  const sync = activeSyncs(state, now).find(({ syncId }) => syncId === id)
  if (sync) return sync
  throw new Refusal(404, 'DataSyncNotFound', 'There is no active sync of that id.')
}
