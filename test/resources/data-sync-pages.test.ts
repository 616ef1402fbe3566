import { describe, expect, test } from 'vitest'
import type { DataSyncPage, DataSyncSelection } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { pageOf } from '../support/samples.js'
import { failureOf } from '../support/settling.js'

const REFUSED = json({ code: 'BadQueryArgs', message: 'One request too many.' }, { status: 400 })

function client(...answers: Response[]) {
  const { requests, fetch } = answering(...answers, REFUSED)
  const { dataSync } = deployment({ fetch, retry: false })
  return { dataSync, bodies: () => requests.map(({ body }) => JSON.parse(body)) }
}

/** A page as deployments answer it: there is always a next cursor, and always more. */
const page = (syncId: string, status: object, nextCursor: string) =>
  json({ ...pageOf(Number), status, syncId, pagination: { hasMore: true, nextCursor } })

const SNAPSHOTTING = { type: 'snapshotting' }
const STALE = { type: 'stale', snapshotTs: 1 }
const UP_TO_DATE = { type: 'upToDate', snapshotTs: 2 }

async function idsOf(pages: AsyncIterable<DataSyncPage>): Promise<string[]> {
  const ids: string[] = []
  for await (const { syncId } of pages) ids.push(syncId)
  return ids
}

describe('pages', () => {
  test('do not end while the data is stale', async () => {
    const pages = [page('a', SNAPSHOTTING, 'c1'), page('b', STALE, 'c2'), page('c', UP_TO_DATE, 'c3')]
    const { dataSync, bodies } = client(...pages)
    expect(await idsOf(dataSync.pages())).toEqual(['a', 'b', 'c'])
    expect(bodies()).toEqual([{}, { cursor: 'c1' }, { cursor: 'c2' }])
  })

  test('end where the deployment gives no cursor to go on with', async () => {
    const last = { ...pageOf(Number), status: STALE, syncId: 'a', pagination: { hasMore: true } }
    const { dataSync, bodies } = client(json(last))
    expect(await idsOf(dataSync.pages())).toEqual(['a'])
    expect(bodies()).toHaveLength(1)
  })

  test('go on from the cursor of the last page that was applied', async () => {
    const { dataSync, bodies } = client(page('b', SNAPSHOTTING, 'c2'), page('c', UP_TO_DATE, 'c3'))
    expect(await idsOf(dataSync.pages({ cursor: 'c1' }))).toEqual(['b', 'c'])
    expect(bodies()).toEqual([{ cursor: 'c1' }, { cursor: 'c2' }])
  })

  test('carry the selection along', async () => {
    const selection: DataSyncSelection = { _other: 'excluded', '': { _other: 'included', logs: 'excluded' } }
    const { dataSync, bodies } = client(page('a', STALE, 'c1'), page('b', UP_TO_DATE, 'c2'))
    await idsOf(dataSync.pages({ selection, cursor: 'c0' }))
    expect(bodies()).toEqual(['c0', 'c1'].map(cursor => ({ selection, cursor })))
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
  const ACCEPTED: readonly DataSyncSelection[] = [
    { _other: 'included' },
    { _other: 'excluded', '': 'excluded' },
    { _other: 'included', 'lib/waitlist': { _other: 'excluded', people: { _other: 'included' } } },
    { _other: 'included', '': { _other: 'included', users: { _other: 'included', email: 'excluded' } } },
  ]

  test.each(ACCEPTED.map(selection => ({ selection })))(
    'is sent as it is: $selection',
    async ({ selection }) => {
      const { dataSync, bodies } = client(page('a', UP_TO_DATE, 'c1'))
      await dataSync.pages({ selection }).next()
      expect(bodies()).toEqual([{ selection }])
    },
  )

  const BOOLEAN = {
    _other: 'excluded',
    '': { _other: 'excluded', users: { _other: 'excluded', email: true } },
  }

  test.each([
    ['null, which is not everything', null, /selection.* must be an object/],
    ['a word', 'included', /selection.* must be an object/],
    ['a list', [], /selection.* must be an object/],
    ['without a default', {}, /selection.*_other.* is missing/],
    ['with another default', { _other: 'all' }, /selection.*_other.* must be one of excluded, included/],
    ['of a whole component', { _other: 'excluded', lib: 'included' }, /selection.*lib.* must be /],
    ['of one without a default', { _other: 'excluded', lib: {} }, /selection.*lib.*_other.* is missing/],
    ['of a column by a boolean', BOOLEAN, /selection.*users.*email.* must be /],
    ['with undefined', { _other: 'excluded', lib: undefined }, '"lib" is undefined'],
  ])('is refused before anything is sent: %s', async (_, selection, message) => {
    await expectRefused(({ dataSync }) => dataSync.pages({ selection: selection as never }).next(), message)
  })
})
