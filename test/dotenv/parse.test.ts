import { expect, test } from 'vitest'
import { parseEnv } from '../../src/dotenv/index.js'

test('every assignment comes with the lines on which it begins and ends', () => {
  const text = '# a comment\r\nA=1\r\n\r\nB="2\r\n3"\r\n  export C=4 # another\r\n'
  expect(parseEnv(text)).toEqual({
    entries: [
      { name: 'A', value: '1', line: 2, endLine: 2 },
      { name: 'B', value: '2\n3', line: 4, endLine: 5 },
      { name: 'C', value: '4', line: 6, endLine: 6 },
    ],
    problems: [],
    remarks: [],
  })
})

test.each([
  ['an empty value', 'A=\n\nB=1', 1],
  ['a value in quotes', 'A="1\n\n2" # 3\n', 3],
  ['a value on a later line', 'A=\n\n"1"\n', 3],
])('%s ends where its last character stands', (_, text, endLine) => {
  expect(parseEnv(text).entries[0]).toMatchObject({ line: 1, endLine })
})

test('a name that is set twice comes twice', () => {
  expect(parseEnv('A=1\nA=2').entries).toEqual([
    { name: 'A', value: '1', line: 1, endLine: 1 },
    { name: 'A', value: '2', line: 2, endLine: 2 },
  ])
})

test('__proto__ is a name like any other', () => {
  expect(parseEnv('__proto__=1\nconstructor=2')).toEqual({
    entries: [
      { name: '__proto__', value: '1', line: 1, endLine: 1 },
      { name: 'constructor', value: '2', line: 2, endLine: 2 },
    ],
    problems: [],
    remarks: [],
  })
})

test.each(['', '\ufeff', '\n\n', '# only a comment', '  \t\r\n # A=1'])('%j holds nothing', text => {
  expect(parseEnv(text)).toEqual({ entries: [], problems: [], remarks: [] })
})

test('bytes are refused', () => {
  expect(() => parseEnv(new Uint8Array([65]) as never)).toThrow(
    new TypeError('The text must be a string: read the file as UTF-8.'),
  )
})
