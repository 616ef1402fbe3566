import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEnv } from '../../src/dotenv/index.js'
import { DOTENV } from './support/releases.js'
import { hostileText } from './support/strings.js'

// `__proto__` is a name like any other here, and lost in dotenv's plain object.
const folded = (text: string) => {
  const entries = parseEnv(text).entries.filter(({ name }) => name !== '__proto__')
  return Object.fromEntries(entries.map(({ name, value }) => [name, value]))
}

test.each(DOTENV)('hostile texts read as with %s', (_, read) => {
  fc.assert(
    fc.property(hostileText, text => {
      expect(folded(text)).toEqual(read(text))
    }),
    { numRuns: 10_000 },
  )
})

test.each([
  ['spaces around the sign', 'A = 1', { A: '1' }],
  ['a colon and a space', 'A: 1', { A: '1' }],
  ['a colon alone', 'A:1', {}],
  ['export', 'export  A=1', { A: '1' }],
  ['a variable called export', 'export=1', { export: '1' }],
  ['dots and dashes in names', 'a.b-c=1', { 'a.b-c': '1' }],
  ['a byte order mark', '\ufeffA=1', { A: '1' }],
  ['CRLF and CR', 'A=1\r\nB=2\rC=3', { A: '1', B: '2', C: '3' }],
  ['CRLF in quotes', 'A="1\r\n2"', { A: '1\n2' }],
  ['a comment without a space before it', 'A=1#2', { A: '1' }],
  ['a comment after quotes', "A='1 # 2' # 3", { A: '1 # 2' }],
  ['escapes in double quotes', String.raw`A="1\n2\r3\t4\"5"`, { A: '1\n2\r3\\t4\\"5' }],
  ['escapes in other quotes', String.raw`A='1\n2'`, { A: String.raw`1\n2` }],
  ['dollars', 'A=1\nB=$A\nC="$(id)"', { A: '1', B: '$A', C: '$(id)' }],
  ['quotes in quotes', 'A="{"k":1}"', { A: '{"k":1}' }],
  ['text after the closing quote', 'A="1" 2', { A: '"1" 2' }],
  ['an unterminated quote', 'A="1\nB=2', { A: '"1', B: '2' }],
  ['an empty value before a quoted line', 'A=\n"1"', { A: '1' }],
  ['an empty value', 'A=\nB=2', { A: '', B: '2' }],
  ['names of an object', 'constructor=1\ntoString=2', { constructor: '1', toString: '2' }],
  ['a name on one line and its sign on the next', 'A\n=1', { A: '1' }],
])('%s', (_, text, values) => {
  expect(folded(text)).toEqual(values)
  expect(DOTENV.map(([, read]) => read(text))).toEqual(DOTENV.map(() => values))
})
