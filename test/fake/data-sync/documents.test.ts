import { describe, expect, test } from 'vitest'
import { createFakeDeployment } from '../../../src/fake/index.js'
import { parseLossless, stringifyLossless } from '../../../src/index.js'

/** Returns the text of the first page of a sync. */
async function firstPage({ url, token, fetch }: ReturnType<typeof createFakeDeployment>): Promise<string> {
  const headers = { authorization: `Convex ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(new Request(`${url}/api/v1/data/sync`, { method: 'POST', body: '{}', headers }))
  return answer.text()
}

describe('a document', () => {
  test.each<[string, unknown, string]>([
    ['an integer', 9_007_199_254_740_993n, '9007199254740993'],
    ['the smallest integer', -(2n ** 63n), '-9223372036854775808'],
    ['a float without a fraction', 1, '1.0'],
    ['a large float', 1e300, '1e+300'],
    ['the negative zero', -0, '-0.0'],
    ['NaN', Number.NaN, '{"$float":"AAAAAAAA+H8="}'],
    ['infinity', Number.POSITIVE_INFINITY, '{"$float":"AAAAAAAA8H8="}'],
    ['bytes', new Uint8Array([0, 16, 131]).buffer, '{"$bytes":"ABCD"}'],
    ['what is in objects and arrays', { b: [1n, 2], a: null }, '{"a":null,"b":[1,2.0]}'],
    ['a name that objects inherit', JSON.parse('{"__proto__":"x"}'), '{"__proto__":"x"}'],
  ])('shows %s as a deployment exports it', async (_, value, text) => {
    const fake = createFakeDeployment({ now: () => 0.5 })
    const id = fake.tables.insert('t', { value })
    expect(await firstPage(fake)).toContain(`"value":{"_creationTime":0.5,"_id":"${id}","value":${text}}`)
  })

  test.each<[string, object]>([
    ['a name that begins with _', { _id: 'x' }],
    ['a name that begins with $', { $a: 1 }],
    ['a name that is not ASCII', { a: { é: 1 } }],
    ['an integer of 65 bits', { a: 2n ** 63n }],
    ['half of a surrogate pair', { a: '\ud800' }],
    ['a Date', { a: [new Date()] }],
    ['a function', { a: () => 1 }],
    ['undefined in an array', { a: [undefined] }],
  ])('is not stored with %s', (_, fields) => {
    const { tables, state } = createFakeDeployment()
    expect(() => tables.insert('t', { ...fields })).toThrow(TypeError)
    expect(state.revisions).toEqual([])
  })

  test.each([
    ['table', 'my-table', ''],
    ['table', '_system', ''],
    ['component', 't', 'a/'],
  ])('is not stored where no %s has the name', (what, table, component) => {
    const { tables } = createFakeDeployment()
    expect(() => tables.insert(table, {}, component)).toThrow(`No ${what} of a deployment has the name`)
  })

  test('is patched field by field, and read as a copy', () => {
    const { tables } = createFakeDeployment({ now: () => 7 })
    const id = tables.insert('t', { kept: 1n, changed: 1n, removed: 1n, none: undefined })
    tables.patch(id, { changed: 2n, removed: undefined, added: 2n })
    const document = tables.get(id)
    expect(document).toEqual({ _creationTime: 7, _id: id, added: 2n, changed: 2n, kept: 1n })
    Reflect.set(Object(document), 'kept', 2n)
    expect(tables.get(id)?.kept).toBe(1n)
  })

  test('that is deleted is gone', () => {
    const { tables } = createFakeDeployment()
    const id = tables.insert('t', {})
    tables.delete(id)
    expect(tables.get(id)).toBeUndefined()
    for (const write of [() => tables.patch(id, {}), () => tables.delete(id)]) {
      expect(write).toThrow(`There is no document ${id}`)
    }
  })
})

describe('a commit', () => {
  test('has one timestamp for one revision of each document, and the next one a higher one', () => {
    const { tables, state } = createFakeDeployment({ now: () => 1 })
    tables.commit(() => {
      const id = tables.insert('t', { n: 1n })
      tables.commit(() => tables.patch(id, { n: 2n }))
      tables.insert('t', { n: 3n })
    })
    tables.insert('t', { n: 4n })
    expect(state.revisions.map(({ ts, value }) => [ts, value.n])).toEqual([
      [1_000_000n, 2n],
      [1_000_000n, 3n],
      [1_000_001n, 4n],
    ])
  })

  test('is after what a page has shown, even if the clock goes back', async () => {
    let now = 5
    const fake = createFakeDeployment({ now: () => now })
    await firstPage(fake)
    now = 3
    fake.tables.insert('t', {})
    expect(fake.state.revisions).toMatchObject([{ ts: 5_000_001n }])
  })

  test('that throws writes nothing', () => {
    const { tables, state } = createFakeDeployment()
    const id = tables.insert('t', { n: 1n })
    const before = structuredClone(state)
    const write = () => {
      tables.patch(id, { n: 2n })
      throw new Error('refused')
    }
    expect(() => tables.commit(write)).toThrow('refused')
    expect(state).toEqual(before)
    expect(tables.get(id)?.n).toBe(1n)
  })

  test('that waits is refused', () => {
    const { tables, state } = createFakeDeployment()
    expect(() => tables.commit(async () => tables.insert('t', {}))).toThrow('A commit is synchronous')
    expect(state.revisions).toEqual([])
  })

  test('does not mention a document that did not outlive it', () => {
    const { tables, state } = createFakeDeployment()
    tables.commit(() => tables.delete(tables.insert('t', {})))
    expect(state.revisions).toEqual([])
  })
})

test('documents are plain data, which survives copies and lossless JSON', () => {
  const { tables, state } = createFakeDeployment()
  tables.insert('t', { n: 1n, f: 1, zero: -0, nan: Number.NaN, bytes: new ArrayBuffer(3) }, 'inner')
  expect(structuredClone(state)).toEqual(state)
  expect(parseLossless(stringifyLossless(state.revisions))).toEqual(state.revisions)
})

test('documents come back with a snapshot, and can be written then', () => {
  const { tables, snapshot, restore } = createFakeDeployment()
  const id = tables.insert('t', { n: 1n })
  const before = snapshot()
  tables.delete(id)
  restore(before)
  tables.patch(id, { n: 2n })
  expect(tables.get(id)?.n).toBe(2n)
})

test.each<[string, object, string]>([
  ['a limit of nothing', { documents: 0 }, '`syncLimits.documents` must be at least 1'],
  ['an unknown limit', { pages: 1 }, 'pages'],
])('%s is refused', (_, syncLimits, message) => {
  expect(() => createFakeDeployment({ syncLimits })).toThrow(message)
})
