import { describe, expect, test } from 'vitest'
import { v1, v1Beta } from '../../src/schema/contracts.js'
import { OPERATIONS } from '../support/calls.js'
import type { Case } from './cases/case.js'
import { CASES } from './cases/index.js'
import { runCase } from './run-case.js'

/** What comes back when a deployment has committed, or still may. */
const COMMITTED = [
  'a reset before the headers',
  'a close before the headers',
  'a reset during the body',
  'a stall before the headers',
  'a stall in the body',
  'a 408 with nothing',
  'a 500 with JSON',
  'a 502 with HTML',
  'a 503 with JSON',
  'a 503 with nothing',
  'a 504 with nothing',
  'a 200 with HTML',
].map(caseNamed)

const RULES = new Map(
  Object.entries({ v1: v1(), 'v1-beta': v1Beta() }).flatMap(([contract, operations]) =>
    Object.entries(operations).map(([id, { retry }]) => [`${contract} ${id}`, retry] as const),
  ),
)

test('what writes is what the documents do not let a client repeat as it likes', () => {
  const writing = OPERATIONS.map(({ contract, id, writes }) => [`${contract} ${id}`, writes] as const)
  expect(new Map(writing)).toEqual(new Map([...RULES].map(([name, retry]) => [name, retry !== 'always'])))
})

describe.each(OPERATIONS.filter(({ writes }) => writes))(
  '$id under contract $contract reaches a server that commits once',
  ({ contract, id, methods: [{ call }] }) => {
    // What must happen once is not repeated under `repeatWrites` either.
    const isOnce = RULES.get(`${contract} ${id}`) === 'once'
    const retry = isOnce ? { limit: 5, repeatWrites: true } : { limit: 5 }

    test.each(COMMITTED.map(one => [one.fault, one] as const))('and then answers with %s', async (_, one) => {
      const { error, arrived } = await runCase(
        { ...one, options: { contract } },
        { call, retry, good: '', newer: '' },
        'http://127.0.0.1:1',
      )
      expect(error).toMatchObject({ operation: id, outcome: 'unknown', attempts: 1 })
      expect(arrived).toBe(1)
    })
  },
)

function caseNamed(fault: string): Case {
  const found = Object.values(CASES)
    .flat()
    .find(one => one.fault === fault)
  if (found?.outcome !== 'unknown') throw new Error(`No case of ${fault} may have taken effect.`)
  return found
}
