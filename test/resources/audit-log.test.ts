import { describe, expect, test } from 'vitest'
import type { AuditLogEvent, DeploymentClient } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { failureOf } from '../support/settling.js'

const REFUSED = json({ code: 'BadQueryArgs', message: 'One request too many.' }, { status: 400 })

function client(...answers: (Response | Error)[]) {
  const { requests, fetch } = answering(...answers, REFUSED)
  const { auditLog } = deployment({ contract: 'v1', fetch, retry: false })
  const queries = () => requests.map(({ url }) => url.replace(/^.*\/api\/v1/, ''))
  return { auditLog, requests, queries }
}

const event = (createTime: number): AuditLogEvent => ({
  actor: { kind: 'system' },
  action: 'push_config',
  createTime,
  metadata: {},
  clientIp: null,
  clientUserAgent: null,
})

const page = (times: number[], nextCursor: string) =>
  json({ items: times.map(event), pagination: { hasMore: true, nextCursor } })

const lastPage = (...times: number[]) => json({ items: times.map(event), pagination: { hasMore: false } })

async function timesOf(events: AsyncIterable<AuditLogEvent>): Promise<number[]> {
  const times: number[] = []
  for await (const { createTime } of events) times.push(createTime)
  return times
}

describe('events', () => {
  test('come from page after page, a hundred each, until there is no more', async () => {
    const { auditLog, queries } = client(page([1, 2], 'c1'), page([3], 'c2'), lastPage(4))
    expect(await timesOf(auditLog.events({ from: 1 }))).toEqual([1, 2, 3, 4])
    expect(queries()).toEqual([
      '/list_audit_log_events?from=1&limit=100',
      '/list_audit_log_events?from=1&cursor=c1&limit=100',
      '/list_audit_log_events?from=1&cursor=c2&limit=100',
    ])
  })

  test.each([
    ['at the end', [page([1], 'c1'), lastPage()], [1]],
    ['in the middle', [page([1], 'c1'), page([], 'c2'), lastPage(2)], [1, 2]],
    ['everywhere', [lastPage()], []],
  ])('survive a page that is empty %s', async (_, pages, times) => {
    const { auditLog, requests } = client(...pages)
    expect(await timesOf(auditLog.events({ from: 0 }))).toEqual(times)
    expect(requests).toHaveLength(pages.length)
  })

  test.each([
    ['more without a cursor', { hasMore: true }],
    ['more with a cursor of null', { hasMore: true, nextCursor: null }],
    ['no more, with a cursor', { hasMore: false, nextCursor: 'c1' }],
  ])('end where the deployment answers %s', async (_, pagination) => {
    const { auditLog, requests } = client(json({ items: [event(1)], pagination }))
    expect(await timesOf(auditLog.events({ from: 0 }))).toEqual([1])
    expect(requests).toHaveLength(1)
  })

  test('are asked for from the same moment, whatever happens to the Date', async () => {
    const { auditLog, queries } = client(page([1], 'c1'), page([2], 'c2'), lastPage())
    const from = new Date(1_763_887_200_000)
    const events = auditLog.events({ from })
    await events.next()
    from.setTime(0)
    await timesOf(events)
    expect(queries().map(query => query.replace(/&.*/, ''))).toEqual([
      '/list_audit_log_events?from=1763887200000',
      '/list_audit_log_events?from=1763887200000',
      '/list_audit_log_events?from=1763887200000',
    ])
  })

  test('are not asked for before they are wanted', async () => {
    const { auditLog, requests } = client(page([1, 2], 'c1'), lastPage(3))
    const events = auditLog.events({ from: 0 })
    expect(requests).toHaveLength(0)
    await events.next()
    await events.next()
    expect(requests).toHaveLength(1)
    await events.next()
    expect(requests).toHaveLength(2)
  })

  test('stop at a break, and no further page is asked for', async () => {
    const { auditLog, requests } = client(page([1, 2], 'c1'), lastPage(3))
    const events = auditLog.events({ from: 0 })
    for await (const { createTime } of events) if (createTime === 2) break
    expect(await events.next()).toEqual({ done: true, value: undefined })
    expect(requests).toHaveLength(1)
  })

  test('stop at an abort between two pages, with its own reason', async () => {
    const { auditLog, requests } = client(page([1], 'c1'), lastPage(2))
    const caller = new AbortController()
    const events = auditLog.events({ from: 0 }, { signal: caller.signal })
    await events.next()
    caller.abort('enough')
    expect(await failureOf(events.next())).toBe('enough')
    expect(requests).toHaveLength(1)
  })

  test('that came before a failure are not lost, and the failure ends them', async () => {
    const { auditLog } = client(
      page([1], 'c1'),
      json({ code: 'InvalidCursor', message: '' }, { status: 400 }),
    )
    const events = auditLog.events({ from: 0 })
    expect(await events.next()).toMatchObject({ value: { createTime: 1 } })
    expect(await failureOf(events.next())).toMatchObject({ name: 'BadRequestError', code: 'InvalidCursor' })
    expect(await events.next()).toEqual({ done: true, value: undefined })
  })

  test('survive a page that fails for a moment: it alone is asked for again', async () => {
    const busy = json(null, { status: 503, headers: { 'retry-after': '0' } })
    const { requests, fetch } = answering(page([1], 'c1'), busy, lastPage(2))
    const { auditLog } = deployment({ contract: 'v1', fetch })
    expect(await timesOf(auditLog.events({ from: 0 }))).toEqual([1, 2])
    expect(requests.map(({ url }) => url.includes('cursor=c1'))).toEqual([false, true, true])
  })
})

describe('a moment', () => {
  test.each([
    ['a number', 1_763_887_200_000, '1763887200000'],
    ['a Date', new Date('2025-11-23T08:40:00Z'), '1763887200000'],
    ['the epoch', 0, '0'],
    ['the epoch as a Date', new Date(0), '0'],
    ['the largest', Number.MAX_SAFE_INTEGER, '9007199254740991'],
  ])('may be %s', async (_, from, sent) => {
    const { auditLog, queries } = client(lastPage())
    await auditLog.page({ from })
    expect(queries()).toEqual([`/list_audit_log_events?from=${sent}`])
  })

  test.each([
    ['negative', -1],
    ['a fraction', 0.5],
    ['not a number', Number.NaN],
    ['endless', Number.POSITIVE_INFINITY],
    ['beyond all calendars', 1e30],
    ['a Date before the epoch', new Date(-1)],
    ['a Date that is none', new Date('yesterday')],
    ['undefined', undefined],
    ['null', null],
    ['an empty string', ''],
    ['a date as a string', '2025-11-23'],
  ])('that is %s is refused before anything is sent', async (_, from) => {
    await expectRefused(({ auditLog }) => auditLog.page({ from: from as never }), 'from')
    await expectRefused(({ auditLog }) => auditLog.events({ from: from as never }).next(), 'from')
  })
})

describe('page', () => {
  test.each([1, 15, 100])('takes a limit of %i', async limit => {
    const { auditLog, queries } = client(lastPage())
    await auditLog.page({ from: 0, limit })
    expect(queries()).toEqual([`/list_audit_log_events?from=0&limit=${limit}`])
  })

  test.each([0, 101, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, ''])(
    'refuses a limit of %s, which the deployment would not cap',
    async limit => {
      const page = ({ auditLog }: DeploymentClient) => auditLog.page({ from: 0, limit: limit as never })
      expect((await expectRefused(page, /limit.* must be /)).operation).toBe('listAuditLogEvents')
    },
  )

  test.each(['c1', '0a1b', '42', '1e3', 'true'])('passes the cursor %s on as it came', async cursor => {
    const { auditLog, queries } = client(lastPage())
    await auditLog.page({ from: 0, cursor })
    expect(queries()).toEqual([`/list_audit_log_events?from=0&cursor=${cursor}`])
  })

  test('leaves out what is undefined', async () => {
    const { auditLog, queries } = client(lastPage())
    await auditLog.page({ from: 0, cursor: undefined, limit: undefined })
    expect(queries()).toEqual(['/list_audit_log_events?from=0'])
  })
})
