import { describe, expect, test } from 'vitest'
import { compareDocuments } from '../../scripts/spec-diff.js'
import { answering, bothWays, documentOf, fields } from './small-documents.js'

const string = { type: 'string' }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

describe('cycles', () => {
  const tree = (value: object) => ({
    Tree: fields({ value, children: { type: 'array', items: ref('Tree') } }),
  })

  test('a schema that contains itself is told where it begins and where it returns', () => {
    const differ = compareDocuments(
      documentOf(answering(ref('Tree')), tree(string)),
      documentOf(answering(ref('Tree')), tree({ type: ['string', 'null'] })),
    )
    expect(differ.map(({ where }) => where)).toEqual([
      'POST /x response value',
      'POST /x response children[].value',
    ])
  })

  test('one that is written out further is the same', () => {
    const schemas = {
      ...tree(string),
      Root: fields({ value: string, children: { type: 'array', items: ref('Tree') } }),
    }
    expect(bothWays(ref('Tree'), ref('Root'), schemas)).toEqual([])
  })

  test('a reference to nothing but itself allows anything', () => {
    expect(bothWays(ref('A'), {}, { A: ref('B'), B: { allOf: [ref('A')] } })).toEqual([])
  })

  test('a union whose kinds hold the union', () => {
    const schemas = { A: { oneOf: [fields({ a: ref('A') }), fields({ a: ref('A'), b: string })] } }
    expect(bothWays(ref('A'), ref('A'), schemas)).toEqual([])
  })

  test('many schemas that all contain each other end', { timeout: 2000 }, () => {
    const names = Array.from({ length: 20 }, (_, index) => `S${index}`)
    const all = (leaf: object) =>
      Object.fromEntries(
        names.map(name => [name, fields({ leaf, ...Object.fromEntries(names.map(one => [one, ref(one)])) })]),
      )
    const found = compareDocuments(
      documentOf(answering(ref('S0')), all(string)),
      documentOf(answering(ref('S0')), all({ type: 'integer' })),
    )
    expect(found.filter(({ where }) => where.endsWith('S19.leaf'))).not.toHaveLength(0)
  })
})

describe('documents that cannot be compared', () => {
  test.each([
    ['nothing there', ref('Gone'), 'The document refers to #/components/schemas/Gone, where it has nothing.'],
    [
      'another file',
      { $ref: 'other.yaml#/A' },
      'The document refers to other.yaml#/A; only references within it',
    ],
    ['no schema', { $ref: '#/openapi' }, 'The document refers to #/openapi as a schema, which it is not.'],
    [
      'a schema of too many alternatives',
      {
        allOf: Array.from({ length: 20 }, () => ({
          oneOf: [fields({ 'a?': string }), fields({ 'b?': string })],
        })),
      },
      'The document has a schema of more than 10000 alternatives.',
    ],
  ])('a reference to %s', (_, schema, message) => {
    expect(() => bothWays(schema, {})).toThrow(message)
  })
})
