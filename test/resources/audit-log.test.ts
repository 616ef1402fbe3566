import { describe, expect, test } from 'vitest'
import type { AuditLogEvent } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { EVENT } from '../support/samples.js'

const REFUSED = json({ code: 'BadQueryArgs', message: 'One request too many.' }, { status: 400 })

function client(...answers: Response[]) {
  const { requests, fetch } = answering(...answers, REFUSED)
  const { auditLog } = deployment({ fetch, retry: false })
  return { auditLog, queries: () => requests.map(({ url }) => new URL(url).search) }
}

const event = (createTime: number) => ({ ...EVENT, createTime })

const page = (times: number[], nextCursor: string) =>
  json({ items: times.map(event), pagination: { hasMore: true, nextCursor } })

const lastPage = (...times: number[]) => json({ items: times.map(event), pagination: { hasMore: false } })

async function timesOf(events: AsyncIterable<AuditLogEvent>): Promise<number[]> {
  const times: number[] = []
  for await (const { createTime } of events) times.push(createTime)
  return times
}

describe('events', () => {
  test.each([
    ['at the end', [page([1], 'c1'), lastPage()], [1]],
    ['in the middle', [page([1], 'c1'), page([], 'c2'), lastPage(2)], [1, 2]],
    ['everywhere', [lastPage()], []],
  ])('survive a page that is empty %s', async (_, pages, times) => {
    const { auditLog, queries } = client(...pages)
    expect(await timesOf(auditLog.events({ from: 0 }))).toEqual(times)
    expect(queries()).toHaveLength(pages.length)
  })

  test.each([
    ['more without a cursor', { hasMore: true }],
    ['more with a cursor of null', { hasMore: true, nextCursor: null }],
    ['no more, with a cursor', { hasMore: false, nextCursor: 'c1' }],
  ])('end where the deployment answers %s', async (_, pagination) => {
    const { auditLog, queries } = client(json({ items: [event(1)], pagination }))
    expect(await timesOf(auditLog.events({ from: 0 }))).toEqual([1])
    expect(queries()).toHaveLength(1)
  })

  test('are asked for from the same moment, whatever happens to the Date', async () => {
    const { auditLog, queries } = client(page([1], 'c1'), lastPage())
    const from = new Date(1_763_887_200_000)
    const events = auditLog.events({ from })
    await events.next()
    from.setTime(0)
    await timesOf(events)
    expect(queries().map(query => query.replace(/&.*/, ''))).toEqual(Array(2).fill('?from=1763887200000'))
  })

  test('of one page are given before the next page is asked for', async () => {
    const { auditLog, queries } = client(page([1, 2], 'c1'), lastPage(3))
    const events = auditLog.events({ from: 0 })
    for (const pages of [1, 1, 2]) {
      await events.next()
      expect(queries()).toHaveLength(pages)
    }
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
    expect(queries()).toEqual([`?from=${sent}`])
  })

  test.each([
    ['negative', -1],
    ['a fraction', 0.5],
    ['not a number', Number.NaN],
    ['beyond all calendars', 1e30],
    ['a Date before the epoch', new Date(-1)],
    ['a Date that is none', new Date('yesterday')],
    ['undefined', undefined],
    ['null', null],
    ['a date as a string', '2025-11-23'],
  ])('that is %s is refused before anything is sent', async (_, from) => {
    await expectRefused(({ auditLog }) => auditLog.page({ from: from as never }), 'from')
    await expectRefused(({ auditLog }) => auditLog.events({ from: from as never }).next(), 'from')
  })

  test('that is refused is refused with what it may be', async () => {
    const error = await expectRefused(
      ({ auditLog }) => auditLog.page({ from: -1 }),
      '`from` must be a valid `Date` or a whole number of milliseconds since the epoch.',
    )
    expect(error.option).toBe('from')
  })
})

describe('page', () => {
  test.each([1, 100])('takes a limit of %i', async limit => {
    const { auditLog, queries } = client(lastPage())
    await auditLog.page({ from: 0, limit })
    expect(queries()).toEqual([`?from=0&limit=${limit}`])
  })

  test.each([0, 101, 1.5, Number.NaN, ''])(
    'refuses a limit of %s, which the deployment would not cap',
    async limit => {
      const call = expectRefused(
        ({ auditLog }) => auditLog.page({ from: 0, limit: limit as never }),
        /limit.* must be /,
      )
      expect((await call).operation).toBe('listAuditLogEvents')
    },
  )

  test.each(['c1', '42', '1e3', 'true'])('passes the cursor %s on as it came', async cursor => {
    const { auditLog, queries } = client(lastPage())
    await auditLog.page({ from: 0, cursor })
    expect(queries()).toEqual([`?from=0&cursor=${cursor}`])
  })

  test('leaves out what is undefined', async () => {
    const { auditLog, queries } = client(lastPage())
    await auditLog.page({ from: 0, cursor: undefined, limit: undefined })
    expect(queries()).toEqual(['?from=0'])
  })
})
