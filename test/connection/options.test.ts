import { describe, expect, test } from 'vitest'
import { createDeploymentClient, InvalidInputError } from '../../src/index.js'
import { answering, json } from '../support/recorder.js'
import { expectNoClient, expectRefused } from '../support/refused.js'

const token = 'prod:happy-otter-123|secret'

const IMPOSSIBLE: readonly (readonly [option: string, options: object])[] = [
  ['`timeout`', { timeout: 0 }],
  ['`timeout`', { timeout: -1 }],
  ['`timeout`', { timeout: 0.5 }],
  ['`timeout`', { timeout: Number.NaN }],
  ['`timeout`', { timeout: Number.POSITIVE_INFINITY }],
  ['`timeout`', { timeout: 2 ** 31 }],
  ['`timeout`', { timeout: '30000' }],
  ['`timeout`', { timeout: null }],
  ['`timeout`', { timeout: 30_000n }],
  ['`retry.limit`', { retry: { limit: -1 } }],
  ['`retry.limit`', { retry: { limit: 1.5 } }],
  ['`retry.limit`', { retry: { limit: 101 } }],
  ['`retry.limit`', { retry: { limit: Number.NaN } }],
  ['`retry.limit`', { retry: { limit: Number.POSITIVE_INFINITY } }],
  ['`retry.limit`', { retry: { limit: '3' } }],
  ['`retry.limit`', { retry: { limit: null } }],
  ['`retry.repeatWrites`', { retry: { repeatWrites: 'false' } }],
  ['`retry.repeatWrites`', { retry: { repeatWrites: 1 } }],
  ['`retry`', { retry: true }],
  ['`retry`', { retry: 3 }],
  ['`retry`', { retry: null }],
]

const IMPOSSIBLE_FOR_A_CLIENT: typeof IMPOSSIBLE = [
  ['`totalTimeout`', { totalTimeout: 0 }],
  ['`totalTimeout`', { totalTimeout: -5 }],
  ['`totalTimeout`', { totalTimeout: Number.NaN }],
  ['`totalTimeout`', { totalTimeout: 2 ** 31 }],
  ['`totalTimeout`', { totalTimeout: '1' }],
  ['`maxResponseBytes`', { maxResponseBytes: 0 }],
  ['`maxResponseBytes`', { maxResponseBytes: 1.5 }],
  ['`maxResponseBytes`', { maxResponseBytes: Number.POSITIVE_INFINITY }],
  ['`maxResponseBytes`', { maxResponseBytes: 2 ** 53 }],
  ['`contract`', { contract: 'v2' }],
  ['`contract`', { contract: 'toString' }],
  ...['', 'V1', 'v1beta', ' v1', '__proto__', 1, {}].map((contract): [string, object] => [
    '`contract`',
    { contract },
  ]),
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
    const { requests, fetch } = answering(new Response(null))
    const { env } = createDeploymentClient({ token, fetch, contract: 'v1-beta' })
    const changes = [
      { name: 'NEW', value: 'on' },
      { name: 'OLD', value: null },
    ]
    await expect(env.update(changes, { timeout: 0 })).rejects.toThrow(InvalidInputError)
    expect(requests).toEqual([])
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
    const { requests, fetch } = answering(new Response(null))
    const headers = { 'X-Audit': 'caf\u00e9 \t!', 'X-Empty': '', "x!#$%&'*+.^_`|~9": '1' }
    const { env } = createDeploymentClient({ token, fetch, headers, contract: 'v1-beta' })
    await env.set({ A: '1' })
    await env.unset(['A'])
    const sent = { 'x-audit': 'caf\u00e9 \t!', 'x-empty': '', "x!#$%&'*+.^_`|~9": '1' }
    expect(requests).toMatchObject([{ headers: sent }, { headers: sent }])
  })

  test.each(['Authorization', 'authorization', 'AUTHORIZATION'])('refuses %s', name => {
    expectNoClient(
      { token, headers: { [name]: 'Bearer s3cr3t' } },
      '`headers` must not hold `Authorization`: pass the key as `token`.',
    )
  })

  test.each([
    ['an empty name', ''],
    ['a space in the name', 'x audit'],
    ['a line break in the name', 'x-audit\r\nx-evil'],
    ['a colon in the name', 'x-audit:'],
    ['a name of other letters', 'x-\u00e4udit'],
  ])('refuses %s', (_, name) => {
    expectNoClient(
      { token, headers: { [name]: 's3cr3t' } },
      `The header ${JSON.stringify(name)} of \`headers\` is not valid.`,
    )
  })

  test('cuts a long name that it refuses', () => {
    expectNoClient(
      { token, headers: { [`${'x'.repeat(64)} long`]: '1' } },
      `The header "${'x'.repeat(64)}" of \`headers\` is not valid.`,
    )
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
    expectNoClient(
      { token, headers: { 'x-audit': value as never } },
      /^The header "x-audit" of `headers` is not valid\.$/,
    )
  })

  test.each(['convex-client', 'Convex-Request-Id'])('cannot replace %s', async name => {
    const { requests, fetch } = answering(json([]))
    const headers = { [name]: 'replaced' }
    await createDeploymentClient({ token, fetch, headers, contract: 'v1-beta' }).env.list()
    expect(Object.values(requests[0]?.headers ?? {})).not.toContain('replaced')
    expect(requests).toHaveLength(1)
  })
})
