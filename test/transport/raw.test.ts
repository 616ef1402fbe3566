import { describe, expect, test } from 'vitest'
import { ApiError, InvalidInputError, type Middleware } from '../../src/index.js'
import { silent } from '../support/answers.js'
import { deployment, TOKEN } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const CHANGES = { body: { changes: [{ name: 'LOG_LEVEL', value: 'hunter2' }] } }

describe('a path client travels as the facade does', () => {
  test('with the token and the headers', async () => {
    const { fetch, requests } = answering(json(null))
    await deployment({ fetch }).raw.v1Beta.POST('/update_environment_variables', CHANGES)
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://happy-otter-123.convex.cloud/api/v1/update_environment_variables',
        headers: { authorization: `Convex ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(CHANGES.body),
      },
    ])
  })

  test('with retries', async () => {
    const busy = new Response(null, { status: 429, headers: { 'retry-after': '0' } })
    const { fetch, requests } = answering(busy, busy, json([]))
    const { data } = await deployment({ fetch }).raw.v1Beta.POST('/list_environment_variables')
    expect(data).toEqual([])
    expect(requests).toHaveLength(3)
  })

  test('with errors that are thrown', async () => {
    const { fetch } = answering(json({ code: 'BadJsonBody', message: 'no' }, { status: 400 }))
    const call = deployment({ fetch }).raw.v1Beta.POST('/list_environment_variables')
    expect(await failureOf(call)).toMatchObject({ name: 'BadRequestError', code: 'BadJsonBody' })
  })

  test('with a timeout', async () => {
    const { fetch } = silent()
    const { raw } = deployment({ fetch, timeout: 20, retry: false })
    const error = await failureOf(raw.v1Beta.POST('/list_environment_variables'))
    expect(error).toMatchObject({ name: 'TimeoutError', attempts: 1 })
  })

  test("with a caller's abort", async () => {
    const { fetch } = silent()
    const reason = new Error('enough')
    const signal = AbortSignal.abort(reason)
    const call = deployment({ fetch }).raw.v1Beta.POST('/list_environment_variables', { signal })
    expect(await failureOf(call)).toBe(reason)
  })
})

describe('a path client sends nothing that the document does not allow', () => {
  test.each<[string, unknown, RegExp]>([
    ['a value that is undefined', { changes: [{ name: 'A', value: undefined }] }, /"value" is undefined/],
    ['a value that is a function', { changes: [{ name: 'A', value: () => 'b' }] }, /"value" is function/],
    ['a value that is a symbol', { changes: [{ name: 'A', value: Symbol('b') }] }, /"value" is symbol/],
    [
      'a value that is a bigint',
      { changes: [{ name: 'A', value: 1n }] },
      /"value" is no number that JSON can hold/,
    ],
    ['a value that is NaN', { changes: [{ name: 'A', value: Number.NaN }] }, /"value" is no number/],
    ['a hole', { changes: new Array(1) }, /"0" is undefined/],
    ['no value', { changes: [{ name: 'A' }] }, /\/changes\/A\/value is missing/],
    [
      'a value that is null',
      { changes: [{ name: 'A', value: null }] },
      /\/changes\/A\/value must be a string/,
    ],
    ['a bad name', { changes: [{ name: 'A B', value: 'b' }] }, /\/changes\/A B\/name must match/],
    [
      'a name twice',
      {
        changes: [
          { name: 'A', value: 'b' },
          { name: 'A', value: 'c' },
        ],
      },
      /\/changes\/A must be given once/,
    ],
    ['a reserved name', { changes: [{ name: 'CONVEX_SITE_URL', value: 'b' }] }, /is reserved/],
    ['no changes', {}, /\/changes is missing/],
    ['a list', [], /the body must be an object/],
    ['a Map, which JSON would empty', new Map([['changes', []]]), /\/changes is missing/],
  ])('%s', async (_, body, message) => {
    const { fetch, requests } = answering(json(null))
    const call = deployment({ fetch }).raw.v1Beta.POST('/update_environment_variables', {
      body: body as never,
    })
    const error = await failureOf(call)
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', message: expect.stringMatching(message) })
    expect(requests).toEqual([])
  })

  test('no body', async () => {
    const { fetch, requests } = answering(json(null))
    const call = deployment({ fetch }).raw.v1Beta.POST('/update_environment_variables', {} as never)
    expect(await failureOf(call)).toMatchObject({ name: 'InvalidInputError', outcome: 'not-sent' })
    expect(requests).toEqual([])
  })
})

describe('middleware', () => {
  const sent = (onRequest: Middleware['onRequest']) => {
    const { fetch, requests } = answering(json(null))
    const middleware = [{ onRequest }] as Middleware[]
    return { call: deployment({ fetch, middleware }).env.set({ LOG_LEVEL: 'hunter2' }), requests }
  }

  test('may add a header', async () => {
    const { call, requests } = sent(({ request }) => request.headers.set('x-trace', 'abc'))
    await call
    expect(requests).toMatchObject([{ headers: { 'x-trace': 'abc' } }])
  })

  test('cannot replace the token', async () => {
    const { call, requests } = sent(({ request }) => request.headers.set('authorization', 'Bearer other'))
    await call
    expect(requests).toMatchObject([{ headers: { authorization: `Convex ${TOKEN}` } }])
  })

  test.each([
    ['another host', 'https://elsewhere.example/api/v1/update_environment_variables'],
    ['another scheme', 'http://happy-otter-123.convex.cloud/api/v1/update_environment_variables'],
    ['another port', 'https://happy-otter-123.convex.cloud:8443/api/v1/update_environment_variables'],
    [
      'a host that begins alike',
      'https://happy-otter-123.convex.cloud.example/api/v1/update_environment_variables',
    ],
    ['another route', 'https://happy-otter-123.convex.cloud/api/v1/shell'],
    ['another prefix', 'https://happy-otter-123.convex.cloud/api/v2/update_environment_variables'],
    ['a way around', 'https://happy-otter-123.convex.cloud/api/v1/../v2/update_environment_variables'],
  ])('cannot send the token to %s', async (_, url) => {
    const { call, requests } = sent(({ request }) => new Request(url, request))
    const error = await failureOf(call)
    expect(error).toMatchObject({
      name: 'InvalidInputError',
      outcome: 'not-sent',
      message: expect.stringContaining('Did middleware change its address?'),
    })
    expect(requests).toEqual([])
  })

  test('cannot change the method', async () => {
    const { call, requests } = sent(({ request }) => new Request(request, { method: 'PUT' }))
    expect(await failureOf(call)).toHaveProperty('name', 'InvalidInputError')
    expect(requests).toEqual([])
  })

  test.each([
    ['text that is no JSON', 'hunter2 is no JSON', 'the body is not JSON'],
    ['JSON that does not fit', '{"changes":"hunter2"}', '/changes must be an array'],
    ['nothing', '', 'the body must be an object'],
  ])('cannot make the body %s, which is not quoted', async (_, body, message) => {
    const { call, requests } = sent(({ request }) => new Request(request, { body }))
    const error = await failureOf(call)
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', message: expect.stringContaining(message) })
    expect(error).toMatchObject({ message: expect.not.stringContaining('hunter2') })
    expect(requests).toEqual([])
  })

  test('that throws is heard, and sends nothing', async () => {
    const broken = new Error('broken middleware')
    const { call, requests } = sent(() => {
      throw broken
    })
    expect(await failureOf(call)).toBe(broken)
    expect(requests).toEqual([])
  })

  test('may answer itself', async () => {
    const onRequest = () => json([{ name: 'A', value: 'b' }])
    const { fetch, requests } = answering(json([]))
    const { env } = deployment({ fetch, middleware: [{ onRequest }] })
    expect(await env.list()).toEqual([{ name: 'A', value: 'b' }])
    expect(requests).toEqual([])
  })

  test('that answers with an error is an error', async () => {
    const { call } = sent(() => new Response(null, { status: 404 }))
    const error = await failureOf(call)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 404, message: expect.stringContaining('Middleware') })
  })

  test('that answers a list with nothing is an error', async () => {
    const onRequest = () => new Response(null, { status: 204 })
    const { env } = deployment({ middleware: [{ onRequest }] })
    expect(await failureOf(env.list())).toHaveProperty('name', 'UnexpectedResponseError')
  })
})
