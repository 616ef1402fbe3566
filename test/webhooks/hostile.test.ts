import { describe, expect, test } from 'vitest'
import { receiveWebhook, signWebhook, WebhookError } from '../../src/webhooks/index.js'

const SECRET = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'
const CONVEX = '"convex":{"deployment_name":"happy-otter-123"}'
const EVENT = `{"topic":"console","timestamp":1,${CONVEX}}`

/** Returns the status with which a body is refused that somebody who knows the secret has signed. */
async function statusOf(body: string | Uint8Array<ArrayBuffer>): Promise<number> {
  const headers = { 'x-webhook-signature': await signWebhook(body, SECRET) }
  const error = await receiveWebhook({ headers, body }, { secrets: [SECRET] }).catch(
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof WebhookError)) throw new Error('It was not refused.', { cause: error })
  expect(error.message).not.toMatch(/otter|hostile/)
  return error.status
}

function withBody(json: string): string {
  return `[{"topic":"custom_audit","timestamp":1,"body":${json},${CONVEX}}]`
}

describe('a signed body that no deployment sends is refused with 400:', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ['text', 'hostile'],
    ['a number', '1'],
    ['null', 'null'],
    ['a list of lists', '[[]]'],
    ['a list of null', '[null]'],
    ['an event without a topic', `[{"timestamp":1,${CONVEX}}]`],
    ['an event without a time', `[{"topic":"console",${CONVEX}}]`],
    ['an event without a deployment', '[{"topic":"console","timestamp":1}]'],
    [
      'an event of a deployment without a name',
      '[{"topic":"console","timestamp":1,"convex":{"deployment_name":1}}]',
    ],
    ['an event whose deployment is inherited', '[{"topic":"console","timestamp":1,"convex":"hostile"}]'],
    ['JSON that ends early', `[${EVENT}`],
    ['a good event and half of one', `${EVENT}\n{"topic":`],
    ['two events on a line', `${EVENT},${EVENT}`],
    ['an event that two lines share', `{"topic":"console"\n"timestamp":1,${CONVEX}}`],
    ['lines that end with CRLF', `${EVENT}\r\n${EVENT}`],
    ['empty lines', `${EVENT}\n\n${EVENT}`],
    ['an empty line at the end', `${EVENT}\n`],
    ['bytes that are not UTF-8', new Uint8Array([...new TextEncoder().encode(EVENT), 0xff])],
    ['a byte order mark', `\ufeff[${EVENT}]`],
    ['a value that nests 200 deep', withBody(`${'['.repeat(200)}${']'.repeat(200)}`)],
    ['a value that nests 100,000 deep', withBody(`${'['.repeat(1e5)}${']'.repeat(1e5)}`)],
    [
      'objects that nest 100,000 deep, a long integer in them',
      withBody(`${'{"a":'.repeat(1e5)}9007199254740993${'}'.repeat(1e5)}`),
    ],
    ['a line that nests 100,000 deep', `${'['.repeat(1e5)}${']'.repeat(1e5)}`],
    ['more empty lists than its size needs', withBody(`[${'[],'.repeat(5e6)}0]`)],
  ])('%s', async (_, body) => {
    expect(await statusOf(body)).toBe(400)
  })
})

test('what a deployment can store is accepted: values that nest 64 deep', async () => {
  const body = withBody(`${'['.repeat(64)}${']'.repeat(64)}`)
  const headers = { 'x-webhook-signature': await signWebhook(body, SECRET) }
  expect((await receiveWebhook({ headers, body }, { secrets: [SECRET] })).events).toHaveLength(1)
})

describe('a body of 100 MB is refused with 413', () => {
  const headers = { 'x-webhook-signature': `sha256=${'0'.repeat(64)}` }

  test('as soon as it is too large, and the rest is not read', async () => {
    let pulled = 0
    let isCancelled = false
    const chunk = new Uint8Array(1e6)
    const body = new ReadableStream({
      pull: stream => (pulled++ < 100 ? stream.enqueue(chunk) : stream.close()),
      cancel: () => {
        isCancelled = true
      },
    })
    await expect(receiveWebhook({ headers, body }, { secrets: [SECRET] })).rejects.toMatchObject({
      status: 413,
    })
    expect(pulled).toBeLessThan(20)
    expect(isCancelled).toBe(true)
  })

  test('before it is read if it says its length', async () => {
    const body = new ReadableStream(
      { pull: () => Promise.reject(new Error('It was read.')) },
      { highWaterMark: 0 },
    )
    const request = { headers: { ...headers, 'content-length': '100000000' }, body }
    await expect(receiveWebhook(request, { secrets: [SECRET] })).rejects.toMatchObject({ status: 413 })
  })
})

test('a body whose bytes come one by one takes the memory of its bytes, not of a million chunks', async () => {
  const body = JSON.stringify([
    { topic: 'console', timestamp: 1, message: 'x'.repeat(2e6), convex: { deployment_name: 'a' } },
  ])
  const bytes = new TextEncoder().encode(body)
  let asked = 0
  const oneByOne = {
    [Symbol.asyncIterator]: () => ({
      next: async () =>
        asked < bytes.length
          ? { done: false, value: bytes.subarray(asked, ++asked) }
          : { done: true, value: undefined },
    }),
  }
  const headers = { 'x-webhook-signature': await signWebhook(body, SECRET) }
  const before = process.memoryUsage().heapUsed
  const { events } = await receiveWebhook({ headers, body: oneByOne }, { secrets: [SECRET] })
  expect(events).toHaveLength(1)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(120e6)
})

describe('a signature is refused with 401 before the body is read:', () => {
  test.each([
    ['none', {}],
    ['an empty one', ''],
    ['one without its scheme', '0'.repeat(64)],
    ['one of another scheme', `sha1=${'0'.repeat(64)}`],
    ['upper case, which would be a second id', `sha256=${'A'.repeat(64)}`],
    ['one that is too short', `sha256=${'0'.repeat(63)}`],
    ['no hex', `sha256=${'g'.repeat(64)}`],
    ['two of them', `sha256=${'0'.repeat(64)}, sha256=${'0'.repeat(64)}`],
    ['a space at its end', `sha256=${'0'.repeat(64)} `],
    ['a line break at its end', `sha256=${'0'.repeat(64)}\n`],
  ])('%s', async (_, value) => {
    const body = new ReadableStream(
      { pull: () => Promise.reject(new Error('It was read.')) },
      { highWaterMark: 0 },
    )
    const headers = typeof value === 'string' ? { 'x-webhook-signature': value } : value
    await expect(receiveWebhook({ headers, body }, { secrets: [SECRET] })).rejects.toMatchObject({
      status: 401,
    })
  })
})
