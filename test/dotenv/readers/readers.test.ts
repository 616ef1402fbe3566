import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEnv } from '../../../src/dotenv/index.js'
import { CORPUS, SAID_OF_CORPUS } from './corpus.js'
import { unsaidBy } from './oracle.js'
import { PACKAGES } from './packages.js'
import { nearlyOrdinaryText } from './texts.js'

// The long form, with Bun, Deno, Python and every Node, is ./prove.ts.

const texts = fc.sample(nearlyOrdinaryText, 2_000)

test.each(PACKAGES)('where $name finds another value than dotenv, something is said of it', async reader => {
  expect(await unsaidBy(reader, texts)).toEqual([])
})

test.each(PACKAGES)('$name agrees on every ordinary file of which nothing is said', async reader => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(60)
  expect(
    await unsaidBy(
      reader,
      CORPUS.map(([, text]) => text),
    ),
  ).toEqual([])
})

test('of an ordinary file, nothing is said but what is true', () => {
  const said = CORPUS.map(([name, text]) => {
    const { problems, remarks } = parseEnv(text)
    return [name, [...problems, ...remarks].map(({ line, kind }) => `${line} ${kind}`)] as const
  })
  expect(Object.fromEntries(said.filter(([, words]) => words.length > 0))).toEqual(SAID_OF_CORPUS)
})
