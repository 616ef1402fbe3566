import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ApiError, UnexpectedResponseError } from '../../src/index.js'
import { connect, origin } from '../support/middleware.js'
import { listed } from '../support/recorder.js'

describe('an answer that middleware gives itself', () => {
  const short = (response: Response) => connect([{ onRequest: () => response.clone() }], listed())

  test('is the result, and nothing is sent', async () => {
    const { env, requests } = short(listed({ CACHED: 'yes' }))
    expect(await env.list()).toEqual([{ name: 'CACHED', value: 'yes' }])
    expect(requests).toEqual([])
  })

  test('is enough for a write', async () => {
    const { env, requests } = short(new Response(null))
    expect(await env.set({ LOG_LEVEL: 'info' })).toBeUndefined()
    expect(requests).toEqual([])
  })

  test('is a raw result', async () => {
    const { raw, requests } = short(listed())
    expect(await raw.v1.GET('/list_environment_variables')).toEqual({
      data: { environmentVariables: {} },
      response: expect.any(Response),
    })
    expect(requests).toEqual([])
  })

  test.each([418, 500])('is an error for %i, of which nobody knows what it did', async status => {
    const { env, requests } = short(new Response('s3cr3t-answer', { status }))
    const error: unknown = await env.list().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      message: `Middleware answered with status ${status}.`,
      status,
      url: `${origin}/api/v1`,
      outcome: 'unknown',
      headers: {},
    })
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('s3cr3t-answer')
    expect(requests).toEqual([])
  })

  test('is an error where a read needs a body and it has none', async () => {
    const { env, requests } = short(new Response(null))
    const error: unknown = await env.list().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toMatchObject({
      message: 'Middleware answered without the body that the document declares.',
      url: `${origin}/api/v1`,
      status: 200,
      outcome: 'unknown',
    })
    expect(requests).toEqual([])
  })

  test.each(['raw', 'env'])('is an error where it is not JSON, and is not quoted: %s', async client => {
    const { env, raw, requests } = short(new Response('s3cr3t-answer'))
    const call = client === 'env' ? env.list() : raw.v1.GET('/list_environment_variables')
    const error: unknown = await call.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toMatchObject({
      message: 'Middleware answered with a body that is not JSON.',
      url: `${origin}/api/v1`,
      status: 200,
      outcome: 'unknown',
    })
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('s3cr3t-answer')
    expect(requests).toEqual([])
  })

  test('in place of an error is the result', async () => {
    const onError = () => listed({ STALE: 'yes' })
    const { env } = connect([{ onError }], new Response(null, { status: 403 }))
    expect(await env.list()).toEqual([{ name: 'STALE', value: 'yes' }])
  })
})
