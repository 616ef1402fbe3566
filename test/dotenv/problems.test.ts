import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEnv } from '../../src/dotenv/index.js'
import { hostileText } from './support/strings.js'

const found = (text: string) =>
  parseEnv(text)
    .problems.map(({ kind, line, name }) => [kind, line, name].filter(Boolean).join(' '))
    .join(', ')

test.each([
  ['a name that is set again', 'A=1\nB=2\nA=3', 'duplicate 3 A'],
  ['a name that is set three times', 'A=1\nA=2\nA=3', 'duplicate 2 A, duplicate 3 A'],
  ['a name with a dash', 'A=1\nbad-name=1', 'invalid-name 2'],
  ['a name that starts with a digit', '2FAST=1', 'invalid-name 1'],
  ['a name of 257 characters', `${'A'.repeat(257)}=1`, 'invalid-name 1'],
  ['a name of 256 characters', `${'A'.repeat(256)}=1`, ''],
  ['a quote that nothing closes', 'A="1\nB=2', 'unterminated-quote 1 A'],
  ['a quote by itself', "A='", 'unterminated-quote 1 A'],
  ['a quote that a comment cuts', 'A="1 # 2\nB=2', 'unterminated-quote 1 A'],
  ['text after the closing quote', 'B=1\nA="1" 2\nC=3', 'text-after-quote 2 A'],
  ['a quote within a value', "A=it's\nB=2", ''],
  ['text after the closing quote, and a comment in the quotes', 'A="1 # 2" 3', 'text-after-quote 1 A'],
  ['a whole value in quotes of its own', 'A="{"k":1}"', ''],
  ['a line that sets nothing', 'A=1\nthe secret\nB=2', 'not-an-assignment 2'],
  ['a name without a value', 'export A', 'not-an-assignment 1'],
  ['a colon without a space', 'A:1', 'not-an-assignment 1'],
  ['the rest of a value in several lines without quotes', 'A=1\n+/x==\nB=2', 'not-an-assignment 2'],
  ['a value from the next line', 'A=\n"1"', 'split 1 A'],
  ['a value from the next line, after a colon', 'A:\nx', 'split 1 A'],
  ['an equals sign on the next line', 'A\n=1', 'split 1 A'],
  ['an empty value before an empty line', 'A=\n\nB=1', ''],
  ['a value that swallows the next variable', "A='x\\'\nB='#b'", 'runs-on 1 A'],
  ['a value that swallows an exported variable', "A='x\\'\nexport B='#b'", 'runs-on 1 A'],
  ['the same after empty lines, with spaces', "A='x\\'\n\n  export  B_2 ='#b'", 'runs-on 1 A'],
  ["a value that swallows a line that is no variable's", "A='x\\'\nB.='#b'", 'escape 1 A'],
  ['an escaped quote at the end of a line of JSON', 'A="{\n\\"k\\":\\"v\\"\n}"', 'escape 1 A'],
  ['a value in several lines', 'A="1\n2=\n"', ''],
  ['line ends of all kinds', 'A=1\r\n?\r?\n?', [2, 3, 4].map(line => `not-an-assignment ${line}`).join(', ')],
])('%s', (_, text, problems) => {
  expect(found(text)).toEqual(problems)
})

test('a duplicate says where the name was set before', () => {
  expect(parseEnv('A=1\n\nA=2').problems[0]?.message).toBe(
    'The name is set on line 1 already, and the last value wins.',
  )
})

test('no problem quotes the text', () => {
  const marker = 'se-cr3t'
  const text = fc.array(fc.oneof(hostileText, fc.constantFrom(marker, `${marker}=1`, `A='${marker}`)))
  fc.assert(
    fc.property(text, pieces => {
      expect(JSON.stringify(parseEnv(pieces.join('\n')).problems)).not.toContain(marker)
    }),
    { numRuns: 2000 },
  )
})
