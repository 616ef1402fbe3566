import { describe, expect, onTestFinished, test } from 'vitest'
import { createDeploymentClientFromEnvironment } from '../../src/index.js'
import { createManagementClient } from '../../src/management/index.js'
import { createClient, deployment, TOKEN } from '../support/deployment.js'
import { answering, json, listed } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { failureOf } from '../support/settling.js'

describe('a path with a parameter is not sent without it', () => {
  test.each([undefined, {}, { path: null }, { path: 0 }, { path: {} }, { path: new Map([['id', 'a']]) }])(
    '%o',
    async params => {
      const init = { params } as never
      const call = expectRefused(
        ({ raw }) => raw.v1.POST('/delete_log_stream/{id}', init),
        '`id` must be a string',
      )
      expect((await call).option).toBe('id')
    },
  )

  test('of the management API either', async () => {
    const { requests, fetch } = answering(json({}))
    const { raw } = createManagementClient({ token: 'a-team-token', fetch })
    const call = raw.POST('/deployments/{deployment_name}/delete', {} as never)
    expect(await failureOf(call)).toMatchObject({ name: 'InvalidInputError', option: 'deployment_name' })
    expect(requests).toEqual([])
  })
})

describe('parameters that would be lost are refused', () => {
  test.each<[what: string, params: unknown, message: string]>([
    [
      'a misspelled name',
      { qeury: { limit: 5 } },
      '`qeury` is not an option of `params`. Did you mean `query`?',
    ],
    ['cookies, which no operation has', { cookie: { a: 'b' } }, '`cookie` is not an option'],
    ['a Map', new Map([['query', { limit: 5 }]]), 'must be an object'],
    ['a text', 'limit=5', 'must be an object'],
    ['a query that is a text', { query: 'limit=5' }, '`query`'],
    ['a query that is a list of pairs', { query: new URLSearchParams({ limit: '5' }) }, '`query`'],
    ['a header that no request can carry', { header: { 'x-a': 'b\nhunter2' } }, 'The header "x-a"'],
    ['a header with a token', { header: { authorization: 'Convex hunter2' } }, 'pass the key as `token`'],
  ])('%s', async (_, params, message) => {
    const init = { params } as never
    const error = await expectRefused(({ raw }) => raw.v1.GET('/data/list_active_syncs', init), message)
    expect(error.message).not.toContain('hunter2')
  })

  test('but for those that a query can hold as they are', async () => {
    const { requests, fetch } = answering(json({ syncs: [], pagination: { hasMore: false } }))
    const query = { limit: 5n, 'x-trace': true, 'x-note': 'a b', 'x-absent': undefined }
    await deployment({ fetch }).raw.v1.GET('/data/list_active_syncs', { params: { query } as never })
    expect(requests.map(({ url }) => new URL(url).search)).toEqual(['?limit=5&x-trace=true&x-note=a%20b'])
  })

  test.each(['limit=5', [['limit', 5]]])('a query that is none: %j', async query => {
    const init = { params: { query } } as never
    const call = expectRefused(({ raw }) => raw.v1.GET('/data/list_active_syncs', init), '`query`')
    expect((await call).option).toBe('params')
  })

  test('a body of a request that has none', async () => {
    const init = { body: {} } as never
    const call = expectRefused(({ raw }) => raw.v1.GET('/list_log_streams', init), 'GET takes no `body`')
    expect((await call).option).toBe('body')
  })

  test.each(['querySerializer', 'bodySerializer', 'pathSerializer'])('`%s`', async option => {
    const init = { [option]: () => '' } as never
    await expectRefused(({ raw }) => raw.v1.GET('/list_log_streams', init), `\`${option}\` is not an option`)
  })

  test.each([new Map([['team', 'pay']]), new Set(['pay']), new Uint8Array(2)])(
    'a part of a body that JSON would empty: %o',
    async tags => {
      const stream = { logStreamType: 'sentry', dsn: 'https://key@sentry.example/1', tags } as never
      const call = expectRefused(
        ({ logStreams }) => logStreams.create(stream),
        '"tags" must be a plain object',
      )
      expect((await call).option).toBe('tags')
    },
  )

  test.each<[what: string, body: unknown, option: string]>([
    ['a body that is a list of pairs', new Map(), 'body'],
    ['a body that JSON has no word for', () => {}, 'body'],
    ['a member that JSON has no word for', { logStreamType: undefined }, 'logStreamType'],
  ])('%s, by its name', async (_, body, option) => {
    const call = expectRefused(
      ({ raw }) => raw.v1.POST('/create_log_stream', { body } as never),
      /JSON|plain/,
    )
    expect((await call).option).toBe(option)
  })

  test.each([null, true, 7, 'no', () => {}])('a `retry` that is no object: %o', async retry => {
    const message = '`retry` must be `false` or an object such as `{ limit: 2 }`.'
    expect((await expectRefused(({ env }) => env.list({ retry } as never), message)).option).toBe('retry')
  })
})

describe('no header leads a request to another deployment than its address', () => {
  test.each(['Host', 'connection', 'Content-Length', 'expect', 'transfer-encoding'])('%s', async name => {
    const headers = { [name]: 'other-fox-9.convex.cloud' }
    expect(() => createClient({ token: TOKEN, headers })).toThrow('the runtime sets it')
    const call = expectRefused(
      ({ raw }) => raw.v1.GET('/list_log_streams', { headers }),
      'the runtime sets it',
    )
    expect((await call).option).toBe('headers')
  })

  test('that middleware adds either', async () => {
    const { requests, fetch } = answering(listed())
    const client = deployment({ fetch })
    client.raw.v1.use({ onRequest: ({ request }) => request.headers.set('host', 'other-fox-9.convex.cloud') })
    await client.env.list()
    expect(requests[0]?.headers).not.toHaveProperty('host')
  })
})

test.each([new AbortController(), null, 'now'])('a `signal` that is none is refused: %o', async signal => {
  const refused = await expectRefused(
    ({ env }) => env.list({ signal } as never),
    '`signal` must be an AbortSignal',
  )
  expect(refused.option).toBe('signal')
  await expectRefused(({ ready }) => ready({ signal } as never), '`signal` must be an AbortSignal')
})

test.each(['baseUrl', 'headers', 'params', 'body', 'middleware', 'path', 'query'])(
  'what somebody adds to `Object.prototype` is no part of a request: %s',
  async name => {
    const { requests, fetch } = answering(listed())
    const polluted =
      name === 'middleware' ? [{ onRequest: () => listed() }] : { query: { x: 'polluted' }, x: 'polluted' }
    Object.defineProperty(Object.prototype, name, {
      value: name === 'baseUrl' ? 'https://happy-otter-123.convex.cloud/evil' : polluted,
      configurable: true,
      writable: true,
    })
    onTestFinished(() => void Reflect.deleteProperty(Object.prototype, name))
    await deployment({ fetch }).env.list()
    expect(requests).toMatchObject([
      { url: 'https://happy-otter-123.convex.cloud/api/v1/list_environment_variables', body: '' },
    ])
    expect(JSON.stringify(requests)).not.toContain('polluted')
  },
)

test('a `token` beside that of the environment is refused, and not lost', () => {
  const given = { env: { CONVEX_DEPLOY_KEY: TOKEN }, token: 'dev:brave-fox-456|other' }
  expect(() => createDeploymentClientFromEnvironment(given)).toThrow(/`token` is that of the environment/)
})

test.each([408, 500, 502, 503])('after a write that ended in %i it is said what to do', async status => {
  const { fetch } = answering(new Response(null, { status }))
  expect(await failureOf(deployment({ fetch, retry: false }).env.set({ A: 'b' }))).toMatchObject({
    outcome: 'unknown',
    message: `updateEnvironmentVariables failed with ${status}. The request may have taken effect: read back before you repeat a write.`,
  })
})
