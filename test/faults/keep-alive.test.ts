import type { Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { deployment } from '../support/deployment.js'
import { http, startSocketServer } from '../support/socket-server.js'

const LIST = '{"environmentVariables":{"A":"1"}}'

async function connect(answer: (socket: Socket, count: number) => void) {
  const server = await startSocketServer(answer)
  onTestFinished(() => server.close())
  return { server, env: deployment({ url: server.url, contract: 'v1' }).env }
}

// Node's own fetch opens a second connection while the first becomes free, and no third.
const MOST = 2

test('calls one after the other share a connection', async () => {
  const { server, env } = await connect(socket => socket.write(http('200 OK', LIST)))
  for (let i = 0; i < 5; i++) await env.list()
  expect(server.requests).toHaveLength(5)
  expect(server.connections()).toBeLessThanOrEqual(MOST)
})

test('an error answer that was read to its end leaves the connection for the next call', async () => {
  const { server, env } = await connect((socket, count) =>
    socket.write(count === 1 ? http('400 Bad Request', '{"code":"X","message":"no"}') : http('200 OK', LIST)),
  )
  for (let i = 0; i < 4; i++) await env.list().catch(() => {})
  expect(server.requests).toHaveLength(4)
  expect(server.connections()).toBeLessThanOrEqual(MOST)
})

test.each(['204 No Content', '205 Reset Content'])('so does a %s to a write', async status => {
  const answer = status.startsWith('204') ? `HTTP/1.1 ${status}\r\n\r\n` : http(status, '')
  const { server, env } = await connect(socket => socket.write(answer))
  for (const value of ['a', 'b', 'c', 'd', 'e']) await env.set({ A: value })
  expect(server.connections()).toBeLessThanOrEqual(MOST)
})
