import { expect, test } from 'vitest'
import { parseEnv } from '../../src/dotenv/index.js'

// Each would take a backtracking reader, or a careless scanner, minutes.
test.each([
  ['', "A='x\n"],
  ['', 'A="\\" \n \n'],
  ["A='", "\\'"],
  ["A='", "\\' # "],
  ["A='", "\\'\n"],
  ['A="', "A=`\nA='\n"],
  ['A', ' '],
  ['', 'A \n\n'],
  ['export', '\nexport'],
  ['A:', '\n'],
  ['A=x\u2028', "'a\u2028"],
  ['A=x\u2028', '\'a"\u2028`'],
  ['', 'a'],
  ['A="', '\\n'],
])('a megabyte of %j and many a %j is read in linear time', (start, piece) => {
  const megabyte = piece.repeat(2 ** 20 / piece.length)
  expect(() => parseEnv(start + megabyte)).not.toThrow()
})
