import { describe, expect, test } from 'vitest'
import type { FakeDeploymentOptions } from '../../../src/fake/index.js'
import { createDeploymentClient, type DataSyncPage, type DataSyncSelection } from '../../../src/index.js'
import { asking } from '../asking.js'

const SYNC = 'POST /data/sync'
const DAY = 86_400_000
const ALL: DataSyncSelection = { _other: 'included' }

function selecting(...tables: string[]): DataSyncSelection {
  const included = tables.map(table => [table, { _other: 'included' as const }])
  return { _other: 'excluded', '': { _other: 'excluded', ...Object.fromEntries(included) } }
}

/** A fake with a clock, and a consumer that reads one page at a time. */
function syncing(options: FakeDeploymentOptions = {}) {
  const clock = { now: Date.UTC(2030, 0, 1) }
  const { fake, ask } = asking({ now: () => clock.now, ...options })
  const { dataSync } = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
  async function read(before?: DataSyncPage, selection = ALL): Promise<DataSyncPage> {
    const { value } = await dataSync
      .pages({ selection, cursor: before?.pagination.nextCursor ?? undefined })
      .next()
    return value
  }
  return { fake, ask, clock, read, dataSync, tables: fake.tables }
}

const one = { syncLimits: { documents: 1 } }
const numbers = ({ values }: DataSyncPage) => values.map(({ value }) => value.n)
const truncated = ({ truncates }: DataSyncPage) => truncates.map(({ table }) => table)

describe('a walk', () => {
  test('brings tables one after the other, and small ones on one page', async () => {
    const { tables, read } = syncing()
    for (const table of ['b', 'a', 'b']) tables.insert(table, {})
    const page = await read()
    expect(page.values.map(({ table }) => table)).toEqual(['b', 'b', 'a'])
    expect(truncated(page)).toEqual(['a', 'b'])
    expect(page.status.type).toBe('upToDate')
  })

  test('brings documents in the order of their ids', async () => {
    const { tables, read } = syncing()
    const ids = Array.from({ length: 20 }, () => tables.insert('t', {}))
    expect((await read()).values.map(({ value }) => value._id)).toEqual(ids.sort())
  })

  test('truncates a table on the page on which it begins, and on no other', async () => {
    const { tables, read } = syncing(one)
    for (const table of ['a', 'a', 'b']) tables.insert(table, {})
    const first = await read()
    const second = await read(first)
    const third = await read(second)
    expect([first, second, third].map(truncated)).toEqual([['a'], [], ['b']])
  })

  test('notices the end of a table that fills a page only on the next one', async () => {
    const { tables, read } = syncing(one)
    tables.insert('a', {})
    const first = await read()
    expect(first.status.type).toBe('snapshotting')
    expect(await read(first)).toMatchObject({ values: [], status: { type: 'upToDate' } })
  })

  test('shows documents as of its beginning for 30 seconds, with the timestamps of what it shows', async () => {
    const { tables, read, clock, fake } = syncing(one)
    const [low = '', high = ''] = [1n, 1n].map(n => tables.insert('t', { n })).sort()
    const written = fake.state.revisions.find(({ value }) => value._id === high)?.ts
    const first = await read()
    tables.patch(low, { n: 2n })
    tables.patch(high, { n: 2n })
    clock.now += 29_999
    const second = await read(first)
    expect([first, second].map(numbers)).toEqual([[1n], [1n]])
    expect(second.values[0]?.ts).toBe(written)
  })

  test('gives way to the log after 30 seconds, of which it brings what the consumer has', async () => {
    const { tables, read, clock } = syncing(one)
    const [low = '', high = ''] = [1n, 1n].map(n => tables.insert('t', { n })).sort()
    const first = await read()
    tables.commit(() => {
      tables.patch(low, { n: 2n })
      tables.patch(high, { n: 3n })
    })
    clock.now += 30_001
    const second = await read(first)
    expect(second).toMatchObject({
      values: [{ value: { _id: low, n: 2n } }],
      status: { type: 'snapshotting' },
    })
    expect(numbers(await read(second))).toEqual([3n])
  })

  test('ends stale where time has passed since it began', async () => {
    const { tables, read, clock } = syncing(one)
    tables.insert('t', {})
    const first = await read()
    clock.now += 1
    const second = await read(first)
    expect(second.status).toEqual({ type: 'stale', snapshotTs: BigInt(clock.now - 1) * 1_000_000n })
    expect((await read(second)).status).toEqual({
      type: 'upToDate',
      snapshotTs: BigInt(clock.now) * 1_000_000n,
    })
  })

  test('does not show what was deleted before it came by, not even as deleted', async () => {
    const { tables, read, clock } = syncing(one)
    const [, high = ''] = [1n, 2n].map(n => tables.insert('t', { n })).sort()
    const first = await read()
    await read(first) // brings `high`, and the consumer ends before it has stored the cursor
    tables.delete(high)
    clock.now += 30_001
    const again = await read(first)
    expect([again, await read(again)].flatMap(({ values }) => values)).toEqual([])
  })
})

describe('the log', () => {
  test('brings changes in their order, and deletions with the id alone', async () => {
    const { tables, read } = syncing()
    const id = tables.insert('t', { n: 1n })
    const first = await read()
    tables.patch(id, { n: 2n })
    tables.delete(id)
    expect((await read(first)).values).toMatchObject([
      { deleted: false, value: { n: 2n } },
      { deleted: true, value: { _id: id } },
    ])
  })

  test('brings a document that is newer than its walk', async () => {
    const { tables, read } = syncing()
    tables.insert('t', { n: 1n })
    const first = await read()
    tables.insert('t', { n: 2n })
    expect(numbers(await read(first))).toEqual([2n])
  })

  test('is stale until its end', async () => {
    const { tables, read } = syncing(one)
    tables.insert('t', { n: 1n })
    const first = await read(await read())
    tables.insert('t', { n: 2n })
    tables.insert('t', { n: 3n })
    const second = await read(first)
    const third = await read(second)
    expect([second, third].map(({ status }) => status.type)).toEqual(['stale', 'upToDate'])
    expect(second).toMatchObject({ values: [{ ts: Reflect.get(second.status, 'snapshotTs') }] })
  })

  const writes = [{ n: 1n }, { n: 2n }, { n: 3n }, { n: 4n }]
  test.each<[string, FakeDeploymentOptions['syncLimits'], unknown[][]]>([
    [
      'values',
      { documents: 2 },
      [
        [1n, 2n],
        [3n, 4n],
      ],
    ],
    [
      'bytes',
      { bytes: 100 },
      [
        [1n, 2n],
        [3n, 4n],
      ],
    ],
    [
      'rows',
      { rows: 3 },
      [
        [1n, 2n],
        [3n, 4n],
      ],
    ],
  ])('fills a page up to a number of %s', async (_, syncLimits, expected) => {
    const { tables, read } = syncing({ syncLimits })
    const first = await read()
    tables.insert('t', { n: 0n })
    let page = await read(first)
    while (page.status.type !== 'upToDate') page = await read(page)
    for (const fields of writes) tables.insert('t', fields)
    const second = await read(page)
    expect([second, await read(second)].map(numbers)).toEqual(expected)
  })

  test('counts the rows that are not selected, if more than one table is', async () => {
    const { tables, read } = syncing({ syncLimits: { rows: 3 } })
    for (const table of ['a', 'b', 'other']) tables.insert(table, { n: 0n })
    const [both, single] = [selecting('a', 'b'), selecting('a')]
    const [ofBoth, ofOne] = [await read(undefined, both), await read(undefined, single)]
    for (const n of [1n, 2n, 3n]) tables.insert('other', { n })
    tables.insert('a', { n: 4n })
    expect(numbers(await read(ofBoth, both))).toEqual([])
    expect(numbers(await read(ofOne, single))).toEqual([4n])
  })

  test('never splits a commit, however large', async () => {
    const { tables, read } = syncing({ syncLimits: { documents: 1, bytes: 1, rows: 1 } })
    const first = await read()
    tables.insert('t', { n: 0n })
    let page = await read(first)
    while (page.status.type !== 'upToDate') page = await read(page)
    tables.commit(() => [1n, 2n, 3n].map(n => tables.insert('t', { n })))
    const whole = await read(page)
    expect(numbers(whole)).toEqual([1n, 2n, 3n])
    expect(new Set(whole.values.map(({ ts }) => ts)).size).toBe(1)
  })
})

describe('a selection', () => {
  test('that grows has the new table truncated and walked', async () => {
    const { tables, read } = syncing()
    tables.insert('a', { n: 1n })
    tables.insert('b', { n: 2n })
    const first = await read(undefined, selecting('a'))
    const second = await read(first, selecting('a', 'b'))
    expect(second).toMatchObject({ truncates: [{ component: '', table: 'b' }], status: { type: 'upToDate' } })
    expect(numbers(second)).toEqual([2n])
  })

  test('that shrinks no longer mentions a table, and truncates it when it comes back', async () => {
    const { tables, read } = syncing()
    for (const table of ['a', 'b']) tables.insert(table, { n: 1n })
    const first = await read()
    tables.insert('b', { n: 2n })
    const without = await read(first, selecting('a'))
    expect(without).toMatchObject({ truncates: [], values: [] })
    const again = await read(without)
    expect([truncated(again), numbers(again).sort()]).toEqual([['b'], [1n, 2n]])
  })

  test('that shrinks in the middle of a walk ends it, for its log, too', async () => {
    const { tables, read, clock } = syncing(one)
    const ids = [1n, 2n].map(n => tables.insert('a', { n }))
    const first = await read()
    for (const id of ids) tables.patch(id, { n: 3n })
    clock.now += 30_001
    const without = await read(first, selecting('b'))
    expect(without).toMatchObject({ truncates: [], values: [], status: { type: 'upToDate' } })
  })

  test('has the tables that are created later', async () => {
    const { tables, read } = syncing()
    const first = await read()
    tables.insert('late', { n: 1n }, 'inner/most')
    const second = await read(first)
    expect(second.truncates).toEqual([{ component: 'inner/most', table: 'late' }])
    // Its walk is as of the page before, when it was not there.
    expect(second).toMatchObject({ values: [], status: { type: 'stale' } })
    expect(numbers(await read(second))).toEqual([1n])
  })

  const included = { _other: 'included' }
  const columns = (level: object) => ({ ...included, '': { ...included, t: level } })
  test.each<[string, object, object]>([
    [
      'names of one character to 1,024, such as my-col',
      columns({ ...included, 'my-col': 'excluded' }),
      { a: 1 },
    ],
    ['short words', columns({ _other: 'excl', _id: 'incl', a: 'incl' }), { a: 1 }],
    ['a component that is left out by a short word', { ...included, x: 'excl' }, { a: 1, 'my-col': 2 }],
  ])('takes %s', async (_, selection, expected) => {
    const { ask, tables } = syncing()
    const id = tables.insert('t', { a: 1, 'my-col': 2 })
    const { body } = await ask(SYNC, { selection })
    const { _creationTime, ...value } = Reflect.get(Object(body), 'values')[0].value
    expect(value).toEqual({ ...expected, _id: id })
  })

  test.each<[string, object, string]>([
    ['a column that begins with $', columns({ ...included, $a: 'included' }), 'InvalidDataSyncSelection'],
    ['a column that is not ASCII', columns({ ...included, é: 'included' }), 'InvalidDataSyncSelection'],
    [
      'a column of 1,025 characters',
      columns({ ...included, ['a'.repeat(1025)]: 'included' }),
      'InvalidDataSyncSelection',
    ],
    [
      'a table of underscores',
      { ...included, '': { ...included, __: included } },
      'InvalidDataSyncSelection',
    ],
    ['a component with an empty part', { ...included, 'a//b': included }, 'InvalidDataSyncSelection'],
    ['_id excluded by its word', columns({ ...included, _id: 'excl' }), 'InvalidDataSyncSelection'],
    [
      '_id excluded by that of the others',
      columns({ _other: 'excluded', name: 'included' }),
      'InvalidDataSyncSelection',
    ],
    ['a word that is none', columns({ _other: 'inc' }), 'BadJsonBody'],
    ['a component that is included as a whole', { ...included, x: 'included' }, 'BadJsonBody'],
  ])('refuses %s', async (_, selection, code) => {
    expect(await syncing().ask(SYNC, { selection })).toMatchObject({ status: 400, body: { code } })
  })
})

describe('a cursor', () => {
  const refused = { code: 'InvalidDataSyncCursor' }

  test('of another fake is refused', async () => {
    await expect(syncing().read(await syncing().read())).rejects.toMatchObject(refused)
  })

  test.each([
    ['cut', (cursor: string) => cursor.slice(0, -2)],
    ['changed in one digit', (cursor: string) => cursor.slice(0, -1) + (cursor.endsWith('0') ? '1' : '0')],
    ['empty', () => ''],
  ])('that is %s is refused', async (_, change) => {
    const { ask, read } = syncing()
    const cursor = change((await read()).pagination.nextCursor ?? '')
    expect(await ask(SYNC, { cursor })).toMatchObject({ status: 400, body: refused })
  })

  test('that is ahead of a restored deployment is refused, and one from before is taken', async () => {
    const { fake, read, tables, clock } = syncing()
    tables.insert('t', { n: 1n })
    const before = await read()
    const snapshot = fake.snapshot()
    clock.now += 1
    const ahead = await read(before)
    fake.restore(snapshot)
    await expect(read(ahead)).rejects.toMatchObject(refused)
    expect((await read(before)).status.type).toBe('upToDate')
  })

  test('of a history that was undone is refused, also once there is a new one', async () => {
    const { fake, read, tables, clock } = syncing()
    const snapshot = fake.snapshot()
    tables.insert('t', { n: 1n })
    const undone = await read()
    fake.restore(snapshot)
    clock.now += 1
    tables.insert('t', { n: 2n })
    await expect(read(undone)).rejects.toMatchObject(refused)
  })

  test.each([
    ['cloud', 14],
    ['selfHosted', 2],
  ] as const)('on %s is good for %i days, and then expired', async (kind, days) => {
    const { read, clock } = syncing({ kind })
    const first = await read()
    clock.now += days * DAY
    const last = await read(first)
    clock.now += days * DAY + 1
    await expect(read(last)).rejects.toMatchObject({ code: 'DataSyncCursorExpired', status: 400 })
  })
})

describe('impersonators', () => {
  const headers = (token: string) => ({ authorization: `Convex ${token}:${btoa('{"tokenIdentifier":"u"}')}` })
  const refusal = { status: 403, body: { code: 'SystemIdentityRequired' } }

  test('are refused on every page', async () => {
    const { fake, ask, read } = syncing()
    const { nextCursor } = (await read()).pagination
    expect(await ask(SYNC, {}, { headers: headers(fake.token) })).toMatchObject(refusal)
    expect(await ask(SYNC, { cursor: nextCursor }, { headers: headers(fake.token) })).toMatchObject(refusal)
    expect(fake.state.syncs).toHaveLength(1)
  })

  test('learn of a bad cursor first', async () => {
    const { fake, ask } = syncing()
    const answer = await ask(SYNC, { cursor: 'x' }, { headers: headers(fake.token) })
    expect(answer).toMatchObject({ status: 400, body: { code: 'InvalidDataSyncCursor' } })
  })
})

test.each([
  ['fivetran-export-1.2.3', /^fivetran-[\da-f-]{36}$/],
  ['Fivetran-Import-1.2.3', /^fivetran-[\da-f-]{36}$/],
  ['airbyte-export-0.1.0', /^airbyte-[\da-f-]{36}$/],
  ['airbyte-import-0.1.0', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/],
])('the sync of the client %s has an id like %s', async (client, id) => {
  const { ask } = syncing()
  const { body } = await ask(SYNC, {}, { headers: { 'convex-client': client } })
  expect(body).toMatchObject({ syncId: expect.stringMatching(id) })
})

describe('active syncs', () => {
  test('show how far a walk has come', async () => {
    const { tables, read, dataSync } = syncing({ syncLimits: { documents: 2 } })
    for (const table of ['a', 'b', 'b', 'b']) tables.insert(table, {}, 'inner')
    const { syncId } = await read()
    expect(await dataSync.get(syncId)).toMatchObject({
      status: {
        type: 'snapshotting',
        numTablesSynced: 1,
        totalTables: 2,
        currentComponent: 'inner',
        currentTable: 'b',
        numDocumentsInCurrentTable: 1,
        totalDocumentsInCurrentTable: 3,
        numDocumentsSynced: 2,
        totalDocuments: 4,
      },
    })
  })

  test('are recorded at most every 5 seconds, unless the state changes', async () => {
    const { tables, read, dataSync, clock } = syncing(one)
    for (const n of [1n, 2n, 3n, 4n]) tables.insert('t', { n })
    const progress = async ({ syncId }: DataSyncPage) => {
      const { lastUpdated, status } = await dataSync.get(syncId)
      return [lastUpdated, status.type, Reflect.get(status, 'numDocumentsSynced')]
    }
    const first = await read()
    const begun = clock.now
    clock.now += 4_999
    const second = await read(first)
    expect(await progress(second)).toEqual([begun, 'snapshotting', 1])
    clock.now += 1
    const third = await read(second)
    expect(await progress(third)).toEqual([clock.now, 'snapshotting', 3])
    clock.now += 1
    const fifth = await read(await read(third))
    expect(await progress(fifth)).toEqual([clock.now, 'stale', 4])
  })

  test('leave the list after 3 days without a page, and come back with the next one', async () => {
    const { read, ask, clock } = syncing()
    const first = await read()
    clock.now += 3 * DAY
    expect((await ask('GET /data/list_active_syncs')).body).toMatchObject({
      syncs: [{ syncId: first.syncId }],
    })
    clock.now += 1
    expect((await ask('GET /data/list_active_syncs')).body).toMatchObject({ syncs: [] })
    await read(first)
    expect((await ask('GET /data/list_active_syncs')).body).toMatchObject({
      syncs: [{ syncId: first.syncId }],
    })
  })

  test('are created in the audit log once', async () => {
    const { fake, read } = syncing()
    const { syncId } = await read(await read())
    expect(fake.state.auditLog).toMatchObject([{ action: 'create_data_sync', metadata: { sync_id: syncId } }])
  })
})
