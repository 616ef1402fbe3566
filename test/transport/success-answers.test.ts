import { describe, expect, test } from 'vitest'
import { UnexpectedResponseError } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { serveHttp } from '../support/http-server.js'
import { answering, json } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

/** Stands where a value would leak into a message. */
const MARKER = 'a-value-that-nobody-may-see'

const listing = (answer: Response) => deployment({ fetch: answering(answer).fetch }).env.list()
const setting = (answer: Response) =>
  deployment({ fetch: answering(answer).fetch }).env.set({ LOG_LEVEL: 'info' })

const bytes = (...parts: (string | number[])[]) =>
  new Blob(parts.map(part => (typeof part === 'string' ? part : new Uint8Array(part))))

describe('a list is read', () => {
  test.each<[string, Response]>([
    ['from JSON', json([{ name: 'A', value: 'b' }])],
    ['without a content type', new Response(bytes('[{"name":"A","value":"b"}]'))],
    [
      'with another content type',
      new Response('[{"name":"A","value":"b"}]', { headers: { 'content-type': 'text/plain' } }),
    ],
    ['with white space around it', new Response(' \r\n[{"name":"A","value":"b"}]\n')],
    ['with a byte order mark', new Response(bytes([0xef, 0xbb, 0xbf], '[{"name":"A","value":"b"}]'))],
    ['from another 2xx', json([{ name: 'A', value: 'b' }], { status: 203 })],
    [
      'with a content length of zero',
      json([{ name: 'A', value: 'b' }], { headers: { 'content-length': '0' } }),
    ],
    [
      'with a content length too large',
      json([{ name: 'A', value: 'b' }], { headers: { 'content-length': '999' } }),
    ],
  ])('%s', async (_, answer) => {
    expect(await listing(answer)).toEqual([{ name: 'A', value: 'b' }])
  })

  test('with fields that the document does not know', async () => {
    const answer = json([{ name: 'A', value: 'b', secret: true, history: [1, { deep: null }] }])
    expect(await listing(answer)).toMatchObject([{ name: 'A', value: 'b' }])
  })

  test('with names and values that could not be set', async () => {
    const variables = [
      { name: 'CONVEX_CLOUD_URL', value: 'https://happy-otter-123.convex.cloud' },
      { name: 'a'.repeat(300), value: 'x'.repeat(20_000) },
    ]
    expect(await listing(json(variables))).toEqual(variables)
  })

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('with a variable %s', async name => {
    expect(await listing(json([{ name, value: 'b' }]))).toEqual([{ name, value: 'b' }])
  })

  test('whose characters are cut by the chunks they come in', async () => {
    const whole = new TextEncoder().encode('[{"name":"A","value":"größe 🚀"}]')
    const body = new ReadableStream({
      start(controller) {
        for (const byte of whole) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    const fetch = async () => new Response(body)
    expect(await deployment({ fetch }).env.list()).toEqual([{ name: 'A', value: 'größe 🚀' }])
  })
})

describe('a list that does not fit is refused, and where is said', () => {
  const good = { name: 'A', value: 'b' }

  test.each<[string, unknown, string]>([
    ['an object', {}, 'the body must be an array'],
    ['null', null, 'the body must be an array'],
    ['a string', MARKER, 'the body must be an array'],
    ['a number', 42, 'the body must be an array'],
    [
      'the answer of the other contract',
      { environmentVariables: { A: MARKER } },
      'the body must be an array',
    ],
    ['a value that is a number', [{ name: 'A', value: 42 }], '/0/value must be a string'],
    ['a value that is null', [good, { name: 'B', value: null }], '/1/value must be a string'],
    ['a value that is an object', [{ name: 'A', value: { [MARKER]: MARKER } }], '/0/value must be a string'],
    ['a value that is an array', [{ name: 'A', value: [MARKER] }], '/0/value must be a string'],
    ['no value', [good, good, { name: MARKER }], '/2/value is missing'],
    ['no name', [{ value: MARKER }], '/0/name is missing'],
    ['a name that is a boolean', [{ name: true, value: MARKER }], '/0/name must be a string'],
    [
      'a name that is no name',
      [{ name: 'A B', value: MARKER }],
      '/0/name must match ^[A-Za-z_][A-Za-z0-9_]*$',
    ],
    ['an item that is a string', [MARKER], '/0 must be an object'],
    ['an item that is null', [good, null], '/1 must be an object'],
    ['an item that is an array', [['A', MARKER]], '/0 must be an object'],
  ])('with %s', async (_, body, where) => {
    const error = await failureOf(listing(json(body)))
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toMatchObject({
      name: 'UnexpectedResponseError',
      operation: 'listEnvironmentVariables',
      status: 200,
      outcome: 'unknown',
      attempts: 1,
      message: expect.stringContaining(`does not match the document: ${where}. Check that`),
    })
    expect(JSON.stringify(error)).not.toContain(MARKER)
  })
})

describe('a list that is no JSON is refused', () => {
  test.each<[string, Response, string]>([
    ['nothing', new Response(null), 'the body must be an array'],
    ['an empty text', new Response(''), 'the body must be an array'],
    ['a 204', new Response(null, { status: 204 }), 'the body must be an array'],
    ['a byte order mark alone', new Response(bytes([0xef, 0xbb, 0xbf])), 'the body must be an array'],
    ['a login page', new Response(`<html>${MARKER}</html>`), 'the body is not JSON'],
    ['truncated JSON', new Response(`[{"name":"A","value":"${MARKER}`), 'the body is not JSON'],
    ['JSON and more', new Response(`[]${MARKER}`), 'the body is not JSON'],
    ['lines of JSON', new Response('[]\n[]'), 'the body is not JSON'],
    ['white space', new Response(' \n'), 'the body is not JSON'],
    ['Latin-1', new Response(bytes('["gr', [0xf6, 0xdf], 'e"]')), 'the body is not UTF-8'],
    ['a cut character', new Response(bytes('["', [0xf0, 0x9f, 0x9a])), 'the body is not UTF-8'],
    ['a surrogate in UTF-8', new Response(bytes('["', [0xed, 0xa0, 0x80], '"]')), 'the body is not UTF-8'],
    ['UTF-16', new Response(bytes([0xff, 0xfe, 0x5b, 0, 0x5d, 0])), 'the body is not UTF-8'],
  ])('as %s', async (_, answer, what) => {
    const error = await failureOf(listing(answer))
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toMatchObject({ outcome: 'unknown', message: expect.stringContaining(what) })
    expect(JSON.stringify(error)).not.toContain(MARKER)
  })
})

describe('a write succeeds', () => {
  test.each<[string, Response]>([
    ['with nothing', new Response(null)],
    ['with an empty text', new Response('')],
    ['with a 201', new Response(null, { status: 201 })],
    ['with a 202', new Response(null, { status: 202 })],
    ['with a 204', new Response(null, { status: 204 })],
    ['with a 205', new Response(null, { status: 205 })],
    ['with null', json(null)],
    ['with an object', json({ updated: 1 })],
    ['with an array', json([])],
  ])('%s', async (_, answer) => {
    expect(await setting(answer)).toBeUndefined()
  })
})

describe('a write that was answered by something else than a deployment fails', () => {
  test.each<[string, Response, string]>([
    ['a login page', new Response('<!doctype html>'), 'the body is not JSON'],
    ['a text', new Response('OK'), 'the body is not JSON'],
    ['bytes', new Response(bytes([0xff])), 'the body is not UTF-8'],
  ])('with %s, and may have taken effect', async (_, answer, what) => {
    const error = await failureOf(setting(answer))
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toMatchObject({ status: 200, outcome: 'unknown', message: expect.stringContaining(what) })
    expect(error).toMatchObject({ message: expect.stringMatching(/`url` is a deployment.*login page/) })
  })
})

test('without a `fetch` of its own a client uses the global one', async () => {
  const url = await serveHttp((_, response) => response.end('[{"name":"A","value":"b"}]'))
  expect(await deployment({ url }).env.list()).toEqual([{ name: 'A', value: 'b' }])
})

test('a write says how long it is: not every proxy takes a body in chunks', async () => {
  const lengths: unknown[] = []
  const url = await serveHttp(({ headers }, response) => {
    lengths.push(headers['content-length'])
    response.end()
  })
  await deployment({ url }).env.set({ A: 'b' })
  expect(lengths).toEqual([`${JSON.stringify({ changes: [{ name: 'A', value: 'b' }] }).length}`])
})

test('an answer that does not fit is not asked for again', async () => {
  const { fetch, requests } = answering(new Response('<html>'))
  await failureOf(deployment({ fetch, retry: { limit: 5, repeatWrites: true } }).env.list())
  expect(requests).toHaveLength(1)
})

test('a large answer can be read by middleware as well', async () => {
  const variables = Array.from({ length: 100 }, (_, i) => ({ name: `A${i}`, value: '🚀'.repeat(500) }))
  const texts: string[] = []
  const onResponse = async ({ response }: { response: Response }) => {
    texts.push(await response.clone().text())
  }
  const { fetch } = answering(json(variables))
  await deployment({ fetch, middleware: [{ onResponse }] }).env.list()
  expect(texts).toEqual([JSON.stringify(variables)])
})

test('a path client gives the answer as it came', async () => {
  const answer = json([{ name: 'A', value: 'b' }], { headers: { 'x-trace': 'abc' } })
  const { data, response } = await deployment({ fetch: answering(answer).fetch }).raw.v1Beta.POST(
    '/list_environment_variables',
  )
  expect(data).toEqual([{ name: 'A', value: 'b' }])
  expect(response).toMatchObject({ status: 200, ok: true })
  expect(response.headers.get('x-trace')).toBe('abc')
})

test('a path client gives the answer without data where the document declares none', async () => {
  const answer = json(null, { headers: { 'x-trace': 'abc' } })
  const { data, response } = await deployment({ fetch: answering(answer).fetch }).raw.v1.POST(
    '/pause_deployment',
  )
  expect(data).toBeUndefined()
  expect([response.status, response.headers.get('x-trace')]).toEqual([200, 'abc'])
})
