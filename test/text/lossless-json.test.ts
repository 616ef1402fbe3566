import fc from 'fast-check'
import { isInteger, parse } from 'lossless-json'
import { describe, expect, test } from 'vitest'
import { parseLossless, stringifyLossless } from '../../src/index.js'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 2000)
const EXACT = new Set(['ts', 'value'])

/** The same by a maintained lossless parser, reading every integer as a bigint. */
const peer = (text: string) =>
  parse(text, undefined, { parseNumber: written => (isInteger(written) ? BigInt(written) : Number(written)) })

const key = fc.oneof(
  fc.constantFrom('__proto__', 'ts', 'value', '', '0', '12', 'a"b', 'constructor'),
  fc.string(),
)
const integer = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String)
const float = fc
  .tuple(fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }), fc.constantFrom('.0', '.5', 'e3', 'E-2', '.25e+1'))
  .map(([whole, rest]) => `${whole}${rest}`)
const space = fc.constantFrom('', '', ' ', '\n', '\t \r\n')

type Texts = Record<'json' | 'repeating' | 'array' | 'object' | 'again', string>

/** JSON texts as anybody may write them: odd white space, escapes, hostile keys; `repeating` has keys twice as well. */
const { json, repeating } = fc.letrec<Texts>(tie => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(
      integer,
      float,
      fc.constantFrom('0', '-0', '7', 'true', 'false', 'null', '"123"', '"-9007199254740993"'),
    ),
    fc.string({ unit: 'binary' }).map(text => JSON.stringify(text)),
    tie('array'),
    tie('object'),
  ),
  array: fc
    .tuple(fc.array(tie('json')), space)
    .map(([items, gap]) => `[${gap}${items.join(`${gap},`)}${gap}]`),
  object: fc
    .tuple(fc.uniqueArray(fc.tuple(key, tie('json')), { selector: ([name]) => name }), space)
    .map(([members, gap]) => {
      const written = members.map(([name, value]) => `${JSON.stringify(name)}${gap}:${gap}${value}`)
      return `{${gap}${written.join(`,${gap}`)}${gap}}`
    }),
  repeating: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('1', '4096', '2.5', 'null', '"text"', '[]', '[7,[8]]'),
    tie('again'),
  ),
  again: fc
    .array(fc.tuple(fc.constantFrom('a', 'b', '1', '2', '__proto__', 'length'), tie('repeating')), {
      maxLength: 5,
    })
    .map(members => `{${members.map(([name, value]) => `"${name}":${value}`).join()}}`),
}))

test('inside an exact member every document is read as a maintained lossless parser reads it', () => {
  const property = fc.property(json, text => {
    expect(parseLossless(`{"value":${text}}`, EXACT)).toEqual({ value: peer(text) })
  })
  fc.assert(property, { numRuns: RUNS })
})

test('outside of exact members every document is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(json, text => {
      expect(parseLossless(text, new Set())).toEqual(JSON.parse(text))
    }),
    { numRuns: RUNS },
  )
})

test('keys that repeat, in whatever they hold, leave what JSON.parse leaves', () => {
  const property = fc.property(repeating, text => {
    expect(numbered(parseLossless(`{"value":${text}}`, EXACT))).toEqual(
      numbered(JSON.parse(`{"value":${text}}`)),
    )
    expect(Reflect.ownKeys(Object.prototype)).toEqual(inherited)
  })
  fc.assert(property, { numRuns: RUNS })
})

const inherited = Reflect.ownKeys(Object.prototype)

/** The same, its bigints as the numbers that JSON.parse makes of them, but for the sign of zero. */
function numbered(parsed: unknown): unknown {
  if (typeof parsed === 'bigint' || typeof parsed === 'number') return Number(parsed) + 0
  if (typeof parsed !== 'object' || parsed === null) return parsed
  if (Array.isArray(parsed)) return parsed.map(numbered)
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, numbered(value)]))
}

test('what JSON.parse refuses is refused, without a word of the text', () => {
  const broken = fc.tuple(json, fc.nat(), fc.string({ maxLength: 2 })).map(([text, at, patch]) => {
    const index = at % (text.length + 1)
    return text.slice(0, index) + patch + text.slice(index + 1)
  })
  const property = fc.property(broken, text => {
    let native: unknown
    try {
      native = JSON.parse(text)
    } catch {
      expect(() => parseLossless(text, EXACT)).toThrow(new SyntaxError('The text is not valid JSON'))
      return
    }
    expect(parseLossless(text, new Set())).toEqual(native)
  })
  fc.assert(property, { numRuns: RUNS })
})

const PAGE = `{"status":{"type":"upToDate","snapshotTs":1763887200000000001},
"values":[{"table":"t","ts":1763887200000000003,"deleted":false,"value":{"_id":"9007199254740993","n":3,"rate":1.0,
"deep":[1,{"n":9007199254740993,"m":[-9007199254740995,2.5e3]}],"ts":-0}}],"lastUpdated":1763887200000}`

test('a page keeps every digit, floats stay numbers, and strings that look like numbers stay strings', () => {
  expect(parseLossless(PAGE, new Set(['snapshotTs', 'ts', 'value']))).toEqual({
    status: { type: 'upToDate', snapshotTs: 1763887200000000001n },
    values: [
      {
        table: 't',
        ts: 1763887200000000003n,
        deleted: false,
        value: {
          _id: '9007199254740993',
          n: 3n,
          rate: 1,
          deep: [1n, { n: 9007199254740993n, m: [-9007199254740995n, 2500] }],
          ts: 0n,
        },
      },
    ],
    lastUpdated: 1763887200000,
  })
})

test.each([
  ['a repeated key keeps its last value', '{"value":{"a":1,"a":2}}', { value: { a: 2n } }],
  [
    'a repeated key that changes its kind keeps the last',
    '{"value":{"a":[1],"a":{"b":3}}}',
    { value: { a: { b: 3n } } },
  ],
  [
    'a repeated key whose last value is no integer keeps it',
    '{"value":{"a":1,"a":2.5}}',
    { value: { a: 2.5 } },
  ],
  [
    'a repeated key that was an object and is null',
    '{"value":{"a":[[1]],"a":[null]}}',
    { value: { a: [null] } },
  ],
  ['a repeated key that was a list and is a number', '{"value":{"a":[[1]],"a":[5]}}', { value: { a: [5n] } }],
  [
    'a repeated key that was an object with a length, and is a list',
    '{"value":{"a":{"length":1},"a":[7,[]]}}',
    { value: { a: [7n, []] } },
  ],
  [
    'a repeated key whose values have other members',
    '{"value":{"a":{"x":1},"a":{"y":1.5,"z":2}}}',
    { value: { a: { y: 1.5, z: 2n } } },
  ],
  [
    'integers are exact beyond what a number holds',
    '{"value":[1023,1024,-1024,999999999999999,1000000000000001]}',
    { value: [1023n, 1024n, -1024n, 999999999999999n, 1000000000000001n] },
  ],
  [
    'a string that holds commas, brackets and quotes ends where it ends',
    '{"value":{"a":"1,2]}","b":"\\",","c":[",",3]}}',
    { value: { a: '1,2]}', b: '",', c: [',', 3n] } },
  ],
  [
    'keys that look like numbers keep their values',
    '{"value":{"b":1,"12":2,"10":3}}',
    { value: { b: 1n, 12: 2n, 10: 3n } },
  ],
])('%s', (_, text, expected) => {
  expect(parseLossless(text, EXACT)).toEqual(expected)
})

test('a key named __proto__ is a key like any other', () => {
  const parsed = parseLossless('{"value":{"__proto__":{"n":1}}}', EXACT)
  expect(parsed).toEqual(
    JSON.parse('{"value":{"__proto__":{"n":1}}}', (_, value) => (value === 1 ? 1n : value)),
  )
  expect(Reflect.get({}, 'n')).toBeUndefined()
})

test.each([
  ['', '{"__proto__":{"n":1.5}}'],
  [', even where another one repeats', '{"a":1,"a":2,"__proto__":{"n":1.5}}'],
  [', even where it repeats', '{"__proto__":1,"__proto__":{"n":1.5}}'],
])('a key named __proto__ makes a member as JSON.parse makes it%s', (_, text) => {
  const described = (value: unknown) => Object.getOwnPropertyDescriptor(value, '__proto__')
  expect(described(parseLossless(text, EXACT))).toEqual(described(JSON.parse(text)))
})

test('a key named __proto__ in what a repeated key had before leaves other objects alone', () => {
  const text = '{"value":{"a":{"1":0,"__proto__":{"polluted":5}},"a":{"2":1,"3":1}}}'
  expect(parseLossless(text, EXACT)).toEqual({ value: { a: { 2: 1n, 3: 1n } } })
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('a document that nests deeper than the call stack is read', () => {
  const depth = 5_000
  const text = `{"value":${'['.repeat(depth)}1${']'.repeat(depth)}}`
  let inner: unknown = Reflect.get(Object(parseLossless(text, EXACT)), 'value')
  while (Array.isArray(inner)) inner = inner[0]
  expect(inner).toBe(1n)
})

describe("a text of one's own", () => {
  const value: fc.Arbitrary<unknown> = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(null, true, false),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(key, fc.constant('$float')), tie('value'), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
    ),
  })).value

  test('keeps integers and floats apart, with every digit', () => {
    const property = fc.property(value, given => {
      expect(parseLossless(stringifyLossless(given))).toEqual(given)
    })
    fc.assert(property, { numRuns: RUNS })
  })

  test('is JSON', () => {
    const page = {
      ts: 9007199254740993n,
      value: { one: 1, least: 5e-324, zero: -0, text: '"' },
      more: [true, null],
    }
    const text =
      '{"ts":9007199254740993,"value":{"one":1.0,"least":5e-324,"zero":-0.0,"text":"\\""},"more":[true,null]}'
    expect(stringifyLossless(page)).toBe(text)
    const named = '{"toJSON":1.0,"a":{"toJSON":null,"b":3.0}}'
    expect(stringifyLossless(parseLossless(named))).toBe(named)
  })

  test.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    undefined,
    [undefined],
    { a: Symbol.iterator },
    { a: () => 1 },
    new Map([[1, 2]]),
    { a: new Uint8Array([1]) },
    new Date(0),
    Object(5n),
  ])('is not made of %o, which JSON would drop or change', given => {
    expect(() => stringifyLossless(given)).toThrow(TypeError)
  })

  test('is refused as JSON.parse refuses it, without its words', () => {
    expect(() => parseLossless('{"s3cr3t"')).toThrow(/^(?!.*s3cr3t)/)
  })
})

test('an integer of megabytes is refused at once, where it would be read exactly', () => {
  const text = `[${'7'.repeat(2 ** 24)}]`
  expect(() => parseLossless(text)).toThrow(SyntaxError)
  expect(parseLossless(text, new Set(['value']))).toEqual([Number.POSITIVE_INFINITY])
  expect(parseLossless(`[${'7'.repeat(9_999)}]`)).toEqual([BigInt('7'.repeat(9_999))])
})
