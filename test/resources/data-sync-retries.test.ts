import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fetchFailed, silent } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const PAGE = json({
  status: { type: 'upToDate', snapshotTs: 1 },
  truncates: [],
  values: [],
  syncId: 's',
  pagination: { hasMore: true, nextCursor: 'c1' },
})

const RETRIES = [
  ['by default', {}],
  ['with repeatWrites', { limit: 2, repeatWrites: true }],
] as const

describe.each(RETRIES)('%s', (_, retry) => {
  test('a first page that times out is never asked for again: it may have begun a sync', async () => {
    const { fetch, requests } = silent()
    const { dataSync } = deployment({ contract: 'v1', fetch, retry })
    const error = await failureOf(afterWaits(dataSync.pages().next()))
    expect(error).toMatchObject({
      name: 'TimeoutError',
      operation: 'dataSync',
      outcome: 'unknown',
      attempts: 1,
    })
    expect(requests).toHaveLength(1)
  })

  test('a page with a cursor that times out is asked for again, as often as a read', async () => {
    const { fetch, requests } = silent()
    const { dataSync } = deployment({ contract: 'v1', fetch, retry, totalTimeout: 1_000_000 })
    const error = await failureOf(afterWaits(dataSync.pages({ cursor: 'c0' }).next()))
    expect(error).toMatchObject({ name: 'TimeoutError', operation: 'dataSync', attempts: 3 })
    expect(requests.map(({ body }) => body)).toEqual([
      '{"cursor":"c0"}',
      '{"cursor":"c0"}',
      '{"cursor":"c0"}',
    ])
  })

  const AMBIGUOUS: readonly [what: string, answer: Response | Error][] = [
    ['a connection that breaks', fetchFailed('ECONNRESET')],
    ['an empty 408', new Response(null, { status: 408 })],
    ['a 500', json({ code: 'InternalServerError', message: '' }, { status: 500 })],
    ['a 502 of a proxy', new Response('<html>', { status: 502 })],
    ['a 503 without a code', new Response(null, { status: 503 })],
  ]

  test.each(AMBIGUOUS)('a first page is not asked for again after %s', async (_, answer) => {
    const { fetch, requests } = answering(answer, PAGE)
    const { dataSync } = deployment({ contract: 'v1', fetch, retry })
    const error = await failureOf(afterWaits(dataSync.pages().next()))
    expect(error).toMatchObject({ operation: 'dataSync', outcome: 'unknown' })
    expect(requests).toHaveLength(1)
  })

  test.each(AMBIGUOUS)('a page with a cursor is asked for again after %s', async (_, answer) => {
    const { fetch, requests } = answering(answer, PAGE)
    const { dataSync } = deployment({ contract: 'v1', fetch, retry })
    expect(await afterWaits(dataSync.pages({ cursor: 'c0' }).next())).toMatchObject({
      value: { syncId: 's' },
    })
    expect(requests).toHaveLength(2)
  })
})

test.each<[what: string, answer: Response | Error]>([
  ['a refused connection', fetchFailed('ECONNREFUSED')],
  ['a 425', new Response(null, { status: 425 })],
  ['a 429', new Response(null, { status: 429 })],
  ['a 503 that was rolled back', json({ code: 'ExpiredInQueue', message: '' }, { status: 503 })],
])('a first page is asked for again after %s: no sync was begun', async (_, answer) => {
  const { fetch, requests } = answering(answer, PAGE)
  const { dataSync } = deployment({ contract: 'v1', fetch })
  expect(await afterWaits(dataSync.pages().next())).toMatchObject({ value: { syncId: 's' } })
  expect(requests.map(({ body }) => body)).toEqual(['{}', '{}'])
})

test('a selection does not make a first page safe to repeat, also one that selects a component "cursor"', async () => {
  const { fetch, requests } = silent()
  const { dataSync } = deployment({ contract: 'v1', fetch })
  const selection = { _other: 'excluded', cursor: 'excluded' } as const
  await failureOf(afterWaits(dataSync.pages({ selection }).next()))
  expect(requests).toHaveLength(1)
})

test('the second page is asked for again where the first was not', async () => {
  const stale = {
    status: { type: 'snapshotting' },
    truncates: [],
    values: [],
    syncId: 'first',
    pagination: { hasMore: true, nextCursor: 'c1' },
  }
  const { fetch, requests } = answering(json(stale), json(null, { status: 500 }), PAGE)
  const pages = deployment({ contract: 'v1', fetch }).dataSync.pages()
  await pages.next()
  expect(await afterWaits(pages.next())).toMatchObject({ value: { syncId: 's' } })
  expect(requests.map(({ body }) => body)).toEqual(['{}', '{"cursor":"c1"}', '{"cursor":"c1"}'])
})
