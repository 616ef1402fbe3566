import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DeploymentClient } from '../../src/index.js'
import { silent } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { pageOf } from '../support/samples.js'
import { failureOf } from '../support/settling.js'

type Call = readonly [name: string, call: (client: DeploymentClient) => Promise<unknown>]

const PAGE: Call = ['a page of data', ({ dataSync }) => dataSync.pages({ cursor: 'c0' }).next()]
const FIRST_PAGE: Call = ['the first page of data', ({ dataSync }) => dataSync.pages().next()]
const LIST: Call = ['a list', ({ logStreams }) => logStreams.list()]
const SYNCS: Call = ['a list of syncs', ({ dataSync }) => dataSync.active().next()]
const EVENTS: Call = ['a page of events', ({ auditLog }) => auditLog.events({ from: 0 }).next()]

const STALE = { ...pageOf(Number), status: { type: 'stale', snapshotTs: 1 } }

describe('in time', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** Expects that a call which is never answered ends just then, and that its error names the option. */
  async function expectEnd(call: Promise<unknown>, option: string, ms: number) {
    const settled = vi.fn()
    const failure = failureOf(call).finally(settled)
    await vi.advanceTimersByTimeAsync(ms - 1)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    const message = expect.stringContaining(`after \`${option}\` (${ms} ms)`)
    expect(await failure).toMatchObject({ name: 'TimeoutError', message })
  }

  test.each([
    [...FIRST_PAGE, 300_000],
    [...LIST, 30_000],
    [...SYNCS, 30_000],
    [...EVENTS, 30_000],
  ] as const)('an attempt at %s may take long enough', async (_, call, timeout) => {
    await expectEnd(call(deployment({ fetch: silent().fetch, retry: false })), 'timeout', timeout)
  })

  test.each([
    [...PAGE, 900_000],
    [...LIST, 120_000],
    [...EVENTS, 120_000],
  ] as const)('%s may take long enough over all its attempts', async (_, call, totalTimeout) => {
    const client = deployment({ fetch: silent().fetch, retry: { limit: 100 } })
    await expectEnd(call(client), 'totalTimeout', totalTimeout)
  })

  test.each([FIRST_PAGE, LIST])('a timeout of the client holds for %s', async (_, call) => {
    const client = deployment({ fetch: silent().fetch, retry: false, timeout: 1_000 })
    await expectEnd(call(client), 'timeout', 1_000)
  })

  test('a timeout of the call holds for a page of data', async () => {
    const { dataSync } = deployment({ fetch: silent().fetch, timeout: 1_000 })
    await expectEnd(dataSync.pages({}, { timeout: 2_000 }).next(), 'timeout', 2_000)
  })

  test('each page has a totalTimeout of its own', async () => {
    const { fetch } = answering(json(STALE))
    const pages = deployment({ fetch, totalTimeout: 1_000 }).dataSync.pages()
    await pages.next()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await pages.next()).toMatchObject({ done: false })
  })
})

const LARGE = 'x'.repeat(17 * 1024 ** 2)

test('a page of data may be larger than other answers', async () => {
  const { fetch } = answering(json({ ...STALE, syncId: LARGE }))
  const { value } = await deployment({ fetch }).dataSync.pages().next()
  expect(value.syncId).toHaveLength(LARGE.length)
})

test('any other answer may have 4 MiB', async () => {
  const { fetch } = answering(json([LARGE]))
  const error = await failureOf(deployment({ fetch }).logStreams.list())
  const message = expect.stringContaining('larger than `maxResponseBytes` (4194304)')
  expect(error).toMatchObject({ name: 'UnexpectedResponseError', message })
})

test.each([FIRST_PAGE, LIST])('a maxResponseBytes of the client holds for both: %s', async (_, call) => {
  const { fetch } = answering(new Response('x'.repeat(1_001)))
  const error = await failureOf(call(deployment({ fetch, maxResponseBytes: 1_000 })))
  expect(error).toMatchObject({ message: expect.stringContaining('`maxResponseBytes` (1000)') })
})
