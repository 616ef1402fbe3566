import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { auditLogMetadata, createMeter, receiveWebhook, WebhookError } from '../../src/webhooks/index.js'

/** Tests the mistakes that were found in public receivers. */

const SECRET = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'
const CONVEX = '"convex":{"deployment_name":"happy-otter-123","project_slug":"notes"}'
const hmac = (text: string) => `sha256=${createHmac('sha256', SECRET).update(text).digest('hex')}`

function event(fields: string): string {
  return `{"timestamp":1790000000000,"topic":"custom_audit",${fields},${CONVEX}}`
}

function receive(body: string, headers: Record<string, string> = { 'x-webhook-signature': hmac(body) }) {
  return receiveWebhook({ headers, body }, { secrets: [SECRET] })
}

afterEach(() => {
  vi.useRealTimers()
})

describe('instead of a check of the age', () => {
  test('accepts a batch that is half an hour old', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_790_000_000_000 + 1_800_000 })
    expect((await receive(`[${event('"body":1')}]`)).events).toHaveLength(1)
  })
})

describe('instead of a signature over what was parsed and written again', () => {
  test.each(['1.0', '9007199254740993', '{"2":0,"1":0}', '"\\u00e9\\/"', '1e2'])(
    'verifies the raw bytes: %s',
    async json => {
      const body = `[${event(`"body":${json}`)}]`
      expect(hmac(JSON.stringify(JSON.parse(body)))).not.toBe(hmac(body))
      expect((await receive(body)).events).toHaveLength(1)
    },
  )
})

describe('instead of one JSON.parse for a body of lines', () => {
  test('reads its lines', async () => {
    const body = `${event('"body":1')}\n${event('"body":2')}`
    expect(() => JSON.parse(body)).toThrow(SyntaxError)
    expect((await receive(body)).events).toMatchObject([{ body: 1 }, { body: 2 }])
  })
})

describe('instead of a header that is never sent, a secret in the address, no check at all', () => {
  test.each([
    ['another header', { 'x-convex-signature': hmac(`[${event('"body":1')}]`) }],
    ['the secret itself', { authorization: `Bearer ${SECRET}` }],
    ['nothing', {}],
  ])('refuses %s with 401', async (_, headers) => {
    await expect(receive(`[${event('"body":1')}]`, headers)).rejects.toMatchObject({ status: 401 })
  })
})

describe('instead of counters that are read beside `usage`', () => {
  const fields = '"function":{"type":"mutation"},"execution_time_ms":1'
  const body = (usage: string) =>
    `[${event(`${fields},${usage}`).replace('custom_audit', 'function_execution')}]`

  test('refuses an execution without `usage` rather than metering 0', async () => {
    const delivery = await receive(body('"database_io_read_bytes":1073741824'))
    expect(() => createMeter({ by: 'deployment' }).add(delivery)).toThrow(WebhookError)
  })

  test('reads the counters in `usage`', async () => {
    const meter = createMeter({ by: 'deployment' })
    meter.add(await receive(body('"usage":{"database_io_read_bytes":1073741824,"memory_used_mb":0}')))
    expect(meter.totals().get('happy-otter-123')?.databaseIoGb).toBe(1)
  })
})

describe('instead of comparing signatures as strings, and decoding hex that may throw', () => {
  test.each(['sha256=é', 'sha256=zz', `sha256=${'0'.repeat(62)}zz`, '=', `${'a'.repeat(100_000)}`])(
    'refuses a signature that is not hex with 401: %.20s',
    async signature => {
      const body = `[${event('"body":1')}]`
      await expect(receive(body, { 'x-webhook-signature': signature })).rejects.toMatchObject({ status: 401 })
    },
  )

  test('compares signatures with WebCrypto', async () => {
    const verify = vi.spyOn(crypto.subtle, 'verify')
    await receive(`[${event('"body":1')}]`)
    expect(verify).toHaveBeenCalledOnce()
  })
})

describe('instead of members of `audit_log_metadata`, which is a string', () => {
  test('parses it on request, with every digit', async () => {
    const fields = String.raw`"audit_log_action":"create_usage_limit","audit_log_metadata":"{\"limit\":9007199254740993}"`
    const { events } = await receive(`[${event(fields).replace('custom_audit', 'audit_log')}]`)
    const metadata = events.map(event => event.topic === 'audit_log' && auditLogMetadata(event))
    expect(metadata).toEqual([{ limit: 9007199254740993n }])
  })
})

describe('instead of no id of a delivery', () => {
  test('counts a repeated batch once', async () => {
    const body = `[${event('"body":1').replace('custom_audit', 'function_execution').replace('"body":1', '"usage":{}')}]`
    const meter = createMeter({ by: 'deployment' })
    expect([meter.add(await receive(body)), meter.add(await receive(body))]).toEqual([true, false])
    expect(meter.totals().get('happy-otter-123')?.functionCalls).toBe(1)
  })
})
