import { describe, expect, test } from 'vitest'
import type { CallOptions, DeploymentClient } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { EVENT, pageOf, syncOf } from '../support/samples.js'
import { failureOf } from '../support/settling.js'

/** What a method gives page by page: here each page holds one item, which has a mark. */
interface Paged {
  readonly what: string
  readonly iterate: (client: DeploymentClient, options?: CallOptions) => AsyncIterableIterator<unknown>
  readonly item: (mark: string) => object
  /** A page that is followed by another if it has a cursor. */
  readonly page: (mark: string, nextCursor?: string) => object
  /** What asks for the page behind a cursor. */
  readonly asks: (cursor?: string) => string
}

const paginated = (nextCursor?: string) => ({ hasMore: nextCursor !== undefined, nextCursor })

const PAGED: readonly Paged[] = [
  {
    what: 'events of the audit log',
    iterate: ({ auditLog }, options) => auditLog.events({ from: 0 }, options),
    item: action => ({ action }),
    page: (action, next) => ({ items: [{ ...EVENT, action }], pagination: paginated(next) }),
    asks: cursor => (cursor ? `?from=0&cursor=${cursor}&limit=100` : '?from=0&limit=100'),
  },
  {
    what: 'active syncs',
    iterate: ({ dataSync }, options) => dataSync.active(options),
    item: syncId => ({ syncId }),
    page: (syncId, next) => ({ syncs: [{ ...syncOf(Number), syncId }], pagination: paginated(next) }),
    asks: cursor => (cursor ? `?limit=100&cursor=${cursor}` : '?limit=100'),
  },
  {
    what: 'pages of data',
    iterate: ({ dataSync }, options) => dataSync.pages({}, options),
    item: syncId => ({ syncId }),
    // Deployments answer a cursor with every page, and always more: the last is the one that is up to date.
    page: (syncId, next) => ({
      ...pageOf(Number),
      syncId,
      status: next ? { type: 'snapshotting' } : pageOf(Number).status,
      pagination: { hasMore: true, nextCursor: next ?? 'c9' },
    }),
    asks: cursor => JSON.stringify({ cursor }),
  },
]

const REFUSED = json({ code: 'InvalidCursor', message: 'One request too many.' }, { status: 400 })
const BUSY = json(null, { status: 429, headers: { 'retry-after': '0' } })

describe.each(PAGED)('$what', ({ iterate, item, page, asks }) => {
  function start(answers: Response[], options?: CallOptions) {
    const { requests, fetch } = answering(...answers, REFUSED)
    const items = iterate(deployment({ fetch }), options)
    const asked = () => requests.map(({ url, body }) => `${new URL(url).search}${body}`)
    return { items, asked }
  }
  const marked = (mark: string) => ({ done: false, value: expect.objectContaining(item(mark)) })
  const END = { done: true, value: undefined }

  test('come from page after page, until there is no more', async () => {
    const { items, asked } = start([json(page('a', 'c1')), json(page('b', 'c2')), json(page('c'))])
    for (const mark of ['a', 'b', 'c']) expect(await items.next()).toEqual(marked(mark))
    expect(await items.next()).toEqual(END)
    expect(asked()).toEqual([asks(), asks('c1'), asks('c2')])
  })

  test('are not asked for before they are wanted, nor after a break', async () => {
    const { items, asked } = start([json(page('a', 'c1'))])
    expect(asked()).toEqual([])
    for await (const _ of items) break
    expect(await items.next()).toEqual(END)
    expect(asked()).toEqual([asks()])
  })

  test('stop at an abort between two pages, with its own reason', async () => {
    const caller = new AbortController()
    const { items, asked } = start([json(page('a', 'c1'))], { signal: caller.signal })
    await items.next()
    caller.abort('enough')
    expect(await failureOf(items.next())).toBe('enough')
    expect(asked()).toEqual([asks()])
  })

  test('that came before a failure are not lost, and the failure ends them', async () => {
    const { items } = start([json(page('a', 'c1'))])
    expect(await items.next()).toEqual(marked('a'))
    expect(await failureOf(items.next())).toMatchObject({ name: 'BadRequestError', code: 'InvalidCursor' })
    expect(await items.next()).toEqual(END)
  })

  test('survive a page that fails for a moment: it alone is asked for again', async () => {
    const { items, asked } = start([json(page('a', 'c1')), BUSY, json(page('b'))])
    await items.next()
    expect(await items.next()).toEqual(marked('b'))
    expect(asked()).toEqual([asks(), asks('c1'), asks('c1')])
  })
})
