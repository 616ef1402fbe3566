import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { sign } from '@octokit/webhooks-methods'
import fc from 'fast-check'
import { isInteger, parse, stringify } from 'lossless-json'
import { describe, expect, test } from 'vitest'
import { receiveWebhook, signWebhook, WebhookError } from '../../src/webhooks/index.js'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 200)
const secrets = fc.stringMatching(/^[0-9a-f]{32}$/)

/** Any batch in either format, with what a program logs in it. */
const bodies = fc
  .record({
    events: fc.array(
      fc.record({
        topic: fc.constantFrom('console', 'custom_audit', 'tea_time'),
        timestamp: fc.nat(),
        message: fc.string({ unit: 'binary' }),
        body: fc.jsonValue(),
        count: fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n }),
        convex: fc.constant({ deployment_name: 'happy-otter-123' }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    format: fc.constantFrom('json', 'jsonl'),
  })
  .map(({ events, format }) => {
    const lines = events.map(event => String(stringify(event)))
    const body = format === 'json' ? `[${lines.join(',')}]` : lines.join('\n')
    return { body, events: lines.map(line => parse(line, null, exactly)) }
  })

/** Reads a number as the type of events has it, for a reader of JSON that is not of this package. */
function exactly(digits: string): number | bigint {
  const value = Number(digits)
  return isInteger(digits) && !Number.isSafeInteger(value) ? BigInt(digits) : value
}

/** Signers that share no code with this package. */
const signers = {
  node: (body: string, secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  octokit: (body: string, secret: string) => sign(secret, body),
}

describe.each(['node', 'octokit'] as const)('what %s signs', signer => {
  test('is accepted, and has the events that were sent', async () => {
    const property = fc.asyncProperty(bodies, secrets, async ({ body, events }, secret) => {
      const id = await signers[signer](body, secret)
      const received = await receiveWebhook(
        { headers: { 'x-webhook-signature': id }, body },
        { secrets: [secret] },
      )
      expect(received).toEqual({ id, events })
      expect(await signWebhook(body, secret)).toBe(id)
    })
    await fc.assert(property, { numRuns: RUNS })
  })
})

test('what openssl signs is accepted', async () => {
  const property = fc.asyncProperty(bodies, secrets, async ({ body, events }, secret) => {
    const printed = execFileSync('openssl', ['dgst', '-sha256', '-hmac', secret, '-r'], { input: body })
    const headers = { 'x-webhook-signature': `sha256=${String(printed).slice(0, 64)}` }
    expect((await receiveWebhook({ headers, body }, { secrets: [secret] })).events).toEqual(events)
  })
  await fc.assert(property, { numRuns: 10 })
})

/** Changes one bit of a text's bytes. A bit that makes other bytes of it changes what is sent. */
function flipped(bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> {
  const changed = Uint8Array.from(bytes)
  const index = Math.floor(bit / 8) % changed.length
  changed[index] = (changed[index] ?? 0) ^ (1 << (bit % 8))
  return changed
}

test.each(['body', 'header', 'secret'] as const)(
  'a changed bit of the %s is refused with 401',
  async part => {
    const property = fc.asyncProperty(bodies, secrets, fc.nat(), async ({ body }, secret, bit) => {
      const id = signers.node(body, secret)
      const encode = (text: string) => new TextEncoder().encode(text)
      const decode = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
      const sent = {
        body: part === 'body' ? flipped(encode(body), bit) : body,
        headers: { 'x-webhook-signature': part === 'header' ? decode(flipped(encode(id), bit)) : id },
      }
      const known = part === 'secret' ? decode(flipped(encode(secret), bit)) : secret
      // A bit of the secret may make a space at its end, which no secret has.
      fc.pre(known.trim() === known)
      const refusal = await receiveWebhook(sent, { secrets: [known] }).catch((error: unknown) => error)
      expect(refusal instanceof WebhookError && refusal.status).toBe(401)
    })
    await fc.assert(property, { numRuns: RUNS })
  },
)
