import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DeploymentClient } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Call = (deployment: DeploymentClient) => Promise<unknown>

const list: Call = ({ env }) => env.list()
const set: Call = ({ env }) => env.set({ LOG_LEVEL: 'info' })
const unset: Call = ({ env }) => env.unset(['LOG_LEVEL'])
const rotate: Call = ({ logStreams }) => logStreams.rotateSecret('an-id')

const repeatWrites = { retry: { repeatWrites: true } }
const v1 = { contract: 'v1' } as const

/** How often a request is sent: a read; a write; a write that may be repeated by `repeatWrites`. */
const SENT: [answer: string, status: number, code: string | undefined, number, number, number][] = [
  ['a 400', 400, undefined, 1, 1, 1],
  ['a 400 with a code', 400, 'BadJsonBody', 1, 1, 1],
  ['a 401', 401, undefined, 1, 1, 1],
  ['a 404', 404, undefined, 1, 1, 1],
  ['a 408', 408, undefined, 3, 1, 3],
  ['a 408 with a code', 408, 'ClientDisconnected', 3, 1, 3],
  ['a 409', 409, undefined, 1, 1, 1],
  ['a 418', 418, undefined, 1, 1, 1],
  ['a 421', 421, 'MisdirectedRequest', 1, 1, 1],
  ['a 425', 425, undefined, 3, 3, 3],
  ['a 425 with a code', 425, 'TooEarly', 3, 3, 3],
  ['a 429', 429, undefined, 3, 3, 3],
  ['a 429 with a code', 429, 'TooManyWrites', 3, 3, 3],
  ['a 500', 500, undefined, 3, 1, 3],
  ['a 500 with a code', 500, 'InternalServerError', 3, 1, 3],
  ['a 500 with the code of a rolled back 503', 500, 'CommitterFullError', 3, 1, 3],
  ['a 501', 501, undefined, 1, 1, 1],
  ['a 502', 502, undefined, 3, 1, 3],
  ['a 503', 503, undefined, 3, 1, 3],
  ['a 503 with a code that does not say', 503, 'InternalServerError', 3, 1, 3],
  ['a 503 with a code that nobody knows', 503, 'SomethingNew', 3, 1, 3],
  ['a 503 that names a prototype member', 503, 'constructor', 3, 1, 3],
  ['a write conflict', 503, 'OptimisticConcurrencyControlFailure', 3, 3, 3],
  ['a full committer', 503, 'CommitterFullError', 3, 3, 3],
  ['a request that expired in the queue', 503, 'ExpiredInQueue', 3, 3, 3],
  ['an overloaded worker', 503, 'WorkerOverloaded', 3, 3, 3],
  ['an isolate that is not clean', 503, 'IsolateNotClean', 3, 3, 3],
  ['a permit that was not given', 503, 'InitialPermitTimeoutError', 3, 3, 3],
  ['a full executor', 503, 'ExecuteFullError', 3, 3, 3],
  ['a server behind the front that could not be reached', 503, 'UpstreamConnectError', 3, 3, 3],
  ['a 504', 504, undefined, 3, 1, 3],
  ['a 505', 505, undefined, 1, 1, 1],
  ['a 511', 511, undefined, 1, 1, 1],
]

describe.each(SENT)('after %s', (_, status, code, reads, writes, repeated) => {
  test.each([
    ['list', list, {}, reads],
    ['list with repeatWrites', list, repeatWrites, reads],
    ['set', set, {}, writes],
    ['set with repeatWrites', set, repeatWrites, repeated],
    ['unset', unset, {}, writes],
    ['unset with repeatWrites', unset, repeatWrites, repeated],
    ['a write that must happen once', rotate, v1, writes],
    ['a write that must happen once, with repeatWrites', rotate, { ...v1, ...repeatWrites }, writes],
  ])('%s is sent as often as is safe', async (__, call, options, attempts) => {
    const { fetch, requests } = answering(json({ code, message: 'no' }, { status }))
    const error = await failureOf(afterWaits(call(deployment({ fetch, ...options }))))
    expect(error).toMatchObject({ status, attempts })
    expect(requests).toHaveLength(attempts)
  })
})
