import { isObject } from '../text/member.js'
import { pageLimit, pagination } from './audit-log.js'
import { audit, type FakeCall, type FakeOperation } from './call.js'
import { createCursor, randomHex, readCursor } from './ids.js'
import { badRequest, forbidden, Refusal } from './refusal.js'
import type { FakeRevision, FakeState, FakeSync } from './state.js'

type Selection = Readonly<Record<string, unknown>>

export const EVERYTHING: Selection = { _other: 'included' }

/** Returns a page of revisions. The first page of a sync truncates the tables that it selects. */
export const dataSync: FakeOperation = call => {
  const { state, body, now } = call
  const begun =
    typeof body.cursor === 'string'
      ? readCursor(state, 'sync', body.cursor, 'InvalidDataSyncCursor')
      : undefined
  const selection = isObject(body.selection) ? body.selection : EVERYTHING
  checkSelection(selection)
  const syncId = typeof begun?.syncId === 'string' ? begun.syncId : beginSync(call)
  const start = Number(begun?.offset ?? 0)
  const end = Math.min(start + state.syncPageSize, state.revisions.length)
  const selected = state.revisions.slice(start, end).filter(revision => selects(selection, revision))
  const status = statusAfter(state, end, now)
  const sync = state.syncs.find(candidate => candidate.syncId === syncId)
  if (sync) Object.assign(sync, { lastUpdated: now, status: progress(status, state, end) })
  return {
    status,
    truncates: begun ? [] : tablesOf(state.revisions.filter(revision => selects(selection, revision))),
    values: selected.map(revision => written(revision, selection)),
    syncId,
    pagination: { hasMore: true, nextCursor: createCursor(state, 'sync', { syncId, offset: end }) },
  }
}

/** Lists the syncs of the last three days, the latest first. */
export const listActiveSyncs: FakeOperation = ({ state, query, now }) => {
  const limit = pageLimit(query, 50)
  const cursor = query.get('cursor')
  const start = cursor === null ? 0 : Number(readCursor(state, 'syncs', cursor, 'InvalidCursor').offset)
  const sorted = activeSyncs(state, now).sort((a, b) => b.lastUpdated - a.lastUpdated)
  const syncs = sorted.slice(start, start + limit)
  return { syncs, pagination: pagination(state, 'syncs', start, syncs.length, limit) }
}

export const getActiveSync: FakeOperation = ({ state, id, now }) => {
  const sync = activeSyncs(state, now).find(({ syncId }) => syncId === id)
  if (sync) return sync
  throw new Refusal(404, 'DataSyncNotFound', 'There is no active sync of that id.')
}

const ACTIVE_MS = 3 * 86_400_000

function activeSyncs({ syncs }: FakeState, now: number): FakeSync[] {
  return syncs.filter(({ lastUpdated }) => now - lastUpdated <= ACTIVE_MS)
}

/** Throws if the plan has no streaming export. All operations of the group check this before the permission. */
export function checkSyncPlan({ personality, plan }: FakeState): void {
  if (personality === 'cloud' && !plan.streamingExport) {
    throw forbidden('StreamingExportNotEnabled', 'The plan has no streaming export.')
  }
}

function beginSync(call: FakeCall): string {
  const hex = randomHex(32)
  const syncId = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
  call.state.syncs.push({ syncId, lastUpdated: call.now, status: { type: 'snapshotting' } })
  audit(call, 'create_data_sync', { sync_id: syncId })
  return syncId
}

function statusAfter({ revisions }: FakeState, end: number, now: number) {
  if (end < revisions.length) return { type: 'snapshotting' }
  return { type: 'upToDate', snapshotTs: revisions.at(-1)?.ts ?? BigInt(now) * 1_000_000n }
}

function progress(
  status: { type: string; snapshotTs?: bigint },
  { revisions }: FakeState,
  done: number,
): object {
  const totalTables = tablesOf(revisions).length
  if (status.type === 'upToDate') {
    return { type: 'upToDate', totalTables, numDocumentsSynced: done, syncedTs: status.snapshotTs }
  }
  const next = revisions[done]
  return {
    type: 'snapshotting',
    numTablesSynced: tablesOf(revisions.slice(0, done)).length,
    totalTables,
    currentComponent: next?.component ?? '',
    currentTable: next?.table ?? '',
    numDocumentsInCurrentTable: revisions.slice(0, done).filter(({ table }) => table === next?.table).length,
    totalDocumentsInCurrentTable: revisions.filter(({ table }) => table === next?.table).length,
    numDocumentsSynced: done,
    totalDocuments: revisions.length,
  }
}

function tablesOf(revisions: readonly FakeRevision[]): { component: string; table: string }[] {
  const keys = new Set(revisions.map(({ component, table }) => JSON.stringify({ component, table })))
  return [...keys].map(key => JSON.parse(key))
}

function written(
  { component, table, ts, deleted = false, value }: FakeRevision,
  selection: Selection,
): object {
  const columns = member(member(selection, component), table)
  const kept = Object.entries(value).filter(
    ([name]) => name === '_id' || (!deleted && included(columns, name)),
  )
  return { component, table, ts, deleted, value: Object.fromEntries(kept) }
}

function selects(selection: Selection, { component, table }: FakeRevision): boolean {
  return member(member(selection, component), table) !== 'excluded'
}

/** Returns the part of a selection that applies to a member: its own, or the one for all others. */
function member(level: unknown, name: string): unknown {
  if (!isObject(level)) return level
  const own = Object.hasOwn(level, name) ? level[name] : level._other
  return own === 'included' ? EVERYTHING : own
}

function included(columns: unknown, name: string): boolean {
  return member(columns, name) !== 'excluded'
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Throws if a selection has a name that nothing can have, or leaves out `_id`. */
export function checkSelection(selection: Selection): void {
  for (const [component, tables] of named(selection)) {
    const parts = component === '' ? [] : component.split('/')
    if (!parts.every(part => NAME.test(part))) throw invalidSelection('component')
    for (const [table, columns] of named(tables)) {
      if (!NAME.test(table)) throw invalidSelection('table')
      for (const [column, inclusion] of named(columns)) {
        if (!NAME.test(column)) throw invalidSelection('column')
        if (column === '_id' && inclusion === 'excluded') {
          throw badRequest('InvalidDataSyncSelection', '_id must not be excluded.')
        }
      }
    }
  }
}

function named(level: unknown): [string, unknown][] {
  return isObject(level) ? Object.entries(level).filter(([name]) => name !== '_other') : []
}

function invalidSelection(what: string) {
  return badRequest('InvalidDataSyncSelection', `The selection has an invalid name of a ${what}.`)
}
