import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fetchFailed, silent } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { asGlobal } from '../support/global-fetch.js'
import { answering, json } from '../support/recorder.js'
import { pageOf } from '../support/samples.js'
import { afterWaits, failureOf } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const PAGE = json(pageOf(Number))
const IS_PAGE = { value: { syncId: pageOf(Number).syncId } }

const AMBIGUOUS: readonly [what: string, answer: Response | Error][] = [
  ['a connection that breaks', fetchFailed('ECONNRESET')],
  ['a 500', json({ code: 'InternalServerError', message: '' }, { status: 500 })],
  ['a 502 of a proxy', new Response('<html>', { status: 502 })],
]

describe.each([
  ['by default', {}],
  ['with repeatWrites', { limit: 2, repeatWrites: true }],
])('%s', (_, retry) => {
  test('a first page that times out is never asked for again: it may have begun a sync', async () => {
    const { fetch, requests } = silent()
    const error = await failureOf(afterWaits(deployment({ fetch, retry }).dataSync.pages().next()))
    const expected = { name: 'TimeoutError', operation: 'dataSync', outcome: 'unknown', attempts: 1 }
    expect(error).toMatchObject(expected)
    expect(requests).toHaveLength(1)
  })

  test('a page with a cursor that times out is asked for again, as often as a read', async () => {
    const { fetch, requests } = silent()
    const { dataSync } = deployment({ fetch, retry, totalTimeout: 1_000_000 })
    const error = await failureOf(afterWaits(dataSync.pages({ cursor: 'c0' }).next()))
    expect(error).toMatchObject({ name: 'TimeoutError', operation: 'dataSync', attempts: 3 })
    expect(requests.map(({ body }) => body)).toEqual(Array(3).fill('{"cursor":"c0"}'))
  })

  test.each(AMBIGUOUS)('after %s a page is asked for again if it has a cursor', async (_, answer) => {
    const first = answering(answer, PAGE)
    const error = await failureOf(
      afterWaits(deployment({ fetch: first.fetch, retry }).dataSync.pages().next()),
    )
    expect(error).toMatchObject({ operation: 'dataSync', outcome: 'unknown' })
    expect(first.requests).toHaveLength(1)
    const further = answering(answer, PAGE)
    const { dataSync } = deployment({ fetch: further.fetch, retry })
    expect(await afterWaits(dataSync.pages({ cursor: 'c0' }).next())).toMatchObject(IS_PAGE)
    expect(further.requests).toHaveLength(2)
  })
})

test.each<[what: string, answer: Response | Error]>([
  ['a refused connection', fetchFailed('ECONNREFUSED')],
  ['a 425', new Response(null, { status: 425 })],
  ['a 503 that was rolled back', json({ code: 'ExpiredInQueue', message: '' }, { status: 503 })],
])('a first page is asked for again after %s: no sync was begun', async (_, answer) => {
  const { requests } = asGlobal(answering(answer, PAGE))
  expect(await afterWaits(deployment().dataSync.pages().next())).toMatchObject(IS_PAGE)
  expect(requests.map(({ body }) => body)).toEqual(['{}', '{}'])
})

test('a selection does not make a first page safe to repeat, also one that selects a component "cursor"', async () => {
  const { fetch, requests } = silent()
  const selection = { _other: 'excluded', cursor: 'excluded' } as const
  await failureOf(afterWaits(deployment({ fetch }).dataSync.pages({ selection }).next()))
  expect(requests).toHaveLength(1)
})

test('the second page is asked for again where the first would not be', async () => {
  const stale = {
    ...pageOf(Number),
    status: { type: 'snapshotting' },
    pagination: { hasMore: true, nextCursor: 'c1' },
  }
  const { fetch, requests } = answering(json(stale), json(null, { status: 500 }), PAGE)
  const pages = deployment({ fetch }).dataSync.pages()
  await pages.next()
  expect(await afterWaits(pages.next())).toMatchObject(IS_PAGE)
  expect(requests.map(({ body }) => body)).toEqual(['{}', '{"cursor":"c1"}', '{"cursor":"c1"}'])
})
