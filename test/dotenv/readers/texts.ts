import fc from 'fast-check'

const pick = (...pieces: readonly string[]) => fc.constantFrom(...pieces)

const PLAIN = ['a', 'b c', 'é', ...'1=:/%!;&|<*~,?@']
const SPACES = [' ', '\t', '  ']
const HASHES = ['#', ' #', '# ', ' # ', '\t#']
const QUOTES = ["'", '"', '`']
const ESCAPES = ['\\', ...[...'\'"`$\\nrtfq#'].map(one => `\\${one}`), '\\u0041', '\\x41']
const BRACED = ['', 'A', 'A:-x'].map(inner => `\${${inner}}`)
const DOLLARS = [...['$', '$$', '$A', '$5', '${', '$(', '$(id)', '$a$', '$/', '$.'], ...BRACED]
const ODD = [...'\u00a0\f\v\u2028\u2029\u0085\ufeff\0']
const LINE_ENDS = ['\n', '\r\n', '\n\n', '\r']

const inLine = fc.oneof(
  { weight: 8, arbitrary: pick(...PLAIN) },
  { weight: 2, arbitrary: pick(...SPACES) },
  { weight: 2, arbitrary: pick(...HASHES) },
  { weight: 2, arbitrary: pick(...QUOTES) },
  { weight: 3, arbitrary: pick(...ESCAPES) },
  { weight: 3, arbitrary: pick(...DOLLARS) },
  { weight: 1, arbitrary: pick(...ODD) },
)
const anywhere = fc.oneof({ weight: 9, arbitrary: inLine }, { weight: 1, arbitrary: pick(...LINE_ENDS) })

const joined = (pieces: fc.Arbitrary<string>) => fc.string({ unit: pieces, maxLength: 4 })

const after = pick('', '', '', ' ', ' # c', '#c', '\t# c', ' x', "'", ' # "', " # '", ' # `')
const bare = fc.tuple(joined(inLine), after)
const quoted = fc.tuple(pick(...QUOTES), joined(anywhere), after).map(([quote, inner, rest]) => {
  return [quote, inner, quote, rest]
})
const value = fc
  .oneof({ weight: 3, arbitrary: bare }, { weight: 4, arbitrary: quoted })
  .map(parts => parts.join(''))

const before = pick(...Array(6).fill(''), 'export ', 'export  ', 'export\t', ' ', '\t')
const sign = pick(...Array(6).fill('='), ' = ', '= ', ' =', '=\t', ': ', ':')
const filler = pick('', '', '# a comment', "# it's", '  ', ' # "', '#=`')

const assignment = fc.tuple(before, sign, value).map(([start, equals, written]) => {
  return (name: string) => start + name + equals + written
})
const line = fc.oneof(
  { weight: 4, arbitrary: assignment },
  { weight: 1, arbitrary: filler.map(text => () => text) },
)

/** A text that is nearly an ordinary .env file: three variables at most, with traps in them and between them. */
export const nearlyOrdinaryText: fc.Arbitrary<string> = fc
  .tuple(
    pick(...Array(9).fill(''), '\ufeff'),
    fc.array(line, { minLength: 1, maxLength: 3 }),
    pick(...Array(4).fill('\n'), '\r\n', '\r\n', '\r'),
    fc.boolean(),
  )
  .map(([start, lines, end, isEnded]) => {
    return start + lines.map((one, index) => one(`V${index}`)).join(end) + (isEnded ? end : '')
  })
