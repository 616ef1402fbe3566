import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fetchFailed, silent } from '../../support/answers.js'
import { answering, json, listed, recorder } from '../../support/recorder.js'
import { expectRefused } from '../../support/refused.js'
import { afterWaits, failureOf } from '../../support/settling.js'
import { ask, BETA_LIST, DELETE, UPDATE, unset, V1_LIST } from './asking.js'

const MAP = listed()
const ARRAY = json([])
const DONE = new Response(null)
const NO_ROUTE = new Response(null, { status: 404 })
const NO_METHOD = new Response(null, { status: 405, headers: { allow: 'POST' } })
const coded = (status: number, code: string) => json({ code, message: 'No.' }, { status })

describe('a 404 or 405 without a code is taken for the other contract', () => {
  test.each([
    ['an empty 404', NO_ROUTE],
    ['an empty 405', NO_METHOD],
    ['an HTML 404', new Response('<html>Not found</html>', { status: 404 })],
    ['a 404 with a message alone', json({ message: 'no route' }, { status: 404 })],
    ['a 405 of another shape', json({ error: { code: 'x' } }, { status: 405 })],
  ])('%s', async (_, answer) => {
    const { env, sent } = ask(answering(answer, ARRAY, DONE))
    expect(await env.list()).toEqual([])
    await unset(env)
    expect(sent()).toEqual([V1_LIST, BETA_LIST, DELETE])
  })
})

describe('nothing else is: the error is thrown, and the next call finds out anew', () => {
  const PROVES_NOTHING: readonly [what: string, answer: Response | Error, error: object][] = [
    ['a coded 404', coded(404, 'InstanceNotFound'), { name: 'NotFoundError', code: 'InstanceNotFound' }],
    ['a coded 405', coded(405, 'SomethingNew'), { name: 'ApiError', code: 'SomethingNew' }],
    ['an uncoded 403', new Response('<html>', { status: 403 }), { name: 'ForbiddenError', status: 403 }],
    ['a coded 401', coded(401, 'BadAdminKey'), { name: 'UnauthorizedError', code: 'BadAdminKey' }],
    ['an empty 410', new Response(null, { status: 410 }), { name: 'ApiError', status: 410 }],
    ['an empty 501', new Response(null, { status: 501 }), { name: 'ServerError', status: 501 }],
    ['a login page', new Response('<html>Sign in</html>'), { name: 'UnexpectedResponseError', status: 200 }],
    ['an array, which the other contract answers', ARRAY, { name: 'UnexpectedResponseError', status: 200 }],
    ['a redirect', new Response(null, { status: 301 }), { name: 'RedirectError' }],
    ['a reset', fetchFailed('ECONNRESET'), { name: 'ConnectionError', code: 'ECONNRESET' }],
  ]

  test.each(PROVES_NOTHING)('%s, on a list', async (_, answer, expected) => {
    const { env, sent } = ask(answering(answer, NO_METHOD, ARRAY))
    expect(await failureOf(env.list())).toMatchObject(expected)
    expect(await env.list()).toEqual([])
    expect(sent()).toEqual([V1_LIST, V1_LIST, BETA_LIST])
  })

  test.each(PROVES_NOTHING)('%s, on a removal, which is not sent then', async (_, answer, expected) => {
    const { env, sent } = ask(answering(answer, MAP, DONE))
    expect(await failureOf(unset(env))).toMatchObject(expected)
    expect(sent()).toEqual([V1_LIST])
    await unset(env)
    expect(sent()).toEqual([V1_LIST, V1_LIST, UPDATE])
  })

  test('a 404 without a code where the other list fails', async () => {
    const { env, sent } = ask(answering(NO_ROUTE, coded(500, 'InternalServerError'), NO_ROUTE, ARRAY))
    expect(await failureOf(env.list())).toMatchObject({ name: 'ServerError', status: 500 })
    expect(await env.list()).toEqual([])
    expect(sent()).toEqual([V1_LIST, BETA_LIST, V1_LIST, BETA_LIST])
  })

  describe('a timeout', () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    test('on a removal, which is not sent then', async () => {
      const answers = [silent().fetch, answering(MAP).fetch]
      const { env, sent } = ask(recorder(async request => answers.shift()?.(request) ?? DONE))
      expect(await failureOf(afterWaits(unset(env)))).toMatchObject({ name: 'TimeoutError' })
      expect(await env.list()).toEqual([])
      expect(sent()).toEqual([V1_LIST, V1_LIST])
    })
  })
})

describe('where neither route exists', () => {
  test.each([
    ['404 and 405', NO_ROUTE, NO_METHOD, 404],
    ['405 and 404', NO_METHOD, NO_ROUTE, 405],
  ])('the error is the one of v1: %s', async (_, v1, v1Beta, status) => {
    const { env, requests } = ask(answering(v1, v1Beta))
    const error = await failureOf(env.list())
    const requestId = requests[0]?.headers['convex-request-id']
    expect(error).toMatchObject({ status, operation: 'listEnvironmentVariables', requestId })
    expect(requests).toHaveLength(2)
  })

  test('a removal is not sent', async () => {
    const { env, sent } = ask(answering(NO_ROUTE))
    expect(await failureOf(unset(env))).toMatchObject({ status: 404 })
    expect(sent()).toEqual([V1_LIST, BETA_LIST])
  })
})

describe('a coded 403 proves v1: the token may write, but not list', () => {
  const FORBIDDEN = coded(403, 'OperationNotPermitted')

  test('a removal is sent then, in one atomic update, and so is the next', async () => {
    const { env, requests, sent } = ask(answering(FORBIDDEN, DONE))
    const changes = ['on', null].map((value, i) => ({ name: `A${i}`, value }))
    await env.update(changes)
    expect(requests[1]?.body).toBe(JSON.stringify({ changes }))
    await unset(env)
    expect(sent()).toEqual([V1_LIST, UPDATE, UPDATE])
  })

  test('a list throws it, and a removal after it finds out no more', async () => {
    const { env, sent } = ask(answering(FORBIDDEN, DONE))
    const expected = { name: 'ForbiddenError', code: 'OperationNotPermitted' }
    expect(await failureOf(env.list())).toMatchObject(expected)
    await unset(env)
    expect(sent()).toEqual([V1_LIST, UPDATE])
  })
})

test('what was found stays, whatever the deployment answers later', async () => {
  const { env, sent } = ask(answering(MAP, NO_METHOD, DONE))
  await env.list()
  expect(await failureOf(env.list())).toMatchObject({ status: 405 })
  await unset(env)
  expect(sent()).toEqual([V1_LIST, V1_LIST, UPDATE])
})

test('what cannot be sent is refused before anything is found out', async () => {
  const removals = [{ name: '1ST', value: null }]
  await expectRefused(({ env }) => env.update(removals), '', { contract: 'auto' })
})
