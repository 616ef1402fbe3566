import { expect, test } from 'vitest'
import type { DeploymentClient } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { json, recorder } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

async function drained(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

const PAGES: readonly [string, (client: DeploymentClient) => AsyncIterable<unknown>, object][] = [
  ['auditLog.events', ({ auditLog }) => auditLog.events({ from: 0 }), { items: [] }],
  ['dataSync.active', ({ dataSync }) => dataSync.active(), { syncs: [] }],
  [
    'dataSync.pages',
    ({ dataSync }) => dataSync.pages(),
    { status: { type: 'compacting' }, truncates: [], values: [], syncId: 's' },
  ],
]

/** Answers each request with a page whose cursor is the next one. */
function paging(page: object, cursorOf: (turn: number) => string, last = Number.POSITIVE_INFINITY) {
  let turn = 0
  return recorder(async () => {
    const hasMore = turn < last
    const pagination = { hasMore, nextCursor: hasMore ? cursorOf(turn++) : null }
    return json({ ...page, pagination })
  })
}

test.each(PAGES)('%s ends where a cursor repeats, after however many pages', async (_, read, page) => {
  for (const length of [1, 2, 3, 50]) {
    const { fetch, requests } = paging(page, turn => `c${turn % length}`)
    const error = await failureOf(drained(read(deployment({ fetch }))))
    expect(error).toMatchObject({ name: 'UnexpectedResponseError', outcome: 'unknown' })
    expect(requests.length).toBeLessThan(4 * length + 2)
  }
})

test.each(PAGES)('%s goes on while cursors advance', async (_, read, page) => {
  const { fetch, requests } = paging(page, turn => `c${turn}`, 100)
  await drained(read(deployment({ fetch })))
  expect(requests).toHaveLength(101)
})
