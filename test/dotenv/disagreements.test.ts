import { expect, test } from 'vitest'
import { parseEnv } from '../../src/dotenv/index.js'

const said = (text: string) => {
  const { problems, remarks } = parseEnv(text)
  const words = (list: readonly { kind: string; line: number; name?: string }[]) =>
    list.map(({ kind, line, name }) => [kind, line, name].filter(Boolean).join(' ')).join(', ')
  return { problems: words(problems), remarks: words(remarks) }
}

test.each([
  ['motdotla/dotenv#601: a password with a #', 'A=1\nDB_PASSWORD=p4ss#w0rd', 'hash 2 DB_PASSWORD'],
  ['motdotla/dotenv#633: a URL with a #', 'URL=https://x/#/login', 'hash 1 URL'],
  ['motdotla/dotenv#601: a colour', 'COLOR=#fff', 'hash 1 COLOR'],
  ['DopplerHQ/cli#528: JSON with escaped quotes', 'A="{\\"k\\":1}"', 'escape 1 A'],
  ['nodejs/node#50801: an escaped dollar', 'PRICE="\\$5"', 'escape 1 PRICE'],
  ['DopplerHQ/cli#528: an escaped backslash', 'A="a\\\\b"', 'escape 1 A'],
  ['an escaped quote in single quotes', "A='it\\'s'", 'escape 1 A'],
  ['an escaped backtick in backticks', 'A=`a\\`b`', 'escape 1 A'],
  ['a tab by its escape, which only Python decodes', 'A="a\\tb"', 'escape 1 A'],
  ['a carriage return by its escape, which only dotenv decodes', 'A="a\\rb"', 'escape 1 A'],
  ['vercel/next.js#59957: an escaped dollar without quotes', 'A=\\$2b\\$10', 'escape 1 A'],
  ['a backslash before the closing quote', "A='C:\\'\nB=1", 'escape 1 A'],
  ['a line break by its escape', 'A="a\\nb"', ''],
  ['a backslash without quotes', 'A=C:\\new', ''],
  ['a backslash in single quotes', "A='^\\d+$'", ''],
  ['a # in quotes', "A='p4ss#w0rd'", ''],
  ['a comment behind white space', 'A=1 # 2\nB=1\t#2', ''],
  ['a comment behind quotes', "A='1'#2", ''],
])('%s: the problems are %j', (_, text, problems) => {
  expect(said(text).problems).toBe(problems)
})

test.each([
  ['vercel/next.js#59957: a hash of bcrypt', "A='$2b$10$abc'", 'expands 1 A'],
  ['oven-sh/bun#14059: a name in single quotes', "A='pa$word'", 'expands 1 A'],
  ['a name in braces', `A="\${B}"`, 'expands 1 A'],
  ['a default', `A=\${B:-c}`, 'expands 1 A'],
  ['a command', 'A=$(date)', 'expands 1 A'],
  ['a dollar alone, or before what is no name', "A='5 $'\nB=$\nC='$.'\nD=a$,b$$", ''],
  ['nodejs/node#54134: JSON in double quotes', 'A="{"k":1}"', 'inner-quote 1 A'],
  ['backticks', "A=`it's`", 'backtick 1 A'],
  ['a colon', 'A: 1', 'colon 1 A'],
  ['a comment in place of a value', 'A= # 1', 'bare-comment 1 A'],
  ['blanks in place of a value', 'A= \nB=1', 'blank-value 1 A'],
  ['blanks in place of a value at the end', 'A=1\nB= \n# 2\n', ''],
  ['an exported empty value', 'export A=\n', 'blank-value 1 A'],
  ['a tab behind export', 'export\tA=1', 'odd-space 1 A'],
  ['a no-break space at the end', 'A=1\u00a0\nB=2', 'odd-space 1 A'],
  ['a no-break space behind quotes', "A='1'\u00a0\nB=2", 'odd-space 1 A'],
  ['a no-break space within', 'A=1\u00a02', ''],
  ['a byte order mark', '\ufeff# 1\nA=1', 'byte-order-mark 1'],
  ['carriage returns', 'A=1\nB=2\rC=3\rD=4', 'carriage-return 2'],
  ['CRLF', 'A=1\r\nB=2\r\n', ''],
  ['a backslash before a quote that has to be there', "A=' C:\\'\nB=1", 'escape 1 A'],
  ['an escape that nothing can replace', 'A="it\'s `1` #\\\\2"', 'escape 1 A'],
])('%s: the remarks are %j, and there is no problem', (_, text, remarks) => {
  expect(said(text)).toEqual({ problems: '', remarks })
})

test('remarks come in the order of their lines', () => {
  expect(said("\ufeffA='$B'\nB=2\rC=`3`").remarks).toBe(
    'byte-order-mark 1, expands 1 A, carriage-return 2, backtick 3 C',
  )
})

test('of a value whose quotes are broken, nothing else is said', () => {
  expect(said('A="\\$B#\nB=1')).toEqual({ problems: 'unterminated-quote 1 A', remarks: '' })
})
