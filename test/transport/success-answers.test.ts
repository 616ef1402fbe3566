import { describe, expect, test } from 'vitest'
import { UnexpectedResponseError } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { serveHttp } from '../support/http-server.js'
import { answering, json, listed } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

/** Stands where a value would leak into a message. */
const MARKER = 'a-value-that-nobody-may-see'

const LIST = '{"environmentVariables":{"A":"b"}}'
const VARIABLES = [{ name: 'A', value: 'b' }]

const listing = (answer: Response) => deployment({ fetch: answering(answer).fetch }).env.list()
const setting = (answer: Response) =>
  deployment({ fetch: answering(answer).fetch }).env.set({ LOG_LEVEL: 'info' })

const bytes = (...parts: (string | number[])[]) =>
  new Blob(parts.map(part => (typeof part === 'string' ? part : new Uint8Array(part))))

describe('a list is read', () => {
  test.each<[string, Response]>([
    ['from JSON', listed({ A: 'b' })],
    ['without a content type', new Response(bytes(LIST))],
    ['with another content type', new Response(LIST, { headers: { 'content-type': 'text/plain' } })],
    ['with white space around it', new Response(` \r\n${LIST}\n`)],
    ['with a byte order mark', new Response(bytes([0xef, 0xbb, 0xbf], LIST))],
    ['from another 2xx', listed({ A: 'b' }, { status: 203 })],
    ['with a content length of zero', listed({ A: 'b' }, { headers: { 'content-length': '0' } })],
    ['with a content length too large', listed({ A: 'b' }, { headers: { 'content-length': '999' } })],
  ])('%s', async (_, answer) => {
    expect(await listing(answer)).toEqual(VARIABLES)
  })

  test('whose characters are cut by the chunks they come in', async () => {
    const whole = new TextEncoder().encode('{"environmentVariables":{"A":"größe 🚀"}}')
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

describe('a list that is no JSON is refused', () => {
  test.each<[string, Response, string]>([
    ['nothing', new Response(null), 'the body must be an object'],
    ['an empty text', new Response(''), 'the body must be an object'],
    ['a 204', new Response(null, { status: 204 }), 'the body must be an object'],
    ['a byte order mark alone', new Response(bytes([0xef, 0xbb, 0xbf])), 'the body must be an object'],
    ['a login page', new Response(`<html>${MARKER}</html>`), 'the body is not JSON'],
    ['truncated JSON', new Response(`[{"name":"A","value":"${MARKER}`), 'the body is not JSON'],
    ['JSON and more', new Response(`{}${MARKER}`), 'the body is not JSON'],
    ['lines of JSON', new Response('{}\n{}'), 'the body is not JSON'],
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

test.each<[string, Response]>([
  ['nothing', new Response(null)],
  ['an empty text', new Response('')],
  ['a 201', new Response(null, { status: 201 })],
  ['a 202', new Response(null, { status: 202 })],
  ['a 204', new Response(null, { status: 204 })],
  ['a 205', new Response(null, { status: 205 })],
  ['null', json(null)],
  ['an object', json({ updated: 1 })],
  ['an array', json([])],
])('a write succeeds with %s', async (_, answer) => {
  expect(await setting(answer)).toBeUndefined()
})

test.each<[string, Response, string]>([
  ['a login page', new Response('<!doctype html>'), 'the body is not JSON'],
  ['a text', new Response('OK'), 'the body is not JSON'],
  ['bytes', new Response(bytes([0xff])), 'the body is not UTF-8'],
])('a write that is answered with %s fails, and may have taken effect', async (_, answer, what) => {
  const error = await failureOf(setting(answer))
  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).toMatchObject({ status: 200, outcome: 'unknown', message: expect.stringContaining(what) })
  expect(error).toMatchObject({ message: expect.stringMatching(/`url` is a deployment.*login page/) })
})

test('without a `fetch` of its own a client uses the global one', async () => {
  const url = await serveHttp((_, response) => response.end(LIST))
  expect(await deployment({ url }).env.list()).toEqual(VARIABLES)
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
  const names = Array.from({ length: 100 }, (_, i) => `A${i}`)
  const variables = Object.fromEntries(names.map(name => [name, '🚀'.repeat(500)]))
  const texts: string[] = []
  const onResponse = async ({ response }: { response: Response }) => {
    texts.push(await response.clone().text())
  }
  await deployment({ fetch: answering(listed(variables)).fetch, middleware: [{ onResponse }] }).env.list()
  expect(texts).toEqual([JSON.stringify({ environmentVariables: variables })])
})

test('a path client gives the answer as it came', async () => {
  const { fetch } = answering(listed({ A: 'b' }, { headers: { 'x-trace': 'abc' } }))
  const { data, response } = await deployment({ fetch }).raw.v1.GET('/list_environment_variables')
  expect(data).toEqual(JSON.parse(LIST))
  expect(response).toMatchObject({ status: 200, ok: true })
  expect(response.headers.get('x-trace')).toBe('abc')
})

test('a path client gives the answer without data where the document declares none', async () => {
  const { fetch } = answering(json(null, { headers: { 'x-trace': 'abc' } }))
  const { data, response } = await deployment({ fetch }).raw.v1.POST('/pause_deployment')
  expect(data).toBeUndefined()
  expect([response.status, response.headers.get('x-trace')]).toEqual([200, 'abc'])
})
