import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CallOptions } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json, listed } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const busy = () => json({ code: 'Busy', message: 'no' }, { status: 429 })

describe('a request is repeated', () => {
  test.each<[string, CallOptions, CallOptions | undefined, number]>([
    ['twice by default', {}, undefined, 3],
    ['never with a limit of 0', { retry: { limit: 0 } }, undefined, 1],
    ['never with `false`', { retry: false }, undefined, 1],
    ['once with a limit of 1', { retry: { limit: 1 } }, undefined, 2],
    ['seven times with a limit of 7', { retry: { limit: 7 } }, undefined, 8],
    ['twice where the limit is left out', { retry: {} }, undefined, 3],
    ['twice where the options are undefined', { retry: undefined }, undefined, 3],
    ['as the call says', { retry: { limit: 5 } }, { retry: { limit: 1 } }, 2],
    ['never where the call says `false`', { retry: { limit: 5 } }, { retry: false }, 1],
    ['as the call says where the client says `false`', { retry: false }, { retry: { limit: 1 } }, 2],
    ['as the client says where the call does not', { retry: { limit: 1 } }, { retry: {} }, 2],
    ['as the client says where the call is undefined', { retry: false }, { retry: undefined }, 1],
  ])('%s', async (_, ofClient, ofCall, attempts) => {
    const { fetch, requests } = answering(busy())
    const error = await failureOf(afterWaits(deployment({ fetch, ...ofClient }).env.list(ofCall)))
    expect(error).toMatchObject({ name: 'RateLimitError', attempts })
    expect(requests).toHaveLength(attempts)
  })
})

describe('a write whose first attempt may have taken effect is repeated', () => {
  test.each<[string, CallOptions, CallOptions, number]>([
    ['not by default', {}, {}, 1],
    ['where the call allows it', {}, { retry: { repeatWrites: true } }, 3],
    [
      'not where the call takes it back',
      { retry: { repeatWrites: true } },
      { retry: { repeatWrites: false } },
      1,
    ],
    ['within a limit of the call', { retry: { repeatWrites: true } }, { retry: { limit: 1 } }, 2],
    ['not where the call says `false`', { retry: { repeatWrites: true } }, { retry: false }, 1],
  ])('%s', async (_, ofClient, ofCall, attempts) => {
    const { fetch, requests } = answering(json(null, { status: 500 }))
    const error = await failureOf(
      afterWaits(deployment({ fetch, ...ofClient }).env.set({ A: 'value' }, ofCall)),
    )
    expect(error).toMatchObject({ name: 'ServerError', attempts, outcome: 'unknown' })
    expect(requests).toHaveLength(attempts)
  })
})

test('a call ends with the first attempt that succeeds', async () => {
  const { fetch, requests } = answering(busy(), busy(), listed({ A: 'value' }))
  const variables = await afterWaits(deployment({ fetch }).env.list())
  expect(variables).toEqual([{ name: 'A', value: 'value' }])
  expect(requests).toHaveLength(3)
})

test('a call ends with the first attempt that must not be repeated', async () => {
  const { fetch, requests } = answering(busy(), json({ code: 'BadJsonBody', message: 'no' }, { status: 400 }))
  const error = await failureOf(afterWaits(deployment({ fetch }).env.list()))
  expect(error).toMatchObject({ name: 'BadRequestError', attempts: 2 })
  expect(requests).toHaveLength(2)
})

test('every attempt sends the same request', async () => {
  const { fetch, requests } = answering(busy(), busy(), json(null))
  await afterWaits(deployment({ fetch }).env.set({ LOG_LEVEL: 'info' }))
  expect(requests[0]?.body).toBe('{"changes":[{"name":"LOG_LEVEL","value":"info"}]}')
  expect(requests).toEqual([requests[0], requests[0], requests[0]])
})

test('two calls at once count their attempts apart', async () => {
  const { fetch } = answering(busy(), busy(), busy(), listed())
  const { env } = deployment({ fetch, retry: { limit: 1 } })
  // Which of the two comes second to the last refusal is up to their waits.
  const settled = await afterWaits(Promise.allSettled([env.list(), env.list()]))
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(settled).toContainEqual(
    expect.objectContaining({ reason: expect.objectContaining({ attempts: 2 }) }),
  )
})
