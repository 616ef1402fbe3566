import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EnvTarget, stringifyEnv } from '../../src/dotenv/index.js'
import { anyValue } from './support/strings.js'

const write = (value: string, target: EnvTarget) => stringifyEnv([{ name: 'A', value }], { target })

test.each([
  ['portable', 'https://x.y/?a=1', "A='https://x.y/?a=1'\n"],
  ['portable', 'plain-1.0', 'A=plain-1.0\n'],
  ['portable', '', "A=''\n"],
  ['portable', '$HOME "quoted" # no comment', 'A=\'$HOME "quoted" # no comment\'\n'],
  ['portable', "it's", 'A="it\'s"\n'],
  ['portable', '-----BEGIN\nabc=\n-----END\n', "A='-----BEGIN\nabc=\n-----END\n'\n"],
  // Bare, because Python does not take backticks for quotes, and reads on over a backslash before a quote.
  ['portable', `it's "this"`, 'A=it\'s "this"\n'],
  ['portable', 'C:\\', 'A=C:\\\n'],
  ['portable', ' C:\\', "A=' C:\\'\n# '.\n"],
  ['portable', `#it's "this"`, 'A=`#it\'s "this"`\n'],
  ['portable', "#it's \\t", "A=`#it's \\t`\n"],
  ['next', "$it's", 'A="\\$it\'s"\n'],
  ['next', '$2b$10$abc', "A='\\$2b\\$10\\$abc'\n"],
  ['next', 'a\\$b', "A='a\\\\$b'\n"],
  ['next', 'plain', 'A=plain\n'],
  ['next', '$A\\', 'A=\\$A\\\n'],
  ['portable', 'a\'b"c`d', 'A=a\'b"c`d\n'],
  ['portable', "a'b\"c`d\\'", "A=a'b\"c`d\\'\n"],
  ['dotenv', 'plain', 'A=plain\n'],
  ['dotenv', 'one\r\ntwo', 'A="one\\r\\ntwo"\n'],
  ['shell', "it's\n$HOME", "A='it'\\''s\n$HOME'\n"],
  ['shell', '', "A=''\n"],
  ['docker', ' "kept" # as it is ', 'A= "kept" # as it is \n'],
  ['docker', '', 'A=\n'],
  ['json', 'a"\n\r\0', '{\n  "A": "a\\"\\n\\r\\u0000"\n}\n'],
] as const)('for %s, %j becomes %j', (target, value, text) => {
  expect(write(value, target)).toEqual({ text, refused: [] })
})

test.each([
  ['portable', 'a\rb', /^The value holds a carriage return, which Node drops/],
  ['portable', 'a\0b', /^The value holds a NUL character/],
  [
    'portable',
    '\'"`#',
    /^The value holds quotes .* no quoting preserves\. The targets `json` and `shell` keep it\.$/,
  ],
  ['next', ' $A\\', /^The value ends with a backslash and needs quotes, behind which Bun reads on/],
  ['next', 'a\rb', /^The value holds a carriage return/],
  ['dotenv', '\'"`#\n', /^The value holds quotes/],
  ['portable', '\ud800', /^UTF-8 cannot hold a lone surrogate/],
  [
    'dotenv',
    '\\n\r',
    /^The value holds a carriage return and .* no escape for them\. The targets `json` and `shell` keep it\.$/,
  ],
  ['dotenv', '\ud800', /^UTF-8 cannot hold a lone surrogate/],
  ['shell', 'a\0b', /^The value holds a NUL character/],
  ['shell', '\udfff', /^UTF-8 cannot hold a lone surrogate/],
  ['docker', 'a\nb', /^The value has several lines/],
  ['docker', 'a\r', /^The value has several lines/],
  ['docker', 'a\0b', /^The value holds a NUL character/],
  ['json', 'a\udc00\ud83d', /^UTF-8 cannot hold a lone surrogate/],
] as const)('for %s, %j is refused', (target, value, reason) => {
  expect(write(value, target)).toEqual({
    text: target === 'json' ? '{}\n' : '',
    refused: [{ name: 'A', reason: expect.stringMatching(reason) }],
  })
})

test('docker takes a line of 65,535 bytes, and none that is longer', () => {
  expect(write('x'.repeat(65_533), 'docker').refused).toEqual([])
  expect(write('é'.repeat(32_767), 'docker')).toEqual({
    text: '',
    refused: [{ name: 'A', reason: expect.stringMatching(/^The line is longer/) }],
  })
})

test('a shell reads back every value without NUL', () => {
  const values = fc.sample(anyValue, { numRuns: 500, seed: 1 })
  const variables = values.map((value, index) => ({ name: `V${index}`, value }))
  const { text, refused } = stringifyEnv(variables, { target: 'shell', header: "it's\na header" })
  const names = new Set(refused.map(({ name }) => name))
  const kept = variables.filter(({ name }) => !names.has(name))
  const print = `printf '%s\\0' ${kept.map(({ name }) => `"$${name}"`).join(' ')}\n`
  const printed = execFileSync('sh', { input: text + print, encoding: 'utf8' })
  expect(printed.split('\0').slice(0, -1)).toEqual(kept.map(({ value }) => value))
  expect(names.size).toBe(values.filter(value => /\0|\p{Surrogate}/u.test(value)).length)
})

test('JSON holds every name and every value', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(anyValue, anyValue), { selector: ([name]) => name }), pairs => {
      const { text, refused } = stringifyEnv(
        pairs.map(([name, value]) => ({ name, value })),
        { target: 'json' },
      )
      const whole = pairs.filter(pair => !pair.some(part => /\p{Surrogate}/u.test(part)))
      expect(new Map(Object.entries(JSON.parse(text)))).toEqual(new Map(whole))
      expect(refused).toHaveLength(pairs.length - whole.length)
    }),
  )
})
