import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { createFakeDeployment, type FakeDeploymentOptions } from '../../src/fake/index.js'

const LIST = '_system/cli/queryEnvironmentVariables:default'
const GET = '_system/cli/queryEnvironmentVariables:get'

async function served(options: FakeDeploymentOptions = {}) {
  const fake = createFakeDeployment(options)
  await fake.listen()
  onTestFinished(() => fake.close())
  return fake
}

/** A WebSocket to a fake that has sent messages, and what came back before the fake or the test ended it. */
async function synced(options: FakeDeploymentOptions, messages: readonly object[], answers: number) {
  const fake = await served(options)
  const socket = new WebSocket(`${fake.url.replace('http', 'ws')}/api/1.48.0/sync`)
  const received: Record<string, unknown>[] = []
  const ended = new Promise<void>(resolve => socket.on('close', () => resolve()))
  socket.on('message', data => {
    received.push(JSON.parse(data.toString()))
    if (received.length === answers) socket.close()
  })
  await once(socket, 'open')
  for (const message of messages) socket.send(JSON.stringify(message).replace('$KEY', fake.token))
  await ended
  return { fake, received }
}

const connected = { type: 'Connect', sessionId: 'a', connectionCount: 0, lastCloseReason: null, clientTs: 0 }
const authenticated = { type: 'Authenticate', tokenType: 'Admin', value: '$KEY', baseVersion: 0 }
const asked = (udfPath: string, args: object = {}, base = 0) => ({
  type: 'ModifyQuerySet',
  baseVersion: base,
  newVersion: base + 1,
  modifications: [{ type: 'Add', queryId: base, udfPath, args: [args] }],
})

test('the queries of variables are answered, and versions count up', async () => {
  const environmentVariables = { B: '2', A: '1' }
  const messages = [
    connected,
    authenticated,
    asked(LIST),
    asked(GET, { name: 'B' }, 1),
    asked(GET, { name: 'C' }, 2),
  ]
  const { received, fake } = await synced({ environmentVariables }, messages, 4)
  const zero = { querySet: 0, identity: 0, ts: 'AAAAAAAAAAA=' }
  const first = { querySet: 0, identity: 1, ts: 'AQAAAAAAAAA=' }
  const second = { querySet: 1, identity: 1, ts: 'AgAAAAAAAAA=' }
  const updated = { type: 'QueryUpdated', logLines: [], journal: null }
  const all = [
    { name: 'A', value: '1' },
    { name: 'B', value: '2' },
  ]
  expect(received.slice(0, 2)).toEqual([
    { type: 'Transition', startVersion: zero, endVersion: first, modifications: [] },
    {
      type: 'Transition',
      startVersion: first,
      endVersion: second,
      modifications: [{ ...updated, queryId: 0, value: all }],
    },
  ])
  expect(received.slice(2)).toMatchObject([
    { modifications: [{ ...updated, queryId: 1, value: { name: 'B', value: '2' } }] },
    {
      startVersion: { querySet: 2 },
      endVersion: { querySet: 3 },
      modifications: [{ queryId: 2, value: null }],
    },
  ])
  expect(fake.requests).toMatchObject([{ method: 'GET', path: '/api/1.48.0/sync', operation: undefined }])
})

test.each([
  ['_system/cli/tables:default', 'FunctionNotFound'],
  ['messages:list', 'FunctionNotFound'],
  ['__proto__:toString', 'FunctionNotFound'],
])('another query is refused with a reason: %s', async (path, code) => {
  const { received } = await synced({}, [authenticated, asked(path)], 2)
  expect(received[1]).toMatchObject({
    modifications: [{ type: 'QueryFailed', queryId: 0, errorMessage: expect.stringContaining(code) }],
  })
})

test('a variable of the name of a member of every object is absent until it is set', async () => {
  const { received } = await synced({}, [authenticated, asked(GET, { name: '__proto__' })], 2)
  expect(received[1]).toMatchObject({ modifications: [{ type: 'QueryUpdated', value: null }] })
})

test.each([
  ['no key', []],
  ["a user's token", [{ type: 'Authenticate', tokenType: 'User', value: 'a.b.c', baseVersion: 0 }]],
])('%s reads no variable', async (_, before) => {
  const { received } = await synced(
    { environmentVariables: { A: 'secret' } },
    [...before, asked(LIST)],
    before.length + 1,
  )
  expect(received.at(-1)).toMatchObject({
    modifications: [{ type: 'QueryFailed', errorMessage: expect.stringContaining('BadDeployKey') }],
  })
  expect(JSON.stringify(received)).not.toContain('secret')
})

test('a page of another origin, which has no key, is shown nothing of the deployment', async () => {
  const fake = await served({ name: 'marker-of-name', environmentVariables: { MARKER: 'marker-of-value' } })
  const url = `${fake.url.replace('http', 'ws')}/api/1.48.0/sync`
  const socket = new WebSocket(url, { headers: { origin: 'https://example.com', cookie: 'a=b' } })
  const received: string[] = []
  socket.on('message', data => received.push(data.toString()))
  await once(socket, 'open')
  for (const message of [connected, asked(LIST), asked(GET, { name: 'MARKER' }, 1)])
    socket.send(JSON.stringify(message))
  socket.send(JSON.stringify({ ...authenticated, value: 'guessed' }))
  await once(socket, 'close')
  expect(received).toHaveLength(3)
  expect(received.join()).not.toMatch(/marker-of/)
})

test('the log has the status of a handshake that was accepted, and of no other', async () => {
  const { fake } = await synced({}, [{}], 1)
  const head = ['GET /api/sync HTTP/1.1', 'Host: a', 'Connection: Upgrade', 'Upgrade: websocket']
  const socket = connect(Number(new URL(fake.url).port), '127.0.0.1')
  socket.write(`${[...head, 'Sec-WebSocket-Version: 1', '', ''].join('\r\n')}`)
  let answered = ''
  for await (const chunk of socket.setEncoding('utf8')) answered += chunk
  expect(answered).toMatch(/^HTTP\/1\.1 400 /)
  const view = await (await fetch(`${fake.url}/_fake/view`)).json()
  expect(view).toMatchObject({
    requests: [
      { id: 2, path: '/api/sync' },
      { id: 1, status: 101 },
    ],
  })
  expect(Object(view).requests[0]).not.toHaveProperty('status')
})

test.each(['happy-otter-123|wrong', 'line\nbreak', '', 'prod:otter'])(
  'a key that is not valid ends the connection: %j',
  async value => {
    const { received } = await synced({}, [{ ...authenticated, value }], 9)
    expect(received).toMatchObject([{ type: 'AuthError', baseVersion: 0, authUpdateAttempted: true }])
  },
)

test.each([
  ['a message of an unknown kind', { type: 'constructor' }],
  ['a query set of another version', asked(LIST, {}, 5)],
])('%s ends the connection with a reason', async (_, message) => {
  const { received } = await synced({}, [message], 9)
  expect(received).toMatchObject([{ type: 'FatalError', error: expect.any(String) }])
})

test('functions are not run, and the answer says so', async () => {
  const call = { requestId: 7, udfPath: 'a:b', args: [] }
  const { received } = await synced(
    {},
    [
      { type: 'Mutation', ...call },
      { type: 'Action', ...call },
    ],
    2,
  )
  const refused = { requestId: 7, success: false, result: expect.stringContaining('no functions') }
  expect(received).toMatchObject([
    { type: 'MutationResponse', ...refused },
    { type: 'ActionResponse', ...refused },
  ])
})

test('close() ends open WebSockets', async () => {
  const fake = await served()
  const socket = new WebSocket(`${fake.url.replace('http', 'ws')}/api/sync`)
  await once(socket, 'open')
  await Promise.all([once(socket, 'close'), fake.close()])
})

test.each([
  ['another path', 'Upgrade: websocket', '/api/1.48.0/other', '404'],
  [
    "Java's offer of HTTP/2",
    'Upgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB',
    '/api/v1/update_environment_variables',
    '200',
  ],
])('an offer of another protocol is ignored: %s', async (_, offer, path, status) => {
  const fake = await served()
  const body = '{"changes":[{"name":"A","value":"1"}]}'
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${new URL(fake.url).host}`,
    'Connection: Upgrade, HTTP2-Settings',
    offer,
    `Authorization: Convex ${fake.token}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ]
  const socket = connect(Number(new URL(fake.url).port), '127.0.0.1')
  // Two requests, the second of which asks to close: the first has left the connection usable.
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
  let answered = ''
  for await (const chunk of socket.setEncoding('utf8')) answered += chunk
  expect(answered.match(/^HTTP\/1\.1 \d+/gm)).toEqual([`HTTP/1.1 ${status}`, expect.any(String)])
})
