import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../../src/index.js'
import { refusalOf } from '../../support/refusals.js'

const value = 's3cr3t-value'

const PATTERN = 'must match ^[A-Za-z_][A-Za-z0-9_]*$'
const LONG = 'L'.repeat(257)

const IMPOSSIBLE = [
  ['has a hyphen', 'LOG-LEVEL', 'LOG-LEVEL', PATTERN],
  ['has a dot', 'log.level', 'log.level', PATTERN],
  ['has a space', 'LOG LEVEL', 'LOG LEVEL', PATTERN],
  ['has an equals sign', 'LOG=info', 'LOG=info', PATTERN],
  ['has a slash', 'LOG/LEVEL', 'LOG/LEVEL', PATTERN],
  ['begins with a digit', '1ST', '1ST', PATTERN],
  ['begins with a dollar sign', '$HOME', '$HOME', PATTERN],
  ['ends with a space', 'LOG_LEVEL ', 'LOG_LEVEL ', PATTERN],
  ['ends with a line break', 'LOG_LEVEL\n', 'LOG_LEVEL\\n', PATTERN],
  ['begins with a byte order mark', '\ufeffLOG_LEVEL', '\\u{feff}LOG_LEVEL', PATTERN],
  ['has an invisible character', 'LOG\u200bLEVEL', 'LOG\\u{200b}LEVEL', PATTERN],
  ['has a null character', 'LOG\0LEVEL', 'LOG\\u0000LEVEL', PATTERN],
  ['has an accented letter', 'CAF\u00c9', 'CAF\u00c9', PATTERN],
  ['has a letter that only looks Latin', 'L\u041eG', 'L\u041eG', PATTERN],
  ['has half of an emoji', 'LOG\ud83d', 'LOG\\ud83d', PATTERN],
  ['is empty', '', '/', PATTERN],
  ['is one byte too long', LONG, 'LLLLLLLL', 'must be at most 256 bytes of UTF-8, has 257'],
] as const

describe.each(['auto', 'v1', 'v1-beta'] as const)('under the contract %s, a name', contract => {
  test.each(IMPOSSIBLE)('that %s is not set', async (_, name, shown, reason) => {
    const { error, requests, printed } = await refusalOf(contract, ({ env }) => env.set([[name, value]]))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0, message: expect.stringContaining(shown) })
    expect(error).toHaveProperty('message', expect.stringContaining(reason))
    expect(printed).not.toContain(value)
    expect(requests).toEqual([])
  })

  test.each(['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'])('that is reserved is not set: %s', async name => {
    const { error, requests, printed } = await refusalOf(contract, ({ env }) =>
      env.set({ GOOD: 'x', [name]: value }),
    )
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0 })
    expect(error).toHaveProperty('message', expect.stringMatching(`${name} is reserved`))
    expect(printed).not.toContain(value)
    expect(requests).toEqual([])
  })

  test('that is set twice is refused, whatever the values', async () => {
    const { error, requests, printed } = await refusalOf(contract, ({ env }) =>
      env.set([
        ['TWICE', value],
        ['ONCE', 'x'],
        ['TWICE', `${value}-2`],
      ]),
    )
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0 })
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('TWICE must be given once, is there twice'),
    )
    expect(printed).not.toContain(value)
    expect(requests).toEqual([])
  })

  test.each([
    ['a number', 7],
    ['null', null],
    ['a list', ['LOG_LEVEL']],
  ])('that is %s is refused by its place in the list', async (_, name) => {
    const changes = [
      { name: 'GOOD', value: 'x' },
      { name: name as never, value },
    ]
    const { error, requests, printed } = await refusalOf(contract, ({ env }) => env.update(changes))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0 })
    expect(error).toHaveProperty('message', expect.stringContaining('/changes/1/name must be a string'))
    expect(printed).not.toContain(value)
    expect(requests).toEqual([])
  })

  test.each([
    ['undefined', undefined],
    ['a function', () => 'LOG_LEVEL'],
    ['an object that reads as a name', { toString: () => 'LOG_LEVEL' }],
  ])('that is %s is refused', async (_, name) => {
    const changes = [{ name: name as never, value }]
    const { error, requests, printed } = await refusalOf(contract, ({ env }) => env.update(changes))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0 })
    expect(printed).not.toContain(value)
    expect(requests).toEqual([])
  })

  test('that is good does not help a bad one in the same list', async () => {
    const changes = [
      { name: 'GOOD', value },
      { name: 'BAD-NAME', value: 'x' },
    ]
    const { error, requests } = await refusalOf(contract, ({ env }) => env.update(changes))
    expect(error).toHaveProperty('message', expect.stringContaining('BAD-NAME'))
    expect(requests).toEqual([])
  })
})

describe.each(['auto', 'v1', 'v1-beta'] as const)('under the contract %s, a name to remove', contract => {
  test.each(IMPOSSIBLE)('that %s is refused', async (_, name, shown, reason) => {
    const { error, requests } = await refusalOf(contract, ({ env }) => env.unset([name]))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0, message: expect.stringContaining(shown) })
    expect(error).toHaveProperty('message', expect.stringContaining(reason))
    expect(requests).toEqual([])
  })

  test.each([
    [
      'removed twice',
      [
        { name: 'TWICE', value: null },
        { name: 'TWICE', value: null },
      ],
    ],
    [
      'set and removed',
      [
        { name: 'TWICE', value },
        { name: 'TWICE', value: null },
      ],
    ],
    [
      'removed and set',
      [
        { name: 'TWICE', value: null },
        { name: 'TWICE', value },
      ],
    ],
  ])('that is %s in one list is refused', async (_, changes) => {
    const { error, requests, printed } = await refusalOf(contract, ({ env }) => env.update(changes))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0 })
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('TWICE must be given once, is there twice'),
    )
    expect(printed).not.toContain(value)
    expect(requests).toEqual([])
  })

  test.each([
    ['a number', 7],
    ['undefined', undefined],
    ['null', null],
  ])('that is %s is refused', async (_, name) => {
    const { error, requests } = await refusalOf(contract, ({ env }) => env.unset(['GOOD', name as never]))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0 })
    expect(requests).toEqual([])
  })

  test('that is bad keeps the good values of the same list from being set', async () => {
    const changes = [
      { name: 'GOOD', value },
      { name: 'BAD-NAME', value: null },
    ]
    const { error, requests } = await refusalOf(contract, ({ env }) => env.update(changes))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toHaveProperty('message', expect.stringContaining('BAD-NAME'))
    expect(requests).toEqual([])
  })
})
