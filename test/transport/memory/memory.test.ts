import { describe, expect, test } from 'vitest'
import { v1 } from '../../../src/schema/contracts.js'
import { weigher } from '../../../src/text/weight.js'
import { BODIES } from './bodies.js'
import { runCalls } from './run.js'

const MIB = 2 ** 20
/** `npm run prove memory` tries every operation with every body. */
const isLong = process.env.EVERY_CASE === '1'
const ALL = Object.keys(BODIES)
const OTHERS = Object.keys(v1()).filter(id => id !== 'dataSync')
const HEAVIEST = ['a text of escapes', 'empty objects', 'an object of many names']

describe.each([false, true])('answers of 1 MB on the wire, too heavy: %s,', heavy => {
  const settings = { heavy, length: 4 * MIB, heapMegabytes: 150 }

  test('take at most 150 MB', async () => {
    const operations = isLong ? OTHERS : ['listEnvironmentVariables']
    const bodies = isLong ? ALL : HEAVIEST
    expect(await runCalls({ ...settings, operations, bodies })).toMatchObject({ exitCode: 0 })
  })

  // Of the limit, or of a quarter of it, with less than a quarter of the memory.
  const [megabytes, heapMegabytes] = isLong ? [127, 700] : [32, 160]

  test.runIf(isLong || !heavy).each(isLong ? ALL : ['small integers'])(
    `and at most ${heapMegabytes} MB of ${megabytes} MB of data sync: %s`,
    async body => {
      const sync = { heavy, operations: ['dataSync'], length: megabytes * MIB, heapMegabytes }
      const { exitCode, endings } = await runCalls({ ...sync, bodies: [body] })
      expect(exitCode).toBe(0)
      expect(Object.values(endings)).toEqual([expect.stringMatching(/^UnexpectedResponseError/)])
    },
  )
})

const HONEST = ['{"name":"otter","age":7},', '1,', '1025,', '1234567,', 'text of any kind, [{ ']
test.each(isLong ? HONEST : HONEST.slice(0, 1))(
  'an honest page of 64 MiB is light enough for data sync: %s',
  unit => {
    const weigh = weigher(128 * MIB)
    const isText = unit.includes(' ')
    const piece = Buffer.from(unit.repeat(MIB / unit.length))
    if (isText) weigh(Buffer.from('"'))
    const fits = Array.from({ length: 64 }, () => weigh(piece))
    expect(fits.every(Boolean)).toBe(true)
  },
)

const NESTING = ['[', '{},', '{"a":', '[],']
test.each(isLong ? NESTING : NESTING.slice(0, 2))(
  'what nests or repeats is too heavy long before the limit: %s',
  unit => {
    const weigh = weigher(128 * MIB)
    const piece = Buffer.from(unit.repeat(MIB / unit.length))
    let fitting = 0
    while (fitting < 64 && weigh(piece)) fitting += 1
    expect(fitting).toBeLessThan(64)
  },
)

test('chunks may end anywhere, in a string and behind a backslash, too', () => {
  const text = JSON.stringify({ a: ['[[\\"[', '{{"\\\\', 1.5, { b: [] }] })
  const deep = `${'['.repeat(254)}"${'['.repeat(400)}\\"["`
  for (const each of [text, deep]) {
    const weigh = weigher(1)
    expect(Array.from(Buffer.from(each), byte => weigh(Uint8Array.of(byte))).every(Boolean)).toBe(true)
  }
})
