import type { FakeRevision, FakeState } from '../state.js'

/** A table of a component. The component of the app itself is an empty text. */
export interface Table {
  readonly component: string
  readonly table: string
}

/** The tables and documents that the log of commits makes up. */
interface Contents {
  /** The tables by their keys, in the order of their first documents. A table without documents stays. */
  readonly tables: Map<string, Table>
  /** The last revision of each document by its id, also of a deleted one. */
  readonly documents: Map<string, FakeRevision>
}

/** Returns the text by which cursors name a table. Neither a component nor a table has a colon in its name. */
export function keyOf({ component, table }: Table): string {
  return `${component}:${table}`
}

export function idOf({ value }: FakeRevision): string {
  return String(value._id)
}

/** The logs, and how far each was read: reading all of one for every write would take too long. */
const readings = new WeakMap<
  readonly FakeRevision[],
  Contents & { rows: number; last: FakeRevision | undefined }
>()

/**
 * Returns what the log of a deployment makes up. A test may have replaced or cut the log in between: that shows in the last
 * row that was read. A change of rows before it does not show.
 */
export function contentsOf({ revisions }: FakeState): Contents {
  let contents = readings.get(revisions)
  if (!contents || revisions[contents.rows - 1] !== contents.last) {
    contents = { tables: new Map(), documents: new Map(), rows: 0, last: undefined }
    readings.set(revisions, contents)
  }
  for (; contents.rows < revisions.length; contents.rows++) {
    const revision = revisions[contents.rows]
    if (revision === undefined) break
    const key = keyOf(revision)
    if (!contents.tables.has(key)) {
      contents.tables.set(key, { component: revision.component, table: revision.table })
    }
    contents.documents.set(idOf(revision), revision)
    contents.last = revision
  }
  return contents
}

/** Returns the documents of a table as of a timestamp, in the order of their ids, from behind one of them. */
export function documentsAt(
  { revisions }: FakeState,
  { component, table }: Table,
  ts: bigint,
  after = '',
): FakeRevision[] {
  const found = new Map<string, FakeRevision>()
  for (const revision of revisions) {
    if (revision.ts > ts) break
    if (revision.table !== table || revision.component !== component) continue
    const id = idOf(revision)
    if (id <= after) continue
    if (revision.deleted) found.delete(id)
    else found.set(id, revision)
  }
  return [...found.keys()].sort().flatMap(id => found.get(id) ?? [])
}

/** Yields the commits after a timestamp. Those that have no row that counts are passed over. */
export function* commitsAfter(
  { revisions }: FakeState,
  ts: bigint,
  counts: (revision: FakeRevision) => boolean,
): Generator<FakeRevision[]> {
  let commit: FakeRevision[] = []
  for (let i = countUntil(revisions, ts); i < revisions.length; i++) {
    const revision = revisions[i]
    if (revision === undefined || !counts(revision)) continue
    if (commit[0] !== undefined && commit[0].ts !== revision.ts) {
      yield commit
      commit = []
    }
    commit.push(revision)
  }
  if (commit.length > 0) yield commit
}

/** Returns a text that tells apart two logs that are different until a timestamp. */
export function historyUntil({ revisions }: FakeState, ts: bigint): string {
  const last = revisions[countUntil(revisions, ts) - 1]
  return last ? `${last.ts} ${idOf(last)}` : ''
}

/** Returns how many rows of a log are not after a timestamp. */
function countUntil(revisions: readonly FakeRevision[], ts: bigint): number {
  let [from, to] = [0, revisions.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((revisions[middle]?.ts ?? ts) <= ts) from = middle + 1
    else to = middle
  }
  return from
}

/** Returns the present, which is never before a timestamp that the deployment has given out, and gives it out. */
export function readTime(state: FakeState, now: number): bigint {
  const known = [state.lastTs, state.revisions.at(-1)?.ts ?? 0n, BigInt(Math.floor(now)) * 1_000_000n]
  state.lastTs = known.reduce((a, b) => (a > b ? a : b))
  return state.lastTs
}

/** Returns the timestamp of the next commit: the present, but after all that the deployment has given out. */
export function commitTime(state: FakeState, now: number): bigint {
  const before = state.lastTs
  const present = readTime(state, now)
  if (present === before || present === state.revisions.at(-1)?.ts) state.lastTs = present + 1n
  return state.lastTs
}
