import { describe, expect, test } from 'vitest'
import { differences, fields, type Schema, sending, unionOf } from './small-documents.js'

const string = { type: 'string' }
const integer = { type: 'integer' }
const nullable = { type: ['string', 'null'] }
const ab = { type: 'string', enum: ['a', 'b'] }
const abc = { type: 'string', enum: ['a', 'b', 'c'] }
const de = { type: 'string', enum: ['d', 'e'] }
const open = { 'x-open': true }
const map = { type: 'object', additionalProperties: string }

type Rule = readonly [title: string, ours: Schema, theirs: Schema, expected: string]

describe('a request breaks where theirs takes less than ours sends', () => {
  test.each<Rule>([
    [
      'a required field that ours lacks',
      fields({ a: string }),
      fields({ a: string, b: string }),
      'breaking field-added @ request b: ours does not have it, theirs requires it',
    ],
    [
      'a field that became required',
      fields({ 'a?': string }),
      fields({ a: string }),
      'breaking field-required @ request a: theirs requires it, ours has it optional',
    ],
    [
      'a field that is no longer read',
      fields({ a: string, 'b?': string }),
      fields({ a: string }),
      'breaking optional-field-removed @ request b: theirs does not have it, ours has it optional',
    ],
    [
      'a required field that is no longer read',
      fields({ a: string, b: string }),
      fields({ a: string }),
      'breaking field-removed @ request b: theirs does not have it, ours requires it',
    ],
    [
      'another type',
      fields({ a: string }),
      fields({ a: integer }),
      'breaking type-changed @ request a: theirs is integer, ours string',
    ],
    [
      'null no longer taken',
      fields({ a: nullable }),
      fields({ a: string }),
      'breaking type-narrowed @ request a: theirs does not allow null',
    ],
    [
      'numbers without fractions only',
      { type: 'number' },
      integer,
      'breaking type-narrowed @ request: theirs does not allow number',
    ],
    ['an enum with fewer members', abc, ab, 'breaking enum-narrowed @ request: theirs does not allow c'],
    ['an enum of other members', ab, de, 'breaking enum-changed @ request: theirs is d or e, ours a or b'],
    [
      'an enum where ours sends any string',
      string,
      ab,
      'breaking enum-narrowed @ request: theirs allows no string but a or b',
    ],
    [
      'an enum with fewer members, though ours is open',
      { ...abc, ...open },
      ab,
      'breaking enum-narrowed @ request: theirs does not allow c',
    ],
    [
      'a tighter bound',
      { ...integer, maximum: 100 },
      { ...integer, maximum: 50 },
      'breaking bound-narrowed @ request: theirs has maximum 50, ours maximum 100',
    ],
    [
      'a new bound',
      { type: 'array', items: string },
      { type: 'array', items: string, minItems: 1 },
      'breaking bound-narrowed @ request: theirs has minItems 1, ours no minItems',
    ],
    [
      'a kind that is gone',
      unionOf({ a: {}, b: {} }),
      unionOf({ a: {} }),
      'breaking kind-removed @ request (b): theirs does not have this kind',
    ],
    [
      'a kind that demands more',
      unionOf({ a: {}, b: {} }),
      unionOf({ a: { more: string }, b: {} }),
      'breaking field-added @ request (a).more: ours does not have it, theirs requires it',
    ],
    [
      'items of another type',
      { type: 'array', items: string },
      { type: 'array', items: integer },
      'breaking type-changed @ request []: theirs is integer, ours string',
    ],
    [
      'values of a map of another type',
      map,
      { type: 'object', additionalProperties: integer },
      'breaking type-changed @ request {}: theirs is integer, ours string',
    ],
    [
      'an object that takes no fields but its own',
      fields({ 'a?': string, 'b?': string }),
      { ...fields({ 'a?': string }), additionalProperties: false },
      'breaking optional-field-removed @ request b: theirs does not have it, ours has it optional',
    ],
    [
      'a map that takes nothing any more',
      map,
      { ...fields({ 'a?': string }), additionalProperties: false },
      'breaking type-narrowed @ request {}: theirs does not allow string',
    ],
  ])('%s', (_, ours, theirs, expected) => {
    expect(differences(sending(ours), sending(theirs))).toEqual([expected])
  })
})
