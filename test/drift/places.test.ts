import { describe, expect, test } from 'vitest'
import { answering, differences, sending, taking } from './small-documents.js'

const string = { type: 'string' }
const integer = { type: 'integer' }

describe('parameters', () => {
  const limit = { name: 'limit', in: 'query', schema: integer }

  test.each([
    [
      'one that became required',
      taking(limit),
      taking({ ...limit, required: true }),
      'breaking field-required @ query limit: theirs requires it, ours has it optional',
    ],
    [
      'a new required one',
      taking(),
      taking({ ...limit, required: true }),
      'breaking field-added @ query limit: ours does not have it, theirs requires it',
    ],
    [
      'one that is no longer read',
      taking(limit),
      taking(),
      'breaking optional-field-removed @ query limit: theirs does not have it, ours has it optional',
    ],
    [
      'one of another type',
      taking(limit),
      taking({ ...limit, schema: string }),
      'breaking type-changed @ query limit: theirs is string, ours integer',
    ],
    [
      'a new optional one',
      taking(),
      taking(limit),
      'addition optional-field-added @ query limit: ours does not have it, theirs has it optional',
    ],
    [
      'a new required header',
      taking(),
      taking({ ...limit, in: 'header', required: true }),
      'breaking field-added @ header limit: ours does not have it, theirs requires it',
    ],
  ])('%s', (_, ours, theirs, expected) => {
    expect(differences(ours, theirs)).toEqual([expected])
  })

  test('one that moved to another place is not the same', () => {
    expect(differences(taking(limit), taking({ ...limit, in: 'header' }))).toEqual([
      'breaking optional-field-removed @ query limit: theirs does not have it, ours has it optional',
      'addition optional-field-added @ header limit: ours does not have it, theirs has it optional',
    ])
  })

  test('headers are matched in any case, and those that OpenAPI ignores do not count', () => {
    const header = (name: string) => ({ name, in: 'header', required: true, schema: string })
    expect(differences(taking(header('X-A')), taking(header('x-a'), header('Authorization')))).toEqual([])
  })
})

describe('whole bodies', () => {
  test.each([
    [
      'a request that must have one now',
      {},
      sending(string),
      ['breaking field-added @ request: ours does not have it, theirs requires it'],
    ],
    [
      'a request that may have one now',
      {},
      sending(string, false),
      ['addition optional-field-added @ request: ours does not have it, theirs has it optional'],
    ],
    [
      'a request whose body became required',
      sending(string, false),
      sending(string),
      ['breaking field-required @ request: theirs requires it, ours has it optional'],
    ],
    [
      'a request whose body is no longer read',
      sending(string),
      {},
      ['breaking field-removed @ request: theirs does not have it, ours requires it'],
    ],
    [
      'an answer that is gone',
      answering(string),
      {},
      ['breaking field-removed @ response: theirs does not have it, ours requires it'],
    ],
    [
      'an answer that is new',
      {},
      answering(string),
      ['addition field-added @ response: ours does not have it, theirs requires it'],
    ],
    [
      'an answer that some successes lack',
      answering(string),
      { responses: { 200: { content: { 'application/json': { schema: string } } }, 204: {} } },
      ['breaking field-optional @ response: theirs has it optional, ours requires it'],
    ],
    [
      'an answer that is JSON no more',
      answering(string),
      { responses: { 200: { content: { 'text/plain': { schema: string } } } } },
      ['breaking field-removed @ response: theirs does not have it, ours requires it'],
    ],
    [
      'error answers',
      { responses: { 400: { content: { 'application/json': { schema: string } } } } },
      {},
      [],
    ],
  ])('%s', (_, ours, theirs, expected) => {
    expect(differences(ours, theirs)).toEqual(expected)
  })
})
