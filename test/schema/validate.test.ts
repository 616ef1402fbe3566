import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Direction, findMismatch } from '../../src/schema/validate.js'
import { damaged, INTRUDER } from './damage.js'
import { SCHEMAS } from './documented-schemas.js'
import { oracle } from './oracle.js'
import { SECRET, valid } from './values.js'

/** A few of always the same values; `npm run prove schemas` makes thousands of new ones. */
const short = { numRuns: 24, seed: 1 }
const runs = process.env.PROPERTY_RUNS === undefined ? short : { numRuns: Number(process.env.PROPERTY_RUNS) }

const directions: readonly Direction[] = ['sent', 'read']

const cases = directions.flatMap(direction => {
  const compile = oracle(direction === 'sent')
  return SCHEMAS.map(([name, schema]) => ({
    name,
    direction,
    values: valid(schema, direction),
    broken: damaged(valid(schema, direction), schema),
    accepts: compile(schema),
    fault: (value: unknown) => findMismatch(schema, value, direction),
  }))
})

describe.each(cases)('$name, $direction,', ({ values, broken, accepts, fault }) => {
  test('takes every value that fits', () => {
    const property = fc.property(values, value => {
      expect([accepts(value), fault(value)]).toEqual([true, undefined])
    })
    fc.assert(property, { ...runs, numRuns: Math.ceil(runs.numRuns / 4) })
  })

  test('takes and refuses what ajv takes and refuses, and tells no value', () => {
    const verdicts = new Set<boolean>()
    const property = fc.property(broken, value => {
      const fits = accepts(value)
      verdicts.add(fits)
      const found = fault(value)
      expect(found === undefined).toBe(fits)
      const { path, expected } = found ?? { path: '', expected: '' }
      expect([expected.includes(INTRUDER), `${path} ${expected}`.includes(SECRET)]).toEqual([false, false])
    })
    fc.assert(property, runs)
    expect(verdicts).toContain(false)
  })
})
