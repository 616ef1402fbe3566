import { quote } from '../../text/quote.js'
import { createId } from '../document-ids.js'
import type { FakeRevision, FakeState } from '../state.js'
import { commitTime, contentsOf } from './log.js'
import { isComponent, isIdentifier } from './selection.js'
import { type FakeFields, storedFields } from './values.js'

/** The documents of a fake deployment, which data sync exports. */
export interface FakeTables {
  /**
   * Adds a document to a table, and returns its id. The first document creates the table.
   * @param component The path of the component that the table is in, such as `workpool/inner`. By default the app.
   * @throws {TypeError} if no table has such a name, or no document such a field
   */
  insert(table: string, fields: FakeFields, component?: string): string
  /**
   * Sets some fields of a document; `undefined` removes one.
   * @throws {TypeError} if there is no such document, or no document has such a field
   */
  patch(id: string, fields: FakeFields): void
  /**
   * Deletes a document.
   * @throws {TypeError} if there is no such document
   */
  delete(id: string): void
  /**
   * Returns a document with `_id` and `_creationTime`, or `undefined`. Bytes, `NaN` and the infinities have the form
   * that data sync gives them, `{ $bytes }` and `{ $float }`.
   */
  get(id: string): FakeFields | undefined
  /**
   * Performs several writes as one commit: they have the same timestamp, and no page has only some of them. Without it,
   * every write is a commit. If the function throws, nothing is written.
   * @throws {TypeError} if the function is asynchronous
   * @example
   * fake.tables.commit(() => {
   *   fake.tables.patch(from, { balance: 0n })
   *   fake.tables.patch(to, { balance: 100n })
   * })
   */
  commit<Result>(writes: () => Result): Result
}

/** Creates the writer of a deployment's documents. The clock is in milliseconds since the epoch. */
export function createTables(state: FakeState, now: () => number): FakeTables {
  let pending: Map<string, FakeRevision> | undefined

  function commit<Result>(writes: () => Result): Result {
    if (pending) return writes()
    const rows = new Map<string, FakeRevision>()
    pending = rows
    try {
      const result = writes()
      if (result instanceof Promise) throw new TypeError('A commit is synchronous: its writes must not wait.')
      const ts = commitTime(state, now())
      for (const row of rows.values()) state.revisions.push({ ...row, ts })
      return result
    } finally {
      pending = undefined
    }
  }

  function write(row: Omit<FakeRevision, 'ts'>): void {
    commit(() => pending?.set(String(row.value._id), { ...row, ts: 0n }))
  }

  function find(id: string): FakeRevision | undefined {
    const revision = pending?.get(id) ?? contentsOf(state).documents.get(id)
    return revision?.deleted ? undefined : revision
  }

  function existing(id: string): FakeRevision {
    const revision = find(id)
    if (revision) return revision
    throw new TypeError(`There is no document ${quote(id)}: it was never inserted, or is deleted.`)
  }

  return {
    insert(table, fields, component = '') {
      if (!isIdentifier(table) || table.startsWith('_')) throw unnamable('table', table)
      if (!isComponent(component)) throw unnamable('component', component)
      const _id = createId('documents')
      write({ component, table, value: { _creationTime: now(), _id, ...ownFields(fields) } })
      return _id
    },
    patch(id, fields) {
      const { component, table, value } = existing(id)
      const removed = Object.keys(fields).filter(name => fields[name] === undefined)
      const kept = Object.entries(value).filter(([name]) => !removed.includes(name))
      write({ component, table, value: storedFields({ ...Object.fromEntries(kept), ...ownFields(fields) }) })
    },
    delete(id) {
      const { component, table } = existing(id)
      write({ component, table, deleted: true, value: { _id: id } })
      // A deployment does not see a document that never outlived its commit.
      if (!contentsOf(state).documents.has(id)) pending?.delete(id)
    },
    get: id => structuredClone(find(id)?.value),
    commit,
  }
}

function ownFields(fields: FakeFields): FakeFields {
  const reserved = Object.keys(fields).find(name => name.startsWith('_'))
  if (reserved === undefined) return storedFields(fields)
  throw new TypeError(`The field ${quote(reserved)} can't be written: the fake sets names that begin with _.`)
}

function unnamable(what: string, name: string): TypeError {
  return new TypeError(`No ${what} of a deployment has the name ${quote(name)}.`)
}
