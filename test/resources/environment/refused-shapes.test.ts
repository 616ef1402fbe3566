import { describe, expect, test } from 'vitest'
import { expectRefused } from '../../support/refused.js'

class Settings {
  LOG_LEVEL = 's3cr3t'
}

test('a change without a name and a value is told by what it lacks', async () => {
  const message =
    'The value of a variable without a name is number, and must be a string, or null to remove it.'
  const error = await expectRefused(({ env }) => env.update([{ name: 7, value: 7 } as never]), message)
  expect(error).not.toHaveProperty('option')
})

describe('what is no set of values', () => {
  test.each([
    ['a string', 'LOG_LEVEL=s3cr3t'],
    ['undefined', undefined],
    ['null', null],
    ['a number', 7],
    ['a boolean', true],
    ['a function', () => ({ LOG_LEVEL: 's3cr3t' })],
    ['a promise of values', Promise.resolve({ LOG_LEVEL: 's3cr3t' })],
    ['an instance of a class', new Settings()],
    ['a date', new Date(0)],
    ['a regular expression', /s3cr3t/],
    ['an error', new Error('s3cr3t')],
    ['an object whose values are inherited', Object.create({ LOG_LEVEL: 's3cr3t' })],
    ['a literal whose `__proto__` is a set of values', { __proto__: { LOG_LEVEL: 's3cr3t' } }],
    ['a literal whose `__proto__` has some of the values', { __proto__: { HIDDEN: 's3cr3t' }, SHOWN: 'x' }],
    ['an object that inherits from one without a prototype', Object.create(Object.create(null))],
    ['a WeakMap', new WeakMap()],
  ])('is refused: %s', async (_, values) => {
    await expectRefused(({ env }) => env.set(values as never), 'a plain object, a `Map`, or an iterable')
  })

  test.each([
    ['names alone', ['LOG_LEVEL']],
    ['two-letter names, whose letters would pass for a pair', ['AB']],
    ['a Set of names', new Set(['LOG_LEVEL'])],
    ['objects without a name', [{ value: 's3cr3t' }]],
    ['an entry of one', [['LOG_LEVEL']]],
    ['an entry of three', [['LOG_LEVEL', 's3cr3t', 'x']]],
    ['an entry whose name is a number', [[7, 's3cr3t']]],
    ['a hole', Object.assign([], { 1: ['LOG_LEVEL', 's3cr3t'] })],
    ['null', [null]],
    ['bytes', new TextEncoder().encode('s3cr3t')],
    ['a boxed string', new String('LOG_LEVEL=s3cr3t')],
  ])('is refused where an iterable has other than pairs: %s', async (_, values) => {
    await expectRefused(
      ({ env }) => env.set(values as never),
      'an iterable of `[name, value]` or `{ name, value }`',
    )
  })
})

describe('what is no list', () => {
  test.each([
    ['a string', 'LOG_LEVEL'],
    ['an empty string', ''],
    ['undefined', undefined],
    ['null', null],
    ['a Set', new Set(['LOG_LEVEL'])],
    ['an object', { LOG_LEVEL: true }],
    ['something with a length', { length: 1, 0: 'LOG_LEVEL' }],
  ])('of names is refused by `unset`: %s', async (_, names) => {
    const message = 'The names must be an array of strings: `unset(["NAME"])`.'
    const error = await expectRefused(({ env }) => env.unset(names as never), message)
    expect(error.option).toBe('names')
  })

  test.each([
    ['a string', 'LOG_LEVEL'],
    ['undefined', undefined],
    ['null', null],
    ['a record', { LOG_LEVEL: 's3cr3t' }],
    ['one change', { name: 'LOG_LEVEL', value: 's3cr3t' }],
    ['a Set', new Set([{ name: 'LOG_LEVEL', value: 's3cr3t' }])],
    ['a Map', new Map([['LOG_LEVEL', 's3cr3t']])],
  ])('of changes is refused by `update`: %s', async (_, changes) => {
    const message = 'The changes must be an array of `{ name, value }`.'
    const error = await expectRefused(({ env }) => env.update(changes as never), message)
    expect(error.option).toBe('changes')
  })

  test.each([
    ['names', ['LOG_LEVEL']],
    ['entries', [['LOG_LEVEL', 's3cr3t']]],
    ['numbers', [7]],
    ['a null', [{ name: 'LOG_LEVEL', value: 's3cr3t' }, null]],
  ])('of changes is refused by `update` where it has %s', async (_, changes) => {
    await expectRefused(({ env }) => env.update(changes as never))
  })
})

test('a name with control characters is printed escaped and short', async () => {
  const name = `\u001b[2J${'N'.repeat(5_000)}`
  const error = await expectRefused(({ env }) => env.set({ [name]: 7 as never }), '"\\u001b[2JNNN')
  expect(error.message.length).toBeLessThan(250)
})
