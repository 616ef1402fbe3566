import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  answers,
  createFakeDeployment,
  type FakeDeployment,
  type Fault,
  rateLimitedFor,
  redirectTo,
} from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'
import { collectGarbage } from '../support/garbage.js'
import { failureOf } from '../support/settling.js'

let fake: FakeDeployment
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  return fake.close()
})

const TIMEOUT_MS = 1_000

/** Lets the client's time pass once something has happened, and waits for what comes of the call. */
async function timedOut(call: Promise<unknown>, hasHappened: () => boolean): Promise<unknown> {
  const failure = failureOf(call)
  await expect.poll(hasHappened).toBe(true)
  vi.advanceTimersByTime(TIMEOUT_MS)
  return failure
}

async function deploy(how: 'in process' | 'over HTTP') {
  fake = createFakeDeployment()
  if (how === 'over HTTP') await fake.listen()
  const fetch = how === 'in process' ? { fetch: fake.fetch } : {}
  const { url, token } = fake
  return createDeploymentClient({ url, token, ...fetch, retry: false, timeout: TIMEOUT_MS })
}

const RESET = { name: 'ConnectionError', outcome: 'unknown', code: 'ECONNRESET' }
const ROLLED_BACK = { code: 'OptimisticConcurrencyControlFailure', outcome: 'rejected' }
const UNKNOWN = { name: 'NotFoundError', code: 'InstanceNotFound' }
const REDIRECT = { name: 'RedirectError', target: 'https://elsewhere.example' }

const FAULTS: [string, Fault, object, boolean][] = [
  ['a reset before', { kind: 'reset', when: 'before' }, RESET, false],
  ['a reset after', { kind: 'reset', when: 'after' }, RESET, true],
  ['a stall in the body', { kind: 'stall' }, { name: 'TimeoutError', outcome: 'unknown' }, true],
  ['a bad gateway', answers.badGateway, { name: 'ServerError', status: 502, outcome: 'unknown' }, false],
  ['an empty timeout', answers.timeout, { name: 'ApiError', status: 408, outcome: 'unknown' }, false],
  ['too many requests', answers.rateLimited, { name: 'RateLimitError', outcome: 'rejected' }, false],
  ['too many requests for a while', rateLimitedFor(7), { retryAfterMs: 7000 }, false],
  ['another write in between', answers.conflict, ROLLED_BACK, false],
  ['an unknown deployment', answers.unknownDeployment, UNKNOWN, false],
  ['a redirect', redirectTo('https://elsewhere.example/x'), REDIRECT, false],
]

describe.each(['in process', 'over HTTP'] as const)('%s', how => {
  test.each(FAULTS)(
    'a client meets %s, and the change has the effect that was said',
    async (_, fault, expected, applied) => {
      const deployment = await deploy(how)
      fake.faults.add(fault)
      const isSet = () => fake.state.environmentVariables.has('A')
      const call = deployment.env.set({ A: '1' })
      expect(await (fault.kind === 'stall' ? timedOut(call, isSet) : failureOf(call))).toMatchObject(expected)
      expect(isSet()).toBe(applied)
      await deployment.env.set({ A: '2' })
      expect(await deployment.env.get('A')).toBe('2')
    },
  )

  test('a list that breaks off in the middle is no answer', async () => {
    const deployment = await deploy(how)
    await deployment.env.set({ A: '1' })
    fake.faults.add({ kind: 'truncate' })
    expect(await failureOf(deployment.env.list())).toMatchObject({ name: 'UnexpectedResponseError' })
  })

  test('a delay in time does nothing', async () => {
    const deployment = await deploy(how)
    fake.faults.add({ kind: 'delay', ms: 20 })
    const done = vi.fn()
    const call = deployment.env.set({ A: '1' }).then(done)
    await expect
      .poll(() => {
        vi.advanceTimersByTime(20)
        return done.mock.calls.length
      })
      .toBe(1)
    await call
  })

  test('a commit may come after the client has gone away, though garbage was collected meanwhile', async () => {
    const deployment = await deploy(how)
    fake.faults.add({ kind: 'late-commit', ms: 30 })
    const failure = timedOut(deployment.env.set({ A: '1' }), () => {
      if (fake.requests.length === 1) collectGarbage()
      return fake.requests.length === 1
    })
    expect(await failure).toMatchObject({ outcome: 'unknown' })
    expect(fake.state.environmentVariables.has('A')).toBe(false)
    await expect
      .poll(() => {
        vi.advanceTimersByTime(30)
        return fake.state.environmentVariables.get('A')
      })
      .toBe('1')
  })
})

test('browsers may read what the deployment itself refuses, and not what stands before it', async () => {
  await deploy('in process')
  const readers = async (fault: Fault) => {
    fake.faults.add(fault)
    const headers = { origin: 'https://app.example' }
    const answer = await fake.fetch(new Request(`${fake.url}/api/v1/list_environment_variables`, { headers }))
    return answer.headers.get('access-control-allow-origin')
  }
  expect(await readers(answers.conflict)).toBe('https://app.example')
  expect(await readers(rateLimitedFor(7))).toBe('https://app.example')
  expect(await readers(answers.badGateway)).toBeNull()
  expect(await readers(answers.timeout)).toBeNull()
})

test('a fault hits the operation and the requests that it names', async () => {
  const deployment = await deploy('in process')
  fake.faults.add(answers.failure, { operation: 'listEnvironmentVariables', from: 2, times: 2 })
  await deployment.env.set({ A: '1' })
  const statuses = []
  for (let i = 0; i < 4; i++) {
    const { status } = Object(await deployment.env.list().catch((error: unknown) => error))
    statuses.push(status ?? 200)
  }
  expect(statuses).toEqual([200, 500, 500, 200])
})

test('faults that are cleared do not happen', async () => {
  const deployment = await deploy('in process')
  fake.faults.add(answers.failure, { times: 100 })
  fake.faults.clear()
  await deployment.env.list()
})

test.each<[what: string, says: string, fault: object, rule?: object]>([
  ['an unknown kind', '`crash` is not a kind of fault', { kind: 'crash' }],
  ['a misspelled kind', 'Did you mean `reset`?', { kind: 'resett', when: 'after' }],
  ['no kind', '`undefined` is not a kind of fault', {}],
  ['a member of another kind', '`ms` is not a member of `stall`', { kind: 'stall', ms: 1 }],
  ['a misspelled member', 'Did you mean `status`?', { kind: 'answer', status: 500, statuss: 503 }],
  ['a missing member', 'A fault of the kind `delay` needs `ms`.', { kind: 'delay' }],
  ['a reset at no time', '`during` is not a time of a reset', { kind: 'reset', when: 'during' }],
  ['a misspelled rule', 'Did you mean `times`?', { kind: 'stall' }, { time: 2 }],
  ['an unknown operation', 'is not an operation', { kind: 'stall' }, { operation: 'listVariables' }],
])('%s is refused', async (_, says, fault, rule) => {
  const deployment = await deploy('in process')
  expect(() => Reflect.apply(fake.faults.add, fake.faults, [fault, rule])).toThrow(says)
  await deployment.env.list()
})
