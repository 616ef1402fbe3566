import { describe, expect, test } from 'vitest'
import { expectRefused } from '../../support/refused.js'

const value = 's3cr3t-value'

const PATTERN = 'must match ^[A-Za-z_][A-Za-z0-9_]*$'

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
  ['begins with a byte order mark', '\ufeffLOG_LEVEL', '\\ufeffLOG_LEVEL', PATTERN],
  ['has an invisible character', 'LOG\u200bLEVEL', 'LOG\\u200bLEVEL', PATTERN],
  ['has a null character', 'LOG\0LEVEL', 'LOG\\u0000LEVEL', PATTERN],
  ['has an accented letter', 'CAF\u00c9', 'CAF\u00c9', PATTERN],
  ['has a letter that only looks Latin', 'L\u041eG', 'L\u041eG', PATTERN],
  ['has half of an emoji', 'LOG\ud83d', 'LOG\\ud83d', PATTERN],
  ['is empty', '', '', PATTERN],
  ['is one byte too long', 'L'.repeat(257), 'LLLLLLLL', 'must be at most 256 bytes of UTF-8, and has 257'],
] as const

const change = (name: unknown, value: string | null) => ({ name: name as never, value })

describe.each(['auto', 'v1', 'v1-beta'] as const)('under the contract %s, a name', contract => {
  test.each(IMPOSSIBLE)('that %s is not set', async (_, name, shown, reason) => {
    const error = await expectRefused(({ env }) => env.set([[name, value]]), shown, { contract })
    expect(error.message).toContain(reason)
  })

  test.each(IMPOSSIBLE)('that %s is not removed', async (_, name, shown, reason) => {
    const error = await expectRefused(({ env }) => env.unset([name]), shown, { contract })
    expect(error.message).toContain(reason)
  })

  test.each(['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'])('that is reserved is not set: %s', async name => {
    const call = expectRefused(({ env }) => env.set({ GOOD: 'x', [name]: value }), `"${name}" is reserved`, {
      contract,
    })
    expect((await call).path).toBe(`/changes/${name}`)
  })

  test.each([
    ['set twice', [change('TWICE', value), change('TWICE', `${value}-2`)]],
    ['removed twice', [change('TWICE', null), change('TWICE', null)]],
    ['set and removed', [change('TWICE', value), change('TWICE', null)]],
    ['removed and set', [change('TWICE', null), change('TWICE', value)]],
  ])('that is %s in one list is refused', async (_, changes) => {
    await expectRefused(({ env }) => env.update(changes), '"TWICE" is listed twice.', { contract })
  })

  test('that is set twice by entries is refused', async () => {
    const entries = [
      ['TWICE', value],
      ['ONCE', 'x'],
      ['TWICE', `${value}-2`],
    ] as const
    await expectRefused(({ env }) => env.set(entries), '"TWICE" is listed twice.', { contract })
  })

  test.each([
    ['a number', 7],
    ['null', null],
    ['a list', ['LOG_LEVEL']],
    ['undefined', undefined],
    ['a function', () => 'LOG_LEVEL'],
    ['an object that reads as a name', { toString: () => 'LOG_LEVEL' }],
  ])('that is %s is refused', async (_, name) => {
    await expectRefused(({ env }) => env.update([change('GOOD', 'x'), change(name, value)]), '', { contract })
    await expectRefused(({ env }) => env.unset(['GOOD', name as never]), '', { contract })
  })

  test('that is bad keeps the good ones of the same list from being set', async () => {
    for (const bad of ['x', null]) {
      const changes = [change('GOOD', value), change('BAD-NAME', bad)]
      await expectRefused(({ env }) => env.update(changes), 'BAD-NAME', { contract })
    }
  })
})

test.each(['a number', 'a list'])('a name that is %s is told by its place in the list', async what => {
  const changes = [change('GOOD', 'x'), change(what === 'a number' ? 7 : ['LOG_LEVEL'], value)]
  const error = await expectRefused(
    ({ env }) => env.update(changes),
    /^`changes\[1\]\.name` must be a string/,
  )
  expect(error.path).toBe('/changes/1/name')
})
