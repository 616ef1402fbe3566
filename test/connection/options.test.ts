import { describe, expect, test } from 'vitest'
import { createDeploymentClient } from '../../src/index.js'
import { expectNoClient, expectRefused } from '../support/refused.js'
import { sentWith } from '../support/sent.js'

const token = 'prod:happy-otter-123|secret'

const IMPOSSIBLE: readonly (readonly [option: string, options: object])[] = [
  ['`timeout`', { timeout: 0 }],
  ['`timeout`', { timeout: 0.5 }],
  ['`timeout`', { timeout: Number.NaN }],
  ['`timeout`', { timeout: Number.POSITIVE_INFINITY }],
  ['`timeout`', { timeout: 2 ** 31 }],
  ['`timeout`', { timeout: '30000' }],
  ['`timeout`', { timeout: null }],
  ['`retry.limit`', { retry: { limit: -1 } }],
  ['`retry.limit`', { retry: { limit: 1.5 } }],
  ['`retry.limit`', { retry: { limit: 101 } }],
  ['`retry.limit`', { retry: { limit: Number.NaN } }],
  ['`retry.limit`', { retry: { limit: '3' } }],
  ['`retry.repeatWrites`', { retry: { repeatWrites: 'false' } }],
  ['`retry.repeatWrites`', { retry: { repeatWrites: 1 } }],
  ['`retry`', { retry: true }],
  ['`retry`', { retry: 3 }],
  ['`retry`', { retry: null }],
]

const IMPOSSIBLE_FOR_A_CLIENT: typeof IMPOSSIBLE = [
  ['`totalTimeout`', { totalTimeout: 0 }],
  ['`totalTimeout`', { totalTimeout: Number.NaN }],
  ['`totalTimeout`', { totalTimeout: 2 ** 31 }],
  ['`maxResponseBytes`', { maxResponseBytes: 0 }],
  ['`maxResponseBytes`', { maxResponseBytes: 1.5 }],
  ['`maxResponseBytes`', { maxResponseBytes: Number.POSITIVE_INFINITY }],
  ['`maxResponseBytes`', { maxResponseBytes: 2 ** 53 }],
  ...['', 'V1', 'v2', ' v1', '__proto__', 1, {}].map(contract => ['`contract`', { contract }] as const),
]

describe('an option that cannot work', () => {
  test.each([...IMPOSSIBLE, ...IMPOSSIBLE_FOR_A_CLIENT])(
    'is refused when the client is made: %s in %o',
    (option, options) => {
      expectNoClient({ token, ...options }, `${option} must be`)
    },
  )

  test.each(IMPOSSIBLE)(
    'is refused when a call is made, and nothing is sent: %s in %o',
    async (option, options) => {
      await expectRefused(({ env }) => env.list(options), `${option} must be`)
    },
  )

  test('in a call that takes two requests stops the first', async () => {
    const changes = ['on', null].map((value, i) => ({ name: `A${i}`, value }))
    const options = { contract: 'v1-beta' } as const
    await expectRefused(({ env }) => env.update(changes, { timeout: 0 }), '`timeout` must be', options)
  })
})

test.each([
  [{ timeout: 1, totalTimeout: 1, maxResponseBytes: 1, retry: { limit: 0 } }],
  [{ timeout: 2 ** 31 - 1, totalTimeout: 2 ** 31 - 1, maxResponseBytes: 2 ** 53 - 1, retry: { limit: 100 } }],
  [{ timeout: undefined, totalTimeout: undefined, maxResponseBytes: undefined, retry: undefined }],
  [{ retry: false as const, headers: undefined, fetch: undefined, logger: undefined, contract: undefined }],
  [{ retry: {} }],
  [{ retry: { limit: undefined, repeatWrites: undefined } }],
])('options at their limits, and options left undefined, are taken: %o', options => {
  expect(createDeploymentClient({ token, ...options }).url).toBe('https://happy-otter-123.convex.cloud')
})

describe('the `headers` option', () => {
  test('is sent with every request', async () => {
    const headers = {
      ...{ 'x-audit': 'caf\u00e9 \t!', 'x-empty': '', "x!#$%&'*+.^_`|~9": '1' },
      // Near to those of the runtime.
      ...{ 'x-host': '1', hosted: '1' },
    }
    const update = [
      { name: 'A', value: '1' },
      { name: 'B', value: null },
    ]
    const requests = await sentWith({ headers, contract: 'v1-beta' }, ({ env }) => env.update(update))
    expect(requests).toMatchObject([{ headers }, { headers }])
  })

  test.each(['Authorization', 'authorization'])('refuses %s', name => {
    const message = '`headers` must not hold `Authorization`: pass the key as `token`.'
    expectNoClient({ token, headers: { [name]: 'Bearer s3cr3t' } }, message)
  })

  test.each([
    ['an empty name', '', ''],
    ['a space in the name', 'x audit', 'x audit'],
    ['a line break in the name', 'x-audit\r\nx-evil', 'x-audit\\r\\nx-evil'],
    ['a colon in the name', 'x-audit:', 'x-audit:'],
    ['a name of other letters', 'x-\u00e4udit', 'x-\u00e4udit'],
    ['a long name, and cuts it', `${'x'.repeat(64)} long`, 'x'.repeat(64)],
  ])('refuses %s', (_, name, shown) => {
    const message = `The header "${shown}" of \`headers\` is not valid.`
    expectNoClient({ token, headers: { [name]: 's3cr3t' } }, message)
  })

  test.each([
    ['with a line break', 's3cr3t\r\nx-evil: 1'],
    ['with a null character', 's3cr3t\0'],
    ['with a delete character', 's3cr3t\x7f'],
    ['with letters beyond Latin-1', 's3cr3t-\u0416'],
    ['that is undefined', undefined],
    ['that is a number', 7],
    ['that is a list', ['s3cr3t']],
  ])('refuses a value %s, without quoting it', (_, value) => {
    const message = /^The header "x-audit" of `headers` is not valid\.$/
    expectNoClient({ token, headers: { 'x-audit': value } }, message)
  })

  test.each(['convex-client', 'Convex-Request-Id'])('cannot replace %s', async name => {
    const requests = await sentWith({ headers: { [name]: 'replaced', 'x-mine': 'mine' } })
    expect(requests).toMatchObject([{ headers: { 'x-mine': 'mine' } }])
    expect(Object.values(requests[0]?.headers ?? {})).not.toContain('replaced')
  })
})
