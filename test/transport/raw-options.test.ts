import { describe, expect, test } from 'vitest'
import { createDeploymentClient, InvalidInputError, TimeoutError } from '../../src/index.js'
import { answering, json } from '../support/recorder.js'

const token = 'prod:happy-otter-123|secret'
const busy = new Response(null, { status: 429, headers: { 'retry-after': '0' } })

describe('a raw call takes the options of a single call', () => {
  test('`retry`', async () => {
    const { requests, fetch } = answering(busy, json([]))
    const { raw } = createDeploymentClient({ token, fetch })
    await expect(raw.v1.GET('/list_log_streams', { retry: false })).rejects.toMatchObject({ status: 429 })
    expect(requests).toHaveLength(1)
    await expect(raw.v1.GET('/list_log_streams', { retry: { limit: 1 } })).resolves.toMatchObject({
      data: [],
    })
  })

  test('`timeout`', async () => {
    const fetch = () => new Promise<Response>(() => {})
    const call = createDeploymentClient({ token, fetch }).raw.v1.POST('/data/sync', {
      body: {},
      timeout: 1,
      retry: false,
    })
    await expect(call).rejects.toThrow(TimeoutError)
  })

  test('`signal`, whose own reason comes back, whatever it is', async () => {
    const controller = new AbortController()
    const fetch = async () => {
      controller.abort(0)
      return new Promise<Response>(() => {})
    }
    const { raw } = createDeploymentClient({ token, fetch })
    await expect(raw.v1.GET('/list_log_streams', { signal: controller.signal })).rejects.toBe(0)
  })

  test('and refuses those that cannot work', async () => {
    const { requests, fetch } = answering(json([]))
    const call = createDeploymentClient({ token, fetch }).raw.v1.GET('/list_log_streams', { timeout: -1 })
    await expect(call).rejects.toThrow(InvalidInputError)
    expect(requests).toEqual([])
  })
})

test('a raw call sends an empty list where it is told to: only the facade takes it for nothing', async () => {
  const { requests, fetch } = answering(new Response(null))
  await createDeploymentClient({ token, fetch }).raw.v1.POST('/update_environment_variables', {
    body: { changes: [] },
  })
  expect(requests).toMatchObject([{ body: '{"changes":[]}' }])
})

test("a raw call sends headers of its own, but the request id is the client's", async () => {
  const { requests, fetch } = answering(json([]))
  const headers = { 'x-audit': 'me', 'x-none': null, 'convex-request-id': 'other' }
  await createDeploymentClient({ token, fetch }).raw.v1.GET('/list_log_streams', { headers })
  expect(requests).toMatchObject([{ headers: { 'x-audit': 'me', authorization: `Convex ${token}` } }])
  expect(requests[0]?.headers['convex-request-id']).toMatch(/^[0-9a-f]{32}$/)
})

const sendRaw = async (headers: unknown, ofClient = {}) => {
  const { requests, fetch } = answering(json([]))
  const { raw } = createDeploymentClient({ token, fetch, headers: ofClient })
  await Reflect.apply(raw.v1.GET, undefined, ['/list_log_streams', { headers }])
  return requests[0]?.headers
}

test.each([
  ['a number', 7, '7'],
  ['NaN', Number.NaN, 'NaN'],
  ['a boolean', false, 'false'],
  ['an empty text', '', ''],
  ['a list', ['a', 'b'], 'a, b'],
  ['a list of other types', [7, true, null, undefined], '7, true, null, undefined'],
])('a header of a raw call that is %s is sent as text', async (_, value, sent) => {
  expect(await sendRaw({ 'x-audit': value }, { 'x-team': 'otters' })).toMatchObject({
    'x-audit': sent,
    'x-team': 'otters',
  })
})

test.each([
  ['null takes out', null, undefined],
  ['undefined keeps', undefined, 'of the client'],
  ['an empty list keeps', [], 'of the client'],
  ['a text replaces', 'of the call', 'of the call'],
  ['a list adds to', ['of the call'], 'of the client, of the call'],
])('a header of a raw call that is %s that of the client', async (_, value, sent) => {
  expect((await sendRaw({ 'x-audit': value }, { 'x-audit': 'of the client' }))?.['x-audit']).toBe(sent)
})

test('a raw call takes `Headers`, too', async () => {
  expect(await sendRaw(new Headers({ 'x-audit': 'me' }))).toMatchObject({ 'x-audit': 'me' })
})

test.each([
  ['a line break in a value, which is not repeated', { 'x-secret': 'sk_live_abc\nfoo' }],
  ['a line break in one of several values', { 'x-secret': ['sk_live', 'abc\nfoo'] }],
  ['a name that is none', { 'x secret': 'sk_live_abc' }],
  ['a symbol', { 'x-secret': Symbol('sk_live_abc') }],
  ['an object', { 'x-secret': { key: 'sk_live_abc' } }],
  ['a function', { 'x-secret': () => 'sk_live_abc' }],
  ['a bigint', { 'x-secret': 7n }],
  ['a list in a list', { 'x-secret': [['sk_live_abc']] }],
  ['an object in a list', { 'x-secret': [{ key: 'sk_live_abc' }] }],
  ['a key', { authorization: 'Bearer sk_live_abc' }],
  ['a key, in `Headers`', new Headers({ authorization: 'Bearer sk_live_abc' })],
  ['pairs, which would be lost', new Map([['x-secret', 'sk_live_abc']])],
])('headers of a raw call are refused: %s', async (_, headers) => {
  const { requests, fetch } = answering(json([]))
  const { raw } = createDeploymentClient({ token, fetch })
  const call = Reflect.apply(raw.v1.GET, undefined, ['/list_log_streams', { headers }])
  await expect(call).rejects.toMatchObject({ name: 'InvalidInputError', option: 'headers' })
  await expect(call).rejects.toThrow(/^(?!.*(?:sk_live|abc))/s)
  expect(requests).toEqual([])
})

test.each([
  [7, '7'],
  [0, '0'],
  [2 ** 53 - 1, '9007199254740991'],
])('a parameter of a path may be a whole number: %d', async (id, sent) => {
  const { requests, fetch } = answering(json(null))
  const { raw } = createDeploymentClient({ token, fetch })
  const params = { path: { id } }
  await Reflect.apply(raw.v1.POST, undefined, ['/delete_log_stream/{id}', { params }])
  expect(requests.map(({ url }) => new URL(url).pathname)).toEqual([`/api/v1/delete_log_stream/${sent}`])
})

test.each([1.5, 2 ** 53, Number.NaN, true, null, undefined, ['an-id']])(
  'a parameter of a path is refused that is neither a text nor a whole number: %s',
  async id => {
    const { requests, fetch } = answering(json(null))
    const { raw } = createDeploymentClient({ token, fetch })
    const params = { path: { id } }
    const call = Reflect.apply(raw.v1.POST, undefined, ['/delete_log_stream/{id}', { params }])
    await expect(call).rejects.toMatchObject({ name: 'InvalidInputError', option: 'id' })
    expect(requests).toEqual([])
  },
)

test.each([[[{ onReqest: () => {} }]], [5], [null]])(
  'middleware of a raw call is refused: %j',
  async given => {
    const { raw } = createDeploymentClient({ token, fetch: answering().fetch })
    const call = Reflect.apply(raw.v1.GET, undefined, ['/list_log_streams', { middleware: given }])
    await expect(call).rejects.toMatchObject({ name: 'InvalidInputError', option: 'middleware' })
  },
)

describe('a raw call cannot get around the transport', () => {
  const other = answering(json([]))

  test.each([
    ['fetch', other.fetch],
    ['Request', class extends Request {}],
    ['baseUrl', 'https://evil.example'],
    ['parseAs', 'text'],
    ['bodySerializer', JSON.stringify],
    ['pathSerializer', () => '/list_environment_variables'],
    ['requestInitExt', { dispatcher: {} }],
    ['redirect', 'follow'],
    ['credentials', 'include'],
    ['totalTimeout', 1],
  ])('by an option that is not its own, which is refused: %s', async (option, value) => {
    const { requests, fetch } = answering(json([]))
    const init = { [option]: value } as never
    const call = createDeploymentClient({ token, fetch }).raw.v1.GET('/list_log_streams', init)
    const message = expect.stringContaining(`\`${option}\` is not an option of a call.`)
    await expect(call).rejects.toMatchObject({
      name: 'InvalidInputError',
      outcome: 'not-sent',
      option,
      message,
    })
    expect([...requests, ...other.requests]).toEqual([])
  })
})
