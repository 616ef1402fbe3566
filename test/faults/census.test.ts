import { expect, test } from 'vitest'
import { v1, v1Beta } from '../../src/schema/contracts.js'
import type { Operation } from '../../src/schema/operation.js'
import { CASES } from './cases/index.js'
import { OPERATIONS } from './operations.js'

test('no two cases have the same name', () => {
  const faults = Object.values(CASES)
    .flat()
    .map(({ fault }) => fault)
  expect(new Set(faults).size).toBe(faults.length)
})

/** What makes the transport treat operations apart. */
function kindOf({ retry, retryWith, bulk, response }: Operation): string {
  return JSON.stringify([retry, retryWith, bulk, response !== undefined])
}

test('each kind of operation of the documents meets them', () => {
  const put = OPERATIONS.map(({ operation }) => kindOf(v1()[operation]))
  const all = [...Object.values(v1()), ...Object.values(v1Beta())].map(kindOf)
  expect(new Set(put)).toEqual(new Set(all))
})

test('an operation that is repeated for one of its bodies meets them with and without it', () => {
  const twofold = Object.entries(v1()).filter(([, operation]) => 'retryWith' in operation)
  expect(twofold.length).toBeGreaterThan(0)
  for (const [id] of twofold) {
    const repeats = OPERATIONS.filter(({ operation }) => operation === id).map(({ repeats }) => repeats)
    expect(repeats.sort()).toEqual([false, true])
  }
})
