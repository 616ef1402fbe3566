import { describe, expect, test } from 'vitest'
import { answering, differences, fields, type Schema, unionOf } from './small-documents.js'

const string = { type: 'string' }
const integer = { type: 'integer' }
const nullable = { type: ['string', 'null'] }
const ab = { type: 'string', enum: ['a', 'b'] }
const abc = { type: 'string', enum: ['a', 'b', 'c'] }
const de = { type: 'string', enum: ['d', 'e'] }
const open = { 'x-open': true }

type Rule = readonly [title: string, ours: Schema, theirs: Schema, expected: string]

describe('a response breaks where theirs answers more than ours reads', () => {
  test.each<Rule>([
    [
      'a required field that is gone',
      fields({ a: string, b: string }),
      fields({ a: string }),
      'breaking field-removed @ response b: theirs does not have it, ours requires it',
    ],
    [
      'a required field that became optional',
      fields({ a: string }),
      fields({ 'a?': string }),
      'breaking field-optional @ response a: theirs has it optional, ours requires it',
    ],
    [
      'another type',
      fields({ a: string }),
      fields({ a: integer }),
      'breaking type-changed @ response a: theirs is integer, ours string',
    ],
    [
      'a value that became nullable',
      fields({ a: string }),
      fields({ a: nullable }),
      'breaking type-widened @ response a: theirs allows null, too',
    ],
    [
      'numbers with fractions',
      integer,
      { type: 'number' },
      'breaking type-widened @ response: theirs allows number, too',
    ],
    ['a new member in a closed enum', ab, abc, 'breaking enum-widened @ response: theirs allows c, too'],
    [
      'any string where ours reads a closed enum',
      ab,
      string,
      'breaking enum-widened @ response: theirs allows any string',
    ],
    [
      'none of the members that ours knows, though ours is open',
      { ...ab, ...open },
      de,
      'breaking enum-changed @ response: theirs is d or e, ours a or b',
    ],
    [
      'none of the kinds that ours knows',
      unionOf({ a: {}, b: {} }),
      unionOf({ d: {}, e: {} }),
      'breaking kinds-changed @ response: theirs is of kind d or e, ours a or b',
    ],
    [
      'a bound that is gone',
      { ...integer, minimum: 0 },
      integer,
      'breaking bound-widened @ response: theirs has no minimum, ours minimum 0',
    ],
    [
      'any object where ours reads fields',
      fields({ a: string }),
      { type: 'object' },
      'breaking type-widened @ response: theirs allows any object',
    ],
    [
      'items of any type',
      { type: 'array', items: string },
      { type: 'array' },
      'breaking type-widened @ response []: theirs allows anything',
    ],
    [
      'deep in the body',
      {
        type: 'array',
        items: fields({ 'odd name': { type: 'object', additionalProperties: fields({ b: string }) } }),
      },
      { type: 'array', items: fields({ 'odd name': { type: 'object', additionalProperties: fields({}) } }) },
      'breaking type-widened @ response []."odd name"{}: theirs allows any object',
    ],
  ])('%s', (_, ours, theirs, expected) => {
    expect(differences(answering(ours), answering(theirs))).toEqual([expected])
  })
})
