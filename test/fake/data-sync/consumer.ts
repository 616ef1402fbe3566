import { expect } from 'vitest'
import type { DataSyncPage, DataSyncSelection, DeploymentClient } from '../../../src/index.js'

type Value = DataSyncPage['values'][number]

/** What a consumer stores in one transaction: its copy, and the cursor. */
export interface Stored {
  readonly copy: ReadonlyMap<string, Value>
  readonly cursor: string | undefined
  /** The tables that were emptied since they were selected. */
  readonly tracked: ReadonlySet<string>
  readonly status: DataSyncPage['status'] | undefined
}

export const NOTHING: Stored = { copy: new Map(), cursor: undefined, tracked: new Set(), status: undefined }

export const keyOf = ({ component, table }: { component: string; table: string }) => `${component}:${table}`

/** Reads one page behind what is stored, and returns what is stored then. Checks what holds for every page. */
export async function readPage(
  { dataSync }: DeploymentClient,
  stored: Stored,
  selection: DataSyncSelection,
  isSelected: (key: string) => boolean,
): Promise<{ stored: Stored; page: DataSyncPage }> {
  const { cursor } = stored
  const { value: page } = await dataSync.pages({ selection, cursor }).next()
  return { stored: apply(stored, page, isSelected), page }
}

function apply(before: Stored, page: DataSyncPage, isSelected: (key: string) => boolean): Stored {
  const truncated = page.truncates.map(keyOf)
  const kept = new Set([...before.tracked].filter(isSelected))
  expect(truncated.filter(key => kept.has(key) || !isSelected(key))).toEqual([])
  const tracked = new Set([...kept, ...truncated])
  const copy = new Map([...before.copy].filter(([, value]) => !truncated.includes(keyOf(value))))
  for (const value of page.values) {
    const id = String(value.value._id)
    expect(tracked).toContain(keyOf(value))
    if ((copy.get(id)?.ts ?? 0n) <= value.ts) copy.set(id, value)
  }
  return { copy, tracked, cursor: page.pagination.nextCursor ?? undefined, status: page.status }
}

/** Returns the living documents of the selected tables in a copy, by their ids. */
export function documentsIn({ copy }: Stored, isSelected: (key: string) => boolean): Map<string, object> {
  const living = [...copy].filter(([, value]) => !value.deleted && isSelected(keyOf(value)))
  return new Map(living.map(([id, { component, table, value }]) => [id, { component, table, value }]))
}
