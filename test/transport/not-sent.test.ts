import { type Dispatcher, ProxyAgent, Agent as UndiciAgent, fetch as undiciFetch } from 'undici'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { DeploymentClientOptions } from '../../src/index.js'
import { fetchFailed } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { asGlobal } from '../support/global-fetch.js'
import { serveHttp } from '../support/http-server.js'
import { answering } from '../support/recorder.js'
import { type Refusing, readTls, startProxy, startSecure } from '../support/refusing.js'
import { failureOf } from '../support/settling.js'

type Fetch = NonNullable<DeploymentClientOptions['fetch']>

const NOT_SENT = { name: 'ConnectionError', outcome: 'not-sent', attempts: 1 }
const set = (options: Partial<DeploymentClientOptions>) =>
  failureOf(deployment(options).env.set({ LOG_LEVEL: 'info' }))

/** What a package's own `fetch` is called like: the types of its parts are not the global ones. */
const through = (dispatcher?: Dispatcher): Fetch => {
  const call: (url: string, init: object) => Promise<unknown> = undiciFetch
  return async request => asResponse(await call(request.url, Object.assign(request, { dispatcher })))
}
const asResponse = (response: unknown): Response => {
  if (response instanceof Response || typeof response === 'object') return response as Response
  throw new TypeError('no response')
}

const open: { close(): Promise<void> }[] = []
const opened = <Resource extends { close(): Promise<void> }>(resource: Resource): Resource => {
  open.push(resource)
  return resource
}
afterEach(async () => {
  await Promise.all(open.splice(0).map(one => one.close()))
})

describe('a proxy that refuses to connect (nodejs/undici#3442)', () => {
  test.each(['407 Proxy Authentication Required', '403 Forbidden', '503 Service Unavailable'])(
    'gets a write once, and is named: %s',
    async status => {
      const proxy: Refusing = opened(await startProxy(status))
      const dispatcher = opened(new ProxyAgent(`http://127.0.0.1:${proxy.port}`))
      const error = await set({ fetch: through(dispatcher) })
      expect(error).toMatchObject({
        ...NOT_SENT,
        code: 'UND_ERR_ABORTED',
        message: expect.stringContaining('The proxy refused: check its URL.'),
        cause: { message: `Proxy response (${status.slice(0, 3)}) !== 200 when HTTP Tunneling` },
      })
      expect(proxy.arrived).toEqual(['CONNECT happy-otter-123.convex.cloud:443'])
    },
  )

  test.each([
    ['Bun', Object.assign(new Error('Proxy refused to open a tunnel: 407'), { code: 'ERR_PROXY_TUNNEL' })],
    ['Deno, for a 407', new TypeError('client error (Connect): proxy authentication required')],
    ['Deno, for another status', new TypeError('client error (Connect): unsuccessful tunnel')],
    ['Node 26, where it hangs up', fetchFailed('UND_ERR_PRX_CONN')],
  ])('is known by what it says in %s', async (_, thrown) => {
    expect(await set({ fetch: answering(thrown).fetch })).toMatchObject({
      ...NOT_SENT,
      message: expect.stringContaining('The proxy refused'),
    })
  })
})

describe('a `fetch` of another package', () => {
  test('that takes no global Request sends nothing, and the remedy is named', async () => {
    const foreign: (request: never) => Promise<unknown> = undiciFetch
    const error = await set({ fetch: async request => asResponse(await foreign(request as never)) })
    expect(error).toMatchObject({
      ...NOT_SENT,
      message: expect.stringContaining('Pass `fetch: request => undici.fetch(request.url, request)`.'),
    })
  })

  test('works as that remedy says', async () => {
    const server = opened(await startSecure(['by-company']))
    const agent = opened(new UndiciAgent({ connect: { ca: await readTls('company-ca') } }))
    const { env } = deployment({ url: `https://127.0.0.1:${server.port}`, fetch: through(agent) })
    expect(await env.list()).toEqual([])
    expect(server.arrived).toEqual(['/api/v1/list_environment_variables'])
  })

  test.each([
    ['node-fetch', Object.assign(new TypeError('Invalid URL'), { input: '[object Request]' })],
    ['any, in Deno', new TypeError("Invalid URL: '[object Request]'")],
    ['a dispatcher of a newer undici', fetchFailed('UND_ERR_INVALID_ARG', 'invalid onRequestStart method')],
    ['a dispatcher of an older one', fetchFailed('UND_ERR_INVALID_ARG', 'invalid onError method')],
  ])('is known by what it says: %s', async (_, thrown) => {
    expect(await set({ fetch: answering(thrown).fetch })).toMatchObject(NOT_SENT)
  })

  test.each([
    [
      'a redirect to a broken address',
      Object.assign(new Error('Invalid URL'), { input: 'http://[object Request]' }),
    ],
    ['what node-fetch 2 says of a redirect, too', new TypeError('Only absolute URLs are supported')],
    ['another invalid argument', fetchFailed('UND_ERR_INVALID_ARG', 'invalid body')],
  ])('may have sent it where it fails later: %s', async (_, thrown) => {
    expect(await set({ fetch: answering(thrown).fetch })).toMatchObject({ outcome: 'unknown' })
  })

  test.each([
    ['a symbol as its code', Object.assign(new Error('broken'), { code: Symbol('code') })],
    ['an input without a prototype', Object.assign(new Error('broken'), { input: Object.create(null) })],
  ])('may throw anything, and the error is still ours: %s', async (_, thrown) => {
    expect(await set({ fetch: answering(thrown).fetch })).toMatchObject({
      name: 'ConnectionError',
      outcome: 'unknown',
    })
  })

  test('that is missing is asked for', async () => {
    vi.stubGlobal('fetch', undefined)
    expect(await set({})).toMatchObject({
      name: 'InvalidInputError',
      message: 'There is no global `fetch`: pass one.',
      option: 'fetch',
      outcome: 'not-sent',
      attempts: 0,
    })
  })
})

describe('a text in which a refusal is quoted, or a code that is near to one, proves nothing', () => {
  test.each([
    'the log: invalid onError method',
    'invalid onError methods',
    'after a bad port',
    'a redirect: Fetch failed: Requests to port 1 are blocked',
    'a worker: Requires net access to "a.invalid:443"',
    'a file: open ERR_ACCESS_DENIED',
    'the page: Proxy response (407)',
  ])('%s', async message => {
    asGlobal(answering(new TypeError(message)))
    expect(await set({})).toMatchObject({ outcome: 'unknown', attempts: 1 })
  })

  test.each([
    'NOT_UND_ERR_PRX_CONN',
    'XENOTFOUND',
    'ENOTFOUNDX',
    'NO_ERR_TLS_CERT_ALTNAME_INVALID',
    'NO_ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_WRONG_VERSION_NUMBERS',
    'NO_ERR_SSL_HANDSHAKE',
  ])('%s', async code => {
    asGlobal(answering(fetchFailed(code)))
    expect(await set({})).toMatchObject({ outcome: 'unknown', attempts: 1, code })
  })
})

describe('a runtime that forbids it is not asked again', () => {
  test.each([
    [
      'Deno (denoland/std#1396)',
      'Requires net access to "a.invalid:443", run again with the --allow-net flag',
    ],
    ['Node 26, a connection', 'connect ERR_ACCESS_DENIED Access to this API has been restricted.'],
    ['Node 26, a name', 'getaddrinfo ERR_ACCESS_DENIED a.invalid'],
  ])('%s', async (_, message) => {
    expect(await set({ fetch: answering(new TypeError(message)).fetch })).toMatchObject({
      ...NOT_SENT,
      message: expect.stringContaining('The runtime forbids it: see `--allow-net`.'),
    })
  })

  test('Node, a port, for which no permission helps', async () => {
    expect(await set({ url: 'http://127.0.0.1:1' })).toMatchObject({
      ...NOT_SENT,
      message: expect.stringMatching(/The runtime forbids that port\.$/),
      cause: { message: 'bad port' },
    })
  })

  test('Deno, a port', async () => {
    const thrown = new TypeError('Fetch failed: Requests to port 1 are blocked')
    expect(await set({ fetch: answering(thrown).fetch })).toMatchObject({
      ...NOT_SENT,
      message: expect.stringMatching(/The runtime forbids that port\.$/),
    })
  })

  test('what it forbids elsewhere says nothing of the request', async () => {
    const thrown = Object.assign(new Error('Use --allow-fs-write.'), { code: 'ERR_ACCESS_DENIED' })
    expect(await set({ fetch: answering(thrown).fetch })).toMatchObject({ outcome: 'unknown' })
  })
})

describe('a certificate that is not trusted (boxcli#537)', () => {
  test.each([
    ['a company whose CA comes along', ['by-company', 'company-ca'], 'SELF_SIGNED_CERT_IN_CHAIN'],
    ['a company whose CA does not', ['by-company'], 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['nobody', ['certificate'], 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('of %s leads to NODE_EXTRA_CA_CERTS', async (_, certificates, code) => {
    const server = opened(await startSecure(certificates))
    const error = await set({ url: `https://127.0.0.1:${server.port}`, retry: false })
    expect(error).toMatchObject({
      ...NOT_SENT,
      code,
      message: expect.stringMatching(/company's CA needs NODE_EXTRA_CA_CERTS or `--use-system-ca`/),
    })
    expect(server.arrived).toEqual([])
  })

  test.each([
    ['expired', 'by-company-expired', 'CERT_HAS_EXPIRED', /Check its certificate/],
    [
      'for another host',
      'by-company-elsewhere',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      /Check the name; .* `url`\.$/,
    ],
  ])('that is %s is to be checked', async (_, certificate, code, advice) => {
    const server = opened(await startSecure([certificate]))
    const agent = opened(new UndiciAgent({ connect: { ca: await readTls('company-ca') } }))
    const url = `https://127.0.0.1:${server.port}`
    asGlobal({ fetch: through(agent) })
    const error = await set({ url, retry: false })
    expect(error).toMatchObject({ ...NOT_SENT, code, message: expect.stringMatching(advice) })
    expect(server.arrived).toEqual([])
  })

  test('where there is none at all', async () => {
    const url = (await serveHttp(() => {})).replace('http:', 'https:')
    expect(await set({ url, retry: false })).toMatchObject({
      ...NOT_SENT,
      code: 'ERR_SSL_WRONG_VERSION_NUMBER',
      message: expect.stringContaining('Is it `http:`?'),
    })
  })

  test('of the client, which a server may miss only after the request, proves nothing', async () => {
    const ca = await readTls('company-ca')
    const server = opened(await startSecure(['by-company'], { ca, requestCert: true, minVersion: 'TLSv1.3' }))
    const agent = opened(new UndiciAgent({ connect: { ca } }))
    const url = `https://127.0.0.1:${server.port}`
    expect(await set({ url, fetch: through(agent) })).toMatchObject({ outcome: 'unknown', attempts: 1 })
  })
})
