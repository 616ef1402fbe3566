import { afterEach, describe, expect, test, vi } from 'vitest'
import { answering, json, listed, recorder } from '../../support/recorder.js'
import { failureOf } from '../../support/settling.js'
import { listenersOn } from '../../support/signals.js'
import { ask, BETA_LIST, type Call, DELETE, list, set, speaking, UPDATE, unset, V1_LIST } from './asking.js'

const FAILED = json({ code: 'InternalServerError', message: 'Again.' }, { status: 500 })
const FORBIDDEN = json({ code: 'OperationNotPermitted', message: 'No.' }, { status: 403 })
const DONE = new Response(null)

afterEach(() => void vi.useRealTimers())

describe('first calls at the same time find out once', () => {
  test.each<[what: string, calls: Call[], v1: string[], v1Beta: string[]]>([
    ['lists', [list, list], [V1_LIST, V1_LIST], [V1_LIST, BETA_LIST, BETA_LIST]],
    ['removals', [unset, unset], [V1_LIST, UPDATE, UPDATE], [V1_LIST, DELETE, DELETE, BETA_LIST]],
    ['a list and a removal', [list, unset], [V1_LIST, UPDATE], [V1_LIST, DELETE, BETA_LIST]],
    [
      'a removal and a list',
      [unset, list],
      [V1_LIST, V1_LIST, UPDATE],
      [V1_LIST, DELETE, BETA_LIST, BETA_LIST],
    ],
    [
      'a set, a removal and a list',
      [set, unset, list],
      [V1_LIST, V1_LIST, UPDATE, UPDATE],
      [V1_LIST, DELETE, BETA_LIST, BETA_LIST, UPDATE],
    ],
  ])('%s', async (_, calls, v1, v1Beta) => {
    for (const [contract, expected] of [['v1', v1] as const, ['v1-beta', v1Beta] as const]) {
      const { env, sent } = ask(speaking(contract))
      await Promise.all(calls.map(call => call(env)))
      expect(sent().sort()).toEqual(expected)
    }
  })

  test('also after a finding that failed', async () => {
    const { env, sent } = ask(answering(FAILED, listed(), DONE))
    expect(await failureOf(env.list())).toMatchObject({ name: 'ServerError' })
    await Promise.all([unset(env), unset(env)])
    expect(sent()).toEqual([V1_LIST, V1_LIST, UPDATE, UPDATE])
  })
})

test('a set does not wait for a finding', async () => {
  const lists = () => new Promise<Response>(() => {})
  const { env, sent } = ask(recorder(async ({ method }) => (method === 'GET' ? lists() : DONE)))
  const caller = new AbortController()
  const listing = failureOf(env.list({ signal: caller.signal }))
  await set(env)
  expect(sent()).toEqual([V1_LIST, UPDATE])
  caller.abort('enough')
  expect(await listing).toBe('enough')
})

describe('a call that waits for the finding of another', () => {
  test('finds out for itself where the other fails', async () => {
    const { env, sent } = ask(answering(FAILED, listed(), DONE))
    const [first] = await Promise.all([failureOf(unset(env)), unset(env)])
    expect(first).toMatchObject({ name: 'ServerError' })
    expect(sent()).toEqual([V1_LIST, V1_LIST, UPDATE])
  })

  test('finds out for itself where the other is aborted', async () => {
    const caller = new AbortController()
    const hanging = () => {
      caller.abort('enough')
      return new Promise<Response>(() => {})
    }
    const answers = [hanging, async () => listed()]
    const { env, sent } = ask(recorder(async () => answers.shift()?.() ?? DONE))
    const [first] = await Promise.all([failureOf(env.list({ signal: caller.signal })), unset(env)])
    expect(first).toBe('enough')
    expect(sent()).toEqual([V1_LIST, V1_LIST, UPDATE])
  })

  test('can be aborted itself, and leaves the other alone', async () => {
    let answer: (response: Response) => void = () => {}
    const gate = new Promise<Response>(resolve => {
      answer = resolve
    })
    const { env, sent } = ask(recorder(() => gate))
    const caller = new AbortController()
    const first = env.list()
    const second = failureOf(env.unset(['OLD'], { signal: caller.signal }))
    caller.abort('enough')
    expect(await second).toBe('enough')
    answer(listed({ A: 'a' }))
    expect(await first).toEqual([{ name: 'A', value: 'a' }])
    expect(sent()).toEqual([V1_LIST])
    expect(listenersOn(caller.signal)).toBe(0)
  })

  test('waits for the other no longer than its own `timeout`, and then finds out for itself', async () => {
    vi.useFakeTimers()
    const answers = [() => new Promise<Response>(() => {}), async () => listed({ A: 'a' })]
    const { env, sent } = ask(recorder(async () => answers.shift()?.() ?? DONE))
    const first = failureOf(env.list())
    const second = env.list({ timeout: 1_000 })
    await vi.advanceTimersByTimeAsync(999)
    expect(sent()).toEqual([V1_LIST])
    await vi.advanceTimersByTimeAsync(1)
    expect(await second).toEqual([{ name: 'A', value: 'a' }])
    await vi.runAllTimersAsync()
    await first
  })

  test('takes a coded 403 of the other for v1, and sends its removal', async () => {
    const { env, sent } = ask(answering(FORBIDDEN, DONE))
    const [listing] = await Promise.all([failureOf(env.list()), unset(env)])
    expect(listing).toMatchObject({ code: 'OperationNotPermitted' })
    expect(sent()).toEqual([V1_LIST, UPDATE])
  })
})
