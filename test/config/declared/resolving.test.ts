import { inspect } from 'node:util'
import { createLocalJWKSet, importPKCS8, jwtVerify, SignJWT } from 'jose'
import { describe, expect, test, vi } from 'vitest'
import {
  applyPlan,
  createOnly,
  type DeclaredDeployment,
  planDeployment,
  type ResolveOptions,
  resolveConfig,
} from '../../../src/config/index.js'
import { failureOf } from '../../support/settling.js'
import { target } from '../sections/deployment.js'

const VALUES: Readonly<Record<string, string>> = {
  'env SENTRY_DSN': 'https://s3cr3t@sentry.example.com/1',
  'file ./tls.pem': 's3cr3t-tls',
  'from vault STRIPE_KEY': 's3cr3t-stripe',
  'from vault OTHER': 's3cr3t-other',
}

const resolve: ResolveOptions['resolve'] = async reference =>
  VALUES[
    Object.entries(reference)
      .flat()
      .filter(word => word !== 'name')
      .join(' ')
  ] as string

const SOURCES = { app: { file: '.env' }, vault: { exec: ['doppler'] } } as const

async function environmentOf(declared: DeclaredDeployment, options: ResolveOptions = { resolve }) {
  const { config } = await resolveConfig(declared, options)
  return new Map(config.environment as Map<string, unknown>)
}

describe('resolveConfig', () => {
  test('reads each value from where it is', async () => {
    const kept = createOnly('x')
    const environment = await environmentOf({
      version: 1,
      sources: SOURCES,
      environment: {
        PLAIN: 'info',
        GONE: null,
        KEPT: { keep: true },
        ONCE: kept,
        DSN: { env: 'SENTRY_DSN' },
        TLS: { file: './tls.pem' },
        STRIPE_KEY: { from: 'vault' },
        B: { from: 'vault', name: 'OTHER' },
      },
    })
    expect(Object.fromEntries(environment)).toEqual({
      PLAIN: 'info',
      GONE: null,
      KEPT: { keep: true },
      ONCE: kept,
      DSN: 'https://s3cr3t@sentry.example.com/1',
      TLS: 's3cr3t-tls',
      STRIPE_KEY: 's3cr3t-stripe',
      B: 's3cr3t-other',
    })
  })

  test('takes all of a source, under what is declared, and reads it once', async () => {
    const readSource = vi.fn(async () => ({ A: 'a', B: 'b', STRIPE_KEY: 'k' }))
    const declared = {
      sources: SOURCES,
      environmentFrom: ['app'],
      environment: { A: 'own', C: { from: 'app', name: 'B' }, D: { from: 'app', name: 'A' } },
    }
    expect(Object.fromEntries(await environmentOf(declared, { readSource }))).toEqual({
      A: 'own',
      B: 'b',
      STRIPE_KEY: 'k',
      C: 'b',
      D: 'a',
    })
    expect(readSource.mock.calls).toEqual([['app']])
  })

  test('refuses a name that two sources have, unless the config says which', async () => {
    const readSource = async (source: string) => ({ A: source })
    const declared = { sources: SOURCES, environmentFrom: ['app', 'vault'] }
    expect(await failureOf(resolveConfig(declared, { readSource }))).toMatchObject({
      message: 'A is in the sources app and vault: say in `environment` which it is, by { from }.',
      path: 'environmentFrom',
    })
    const environment = { A: { from: 'vault' } }
    expect(Object.fromEntries(await environmentOf({ ...declared, environment }, { readSource }))).toEqual({
      A: 'vault',
    })
  })

  test('says all that cannot be resolved in one error, and no value', async () => {
    const declared: DeclaredDeployment = {
      sources: SOURCES,
      environmentFrom: ['app'],
      environment: {
        A: { env: 'NONE' },
        'odd name': { from: 'vault' },
        C: { from: 'valut' },
        D: { env: 'SENTRY_DSN' },
      },
      logStreams: { webhook: { url: { file: 'none' }, format: 'json' } },
    }
    const error = await failureOf(resolveConfig(declared, { resolve, readSource: async () => ({}) }))
    expect(error).toMatchObject({ name: 'InvalidInputError', outcome: 'not-sent', path: 'environment.A' })
    expect((error as Error).message).toBe(
      '5 references cannot be resolved: `environment.A`: The environment variable "NONE" is not there; ' +
        '`environment["odd name"]`: "odd name" of the source "vault" is not there; ' +
        '`environment.C`: There is no source "valut" in `sources`. Did you mean vault?; ' +
        '`environmentFrom[0]`: The source app has no variables; ' +
        '`logStreams.webhook.url`: The file "none" is not there.',
    )
    expect(inspect(error)).not.toContain('s3cr3t')
  })

  test('throws the own error of a function as it is', async () => {
    const own = new Error('of the vault')
    const failing = async () => {
      throw own
    }
    expect(await failureOf(resolveConfig({ environment: { A: { env: 'A' } } }, { resolve: failing }))).toBe(
      own,
    )
  })

  test.each<[string, object, string | RegExp]>([
    ['a version of the future', { version: 2, environment: {} }, /`version` must be 1/],
    ['an unknown section', { enviroment: {} }, /Did you mean `environment`\?/],
    ['a section that is undefined', { environment: undefined }, /`environment` is undefined/],
    ['a section that is empty in YAML', { environment: null }, /`environment` is null/],
    [
      'an unknown section of an override',
      { environment: {}, overrides: { dev: { expect: 'dev' } } },
      /not an option/,
    ],
    ['a misspelt type', { environment: {}, overrides: { prodd: {} } }, /Did you mean `prod`\?/],
    [
      'two forms in one',
      { environment: { A: { env: 'A', file: 'b' } } },
      /`environment.A` must be a string, null/,
    ],
    ['a number', { environment: { A: 1 } }, /`environment.A` must be a string, null/],
    ['few random bytes', { environment: { A: { random: 8 } } }, /\{ random: 16 to 1024 \}/],
    [
      'another kind of key',
      { environment: { A: { keyPair: 'ES256', jwks: 'B' } } },
      /keyPair: "RS256", jwks/,
    ],
    [
      'a pair in one variable',
      { environment: { A: { keyPair: 'RS256', jwks: 'A' } } },
      /must be a string, null/,
    ],
    [
      'a public key twice',
      { environment: { A: { keyPair: 'RS256', jwks: 'B' }, B: 'x' } },
      'B is declared twice: once as `jwks` of a key pair.',
    ],
    ['a key without its name', { logStreams: { sentry: { dsn: { from: 'app' } } } }, /\{ from, name \}/],
    [
      'a reference where no secret is',
      { logStreams: { s3Export: { bucket: { env: 'A' } } } },
      /bucket|missing/,
    ],
    ['no reader', { environment: { A: { env: 'A' } } }, /needs `resolve`, which reads it/],
  ])('refuses %s', async (_, declared, message) => {
    const error = await failureOf(resolveConfig({ sources: SOURCES, ...declared }, { name: 'a-b-1' }))
    expect(error).toMatchObject({ name: 'InvalidInputError', message: expect.stringMatching(message) })
  })

  test('of a config without references is that config', async () => {
    const declared = { expect: 'prod', prune: 'A_*', environment: { A: '1' }, paused: false }
    const { config, overrides } = await resolveConfig(declared)
    expect(config).toEqual({ ...declared, environment: new Map([['A', '1']]) })
    expect(overrides).toEqual([])
  })
})

describe('overrides', () => {
  const declared: DeclaredDeployment = {
    environment: { LEVEL: 'info', KEY: { env: 'SENTRY_DSN' }, C: '1' },
    prune: ['A_*'],
    logStreams: { webhook: { url: 'https://a.example.com', format: 'json' }, sentry: { keep: true } },
    overrides: {
      preview: {
        environment: { LEVEL: 'debug', KEY: { value: 'k' }, __proto__x: 'p' },
        prune: ['B_*'],
        logStreams: {
          webhook: { url: 'https://b.example.com', format: 'json', topics: ['console'] },
          sentry: null,
        },
      },
      'happy-otter-123': { environment: { LEVEL: 'trace' } },
    },
  }

  test('of a type are merged by key, lists replaced, and those of a name go over them', async () => {
    const { config, overrides } = await resolveConfig(declared, {
      resolve,
      type: 'preview',
      name: 'happy-otter-123',
    })
    expect(overrides).toEqual(['preview', 'happy-otter-123'])
    expect(config).toMatchObject({
      prune: ['B_*'],
      logStreams: {
        webhook: { url: 'https://b.example.com', format: 'json', topics: ['console'] },
        sentry: null,
      },
    })
    const environment = new Map(config.environment as Map<string, unknown>)
    expect([...environment.keys()]).toEqual(['LEVEL', 'KEY', 'C', '__proto__x'])
    expect(environment.get('LEVEL')).toBe('trace')
  })

  test('of other deployments do not apply', async () => {
    const { config, overrides } = await resolveConfig(declared, { resolve, type: 'prod', name: undefined })
    expect(overrides).toEqual([])
    expect(config.prune).toEqual(['A_*'])
  })

  test('are refused where nobody says which deployment it is', async () => {
    expect(await failureOf(resolveConfig(declared, { resolve }))).toMatchObject({ option: 'overrides' })
  })
})

test('a literal value is taken as it is, and one that only looks so is still a problem', async () => {
  const { client } = target()
  const environment = {
    A: { value: '$(as it is)' },
    B: '$(X)',
    C: { value: '' },
    D: { value: 'prod:a-b-1|key' },
  }
  const { config } = await resolveConfig({ environment })
  const plan = await planDeployment(client, config)
  expect(plan.problems.map(({ name, kind }) => [name, kind])).toEqual([
    ['B', 'reference'],
    ['D', 'credential'],
  ])
  expect(inspect(config, { depth: 9 }) + JSON.stringify(config)).not.toContain('as it is')
})

describe('what is made', () => {
  const environment = { PEPPER: { random: 32 }, JWT_PRIVATE_KEY: { keyPair: 'RS256', jwks: 'JWKS' } } as const

  test('is said by the plan, made once by the apply, and never replaced', async () => {
    const { client, fake } = target()
    const { config } = await resolveConfig({ environment })
    const plan = await planDeployment(client, config)
    expect(plan.environment.changes.map(({ name, made }) => [name, made])).toEqual([
      ['JWKS', 'the public key of JWT_PRIVATE_KEY'],
      ['JWT_PRIVATE_KEY', 'a private key of RS256, for JWKS'],
      ['PEPPER', '32 random bytes'],
    ])
    const result = await applyPlan(client, plan)
    const { PEPPER = '', JWT_PRIVATE_KEY = '' } = Object.fromEntries(fake.state.environmentVariables)
    for (const secret of [PEPPER, JWT_PRIVATE_KEY])
      expect(inspect([plan, result, config], { depth: 9 })).not.toContain(secret)
    expect(PEPPER).toMatch(/^[\w-]{43}$/)
    expect(Buffer.from(PEPPER, 'base64url')).toHaveLength(32)
    const other = await planDeployment(client, (await resolveConfig({ environment })).config)
    expect(other.isEmpty).toBe(true)
    expect(other.problems).toEqual([])
  })

  test('are keys in the forms that Convex Auth reads', async () => {
    const { client, fake } = target()
    const { config } = await resolveConfig({ environment })
    await applyPlan(client, await planDeployment(client, config))
    const { JWT_PRIVATE_KEY = '', JWKS = '' } = Object.fromEntries(fake.state.environmentVariables)
    expect(JWT_PRIVATE_KEY).toMatch(
      /^-----BEGIN PRIVATE KEY-----( [\w+/=]{1,64})+ -----END PRIVATE KEY-----$/,
    )
    const { keys } = JSON.parse(JWKS)
    expect(keys).toEqual([{ use: 'sig', kty: 'RSA', n: expect.any(String), e: 'AQAB' }])
    const key = await importPKCS8(JWT_PRIVATE_KEY, 'RS256')
    const token = await new SignJWT({ a: 1 }).setProtectedHeader({ alg: 'RS256' }).setSubject('me').sign(key)
    const { payload } = await jwtVerify(token, createLocalJWKSet(JSON.parse(JWKS)))
    expect(payload).toMatchObject({ a: 1, sub: 'me' })
  })

  test.each([
    ['JWKS', 'JWT_PRIVATE_KEY'],
    ['JWT_PRIVATE_KEY', 'JWKS'],
  ])('is a problem where %s exists alone', async (there, missing) => {
    const { client } = target({ environment: { [there]: 'x' } })
    const plan = await planDeployment(client, (await resolveConfig({ environment })).config)
    expect(plan.problems).toEqual([
      {
        section: 'environment',
        kind: 'incomplete-pair',
        name: missing,
        message: `belongs together with ${there}, which exists alone: remove that one, and both are made, or set this one by hand`,
      },
    ])
  })

  test('is a problem where its other half is left out', async () => {
    const { client } = target()
    const { config } = await resolveConfig({ environment })
    const halves = new Map(
      [...(config.environment as Map<string, never>)].filter(([name]) => name !== 'JWKS'),
    )
    expect((await planDeployment(client, { environment: halves })).problems).toEqual([
      {
        section: 'environment',
        kind: 'incomplete-pair',
        name: 'JWT_PRIVATE_KEY',
        message:
          'belongs together with another variable, which the config leaves out: declare both, or neither',
      },
    ])
  })

  test('is the same for a saved plan of another job', async () => {
    const { client, fake } = target()
    const text = JSON.stringify(await planDeployment(client, (await resolveConfig({ environment })).config))
    const { config } = await resolveConfig({ environment })
    await applyPlan(client, text, { config })
    expect(fake.state.environmentVariables.size).toBe(3)
    const longer = await resolveConfig({ environment: { ...environment, PEPPER: { random: 64 } } })
    await expect(applyPlan(client, text, { config: longer.config })).rejects.toThrow(
      /The desired values are not those/,
    )
  })
})

describe('the key of a log stream', () => {
  const axiom = { datasetName: 'prod', attributes: [], apiKey: { env: 'AXIOM_KEY' } }
  const there = { logStreams: { axiom: { datasetName: 'prod', attributes: [], apiKey: 'old' } } }
  const missing = async () => undefined as never

  test('is not read for a stream that needs no sending', async () => {
    const { client } = target(there)
    const read = vi.fn(missing)
    const { config } = await resolveConfig({ logStreams: { axiom } }, { resolve: read })
    const plan = await planDeployment(client, config)
    expect(plan.isEmpty).toBe(true)
    expect(plan.logStreams.uncompared).toEqual([{ name: 'axiom', settings: ['apiKey'] }])
    expect(read).not.toHaveBeenCalled()
  })

  test.each<[string, Parameters<typeof target>[0], object]>([
    ['is created', {}, {}],
    ['has failed', { ...there, failed: ['axiom'] }, {}],
    ['gets its keys again', there, { resendKeys: ['axiom'] }],
  ])('is read once, and sent, for a stream that %s', async (_, content, options) => {
    const { client, fake } = target(content)
    const read = vi.fn(async () => 's3cr3t-new')
    const { config } = await resolveConfig({ logStreams: { axiom } }, { resolve: read })
    const plan = await planDeployment(client, config, options)
    expect(plan.logStreams.changes).toMatchObject([{ name: 'axiom', keys: ['apiKey'] }])
    expect(inspect([plan, config], { depth: 9 }) + JSON.stringify([plan, config])).not.toContain('s3cr3t')
    await applyPlan(client, plan)
    expect(fake.state.logStreams[0]?.config).toMatchObject({ apiKey: 's3cr3t-new' })
    expect(read.mock.calls).toEqual([[{ env: 'AXIOM_KEY' }]])
  })

  test('that is missing stops the plan of a stream that needs it', async () => {
    const { client } = target()
    const { config } = await resolveConfig({ logStreams: { axiom } }, { resolve: missing })
    expect(await failureOf(planDeployment(client, config))).toMatchObject({
      name: 'InvalidInputError',
      message: '`logStreams.axiom.apiKey`: The environment variable "AXIOM_KEY" is not there.',
    })
  })

  test('is checked as any other', async () => {
    const { client } = target()
    const { config } = await resolveConfig({ logStreams: { axiom } }, { resolve: async () => 'op://a/b' })
    expect((await planDeployment(client, config)).problems).toMatchObject([
      { name: 'axiom', kind: 'reference' },
    ])
  })

  test('has to be the one that a saved plan was made with', async () => {
    const { client, fake, asked } = target()
    const configWith = async (key: string) =>
      (await resolveConfig({ logStreams: { axiom }, environment: { A: '1' } }, { resolve: async () => key }))
        .config
    const text = JSON.stringify(await planDeployment(client, await configWith('one')))
    expect(await failureOf(applyPlan(client, text, { config: await configWith('two') }))).toMatchObject({
      option: 'config',
      message: '`logStreams.axiom.apiKey` is not the key that the plan was made with. Make a new plan.',
    })
    expect(asked.filter(operation => /^(?:create|update)/.test(operation))).toEqual([])
    await applyPlan(client, text, { config: await configWith('one') })
    expect(fake.state.logStreams).toHaveLength(1)
  })
})
