import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringifyEnv } from '../../src/dotenv/index.js'
import { readLikeDotenv, readLikeNode } from '../../src/dotenv/read-back.js'
import type { Variable } from '../../src/dotenv/targets/target.js'
import { growth } from '../support/growth.js'
import { DOTENV } from './support/releases.js'
import { anyValue } from './support/strings.js'

// `__proto__` is a name like any other here, and lost in a plain object.
const folded = (variables: readonly Variable[]) =>
  Object.fromEntries(variables.map(({ name, value }) => [name, value]))

const word = fc.constantFrom(...'a \t\'"`\\#=\n\r', 'b c', '', '\\n', 'export ')
const line = fc
  .tuple(
    fc.constantFrom('A', 'B', 'export C', ' D ', 'export  E', '', 'Aexport '),
    fc.array(word, { maxLength: 6 }),
  )
  .map(([name, words]) => `${name}=${words.join('')}`)
const filler = fc.constantFrom('', '# a comment = "', '  ', '\t', ' # b')
const text = fc
  .array(fc.oneof({ weight: 4, arbitrary: line }, filler), { maxLength: 5 })
  .map(lines => lines.join('\n'))

/** A text is 1 MB here; `npm run prove input` goes on to 8 MB. */
test('the time to read a text back grows linearly with it, whatever its lines are', () => {
  for (const line of ['a\n', 'A=x\n', 'A="x\n', "A='x'\n", '# a\n']) {
    const textOf = (length: number) => line.repeat(length / line.length)
    expect(growth(readLikeNode, textOf(2 ** 14), textOf(2 ** 17)), line).toBeLessThan(20)
  }
})

const isNode20 = process.versions.node.startsWith('20.')

// Node 20 reads odd lines otherwise, which nothing here writes.
const written = fc
  .array(anyValue, { maxLength: 5 })
  .map(values => stringifyEnv(values.map((value, index) => ({ name: `N${index}`, value }))).text)

test('what Node finds in a text is found in it', () => {
  const property = fc.property(isNode20 ? written : fc.oneof(text, written), text => {
    expect(folded(readLikeNode(text))).toEqual({ ...parseEnv(text) })
  })
  fc.assert(property, { numRuns: 4000, seed: 1 })
})

// As Node 22.23, 24.21 and 26.10 read them.
test.each([
  ['A=', { A: '' }],
  ['A=\nB=1', { A: '', B: '1' }],
  ['A= \n1=2', { A: '1=2' }],
  ["A='1\n2' 3\nB=4", { A: '1\n2', B: '4' }],
  ['A="1\\n2"', { A: '1\n2' }],
  ["A='1\\n2'", { A: '1\\n2' }],
  ['A="1\nB=2', { A: '"1', B: '2' }],
  ['A=1 # 2 # 3', { A: '1' }],
  ['\n \t\n A \t=\t1 \t\n\nexport  B=2', { A: '1', B: '2' }],
  ['A=1\r\nB=2', { A: '1', B: '2' }],
  ['=1\nA=2', { A: '2' }],
  ['A\nB=1', { B: '1' }],
  ['A', {}],
  ['A=1\n \n# B=2\n C=3', { A: '1', C: '3' }],
])('in %j Node finds %j', (text, variables) => {
  expect(folded(readLikeNode(text))).toEqual(variables)
  if (!isNode20) expect({ ...parseEnv(text) }).toEqual(variables)
})

test.each(DOTENV)('what %s finds in a text is found in it', (_, read) => {
  const property = fc.property(text, text => {
    expect(folded(readLikeDotenv(text))).toStrictEqual({ ...read(text) })
  })
  fc.assert(property, { numRuns: 1000, seed: 1 })
})
