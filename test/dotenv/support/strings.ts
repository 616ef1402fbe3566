import fc from 'fast-check'

/** The characters that .env readers treat in ways of their own. */
const ALPHABET = ['a', ' ', "'", '"', '`', '\\', 'n', '\n', '\r', '#']

/** Every string over the alphabet up to a length: 111,111 of them for 5. */
export function* stringsUpTo(length: number, start = ''): Generator<string> {
  yield start
  if (length > 0) for (const character of ALPHABET) yield* stringsUpTo(length - 1, start + character)
}

/** Every so many of the strings longer than 3 and up to 5; 89 shares no factor with the alphabet. */
export function sampleOfLongStrings(step = 89): string[] {
  return [...stringsUpTo(5)].filter(value => value.length > 3).filter((_, index) => index % step === 0)
}

const MORE = [...ALPHABET, '\\n', '\\r', ...'\\\t\v\f\u0085\u00a0\u2028\u2029\ufeff\0']
const OTHERS = [...'$=é語🔑', '{A}', '$(id)', 'A=', '# ', 'export ', '\ud800', '\udc00', '{"k":"v"}', '-----']

const anyCodeUnit = fc.nat({ max: 0xffff }).map(code => String.fromCharCode(code))

/** Arbitrary Unicode: code points, code units with halves of pairs among them, and what readers stumble over. */
export const anyValue: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: anyCodeUnit }) },
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...MORE, ...OTHERS), maxLength: 16 }) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 24 }) },
)

const PIECES = [
  ...'AB=',
  'a.b-c',
  ' = ',
  ': ',
  ':',
  'export ',
  'export',
  '\n',
  '\n',
  '\r\n',
  "='",
  '="',
  '=`',
]

/** A text that is nearly a .env file, and full of traps. */
export const hostileText: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom(...PIECES, ...MORE, "\\'", '\\"', '\\`', "'\n", '"\n', '`\n', 'A=', 'B=', ...OTHERS),
  maxLength: 40,
})
