import { describe, expect, test } from 'vitest'
import type { RetryOptions } from '../../src/index.js'
import { v1, v1Beta } from '../../src/schema/contracts.js'
import type { Case } from './cases/case.js'
import { CASES } from './cases/index.js'
import { play } from './run-case.js'
import { WRITES } from './write-calls.js'

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
].map(caseOf)

const CONTRACTS = { v1: v1(), 'v1-beta': v1Beta() } as const

describe.each(['v1', 'v1-beta'] as const)('under contract %s', contract => {
  const calls = new Map(Object.entries(WRITES[contract]))
  const written = Object.entries(CONTRACTS[contract]).filter(([, { retry }]) => retry !== 'always')

  describe.each(written)('%s reaches a server that commits once', (id, { retry }) => {
    // What must happen once is not repeated under `repeatWrites` either.
    const options: RetryOptions = retry === 'once' ? { limit: 5, repeatWrites: true } : { limit: 5 }

    test.each(COMMITTED.map(one => [one.fault, one] as const))('and then answers with %s', async (_, one) => {
      const call = calls.get(id)
      if (!call) throw new Error(`No call of ${id} was written.`)
      const { error, arrived } = await play(
        { ...one, options: { contract } },
        { call, retry: options, good: '', newer: '' },
        'http://127.0.0.1:1',
      )
      expect(error).toMatchObject({ operation: id, outcome: 'unknown', attempts: 1 })
      expect(arrived).toBe(1)
    })
  })
})

function caseOf(fault: string): Case {
  const found = Object.values(CASES)
    .flat()
    .find(one => one.fault === fault)
  if (found?.outcome !== 'unknown') throw new Error(`No case of ${fault} may have taken effect.`)
  return found
}
