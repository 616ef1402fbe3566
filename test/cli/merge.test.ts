import fc from 'fast-check'
import { expect, test } from 'vitest'
import { merged } from '../../src/cli/env/env-file.js'
import { Refusal } from '../../src/cli/refusal.js'
import { parseEnv, stringifyEnv } from '../../src/dotenv/index.js'
import type { EnvironmentVariable } from '../../src/index.js'

const name = fc.constantFrom('A', 'B', 'C', 'D', 'E')
const text = fc.string({
  unit: fc.constantFrom('a', ' ', "'", '"', '`', '\\', '\n', '\r', '#', '=', 'A', '$'),
})
const word = fc.constantFrom('x', "'x'", '"x"', '"x\ny"', "'#'", 'x # said', '"x" # said', '', '`"`', '"\\n"')
const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(name, word).map(([name, value]) => `${name}=${value}`) },
  { weight: 2, arbitrary: fc.tuple(name, word).map(([name, value]) => `  export ${name} = ${value}  `) },
  { weight: 2, arbitrary: fc.constantFrom('', '# a comment', '  # "quoted', "# it's", '\t', '#A=1') },
  { weight: 1, arbitrary: fc.tuple(name, text).map(([name, value]) => `${name}=${value}`) },
  { weight: 1, arbitrary: text },
)
const file = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
  .map(([lines, end, ended]) => lines.join(end) + (ended ? end : ''))
const deployment = fc
  .dictionary(name, text, { maxKeys: 4 })
  .map(variables => Object.entries(variables).map(([name, value]) => ({ name, value })))

const clear = file.filter(before => parseEnv(before).problems.length === 0)
const holdable = deployment.filter(variables => stringifyEnv(variables).refused.length === 0)

function merge(before: string, variables: readonly EnvironmentVariable[]): string {
  return merged('.env', before, variables)
}

/** Returns the comments on lines of their own, but for those that guard a value which ends in a backslash. */
function commentsIn(text: string): string[] {
  const inside = parseEnv(text).entries.flatMap(({ line, endLine }) =>
    Array.from({ length: endLine - line + 1 }, (_, i) => line + i),
  )
  const lines = text.split(/\r\n|\r|\n/)
  return lines.filter((line, index) => /^\s*#(?! ['"`]\.$)/.test(line) && !inside.includes(index + 1))
}

test('merging keeps every other variable, every comment and the order, and every variable of the deployment reads back', () => {
  fc.assert(
    fc.property(clear, holdable, (before, variables) => {
      const text = merge(before, variables)
      const found = parseEnv(text)
      const expected = new Map(
        [...parseEnv(before).entries, ...variables].map(({ name, value }) => [name, value]),
      )
      expect(found.problems).toEqual([])
      expect(found.entries.map(({ name, value }) => [name, value])).toEqual([...expected])
      expect(commentsIn(text)).toEqual(commentsIn(before))
    }),
    { numRuns: 1_000 },
  )
})

test('merging refuses an ambiguous file, and a value that the file cannot hold', () => {
  fc.assert(
    fc.property(file, deployment, (before, variables) => {
      fc.pre(parseEnv(before).problems.length > 0)
      expect(() => merge(before, variables)).toThrow(Refusal)
    }),
    { numRuns: 200 },
  )
  expect(() => merge('A=1\n', [{ name: 'A', value: 'a\rb' }])).toThrow(Refusal)
})
