import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fetchFailed } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { asGlobal } from '../support/global-fetch.js'
import { answering, json } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const status = (code: number) => json(null, { status: code })
const conflict = json({ code: 'OptimisticConcurrencyControlFailure', message: 'no' }, { status: 503 })
const refused = fetchFailed('ECONNREFUSED')
const reset = fetchFailed('ECONNRESET')
const login = new Response('<html>')
const redirect = new Response(null, { status: 302, headers: { location: '/' } })

describe('one attempt', () => {
  test.each<[string, Response | Error, string]>([
    ['a refused connection', refused, 'not-sent'],
    ['a reset', reset, 'unknown'],
    ['a 400', status(400), 'rejected'],
    ['a 401', status(401), 'rejected'],
    ['a 403', status(403), 'rejected'],
    ['a 404', status(404), 'rejected'],
    ['a 405', status(405), 'rejected'],
    ['a 408', status(408), 'unknown'],
    ['a 409', status(409), 'rejected'],
    ['a 421', status(421), 'rejected'],
    ['a 425', status(425), 'rejected'],
    ['a 429', status(429), 'rejected'],
    ['a 499', status(499), 'rejected'],
    ['a 500', status(500), 'unknown'],
    ['a 501', status(501), 'unknown'],
    ['a 502', status(502), 'unknown'],
    ['a 503 without a code', status(503), 'unknown'],
    ['a 503 that was rolled back', conflict, 'rejected'],
    ['a 504', status(504), 'unknown'],
    ['a redirect', redirect, 'unknown'],
    ['a 2xx that does not fit', login, 'unknown'],
  ])('with %s', async (_, answer, outcome) => {
    asGlobal(answering(answer))
    const call = deployment({ retry: false }).env.set({ LOG_LEVEL: 'info' })
    expect(await failureOf(call)).toMatchObject({ outcome, attempts: 1 })
  })
})

describe('several attempts: the worst of them counts', () => {
  test.each<[string, (Response | Error)[], string]>([
    ['never connected', [refused, refused, refused], 'not-sent'],
    ['never connected, then rejected', [refused, status(400)], 'rejected'],
    ['rejected, then never connected', [conflict, refused, refused], 'rejected'],
    ['rejected, then lost', [conflict, reset, reset], 'unknown'],
    ['lost, then rejected', [reset, status(400)], 'unknown'],
    ['lost, then never connected', [reset, refused, refused], 'unknown'],
    ['failed, then rejected', [status(500), status(403)], 'unknown'],
    ['too slow for the server, then rejected', [status(408), status(404)], 'unknown'],
    ['rejected all the time', [status(429), conflict, status(425)], 'rejected'],
    ['lost, then a redirect', [reset, redirect], 'unknown'],
  ])('%s', async (_, answers, outcome) => {
    const { requests } = asGlobal(answering(...answers))
    const retry = { repeatWrites: true }
    const error = await failureOf(afterWaits(deployment({ retry }).env.set({ LOG_LEVEL: 'info' })))
    expect(error).toMatchObject({ outcome, attempts: answers.length })
    expect(requests).toHaveLength(answers.length)
  })
})

test('a token function that throws after a lost attempt does not make it undone', async () => {
  const tokens = ['a-token']
  const { fetch, requests } = answering(reset)
  const token = () => tokens.shift() ?? ''
  const { env } = deployment({ fetch, token, name: 'happy-otter-123', retry: { repeatWrites: true } })
  const error = await failureOf(afterWaits(env.set({ LOG_LEVEL: 'info' })))
  expect(error).toMatchObject({ name: 'InvalidInputError', outcome: 'unknown', attempts: 1 })
  expect(requests).toHaveLength(1)
})

test('what one call came to does not colour the next', async () => {
  asGlobal(answering(reset, refused))
  const { env } = deployment({ retry: false })
  expect(await failureOf(env.list())).toMatchObject({ outcome: 'unknown', attempts: 1 })
  expect(await failureOf(env.list())).toMatchObject({ outcome: 'not-sent', attempts: 1 })
})
