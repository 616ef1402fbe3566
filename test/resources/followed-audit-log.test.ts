import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createFakeDeployment, type FakeDeploymentOptions } from '../../src/fake/index.js'
import { type AuditLogEvent, createDeploymentClient } from '../../src/index.js'
import { expectRefused } from '../support/refused.js'
import { EVENT } from '../support/samples.js'
import { failureOf } from '../support/settling.js'
import { listenersOn } from '../support/signals.js'
import { numRuns } from '../support/strings.js'

const START = Date.parse('2026-02-03T04:05:06Z')
/** The time after which an event is given. */
const SETTLING_MS = 10_000

beforeEach(() => void vi.useFakeTimers({ now: START }))
afterEach(() => void vi.useRealTimers())

interface Server {
  readonly options?: FakeDeploymentOptions
  /** The size of a page, in place of the one that is asked for. */
  readonly pageSize?: number
  /** Runs before each request. */
  readonly before?: (append: (event: AuditLogEvent) => void) => void
}

/** A client of a fake whose audit log is written by the test. */
function connect({ options, pageSize = 100, before = () => {} }: Server = {}) {
  const fake = createFakeDeployment(options)
  onTestFinished(() => fake.close())
  const log = fake.state.auditLog
  /** Adds an event at the place of its time: before those of the same time, if it is `early`. */
  const append = (event: AuditLogEvent, early = false) => {
    const at = log.findIndex(({ createTime }) =>
      early ? createTime >= event.createTime : createTime > event.createTime,
    )
    log.splice(at < 0 ? log.length : at, 0, event as never)
  }
  const queries: URLSearchParams[] = []
  const { auditLog } = createDeploymentClient({
    url: fake.url,
    token: fake.token,
    retry: false,
    async fetch({ url, headers }) {
      const asked = new URL(url)
      queries.push(asked.searchParams)
      asked.searchParams.set('limit', `${pageSize}`)
      before(append)
      return fake.fetch(new Request(asked, { headers }))
    },
  })
  return { auditLog, log, append, queries }
}

/** An event of a time, told from others by a number. */
function eventAt(createTime: number, number = 0): AuditLogEvent {
  return { ...EVENT, createTime, metadata: { number, nested: { b: 1, a: [2] } } } as AuditLogEvent
}

/** The next event of a log that is followed: time passes until it comes. */
async function next(events: AsyncIterator<AuditLogEvent>): Promise<AuditLogEvent> {
  const result = events.next()
  let settled = false
  const settle = () => {
    settled = true
  }
  result.then(settle, settle)
  for (let pause = 0; !settled && pause < 500; pause++) await vi.advanceTimersByTimeAsync(1_000)
  if (!settled) throw new Error('No event came.')
  return (await result).value
}

async function take(events: AsyncIterator<AuditLogEvent>, count: number): Promise<AuditLogEvent[]> {
  const taken: AuditLogEvent[] = []
  while (taken.length < count) taken.push(await next(events))
  return taken
}

/** The same event as a database gives it back: in other order. */
function stored(event: AuditLogEvent): AuditLogEvent {
  const turned = JSON.stringify(event, (_, member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).reverse())
      : member,
  )
  return JSON.parse(turned)
}

/** The events that come into the log before a request, each some time before now, and the time that passes before it. */
const growth = fc.record({
  passes: fc.nat({ max: 4_000 }),
  events: fc.array(
    fc.record({
      ago: fc.nat({ max: 3 }).map(part => part * 3_333),
      number: fc.nat({ max: 1 }),
      early: fc.boolean(),
    }),
    { maxLength: 5 },
  ),
})

test.each([
  ['with restarts from the last event', true],
  ['with events that are equal', false],
])('gives each event exactly once and in order, %s, however the log grows', async (_, restarting) => {
  const property = fc.asyncProperty(
    fc.array(growth, { minLength: 1, maxLength: 12 }),
    fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 5 }),
    fc.constantFrom(1, 2, 3, 7, 100),
    fc.constantFrom(500, 10_000, 60_000),
    async (steps, lives, pageSize, everyMs) => {
      vi.setSystemTime(START)
      let count = 0
      const left = [...steps]
      const { auditLog, log, append } = connect({
        pageSize,
        before() {
          const { passes, events } = left.shift() ?? { passes: 0, events: [] }
          vi.setSystemTime(Date.now() + passes)
          for (const { ago, number, early } of events)
            append(eventAt(Date.now() - ago, restarting ? count++ : number), early)
        },
      })
      const total = steps.reduce((sum, { events }) => sum + events.length, 0)
      const given: AuditLogEvent[] = []
      const { signal, abort } = abortable()
      const follow = (from: number | AuditLogEvent) => auditLog.follow({ from, everyMs }, { signal })
      let events = follow(START - SETTLING_MS)
      for (const life of restarting ? lives : []) {
        given.push(...(await take(events, Math.min(life, total - given.length))))
        await events.return?.()
        const last = given.at(-1)
        events = follow(last ? stored(last) : START - SETTLING_MS)
      }
      given.push(...(await take(events, total - given.length)))
      expect(given).toEqual(log)
      // No other comes.
      const end = failureOf(events.next())
      await vi.advanceTimersByTimeAsync(2 * everyMs)
      abort('enough')
      expect(await end).toBe('enough')
    },
  )
  await fc.assert(property, { numRuns: Math.ceil(numRuns / 4) })
})

describe('follow', () => {
  test('holds back an event until those that began before it are there', async () => {
    const { auditLog, append } = connect()
    append(eventAt(START))
    const events = auditLog.follow({ from: START - 60_000 })
    const given: AuditLogEvent[] = []
    void events.next().then(({ value }) => given.push(value))
    await vi.advanceTimersByTimeAsync(SETTLING_MS - 1)
    expect(given).toEqual([])
    append(eventAt(START - 1, 1))
    await vi.advanceTimersByTimeAsync(1)
    expect(given).toEqual([eventAt(START - 1, 1)])
    expect(await next(events)).toEqual(eventAt(START))
  })

  test('begins at a number, at a Date, or after an event', async () => {
    const { auditLog, append } = connect()
    const [first, second, third] = [0, 1, 2].map(number => eventAt(START - 60_000, number))
    for (const event of [first, second, third]) append(event as AuditLogEvent)
    expect(await next(auditLog.follow({ from: START - 60_000 }))).toEqual(first)
    expect(await next(auditLog.follow({ from: new Date(START - 60_000) }))).toEqual(first)
    expect(await next(auditLog.follow({ from: second as AuditLogEvent }))).toEqual(third)
  })

  test('begins with its millisecond after an event that is not in the log', async () => {
    const { auditLog, append } = connect()
    append(eventAt(START - 60_000, 1))
    expect(await next(auditLog.follow({ from: eventAt(START - 60_000, 2) }))).toMatchObject({
      metadata: { number: 1 },
    })
  })

  test('asks every `everyMs` from the last event on, in pages of the largest size', async () => {
    const { auditLog, append, queries } = connect()
    append(eventAt(START - 60_000))
    const events = auditLog.follow({ from: START - 90_000, everyMs: 25_000 })
    await next(events)
    void events.next()
    await vi.advanceTimersByTimeAsync(0)
    expect(queries).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(24_999)
    expect(queries).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(queries.map(query => query.get('from'))).toEqual([`${START - 90_000}`, `${START - 60_000}`])
  })

  test('is not refused as too old on a deployment where nothing happens for longer than its plan keeps', async () => {
    const { auditLog, append } = connect({ options: { plan: { auditLogRetentionDays: 1 } } })
    const events = auditLog.follow({ from: START, everyMs: 3_600_000 })
    const given = events.next()
    await vi.advanceTimersByTimeAsync(3 * 86_400_000)
    const event = eventAt(Date.now())
    append(event)
    await vi.advanceTimersByTimeAsync(7_200_000)
    expect((await given).value).toEqual(event)
  })

  test('ends in its pause with the reason of a signal, and leaves no listener behind', async () => {
    const { auditLog, queries } = connect()
    const { signal, ...caller } = abortable()
    const failure = failureOf(auditLog.follow({ from: START }, { signal }).next())
    await vi.advanceTimersByTimeAsync(15_000)
    caller.abort('enough')
    expect(await failure).toBe('enough')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(queries).toHaveLength(2)
    expect(listenersOn(signal)).toBe(0)
  })

  test('sends nothing where the signal has aborted', async () => {
    const { auditLog, queries } = connect()
    const signal = AbortSignal.abort('enough')
    expect(await failureOf(auditLog.follow({ from: START }, { signal }).next())).toBe('enough')
    expect(queries).toEqual([])
  })

  test('ends with a break, and asks no more', async () => {
    const { auditLog, append, queries } = connect()
    append(eventAt(START - 60_000))
    for await (const event of auditLog.follow({ from: START - 90_000 })) {
      expect(event.createTime).toBe(START - 60_000)
      break
    }
    await vi.advanceTimersByTimeAsync(60_000)
    expect(queries).toHaveLength(1)
  })

  test('ends with the error of a deployment that refuses', async () => {
    const { auditLog } = connect({ options: { kind: 'selfHosted' } })
    expect(await failureOf(auditLog.follow({ from: START }).next())).toMatchObject({
      name: 'ForbiddenError',
      code: 'AuditLogsDisabled',
    })
  })

  test.each([
    ['no query', undefined, /must be an object/],
    ['no moment', {}, '`from` must be'],
    ['null', { from: null }, '`from` must be'],
    ['an event without its time', { from: { action: 'x' } }, '`from` must be'],
    ['an event of a time that is none', { from: { createTime: '1' } }, '`from` must be'],
    ['a pause of nothing', { from: 0, everyMs: 0 }, '`everyMs` must be a whole number from 1'],
    ['a pause that no timer holds', { from: 0, everyMs: 2 ** 31 }, '`everyMs` must be'],
    ['an unknown option', { from: 0, every: 5 }, /every/],
  ])('refuses %s before it sends anything', async (_, query, message) => {
    await expectRefused(({ auditLog }) => auditLog.follow(query as never).next(), message)
  })
})

function abortable() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: (reason: unknown) => controller.abort(reason) }
}
