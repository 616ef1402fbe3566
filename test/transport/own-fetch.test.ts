import { request as httpRequest } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DeploymentClientOptions } from '../../src/index.js'
import { fetchFailed } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { asGlobal } from '../support/global-fetch.js'
import { answering, recorder } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'
import { type SocketServer, startSocketServer } from '../support/socket-server.js'

type Fetch = NonNullable<DeploymentClientOptions['fetch']>

/** A deployment that takes a request and hangs up. */
let server: SocketServer
/** An address where nobody listens any more. */
let closed: string
beforeEach(async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0) // no wait between attempts
  server = await startSocketServer(socket => socket.destroy())
  const gone = await startSocketServer(socket => socket.destroy())
  await gone.close()
  closed = gone.url
})
afterEach(() => server.close())

const body = async (request: Request) => (request.method === 'GET' ? null : request.clone().text())
const sendTo = async (origin: string, request: Request) =>
  fetch(request.url.replace(new URL(request.url).origin, origin), {
    method: request.method,
    headers: request.headers,
    body: await body(request),
  })

const FETCHES: Readonly<Record<string, Fetch>> = {
  'tries again where the first try arrived, and is refused': request =>
    sendTo(server.url, request).catch(() => sendTo(closed, request)),
  'turns to another host, of which the first that answers counts': request =>
    Promise.any([sendTo(closed, request), sendTo(server.url, request)]),
  'reports what it sent to a port that is closed': async request => {
    await sendTo(server.url, request).catch(() => {})
    return sendTo(closed, request)
  },
  'sends it by itself, and fails as if it had not connected': request =>
    new Promise((_, reject) => {
      const { method, url, headers } = request
      const own = httpRequest(url, { method, headers: Object.fromEntries(headers) })
      own.on('error', cause => reject(Object.assign(cause, { code: 'ERR_SSL_WRONG_VERSION_NUMBER' })))
      void request.text().then(text => own.end(text))
    }),
  'answers with a body that ends in an error of a name': async request => {
    await sendTo(server.url, request).catch(() => {})
    const { cause } = fetchFailed('ENOTFOUND')
    return new Response(new ReadableStream({ pull: controller => controller.error(cause) }))
  },
}

const UNKNOWN = { name: 'ConnectionError', outcome: 'unknown', attempts: 1 }

describe.each(Object.entries(FETCHES))("a caller's `fetch` that %s", (_, own) => {
  const client = () => deployment({ url: server.url, fetch: own })

  test('gets a write that may be repeated once, and nobody knows whether it took effect', async () => {
    expect(await failureOf(client().env.set({ LOG_LEVEL: 'info' }))).toMatchObject(UNKNOWN)
    expect(server.requests).toHaveLength(1)
  })

  test('gets a write that must happen once only once', async () => {
    expect(await failureOf(client().logStreams.rotateSecret('an-id'))).toMatchObject(UNKNOWN)
    expect(server.requests).toHaveLength(1)
  })

  test('gets a read again', async () => {
    expect(await failureOf(client().env.list())).toMatchObject({ ...UNKNOWN, attempts: 3 })
    expect(server.requests).toHaveLength(3)
  })
})

test('the global `fetch` that is refused has sent nothing, and a write is sent again', async () => {
  const refused = await failureOf(deployment({ url: closed }).env.set({ LOG_LEVEL: 'info' }))
  expect(refused).toMatchObject({ outcome: 'not-sent', attempts: 3, code: 'ECONNREFUSED' })
})

test('the body of its answer, broken off, proves that something was sent', async () => {
  const { cause } = fetchFailed('ECONNREFUSED')
  const broken = new Response(new ReadableStream({ start: controller => controller.error(cause) }))
  const { requests } = asGlobal(recorder(async () => broken))
  expect(await failureOf(deployment().env.set({ LOG_LEVEL: 'info' }))).toMatchObject(UNKNOWN)
  expect(requests).toHaveLength(1)
})

describe('an error with a member that throws as it is read is still ours', () => {
  const thrower = {
    get(): never {
      throw new Error('no')
    },
  }

  test.each(['code', 'message', 'name', 'cause', 'syscall'])('%s', async member => {
    asGlobal(answering(Object.defineProperty(fetchFailed('ECONNREFUSED'), member, thrower)))
    expect(await failureOf(deployment().env.set({ LOG_LEVEL: 'info' }))).toMatchObject(UNKNOWN)
  })

  test('also where it is the innermost that throws', async () => {
    const inner = Object.defineProperty(new Error('inner'), 'code', thrower)
    asGlobal(answering(new TypeError('fetch failed', { cause: inner })))
    expect(await failureOf(deployment().env.set({ LOG_LEVEL: 'info' }))).toMatchObject({
      ...UNKNOWN,
      cause: { message: 'fetch failed' },
    })
  })
})
