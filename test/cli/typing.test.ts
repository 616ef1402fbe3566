import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTyping, type Typed } from '../../src/cli/terminal/typing.js'
import { assembledOf, numRuns } from '../support/strings.js'

/** Reads what a terminal sends, cut into pieces at any byte. */
function read(sent: string, cuts: readonly number[] = []): Typed | undefined {
  const bytes = Buffer.from(sent)
  const places = cuts.map(cut => cut % (bytes.length + 1)).sort((a, b) => a - b)
  const typing = createTyping()
  let typed: Typed | undefined
  for (const [index, start] of [0, ...places].entries()) {
    typed ??= typing.push(bytes.subarray(start, places[index]))
  }
  return typed
}

const cuts = fc.array(fc.nat(10_000), { maxLength: 40 })
const text = assembledOf('é', '€', '👩‍🚀', '\n', '\t', '-----BEGIN', '\x1b[31m', '\x1b[20', 'toString')
  .filter(whole => !/\p{Surrogate}/u.test(whole))
  .filter(whole => !whole.includes('\x1b[201~') && !whole.includes('\r'))
const line = (value: string) => ({ kind: 'line', text: value, rest: '' })

test('a marked paste is what was copied, wherever its bytes are cut; of a line, without its end', () => {
  const property = fc.property(text, cuts, fc.constantFrom('\n', '\r', '\r\n'), (copied, where, end) => {
    const sent = `\x1b[200~${copied.replaceAll('\n', end)}\x1b[201~\r`
    const isLine = copied.indexOf('\n') === copied.length - 1
    expect(read(sent, where)).toEqual(line(isLine ? copied.replace(/\n$/, '') : copied))
  })
  fc.assert(property, { numRuns: numRuns * 3 })
})

test('typed letters are the answer, wherever their bytes are cut', () => {
  const letters = text.map(whole => whole.replace(/[^\P{Cc}\t]/gu, ''))
  const property = fc.property(letters, cuts, (typed, where) => {
    expect(read(`${typed}\r`, where)).toEqual(line(typed))
  })
  fc.assert(property, { numRuns })
})

test.each([
  ['Backspace', 'abé\x7f\x7fc\r', 'ac'],
  ['Backspace on nothing', '\x7f\ba\r', 'a'],
  ['Ctrl-U', 'one two\x15three\r', 'three'],
  ['Ctrl-W', 'one two \x17three\r', 'one three'],
  ['arrows, F5 and other keys', 'a\x1b[D\x1b[15~\x1bOP\x1b[1;5C\x01b\r', 'ab'],
  ['Escape before letters', '\x1bab\r', 'ab'],
  ['Escape before Enter', 'ab\x1b\r', 'ab'],
  ['a sequence that is broken off', 'ab\x1b[1\r', 'ab'],
  ['Escape and O before Enter', 'ab\x1bO\r', 'ab'],
  ['Ctrl-D behind letters', 'a\x04b\r', 'ab'],
  ['a paste between letters', 'a\x1b[200~1\r2\x1b[201~b\n', 'a1\n2b'],
  ['Ctrl-D in a paste', '\x1b[200~\x04\x1b[201~\r', '\x04'],
])('keys do as at any prompt: %s', (_, sent, value) => {
  expect(read(sent)).toEqual(line(value))
  expect(
    read(
      sent,
      Array.from({ length: 40 }, (_, index) => index),
    ),
  ).toEqual(line(value))
})

test('what follows Enter is told apart, Ctrl-D alone ends the input, and other bytes are refused', () => {
  expect(read('one\rtwo\r')).toEqual({ kind: 'line', text: 'one', rest: 'two\r' })
  expect(read('\x04')).toEqual({ kind: 'ended' })
  expect(createTyping().push(Buffer.from([0x61, 0xe9, 0x0d]))).toEqual({ kind: 'not-utf8' })
  expect(read('no end')).toBeUndefined()
})
