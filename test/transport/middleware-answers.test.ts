import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ApiError, UnexpectedResponseError } from '../../src/index.js'
import { connect, connectWith, origin } from '../support/middleware.js'
import { json, listed } from '../support/recorder.js'

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

  test.each([
    [403, 'ForbiddenError'],
    [418, 'ApiError'],
    [500, 'ServerError'],
  ])('is the error of %i, of which nobody knows what it did', async (status, name) => {
    const { env, requests } = short(new Response('s3cr3t-answer', { status }))
    const error: unknown = await env.list().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      name,
      operation: 'listEnvironmentVariables',
      message: expect.stringContaining(`listEnvironmentVariables failed with ${status}.`),
      status,
      url: `${origin}/api/v1`,
      outcome: 'unknown',
      attempts: 0,
    })
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('s3cr3t-answer')
    expect(requests).toEqual([])
  })

  test('has a code where it has one, and no value of the request in its message', async () => {
    const { env } = short(
      json({ code: 'EnvVarLimitMet', message: 'No room for s3cr3t-value' }, { status: 400 }),
    )
    await expect(env.set({ A: 's3cr3t-value' })).rejects.toMatchObject({
      code: 'EnvVarLimitMet',
      message: 'updateEnvironmentVariables failed with 400 EnvVarLimitMet: No room for [redacted].',
      outcome: 'unknown',
    })
  })

  test('is an error where it redirects', async () => {
    const { env } = short(new Response(null, { status: 302, headers: { location: 'https://evil.example' } }))
    await expect(env.list()).rejects.toMatchObject({
      name: 'RedirectError',
      target: 'https://evil.example',
    })
  })

  const wrong: readonly [what: string, response: Response, problem: string][] = [
    ['a read needs a body and it has none', new Response(null), 'the body must be an object'],
    ['it is not JSON', new Response('s3cr3t-answer'), 'the body is not JSON'],
    [
      'it is another than the document says',
      json({ environmentVariables: { A: 1 } }),
      '/environmentVariables/A must be a string',
    ],
  ]
  for (const client of ['raw', 'env']) {
    test.each(wrong)(`is an error where %s, and is not quoted: ${client}`, async (_, response, problem) => {
      const { env, raw, requests } = short(response)
      const call = client === 'env' ? env.list() : raw.v1.GET('/list_environment_variables')
      const error: unknown = await call.catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(UnexpectedResponseError)
      expect(error).toMatchObject({
        operation: 'listEnvironmentVariables',
        message: `listEnvironmentVariables was answered with 200, but ${problem}. Did middleware change it?`,
        url: `${origin}/api/v1`,
        status: 200,
        outcome: 'unknown',
      })
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain('s3cr3t-answer')
      expect(requests).toEqual([])
    })
  }

  test('is an error where middleware has read it', async () => {
    const onResponse = async () => {
      const other = listed()
      await other.text()
      return other
    }
    const { env } = connect([{ onResponse }], listed())
    await expect(env.list()).rejects.toMatchObject({
      name: 'UnexpectedResponseError',
      message: 'listEnvironmentVariables was answered with 200, but middleware has read its body.',
      attempts: 1,
    })
  })

  test('is an error where it stalls, of which nobody knows what was sent for it', async () => {
    const stalling = new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
    const { raw } = connect([{ onResponse: () => stalling }], listed())
    const call = raw.v1.GET('/list_environment_variables', { timeout: 1, retry: false })
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError', outcome: 'unknown' })
    await expect(call).rejects.toThrow(/timed out after `timeout` \(1 ms\)(?!.*before a request was sent)/)
  })

  test('is an error where it is larger than `maxResponseBytes`', async () => {
    const { env } = connectWith(
      { middleware: [{ onRequest: () => listed() }], maxResponseBytes: 26 },
      json({}),
    )
    await expect(env.list()).rejects.toMatchObject({
      name: 'UnexpectedResponseError',
      message: expect.stringMatching(/^listEnvironmentVariables was .*`maxResponseBytes`/),
    })
  })

  test('ends with the signal of the call where it stalls', async () => {
    const controller = new AbortController()
    const stalling = new Response(new ReadableStream({ pull: () => controller.abort('enough') }))
    const { env } = connect([{ onRequest: () => stalling }])
    await expect(env.list({ signal: controller.signal })).rejects.toBe('enough')
  })

  test('keeps every digit of a page of documents', async () => {
    const page = `{"status":{"type":"upToDate","snapshotTs":1763887200000000001},"truncates":[],"values":[],
      "syncId":"s","pagination":{"hasMore":true,"nextCursor":"c"}}`
    const onResponse = async ({ response }: { response: Response }) => new Response(await response.text())
    const { dataSync } = connect([{ onResponse }], new Response(page))
    for await (const { status } of dataSync.pages())
      expect(status).toEqual({ type: 'upToDate', snapshotTs: 1763887200000000001n })
    expect.assertions(1)
  })

  test('in place of an error is the result', async () => {
    const onError = () => listed({ STALE: 'yes' })
    const { env } = connect([{ onError }], new Response(null, { status: 403 }))
    expect(await env.list()).toEqual([{ name: 'STALE', value: 'yes' }])
  })
})
