import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFakeDeployment } from '../../../src/fake/index.js'
import {
  BadRequestError,
  createDeploymentClient,
  type DataSyncPage,
  type DataSyncSelection,
} from '../../../src/index.js'
import { documentsIn, keyOf, NOTHING, readPage, type Stored } from './consumer.js'

/** `npm run prove syncs` tries more. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 60)
const TABLES = [':a', ':b', ':c', 'inner/most:a'] as const
const HOUR = 3_600_000
const RETENTION = 14n * 86_400_000_000_000n

type Key = (typeof TABLES)[number]
type Fields = Readonly<Record<string, unknown>>
interface Document {
  readonly key: Key
  readonly value: Fields
}
interface Moment {
  readonly ts: bigint
  readonly documents: ReadonlyMap<string, Document>
  readonly changed: ReadonlySet<string>
}

/** A deployment with its history, as a test that only writes knows it, and a consumer with a copy. */
class Run {
  now = Date.UTC(2030, 0, 1)
  readonly fake
  readonly other = createFakeDeployment()
  readonly deployment
  documents = new Map<string, Document>()
  history: Moment[] = [{ ts: 0n, documents: new Map(), changed: new Set() }]
  selected: readonly Key[] = TABLES
  stored = NOTHING
  saved = NOTHING

  constructor(
    syncLimits: { documents: number; bytes: number; rows: number },
    readonly hidden: ReadonlySet<Key>,
  ) {
    this.fake = createFakeDeployment({ syncLimits, now: () => this.now })
    const { url, token, fetch } = this.fake
    this.deployment = createDeploymentClient({ url, token, fetch, retry: false })
  }

  readonly isSelected = (key: string) => this.selected.some(selected => selected === key)

  /** Selects tables; of some of them, all columns but `secret`. */
  selection(): DataSyncSelection {
    const of = (component: string) =>
      this.selected
        .filter(key => key.startsWith(`${component}:`))
        .map(key => [
          key.slice(component.length + 1),
          { _other: 'included', ...(this.hidden.has(key) && { secret: 'excluded' }) } as const,
        ])
    const level = (component: string) =>
      ({ _other: 'excluded', ...Object.fromEntries(of(component)) }) as const
    return { _other: 'excluded', '': level(''), 'inner/most': level('inner/most') }
  }

  commit(writes: readonly Write[]): void {
    const changed = new Set<string>()
    this.fake.tables.commit(() => {
      for (const write of writes) changed.add(write(this))
    })
    this.history.push({ ts: this.fake.state.lastTs, documents: new Map(this.documents), changed })
  }

  pass(ms: number): void {
    this.now += ms
  }

  select(keys: readonly Key[]): void {
    this.selected = keys
  }

  save(): void {
    this.saved = this.stored
  }

  restart(): void {
    this.stored = this.saved
  }

  nth(index: number): [string, Document] | undefined {
    return [...this.documents][index % Math.max(1, this.documents.size)]
  }

  /** Reads one page, or begins again where the deployment has forgotten. */
  async read(): Promise<DataSyncPage | undefined> {
    const before = this.stored
    try {
      const { stored, page } = await readPage(this.deployment, before, this.selection(), this.isSelected)
      this.stored = stored
      this.checkWhole(before, page)
      expect(this.ageOf(before)).toBeLessThanOrEqual(RETENTION)
      if ('snapshotTs' in page.status) this.checkCopy(page.status.snapshotTs)
      if (page.status.type === 'upToDate')
        expect(this.history.at(-1)?.ts).toBeLessThanOrEqual(page.status.snapshotTs)
      return page
    } catch (error) {
      if (!(error instanceof BadRequestError) || error.code !== 'DataSyncCursorExpired') throw error
      expect(before.cursor).toBeDefined()
      if (before.status?.type !== 'snapshotting') expect(this.ageOf(before)).toBeGreaterThan(RETENTION)
      this.stored = NOTHING
      return undefined
    }
  }

  checkCopy(ts: bigint): void {
    const documents = this.history.findLast(moment => moment.ts <= ts)?.documents ?? new Map()
    const expected = [...documents]
      .filter(([, { key }]) => this.isSelected(key))
      .map(([id, document]) => {
        const { secret, ...shown } = document.value
        const value = this.hidden.has(document.key) ? shown : document.value
        const [component, table] = document.key.split(':')
        return [
          id,
          { component, table, value: { ...value, _id: id, _creationTime: expect.any(Number) } },
        ] as const
      })
    expect(documentsIn(this.stored, this.isSelected)).toEqual(new Map(expected))
  }

  /** Of a commit that changes several documents that the consumer has, a page brings all changes or none. */
  checkWhole({ copy }: Stored, { values, truncates }: DataSyncPage): void {
    const had = (id: string, ts: bigint) => {
      const old = copy.get(id)
      return (
        old &&
        this.stored.tracked.has(keyOf(old)) &&
        !truncates.map(keyOf).includes(keyOf(old)) &&
        old.ts < ts
      )
    }
    const sent = (id: string, ts: bigint) => values.some(({ value, ts: at }) => value._id === id && at === ts)
    for (const { ts, changed } of this.history) {
      const known = [...changed].filter(id => had(id, ts))
      expect(known.filter(id => sent(id, ts))).toSatisfy(
        ({ length }) => length === 0 || length === known.length,
      )
    }
  }

  /** Returns how far what is stored lies back. What a page said that was not consistent is not known. */
  ageOf({ status }: Stored): bigint {
    return status && 'snapshotTs' in status ? this.fake.state.lastTs - status.snapshotTs : 0n
  }
}

type Write = (run: Run) => string
type Step = (run: Run) => unknown

const fields = fc.record({
  n: fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.integer().map(BigInt)),
  f: fc.oneof(fc.constantFrom(0, -0), fc.double({ noNaN: true, noDefaultInfinity: true })),
  secret: fc.string({ unit: 'grapheme', maxLength: 3 }),
})
const index = fc.nat(50)
const write: fc.Arbitrary<Write> = fc.oneof(
  fc.tuple(fc.constantFrom(...TABLES, ':a', ':a'), fields).map(([key, value]) => (run: Run) => {
    const [component, table = ''] = key.split(':')
    const id = run.fake.tables.insert(table, value, component)
    run.documents.set(id, { key, value })
    return id
  }),
  fc.tuple(index, fields).map(([at, value]) => (run: Run) => {
    const [id, document] = run.nth(at) ?? []
    if (id === undefined || !document) return ''
    run.fake.tables.patch(id, { ...value, secret: undefined })
    run.documents.set(id, { ...document, value: { n: value.n, f: value.f } })
    return id
  }),
  index.map(at => (run: Run) => {
    const [id] = run.nth(at) ?? []
    if (id === undefined) return ''
    run.fake.tables.delete(id)
    run.documents.delete(id)
    return id
  }),
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(write, { minLength: 1, maxLength: 4 }).map(
      (writes): Step =>
        run =>
          run.commit(writes),
    ),
  },
  { weight: 6, arbitrary: fc.constant<Step>(run => run.read()) },
  { weight: 3, arbitrary: fc.constantFrom(1, 29_999, 30_001, HOUR).map(passing) },
  { weight: 1, arbitrary: fc.constantFrom(-HOUR, 15 * 24 * HOUR).map(passing) },
  {
    weight: 2,
    arbitrary: fc.subarray([...TABLES]).map(
      (keys): Step =>
        run =>
          run.select(keys),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>(run => run.save()) },
  { weight: 1, arbitrary: fc.constant<Step>(run => run.restart()) },
  { weight: 1, arbitrary: fc.constant<Step>(askAnother) },
)

function passing(ms: number): Step {
  return run => run.pass(ms)
}

async function askAnother({ other, stored: { cursor } }: Run): Promise<void> {
  const { dataSync } = createDeploymentClient({ url: other.url, token: other.token, fetch: other.fetch })
  const page = dataSync.pages({ cursor }).next()
  if (cursor) await expect(page).rejects.toMatchObject({ code: 'InvalidDataSyncCursor' })
  else await expect(page).resolves.toMatchObject({ value: { values: [] } })
}

const limits = fc.record({
  documents: fc.integer({ min: 1, max: 4 }),
  bytes: fc.integer({ min: 1, max: 900 }),
  rows: fc.integer({ min: 1, max: 9 }),
})

test('whoever applies the pages in their order has the selected documents, at every consistent page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(write, { minLength: 8, maxLength: 16, size: 'max' }),
      fc.array(step, { minLength: 8, maxLength: 40, size: 'max' }),
      limits,
      fc.subarray([...TABLES]),
      async (first, steps, syncLimits, hidden) => {
        const run = new Run(syncLimits, new Set(hidden))
        run.commit(first)
        for (const act of steps) await act(run)
        let page: DataSyncPage | undefined
        do page = await run.read()
        while (page?.status.type !== 'upToDate')
      },
    ),
    { numRuns: RUNS },
  )
})
