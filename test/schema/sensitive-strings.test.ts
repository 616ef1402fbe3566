import { expect, test } from 'vitest'
import type { Schema } from '../../src/schema/schema.js'
import { sensitiveStrings } from '../../src/schema/sensitive-strings.js'

const secret: Schema = { type: 'string', 'x-sensitive': true }
const plain: Schema = { type: 'string' }
const stream: Schema = {
  properties: { id: plain, key: secret },
  additionalProperties: secret,
}

test.each<[what: string, schema: Schema, value: unknown, secrets: string[]]>([
  ['a string that is marked', secret, 's', ['s']],
  ['the items of a list', { items: secret }, ['s', 't'], ['s', 't']],
  ['a member that is marked, not one that is not', stream, { id: 'a', key: 's' }, ['s']],
  ['members of any name', stream, { id: 'a', other: 's', toString: 't' }, ['s', 't']],
  ['a member of a variant', { oneOf: [{ properties: { id: plain } }, stream] }, { key: 's' }, ['s']],
  [
    'what is deep inside',
    { items: { properties: { list: { items: stream } } } },
    [{ list: [{ key: 's' }] }],
    ['s'],
  ],
])('%s is found', (_, schema, value, secrets) => {
  expect(sensitiveStrings(schema, value)).toEqual(secrets)
})

test.each<[what: string, schema: Schema | undefined, value: unknown]>([
  ['a value without a schema', undefined, 's'],
  ['a string that is not marked', plain, 's'],
  ['null', secret, null],
  ['nothing at all', secret, undefined],
  ['a number', secret, 7],
  ['an empty object', stream, {}],
  ['a member that no schema mentions', { properties: { key: secret } }, { other: 's', toString: 't' }],
])('%s holds none', (_, schema, value) => {
  expect(sensitiveStrings(schema, value)).toEqual([])
})
