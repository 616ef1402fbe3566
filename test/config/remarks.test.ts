import { describe, expect, test } from 'vitest'
import { createOnly, formatPlan } from '../../src/config/index.js'
import { deploy } from './deploying.js'

const PEM = '-----BEGIN PRIVATE KEY-----\nMIIBVQ==\n-----END PRIVATE KEY-----'

async function remarksOn(value: string) {
  const { config } = deploy()
  const { environment } = await config.plan({ A: value })
  return environment.remarks.map(({ message }) => message)
}

const BREAK = 'ends with a line break'
const CONTROL = 'holds a control character'
const BEGINS = 'begins with white space'
const ENDS = 'ends with white space'
const QUOTED = 'is in quotes, which are part of it'

describe('a value that is hardly meant gets a remark', () => {
  test.each<[what: string, value: string, ...remarks: string[]]>([
    ['trailing newline: a line break at the end', 'k\n', BREAK],
    ['one of Windows', 'k\r\n', BREAK],
    ['several', 'k\n\n', BREAK],
    ['quotes', '"abc"', QUOTED],
    ['quotes and a line break', '"abc"\n', BREAK, QUOTED],
    ['single quotes', "'abc'", QUOTED],
    ['backticks', '`abc`', QUOTED],
    ['quotes around nothing', '""', QUOTED],
    ['escaped quotes in quotes', '"{\\"k\\":1}"', QUOTED],
    ['JSON in quotes', '\'{"k":1}\'', QUOTED],
    ['a PEM text in quotes', `"${PEM}\n"\n`, QUOTED],
    ['a blank before it', ' k', BEGINS],
    ['a blank behind it', 'k ', ENDS],
    ['a tab and a no-break space', '\tk\u00a0', BEGINS, ENDS],
    ['nothing but a blank', ' ', BEGINS, ENDS],
    ['a byte order mark', '\ufeffk', 'begins with an invisible character'],
    ['a byte order mark before a PEM text', `\ufeff${PEM}\n`, 'begins with an invisible character'],
    ['a NUL character', 'k\0k', CONTROL],
    ['an escape sequence of a terminal', '\x1b[31mk\x1b[0m', CONTROL],
    ['a backspace and DEL', 'k\b\x7f', CONTROL],
    ['one of the C1 controls', 'k\x9bk', CONTROL],
    ['one in a text of several lines', `${PEM}\0\n`, CONTROL],
    ['a zero-width space behind it', 'k\u200b', 'ends with an invisible character'],
  ])('%s', async (_, value, ...remarks) => {
    expect(await remarksOn(value)).toEqual(remarks)
  })
})

test.each([
  ['an ordinary value', 'k'],
  ['a value with blanks', 'two words'],
  ['a PEM text that ends as every file of one', `${PEM}\n`],
  ['a text of several indented lines', '  a: 1\n  b: 2\n'],
  ['JSON with a line break at the end', '{"k":1}\n'],
  ['an array of JSON', '[1, 2]\r\n'],
  ['a text with tabs and line breaks of Windows', 'a:\r\n\t1\r\n'],
  ['a list of words in quotes', '"a","b"'],
  ['a quote at one end', '"a'],
  ['an apostrophe at both ends', "'n' roll 'em'"],
  ['an escaped quote at the end', '"a\\"'],
  ['an emoji of several characters', '👩‍💻'],
])('%s gets none', async (_, value) => {
  expect(await remarksOn(value)).toEqual([])
})

test('remarks are on what changes alone, are shown, and prevent nothing', async () => {
  const { config, fake } = deploy({ SAME: 'k\n', ONCE: 'mine', GONE: '"k"' })
  const plan = await config.plan({ SAME: 'k\n', ONCE: createOnly('"k"'), GONE: null, 'odd name': "'s3cret'" })
  const { A, ...rest } = { A: await config.plan({ A: "'s3cret'\n" }), plan }
  expect(rest.plan.environment.remarks.map(({ name, kind }) => [name, kind])).toEqual([
    ['odd name', 'quoted'],
  ])
  expect(formatPlan(A)).toContain(`\n! A ${BREAK}\n! A ${QUOTED}\nPlan: `)
  expect(JSON.stringify(A) + formatPlan(rest.plan)).not.toContain('s3cret')
  expect(await config.apply(A)).toMatchObject({ status: 'applied' })
  expect(fake.state.environmentVariables.get('A')).toBe("'s3cret'\n")
})
