import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { TimeoutError } from '../../src/index.js'
import { endless, silent } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { answering, json, listed, recorder } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A body that gives one byte a second until it is cancelled. */
function trickle(): ReadableStream<Uint8Array> {
  let timer: NodeJS.Timeout
  return new ReadableStream({
    start(controller) {
      timer = setInterval(() => controller.enqueue(new TextEncoder().encode(' ')), 1_000)
    },
    cancel() {
      clearInterval(timer)
    },
  })
}

/** How a call fails, and after how long. */
async function timed(call: Promise<unknown>) {
  const started = performance.now()
  const error = await failureOf(afterWaits(call))
  return { error, tookMs: performance.now() - started }
}

describe('an attempt ends after `timeout`', () => {
  test.each<[string, () => Promise<Response>]>([
    ['where the headers never come', () => new Promise(() => {})],
    ['where the body never ends', async () => new Response(endless('[').body)],
    ['where the body never begins', async () => new Response(endless().body)],
    ['where the body trickles', async () => new Response(trickle())],
    ['where the body of an error never ends', async () => new Response(endless('{').body, { status: 400 })],
    ['where the body of an error trickles', async () => new Response(trickle(), { status: 500 })],
  ])('%s', async (_, next) => {
    const { fetch, requests } = recorder(next)
    const { env } = deployment({ fetch, timeout: 2_500 })
    const { error, tookMs } = await timed(env.set({ LOG_LEVEL: 'info' }))
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({
      operation: 'updateEnvironmentVariables',
      outcome: 'unknown',
      attempts: 1,
      message: expect.stringMatching(/timed out after `timeout` \(2500 ms\)\. .*read back/),
    })
    expect(tookMs).toBe(2_500)
    expect(requests).toHaveLength(1)
  })

  test('of 30 s by default', async () => {
    const { tookMs } = await timed(deployment({ fetch: silent().fetch, retry: false }).env.list())
    expect(tookMs).toBe(30_000)
  })

  test('of the call rather than the client', async () => {
    const { env } = deployment({ fetch: silent().fetch, retry: false, timeout: 5_000 })
    const { tookMs } = await timed(env.list({ timeout: 7_000 }))
    expect(tookMs).toBe(7_000)
  })

  test('and frees the body', async () => {
    const { body, cancelled } = endless('[')
    const { fetch } = recorder(async () => new Response(body))
    await timed(deployment({ fetch, retry: false }).env.list())
    expect(cancelled).toHaveLength(1)
  })

  test('and tells its `fetch`', async () => {
    const signals: AbortSignal[] = []
    const { fetch } = recorder(({ signal }) => {
      signals.push(signal)
      return new Promise(() => {})
    })
    await timed(deployment({ fetch, retry: false }).env.list())
    expect(signals).toMatchObject([{ aborted: true }])
  })
})

test('a body that is slow but in time is read', async () => {
  const { fetch } = recorder(async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    setTimeout(() => void writer.write(new TextEncoder().encode('{"environmentVariables":')), 10_000)
    setTimeout(() => void writer.write(new TextEncoder().encode('{}}')), 20_000)
    setTimeout(() => void writer.close(), 29_999)
    return new Response(readable)
  })
  expect(await afterWaits(deployment({ fetch }).env.list())).toEqual([])
})

test('a read that timed out is repeated, and may succeed', async () => {
  const answers = [silent().fetch, answering(listed()).fetch]
  const { fetch, requests } = recorder(request => answers.shift()?.(request) ?? Promise.reject())
  expect(await afterWaits(deployment({ fetch, timeout: 1_000 }).env.list())).toEqual([])
  expect(requests).toHaveLength(2)
})

describe('a token function that hangs', () => {
  test('times out, is asked again since nothing was sent, and in the end says so', async () => {
    const token = vi.fn(() => new Promise<string>(() => {}))
    const { fetch, requests } = answering(json(null))
    const { env } = deployment({ fetch, token, name: 'happy-otter-123', timeout: 1_000 })
    const { error } = await timed(env.set({ LOG_LEVEL: 'info' }))
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({
      outcome: 'not-sent',
      attempts: 0,
      message: 'updateEnvironmentVariables timed out after `timeout` (1000 ms) before a request was sent.',
    })
    expect(token).toHaveBeenCalledTimes(3)
    expect(requests).toEqual([])
  })

  test('sends nothing when it answers after the timeout', async () => {
    const { fetch, requests } = answering(json(null))
    const token = () => new Promise<string>(resolve => setTimeout(() => resolve('a-token'), 5_000))
    const { env } = deployment({ fetch, token, name: 'happy-otter-123', timeout: 1_000, retry: false })
    const { error, tookMs } = await timed(env.set({ LOG_LEVEL: 'info' }))
    expect(error).toMatchObject({ name: 'TimeoutError', outcome: 'not-sent' })
    expect(tookMs).toBe(5_000)
    expect(requests).toEqual([])
  })

  test('does not fail the process when it throws after the timeout', async () => {
    const token = () =>
      new Promise<string>((_, reject) => setTimeout(() => reject(new Error('too late')), 5_000))
    const { env } = deployment({ token, name: 'happy-otter-123', timeout: 1_000, retry: false })
    const { error } = await timed(env.set({ LOG_LEVEL: 'info' }))
    expect(error).toMatchObject({ name: 'TimeoutError', outcome: 'not-sent' })
  })
})

describe('a call ends after `totalTimeout`', () => {
  test('in the middle of an attempt', async () => {
    const { fetch, requests } = silent()
    const { env } = deployment({ fetch, timeout: 4_000, totalTimeout: 3_000 })
    const { error, tookMs } = await timed(env.list())
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({
      outcome: 'unknown',
      attempts: 1,
      message: expect.stringContaining('after `totalTimeout` (3000 ms)'),
    })
    expect(tookMs).toBe(3_000)
    expect(requests).toHaveLength(1)
  })

  test('in the middle of a later attempt', async () => {
    const { fetch, requests } = silent()
    const { env } = deployment({ fetch, timeout: 30_000, totalTimeout: 45_000, retry: { limit: 1 } })
    const { error, tookMs } = await timed(env.list())
    expect(error).toMatchObject({
      attempts: 2,
      message: expect.stringContaining('`totalTimeout` (45000 ms)'),
    })
    expect(tookMs).toBe(45_000)
    expect(requests).toHaveLength(2)
  })

  test('and before it if no attempt is left', async () => {
    const { fetch, requests } = silent()
    const { env } = deployment({ fetch, timeout: 30_000, totalTimeout: 65_000, retry: { limit: 1 } })
    const { error } = await timed(env.list())
    expect(error).toMatchObject({
      attempts: 2,
      message: expect.stringContaining('`timeout` (30000 ms)'),
    })
    expect(requests).toHaveLength(2)
  })

  test('where `timeout` is as long, at the same time', async () => {
    const { env } = deployment({ fetch: silent().fetch, timeout: 3_000, totalTimeout: 3_000 })
    const { error } = await timed(env.list())
    expect(error).toMatchObject({ message: expect.stringContaining('`totalTimeout` (3000 ms)') })
  })

  test('over attempts that would each have had the time', async () => {
    const { fetch } = silent()
    const { env } = deployment({ fetch, timeout: 20_000, totalTimeout: 50_000, retry: { limit: 9 } })
    const { error, tookMs } = await timed(env.list())
    expect(error).toMatchObject({ name: 'TimeoutError', attempts: 3, outcome: 'unknown' })
    expect(tookMs).toBe(50_000)
  })

  test('of two minutes by default', async () => {
    const { fetch } = silent()
    const { error, tookMs } = await timed(deployment({ fetch, timeout: 500_000 }).env.list())
    expect(error).toMatchObject({ message: expect.stringContaining('`totalTimeout` (120000 ms)') })
    expect(tookMs).toBe(120_000)
  })

  test('while a token is asked for', async () => {
    const token = () => new Promise<string>(() => {})
    const { env } = deployment({ token, name: 'happy-otter-123', totalTimeout: 1_000 })
    const { error } = await timed(env.list())
    expect(error).toMatchObject({
      outcome: 'not-sent',
      attempts: 0,
      message: expect.stringContaining('after `totalTimeout` (1000 ms) before a request was sent.'),
    })
  })

  test('and does not forget an attempt that was rejected', async () => {
    const tokens = [Promise.resolve('a-token'), new Promise<string>(() => {})]
    const { fetch } = answering(json(null, { status: 429 }))
    const { env } = deployment({
      fetch,
      name: 'happy-otter-123',
      totalTimeout: 10_000,
      token: () => tokens.shift() ?? '',
    })
    const { error } = await timed(env.set({ LOG_LEVEL: 'info' }))
    expect(error).toMatchObject({ name: 'TimeoutError', outcome: 'rejected', attempts: 1 })
  })
})
