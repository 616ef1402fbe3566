import { describe, expect, test } from 'vitest'
import { compareDocuments } from '../../scripts/spec-diff.js'
import { bothWays, documentOf, fields, type Schema } from './small-documents.js'

const string = { type: 'string' }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

describe('two spellings of the same shape do not differ', () => {
  const datadog = fields({ type: { const: 'datadog' }, site: string })
  const webhook = fields({ type: { const: 'webhook' }, url: string })

  test.each<[title: string, ours: Schema, theirs: Schema, schemas?: object]>([
    ['a reference and what it stands for', string, ref('Name'), { Name: string }],
    ['a reference to a reference', string, ref('A'), { A: ref('B'), B: string }],
    [
      'a reference with an escaped name',
      string,
      { $ref: '#/components/schemas/a~1b%20c' },
      { 'a/b c': string },
    ],
    ['const and an enum of one', { const: 'a' }, { type: 'string', enum: ['a'] }],
    [
      'an enum of one, alone in a union',
      { type: 'string', const: 'a' },
      { oneOf: [{ type: 'string', enum: ['a'] }] },
    ],
    [
      'nullable as two types and as a union',
      { type: ['string', 'null'] },
      { oneOf: [{ type: 'null' }, string] },
    ],
    ['nullable as in OpenAPI 3.0', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
    [
      'a nullable reference',
      { type: ['string', 'null'], enum: ['a', 'b', null] },
      { oneOf: [{ type: 'null' }, ref('Letter')] },
      { Letter: { type: 'string', enum: ['b', 'a'] } },
    ],
    [
      'allOf of two objects and one object',
      fields({ a: string, 'b?': string }),
      { allOf: [ref('A'), fields({ 'b?': string })] },
      { A: fields({ a: string }) },
    ],
    [
      'allOf with a requirement of its own',
      fields({ a: string }),
      { allOf: [fields({ 'a?': string }), { required: ['a'] }] },
    ],
    [
      'a field that both parts of an allOf describe',
      fields({ a: { type: 'string', enum: ['x'] } }),
      { allOf: [fields({ a: string }), fields({ a: { enum: ['x', 1] } })] },
    ],
    [
      'a flat union with a discriminator and one of allOf without',
      { oneOf: [ref('Datadog'), ref('Webhook')], discriminator: { propertyName: 'type' } },
      {
        oneOf: [
          { allOf: [fields({ url: string }), fields({ type: { type: 'string', enum: ['webhook'] } })] },
          { allOf: [fields({ site: string }), fields({ type: { type: 'string', enum: ['datadog'] } })] },
        ],
      },
      { Datadog: datadog, Webhook: webhook },
    ],
    ['anyOf and oneOf', { oneOf: [datadog, webhook] }, { anyOf: [datadog, webhook] }],
    ['a union in a union', { oneOf: [datadog, webhook] }, { oneOf: [{ oneOf: [webhook] }, datadog] }],
    ['a union of one and the object itself', datadog, { oneOf: [datadog] }],
    [
      'what a union shares, beside it and in it',
      { ...fields({ id: string }), oneOf: [datadog, webhook] },
      { oneOf: [datadog, webhook].map(one => ({ allOf: [one, fields({ id: string })] })) },
    ],
    [
      'a literal or an object, in any order',
      { oneOf: [{ const: 'excluded' }, datadog] },
      { oneOf: [datadog, { oneOf: [{ type: 'string', enum: ['excluded'] }] }] },
    ],
    ['a union of literals and an enum', { enum: ['a', 'b'] }, { oneOf: [{ const: 'a' }, { const: 'b' }] }],
    [
      'an object that names its type and one that does not',
      fields({ a: string }),
      { ...fields({ a: string }), type: undefined },
    ],
    ['no schema and one that allows anything', {}, true],
    [
      'additionalProperties: true and none',
      fields({ a: string }),
      { ...fields({ a: string }), additionalProperties: true },
    ],
    [
      'formats, descriptions and examples',
      string,
      { ...string, format: 'uri', description: 'x', examples: ['y'] },
    ],
    [
      'an integer and a number without fractions',
      { type: 'integer' },
      { allOf: [{ type: 'number' }, { type: 'integer' }] },
    ],
    [
      'the tighter of two bounds',
      { type: 'integer', minimum: 2 },
      { allOf: [{ type: 'integer', minimum: 1 }, { minimum: 2 }, { minimum: 0 }] },
    ],
    ['numbers as members', { const: 1 }, { enum: [1] }],
  ])('%s', (_, ours, theirs, schemas) => {
    expect(bothWays(ours, theirs, schemas)).toEqual([])
    expect(bothWays(theirs, ours, schemas)).toEqual([])
  })
})

describe('unions', () => {
  const a = fields({ kind: { const: 'a' }, x: string })
  const b = fields({ kind: { const: 'b' }, y: string })

  test('one kind is compared with its like, wherever it stands', () => {
    const other = { oneOf: [fields({ kind: { const: 'b' }, y: { type: 'integer' } }), a] }
    expect(bothWays({ oneOf: [a, b] }, other)).toEqual([
      'POST /x request (b).y: theirs is integer, ours string',
      'POST /x response (b).y: theirs is integer, ours string',
    ])
  })

  test('a kind left alone is still that kind', () => {
    expect(bothWays({ oneOf: [a, b] }, a)).toEqual([
      'POST /x request (b): theirs does not have this kind',
      'POST /x response (b): theirs does not have this kind',
    ])
  })

  test('told apart by another field, they are compared by what all kinds share', () => {
    const theirs = {
      oneOf: [fields({ type: { const: 'a' }, x: string }), fields({ type: { const: 'b' }, y: string })],
    }
    expect(bothWays({ oneOf: [a, b] }, theirs)).toContain(
      'POST /x request kind: theirs does not have it, ours requires it',
    )
  })

  test('without a field that tells them apart, a field is required if every alternative requires it', () => {
    const ours = fields({ id: string, 'x?': string })
    expect(bothWays(ours, { oneOf: [fields({ id: string }), fields({ id: string, x: string })] })).toEqual([])
  })

  test('a field with the same values everywhere tells nothing apart', () => {
    const colour = { type: 'string', enum: ['red', 'green', 'blue'] }
    const union = (kind: string) => ({
      oneOf: [fields({ colour, kind: { const: 'a' } }), fields({ colour, kind: { const: kind } })],
    })
    expect(bothWays(union('b'), union('c'))).toContain('POST /x request (b): theirs does not have this kind')
  })

  test('the discriminator that the document names wins over one that would do', () => {
    const both = (kind: string, also: string) => fields({ kind: { const: kind }, also: { const: also } })
    const union = (...also: string[]) => ({
      oneOf: also.map((value, index) => both(`k${index}`, value)),
      discriminator: { propertyName: 'kind' },
    })
    expect(bothWays(union('p', 'q'), union('p', 'r'))).toEqual([
      'POST /x request (k1).also: theirs is r, ours q',
      'POST /x response (k1).also: theirs is r, ours q',
    ])
  })
})

test('parameters, bodies and answers may be references, too', () => {
  const body = { required: true, content: { 'application/json': { schema: string } } }
  const operation = {
    parameters: [{ $ref: '#/components/parameters/Limit' }],
    requestBody: { $ref: '#/components/bodies/Body' },
    responses: { 200: { $ref: '#/components/bodies/Body' } },
  }
  const limit = { name: 'limit', in: 'query', schema: string }
  const ours = {
    ...documentOf({}),
    paths: { '/x': { post: { parameters: [limit], requestBody: body, responses: { 200: body } } } },
  }
  const theirs = {
    paths: { '/x': { post: operation } },
    components: { parameters: { Limit: limit }, bodies: { Body: body } },
  }
  expect(compareDocuments(ours, theirs)).toEqual([])
  expect(compareDocuments(theirs, { paths: { '/x': { post: { responses: {} } } } })).toHaveLength(3)
})
