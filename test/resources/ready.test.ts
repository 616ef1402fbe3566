import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InvalidInputError, TimeoutError } from '../../src/index.js'
import { fetchFailed, silent } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { asGlobal } from '../support/global-fetch.js'
import { answering, json } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'
import { listenersOn } from '../support/signals.js'

const UNKNOWN = json({ code: 'InstanceNotFound', message: 'No such deployment.' }, { status: 404 })
const TOO_EARLY = json({ code: 'TooEarly', message: 'Not loaded yet.' }, { status: 425 })
const REFUSED = fetchFailed('ECONNREFUSED')
const READY = json({
  convexCloudUrl: 'https://happy-otter-123.convex.cloud',
  convexSiteUrl: 'https://happy-otter-123.convex.site',
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('ready', () => {
  test('resolves at once for a deployment that answers', async () => {
    const { fetch, requests } = answering(READY)
    expect(await deployment({ contract: 'v1', fetch }).ready()).toBeUndefined()
    expect(requests).toHaveLength(1)
  })

  test('asks again after a coded 404, a 425 and a refused connection', async () => {
    const { requests } = asGlobal(answering(UNKNOWN, TOO_EARLY, REFUSED, fetchFailed('ENOTFOUND'), READY))
    const ready = deployment({ contract: 'v1' }).ready()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await ready).toBeUndefined()
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(
      Array(5).fill('GET https://happy-otter-123.convex.cloud/api/v1/get_canonical_urls'),
    )
  })

  test('asks less and less often, at last every one to two seconds', async () => {
    const { fetch, requests } = answering(UNKNOWN)
    const failure = failureOf(deployment({ contract: 'v1', fetch, totalTimeout: 120_000 }).ready())
    await vi.advanceTimersByTimeAsync(100_000)
    const soFar = requests.length
    await vi.advanceTimersByTimeAsync(20_000)
    await failure
    expect(requests.length - soFar).toBeGreaterThanOrEqual(9)
    expect(requests.length - soFar).toBeLessThanOrEqual(21)
  })

  test.each([
    ['a 404 without a code: there is no such route', new Response(null, { status: 404 }), 'NotFoundError'],
    ['a 401', json({ code: 'BadAdminKey', message: 'No.' }, { status: 401 }), 'UnauthorizedError'],
    ['a 403', json({ code: 'BadDeployKey', message: 'No.' }, { status: 403 }), 'ForbiddenError'],
    ['a 400', json({ code: 'InvalidAdminKey', message: 'No.' }, { status: 400 }), 'BadRequestError'],
    ['a 405', new Response(null, { status: 405 }), 'ApiError'],
    ['a 429', new Response(null, { status: 429 }), 'RateLimitError'],
    ['a 500', json({ code: 'InternalServerError', message: '' }, { status: 500 }), 'ServerError'],
    ['a redirect', new Response(null, { status: 302, headers: { location: '/login' } }), 'RedirectError'],
    ['a login page', new Response('<html>'), 'UnexpectedResponseError'],
  ])('fails at once for %s', async (_, answer, name) => {
    const { fetch, requests } = answering(answer, READY)
    const error = await failureOf(deployment({ contract: 'v1', fetch }).ready())
    expect(error).toMatchObject({ name, operation: 'getCanonicalUrls' })
    expect(requests).toHaveLength(1)
  })

  test.each([
    ['breaks', fetchFailed('ECONNRESET')],
    ['is refused, which an own `fetch` proves nothing by', REFUSED],
  ])('asks again after a connection that %s', async (_, broken) => {
    const { fetch, requests } = answering(broken, READY)
    const ready = deployment({ contract: 'v1', fetch }).ready()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await ready).toBeUndefined()
    expect(requests).toHaveLength(2)
  })

  test('fails for what comes after a while, too', async () => {
    const { fetch, requests } = answering(
      UNKNOWN,
      json({ code: 'BadAdminKey', message: '' }, { status: 401 }),
    )
    const failure = failureOf(deployment({ contract: 'v1', fetch }).ready())
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await failure).toMatchObject({ name: 'UnauthorizedError', code: 'BadAdminKey' })
    expect(requests).toHaveLength(2)
  })

  test.each([
    ['it is not known', UNKNOWN, { name: 'NotFoundError', code: 'InstanceNotFound' }],
    ['it is not loaded', TOO_EARLY, { name: 'ApiError', status: 425 }],
    ['it refuses', REFUSED, { name: 'ConnectionError', code: 'ECONNREFUSED' }],
  ])('gives up at totalTimeout where %s, and says why in the cause', async (_, answer, cause) => {
    const { requests } = asGlobal(answering(answer))
    const failure = failureOf(deployment({ contract: 'v1', totalTimeout: 60_000 }).ready())
    const settled = vi.fn()
    void failure.then(settled)
    await vi.advanceTimersByTimeAsync(59_999)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    const error = await failure
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({
      operation: 'getCanonicalUrls',
      url: 'https://happy-otter-123.convex.cloud/api/v1',
      message: expect.stringContaining('`totalTimeout` (60000 ms)'),
      cause,
    })
    const asked = requests.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests).toHaveLength(asked)
  })

  test('gives up at totalTimeout while it waits for an answer', async () => {
    const { fetch, requests } = silent()
    const failure = failureOf(deployment({ contract: 'v1', fetch, totalTimeout: 5_000 }).ready())
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await failure).toMatchObject({ name: 'TimeoutError', operation: 'getCanonicalUrls' })
    expect(requests).toHaveLength(1)
  })

  test('can be aborted while it waits, with the reason of the caller, and leaves no listener behind', async () => {
    const { fetch, requests } = answering(UNKNOWN)
    const caller = new AbortController()
    const failure = failureOf(deployment({ contract: 'v1', fetch }).ready({ signal: caller.signal }))
    await vi.advanceTimersByTimeAsync(10)
    expect(requests).toHaveLength(1)
    caller.abort('enough')
    expect(await failure).toBe('enough')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(requests).toHaveLength(1)
    expect(listenersOn(caller.signal)).toBe(0)
  })

  test('can be aborted while a request is under way', async () => {
    const { fetch } = silent()
    const caller = new AbortController()
    const reason = new Error('enough')
    const failure = failureOf(deployment({ contract: 'v1', fetch }).ready({ signal: caller.signal }))
    await vi.advanceTimersByTimeAsync(10)
    caller.abort(reason)
    expect(await failure).toBe(reason)
  })

  test('sends nothing where it is aborted from the start', async () => {
    const { fetch, requests } = answering(READY)
    const signal = AbortSignal.abort('enough')
    expect(await failureOf(deployment({ contract: 'v1', fetch }).ready({ signal }))).toBe('enough')
    expect(requests).toEqual([])
  })

  test('refuses a timeout that cannot work', async () => {
    const { fetch, requests } = answering(READY)
    const error = await failureOf(deployment({ contract: 'v1', fetch }).ready({ timeout: -1 }))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(requests).toEqual([])
  })
})
