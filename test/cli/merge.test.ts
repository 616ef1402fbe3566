import { parseEnv as nodeReads } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { merged } from '../../src/cli/env/env-file.js'
import { Refusal } from '../../src/cli/refusal.js'
import { parseEnv, stringifyEnv } from '../../src/dotenv/index.js'
import type { EnvironmentVariable } from '../../src/index.js'
import { workspaceWithFake } from './support/workspace.js'

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

test.each([
  [
    'sync-dotenv#20: a comment, `export`, CRLF and a byte order mark',
    '\ufeff# mine\r\nexport OLD=before # keep me\r\nKEEP = 1\r\n\r\n',
    '\ufeff# mine\r\nexport OLD=after # keep me\r\nKEEP = 1\r\n\r\n',
  ],
  ['the quotes', 'OLD="before" # 1\nB=2', 'OLD="after" # 1\nB=2'],
  ['the missing line end', "A=1\nOLD='before'", "A=1\nOLD='after'"],
  ['a colon', 'OLD:  before  # 1\n', 'OLD:  after  # 1\n'],
  ['what follows an empty value', 'OLD= # 1\nB=2\n', 'OLD=after # 1\nB=2\n'],
  ['a comment that touches the quotes', "OLD='before'#1\n", "OLD='after' #1\n"],
  ['empty lines around a value in several lines', '\n\nOLD="one\n\ntwo"\n\n', '\n\nOLD="after"\n\n'],
])('merging keeps %s', (_, before, after) => {
  expect(merge(before, [{ name: 'OLD', value: 'after' }])).toBe(after)
})

test('a value in several lines takes the line ends of the file, and new variables come last', () => {
  const variables = [
    { name: 'OLD', value: 'a\nb' },
    { name: 'NEW', value: 'c\nd' },
  ]
  expect(merge('OLD=1 # 2\r\nB=3', variables)).toBe("OLD='a\r\nb' # 2\r\nB=3\r\nNEW='c\r\nd'\r\n")
  expect(merge('', variables)).toBe("OLD='a\nb'\nNEW='c\nd'\n")
})

test('a value that ends with a backslash gets its comment once, and keeps the one behind it', () => {
  const once = merge('OLD=1 # 2\nB=3\n', [{ name: 'OLD', value: ' C:\\' }])
  expect(once).toBe("OLD=' C:\\' # 2\n# '.\nB=3\n")
  expect(merge(once, [{ name: 'OLD', value: ' D:\\' }])).toBe("OLD=' D:\\' # 2\n# '.\nB=3\n")
})

test('merging what the file holds already changes nothing', () => {
  fc.assert(
    fc.property(clear, before => {
      expect(merge(before, parseEnv(before).entries)).toBe(before)
    }),
    { numRuns: 300 },
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

test('what the Node that runs does not find in the merged file is said, by name', async () => {
  const { run, write } = await workspaceWithFake({ environmentVariables: { OWN: '1', NEW: '2' } })
  await write('app.env', '\ufeff# mine\n')
  const { stderr } = await run(['env', 'pull', 'app.env', '--merge'])
  expect(stderr).toMatch(
    /byte order mark|finds another value, or none, of NEW|finds another value, or none, of OWN/,
  )
})

test.each([
  ['a lone carriage return ends no line', '# x\nT=1\r'],
  ['nor is it the line end of a file that has only such', 'B=1\rC=2'],
])('what is appended is found by Node and by dotenv: %s', async (_, before) => {
  const { run, write, read } = await workspaceWithFake({ environmentVariables: { NEW: 'a\nb' } })
  await write('app.env', before)
  expect(await run(['env', 'pull', 'app.env', '--merge'])).toMatchObject({ code: 0 })
  const text = await read('app.env')
  expect(text.startsWith(before)).toBe(true)
  expect(nodeReads(text).NEW).toBe('a\nb')
})
