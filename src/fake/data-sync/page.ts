import type { FakeRevision, FakeState } from '../state.js'
import type { Position, Walk } from './cursor.js'
import { commitsAfter, contentsOf, documentsAt, idOf, keyOf, type Table } from './log.js'
import { type Selection, selects } from './selection.js'
import { sizeOf } from './values.js'

/** The content of a page, and the position after it. */
export interface Page {
  readonly truncates: readonly Table[]
  readonly rows: readonly FakeRevision[]
  readonly position: Position
  /** The tables of the selection, by their keys. */
  readonly targets: ReadonlyMap<string, Table>
}

/** The time for which a walk reads documents as of its beginning. After it, the changes since come first. */
const FRESH = 30_000_000_000n

/** Reads the page after a position, or the first one. Either walks through tables, or follows the log. */
export function readPage(
  state: FakeState,
  selection: Selection,
  before: Position | undefined,
  latest: bigint,
  syncId: string,
): Page {
  const targets = new Map([...contentsOf(state).tables].filter(([, table]) => selects(selection, table)))
  const start = before
    ? reconcile(before, targets)
    : { syncId, syncedTs: latest, walked: [], walking: nextWalk(targets, []), sent: 0 }
  const walks = start.walking !== undefined && latest - start.syncedTs < FRESH
  const { rows, ...moved } = walks ? walk(state, start, targets) : follow(state, start, targets, latest)
  const position = { ...start, ...moved, sent: start.sent + rows.length }
  const had = before ? trackedIn(before) : []
  const truncates = trackedIn(position)
    .filter(key => !had.includes(key))
    .sort()
    .flatMap(key => targets.get(key) ?? [])
  return { truncates, rows, position, targets }
}

/** Leaves out the tables that are not selected any more, and begins to walk one that is newly selected. */
function reconcile(position: Position, targets: ReadonlyMap<string, Table>): Position {
  const walked = position.walked.filter(key => targets.has(key))
  const { walking } = position
  return {
    ...position,
    walked,
    walking: walking && targets.has(walking.key) ? walking : nextWalk(targets, walked),
  }
}

function nextWalk(targets: ReadonlyMap<string, Table>, walked: readonly string[]): Walk | undefined {
  const key = [...targets.keys()].find(candidate => !walked.includes(candidate))
  return key === undefined ? undefined : { key, lastId: '', passed: 0 }
}

function trackedIn({ walked, walking }: Position): string[] {
  return walking ? [...walked, walking.key] : [...walked]
}

/** Reads documents as of the position, table after table, until the page is full or nothing is left. */
function walk(state: FakeState, start: Position, targets: ReadonlyMap<string, Table>) {
  const { documents, bytes } = state.syncLimits
  const rows: FakeRevision[] = []
  let { walked, walking } = start
  let size = 0
  const isFull = () => rows.length >= documents || size >= bytes
  while (walking && !isFull()) {
    const { key, lastId, passed }: Walk = walking
    const table = targets.get(key)
    const left = table ? documentsAt(state, table, start.syncedTs, lastId) : []
    const taken = left.findIndex(row => {
      rows.push(row)
      size += sizeOf(row.value)
      return isFull()
    })
    const last = left[taken]
    // The end of a table shows only when nothing is left behind it: a page that it fills does not know.
    if (last) walking = { key, lastId: idOf(last), passed: passed + taken + 1 }
    else {
      walked = [...walked, key]
      walking = nextWalk(targets, walked)
    }
  }
  return { rows, walked, walking }
}

/** Reads the commits after the position, each of them whole, until the page is full or the log ends. */
function follow(state: FakeState, start: Position, targets: ReadonlyMap<string, Table>, latest: bigint) {
  const { documents, bytes, rows: mostRead } = state.syncLimits
  const rows: FakeRevision[] = []
  let [size, read] = [0, 0]
  let syncedTs: bigint | undefined
  // With a single table, a deployment reads the log of that table alone.
  const counts = (row: FakeRevision) => targets.size !== 1 || targets.has(keyOf(row))
  for (const commit of commitsAfter(state, start.syncedTs, counts)) {
    const isFull = rows.length >= documents || size >= bytes || read + commit.length >= mostRead
    // The first commit is read even if it is larger than a page.
    if (syncedTs !== undefined && isFull) return { rows, syncedTs }
    const known = commit.filter(row => isKnown(row, start))
    rows.push(...known)
    size += known.reduce((sum, row) => sum + (row.deleted ? 0 : sizeOf(row.value)), 0)
    read += commit.length
    syncedTs = commit[0]?.ts
  }
  return { rows, syncedTs: latest }
}

/** Returns true for a document that the consumer has, or had before it was deleted: a walk has passed it. */
function isKnown(row: FakeRevision, { walked, walking }: Position): boolean {
  const key = keyOf(row)
  return walked.includes(key) || (walking?.key === key && idOf(row) <= walking.lastId)
}
