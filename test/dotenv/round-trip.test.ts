import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEnv, stringifyEnv } from '../../src/dotenv/index.js'
import { loneCases } from './long/cases.js'
import { PACKAGES } from './readers/packages.js'
import { amongNeighbours, readsExactly } from './support/neighbours.js'
import { DOTENV, NODE, ours } from './support/releases.js'
import { bothCannotHold, dotenvCannotHold, mustRefuse } from './support/rules.js'
import { anyValue, sampleOfLongStrings, stringsUpTo } from './support/strings.js'

// The long version, over all 111,111 strings and on every Node, is test/dotenv/long/prove.ts.
const VALUES = [...stringsUpTo(3), ...sampleOfLongStrings()]

const write = (value: string, target: 'portable' | 'next' | 'dotenv') =>
  stringifyEnv([{ name: 'V', value }], { target })

test.each([
  ['portable', [...DOTENV, NODE, ['parseEnv', ours]]],
  ['dotenv', [...DOTENV, ['parseEnv', ours]]],
] as const)('every reader reads back every text for %s between hostile neighbours', (target, readers) => {
  const written = loneCases(VALUES, target)
  for (const [name, read] of readers) {
    expect(
      written.filter(one => !readsExactly(read, one)),
      name,
    ).toEqual([])
  }
})

test('of a text for portable there is no problem, so that what was written can be read again', () => {
  const problemsOf = (value: string) => parseEnv(write(value, 'portable').text).problems
  expect(VALUES.filter(value => problemsOf(value).length > 0)).toEqual([])
  fc.assert(
    fc.property(anyValue, value => {
      expect(problemsOf(value)).toEqual([])
    }),
    { numRuns: 3000 },
  )
})

test('what the target next holds reads back once the backslash before each $ is dropped', () => {
  fc.assert(
    fc.property(anyValue, value => {
      const { text, refused } = write(value, 'next')
      if (refused.length > 0) return
      const expected = value.replaceAll('$', '\\$')
      const kept = amongNeighbours(text, 'V', expected)
      expect(kept.filter(one => [...DOTENV, NODE].some(([, read]) => !readsExactly(read, one)))).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

test('Next.js, Vite and dotenv-expand read back what the target next writes', async () => {
  const values = fc.sample(anyValue, { numRuns: 300, seed: 1 })
  const written = values.map(value => ({ value, ...write(value, 'next') }))
  const texts = written.filter(({ refused }) => refused.length === 0)
  const expanding = PACKAGES.filter(({ name }) => /dotenv-expand|Vite|Next/.test(name))
  expect(expanding).toHaveLength(3)
  for (const reader of expanding) {
    const found = await reader.readAll(texts.map(({ text }) => text))
    expect(
      found.map(({ V }) => V),
      reader.name,
    ).toEqual(texts.map(({ value }) => value))
  }
})

test.each([
  ['portable', bothCannotHold],
  ['dotenv', dotenvCannotHold],
] as const)('the target %s refuses what cannot be represented, and nothing else', (target, cannotHold) => {
  const refused = VALUES.filter(value => write(value, target).refused.length > 0)
  expect(refused.length).toBeGreaterThan(50)
  expect(refused).toEqual(VALUES.filter(cannotHold))
})

test.each(['portable', 'dotenv'] as const)(
  'arbitrary Unicode survives the target %s, or is refused rightly',
  target => {
    const readers = target === 'portable' ? [...DOTENV, NODE] : DOTENV
    fc.assert(
      fc.property(anyValue, value => {
        const { text, refused } = write(value, target)
        expect(refused.length > 0).toBe(mustRefuse(value, target))
        const kept = refused.length > 0 ? [] : amongNeighbours(text, 'V', value)
        expect(kept.filter(one => readers.some(([, read]) => !readsExactly(read, one)))).toEqual([])
      }),
      { numRuns: 1500 },
    )
  },
)

test.each(['portable', 'dotenv'] as const)(
  'many values in one text of the target %s leave each other alone',
  target => {
    const readers = target === 'portable' ? [...DOTENV, NODE] : DOTENV
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 30 }), values => {
        const variables = values.map((value, index) => ({ name: `V${index}`, value }))
        const { text, refused } = stringifyEnv(variables, { target })
        const names = new Set(refused.map(({ name }) => name))
        const kept = variables.filter(({ name }) => !names.has(name)).map(({ name, value }) => [name, value])
        expect(
          readers.filter(([, read]) => !readsExactly(read, { text, values: Object.fromEntries(kept) })),
        ).toEqual([])
      }),
      { numRuns: 150 },
    )
  },
)
