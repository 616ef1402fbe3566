import { describe, expect, test } from 'vitest'
import { deployment } from '../../support/deployment.js'
import { answering } from '../../support/recorder.js'
import { expectRefused } from '../../support/refused.js'

const TOO_LARGE = [
  ['one-byte characters', 's3cr3t'.padEnd(8193, 'x'), 8193],
  ['two-byte characters', `s3cr3t${'\u00e9'.repeat(4094)}`, 8194],
  ['three-byte characters', `s3cr3t${'\u20ac'.repeat(2729)}`, 8193],
  ['four-byte characters', `s3cr3t${'\u{1f511}'.repeat(2047)}`, 8194],
] as const

const NO_STRINGS = [
  ['undefined', undefined],
  ['number', 90_210],
  ['number', Number.NaN],
  ['boolean', false],
  ['bigint', 90_210n],
  ['object', { secret: 's3cr3t' }],
  ['object', ['s3cr3t']],
  ['object', new String('s3cr3t')],
  ['object', Promise.resolve('s3cr3t')],
  ['function', () => 's3cr3t'],
  ['symbol', Symbol('s3cr3t')],
] as const

describe.each(['auto', 'v1', 'v1-beta'] as const)('under the contract %s, a value', contract => {
  test.each(TOO_LARGE)('that is too large in %s is refused by its bytes', async (_, value, bytes) => {
    const message = new RegExp(`CERTIFICATE.* must be at most 8192 bytes of UTF-8, and has ${bytes}`)
    const call = expectRefused(({ env }) => env.set({ GOOD: 'x', CERTIFICATE: value }), message, { contract })
    expect((await call).path).toBe('/changes/CERTIFICATE/value')
  })

  test.each([
    ['half of a pair at its end', 's3cr3t\ud83d'],
    ['the other half at its start', '\udd11s3cr3t'],
    ['two halves in the wrong order', 's3cr3t\udd11\ud83ds3cr3t'],
  ])('that has %s is refused: it would arrive as something else', async (_, value) => {
    const message = /BROKEN.* must be well-formed Unicode/
    await expectRefused(({ env }) => env.set({ BROKEN: value }), message, { contract })
  })

  test.each([...NO_STRINGS, ['null', null]] as const)('that is %s is not set', async (kind, value) => {
    const call = expectRefused(
      ({ env }) => env.set({ GOOD: 'x', LOG_LEVEL: value as never }),
      new RegExp(`LOG_LEVEL.* is ${kind}.* must be a string`),
      { contract },
    )
    const error = await call
    expect(error.message).toContain('`unset`')
    expect(error.option).toBe('LOG_LEVEL')
  })

  test.each([...NO_STRINGS, ['undefined']] as const)(
    'that is %s is not taken by an update: on the wire it could remove',
    async (kind, ...value) => {
      const change = value.length === 0 ? {} : { value: value[0] as never }
      await expectRefused(
        ({ env }) => env.update([{ name: 'GOOD', value: 'x' }, { name: 'LOG_LEVEL', ...change } as never]),
        new RegExp(`LOG_LEVEL.* is ${kind}.* must be a string, or null to remove it`),
        { contract },
      )
    },
  )

  test.each([
    ['exactly 8192 bytes', 'x'.repeat(8192)],
    ['exactly 8192 bytes of two-byte characters', '\u00e9'.repeat(4096)],
    ['exactly 8192 bytes of four-byte characters', '\u{1f511}'.repeat(2048)],
    ['nothing in it', ''],
    ['white space alone', ' \n\t'],
    ['line breaks and a null character', 'a\r\nb\u2028c\0d'],
    ['quotes and backslashes', '"\\\'`$HOME'],
    ['JSON in it', '{"value":null}'],
  ])('that has %s is sent as it is', async (_, value) => {
    const { requests, fetch } = answering(new Response(null))
    await deployment({ fetch, contract }).env.set({ ANY: value })
    expect(requests.map(({ body }) => JSON.parse(body))).toEqual([{ changes: [{ name: 'ANY', value }] }])
  })
})
