import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ClientEvent, Logger } from '../../src/index.js'
import { endless, silent } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { answering, json, listed, recorder } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'
import { listenersOn } from '../support/signals.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Every event goes to one function. */
const telling = (tell: (event: ClientEvent) => void): Logger => ({
  debug: tell,
  info: tell,
  warn: tell,
  error: tell,
})

const REASONS: [string, unknown][] = [
  ['an error', new Error('enough')],
  ['a string', 'enough'],
  ['an empty string', ''],
  ['zero', 0],
  ['false', false],
  ['null', null],
  ['an object', { enough: true }],
]

describe.each(REASONS)('a reason that is %s comes back as it is', (_, reason) => {
  test('before the call, which sends nothing and tells nothing', async () => {
    const events: ClientEvent[] = []
    const { fetch, requests } = answering(listed())
    const call = deployment({ fetch, logger: telling(event => events.push(event)) }).env.list({
      signal: AbortSignal.abort(reason),
    })
    expect(await failureOf(call)).toBe(reason)
    expect(requests).toEqual([])
    expect(events).toEqual([])
  })

  test('while a token is asked for, after which nothing is sent', async () => {
    const controller = new AbortController()
    const { fetch, requests } = answering(listed())
    const token = async () => {
      controller.abort(reason)
      return 'a-token'
    }
    const { env } = deployment({ fetch, token, name: 'happy-otter-123' })
    expect(await failureOf(env.list({ signal: controller.signal }))).toBe(reason)
    await vi.runAllTimersAsync()
    expect(requests).toEqual([])
  })

  test('while the headers are awaited', async () => {
    const controller = new AbortController()
    const { fetch, requests } = recorder(request => {
      controller.abort(reason)
      return silent().fetch(request)
    })
    const { env } = deployment({ fetch })
    expect(await failureOf(env.list({ signal: controller.signal }))).toBe(reason)
    expect(requests).toHaveLength(1)
  })

  test('while the body arrives, which is given up', async () => {
    const controller = new AbortController()
    const { body, cancelled } = endless('[')
    const { fetch } = recorder(async () => {
      setTimeout(() => controller.abort(reason), 10)
      return new Response(body)
    })
    const call = deployment({ fetch }).env.list({ signal: controller.signal })
    expect(await failureOf(afterWaits(call))).toBe(reason)
    expect(cancelled).toHaveLength(1)
  })

  test('while a retry is waited for, which is not sent', async () => {
    const controller = new AbortController()
    const { fetch, requests } = answering(
      new Response(null, { status: 429, headers: { 'retry-after': '50' } }),
    )
    const started = performance.now()
    setTimeout(() => controller.abort(reason), 20_000)
    const call = deployment({ fetch }).env.list({ signal: controller.signal })
    expect(await failureOf(afterWaits(call))).toBe(reason)
    expect(performance.now() - started).toBe(20_000)
    expect(requests).toHaveLength(1)
  })

  test('between an attempt and its retry, which is not sent', async () => {
    const controller = new AbortController()
    const { fetch, requests } = answering(json(null, { status: 429 }))
    const warn = () => controller.abort(reason)
    const call = deployment({ fetch, logger: { warn } }).env.list({ signal: controller.signal })
    expect(await failureOf(afterWaits(call))).toBe(reason)
    expect(requests).toHaveLength(1)
  })
})

test('a signal that aborts without a reason gives its own, an AbortError', async () => {
  const controller = new AbortController()
  const { fetch } = recorder(request => {
    controller.abort(undefined)
    return silent().fetch(request)
  })
  const error = await failureOf(deployment({ fetch }).env.list({ signal: controller.signal }))
  expect(error).toBe(controller.signal.reason)
  expect(error).toMatchObject({ name: 'AbortError' })
})

test("a reason that looks like a timeout of the client's own is not repeated", async () => {
  const { fetch: never } = silent()
  const timeout = await failureOf(afterWaits(deployment({ fetch: never, retry: false }).env.list()))
  const controller = new AbortController()
  const warn = vi.fn()
  const { fetch, requests } = recorder(request => {
    controller.abort(timeout)
    return silent().fetch(request)
  })
  const call = deployment({ fetch, logger: { warn } }).env.list({ signal: controller.signal })
  expect(await failureOf(afterWaits(call))).toBe(timeout)
  expect(requests).toHaveLength(1)
  expect(warn).not.toHaveBeenCalled()
})

test('a call whose `fetch` does not listen to its signal ends all the same', async () => {
  const controller = new AbortController()
  const { fetch } = recorder(() => {
    controller.abort('enough')
    return new Promise(() => {})
  })
  expect(await failureOf(deployment({ fetch }).env.list({ signal: controller.signal }))).toBe('enough')
})

test('an answer that comes after the abort is thrown away unread and untold', async () => {
  const controller = new AbortController()
  const events: ClientEvent[] = []
  const { body, cancelled } = endless('[')
  const { fetch } = recorder(
    () => new Promise(resolve => setTimeout(() => resolve(new Response(body)), 5_000)),
  )
  setTimeout(() => controller.abort('enough'), 1_000)
  const { env } = deployment({ fetch, logger: telling(event => events.push(event)) })
  expect(await failureOf(afterWaits(env.list({ signal: controller.signal })))).toBe('enough')
  expect(cancelled).toHaveLength(1)
  expect(events.map(({ type }) => type)).toEqual(['request', 'failure'])
})

test('an abort while the body arrives is no answer: none is told', async () => {
  const controller = new AbortController()
  const events: ClientEvent[] = []
  const { fetch } = recorder(async () => {
    setTimeout(() => controller.abort('enough'), 10)
    return new Response(endless('[').body)
  })
  const { env } = deployment({ fetch, logger: telling(event => events.push(event)) })
  await failureOf(afterWaits(env.list({ signal: controller.signal })))
  expect(events).toMatchObject([{ type: 'request' }, { type: 'failure', reason: 'aborted', attempts: 1 }])
})

test('an abort that comes after the error leaves the error', async () => {
  const controller = new AbortController()
  const { fetch } = answering(json(null, { status: 404 }))
  const logger = { error: () => controller.abort('enough') }
  const error = await failureOf(deployment({ fetch, logger }).env.list({ signal: controller.signal }))
  expect(error).toHaveProperty('name', 'NotFoundError')
})

test('a call that ends leaves those beside it to the signal that they share', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const waiting = failureOf(deployment({ fetch: silent().fetch }).env.list({ signal }))
  await deployment({ fetch: answering(listed()).fetch }).env.list({ signal })
  controller.abort('enough')
  expect(await waiting).toBe('enough')
})

test('an abort after the call changes nothing', async () => {
  const controller = new AbortController()
  const { fetch } = answering(listed())
  const variables = await deployment({ fetch }).env.list({ signal: controller.signal })
  controller.abort()
  expect(variables).toEqual([])
})

describe('no listener is left on the signal', () => {
  const busy = () => json(null, { status: 429 })

  test.each<[string, (Response | Error)[]]>([
    ['a success', [listed()]],
    ['a success after retries', [busy(), busy(), listed()]],
    ['an error answer', [json(null, { status: 404 })]],
    ['a connection that broke', [new TypeError('Failed to fetch')]],
    ['a redirect', [new Response(null, { status: 302 })]],
    ['an answer that does not fit', [json({})]],
  ])('after %s', async (_, answers) => {
    const { signal } = new AbortController()
    const { fetch } = answering(...answers)
    await Promise.allSettled([afterWaits(deployment({ fetch }).env.list({ signal }))])
    expect(listenersOn(signal)).toBe(0)
  })

  test('after a timeout', async () => {
    const { signal } = new AbortController()
    await failureOf(afterWaits(deployment({ fetch: silent().fetch }).env.list({ signal })))
    expect(listenersOn(signal)).toBe(0)
  })

  test('after an input that was refused', async () => {
    const { signal } = new AbortController()
    await failureOf(deployment().env.set({ 'NO NAME': '' }, { signal }))
    expect(listenersOn(signal)).toBe(0)
  })

  test('after an abort', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 10)
    const { fetch } = silent()
    await failureOf(afterWaits(deployment({ fetch }).env.list({ signal: controller.signal })))
    expect(listenersOn(controller.signal)).toBe(0)
  })

  test('after a hundred calls at once, for all of which one listens while they are under way', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const { env } = deployment({ fetch: silent().fetch })
    const calls = Array.from({ length: 100 }, () => failureOf(env.list({ signal })))
    await vi.advanceTimersByTimeAsync(1)
    expect(listenersOn(signal)).toBe(1)
    controller.abort('enough')
    expect(await Promise.all(calls)).toEqual(calls.map(() => 'enough'))
    expect(listenersOn(signal)).toBe(0)
  })
})

test('no timer is left after a call', async () => {
  const { fetch } = answering(listed())
  await deployment({ fetch }).env.list()
  expect(vi.getTimerCount()).toBe(0)
})

test('calls that wait to be repeated at the same time share one listener on a signal', async () => {
  const controller = new AbortController()
  const { fetch } = recorder(() => Promise.resolve(json(null, { status: 503 })))
  const { env } = deployment({ fetch })
  const failures = Array.from({ length: 20 }, () => failureOf(env.list({ signal: controller.signal })))
  await vi.advanceTimersByTimeAsync(0)
  expect(listenersOn(controller.signal)).toBe(1)
  controller.abort('enough')
  expect(await Promise.all(failures)).toEqual(Array(20).fill('enough'))
  expect(listenersOn(controller.signal)).toBe(0)
})
