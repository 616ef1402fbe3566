import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Schema } from '../../src/schema/schema.js'
import { cut, describeMismatch, findMismatch } from '../../src/schema/validate.js'

const sent = (schema: Schema, value: unknown) => findMismatch(schema, value, 'sent')
const read = (schema: Schema, value: unknown) => findMismatch(schema, value, 'read')

const box: Schema = {
  type: 'object',
  required: ['kind', 'size'],
  properties: { kind: { type: 'string', const: 'box' }, size: { type: 'integer' } },
}
const ball: Schema = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string', const: 'ball' } },
}
const capitals: Schema = { type: 'string', pattern: '^[A-Z]+$' }
const things: Schema = { oneOf: [box, ball], discriminator: 'kind' }
const openThings: Schema = { ...things, 'x-open': true }
const scale: Schema = { type: 'integer', minimum: 1, maximum: 100 }
const variable: Schema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, value: { type: ['string', 'null'], 'x-max-bytes': 4 } },
  'x-reserved-names': ['HOME'],
}
const variables: Schema = { type: 'array', items: variable, 'x-unique': 'name' }
const names: Schema = { type: 'array', items: { type: 'string' }, 'x-unique': true }
const map: Schema = {
  type: 'object',
  properties: { fixed: { type: 'boolean' } },
  additionalProperties: { type: 'string' },
}
const KIND = { kind: { value: 'ball', enumerable: true } }
const own = (json: string) => JSON.parse(json)

describe('in both directions', () => {
  test.each<[what: string, schema: Schema, value: unknown, path: string, expected: string]>([
    ['another type', { type: 'string' }, 7, '', 'must be a string'],
    ['nothing at all', { type: 'boolean' }, undefined, '', 'must be a boolean'],
    ['none of several types', { type: ['array', 'null'] }, 'x', '', 'must be an array or null'],
    ['null for an object', { type: 'object' }, null, '', 'must be an object'],
    ['an array for an object', { type: 'object' }, [], '', 'must be an object'],
    ['an object for an array', { type: 'array' }, {}, '', 'must be an array'],
    ['a fraction', { type: 'integer' }, 0.5, '', 'must be an integer'],
    ['a number that is none', { type: 'number' }, Number.NaN, '', 'must be a number'],
    ['a number beyond all', { type: 'number' }, Number.POSITIVE_INFINITY, '', 'must be a number'],
    ['another constant', { type: 'string', const: 'box' }, 'bag', '', 'must be "box"'],
    ['no member of an enum', { enum: ['day', 'month'] }, 'year', '', 'must be one of day, month'],
    ['a number below the least', scale, 0, '', 'must be at least 1'],
    ['a number above the greatest', scale, 101, '', 'must be at most 100'],
    ['a bigint below the least', scale, 0n, '', 'must be at least 1'],
    ['a string of another form', capitals, 'abc', '', 'must match ^[A-Z]+$'],
    ['an empty array', { type: 'array', minItems: 1 }, [], '', 'must have at least 1 item(s)'],
    ['too many items', { type: 'array', maxItems: 1 }, [1, 2], '', 'must have at most 1 items'],
    ['a bad item', { type: 'array', items: { type: 'string' } }, ['a', 7], '/1', 'must be a string'],
    ['a missing member', box, { kind: 'box' }, '/size', 'is missing'],
    ['a member that is only inherited', { required: ['toString'] }, {}, '/toString', 'is missing'],
    ['a bad member', box, { kind: 'box', size: '3' }, '/size', 'must be an integer'],
    ['a bad member of a map', map, { fixed: true, FOO: 7 }, '/FOO', 'must be a string'],
    ['a bad member named __proto__', map, own('{"__proto__": 7}'), '/__proto__', 'must be a string'],
    ['a bad member of a fixed name', map, { fixed: 'x' }, '/fixed', 'must be a boolean'],
    ['no object for a union', things, 'box', '', 'must be an object'],
    ['no kind', things, {}, '/kind', 'must be a string'],
    ['a kind that is only inherited', things, Object.create({ kind: 'ball' }), '/kind', 'must be a string'],
    ['a kind that is no string', openThings, { kind: 1 }, '/kind', 'must be a string'],
    ['an unknown kind of a closed union', things, { kind: 'bag' }, '/kind', 'must be one of box, ball'],
    ['a bad variant', things, { kind: 'box' }, '/size', 'is missing'],
    ['no variant at all', { oneOf: [{ const: 'all' }, scale] }, 'none', '', 'must be an integer'],
    ['none of three variants', { oneOf: [{ const: 1 }, { const: 2 }, { const: 3 }] }, 4, '', 'must be 3'],
    [
      'something deep inside',
      { properties: { boxes: { type: 'array', items: things } } },
      { boxes: [{ kind: 'ball' }, { kind: 'box', size: null }] },
      '/boxes/1/size',
      'must be an integer',
    ],
  ])('%s is a mismatch', (_, schema, value, path, expected) => {
    expect(sent(schema, value)).toMatchObject({ path, expected })
    expect(read(schema, value)).toMatchObject({ path, expected })
  })

  test.each<[what: string, schema: Schema, value: unknown]>([
    ['anything for an empty schema', {}, Symbol.iterator],
    ['one of several types', { type: ['string', 'null'] }, null],
    ['a bigint for an integer', scale, 7n],
    ['numbers on the limits', { type: 'array', items: scale }, [1, 100]],
    ['as many items as there may be', { type: 'array', minItems: 1, maxItems: 1 }, [7]],
    ['a character beyond 16 bits for one character', { type: 'string', pattern: '^.$' }, '🦦'],
    ['a known variant', things, { kind: 'box', size: 1 }],
    ['the first of plain variants', { oneOf: [{ const: 'all' }, scale] }, 'all'],
    ['the last of plain variants', { oneOf: [{ const: 'all' }, scale] }, 7],
    ['one between plain variants', { oneOf: [{ const: 'all' }, scale, { const: 'none' }] }, 7],
    ['an optional member that is not there', map, {}],
    ['an optional member that is only inherited', { properties: { toString: { type: 'string' } } }, {}],
    ['any members where none has a name', { type: 'object' }, own('{"color": 7, "__proto__": 7}')],
    ['any members besides those with a name', { properties: {}, additionalProperties: {} }, { color: 7 }],
    ['a map whose names are those of all objects', map, own('{"__proto__": "a", "constructor": "b"}')],
  ])('%s fits', (_, schema, value) => {
    expect(sent(schema, value)).toBeUndefined()
    expect(read(schema, value)).toBeUndefined()
  })
})

describe('only where a value is sent', () => {
  test.each<[what: string, schema: Schema, value: unknown, path: string, expected: string]>([
    [
      'too many bytes',
      variable,
      { name: 'A', value: 'ééa' },
      '/value',
      'must be at most 4 bytes of UTF-8, and has 5',
    ],
    [
      'a lone surrogate',
      names,
      ['\ud800'],
      '/\\ud800',
      'must be well-formed Unicode, and has a lone surrogate',
    ],
    [
      'a reserved name with a value',
      variable,
      { name: 'HOME', value: '' },
      '',
      'is reserved: the deployment sets it itself',
    ],
    ['a name given twice', names, ['A', 'B', 'A'], '/A', 'is listed twice'],
    ['an empty name given twice', names, ['', ''], '/', 'is listed twice'],
    ['two items of one name', variables, [{ name: 'A' }, { name: 'A', value: 'x' }], '/A', 'is listed twice'],
    [
      'a member that no schema mentions',
      ball,
      { kind: 'ball', color: 7 },
      '/color',
      'is unknown. Known are kind',
    ],
    [
      'a misspelt member',
      box,
      { kind: 'box', size: 1, seize: 2 },
      '/seize',
      'is unknown. Known are kind, size',
    ],
    ['a member of another variant', things, { kind: 'ball', size: 1 }, '/size', 'is unknown. Known are kind'],
    [
      'an unknown member of an item',
      variables,
      [{ name: 'A', valu: 'x' }],
      '/A/valu',
      'is unknown. Known are name, value',
    ],
    [
      'a member of a known member, named as those of all objects are',
      { properties: { box: { properties: { size: scale } } } },
      own('{"box": {"__proto__": 1}}'),
      '/box/__proto__',
      'is unknown. Known are size',
    ],
    [
      'a member named constructor',
      ball,
      { kind: 'ball', constructor: 'x' },
      '/constructor',
      'is unknown. Known are kind',
    ],
    ['an unknown kind of an open union', openThings, { kind: 'bag' }, '/kind', 'must be one of box, ball'],
  ])('%s is a mismatch', (_, schema, value, path, expected) => {
    expect(sent(schema, value)).toMatchObject({ path, expected })
    expect(read(schema, value)).toBeUndefined()
  })

  test.each<[what: string, schema: Schema, value: unknown]>([
    ['as many bytes as there may be', variable, { name: 'A', value: 'éé' }],
    ['a pair of surrogates', { type: 'string' }, '🦦'],
    ['a reserved name without a value', variable, { name: 'HOME' }],
    ['a reserved name with null', variable, { name: 'HOME', value: null }],
    ['an unknown member that is undefined, which JSON leaves out', ball, { kind: 'ball', color: undefined }],
    ['an unknown member that is only inherited', ball, Object.create({ color: 7 }, KIND)],
    ['a name with a value where no name is reserved', {}, { name: 'HOME', value: '' }],
    ['equal values under different names', variables, ['A', 'B'].map(name => ({ name, value: 'x' }))],
  ])('%s fits', (_, schema, value) => {
    expect(sent(schema, value)).toBeUndefined()
  })

  test('an item is told by its name where names are unique, and by its index where they are not', () => {
    const items = [{ name: 'A' }, { name: 'B', value: 7 }]
    expect(sent(variables, items)?.path).toBe('/B/value')
    expect(sent({ type: 'array', items: variable }, items)?.path).toBe('/1/value')
    expect(sent(variables, [7])?.path).toBe('/0')
    expect(sent(variables, [null])?.path).toBe('/0')
  })
})

describe('a name in a place', () => {
  test.each([
    ['is whole, to be redacted before it is cut', 'A'.repeat(65), 'A'.repeat(65)],
    ['is escaped as in JSON', 'a"b\n\u001b[2J', 'a\\"b\\n\\u001b[2J'],
    ['cannot steer a terminal', '\u009b2J\u007f\u202egnp\u2028', '\\u009b2J\\u007f\\u202egnp\\u2028'],
  ])('%s', (_, name, shown) => {
    expect(read(map, { [name]: 7 })).toMatchObject({ path: `/${shown}`, expected: 'must be a string' })
  })
})

test('each long name of a path is cut', () => {
  expect(cut(`/${'A'.repeat(65)}/${'B'.repeat(64)}/c`)).toBe(`/${'A'.repeat(64)}/${'B'.repeat(64)}/c`)
})

describe('a mismatch is described in the words of the caller', () => {
  const text: Schema = { type: 'string' }
  const texts: Schema = { type: 'array', items: text }
  const tagged: Schema = {
    properties: { name: text, tags: { additionalProperties: text }, list: texts },
  }
  const lists: Schema = {
    properties: { named: { type: 'array', items: tagged, 'x-unique': 'name' } },
    additionalProperties: { additionalProperties: text, items: texts },
  }

  test.each<[what: string, schema: Schema, value: unknown, sentence: string]>([
    ['a value as a whole', scale, 0, 'The body must be at least 1.'],
    ['a member', box, { kind: 'box', size: '1' }, '`size` must be an integer.'],
    ['a member of a member', lists, { a: { b: 7 } }, '`a.b` must be a string.'],
    ['a member with $, _ and a digit', lists, { $a_1: { _b$: 7 } }, '`$a_1._b$` must be a string.'],
    ['a member that is not a word', lists, { 'a b': { c: 7 } }, '`["a b"].c` must be a string.'],
    ['a member of a word that is not a word', lists, { a: { 'b-c': 7 } }, '`a["b-c"]` must be a string.'],
    ['a member that begins with a digit', lists, { a: { '1b': 7 } }, '`a["1b"]` must be a string.'],
    ['a member that ends with a dash', lists, { a: { 'b-': 7 } }, '`a["b-"]` must be a string.'],
    ['a member without a name', lists, { a: { '': 7 } }, '`a[""]` must be a string.'],
    ['a member that is missing', box, {}, '`kind` is missing.'],
    ['an item of an item', lists, { a: [[], ['b', 7]] }, '`a[1][1]` must be a string.'],
    ['a member of an item', { items: box }, [{}], '`[0].kind` is missing.'],
    ['an item with a name', variables, [{ name: 'A' }, { name: 'A' }], '"A" is listed twice.'],
    ['an item with an odd name', names, ['a"\n', 'a"\n'], '"a\\"\\n" is listed twice.'],
    [
      'a member of an item with a name',
      variables,
      [{ name: 'A', value: 7 }],
      '"A": `value` must be a string or null.',
    ],
    [
      'a member of a member of an item with a name',
      lists,
      { named: [{ name: 'A', tags: { b: 7 } }] },
      '"A": `tags.b` must be a string.',
    ],
    [
      'an item of an item with a name',
      lists,
      { named: [{ name: 'A', list: [7] }] },
      '"A": `list[0]` must be a string.',
    ],
  ])('%s', (_, schema, value, sentence) => {
    const found = sent(schema, value)
    expect(found ? describeMismatch(found) : '').toBe(sentence)
  })
})

test('a bigint is judged as the number is', () => {
  const property = fc.property(fc.oneof(fc.integer({ min: -2, max: 103 }), fc.maxSafeInteger()), number => {
    expect(read(scale, BigInt(number))).toEqual(read(scale, number))
  })
  fc.assert(property)
})
