import { describe, expect, test } from 'vitest'
import type { DataSyncPage, DataSyncSelection, DeploymentClient } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { failureOf } from '../support/settling.js'

const REFUSED = json({ code: 'BadJsonBody', message: 'One request too many.' }, { status: 400 })

function client(...answers: (Response | Error)[]) {
  const { requests, fetch } = answering(...answers, REFUSED)
  const { dataSync } = deployment({ contract: 'v1', fetch, retry: false })
  const bodies = () => requests.map(({ body }) => JSON.parse(body))
  return { dataSync, requests, bodies }
}

/** A page as deployments answer it: there is always a next cursor, and always more. */
const page = (syncId: string, status: object, nextCursor: string) =>
  json({ status, truncates: [], values: [], syncId, pagination: { hasMore: true, nextCursor } })

const SNAPSHOTTING = { type: 'snapshotting' }
const STALE = { type: 'stale', snapshotTs: 1 }
const UP_TO_DATE = { type: 'upToDate', snapshotTs: 2 }

async function idsOf(pages: AsyncIterable<DataSyncPage>): Promise<string[]> {
  const ids: string[] = []
  for await (const { syncId } of pages) ids.push(syncId)
  return ids
}

describe('pages', () => {
  test('come one after the other until the data is up to date, although there always is more', async () => {
    const { dataSync, bodies } = client(
      page('a', SNAPSHOTTING, 'c1'),
      page('b', STALE, 'c2'),
      page('c', UP_TO_DATE, 'c3'),
    )
    expect(await idsOf(dataSync.pages())).toEqual(['a', 'b', 'c'])
    expect(bodies()).toEqual([{}, { cursor: 'c1' }, { cursor: 'c2' }])
  })

  test('end where the deployment gives no cursor to go on with', async () => {
    const pagination = { hasMore: true }
    const { dataSync, requests } = client(
      json({ status: STALE, truncates: [], values: [], syncId: 'a', pagination }),
    )
    expect(await idsOf(dataSync.pages())).toEqual(['a'])
    expect(requests).toHaveLength(1)
  })

  test('go on from the cursor of the last page that was applied', async () => {
    const first = client(page('a', SNAPSHOTTING, 'c1'), page('b', SNAPSHOTTING, 'c2'))
    let cursor: string | undefined
    for await (const { syncId, pagination } of first.dataSync.pages()) {
      if (syncId === 'b') break
      cursor = pagination.nextCursor ?? undefined
    }
    const second = client(page('b', SNAPSHOTTING, 'c2'), page('c', UP_TO_DATE, 'c3'))
    expect(await idsOf(second.dataSync.pages({ cursor }))).toEqual(['b', 'c'])
    expect(second.bodies()).toEqual([{ cursor: 'c1' }, { cursor: 'c2' }])
  })

  test('carry the selection along', async () => {
    const selection: DataSyncSelection = { _other: 'excluded', '': { _other: 'included', logs: 'excluded' } }
    const { dataSync, bodies } = client(page('a', STALE, 'c1'), page('b', UP_TO_DATE, 'c2'))
    await idsOf(dataSync.pages({ selection, cursor: 'c0' }))
    expect(bodies()).toEqual([
      { selection, cursor: 'c0' },
      { selection, cursor: 'c1' },
    ])
  })

  test('are not asked for before they are wanted, nor after a break', async () => {
    const { dataSync, requests } = client(page('a', SNAPSHOTTING, 'c1'))
    const pages = dataSync.pages()
    expect(requests).toHaveLength(0)
    for await (const { syncId } of pages) if (syncId === 'a') break
    expect(await pages.next()).toEqual({ done: true, value: undefined })
    expect(requests).toHaveLength(1)
  })

  test('stop at an abort between two of them, with its own reason', async () => {
    const { dataSync, requests } = client(page('a', SNAPSHOTTING, 'c1'))
    const caller = new AbortController()
    const reason = new Error('enough')
    const pages = dataSync.pages({}, { signal: caller.signal })
    await pages.next()
    caller.abort(reason)
    expect(await failureOf(pages.next())).toBe(reason)
    expect(requests).toHaveLength(1)
  })

  test('end with the failure of one, such as a cursor that has expired', async () => {
    const expired = json({ code: 'DataSyncCursorExpired', message: 'Begin again.' }, { status: 400 })
    const { dataSync } = client(page('a', SNAPSHOTTING, 'c1'), expired)
    const pages = dataSync.pages()
    await pages.next()
    expect(await failureOf(pages.next())).toMatchObject({
      name: 'BadRequestError',
      code: 'DataSyncCursorExpired',
    })
    expect(await pages.next()).toEqual({ done: true, value: undefined })
  })
})

test('an empty cursor is sent, to be refused: it does not begin another sync', async () => {
  const refused = json({ code: 'InvalidDataSyncCursor', message: 'No cursor.' }, { status: 400 })
  const { dataSync, bodies } = client(refused)
  const error = await failureOf(dataSync.pages({ cursor: '' }).next())
  expect(error).toMatchObject({ code: 'InvalidDataSyncCursor' })
  expect(bodies()).toEqual([{ cursor: '' }])
})

describe('a selection', () => {
  const LEGAL: readonly DataSyncSelection[] = [
    { _other: 'included' },
    { _other: 'excluded' },
    { _other: 'excluded', '': 'excluded' },
    { _other: 'included', 'lib/waitlist': { _other: 'excluded', people: { _other: 'included' } } },
    { _other: 'included', '': { _other: 'included', users: { _other: 'included', email: 'excluded' } } },
  ]

  test.each(LEGAL.map(selection => ({ selection })))(
    'is sent as it is: $selection',
    async ({ selection }) => {
      const { dataSync, bodies } = client(page('a', UP_TO_DATE, 'c1'))
      await dataSync.pages({ selection }).next()
      expect(bodies()).toEqual([{ selection }])
    },
  )

  test.each([
    ['null, which is not everything', null, /selection.* must be an object/],
    ['a word', 'included', /selection.* must be an object/],
    ['a list', [], /selection.* must be an object/],
    ['without a default', {}, /selection.*_other.* is missing/],
    ['with another default', { _other: 'all' }, /selection.*_other.* must be one of excluded, included/],
    ['of a whole component', { _other: 'excluded', lib: 'included' }, /selection.*lib.* must be /],
    [
      'of a component without a default',
      { _other: 'excluded', lib: {} },
      /selection.*lib.*_other.* is missing/,
    ],
    [
      'of a column by a boolean',
      { _other: 'excluded', '': { _other: 'excluded', users: { _other: 'excluded', email: true } } },
      /selection.*users.*email.* must be /,
    ],
    ['with undefined', { _other: 'excluded', lib: undefined }, '"lib" is undefined'],
  ])('is refused before anything is sent: %s', async (_, selection, message) => {
    const call = ({ dataSync }: DeploymentClient) => dataSync.pages({ selection: selection as never }).next()
    await expectRefused(call, message)
  })
})
