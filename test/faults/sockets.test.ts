import type { Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createDeploymentClient, type DeploymentClientOptions } from '../../src/index.js'
import { failureOf } from '../support/settling.js'
import { http, type SocketServer, startSocketServer } from '../support/socket-server.js'

const TOKEN = 'dev:happy-otter-123|s3cr3t-key'
const LIST = '{"environmentVariables":{"A":"1"}}'

const servers: SocketServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()))
})

async function serve(answer: (socket: Socket, count: number) => void) {
  const server = await startSocketServer(answer)
  servers.push(server)
  return server
}

async function connect(
  answer: (socket: Socket, count: number) => void,
  options: Partial<DeploymentClientOptions> = {},
) {
  const server = await serve(answer)
  const client = createDeploymentClient({
    url: server.url,
    token: TOKEN,
    contract: 'v1',
    timeout: 300,
    ...options,
  })
  return { server, env: client.env, client }
}

const BREAKS: [string, (socket: Socket) => void, object][] = [
  ['a reset before the headers', socket => socket.resetAndDestroy(), { name: 'ConnectionError' }],
  ['a close before the headers', socket => socket.end(), { name: 'ConnectionError' }],
  [
    'a reset during the headers',
    socket => socket.write('HTTP/1.1 200 OK\r\ncontent-', () => socket.resetAndDestroy()),
    { name: 'ConnectionError' },
  ],
  [
    'a reset during the body',
    socket =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"envir', () => socket.resetAndDestroy()),
    { name: 'ConnectionError' },
  ],
  [
    'a body that is shorter than announced',
    socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{}'),
    { name: 'ConnectionError' },
  ],
  ['something that is no HTTP', socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n'), { name: 'ConnectionError' }],
  ['no headers at all', () => {}, { name: 'TimeoutError' }],
  [
    'a body that stops in the middle',
    socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"envir'),
    { name: 'TimeoutError' },
  ],
  [
    'an error answer whose body stops in the middle',
    socket => socket.write('HTTP/1.1 500 Oops\r\ncontent-length: 99\r\n\r\n{"code'),
    { name: 'TimeoutError' },
  ],
]

describe('a write, which may have taken effect, is sent once on', () => {
  test.each(BREAKS)('%s', async (_, answer, expected) => {
    const { server, env } = await connect(answer)
    const error = await failureOf(env.set({ A: 'value-of-a' }))
    expect(error).toMatchObject({ ...expected, outcome: 'unknown', attempts: 1 })
    expect(server.requests).toHaveLength(1)
  })
})

describe('an operation that must not be repeated is sent once, also with `repeatWrites`, on', () => {
  test.each(BREAKS)('%s', async (_, answer, expected) => {
    const { server, client } = await connect(answer, { retry: { repeatWrites: true } })
    const error = await failureOf(client.unpause())
    expect(error).toMatchObject({ ...expected, outcome: 'unknown', attempts: 1 })
    expect(server.requests).toHaveLength(1)
  })
})

describe('a read is repeated, and succeeds, after', () => {
  test.each(BREAKS)('%s', async (_, answer) => {
    const { server, env } = await connect((socket, count) =>
      count === 1 ? answer(socket) : socket.end(http('200 OK', LIST)),
    )
    expect(await env.list()).toEqual([{ name: 'A', value: '1' }])
    expect(server.requests).toHaveLength(2)
  })
})

test('a server that commits and then drops the connection sees the write once', async () => {
  const committed: string[] = []
  const { server, env } = await connect(socket => {
    committed.push(server.requests.at(-1) ?? '')
    socket.resetAndDestroy()
  })
  await failureOf(env.update([{ name: 'A', value: null }]))
  expect(committed).toHaveLength(1)
})

test('a refused connection is a failure in which nothing was sent', async () => {
  const { server, env } = await connect(() => {}, { retry: false })
  await server.close()
  servers.length = 0
  const error = await failureOf(env.set({ A: '1' }))
  expect(error).toMatchObject({ name: 'ConnectionError', code: 'ECONNREFUSED', outcome: 'not-sent' })
})

test('calls one after the other share a connection', async () => {
  const { server, env } = await connect(socket => socket.write(http('200 OK', LIST)))
  for (let i = 0; i < 5; i++) await env.list()
  expect(server.requests).toHaveLength(5)
  // Node's own fetch opens a second connection while the first becomes free, and no third.
  expect(server.connections()).toBeLessThanOrEqual(2)
})

test('an error answer that was read to its end leaves the connection for the next call', async () => {
  const { server, env } = await connect((socket, count) =>
    socket.write(count === 1 ? http('400 Bad Request', '{"code":"X","message":"no"}') : http('200 OK', LIST)),
  )
  for (let i = 0; i < 4; i++) await env.list().catch(() => {})
  expect(server.requests).toHaveLength(4)
  expect(server.connections()).toBeLessThanOrEqual(2)
})

describe.each(['301 Moved', '302 Found', '303 See Other', '307 Temporary', '308 Permanent'])(
  'a redirect with %s',
  status => {
    test('to another server is not followed: that server sees nothing', async () => {
      const other = await serve(socket => socket.end(http('200 OK', LIST)))
      const { env } = await connect(socket =>
        socket.write(http(status, '', [`location: ${other.url}/steal?secret=1`])),
      )
      const error = await failureOf(env.set({ A: 'value-of-a' }))
      expect(error).toMatchObject({ name: 'RedirectError', target: other.url, outcome: 'unknown' })
      expect(String(error)).not.toContain('steal')
      expect(other.requests).toEqual([])
    })

    test('to another path of the same server is not followed either', async () => {
      const { server, env } = await connect(socket =>
        socket.write(http(status, '', ['location: /api/v2/list'])),
      )
      await expect(env.list()).rejects.toMatchObject({ name: 'RedirectError', target: server.url })
      expect(server.requests).toHaveLength(1)
    })
  },
)

test('an abort while the body arrives closes the connection and gives the reason back', async () => {
  const reason = new Error('enough')
  const controller = new AbortController()
  let onClosed = () => {}
  const closed = new Promise<void>(resolve => {
    onClosed = resolve
  })
  const { env } = await connect(
    socket => {
      socket.on('close', () => onClosed())
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"envir', () => controller.abort(reason))
    },
    { timeout: 30_000 },
  )
  await expect(env.list({ signal: controller.signal })).rejects.toBe(reason)
  await closed
})

test('informational answers before the real one are passed over', async () => {
  const { env } = await connect(socket =>
    socket.write(`HTTP/1.1 103 Early Hints\r\n\r\n${http('200 OK', LIST)}`),
  )
  expect(await env.list()).toEqual([{ name: 'A', value: '1' }])
})

test('a body that is sent by and by is read', async () => {
  const { env } = await connect(socket => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${LIST.length}\r\n\r\n`)
    for (const character of LIST) socket.write(character)
  })
  expect(await env.list()).toEqual([{ name: 'A', value: '1' }])
})
