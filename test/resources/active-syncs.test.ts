import { describe, expect, test } from 'vitest'
import type { ActiveDataSync } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const REFUSED = json({ code: 'BadQueryArgs', message: 'One request too many.' }, { status: 400 })

function client(...answers: (Response | Error)[]) {
  const { requests, fetch } = answering(...answers, REFUSED)
  const { dataSync } = deployment({ contract: 'v1', fetch, retry: false })
  const queries = () => requests.map(({ url }) => url.replace(/^.*\/api\/v1/, ''))
  return { dataSync, requests, queries }
}

const sync = (syncId: string) => ({
  syncId,
  lastUpdated: 1,
  status: {
    type: 'snapshotting',
    numTablesSynced: 1,
    totalTables: 2,
    currentComponent: '',
    currentTable: 'messages',
    numDocumentsInCurrentTable: 3,
    totalDocumentsInCurrentTable: 4,
    numDocumentsSynced: 5,
    totalDocuments: 6,
  },
})

const page = (ids: string[], nextCursor?: string) =>
  json({ syncs: ids.map(sync), pagination: { hasMore: nextCursor !== undefined, nextCursor } })

async function idsOf(syncs: AsyncIterable<ActiveDataSync>): Promise<string[]> {
  const ids: string[] = []
  for await (const { syncId } of syncs) ids.push(syncId)
  return ids
}

describe('active syncs', () => {
  test('come from page after page, a hundred each, until there is no more', async () => {
    const { dataSync, queries } = client(page(['a', 'b'], '17'), page(['c'], 'c2'), page([]))
    expect(await idsOf(dataSync.active())).toEqual(['a', 'b', 'c'])
    expect(queries()).toEqual([
      '/data/list_active_syncs?limit=100',
      '/data/list_active_syncs?limit=100&cursor=17',
      '/data/list_active_syncs?limit=100&cursor=c2',
    ])
  })

  test('tell how far they have come', async () => {
    const { dataSync } = client(page(['a']))
    expect(await dataSync.active().next()).toEqual({ done: false, value: sync('a') })
  })

  test('stop at a break, and no further page is asked for', async () => {
    const { dataSync, requests } = client(page(['a', 'b'], 'c1'), page(['c']))
    for await (const { syncId } of dataSync.active()) if (syncId === 'b') break
    expect(requests).toHaveLength(1)
  })

  test('stop at an abort between two pages, with its own reason', async () => {
    const { dataSync, requests } = client(page(['a'], 'c1'), page(['b']))
    const caller = new AbortController()
    const syncs = dataSync.active({ signal: caller.signal })
    await syncs.next()
    caller.abort('enough')
    expect(await failureOf(syncs.next())).toBe('enough')
    expect(requests).toHaveLength(1)
  })
})
