import { getEventListeners } from 'node:events'
import type { Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { deployment } from '../support/deployment.js'
import { serveHttp } from '../support/http-server.js'
import { failureOf } from '../support/settling.js'
import { http, startSocketServer } from '../support/socket-server.js'

/** A client of the published contract whose server writes what it is told, with all that the server saw. */
async function connect(answer: (socket: Socket, count: number) => void, options = {}) {
  const server = await startSocketServer(answer)
  onTestFinished(() => server.close())
  return { server, env: deployment({ url: server.url, retry: false, ...options }).env }
}

test.each([
  ['characters beyond Latin-1', '200 Très bien ✓'],
  ['Latin-1', '200 Tr\u00e8s bien'],
  ['nothing', '200'],
  ['a control character', '200 a\tb'],
])('an answer whose status text holds %s is read', async (_, status) => {
  const { env } = await connect(socket => socket.end(http(status, '[]')))
  expect(await env.list()).toEqual([])
})

describe('an error answer whose body breaks off tells its status', () => {
  test.each([
    ['400 Bad', { name: 'BadRequestError', outcome: 'rejected' }],
    ['401 No', { name: 'UnauthorizedError', outcome: 'rejected' }],
    ['500 Oops', { name: 'ServerError', outcome: 'unknown' }],
  ])('%s', async (status, expected) => {
    const { env } = await connect(socket =>
      socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 200\r\n\r\n{"code":"ACode","mess`),
    )
    const error = await failureOf(env.set({ A: 'value' }))
    expect(error).toMatchObject(expected)
    expect(error).not.toHaveProperty('code')
  })

  test('and a 429 is repeated, for the server did nothing', async () => {
    const broken = 'HTTP/1.1 429 Busy\r\nretry-after: 0\r\ncontent-length: 200\r\n\r\n{"code'
    const { server, env } = await connect(
      (socket, count) => (count === 1 ? socket.end(broken) : socket.end(http('200 OK', ''))),
      { retry: { limit: 1 } },
    )
    await env.set({ A: 'value' })
    expect(server.requests).toHaveLength(2)
  })
})

test('chunks that end before the last one are a broken answer', async () => {
  const { env } = await connect(socket =>
    socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n[]\r\n'),
  )
  expect(await failureOf(env.list())).toMatchObject({ name: 'ConnectionError', outcome: 'unknown' })
})

test.each([
  ['a 100 that nobody asked for', 'HTTP/1.1 100 Continue\r\n\r\n'],
  ['a switch to another protocol', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
])('%s is a broken connection', async (_, answer) => {
  const { server, env } = await connect(socket => socket.write(answer))
  const error = await failureOf(env.set({ A: 'value' }))
  expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'unknown', attempts: 1 })
  expect(server.requests).toHaveLength(1)
})

test.each([204, 205])('a %i to a write is a success, and the connection is used again', async status => {
  const ports = new Set<number | undefined>()
  const url = await serveHttp(({ socket }, response) => {
    ports.add(socket.remotePort)
    response.writeHead(status).end()
  })
  const { env } = deployment({ url })
  for (const value of ['a', 'b', 'c', 'd', 'e']) await env.set({ A: value })
  expect(ports.size).toBeLessThanOrEqual(2)
})

test("hundred calls with one signal leave no listener on it, over Node's own fetch", async () => {
  const url = await serveHttp((_, response) => response.end('[]'))
  const { env } = deployment({ url })
  const { signal } = new AbortController()
  for (let call = 0; call < 100; call++) await env.list({ signal })
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('a refused connection is tried as often as the limit says, for a write as well', async () => {
  const closed = await startSocketServer(() => {})
  await closed.close()
  const { env } = deployment({ url: closed.url })
  expect(await failureOf(env.set({ A: 'value' }))).toMatchObject({
    name: 'ConnectionError',
    code: 'ECONNREFUSED',
    outcome: 'not-sent',
    attempts: 3,
    message: expect.stringContaining(`no connection to ${closed.url} (ECONNREFUSED)`),
  })
})
