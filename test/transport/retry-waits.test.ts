import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ClientEvent, DeploymentClient, DeploymentClientOptions } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'

const NOW = '2026-02-03T04:05:06.000Z'

beforeEach(() => void vi.useFakeTimers({ now: new Date(NOW) }))
afterEach(() => void vi.useRealTimers())

/** How long a failing list waits before each of its retries, and what it throws in the end. */
async function waitsOf(answer: Response, options: Partial<DeploymentClientOptions> = {}) {
  const waits: number[] = []
  const warn = (event: ClientEvent) => event.type === 'retry' && waits.push(event.waitMs)
  const { fetch, requests } = answering(answer)
  const started = performance.now()
  const error = await failureOf(afterWaits(deployment({ fetch, logger: { warn }, ...options }).env.list()))
  return { waits, error, requests, tookMs: performance.now() - started }
}

const asked = (retryAfter: string, status = 429) =>
  new Response(null, { status, headers: { 'retry-after': retryAfter } })

describe('a Retry-After is honoured', () => {
  test.each([
    ['in seconds', '7', 7_000],
    ['of zero', '0', 0],
    ['with leading zeros', '007', 7_000],
    ['of a minute, the longest', '60', 60_000],
    ['as a date', 'Tue, 03 Feb 2026 04:05:16 GMT', 10_000],
    ['as a date with a long day', 'Tuesday, 03-Feb-26 04:05:16 GMT', 10_000],
    ['as a date with a short day', 'Tue, 3 Feb 2026 04:05:16 GMT', 10_000],
    ['as a date without its comma', 'Tue 03 Feb 2026 04:05:16 GMT', 10_000],
    ['as a date that has passed', 'Tue, 03 Feb 2026 04:05:05 GMT', 0],
    ['as a date of now', 'Tue, 03 Feb 2026 04:05:06 GMT', 0],
  ])('%s', async (_, value, waitMs) => {
    const { waits, error, tookMs } = await waitsOf(asked(value), { retry: { limit: 1 } })
    expect(waits).toEqual([waitMs])
    expect(tookMs).toBe(waitMs)
    expect(error).toHaveProperty('retryAfterMs')
  })

  test.each([425, 500, 502, 503, 504, 408])('with a %i', async status => {
    const { waits } = await waitsOf(asked('9', status))
    expect(waits).toEqual([9_000, 9_000])
  })
})

describe('a Retry-After that no server may send counts as absent', () => {
  test.each([
    ['a negative one', '-5'],
    ['a fraction', '1.5'],
    ['an exponent', '1e3'],
    ['a hexadecimal one', '0x10'],
    ['a signed one', '+5'],
    ['two of them', '5, 5'],
    ['words', 'soon'],
    ['an empty one', ''],
    ['a date that is none', 'Tue, 99 Foo 2026 04:05:16 GMT'],
    ['a date without a zone', '2026-02-03 04:05:16'],
    ['a date with a word before it', 'after Tue, 03 Feb 2026 04:05:16 GMT'],
    ['a date with another zone', 'Tue, 03 Feb 2026 04:05:16 GMT+0000'],
    ['a year alone', '2027 GMT'],
  ])('%s', async (_, value) => {
    const { waits, error } = await waitsOf(asked(value), { retry: { limit: 1 } })
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeLessThanOrEqual(500)
    expect(error).not.toHaveProperty('retryAfterMs')
  })
})

describe('a Retry-After of more than a minute fails at once, and says how long to wait', () => {
  test.each([
    ['a second too much', '61', 61_000],
    ['two minutes', '120', 120_000],
    ['a date in an hour', 'Tue, 03 Feb 2026 05:05:06 GMT', 3_600_000],
    ['more than numbers hold', '9'.repeat(400), Number.POSITIVE_INFINITY],
  ])('%s', async (_, value, retryAfterMs) => {
    const { waits, error, requests, tookMs } = await waitsOf(asked(value))
    expect(error).toMatchObject({ name: 'RateLimitError', attempts: 1, retryAfterMs })
    expect(requests).toHaveLength(1)
    expect(waits).toEqual([])
    expect(tookMs).toBe(0)
  })
})

test('a Retry-After of an answer that must not be repeated is told, not waited for', async () => {
  const { error, requests, tookMs } = await waitsOf(asked('5', 404))
  expect(error).toMatchObject({ status: 404, retryAfterMs: 5_000, headers: { 'retry-after': '5' } })
  expect(requests).toHaveLength(1)
  expect(tookMs).toBe(0)
})

describe('a wait that would pass totalTimeout fails at once, with the answer that asked for it', () => {
  test.each([
    ['longer than the rest', '10', 9_999],
    ['just as long as the rest', '10', 10_000],
  ])('%s', async (_, value, totalTimeout) => {
    const { error, requests, tookMs } = await waitsOf(asked(value), { totalTimeout })
    expect(error).toMatchObject({ name: 'RateLimitError', attempts: 1, retryAfterMs: 10_000 })
    expect(requests).toHaveLength(1)
    expect(tookMs).toBe(0)
  })

  test('also when earlier waits have used it up', async () => {
    const { error, waits, tookMs } = await waitsOf(asked('10'), { totalTimeout: 25_000, retry: { limit: 9 } })
    expect(error).toMatchObject({ name: 'RateLimitError', attempts: 3 })
    expect(waits).toEqual([10_000, 10_000])
    expect(tookMs).toBe(20_000)
  })

  test('and not when it fits by a millisecond', async () => {
    const { waits } = await waitsOf(asked('10'), { totalTimeout: 10_001, retry: { limit: 1 } })
    expect(waits).toEqual([10_000])
  })
})

describe('without a Retry-After the wait doubles, within full jitter and a cap', () => {
  const DRAWS = Array.from({ length: 40 }, (_, draw) => draw)

  test.each([
    ['first', 0, 500],
    ['second', 1, 1_000],
    ['third', 2, 2_000],
    ['fourth', 3, 4_000],
    ['fifth', 4, 8_000],
    ['sixth', 5, 8_000],
    ['twelfth', 11, 8_000],
  ])('before the %s retry', async (_, index, most) => {
    const answer = json(null, { status: 500 })
    const draws = await Promise.all(DRAWS.map(() => waitsOf(answer, { retry: { limit: index + 1 } })))
    const waits = draws.map(({ waits }) => waits[index] ?? Number.NaN)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...waits)).toBeLessThanOrEqual(most)
    // Forty draws that all fall into one half would be a wonder.
    expect(Math.min(...waits)).toBeLessThan(most / 2)
    expect(Math.max(...waits)).toBeGreaterThan(most / 2)
  })
})

test('a write that was rejected is not sent again with less time than it took: cut short, it would end unknown', async () => {
  const fetch = async () => {
    await new Promise(resolve => setTimeout(resolve, 4_000))
    return json({ code: 'Busy', message: 'no' }, { status: 429, headers: { 'retry-after': '1' } })
  }
  const outcomeOf = async (call: (client: DeploymentClient) => Promise<unknown>, totalTimeout: number) =>
    await failureOf(afterWaits(call(deployment({ fetch, totalTimeout, retry: { limit: 1 } }))))
  const set = ({ env }: DeploymentClient) => env.set({ A: 'value' })
  expect(await outcomeOf(set, 8_900)).toMatchObject({
    name: 'RateLimitError',
    outcome: 'rejected',
    attempts: 1,
  })
  expect(await outcomeOf(set, 9_100)).toMatchObject({
    name: 'RateLimitError',
    outcome: 'rejected',
    attempts: 2,
  })
  expect(await outcomeOf(({ env }) => env.list(), 8_900)).toMatchObject({ attempts: 2 })
})
