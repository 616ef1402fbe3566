import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ClientEvent, Logger, LogLevel } from '../../src/index.js'
import { fetchFailed, silent } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { answering, json, listed } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A logger that keeps what it is given, with the level. */
function keeping() {
  const events: [LogLevel, ClientEvent][] = []
  const logger: Logger = {
    debug: event => events.push(['debug', event]),
    info: event => events.push(['info', event]),
    warn: event => events.push(['warn', event]),
    error: event => events.push(['error', event]),
  }
  return { events, logger }
}

const about = {
  operation: 'listEnvironmentVariables',
  method: 'GET',
  path: '/list_environment_variables',
  requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
}

const LISTED_BYTES = '{"environmentVariables":{}}'.length

const busy = () => json({ code: 'Busy', message: 'no' }, { status: 429, headers: { 'retry-after': '2' } })

test('a success tells its request, its answer and itself', async () => {
  const { events, logger } = keeping()
  await deployment({ fetch: answering(listed()).fetch, logger }).env.list()
  expect(events).toEqual([
    ['debug', { ...about, type: 'request', attempt: 1 }],
    ['debug', { ...about, type: 'response', attempt: 1, status: 200, bytes: LISTED_BYTES, durationMs: 0 }],
    ['info', { ...about, type: 'success', attempts: 1, durationMs: 0 }],
  ])
})

test('a success after a retry tells both attempts and the wait', async () => {
  const { events, logger } = keeping()
  vi.advanceTimersByTime(7_000)
  await afterWaits(deployment({ fetch: answering(busy(), listed()).fetch, logger }).env.list())
  expect(events).toEqual([
    ['debug', { ...about, type: 'request', attempt: 1 }],
    ['debug', { ...about, type: 'response', attempt: 1, status: 429, bytes: 30, durationMs: 0 }],
    ['warn', { ...about, type: 'retry', attempt: 1, waitMs: 2_000, reason: 'RateLimitError 429 Busy' }],
    ['debug', { ...about, type: 'request', attempt: 2 }],
    ['debug', { ...about, type: 'response', attempt: 2, status: 200, bytes: LISTED_BYTES, durationMs: 0 }],
    ['info', { ...about, type: 'success', attempts: 2, durationMs: 2_000 }],
  ])
})

describe('a failure tells why', () => {
  test.each<[string, Response | Error, string]>([
    ['an error answer', json(null, { status: 404 }), 'NotFoundError 404'],
    [
      'an error answer with a code',
      json({ code: 'BadJsonBody' }, { status: 400 }),
      'BadRequestError 400 BadJsonBody',
    ],
    ['a lost connection', fetchFailed('ECONNRESET'), 'ConnectionError'],
    ['an answer that does not fit', json({}), 'UnexpectedResponseError'],
    ['a redirect', new Response(null, { status: 307 }), 'RedirectError'],
  ])('for %s', async (_, answer, reason) => {
    const { events, logger } = keeping()
    await failureOf(deployment({ fetch: answering(answer).fetch, logger, retry: false }).env.list())
    expect(events.at(-1)).toEqual(['error', { ...about, type: 'failure', attempts: 1, reason }])
  })

  test('for a timeout', async () => {
    const { events, logger } = keeping()
    await failureOf(afterWaits(deployment({ fetch: silent().fetch, logger, retry: false }).env.list()))
    expect(events.map(([, { type }]) => type)).toEqual(['request', 'failure'])
    expect(events.at(-1)?.[1]).toMatchObject({ reason: 'TimeoutError', attempts: 1 })
  })

  test("for a caller's abort, without the caller's reason", async () => {
    const { events, logger } = keeping()
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('hunter2')), 10)
    const call = deployment({ fetch: silent().fetch, logger }).env.list({ signal: controller.signal })
    await failureOf(afterWaits(call))
    expect(events.at(-1)?.[1]).toEqual({ ...about, type: 'failure', attempts: 1, reason: 'aborted' })
  })

  test('for a token function that throws, without what it threw', async () => {
    const { events, logger } = keeping()
    const token = () => Promise.reject(new Error('hunter2'))
    await failureOf(deployment({ token, name: 'happy-otter-123', logger }).env.list())
    expect(events).toEqual([
      ['error', { ...about, type: 'failure', attempts: 0, reason: 'InvalidInputError' }],
    ])
  })
})

test('a response whose body breaks off counts as empty', async () => {
  const { events, logger } = keeping()
  const fetch = async () => {
    const body = new ReadableStream({ pull: controller => controller.error(new Error('gone')) })
    return new Response(body, { status: 404 })
  }
  await failureOf(deployment({ fetch, logger }).env.list())
  expect(events.map(([, event]) => event)).toMatchObject([
    { type: 'request' },
    { type: 'response', status: 404, bytes: 0 },
    { type: 'failure', reason: 'NotFoundError 404' },
  ])
})

test('the last attempt of a failure tells no further retry', async () => {
  const { events, logger } = keeping()
  await failureOf(afterWaits(deployment({ fetch: answering(busy()).fetch, logger }).env.list()))
  const types = events.map(([, { type }]) => type)
  expect(types.filter(type => type === 'retry')).toHaveLength(2)
  expect(types.slice(-2)).toEqual(['response', 'failure'])
})

test('two requests of one call, as of an update under the published contract, tell two ids', async () => {
  const { events, logger } = keeping()
  const changes = [
    { name: 'A', value: 'value' },
    { name: 'B', value: null },
  ]
  const { fetch } = answering(json(null))
  await deployment({ fetch, logger, contract: 'v1-beta' }).env.update(changes)
  const ids = events.map(([, { requestId }]) => requestId)
  expect(new Set(ids.slice(0, 3)).size).toBe(1)
  expect(new Set(ids).size).toBe(2)
})

describe('a logger', () => {
  const throwing = () => {
    throw new Error('the log is full')
  }

  test('that throws does not fail the call', async () => {
    const logger = { debug: throwing, info: throwing, warn: throwing, error: throwing }
    const { fetch } = answering(busy(), listed())
    expect(await afterWaits(deployment({ fetch, logger }).env.list())).toEqual([])
  })

  test('that throws does not replace the error', async () => {
    const logger = { debug: throwing, error: throwing }
    const { fetch } = answering(json(null, { status: 404 }))
    expect(await failureOf(deployment({ fetch, logger }).env.list())).toHaveProperty('name', 'NotFoundError')
  })

  test('that rejects does not fail the process', async () => {
    const rejecting = () => Promise.reject(new Error('the log is full'))
    const logger = { debug: rejecting, info: rejecting, warn: rejecting, error: rejecting }
    // A rejection that nobody handles fails the test run.
    expect(await deployment({ fetch: answering(listed()).fetch, logger }).env.list()).toEqual([])
  })

  test('that rejects with a promise of another realm, as in Jest, does not fail the process', async () => {
    const info = () => runInNewContext('Promise.reject(new Error("the log is full"))')
    expect(await deployment({ fetch: answering(listed()).fetch, logger: { info } }).env.list()).toEqual([])
  })

  test('whose methods throw when they are looked up is ignored', async () => {
    const logger = Object.defineProperty({}, 'debug', { get: throwing })
    expect(await deployment({ fetch: answering(listed()).fetch, logger }).env.list()).toEqual([])
  })

  test('may have some of the levels only', async () => {
    const error = vi.fn()
    const { fetch } = answering(json(null, { status: 404 }))
    await failureOf(deployment({ fetch, logger: { error } }).env.list())
    expect(error).toHaveBeenCalledOnce()
  })

  test('keeps its `this`', async () => {
    class Counter {
      #count = 0
      get count() {
        return this.#count
      }
      info() {
        this.#count++
      }
    }
    const counter = new Counter()
    await deployment({ fetch: answering(listed()).fetch, logger: counter }).env.list()
    expect(counter.count).toBe(1)
  })

  test('that changes an event changes no other', async () => {
    const ids: string[] = []
    const debug = (event: ClientEvent) => {
      ids.push(event.requestId)
      Object.assign(event, { requestId: 'changed' })
    }
    await deployment({ fetch: answering(listed()).fetch, logger: { debug } }).env.list()
    expect(ids).not.toContain('changed')
  })
})

describe('a deployment that says that the client is too old', () => {
  const old = (state: string, status = 200) =>
    json(status === 200 ? { environmentVariables: {} } : null, {
      status,
      headers: { 'x-convex-deprecation-state': state },
    })

  test('is told once, as a warning', async () => {
    const { events, logger } = keeping()
    const { env } = deployment({ fetch: answering(old('UpgradeRequired')).fetch, logger })
    await env.list()
    await env.list()
    await Promise.all([env.list(), env.list()])
    expect(events.filter(([, { type }]) => type === 'deprecation')).toEqual([
      ['warn', { ...about, type: 'deprecation', state: 'UpgradeRequired' }],
    ])
  })

  test('is told by an error answer as well', async () => {
    const { events, logger } = keeping()
    await failureOf(deployment({ fetch: answering(old('Unsupported', 400)).fetch, logger }).env.list())
    expect(events.map(([, { type }]) => type)).toEqual(['request', 'response', 'deprecation', 'failure'])
  })

  test('is told once, whichever contract is spoken', async () => {
    const { events, logger } = keeping()
    const upgrade = { 'x-convex-deprecation-state': 'UpgradeRequired' }
    const { fetch } = answering(listed({}, { headers: upgrade }), json([], { headers: upgrade }))
    const { raw } = deployment({ fetch, logger })
    await raw.v1.GET('/list_environment_variables')
    await raw.v1Beta.POST('/list_environment_variables')
    expect(events.map(([, { type }]) => type)).toEqual([
      ...['request', 'response', 'deprecation', 'success'],
      ...['request', 'response', 'success'],
    ])
  })

  test('is told by each client', async () => {
    const { events, logger } = keeping()
    const { fetch } = answering(old('UpgradeRequired'))
    await deployment({ fetch, logger }).env.list()
    await deployment({ fetch, logger }).env.list()
    expect(events.filter(([, { type }]) => type === 'deprecation')).toHaveLength(2)
  })

  test('is not told where it says nothing', async () => {
    const { events, logger } = keeping()
    await deployment({ fetch: answering(listed()).fetch, logger }).env.list()
    expect(events.filter(([, { type }]) => type === 'deprecation')).toEqual([])
  })
})
