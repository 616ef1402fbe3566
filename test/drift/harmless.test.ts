import { describe, expect, test } from 'vitest'
import { answering, differences, fields, type Schema, sending, unionOf } from './small-documents.js'

const string = { type: 'string' }
const integer = { type: 'integer' }
const nullable = { type: ['string', 'null'] }
const ab = { type: 'string', enum: ['a', 'b'] }
const abc = { type: 'string', enum: ['a', 'b', 'c'] }
const open = { 'x-open': true }

type Rule = readonly [title: string, ours: Schema, theirs: Schema, expected: string]

describe('additions are what ours does not use yet', () => {
  test.each<Rule>([
    [
      'a new optional field',
      fields({ a: string }),
      fields({ a: string, 'b?': string }),
      'addition optional-field-added @ request b: ours does not have it, theirs has it optional',
    ],
    [
      'a field that need not be sent',
      fields({ a: string }),
      fields({ 'a?': string }),
      'addition field-optional @ request a: theirs has it optional, ours requires it',
    ],
    ['null taken, too', string, nullable, 'addition type-widened @ request: theirs allows null, too'],
    ['a new member', ab, abc, 'addition enum-widened @ request: theirs allows c, too'],
    [
      'a new kind',
      unionOf({ a: {}, b: {} }),
      unionOf({ a: {}, b: {}, c: {} }),
      'addition kind-added @ request (c): ours does not have this kind',
    ],
    [
      'fields of any name',
      fields({ a: string }),
      { ...fields({ a: string }), additionalProperties: string },
      'addition optional-field-added @ request {}: theirs has fields of any name',
    ],
  ])('in a request: %s', (_, ours, theirs, expected) => {
    expect(differences(sending(ours), sending(theirs))).toEqual([expected])
  })

  test.each<Rule>([
    [
      'a new field',
      fields({ a: string }),
      fields({ a: string, b: string }),
      'addition field-added @ response b: ours does not have it, theirs requires it',
    ],
    [
      'a new member in an enum that ours marks as open',
      { ...ab, ...open },
      abc,
      'addition open-enum-widened @ response: theirs allows c, too',
    ],
    [
      'a new kind',
      unionOf({ a: {}, b: {} }),
      unionOf({ a: {}, b: {}, c: {} }),
      'addition kind-added @ response (c): ours does not have this kind',
    ],
  ])('in a response: %s', (_, ours, theirs, expected) => {
    expect(differences(answering(ours), answering(theirs))).toEqual([expected])
  })
})

describe('notes are what neither side suffers from', () => {
  test.each<Rule>([
    [
      'an optional field that is gone',
      fields({ a: string, 'b?': string }),
      fields({ a: string }),
      'note optional-field-removed @ response b: theirs does not have it, ours has it optional',
    ],
    [
      'a field that is always there',
      fields({ 'a?': string }),
      fields({ a: string }),
      'note field-required @ response a: theirs requires it, ours has it optional',
    ],
    [
      'a value that is never null',
      nullable,
      string,
      'note type-narrowed @ response: theirs does not allow null',
    ],
    ['a member that is gone', abc, ab, 'note enum-narrowed @ response: theirs does not allow c'],
    [
      'a kind that is gone',
      unionOf({ a: {}, b: {} }),
      unionOf({ a: {} }),
      'note kind-removed @ response (b): theirs does not have this kind',
    ],
    [
      'a tighter bound',
      { ...integer, minimum: 0 },
      { ...integer, minimum: 1 },
      'note bound-narrowed @ response: theirs has minimum 1, ours minimum 0',
    ],
  ])('in a response: %s', (_, ours, theirs, expected) => {
    expect(differences(answering(ours), answering(theirs))).toEqual([expected])
  })

  test('in a request: a wider bound', () => {
    expect(differences(sending({ ...integer, minimum: 1 }), sending({ ...integer, minimum: 0 }))).toEqual([
      'note bound-widened @ request: theirs has minimum 0, ours minimum 1',
    ])
  })

  test.each([
    ['a bound that only ours sends within', sending({ ...integer, maximum: 9 }), sending(integer)],
    ['a bound that only theirs answers within', answering(integer), answering({ ...integer, maximum: 9 })],
  ])('%s is no difference', (_, ours, theirs) => {
    expect(differences(ours, theirs)).toEqual([])
  })
})
