import { describe, expect, test } from 'vitest'
import {
  type ReceiveOptions,
  receiveWebhook,
  signWebhook,
  WebhookError,
  type WebhookRequest,
} from '../../src/webhooks/index.js'

const SECRET = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'
const CONVEX = { deployment_name: 'happy-otter-123', project_slug: 'notes' }
const EVENTS = [1, 2].map(number => ({
  timestamp: number,
  topic: 'console',
  message: `line ${number}`,
  convex: CONVEX,
}))
const JSON_BODY = JSON.stringify(EVENTS)
const JSONL_BODY = EVENTS.map(event => JSON.stringify(event)).join('\n')

async function signed(body: string | Uint8Array<ArrayBuffer>, secret = SECRET, type = 'application/json') {
  const headers = { 'x-webhook-signature': await signWebhook(body, secret), 'content-type': type }
  return new Request('https://logs.example.com/convex', { method: 'POST', body, headers })
}

function receive(request: WebhookRequest, options: Partial<ReceiveOptions> = {}) {
  return receiveWebhook(request, { secrets: [SECRET], ...options })
}

async function refusalOf(request: WebhookRequest, options: Partial<ReceiveOptions> = {}) {
  const error = await receive(request, options).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (error instanceof WebhookError) return error
  throw new Error('It was not refused by a WebhookError.', { cause: error })
}

describe('a delivery', () => {
  test.each([
    ['json', JSON_BODY],
    ['jsonl', JSONL_BODY],
  ])('in the format %s has its events, whatever its content type says', async (_, body) => {
    for (const type of ['application/json', 'text/plain', 'application/x-ndjson'])
      expect((await receive(await signed(body, SECRET, type))).events).toEqual(EVENTS)
  })

  test('has its signature as its id, so that a repetition has the same one', async () => {
    const { id } = await receive(await signed(JSON_BODY))
    expect(id).toBe(await signWebhook(JSON_BODY, SECRET))
    expect((await receive(await signed(JSON_BODY))).id).toBe(id)
    expect((await receive(await signed(JSONL_BODY))).id).not.toBe(id)
  })

  test('is accepted with the old and with the new secret while it is rotated', async () => {
    const secrets = ['the-new-secret', SECRET]
    for (const secret of secrets)
      expect((await receive(await signed(JSON_BODY, secret), { secrets })).events).toHaveLength(2)
  })

  test('of one event without brackets is a line', async () => {
    expect((await receive(await signed(JSON.stringify(EVENTS[0])))).events).toEqual([EVENTS[0]])
  })

  test('keeps topics and members that are not known, a member `__proto__` as a member alone', async () => {
    const body = `[{"topic":"tea_time","timestamp":1,"cups":{"of":2},"__proto__":{"polluted":true},"convex":${JSON.stringify(CONVEX)}}]`
    const [event] = (await receive(await signed(body))).events
    expect(JSON.stringify([event])).toBe(body)
    expect(event).not.toHaveProperty('polluted')
    expect({}).not.toHaveProperty('polluted')
  })

  test('keeps integers above 2^53, and other numbers as they are', async () => {
    const numbers =
      '[9007199254740993,-9007199254740993,9007199254740991,1.0,1e300,1234567890123456.5,0.1234567890123456,0]'
    const text = '9007199254740993 \\" 9007199254740993 \\" 9007199254740993'
    const body = `{"topic":"custom_audit","timestamp":1,"body":{"numbers":${numbers},"text":"${text}"},"convex":${JSON.stringify(CONVEX)}}`
    const [event] = (await receive(await signed(body))).events
    expect(event).toHaveProperty('body', {
      numbers: [
        9007199254740993n,
        -9007199254740993n,
        9007199254740991,
        1,
        1e300,
        1234567890123456.5,
        0.1234567890123456,
        0,
      ],
      text: '9007199254740993 " 9007199254740993 " 9007199254740993',
    })
  })
})

test('an integer beyond 128 bits, which nobody counts to, stays a number', async () => {
  const digits = [`1${'0'.repeat(38)}`, `1${'0'.repeat(39)}`, `1${'0'.repeat(400)}`]
  const body = `[{"topic":"custom_audit","timestamp":1,"body":[${digits}],"__proto__":9007199254740993,"convex":${JSON.stringify(CONVEX)}}]`
  const [event] = (await receive(await signed(body))).events
  expect(event).toHaveProperty('body', [10n ** 38n, 1e39, Number.POSITIVE_INFINITY])
  expect(Object.entries(event ?? {})).toContainEqual(['__proto__', 9007199254740993n])
})

describe('a request that a framework hands on', () => {
  const bytes = new TextEncoder().encode(JSON_BODY)
  const half = bytes.length / 2
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
  shared.set(bytes)
  const chunks = async function* () {
    yield bytes.slice(0, half)
    yield bytes.slice(half)
  }

  test.each<[string, WebhookRequest['body']]>([
    ['a string', JSON_BODY],
    ['bytes', bytes],
    ['a part of a larger buffer', new Uint8Array([0, ...bytes, 0]).subarray(1, -1)],
    ['a buffer of Node', Buffer.from(JSON_BODY)],
    ['an ArrayBuffer', bytes.buffer],
    ['a stream of chunks', new Blob([JSON_BODY]).stream()],
    ['a request of Node', chunks()],
    ['shared memory', shared],
  ])('may have its body as %s', async (_, body) => {
    const headers = { 'x-webhook-signature': await signWebhook(JSON_BODY, SECRET) }
    expect((await receive({ headers, body })).events).toEqual(EVENTS)
  })

  test.each(['X-Webhook-Signature', 'x-webhook-signature', 'X-WEBHOOK-SIGNATURE'])(
    'may spell the header as %s',
    async name => {
      const headers = { [name]: [await signWebhook(JSON_BODY, SECRET)], other: undefined }
      expect((await receive({ headers, body: JSON_BODY })).events).toEqual(EVENTS)
    },
  )
})

test('the secrets are those of the call, whatever becomes of their list', async () => {
  const secrets = [SECRET]
  const received = receive(await signed(JSON_BODY), { secrets })
  secrets.pop()
  expect((await received).events).toHaveLength(2)
})

describe('`seen`', () => {
  test('leaves out the events of a delivery that was dealt with', async () => {
    const seen = new Set<string>()
    const options = { seen: (id: string) => seen.has(id) }
    const { id, events } = await receive(await signed(JSON_BODY), options)
    expect(events).toHaveLength(2)
    seen.add(id)
    expect(await receive(await signed(JSON_BODY), options)).toEqual({ id, events: [] })
  })

  test('is not asked about a delivery that nobody signed', async () => {
    const asked: string[] = []
    const seen = async (id: string) => asked.push(id) > 0
    await refusalOf(await signed(JSON_BODY, 'another-secret'), { seen })
    expect(asked).toEqual([])
  })

  test('makes it come again if it fails, and says why', async () => {
    const cause = new Error('The database is away.')
    const refusal = await refusalOf(await signed(JSON_BODY), { seen: () => Promise.reject(cause) })
    expect([refusal.status, refusal.cause]).toEqual([503, cause])
  })
})

describe('`deployment`', () => {
  test.each(['happy-otter-123', ['sad-owl-9', 'happy-otter-123']])('accepts %j', async deployment => {
    expect((await receive(await signed(JSON_BODY), { deployment })).events).toHaveLength(2)
  })

  test('refuses a delivery with an event of another deployment, which a customer can sign', async () => {
    const forged = [...EVENTS, { ...EVENTS[0], convex: { deployment_name: 'sad-owl-9' } }]
    const refusal = await refusalOf(await signed(JSON.stringify(forged)), { deployment: 'happy-otter-123' })
    expect(refusal.status).toBe(401)
  })

  test.each([{ deployment: undefined }, { deployment: '' }, { deployment: [] }, { deployment: [undefined] }])(
    'refuses all where a lookup found nothing: %j',
    async options => {
      expect((await refusalOf(await signed(JSON_BODY), { ...Object(options) })).status).toBe(503)
    },
  )
})

describe('it is trouble of the receiver, so that the deployment tries again, if', () => {
  test.each<[string, object]>([
    ['there is no secret', { secrets: [] }],
    ['a secret is undefined', { secrets: [SECRET, undefined] }],
    ['a secret is empty', { secrets: [''] }],
    ['a secret is blank', { secrets: ['  '] }],
    ['a secret ends in a line break', { secrets: [`${SECRET}\n`] }],
    ['the secrets are a string', { secrets: SECRET }],
    ['an option is misspelt', { deployments: ['happy-otter-123'] }],
    ['`seen` is not a function', { seen: new Set() }],
    ['`maxBytes` is not a number', { maxBytes: 'many' }],
  ])('%s', async (_, options) => {
    expect((await refusalOf(await signed(JSON_BODY), options)).status).toBe(503)
  })

  test.each<[string, unknown]>([
    ['was parsed', EVENTS],
    ['was parsed to an object', {}],
    ['is missing', undefined],
    ['is null', null],
    ['is a stream that somebody has read', (async function* () {})()],
    ['breaks off', new ReadableStream({ start: stream => stream.error(new Error('reset')) })],
  ])('the body %s', async (_, body) => {
    const headers = { 'x-webhook-signature': await signWebhook(JSON_BODY, SECRET) }
    expect((await refusalOf(Object({ headers, body }))).status).toBe(503)
  })

  test('the request was read before', async () => {
    const request = await signed(JSON_BODY)
    await request.text()
    expect((await refusalOf(request)).status).toBe(503)
  })

  test('there is no request', async () => {
    expect((await refusalOf(Object(undefined))).status).toBe(503)
  })
})

test('options that somebody added to all objects count for nothing', async () => {
  const polluted = { deployment: 'sad-owl-9', maxBytes: 1, seen: () => true }
  Object.assign(Object.prototype, polluted)
  try {
    expect((await receive(await signed(JSON_BODY))).events).toHaveLength(2)
  } finally {
    for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name)
  }
})

describe('`maxBytes`', () => {
  const size = new TextEncoder().encode(JSON_BODY).length

  test.each(['a string', 'a stream'])('lets a body of just that size pass: %s', async kind => {
    const headers = {
      'x-webhook-signature': await signWebhook(JSON_BODY, SECRET),
      'content-length': `${size}`,
    }
    const body = kind === 'a string' ? JSON_BODY : new Blob([JSON_BODY]).stream()
    expect((await receive({ headers, body }, { maxBytes: size })).events).toHaveLength(2)
    expect((await refusalOf({ headers, body: JSON_BODY }, { maxBytes: size - 1 })).status).toBe(413)
  })
})

describe("a refusal is a line for the operator's log, which says", () => {
  const WRONG = 'The receiver is set up wrongly: '
  test.each<[string, object]>([
    ['`secrets` must be a list of texts that are not empty, blank or undefined.', { secrets: [] }],
    ['`deployment` must be the name of a deployment, or a list of names.', { deployment: '' }],
    ['`seen` must be a function.', { seen: 5 }],
    ['`maxBytes` must be a number of bytes, at least 1.', { maxBytes: 0 }],
    ['`maxBytes` must be a number of bytes, at least 1.', { maxBytes: 'many' }],
    ['`deployments` is not an option.', { deployments: [] }],
  ])('that an option is wrong: %s', async (message, options) => {
    expect((await refusalOf(await signed(JSON_BODY), options)).message).toBe(WRONG + message)
  })

  test.each<[string, string, Partial<ReceiveOptions>]>([
    ['The body is larger than `maxBytes` (5) allows.', JSON_BODY, { maxBytes: 5 }],
    ['The signature was made with none of the `secrets`.', JSON_BODY, { secrets: ['another'] }],
    ['An event is of another deployment than `deployment`.', JSON_BODY, { deployment: 'sad-owl-9' }],
    ['The delivery could not be received: `cause` says why.', JSON_BODY, { seen: () => Promise.reject() }],
    ['The body is not a list of events. A deployment sends no such body.', '[1]', {}],
    ['The body is not JSON or nests too deep. A deployment sends no such body.', '{', {}],
    [
      'The body has a line that ends with a carriage return. A deployment sends no such body.',
      JSONL_BODY.replace('\n', '\r\n'),
      {},
    ],
  ])('%s', async (message, body, options) => {
    expect((await refusalOf(await signed(body), options)).message).toBe(message)
  })

  test('that bytes are not UTF-8, and that a body has too many parts', async () => {
    const bytes = await refusalOf(await signed(new Uint8Array([0xff])))
    expect(bytes.message).toBe('The body is not UTF-8. A deployment sends no such body.')
    const parts = await refusalOf(await signed(`[${'[],'.repeat(5e6)}0]`))
    expect(parts.message).toBe('The body has too many parts. A deployment sends no such body.')
  })

  test('that the signature is missing, and that the body was read before', async () => {
    const unsigned = await refusalOf({ headers: {}, body: JSON_BODY })
    expect(unsigned.message).toBe('The signature is missing or malformed.')
    const headers = { 'x-webhook-signature': await signWebhook(JSON_BODY, SECRET) }
    expect((await refusalOf(Object({ headers, body: {} }))).message).toMatch(
      /^The body is empty, or was read or parsed before\./,
    )
  })
})

describe('a refusal', () => {
  test('answers with its status and nothing else', async () => {
    const response = (await refusalOf(await signed(JSON_BODY, 'another-secret'))).toResponse()
    expect([response.status, await response.text(), [...response.headers]]).toEqual([401, '', []])
  })

  test('has a name, and is an error of this package alone', async () => {
    const refusal = await refusalOf(await signed(JSON_BODY, 'another-secret'))
    expect([refusal.name, refusal instanceof Error]).toEqual(['WebhookError', true])
    expect(Object.keys(refusal)).toEqual(['status'])
  })
})
