import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DeploymentClient } from '../../src/index.js'
import { silent } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

type Call = (v1: DeploymentClient) => Promise<unknown>

const PAGE: readonly [name: string, call: Call] = [
  'a page of data',
  v1 => v1.dataSync.pages({ cursor: 'c0' }).next(),
]
const FIRST_PAGE: readonly [name: string, call: Call] = [
  'the first page of data',
  v1 => v1.dataSync.pages().next(),
]
const LIST: readonly [name: string, call: Call] = ['a list', v1 => v1.logStreams.list()]
const SYNCS: readonly [name: string, call: Call] = ['a list of syncs', v1 => v1.dataSync.active().next()]
const EVENTS: readonly [name: string, call: Call] = [
  'a page of events',
  v1 => v1.auditLog.events({ from: 0 }).next(),
]

describe('without options', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test.each([
    [...FIRST_PAGE, 300_000],
    [...LIST, 30_000],
    [...SYNCS, 30_000],
    [...EVENTS, 30_000],
  ] as const)('an attempt at %s may take long enough', async (_, call, timeout) => {
    const { fetch } = silent()
    const failure = failureOf(call(deployment({ contract: 'v1', fetch, retry: false })))
    const settled = vi.fn()
    void failure.then(settled)
    await vi.advanceTimersByTimeAsync(timeout - 1)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(await failure).toMatchObject({
      name: 'TimeoutError',
      message: expect.stringContaining(`longer than \`timeout\` (${timeout} ms)`),
    })
  })

  test.each([
    [...PAGE, 900_000],
    [...LIST, 120_000],
    [...EVENTS, 120_000],
  ] as const)('%s may take long enough over all its attempts', async (_, call, totalTimeout) => {
    const { fetch } = silent()
    const retry = { limit: 100 }
    const failure = failureOf(call(deployment({ contract: 'v1', fetch, retry })))
    await vi.advanceTimersByTimeAsync(totalTimeout)
    expect(await failure).toMatchObject({
      name: 'TimeoutError',
      message: expect.stringContaining(`longer than \`totalTimeout\` (${totalTimeout} ms)`),
    })
  })
})

describe('options hold for both', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test.each([FIRST_PAGE, LIST])('a timeout of the client, for %s', async (_, call) => {
    const { fetch } = silent()
    const failure = failureOf(call(deployment({ contract: 'v1', fetch, retry: false, timeout: 1_000 })))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await failure).toMatchObject({ message: expect.stringContaining('`timeout` (1000 ms)') })
  })

  test('a timeout of the call, for a page of data', async () => {
    const { fetch } = silent()
    const { dataSync } = deployment({ contract: 'v1', fetch, timeout: 1_000 })
    const failure = failureOf(dataSync.pages({}, { timeout: 2_000 }).next())
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await failure).toMatchObject({ message: expect.stringContaining('`timeout` (2000 ms)') })
  })

  test('each page has a totalTimeout of its own', async () => {
    const page = {
      status: { type: 'stale', snapshotTs: 1 },
      truncates: [],
      values: [],
      syncId: 's',
      pagination: { hasMore: true, nextCursor: 'c' },
    }
    const { fetch } = answering(json(page))
    const pages = deployment({ contract: 'v1', fetch, totalTimeout: 1_000 }).dataSync.pages()
    await pages.next()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await pages.next()).toMatchObject({ done: false })
  })
})

const MIB = 1024 * 1024
const LARGE = 'x'.repeat(17 * MIB)

test('a page of data may be larger than other answers', async () => {
  const page = {
    status: { type: 'upToDate', snapshotTs: 1 },
    truncates: [],
    values: [{ component: '', table: 'a', ts: 1, deleted: false, value: { text: LARGE } }],
    syncId: 's',
    pagination: { hasMore: true, nextCursor: 'c' },
  }
  const { fetch } = answering(json(page))
  const { value } = await deployment({ contract: 'v1', fetch }).dataSync.pages().next()
  expect(value.values[0].value.text).toHaveLength(17 * MIB)
})

test('any other answer may have 16 MiB', async () => {
  const { fetch } = answering(json([LARGE]))
  const error = await failureOf(deployment({ contract: 'v1', fetch }).logStreams.list())
  expect(error).toMatchObject({
    name: 'UnexpectedResponseError',
    message: expect.stringContaining('longer than `maxResponseBytes` (16777216)'),
  })
})

test.each([FIRST_PAGE, LIST])('a maxResponseBytes of the client holds for both: %s', async (_, call) => {
  const { fetch } = answering(new Response('x'.repeat(1_001)))
  const error = await failureOf(call(deployment({ contract: 'v1', fetch, maxResponseBytes: 1_000 })))
  expect(error).toMatchObject({ message: expect.stringContaining('`maxResponseBytes` (1000)') })
})
