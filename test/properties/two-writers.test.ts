import fc from 'fast-check'
import { expect, test } from 'vitest'
import { story } from './two-writers/story.js'
import { expectTruth } from './two-writers/truth.js'
import { live } from './two-writers/world.js'

/** The long version, `npm run prove:plans`, sets more. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 150)
/** Stories that are told at once: many wait for an answer that never comes. */
const AT_ONCE = 5

test.each([
  ['in process', RUNS, false],
  ['over real sockets', Math.ceil(RUNS / 3), true],
] as const)(
  'whatever another writer and the network do, %s, nothing else changes and what is told is true',
  { timeout: 600_000 },
  async (_, runs, overHttp) => {
    let told = 0
    const property = fc.asyncProperty(story, async given => {
      expectTruth(given, await live(given, overHttp))
      told += 1
    })
    const numRuns = Math.ceil(runs / AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, () => fc.assert(property, { numRuns })))
    expect(told).toBeGreaterThanOrEqual(runs)
  },
)
