import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ClientEvent, DeploymentClient } from '../../src/index.js'
import { endless, fetchFailed, silent } from '../support/answers.js'
import { deployment, SECRET, TOKEN } from '../support/deployment.js'
import { answering, json, listed } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const VALUE = 'postgres://admin:hunter2@db.example/prod?x="y"'

/** Every way that somebody prints a thing. */
function printed(thing: unknown): string {
  return [
    inspect(thing),
    inspect(thing, { showHidden: true, depth: Number.POSITIVE_INFINITY, getters: true }),
    JSON.stringify(thing),
    `${thing}`,
    thing instanceof Error ? `${thing.stack}` : '',
    thing instanceof Error ? inspect(thing.cause) : '',
    inspect(Object.getOwnPropertyDescriptors(thing)),
  ].join('\n')
}

/** The forms in which a secret of these tests could be printed. */
const FORMS = [
  SECRET,
  encodeURIComponent(SECRET),
  btoa(TOKEN),
  'hunter2',
  VALUE,
  JSON.stringify(VALUE).slice(1, -1),
  encodeURIComponent(VALUE),
]

function expectNoSecretIn(text: string) {
  expect(FORMS.filter(form => text.includes(form))).toEqual([])
}

const WHAT_A_SERVER_MAY_ECHO = [
  `Convex ${TOKEN}`,
  VALUE,
  JSON.stringify(VALUE),
  encodeURIComponent(VALUE),
  encodeURIComponent(TOKEN),
].join(' ')

const echoing = (status: number) =>
  json(
    { code: 'SomethingNew', message: WHAT_A_SERVER_MAY_ECHO },
    { status, headers: { 'x-convex-deprecation-message': WHAT_A_SERVER_MAY_ECHO, 'retry-after': '0' } },
  )

const ANSWERS: [string, () => Promise<Response>][] = [
  ['a 400 that echoes', async () => echoing(400)],
  ['a 401 that echoes', async () => echoing(401)],
  ['a 429 that echoes', async () => echoing(429)],
  ['a 500 that echoes', async () => echoing(500)],
  ['an error page that echoes', async () => new Response(`<p>${WHAT_A_SERVER_MAY_ECHO}`, { status: 502 })],
  ['a success that echoes', async () => new Response(WHAT_A_SERVER_MAY_ECHO)],
  [
    'a redirect that echoes',
    async () =>
      new Response(null, { status: 307, headers: { location: `/?v=${encodeURIComponent(VALUE)}` } }),
  ],
  ['a connection that breaks', () => Promise.reject(fetchFailed('ECONNRESET', WHAT_A_SERVER_MAY_ECHO))],
  ['a connection that is refused', () => Promise.reject(fetchFailed('ECONNREFUSED', WHAT_A_SERVER_MAY_ECHO))],
  ['a body that never ends', async () => new Response(endless(WHAT_A_SERVER_MAY_ECHO).body)],
  ['headers that never come', () => new Promise(() => {})],
]

type Call = (deployment: DeploymentClient) => Promise<unknown>

const WRITES: [string, Call][] = [
  ['set', ({ env }) => env.set({ LOG_LEVEL: 'information', DATABASE_URL: VALUE })],
  [
    'update',
    ({ env }) =>
      env.update([
        { name: 'DATABASE_URL', value: VALUE },
        { name: 'OLD', value: null },
      ]),
  ],
]

const CALLS: [string, Call][] = [
  ...WRITES,
  ['list', ({ env }) => env.list()],
  ['unset', ({ env }) => env.unset(['DATABASE_URL'])],
]

describe.each(ANSWERS)('with %s', (_, answer) => {
  test.each(WRITES)('no error and no event of %s shows a secret', async (__, call) => {
    const events: ClientEvent[] = []
    const keep = (event: ClientEvent) => events.push(event)
    const logger = { debug: keep, info: keep, warn: keep, error: keep }
    const error = await failureOf(afterWaits(call(deployment({ fetch: answer, logger }))))
    expectNoSecretIn(printed(error))
    expect(events.length).toBeGreaterThan(1)
    expectNoSecretIn(printed(events))
  })
})

test.each<[string, unknown]>([
  ['a value where a name belongs', [{ name: VALUE, value: 'information' }]],
  ['a value in a list', [{ name: 'DATABASE_URL', value: [VALUE] }]],
  ['a value as a key', { [VALUE]: TOKEN }],
])('a list that is answered with %s does not show it', async (_, body) => {
  const error = await failureOf(deployment({ fetch: answering(json(body)).fetch }).env.list())
  expectNoSecretIn(printed(error))
})

describe('a client', () => {
  const clients: [string, DeploymentClient][] = [
    ['with a key', deployment()],
    ['with a function', deployment({ token: () => TOKEN, name: 'happy-otter-123' })],
    ['with a URL', deployment({ url: 'https://deployment.example' })],
  ]

  test.each(clients)('%s does not print its token', (_, client) => {
    expectNoSecretIn(printed(client))
    expectNoSecretIn(printed(client.env))
    expectNoSecretIn(printed(client.raw))
  })

  test('does not print it after a call either', async () => {
    const client = deployment({ fetch: answering(listed({ A: VALUE })).fetch })
    await client.env.list()
    expectNoSecretIn(printed(client))
  })
})

test.each(CALLS)('%s puts no secret into the address', async (_, call) => {
  const { fetch, requests } = answering(listed())
  await call(deployment({ fetch }))
  expect(requests.length).toBeGreaterThan(0)
  expectNoSecretIn(requests.map(({ url }) => url).join('\n'))
})

test('a refused value is not shown', async () => {
  const { fetch, requests } = answering(json(null))
  const { env } = deployment({ fetch })
  const tooLong = await failureOf(env.set({ DATABASE_URL: VALUE.repeat(300) }))
  const twice = await failureOf(
    env.update([
      { name: 'A', value: VALUE },
      { name: 'A', value: 'hunter2' },
    ]),
  )
  expectNoSecretIn(printed([tooLong, twice]))
  expectNoSecretIn(printed(tooLong))
  expectNoSecretIn(printed(twice))
  expect(requests).toEqual([])
})

test('a token that is refused is not shown', async () => {
  const token = () => `Bearer ${TOKEN}`
  const error = await failureOf(deployment({ token, name: 'happy-otter-123' }).env.list())
  expectNoSecretIn(printed(error))
})

test('a key of another deployment, given by a function, is neither sent nor shown', async () => {
  const { fetch, requests } = answering(listed())
  const error = await failureOf(deployment({ fetch, token: () => TOKEN, name: 'brave-fox-456' }).env.list())
  expect(error).toMatchObject({ name: 'InvalidInputError', outcome: 'not-sent', attempts: 0 })
  expectNoSecretIn(printed(error))
  expect(requests).toEqual([])
})

test('what is printed of a timeout holds no request', async () => {
  const call = deployment({ fetch: silent().fetch }).env.set({ DATABASE_URL: VALUE })
  expectNoSecretIn(printed(await failureOf(afterWaits(call))))
})
