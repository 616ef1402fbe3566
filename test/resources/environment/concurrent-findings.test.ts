import { describe, expect, test } from 'vitest'
import { createFakeDeployment } from '../../../src/fake/index.js'
import type { DeploymentClient } from '../../../src/index.js'
import { deployment, TOKEN } from '../../support/deployment.js'
import { answering, json, recorder } from '../../support/recorder.js'
import { failureOf } from '../../support/settling.js'
import { listenersOn } from '../../support/signals.js'

type Environment = DeploymentClient['env']

const list = (env: Environment) => env.list()
const set = (env: Environment) => env.set({ A: 'a' })
const unset = (env: Environment) => env.unset(['OLD'])

const V1_LIST = 'GET list_environment_variables'
const BETA_LIST = 'POST list_environment_variables'
const UPDATE = 'POST update_environment_variables'
const DELETE = 'POST delete_environment_variables'

const real = () => recorder(createFakeDeployment({ keys: [{ token: TOKEN }] }).fetch)
const published = () =>
  recorder(createFakeDeployment({ contract: 'v1-beta', keys: [{ token: TOKEN }] }).fetch)

function client(fetch: ReturnType<typeof recorder>) {
  const { env } = deployment({ contract: 'auto', fetch: fetch.fetch, retry: false })
  const sent = () => fetch.requests.map(({ method, url }) => `${method} ${url.replace(/^.*\//, '')}`).sort()
  return { env, sent }
}

describe('first calls at the same time find out once', () => {
  test.each([
    ['lists', [list, list, list], [V1_LIST, V1_LIST, V1_LIST]],
    ['removals', [unset, unset, unset], [V1_LIST, UPDATE, UPDATE, UPDATE]],
    ['a list, then removals', [list, unset, unset], [V1_LIST, UPDATE, UPDATE]],
    ['a removal, then lists', [unset, list, list], [V1_LIST, V1_LIST, V1_LIST, UPDATE]],
    ['a set, a removal and a list', [set, unset, list], [V1_LIST, V1_LIST, UPDATE, UPDATE]],
  ])('on a real deployment: %s', async (_, calls, expected) => {
    const { env, sent } = client(real())
    await Promise.all(calls.map(call => call(env)))
    expect(sent()).toEqual(expected)
  })

  test.each([
    ['lists', [list, list, list], [V1_LIST, BETA_LIST, BETA_LIST, BETA_LIST]],
    ['removals', [unset, unset, unset], [V1_LIST, DELETE, DELETE, DELETE, BETA_LIST]],
    ['a list, then removals', [list, unset, unset], [V1_LIST, DELETE, DELETE, BETA_LIST]],
    ['a removal, then lists', [unset, list, list], [V1_LIST, DELETE, BETA_LIST, BETA_LIST, BETA_LIST]],
    ['a set, a removal and a list', [set, unset, list], [V1_LIST, DELETE, BETA_LIST, BETA_LIST, UPDATE]],
  ])('on a server of the published document: %s', async (_, calls, expected) => {
    const { env, sent } = client(published())
    await Promise.all(calls.map(call => call(env)))
    expect(sent()).toEqual(expected.sort())
  })
})

test('calls at the same time find out once also after a finding that failed', async () => {
  const failed = json({ code: 'InternalServerError', message: 'Again.' }, { status: 500 })
  const { env, sent } = client(answering(failed, json({ environmentVariables: {} }), new Response(null)))
  expect(await failureOf(env.list())).toMatchObject({ name: 'ServerError' })
  await Promise.all([env.unset(['A']), env.unset(['B'])])
  expect(sent()).toEqual([V1_LIST, V1_LIST, UPDATE, UPDATE])
})

test('a set does not wait for a finding', async () => {
  const never = recorder(({ method }) =>
    method === 'GET' ? new Promise(() => {}) : Promise.resolve(new Response(null)),
  )
  const { env, sent } = client(never)
  const caller = new AbortController()
  const listing = failureOf(env.list({ signal: caller.signal }))
  await env.set({ A: 'a' })
  expect(sent()).toEqual([V1_LIST, UPDATE])
  caller.abort('enough')
  expect(await listing).toBe('enough')
})

describe('a call that waits for the finding of another', () => {
  test('finds out for itself where the other fails', async () => {
    const failed = json({ code: 'InternalServerError', message: 'Again.' }, { status: 500 })
    const { env, sent } = client(answering(failed, json({ environmentVariables: {} }), new Response(null)))
    const first = failureOf(env.unset(['FIRST']))
    const second = env.unset(['SECOND'])
    expect(await first).toMatchObject({ name: 'ServerError' })
    await second
    expect(sent()).toEqual([V1_LIST, V1_LIST, UPDATE])
  })

  test('finds out for itself where the other is aborted', async () => {
    const caller = new AbortController()
    const hanging = async () => {
      caller.abort('enough')
      return new Promise<Response>(() => {})
    }
    const done = async () => new Response(null)
    const answers = [hanging, async () => json({ environmentVariables: {} })]
    const { env, sent } = client(recorder(() => (answers.shift() ?? done)()))
    const first = failureOf(env.list({ signal: caller.signal }))
    const second = env.unset(['OLD'])
    expect(await first).toBe('enough')
    await second
    expect(sent()).toEqual([V1_LIST, V1_LIST, UPDATE])
  })

  test('can be aborted itself, and leaves the other alone', async () => {
    let answer: (response: Response) => void = () => {}
    const gate = new Promise<Response>(resolve => {
      answer = resolve
    })
    const { env, sent } = client(recorder(() => gate))
    const caller = new AbortController()
    const first = env.list()
    const second = failureOf(env.unset(['OLD'], { signal: caller.signal }))
    caller.abort('enough')
    expect(await second).toBe('enough')
    answer(json({ environmentVariables: { A: 'a' } }))
    expect(await first).toEqual([{ name: 'A', value: 'a' }])
    expect(sent()).toEqual([V1_LIST])
    expect(listenersOn(caller.signal)).toBe(0)
  })

  test('takes a coded 403 of the other for v1, and sends its removal', async () => {
    const forbidden = json({ code: 'OperationNotPermitted', message: 'No.' }, { status: 403 })
    const { env, sent } = client(answering(forbidden, new Response(null)))
    const listing = failureOf(env.list())
    const removal = env.unset(['OLD'])
    expect(await listing).toMatchObject({ code: 'OperationNotPermitted' })
    await removal
    expect(sent()).toEqual([V1_LIST, UPDATE])
  })
})
