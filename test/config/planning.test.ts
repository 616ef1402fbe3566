import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import {
  createOnly,
  type DeploymentConfig,
  type DesiredEnvironment,
  type NamePattern,
  type PlanDeploymentOptions,
  planDeployment,
} from '../../src/config/index.js'
import { parseEnv } from '../../src/dotenv/index.js'
import { ForbiddenError } from '../../src/index.js'
import { failureOf } from '../support/settling.js'
import { clientOf, configOf, deploy } from './deploying.js'

const SHARED = '0123456789abcdef'.repeat(4)
const OTHER = 'fedcba9876543210'.repeat(4)

const shown = (changes: readonly { action: string; name: string }[]) =>
  changes.map(({ action, name }) => `${action} ${name}`)

test('a plan tells what would be created, updated and deleted, and leaves all else alone', async () => {
  const { config, fake } = deploy({ KEPT: '1', CHANGED: 'old', GONE: 'x', OTHER: 'y' })
  const plan = await config.plan({ KEPT: '1', CHANGED: 'newer', GONE: null, NEW: 'ab', MISSING: null })
  expect(shown(plan.environment.changes)).toEqual(['update CHANGED', 'delete GONE', 'create NEW'])
  expect(plan.environment.changes[0]).toMatchObject({ bytesBefore: 3, bytesAfter: 5 })
  expect(plan).toMatchObject({ isEmpty: false, problems: [] })
  expect(plan.environment).toMatchObject({
    unchanged: ['KEPT'],
    unmanaged: ['OTHER'],
    problems: [],
    before: { variables: 4, bytes: 4 + 1 + 7 + 3 + 4 + 1 + 5 + 1 },
    after: { variables: 4, bytes: 4 + 1 + 7 + 5 + 3 + 2 + 5 + 1 },
    limits: { variables: 512, bytes: 524_288 },
  })
  expect(fake.requests.map(({ method }) => method)).toEqual(['GET'])
})

test('a plan lists names in one order, whatever the order of what is there and of what is desired', async () => {
  const { config } = deploy({ Z: '1', B: '1', KEPT_2: '1', KEPT_1: '1', Y: '1', X: '1' })
  const plan = await config.plan({ NEW: '1', Z: '2', KEPT_2: '1', A: '1', KEPT_1: '1', B: '2' })
  expect(shown(plan.environment.changes)).toEqual(['create A', 'update B', 'create NEW', 'update Z'])
  expect(plan.environment).toMatchObject({ unchanged: ['KEPT_1', 'KEPT_2'], unmanaged: ['X', 'Y'] })
})

test('a plan sorts what the deployment lists in no order', async () => {
  const { fake } = deploy()
  const client = clientOf(fake, {
    fetch: async () => Response.json({ environmentVariables: { Y: '1', X: '1' } }),
  })
  expect((await configOf(client).plan({})).environment.unmanaged).toEqual(['X', 'Y'])
})

test('a plan with nothing to do is empty', async () => {
  const plan = await deploy({ A: '1' }).config.plan({ A: '1', GONE: null })
  expect(plan).toMatchObject({ environment: { changes: [] }, isEmpty: true })
})

test('a plan keeps the options of planning, and neither its key nor the options of its calls', async () => {
  const { config } = deploy()
  const options = { protect: 'B*', planKey: SHARED, timeout: 5000, retry: false } as const
  const plan = await config.plan({ A: 'hunter2' }, options)
  expect(plan.environment.options).toEqual({ protect: 'B*' })
  expect(JSON.stringify(plan)).not.toMatch(/hunter2|a plan key/)
})

const AB = { A: '1', B: '2' }

test.each<[string, DesiredEnvironment]>([
  ['a plain object', AB],
  ['an object without a prototype', Object.assign(Object.create(null), AB)],
  ['a map', new Map(Object.entries(AB))],
  ['entries', Object.entries(AB)],
  [
    'variables, such as another deployment lists',
    Object.entries(AB).map(([name, value]) => ({ name, value })),
  ],
  ['what a .env text holds', parseEnv('A=1\nB="2"').entries],
])('%s is taken as desired', async (_, desired) => {
  expect(shown((await deploy().config.plan(desired)).environment.changes)).toEqual(['create A', 'create B'])
})

test.each([
  ['undefined', { A: undefined }, /The value of "A" is undefined, and must be a string, or null/, 'A'],
  ['a number', { A: 1 }, /is number/, 'A'],
  ['a .env text that sets a name twice', parseEnv('A=1\nA=1').entries, /A is desired twice/, 'environment'],
  ['an odd prototype', { __proto__: { A: '1' } }, /plain object/],
  ['a prototype that looks plain', { __proto__: { isPrototypeOf: '1' } }, /plain object/],
  ['a string', 'A=1', /plain object/],
])('%s is refused before anything is sent', async (_, desired, message, option?: string) => {
  const { config, fake } = deploy()
  expect(await failureOf(config.plan(desired as never))).toMatchObject({
    message: expect.stringMatching(message),
    ...(option && { option }),
  })
  expect(fake.requests).toEqual([])
})

describe('createOnly', () => {
  test('sets what is absent, and never replaces', async () => {
    const { config } = deploy({ PEPPER: 'old' })
    const plan = await config.plan({ PEPPER: createOnly('new'), SALT: createOnly('fresh') })
    expect(shown(plan.environment.changes)).toEqual(['create SALT'])
    expect(plan.environment.unchanged).toEqual(['PEPPER'])
  })

  test('takes a string or a function', () => {
    expect(() => createOnly(undefined as never)).toThrow(
      expect.objectContaining({
        message: '`createOnly` takes a string, or a function that makes one.',
        option: 'value',
      }),
    )
  })

  test('does not show its value', () => {
    expect(inspect(createOnly('s3cr3t')) + JSON.stringify(createOnly('s3cr3t'))).not.toContain('s3cr3t')
  })
})

describe('pruning', () => {
  const there = { STRIPE_: '0', STRIPE_A: '1', STRIPE_B: '2', STRIPE_KEEP: '3', OTHER: '4' }
  const pruning = (environment: DesiredEnvironment, prune: NamePattern, options?: PlanDeploymentOptions) =>
    planDeployment(deploy(there).client, { environment, prune }, options)

  test('removes what is not desired within its scope, and nothing outside', async () => {
    const plan = await pruning({ STRIPE_A: '1' }, 'STRIPE_?')
    expect(shown(plan.environment.changes)).toEqual(['delete STRIPE_B'])
    expect(plan.environment.unmanaged).toEqual(['OTHER', 'STRIPE_', 'STRIPE_KEEP'])
  })

  test('spares what is protected', async () => {
    const plan = await pruning({ STRIPE_A: '1', STRIPE_: '0' }, ['STRIPE_*'], { protect: '*_KEEP' })
    expect(shown(plan.environment.changes)).toEqual(['delete STRIPE_B'])
  })

  test.each([
    ['nothing is desired', {}],
    ["only names are desired that Convex's own tools manage", { CONVEX_DEPLOY_KEY: 'x' }],
  ])('is refused where %s', async (_, desired) => {
    const { client, fake } = deploy(there)
    expect(await failureOf(planDeployment(client, { environment: desired, prune: '*' }))).toMatchObject({
      message: expect.stringContaining('would remove all of its scope'),
      option: 'prune',
    })
    expect(fake.requests).toEqual([])
  })

  test('without any variables is refused, too', async () => {
    expect(await failureOf(planDeployment(deploy(there).client, { prune: 'STRIPE_*' }))).toMatchObject({
      message: expect.stringContaining('would remove all of its scope'),
      option: 'prune',
    })
  })

  test.each(['STRIPE-*', '', '(a+)+$', 'a b'])('the scope %j is no pattern of names', async only => {
    expect(await failureOf(pruning({ A: '1' }, only))).toMatchObject({
      message: expect.stringContaining(
        '`prune` takes names of variables, with * and ? for any characters and for one.',
      ),
      option: 'prune',
    })
  })

  test.each(['protect', 'restored'])('what is named by `%s` is so by patterns, too', async option => {
    const wrong = { [option]: [1] as never }
    expect(await failureOf(deploy().config.plan({ A: '1' }, wrong))).toMatchObject({
      message: expect.stringContaining(`\`${option}\` takes names of variables`),
      option,
    })
  })
})

test("the names that Convex's own tools manage are left out and reported", async () => {
  const frameworks = ['', 'PUBLIC_', 'NEXT_PUBLIC_', 'VITE_', 'REACT_APP_', 'EXPO_PUBLIC_']
  const names = [
    'CONVEX_DEPLOY_KEY',
    'CONVEX_DEPLOYMENT_TOKEN',
    'CONVEX_DEPLOYMENT',
    'CONVEX_SELF_HOSTED_URL',
    'CONVEX_SELF_HOSTED_ADMIN_KEY',
    'CONVEX_CLOUD_URL',
    ...frameworks.flatMap(prefix => [`${prefix}CONVEX_URL`, `${prefix}CONVEX_SITE_URL`]),
  ]
  const desired = { ...Object.fromEntries(names.map(name => [name, 'x'])), A: '1' }
  const plan = await deploy().config.plan(desired)
  expect(shown(plan.environment.changes)).toEqual(['create A'])
  expect(plan.environment.leftOut).toEqual([...names].sort())
  const all = await deploy().config.plan({ CONVEX_URL: 'x' }, { allowManaged: true })
  expect(shown(all.environment.changes)).toEqual(['create CONVEX_URL'])
})

test('names that only look like those are set as any other', async () => {
  const desired = { MY_CONVEX_URL: '1', CONVEX_URL_OLD: '1', MY_CONVEX_DEPLOY_KEY: '1' }
  const plan = await deploy().config.plan(desired)
  expect(plan.environment.leftOut).toEqual([])
  expect(plan.environment.changes.map(({ name }) => name)).toEqual(Object.keys(desired).sort())
})

describe('a plan shows no value', () => {
  const values = { A: 'first-s3cr3t', B: 'second-s3cr3t' }
  test('printed, inspected or serialised, and its fingerprints are of no use without the key', async () => {
    const { config } = deploy({ A: 'old-s3cr3t', C: 'third-s3cr3t' })
    const plan = await config.plan({ ...values, C: null })
    const seen = [
      inspect(plan, { depth: 9, showHidden: true }),
      JSON.stringify(plan),
      String(plan),
      inspect(structuredClone({ ...plan })),
    ]
    expect(seen.join()).not.toContain('s3cr3t')
    const digests = new Set(
      plan.environment.changes.flatMap(({ fingerprintBefore, fingerprintAfter }) => [
        fingerprintBefore,
        fingerprintAfter,
      ]),
    )
    expect(digests.size).toBe(5)
  })

  test('the same value has another fingerprint under another name, deployment or key', async () => {
    const { config } = deploy()
    const [planKey, other] = [SHARED, OTHER]
    const fingerprint = async (name: string, key = planKey, plan = config.plan) =>
      (await plan({ [name]: 'same' }, { planKey: key })).environment.changes[0]?.fingerprintAfter
    const first = await fingerprint('A')
    expect(await fingerprint('A')).toBe(first)
    const elsewhere = deploy({}, 'calm-fox-7').config.plan
    const others = [fingerprint('B'), fingerprint('A', other), fingerprint('A', planKey, elsewhere)]
    expect(new Set([first, ...(await Promise.all(others))]).size).toBe(4)
  })

  test('a fingerprint is an HMAC over deployment, name and value, the seal one over all, their key by HKDF from the plan key', async () => {
    const planKey = SHARED
    const key = Buffer.from(hkdfSync('sha256', planKey, '', 'convex-deployment plan', 32))
    const hmac = (text: string) => createHmac('sha256', key).update(text).digest('hex')
    const plan = await deploy().config.plan({ A: 'a value' }, { planKey })
    const identity = JSON.stringify(['value', 'https://happy-otter-123.convex.cloud', 'A', 'a value'])
    expect(plan.environment.changes[0]?.fingerprintAfter).toBe(hmac(identity).slice(0, 32))
    expect(plan.keyId).toBe(hmac('id').slice(0, 16))
    const { mac, ...content } = plan.toJSON()
    expect(mac).toBe(hmac(`plan ${JSON.stringify(content)}`))
  })

  test('the key of its fingerprints can be read by nobody', async () => {
    const derived = vi.spyOn(crypto.subtle, 'deriveKey')
    await deploy().config.plan(values)
    const keys = await Promise.all(derived.mock.results.map(({ value }) => value))
    expect(keys).toMatchObject([{ type: 'secret', extractable: false, usages: ['sign'] }])
  })

  test('it cannot be changed', async () => {
    const plan = await deploy().config.plan(values)
    expect(() => Object.assign(plan, { environment: {} })).toThrow(TypeError)
    expect(() => Object.assign(plan.environment, { changes: [] })).toThrow(TypeError)
    expect(() => Object.assign(plan.environment.changes[0] ?? {}, { name: 'X' })).toThrow(TypeError)
    expect(() => Object.assign(plan.environment.limits, { bytes: 1e9 })).toThrow(TypeError)
  })
})

test('a key that could be guessed is refused', async () => {
  const keyed = (planKey: unknown) => deploy().config.plan({ A: '1' }, { planKey: planKey as never })
  const guessable = ['sixteen-letters.', 'a'.repeat(64), 'correct horse battery staple '.repeat(3)]
  const other = [randomBytes(21).toString('hex'), new Array(64), new String(SHARED)]
  const between = [`!${SHARED}`, `${SHARED}!`, '!?.,:;()'.repeat(8)]
  for (const planKey of [...guessable, ...other, ...between, '0123456'.repeat(10)]) {
    expect(await failureOf(keyed(planKey))).toMatchObject({
      message:
        'The `planKey` must be at least 32 random bytes, in hex or base64: a guess would show the values of a plan. ' +
        'Make one by `openssl rand -hex 32`, for both jobs.',
      option: 'planKey',
    })
  }
  for (const planKey of [SHARED.toUpperCase(), '01234567'.repeat(8)])
    expect(await keyed(planKey)).toMatchObject({ problems: [] })
  for (const encoding of ['hex', 'base64', 'base64url'] as const) {
    expect(await keyed(randomBytes(32).toString(encoding))).toMatchObject({ problems: [] })
  }
})

test('a token that may write but not list plans and applies blind: nothing is read, and the plan says so', async () => {
  const { fake } = deploy({ A: '1' })
  const token = 'a-token-that-may-write-variables'
  fake.state.keys.push({ token, permissions: ['deployment:env:write'] })
  const config = configOf(clientOf(fake, { token }))
  const refusal = await config.plan({ A: '2' }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ForbiddenError)
  expect(refusal).toMatchObject({
    code: 'OperationNotPermitted',
    status: 403,
    message: expect.stringMatching(/^\w+ failed with 403 .* To set .* without listing them, pass `blind`\.$/),
  })
  const before = fake.requests.length
  const plan = await config.plan({ A: '2', B: '3' }, { blind: true })
  expect(plan.environment).toMatchObject({
    blind: true,
    changes: [
      { action: 'set', name: 'A' },
      { action: 'set', name: 'B' },
    ],
  })
  expect(plan.environment.changes[0]).not.toHaveProperty('fingerprintBefore')
  expect(await config.apply(plan)).toMatchObject({ status: 'applied', unverified: ['A', 'B'] })
  expect(fake.requests.slice(before).map(({ method }) => method)).toEqual(['POST'])
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: '2', B: '3' })
})

test.each<[what: string, DeploymentConfig, rest: string]>([
  ['what is to go', { environment: { A: 'x', B: null } }, 'B'],
  ['what is only to be created', { environment: { A: createOnly('x'), B: null } }, 'A, B'],
  ['a scope to prune', { environment: { A: 'x' }, prune: 'A' }, '`prune`'],
])('a blind plan refuses %s, and names it', async (_, config, rest) => {
  const { client, fake } = deploy()
  expect(await failureOf(planDeployment(client, config, { blind: true }))).toMatchObject({
    message: `A blind plan only sets: it neither removes nor creates only. Leave out ${rest}.`,
    option: 'blind',
  })
  expect(fake.requests).toEqual([])
})

test.each([null, undefined, 'A=1'])(
  'the config %j is refused with the form that a config has',
  async config => {
    const { client } = deploy()
    expect(await failureOf(planDeployment(client, config as never))).toMatchObject({
      message: '`config` must be an object such as `{ environment: { NAME: "value" } }`.',
      option: 'config',
    })
  },
)

test('a copy of a client plans with a key of its own, as its token is not known', async () => {
  const copy = { ...deploy().client }
  const config = { environment: { A: '1' } }
  expect(await failureOf(planDeployment(copy, config))).toMatchObject({
    message: 'Pass the client itself, as `createDeploymentClient` returned it, or a `planKey`.',
    option: 'planKey',
  })
  const plan = await planDeployment(copy, config, { planKey: SHARED })
  expect(shown(plan.environment.changes)).toEqual(['create A'])
})
