import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEnv, stringifyEnv } from '../../src/dotenv/index.js'
import { anyString, assembledOf, numRuns } from '../support/strings.js'
import { LONG_TEXTS, MEGABYTE } from './long/texts.js'

const PIECES = [...'A="\'`\\#\n\u2028 \t\0', 'export ', ': ', '\\n', '\r\n', '$A']
const text = fc.oneof(anyString, assembledOf(...PIECES))

test('any text is read: each entry and problem has its line, and a problem says the same whatever the text', () => {
  const said = new Map<string, string>()
  const property = fc.property(text, source => {
    const { entries, problems } = parseEnv(source)
    const last = source.split(/\r\n?|\n/).length
    for (const { line } of [...entries, ...problems]) {
      expect(line).toBeGreaterThanOrEqual(1)
      expect(line).toBeLessThanOrEqual(last)
    }
    for (const { name = 'A' } of problems) expect(name).toMatch(/^[A-Za-z_]\w*$/)
    for (const { kind, message } of problems) {
      const words = message.replace(/\d+/, 'N')
      said.set(kind, said.get(kind) ?? words)
      expect(words).toBe(said.get(kind))
    }
  })
  fc.assert(property, { numRuns })
})

test('what any text holds is written so that it reads the same, or refused by name', () => {
  const property = fc.property(text, source => {
    const variables = parseEnv(source).entries.map(({ name, value }) => ({ name, value }))
    const { text: written, refused } = stringifyEnv(variables)
    const names = refused.map(({ name }) => name)
    const kept = variables.filter(({ name }) => !names.includes(name))
    expect(parseEnv(written).entries.map(({ name, value }) => ({ name, value }))).toEqual(kept)
  })
  fc.assert(property, { numRuns })
})

// Of a text that is twice as long, `npm run prove input` measures the time. A reader that takes the square of it does
// not end within the limit, which a linear one needs a hundredth of.
describe('half a megabyte is read, whatever it repeats:', { timeout: 30_000 }, () => {
  test.each(LONG_TEXTS)('%s', (_, repeat) => {
    expect(parseEnv(repeat(MEGABYTE / 2))).toHaveProperty('entries')
  })
})
