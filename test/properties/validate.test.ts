import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Schema } from '../../generated/schemas.js'
import * as contracts from '../../generated/schemas.js'
import { findFault } from '../../src/documents/validate.js'
import { damaged, INTRUDER } from './damage.js'
import { oracle } from './oracle.js'
import { SECRET, valid } from './schema-values.js'

const numRuns = Number(process.env.PROPERTY_RUNS ?? 300)

const directions = [
  { direction: 'sent', sending: true },
  { direction: 'read', sending: false },
]

const cases = Object.entries(contracts).flatMap(([contract, schemas]) =>
  directions.flatMap(({ direction, sending }) => {
    const compile = oracle(schemas, sending)
    return Object.entries(schemas).flatMap(([section, members]: [string, Record<string, Schema>]) =>
      Object.entries(members)
        // A mere reference is told by what it refers to.
        .filter(([, schema]) => schema.$ref === undefined)
        .map(([name, schema]) => ({
          place: `${contract} ${section} ${name}`,
          direction,
          values: valid(schema, schemas),
          broken: damaged(valid(schema, schemas), schema, schemas),
          accepts: compile(schema),
          fault: (value: unknown) => findFault(schema, value, { shared: schemas.shared, sending }),
        })),
    )
  }),
)

describe.each(cases)('$place, $direction,', { timeout: 60_000 }, ({ values, broken, accepts, fault }) => {
  test('takes every value that fits', () => {
    const property = fc.property(values, value => {
      expect([accepts(value), fault(value)]).toEqual([true, undefined])
    })
    fc.assert(property, { numRuns: Math.ceil(numRuns / 4) })
  })

  test('takes and refuses what ajv takes and refuses, and tells no value', () => {
    const verdicts = new Set<boolean>()
    const property = fc.property(broken, value => {
      const fits = accepts(value)
      verdicts.add(fits)
      const found = fault(value)
      expect(found === undefined).toBe(fits)
      const { at, says } = found ?? { at: '', says: '' }
      expect([says.includes(INTRUDER), `${at} ${says}`.includes(SECRET)]).toEqual([false, false])
    })
    fc.assert(property, { numRuns })
    expect(verdicts).toContain(false)
  })
})
