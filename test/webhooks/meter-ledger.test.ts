import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMeter, type MeterSnapshot, receiveWebhook } from '../../src/webhooks/index.js'
import { asking } from '../fake/asking.js'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 40)
const HALF_AN_HOUR = 1_800_000
/** A deployment gives a batch up after so many attempts. */
const MOST_FAILURES = 5

/** The result of one attempt to deliver. */
const attempt = fc.constantFrom(
  'accepted',
  'accepted',
  'refused',
  // The events are counted and the state is stored, and the answer gets lost.
  'answer lost',
  // The program ends between counting and storing.
  'ended',
  'repeated, out of order',
)

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('run' as const),
      bytes: fc.nat(),
      memory: fc.nat(512),
      ms: fc.nat(60_000),
      count: fc.integer({ min: 1, max: 150 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('download' as const),
      bytes: fc.bigInt({ min: 0n, max: 2n ** 60n }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'rotate' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'send' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'wait' as const }) },
)

test('the meter equals the ledger after failures, repetitions, rotations and restarts', async () => {
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 1, maxLength: 12 }),
    fc.infiniteStream(attempt),
    fc.constantFrom('json', 'jsonl'),
    async (steps, results, format) => {
      const secrets: string[] = []
      let meter = createMeter({ by: 'deployment' })
      let stored = JSON.stringify(meter.snapshot())
      let now = 1_790_000_000_000
      const failures = new Map<string, number>()
      const counted: Request[] = []

      async function count(request: Request): Promise<void> {
        const snapshot: MeterSnapshot = JSON.parse(stored)
        const delivery = await receiveWebhook(request, { secrets, deployment: 'happy-otter-123' })
        expect(meter.snapshot()).toEqual(snapshot)
        meter.add(delivery)
      }

      async function deliver(request: Request): Promise<Response> {
        const copy = request.clone()
        const id = request.headers.get('x-webhook-signature') ?? ''
        const failed = failures.get(id) ?? 0
        const [drawn] = isActive() ? [...results.take(1)] : ['accepted']
        const result = failed === MOST_FAILURES ? 'accepted' : drawn
        const fail = () => {
          failures.set(id, failed + 1)
          return new Response(null, { status: 503 })
        }
        if (result === 'refused') return fail()
        const repeated =
          result === 'repeated, out of order' ? counted.map(earlier => earlier.clone()).reverse() : []
        for (const earlier of [...repeated, request]) await count(earlier)
        if (result === 'ended') {
          meter = createMeter({ by: 'deployment' })
          meter.restore(JSON.parse(stored))
          return fail()
        }
        stored = JSON.stringify(meter.snapshot())
        counted.push(copy)
        return result === 'answer lost' ? fail() : new Response(null, { status: 200 })
      }

      const { fake, ask } = asking({ deliver, now: () => now })
      const stream = () => fake.state.logStreams[0]
      const isActive = () => stream()?.status.type === 'active'
      try {
        const created = { logStreamType: 'webhook', url: 'https://logs.example.com/', format }
        await ask('POST /create_log_stream', created)
        secrets.push(stream()?.hmacSecret ?? '')
        await fake.deliverAll()
        const ledger = { calls: 0, io: 0n, compute: 0n, egress: 0n }
        for (const given of steps) {
          if (given.kind === 'send') await fake.deliverAll()
          // What was not sent yet is half an hour old.
          if (given.kind === 'wait') now += HALF_AN_HOUR
          if (given.kind === 'rotate') {
            await ask(`POST /rotate_webhook_secret/${stream()?.id}`)
            secrets.unshift(stream()?.hmacSecret ?? '')
            await fake.deliverAll()
            await ask(`POST /update_log_stream/${stream()?.id}`, { logStreamType: 'webhook' })
          }
          if (given.kind === 'download') {
            ledger.egress += given.bytes
            fake.emit({ topic: 'storage_api_bandwidth', egress_bytes: given.bytes })
          }
          if (given.kind !== 'run') continue
          for (let number = 0; number < given.count; number++) {
            const { bytes, memory, ms } = given
            ledger.calls += 1
            ledger.io += BigInt(bytes) + BigInt(number)
            ledger.compute += BigInt(memory) * BigInt(ms)
            fake.emit({
              topic: 'function_execution',
              function: { path: 'notes:list', type: 'mutation', request_id: `${number}` },
              execution_time_ms: ms,
              usage: {
                memory_used_mb: memory,
                database_io_read_bytes: bytes,
                database_io_write_bytes: number,
              },
            })
          }
        }
        await fake.deliverAll()
        expect(fake.deliveries.filter(({ outcome }) => outcome === 'dropped')).toEqual([])
        const counts = Object.fromEntries(meter.snapshot().counts)['happy-otter-123']
        expect(counts).toMatchObject({
          functionCalls: `${ledger.calls}`,
          databaseIoGb: `${ledger.io}`,
          dataEgressGb: `${ledger.egress}`,
          queryMutationComputeGbHours: `${ledger.compute}`,
        })
      } finally {
        await fake.close()
      }
    },
  )
  await fc.assert(property, { numRuns: RUNS })
})
