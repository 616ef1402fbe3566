import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyCase } from './two-writers/case.js'
import { expectTruth } from './two-writers/checks.js'
import { run } from './two-writers/run.js'

/** `npm run prove plans` tries more. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 150)

test.each([
  ['in process', RUNS, false],
  ['over real sockets', Math.ceil(RUNS / 3), true],
] as const)(
  'whatever another writer and the network do, %s, nothing else changes and what is reported is true',
  async (_, numRuns, overHttp) => {
    let ran = 0
    const property = fc.asyncProperty(anyCase, async given => {
      expectTruth(given, await run(given, overHttp))
      ran += 1
    })
    await fc.assert(property, { numRuns })
    expect(ran).toBe(numRuns)
  },
)
