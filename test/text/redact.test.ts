import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact } from '../../src/text/redact.js'
import { growth } from '../support/growth.js'
import { anyString, numRuns } from '../support/strings.js'
import { encoded } from '../support/writings.js'

/** `npm run prove input` goes on to 8 MB. */
const LONG = numRuns > 100 ? 2 ** 23 : 2 ** 20

const secret = anyString.filter(text => text.length >= 4)

test('a secret is found in any text, however each of its characters is written', () => {
  const property = fc.property(
    secret,
    anyString,
    anyString,
    fc.infiniteStream(fc.nat()),
    (given, ...more) => {
      const [before, after, choices] = more
      const text = encoded(given, choices)
      expect(redact(text, [given])).toBe('[redacted]')
      const shown = redact(`${before}${text}${after}`, ['other', given])
      expect(shown).toContain('[redacted]')
      expect(shown).not.toContain(text)
    },
  )
  fc.assert(property, { numRuns })
})

test('what begins like an escape before a secret does not hide it', () => {
  const beginnings = ['%', '%4', '\\', '\\u', '\\u0', '\\u004', '%25', '100%', '\\\\']
  const property = fc.property(fc.constantFrom(...beginnings), secret, (beginning, given) => {
    expect(redact(`${beginning}${given}`, [given])).toContain('[redacted]')
  })
  fc.assert(property, { numRuns })
})

test.each<[string, string, readonly string[], string]>([
  ['in another case', 'HUNTER2 %48UNTER2', ['Hunter2'], '[redacted] [redacted]'],
  ['twice in a row: as one gap', 'hunter2hunter2', ['hunter2'], '[redacted]'],
  ['that overlap', 'a hunter2swordfish!', ['hunter2sword', '2swordfish'], 'a [redacted]!'],
  ['one within another', 'a hunter2swordfish!', ['ter2', 'hunter2swordfish'], 'a [redacted]!'],
])('secrets are found %s', (_, text, secrets, shown) => {
  expect(redact(text, secrets)).toBe(shown)
})

test('a text without a secret stays as it is', () => {
  const property = fc.property(anyString, fc.array(secret), (text, secrets) => {
    const folded = fold(text)
    fc.pre(!/[\\%]/.test(text) && secrets.every(given => !folded.includes(fold(given))))
    expect(redact(text, secrets)).toBe(text)
  })
  fc.assert(property, { numRuns })

  function fold(text: string): string {
    return text.replace(/[A-Z]/g, letter => letter.toLowerCase())
  }
})

test.each<[string, (length: number) => string]>([
  ['of words', length => 'a lot of text %20 \\u0041 '.repeat(length / 24)],
  ['of secrets', length => 'hunter2 '.repeat(length / 8)],
  ['of beginnings of a secret', length => 'hunter'.repeat(length / 6)],
  ['of percent signs', length => '%'.repeat(length)],
])(
  'the time grows linearly with a text %s',
  (_, textOf) => {
    const secrets = ['hunter2', 'prod:happy-otter-123|swordfish', 'x'.repeat(8_192)]
    const work = (text: string) => redact(text, secrets)
    expect(growth(work, textOf(LONG / 8), textOf(LONG))).toBeLessThan(8 * 2.5)
  },
  300_000,
)

test.each<[string, string, string]>([
  ['repeats a character', 'a', 'a'],
  ['is backslashes, each of which may be a half', '\\', '\\'],
  ['looks like escapes', '\\u005c', '\\u005c'],
  ['looks like percent signs', '%25', '%25'],
])(
  'the time stays linear where a secret %s, and the text ends just before it would match',
  (_, unit, piece) => {
    const secrets = [`${unit.repeat(8_000 / unit.length)}!`]
    const textOf = (length: number) => piece.repeat(length / piece.length)
    const work = (text: string) => redact(text, secrets)
    expect(growth(work, textOf(2 ** 13), textOf(2 ** 16))).toBeLessThan(8 * 2.5)
    expect(redact(textOf(2 ** 16), secrets)).not.toContain(secrets[0])
  },
  300_000,
)
