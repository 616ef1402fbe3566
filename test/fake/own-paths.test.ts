import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeDeployment, type FakeDeploymentOptions } from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'

async function served(options: FakeDeploymentOptions = {}) {
  const fake = createFakeDeployment(options)
  await fake.listen()
  onTestFinished(() => fake.close())
  const { host, port } = new URL(fake.url)
  return { fake, host, port, client: createDeploymentClient({ url: fake.url, token: fake.token }) }
}

/** The header by which a browser asks for a page. */
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

/** Sends the head of a request of a browser as it is, and returns the whole answer. */
async function sent(port: string, ...lines: string[]): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`${[...lines, `Accept: ${BROWSER.accept}`, 'Connection: close', '', ''].join('\r\n')}`)
  let answer = ''
  for await (const chunk of socket.setEncoding('utf8')) answer += chunk
  return answer
}

test('the page is small, asks no other server, and is kept, framed and sniffed by nobody', async () => {
  const { fake } = await served()
  const answer = await fetch(fake.url, { headers: BROWSER })
  const text = await answer.text()
  expect(text.length).toBeLessThan(15_000)
  expect(text).not.toMatch(/https?:\/\//)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
})

test('a client that is not a browser gets what a deployment answers', async () => {
  const { fake } = await served()
  expect(await (await fetch(fake.url)).text()).toBe('This fake of a Convex deployment is running.')
})

test('the view has names, requests and log streams, and no value, key, body or query', async () => {
  const { fake, client } = await served({ environmentVariables: { B: 'marker-of-b', A: 'marker-of-a' } })
  await client.env.set({ C: 'marker-of-c' })
  await client.logStreams.create({
    logStreamType: 'webhook',
    url: 'https://example.com/marker-of-url',
    format: 'json',
  })
  await fetch(`${fake.url}/api/v1/list_environment_variables?adminKey=${encodeURIComponent(fake.token)}`)
  await fetch(`${fake.url}/api/${fake.token}/list`)
  const [{ hmacSecret = '' } = {}] = fake.state.logStreams
  const text = await (await fetch(`${fake.url}/_fake/view`)).text()
  expect(JSON.parse(text)).toEqual({
    name: 'happy-otter-123',
    kind: 'dev',
    variables: ['A', 'B', 'C'],
    logStreams: [{ kind: 'webhook', note: 'pending' }],
    count: 4,
    requests: [
      { id: 4, at: expect.any(Number), method: 'GET', path: '/api/…', status: 404 },
      {
        id: 3,
        at: expect.any(Number),
        method: 'GET',
        path: '/api/v1/list_environment_variables',
        operation: 'listEnvironmentVariables',
        status: 200,
      },
      expect.objectContaining({ id: 2, operation: 'createLogStream', status: 200 }),
      expect.objectContaining({ id: 1, operation: 'updateEnvironmentVariables', status: 200 }),
    ],
  })
  const secrets = [fake.token, fake.token.split('|')[1] ?? '', hmacSecret, 'marker-of']
  expect(secrets.filter(secret => secret.length < 4 || text.includes(secret))).toEqual([])
})

test("requests have the time of the fake's clock", async () => {
  const { fake, client } = await served({ now: () => 42 })
  await client.env.list()
  const view = await (await fetch(`${fake.url}/_fake/view`)).json()
  expect(view).toMatchObject({ requests: [{ at: 42 }] })
})

test.each<[what: string, path: (token: string) => string]>([
  ['whole', token => token],
  ['encoded', encodeURIComponent],
  ['encoded twice', token => encodeURIComponent(encodeURIComponent(token))],
  ['its secret alone', token => token.slice(token.indexOf('|') + 1)],
])('a key in a path is not shown: %s', async (_, path) => {
  const { fake } = await served({ keys: [{ token: 'opaque-marker' }] })
  for (const token of [fake.token, 'opaque-marker']) await fetch(`${fake.url}/api/${path(token)}/x`)
  const { requests } = await (await fetch(`${fake.url}/_fake/view`)).json()
  expect(requests.map((request: { path: string }) => request.path)).toEqual(['/api/…', '/api/…'])
})

test('a look at the page is not logged as a request, and changes nothing', async () => {
  const { fake } = await served()
  const before = fake.snapshot()
  for (const path of ['', '/_fake/view', '/_fake/other'])
    await fetch(`${fake.url}${path}`, { headers: BROWSER })
  expect(fake.requests).toEqual([])
  expect(fake.snapshot()).toEqual(before)
})

const PATHS = ['/', '/_fake/view']

test.each(PATHS)('%s is shown under the names of loopback with its port', async path => {
  const { port } = await served()
  for (const name of ['127.0.0.1', 'localhost', '[::1]'])
    expect(await sent(port, `GET ${path} HTTP/1.1`, `Host: ${name}:${port}`)).toMatch(/^HTTP\/1\.1 200 /)
})

test.each(PATHS)('%s is refused under another host, which its owner may have led here', async path => {
  const { port, host } = await served({ name: 'marker' })
  const heads = [
    ['rebound.example', path],
    [`rebound.example:${port}`, path],
    [`127.0.0.1.rebound.example:${port}`, path],
    [`rebound.example:${port}`, `//${host}${path}`],
    [`localhost.:${port}`, path],
    ['localhost:1', path],
    ['127.0.0.1', path],
  ]
  for (const [name, target] of heads) {
    const answer = await sent(port, `GET ${target} HTTP/1.1`, `Host: ${name}`)
    expect(answer).toMatch(/^HTTP\/1\.1 40[34] /)
    expect(answer).not.toContain('marker')
    expect(answer).not.toContain('<html')
  }
})

test.each([
  'GET /',
  'GET /_fake/view',
  'OPTIONS /_fake/view',
  'OPTIONS /_fake/reset',
  'POST /_fake/reset',
  'GET /_fake/other',
])('another page may not: %s', async route => {
  const { fake, port } = await served()
  const [method = '', path] = route.split(' ')
  const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
  for (const origin of ['https://example.com', `http://localhost:${Number(port) + 1}`, 'null']) {
    const { status, headers } = await fetch(`${fake.url}${path}`, {
      method,
      headers: { ...BROWSER, origin, ...asked },
    })
    expect(status).toBeGreaterThanOrEqual(400)
    expect([...headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([])
  }
})

test('POST /_fake/reset puts the data back to what it was when the fake began to listen', async () => {
  const { fake, client } = await served({ environmentVariables: { A: '1' } })
  const reset = () =>
    fetch(`${fake.url}/_fake/reset`, { method: 'POST', headers: { authorization: `Convex ${fake.token}` } })
  for (const value of ['2', '3']) {
    await client.env.set({ A: value, B: '1' })
    await client.pause()
    expect((await reset()).status).toBe(204)
    expect(await client.env.list()).toEqual([{ name: 'A', value: '1' }])
    expect(fake.state).toMatchObject({ paused: false, auditLog: [] })
  }
})

test.each([
  ['no key', () => ({})],
  ['another key', () => ({ authorization: 'Convex dev:happy-otter-123|00' })],
  ['the key of a user', (token: string) => ({ authorization: `Bearer ${token}` })],
])('POST /_fake/reset is refused with %s', async (_, headers) => {
  const { fake, client } = await served()
  await client.env.set({ A: '1' })
  const answer = await fetch(`${fake.url}/_fake/reset?adminKey=${encodeURIComponent(fake.token)}`, {
    method: 'POST',
    headers: headers(fake.token),
  })
  expect(answer.status).toBe(401)
  expect(await client.env.list()).toHaveLength(1)
})

test('names of any characters are shown without those that nobody sees', async () => {
  const { fake } = await served()
  fake.state.environmentVariables = new Map(['<b>x</b>', 'a\u202eb\n', '__proto__'].map(name => [name, '']))
  expect(await (await fetch(`${fake.url}/_fake/view`)).json()).toMatchObject({
    variables: ['"<b>x</b>"', '"a\\u202eb\\n"', '__proto__'],
  })
})
