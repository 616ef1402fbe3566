import { describe, expect, test } from 'vitest'
import { compareDocuments } from '../../scripts/spec-diff.js'
import { documentOf } from './small-documents.js'

const string = { type: 'string' }

describe('operations', () => {
  const paths = (...all: string[]) => ({
    openapi: '3.1.0',
    paths: Object.fromEntries(all.map(path => [path, { get: { responses: { 200: { description: '' } } } }])),
  })

  test('one that is gone breaks, a new one is an addition; the gravest comes first', () => {
    expect(compareDocuments(paths('/a', '/b'), paths('/new', '/a'))).toEqual([
      { kind: 'operation-removed', severity: 'breaking', where: 'GET /b', what: 'theirs does not have it' },
      { kind: 'operation-added', severity: 'addition', where: 'GET /new', what: 'ours does not have it' },
    ])
  })

  test('what breaks comes first, wherever it stands in the documents', () => {
    const ours = { paths: { ...paths('/a').paths, ...paths('/b').paths } }
    const theirs = { paths: { '/a': { get: { deprecated: true, responses: {} } }, ...paths('/c').paths } }
    const found = compareDocuments(ours, theirs)
    expect(found.map(({ severity, where }) => `${severity} ${where}`)).toEqual([
      'breaking GET /b',
      'addition GET /c',
      'note GET /a',
    ])
  })

  test('are matched by method and path, not by id, and path parameters by their place', () => {
    const id = (name: string) => ({ name, in: 'path', required: true, schema: string })
    const ours = { get: { operationId: 'getIt', parameters: [id('id')], responses: {} } }
    const theirs = { parameters: [id('it')], get: { operationId: 'get it', responses: {} } }
    expect(compareDocuments({ paths: { '/a/{id}': ours } }, { paths: { '/a/{it}': theirs } })).toEqual([])
  })

  test('another method on the same path is another operation', () => {
    const ours = { paths: { '/a': { get: { responses: {} } } } }
    const theirs = { paths: { '/a': { post: { responses: {} } } } }
    expect(compareDocuments(ours, theirs).map(({ where }) => where)).toEqual(['GET /a', 'POST /a'])
  })

  test('one that theirs deprecates is noted', () => {
    expect(compareDocuments(documentOf({}), documentOf({ deprecated: true }))).toEqual([
      {
        kind: 'operation-deprecated',
        severity: 'note',
        where: 'POST /x',
        what: 'theirs marks it as deprecated',
      },
    ])
  })

  test.each([
    ['https://{name}.convex.cloud/api/v1', '{deployment-url}/api/v1/', []],
    [
      'https://{name}.convex.cloud/api/v1',
      '{deployment-url}/api/v2',
      ['theirs serves under /api/v2, ours under /api/v1'],
    ],
    [
      'https://{name}.convex.cloud/api/v1',
      'https://x.convex.cloud',
      ['theirs serves under /, ours under /api/v1'],
    ],
  ])('served at %s and %s', (ours, theirs, expected) => {
    const at = (url: string) => ({ servers: [{ url }], paths: {} })
    expect(compareDocuments(at(ours), at(theirs)).map(({ what }) => what)).toEqual(expected)
  })
})
