import { expect, test } from 'vitest'
import { parseEnv, stringifyEnv } from '../../src/dotenv/index.js'

const variablesOf = (...entries: [string, string][]) => entries.map(([name, value]) => ({ name, value }))

test('the target is portable unless another is named, and the order stays', () => {
  const variables = variablesOf(['B', 'two words'], ['A', '1'])
  expect(stringifyEnv(variables)).toEqual({ text: "B='two words'\nA=1\n", refused: [] })
})

test('what was parsed can be written', () => {
  const { entries } = parseEnv("A=1 # one\nexport B='x y'\n")
  expect(stringifyEnv(entries).text).toBe("A=1\nB='x y'\n")
})

test.each(['portable', 'dotenv', 'shell', 'docker', 'json'] as const)(
  'no variables make an empty text for %s',
  target => {
    expect(stringifyEnv([], { target })).toEqual({ text: target === 'json' ? '{}\n' : '', refused: [] })
  },
)

test.each(['portable', 'dotenv', 'shell', 'docker'] as const)('a header becomes comments for %s', target => {
  const header = "Don't edit\n\nB=2\r\nC=3\rD=4\u2028E=5"
  const { text } = stringifyEnv([{ name: 'A', value: '1' }], { target, header })
  expect(text.split('\n').slice(0, 6)).toEqual(["# Don't edit", '#', '# B=2', '# C=3', '# D=4', '# E=5'])
  expect(parseEnv(text).entries.map(({ name }) => name)).toEqual(['A'])
})

const DOTTED = ['a.b-c', '1', 'export', 'constructor', '__proto']
const UNDOTTED = ['', 'a b', 'a=b', 'é', '#a', '__proto__']

test.each([
  ['portable', DOTTED, UNDOTTED],
  ['dotenv', DOTTED, UNDOTTED],
  ['shell', ['_a', 'A1', '__proto__'], ['', '1', 'a.b', 'a-b', 'é', 'A\n', 'UID', 'RANDOM', '_']],
  ['docker', ['a.b-c', '1', "'", 'a#', '__proto__'], ['', 'a b', 'a=b', 'é', '#a', 'a\n']],
  ['json', ['', 'a b', 'é', 'a\n', '__proto__', '1'], ['\ud800']],
] as const)('%s takes its names, and refuses others', (target, taken, others) => {
  const variables = [...taken, ...others].map(name => ({ name, value: 'VALUE' }))
  const { text, refused } = stringifyEnv(variables, { target })
  expect(refused.map(({ name }) => name)).toEqual(others)
  expect(text.match(/VALUE/g)).toHaveLength(taken.length)
})

test.each([
  [
    'portable',
    'é',
    'Names in a .env file are letters, digits, `_`, `.` and `-`. The target `json` takes any name.',
  ],
  ['portable', '__proto__', 'dotenv loses a variable of this name. The target `json` keeps it.'],
  ['shell', 'a-b', 'The name is not one that a shell takes.'],
  ['shell', 'UID', 'Shells keep a variable of this name for themselves.'],
  ['docker', '#a', 'Names for docker are ASCII without white space and `=`, and do not start with `#`.'],
] as const)('for %s, the name %s is refused with a reason', (target, name, reason) => {
  expect(stringifyEnv([{ name, value: '1' }], { target }).refused).toEqual([{ name, reason }])
})

test('a name that is given twice is refused, and neither value is written', () => {
  const variables = variablesOf(['A', '1'], ['B', '2'], ['A', '3'])
  expect(stringifyEnv(variables)).toEqual({
    text: 'B=2\n',
    refused: [{ name: 'A', reason: 'The name is given more than once.' }],
  })
})

test('__proto__ becomes a member of the JSON object', () => {
  const { text } = stringifyEnv([{ name: '__proto__', value: '1' }], { target: 'json' })
  expect(Object.entries(JSON.parse(text))).toEqual([['__proto__', '1']])
})

test('a guard comment keeps a trailing backslash from swallowing the next variable', () => {
  const variables = variablesOf(['A', '#x\\'], ['B', '#b'])
  expect(stringifyEnv(variables).text).toBe("A='#x\\'\n# '.\nB='#b'\n")
})

test.each([
  [[{ name: 'A\u202e', value: 1 }], '`variables[0].value` must be a string.'],
  [[{ name: 'A', value: 'x' }, { name: 'B' }], '`variables[1].value` must be a string.'],
  [[{ value: 'x' }], '`variables[0].name` must be a string.'],
])('%j throws', (variables, message) => {
  expect(() => stringifyEnv(variables as never)).toThrow(new TypeError(message))
})

test.each([{ A: '1' }, new Map([['A', '1']]), [{ name: 'A', value: '1' }].values()])(
  'what is no array throws, and is not taken for no variables',
  variables => {
    expect(() => stringifyEnv(variables as never)).toThrow(
      new TypeError('The variables must be an array of `{ name, value }`.'),
    )
  },
)

test.each(['yaml', '__proto__', 'toString'])('the target %j throws', target => {
  expect(() => stringifyEnv([], { target } as never)).toThrow(
    new TypeError('The `target` must be portable, next, dotenv, shell, docker or json.'),
  )
})
