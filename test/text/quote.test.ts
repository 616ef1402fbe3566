import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printable, quote, quoteAll } from '../../src/text/quote.js'
import { anyString, numRuns } from '../support/strings.js'

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

test.each(['LOG_LEVEL', '_', '__proto__', 'k1abc0123'])('a word stays as it is: %s', name => {
  expect(quote(name)).toBe(name)
})

test.each<[title: string, name: string, shown: string]>([
  ['an empty name', '', '""'],
  ['a digit at the start', '2FAST', '"2FAST"'],
  ['a space', 'LOG LEVEL', '"LOG LEVEL"'],
  ['a quote', 'say "hi"', String.raw`"say \"hi\""`],
  ['an accented letter', 'CAFÉ', '"CAFÉ"'],
  ['a line break', 'A\nB', String.raw`"A\nB"`],
  ['a line break at the end', 'A\n', String.raw`"A\n"`],
  ['a command to the terminal', '\u001b[2J', String.raw`"\u001b[2J"`],
  ['a control character of eight bits', '\u009b31m\u007f', String.raw`"\u009b31m\u007f"`],
  ['a character that turns the direction', '\u202egnp', String.raw`"\u202egnp"`],
  ['line separators', '\u2028\u2029', String.raw`"\u2028\u2029"`],
  ['a format character beyond the first plane', '\u{e0041}', String.raw`"\udb40\udc41"`],
  ['half of an emoji', '\ud83d', String.raw`"\ud83d"`],
])('%s is quoted', (_, name, shown) => {
  expect(quote(name)).toBe(shown)
})

test('names are listed one by one', () => {
  expect(quoteAll(new Set(['A', 'B, C']))).toBe('A, "B, C"')
})

test('a path stays as it is, but for what cannot be seen', () => {
  expect(printable('my folder/.env.production')).toBe('my folder/.env.production')
  expect(printable('a\nb\u202e')).toBe(String.raw`a\u000ab\u202e`)
})

test('any quoted name is one visible line, and reads back', () => {
  const property = fc.property(anyString, name => {
    const shown = quote(name)
    expect(shown).not.toMatch(INVISIBLE)
    expect(printable(name)).not.toMatch(INVISIBLE)
    expect(shown === name ? name : JSON.parse(shown)).toBe(name)
  })
  fc.assert(property, { numRuns })
})
