import { describe, expect, test } from 'vitest'
import { fetchFailed } from '../../support/answers.js'
import { deployment } from '../../support/deployment.js'
import { answering, json } from '../../support/recorder.js'
import { failureOf } from '../../support/settling.js'

/** A client under `auto` whose requests are answered in turn. */
function client(...answers: (Response | Error)[]) {
  const { requests, fetch } = answering(...answers)
  const { env } = deployment({ contract: 'auto', fetch, retry: false })
  const sent = () => requests.map(({ method, url }) => `${method} ${url.replace(/^.*\//, '')}`)
  return { env, requests, sent }
}

const V1_LIST = 'GET list_environment_variables'
const BETA_LIST = 'POST list_environment_variables'
const UPDATE = 'POST update_environment_variables'
const DELETE = 'POST delete_environment_variables'

const MAP = json({ environmentVariables: {} })
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
    ['a 404 of null', json(null, { status: 404 })],
    ['a 404 with a message alone', json({ message: 'no route' }, { status: 404 })],
    ['a 405 of another shape', json({ error: { code: 'x' } }, { status: 405 })],
  ])('%s', async (_, answer) => {
    const { env, sent } = client(answer, ARRAY, DONE)
    expect(await env.list()).toEqual([])
    await env.unset(['OLD'])
    expect(sent()).toEqual([V1_LIST, BETA_LIST, DELETE])
  })
})

describe('nothing else is: the error is thrown, and the next call finds out anew', () => {
  const PROVES_NOTHING: readonly [what: string, answer: Response | Error, error: object][] = [
    ['a coded 404', coded(404, 'InstanceNotFound'), { name: 'NotFoundError', code: 'InstanceNotFound' }],
    ['a coded 405', coded(405, 'SomethingNew'), { name: 'ApiError', code: 'SomethingNew' }],
    ['an uncoded 403', new Response('<html>', { status: 403 }), { name: 'ForbiddenError', status: 403 }],
    ['a coded 401', coded(401, 'BadAdminKey'), { name: 'UnauthorizedError', code: 'BadAdminKey' }],
    ['a coded 400', coded(400, 'InvalidAdminKey'), { name: 'BadRequestError', code: 'InvalidAdminKey' }],
    ['an empty 410', new Response(null, { status: 410 }), { name: 'ApiError', status: 410 }],
    ['a 429', new Response(null, { status: 429 }), { name: 'RateLimitError', status: 429 }],
    ['a coded 500', coded(500, 'InternalServerError'), { name: 'ServerError', status: 500 }],
    ['an empty 501', new Response(null, { status: 501 }), { name: 'ServerError', status: 501 }],
    ['an HTML 502', new Response('<html>', { status: 502 }), { name: 'ServerError', status: 502 }],
    ['a login page', new Response('<html>Sign in</html>'), { name: 'UnexpectedResponseError', status: 200 }],
    ['an array, which the other contract answers', ARRAY, { name: 'UnexpectedResponseError', status: 200 }],
    ['an empty success', DONE, { name: 'UnexpectedResponseError', status: 200 }],
    ['a redirect', new Response(null, { status: 301 }), { name: 'RedirectError' }],
    ['a refused connection', fetchFailed('ECONNREFUSED'), { name: 'ConnectionError', code: 'ECONNREFUSED' }],
    ['a reset', fetchFailed('ECONNRESET'), { name: 'ConnectionError', code: 'ECONNRESET' }],
  ]

  test.each(PROVES_NOTHING)('%s, on a list', async (_, answer, expected) => {
    const { env, sent } = client(answer, NO_METHOD, ARRAY)
    expect(await failureOf(env.list())).toMatchObject(expected)
    expect(await env.list()).toEqual([])
    expect(sent()).toEqual([V1_LIST, V1_LIST, BETA_LIST])
  })

  test.each(PROVES_NOTHING)('%s, on a removal, which is not sent then', async (_, answer, expected) => {
    const { env, sent } = client(answer, MAP, DONE)
    expect(await failureOf(env.unset(['OLD']))).toMatchObject(expected)
    expect(sent()).toEqual([V1_LIST])
    await env.unset(['OLD'])
    expect(sent()).toEqual([V1_LIST, V1_LIST, UPDATE])
  })

  test('a timeout', async () => {
    const answers = [new Promise<Response>(() => {}), MAP.clone()]
    const fetch = async () => (await answers.shift()) ?? new Response(null, { status: 500 })
    const { env } = deployment({ contract: 'auto', fetch, retry: false })
    expect(await failureOf(env.unset(['OLD'], { timeout: 20 }))).toMatchObject({ name: 'TimeoutError' })
    expect(await env.list()).toEqual([])
  })

  test('a 404 without a code where the other list fails', async () => {
    const { env, sent } = client(NO_ROUTE, coded(500, 'InternalServerError'), NO_ROUTE, ARRAY)
    expect(await failureOf(env.list())).toMatchObject({ name: 'ServerError', status: 500 })
    expect(await env.list()).toEqual([])
    expect(sent()).toEqual([V1_LIST, BETA_LIST, V1_LIST, BETA_LIST])
  })
})

describe('where neither route exists', () => {
  test.each([
    ['404 and 404', NO_ROUTE, NO_ROUTE, 404],
    ['404 and 405', NO_ROUTE, NO_METHOD, 404],
    ['405 and 404', NO_METHOD, NO_ROUTE, 405],
  ])('the error is the one of v1: %s', async (_, v1, v1Beta, status) => {
    const { env, requests } = client(v1, v1Beta)
    const error = await failureOf(env.list())
    expect(error).toMatchObject({ status, operation: 'listEnvironmentVariables' })
    expect(error).toHaveProperty('requestId', requests[0]?.headers['convex-request-id'])
    expect(requests).toHaveLength(2)
  })

  test('a removal is not sent', async () => {
    const { env, sent } = client(NO_ROUTE)
    expect(await failureOf(env.unset(['OLD']))).toMatchObject({ status: 404 })
    expect(sent()).toEqual([V1_LIST, BETA_LIST])
  })
})

describe('a coded 403 proves v1: the token may write, but not list', () => {
  const FORBIDDEN = coded(403, 'OperationNotPermitted')

  test('a removal is sent then, in one atomic update', async () => {
    const { env, requests, sent } = client(FORBIDDEN, DONE)
    await env.update([
      { name: 'OLD', value: null },
      { name: 'NEW', value: 'on' },
    ])
    expect(sent()).toEqual([V1_LIST, UPDATE])
    expect(requests[1]?.body).toBe('{"changes":[{"name":"OLD","value":null},{"name":"NEW","value":"on"}]}')
  })

  test('and remembered', async () => {
    const { env, sent } = client(FORBIDDEN, DONE)
    await env.unset(['OLD'])
    await env.unset(['OLDER'])
    expect(sent()).toEqual([V1_LIST, UPDATE, UPDATE])
  })

  test('a list throws it, and a removal after it finds out no more', async () => {
    const { env, sent } = client(FORBIDDEN, DONE)
    expect(await failureOf(env.list())).toMatchObject({
      name: 'ForbiddenError',
      code: 'OperationNotPermitted',
    })
    await env.unset(['OLD'])
    expect(sent()).toEqual([V1_LIST, UPDATE])
  })
})

test('what was found stays, whatever the deployment answers later', async () => {
  const { env, sent } = client(MAP, NO_METHOD, DONE)
  await env.list()
  expect(await failureOf(env.list())).toMatchObject({ status: 405 })
  await env.unset(['OLD'])
  expect(sent()).toEqual([V1_LIST, V1_LIST, UPDATE])
})

describe('what cannot be sent is refused before anything is found out', () => {
  test.each([
    ['a name that is none', [{ name: '1ST', value: null }]],
    [
      'a name that comes twice',
      [
        { name: 'A', value: null },
        { name: 'A', value: 'a' },
      ],
    ],
    [
      'a reserved name',
      [
        { name: 'OLD', value: null },
        { name: 'CONVEX_SITE_URL', value: 'x' },
      ],
    ],
    [
      'undefined',
      [
        { name: 'OLD', value: null },
        { name: 'A', value: undefined },
      ],
    ],
  ])('%s', async (_, changes) => {
    const { env, requests } = client(MAP, DONE)
    const error = await failureOf(env.update(changes as never))
    expect(error).toMatchObject({ name: 'InvalidInputError', outcome: 'not-sent' })
    expect(requests).toEqual([])
  })
})
