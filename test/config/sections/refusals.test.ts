import { describe, expect, test } from 'vitest'
import {
  applyPlan,
  createOnly,
  type DeploymentConfig,
  defineDeployment,
  planDeployment,
} from '../../../src/config/index.js'
import { InvalidInputError } from '../../../src/index.js'
import { failureOf } from '../../support/settling.js'
import { target } from './deployment.js'

const LIMIT = { metric: 'databaseIoGb', window: 'day', limitType: 'disable' }
const SECRET = 's3cr3t-value'

describe('a config that no deployment can have is refused before anything is sent, by section and member:', () => {
  test.each<[string, object, string | undefined, RegExp]>([
    ['nothing is declared', {}, 'config', /declares nothing/],
    ['an unknown section', { logStream: {} }, 'logStream', /Did you mean `logStreams`\?/],
    ['a section that is undefined', { logStreams: undefined }, 'logStreams', /is undefined: leave it out/],
    ['a section that is null', { logStreams: null }, 'logStreams', /must be an object/],
    [
      'an unknown kind',
      { logStreams: { webhok: {} } },
      'webhok',
      /option of `logStreams`\. Did you mean `webhook`\?/,
    ],
    [
      'an unknown setting',
      { logStreams: { axiom: { apiKei: SECRET } } },
      'apiKei',
      /option of `logStreams.axiom`\. Did you mean `apiKey`\?/,
    ],
    [
      'a kind that is undefined',
      { logStreams: { axiom: undefined } },
      'logStreams.axiom',
      /must be an object/,
    ],
    [
      'a setting that is missing',
      { logStreams: { axiom: { apiKey: SECRET } } },
      'logStreams.axiom.datasetName',
      /^`logStreams.axiom.datasetName` is missing/,
    ],
    [
      'an unknown member within a setting',
      {
        logStreams: {
          axiom: { apiKey: SECRET, datasetName: 'a', attributes: [{ key: 'a', value: 'b', kye: SECRET }] },
        },
      },
      'logStreams.axiom.attributes[0].kye',
      /^`logStreams.axiom.attributes\[0\].kye` is unknown. Known are key, value/,
    ],
    [
      'a setting of another type',
      { logStreams: { webhook: { url: [SECRET], format: 'json' } } },
      'logStreams.webhook.url',
      /^`logStreams.webhook.url` must be a string/,
    ],
    [
      'a word that is not in the document',
      { logStreams: { webhook: { url: 'https://a.example.com', format: 'xml' } } },
      'logStreams.webhook.format',
      /must be one of json, jsonl/,
    ],
    [
      'keep with something else',
      { logStreams: { axiom: { keep: true, apiKey: SECRET } } },
      'keep',
      /not an option/,
    ],
    [
      'another destination',
      { canonicalUrls: { convexCloudUrl: 'x' } },
      'convexCloudUrl',
      /Did you mean `convexCloud`\?/,
    ],
    [
      'what is no URL',
      { canonicalUrls: { convexSite: SECRET } },
      'canonicalUrls.convexSite',
      /must be an http or https URL/,
    ],
    ['limits that are no array', { usageLimits: {} }, 'usageLimits', /must be an array/],
    ['a limit without a number', { usageLimits: [LIMIT] }, 'usageLimits[0].limit', /is missing/],
    ['a limit of 0', { usageLimits: [{ ...LIMIT, limit: 0 }] }, 'usageLimits[0].limit', /must be at least 1/],
    [
      'an unknown metric',
      { usageLimits: [{ ...LIMIT, metric: 'databaseIO', limit: null }] },
      'usageLimits[0].metric',
      /must be one of functionCalls/,
    ],
    [
      'an unknown member of a limit',
      { usageLimits: [{ ...LIMIT, limit: 1, enable: true }] },
      'enable',
      /Did you mean `enabled`\?/,
    ],
    [
      'a limit that is kept and set',
      { usageLimits: [{ ...LIMIT, limit: 1, keep: true }] },
      'usageLimits[0]',
      /and not both/,
    ],
    [
      'a limit twice',
      {
        usageLimits: [
          { ...LIMIT, limit: 1 },
          { ...LIMIT, limit: null },
        ],
      },
      'usageLimits',
      /has databaseIoGb\/day\/disable twice/,
    ],
    ['a pause that is a word', { paused: 'false' }, 'paused', /must be a boolean/],
    [
      'a variable that is kept and more',
      { environment: { A: { keep: true, value: 'x' } } },
      'A',
      /must be a string/,
    ],
    [
      'an expectation that is no word',
      { expect: 'Prod!', paused: true },
      'expect',
      /must be a deployment's name/,
    ],
  ])('%s', async (_, config, option, message) => {
    const { client, asked } = target()
    const plan: (client: unknown, config: unknown) => Promise<unknown> = planDeployment as never
    const error = await failureOf(plan(client, config))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ option, message: expect.stringMatching(message) })
    expect(`${error}${JSON.stringify(error)}`).not.toContain(SECRET)
    expect(asked).toEqual([])
  })
})

describe('`expect`', () => {
  const config = (expected: string): DeploymentConfig => ({ expect: expected, environment: { A: '1' } })

  test('lets the deployment of that name or of that type pass', async () => {
    const { plan, asked } = target()
    await plan(config('happy-otter-123'))
    expect(asked).toEqual(['list_environment_variables'])
    await plan(config('prod'))
    expect(asked.slice(1)).toEqual(['deployment_info', 'list_environment_variables'])
  })

  test('refuses another name before anything is read, and another type before anything else is', async () => {
    const { plan, asked } = target()
    expect(await failureOf(plan(config('calm-fox-7')))).toMatchObject({
      option: 'expect',
      message:
        'The config expects "calm-fox-7", and https://happy-otter-123.convex.cloud is "happy-otter-123". Nothing was read or written.',
    })
    expect(asked).toEqual([])
    expect(await failureOf(plan(config('dev')))).toMatchObject({
      message: expect.stringMatching(/expects the type "dev", and .* is "prod"/),
    })
    expect(asked).toEqual(['deployment_info'])
  })

  test('refuses a deployment whose name or type cannot be known', async () => {
    const selfHosted = target({}, { kind: 'selfHosted', deploymentType: undefined, plan: undefined })
    expect(await failureOf(selfHosted.plan(config('happy-otter-123')))).toMatchObject({
      message: expect.stringMatching(/has no name that its host proves: expect its type, such as `prod`/),
    })
    expect(await failureOf(selfHosted.plan(config('prod')))).toMatchObject({
      message: expect.stringMatching(/has no type that this key may read/),
    })
    const { fake, plan, asked } = target()
    fake.state.keys = [{ token: fake.token, permissions: ['deployment:env:view'] }]
    expect(await failureOf(plan(config('prod')))).toMatchObject({ option: 'expect' })
    expect(asked).toEqual(['deployment_info'])
  })
})

describe('a saved plan', () => {
  const planKey = '0123456789abcdef'.repeat(4)
  const config: DeploymentConfig = {
    environment: { A: '1', B: createOnly('2'), C: { keep: true } },
    usageLimits: [
      { metric: 'functionCalls', window: 'day', limitType: 'warning', limit: 7 },
      { metric: 'functionCalls', window: 'day', limitType: 'disable', limit: null },
    ],
    logStreams: {
      axiom: { apiKey: 'xaat-12345678', datasetName: 'd', attributes: [] },
      webhook: { url: 'https://a.example.com/x', format: 'json', topics: ['console', 'audit_log'] },
    },
  }
  const content = { environment: { C: '3' } }

  test('is applied with the same config in another order', async () => {
    const { client, fake, plan } = target(content)
    const text = JSON.stringify(await plan(config, { planKey }))
    const { environment, usageLimits = [], logStreams: { axiom, webhook } = {} } = config
    const same = {
      logStreams: { webhook: { ...webhook, topics: ['audit_log', 'console'] }, axiom },
      usageLimits: usageLimits.toReversed(),
      environment: Object.fromEntries(Object.entries(environment ?? {}).toReversed()),
    } as DeploymentConfig
    const { status } = await applyPlan(client, text, { config: same, planKey })
    expect(status).toBe('applied')
    expect(fake.state.logStreams.map(stream => stream.config)).toMatchObject(
      [{ apiKey: 'xaat-12345678' }, { format: 'json' }].toReversed(),
    )
  })

  test.each<[string, Partial<DeploymentConfig>]>([
    [
      'another key of a stream',
      {
        logStreams: {
          ...config.logStreams,
          axiom: { apiKey: 'xaat-other', datasetName: 'd', attributes: [] },
        },
      },
    ],
    [
      'another path of an address',
      { logStreams: { ...config.logStreams, webhook: { url: 'https://a.example.com/y', format: 'json' } } },
    ],
    ['a limit less', { usageLimits: config.usageLimits?.slice(1) ?? [] }],
    ['a section more', { paused: true }],
    ['something kept less', { environment: { A: '1', B: createOnly('2') } }],
    ['another expectation', { expect: 'happy-otter-123' }],
  ])('is refused with %s, and nothing is sent', async (_, other) => {
    const { client, plan, asked } = target(content)
    const text = JSON.stringify(await plan(config, { planKey }))
    asked.length = 0
    const applied = applyPlan(client, text, { config: { ...config, ...other }, planKey })
    expect(await failureOf(applied)).toMatchObject({ option: 'config' })
    expect(asked).toEqual([])
  })
})

test('a config is defined as it is', () => {
  const config = { expect: 'prod', paused: true }
  expect(defineDeployment(config)).toBe(config)
})
