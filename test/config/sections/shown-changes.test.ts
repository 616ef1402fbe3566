import { describe, expect, test } from 'vitest'
import { applyPlan, type DeploymentConfig } from '../../../src/config/index.js'
import { failureOf } from '../../support/settling.js'
import { type Content, target } from './deployment.js'

const LIMIT = { metric: 'databaseIoGb', window: 'day', limitType: 'disable' } as const
const NAME = 'databaseIoGb/day/disable'
const AXIOM = { apiKey: 'xaat-12345678', datasetName: 'convex', attributes: [] }
const WEBHOOK = { url: 'https://logs.example.com/s3cret', format: 'jsonl' } as const
const PRINT = expect.stringMatching(/^[0-9a-f]{32}$/)

describe('a plan shows of a change', () => {
  test.each<[string, Content, DeploymentConfig['usageLimits'], object]>([
    [
      'that creates what will be, and no fingerprint of what is not there',
      {},
      [{ ...LIMIT, limit: 4 }],
      { action: 'create', name: NAME, after: { limit: 4 } },
    ],
    [
      'that updates those settings alone that the config names, and a fingerprint of all',
      { usageLimits: { [NAME]: { limit: 5, enabled: true } } },
      [{ ...LIMIT, limit: 4 }],
      { action: 'update', name: NAME, before: { limit: 5 }, after: { limit: 4 }, fingerprintBefore: PRINT },
    ],
    [
      'that deletes everything that goes',
      { usageLimits: { [NAME]: { limit: 5, enabled: true } } },
      [{ ...LIMIT, limit: null }],
      { action: 'delete', name: NAME, before: { limit: 5, enabled: true }, fingerprintBefore: PRINT },
    ],
  ])('%s', async (_, content, usageLimits, change) => {
    const made = await target(content).plan({ usageLimits: usageLimits ?? [] })
    expect(made.usageLimits.changes).toEqual([change])
    expect(made.usageLimits.uncompared).toEqual([])
  })

  test('no setting as hidden that stays as it is', async () => {
    const { plan } = target({ logStreams: { webhook: { ...WEBHOOK, format: 'json' } } })
    const [change] = (await plan({ logStreams: { webhook: WEBHOOK } })).logStreams.changes
    expect(change).toEqual({
      action: 'update',
      name: 'webhook',
      before: { url: 'logs.example.com', format: 'json' },
      after: { url: 'logs.example.com', format: 'jsonl' },
      fingerprintBefore: PRINT,
    })
  })

  test('a fingerprint of each hidden setting that tells nothing of another with the same value', async () => {
    const key = 'shared-12345678'
    const made = await target().plan({
      logStreams: {
        axiom: { ...AXIOM, apiKey: key },
        postHogLogs: { apiKey: key, host: 'https://us.example.com' },
        postHogErrorTracking: { apiKey: key, host: 'https://us.example.com' },
      },
    })
    const prints = made.logStreams.changes.flatMap(({ hidden = [] }) =>
      hidden.map(({ fingerprintAfter }) => fingerprintAfter),
    )
    expect(prints).toHaveLength(5)
    expect(new Set(prints).size).toBe(5)
  })
})

describe('what is not compared is told', () => {
  test('of no stream that is new, or that goes', async () => {
    const { plan } = target({
      logStreams: { webhook: WEBHOOK, sentry: { dsn: 'https://a@s.example.com/1' } },
    })
    const { logStreams } = await plan({ logStreams: { axiom: AXIOM, webhook: null, sentry: null } })
    expect(logStreams.changes.map(({ name, action }) => [name, action])).toEqual([
      ['axiom', 'create'],
      ['webhook', 'delete'],
      ['sentry', 'delete'],
    ])
    expect(logStreams.uncompared).toEqual([])
  })
})

test('what is to be gone and is not there is neither a change nor unchanged', async () => {
  const made = await target().plan({
    usageLimits: [{ ...LIMIT, limit: null }],
    logStreams: { axiom: null },
    canonicalUrls: { convexSite: null },
  })
  expect(made.isEmpty).toBe(true)
  expect(made.usageLimits.unchanged).toEqual([])
  expect(made.logStreams.unchanged).toEqual([])
})

test('a problem of a section says what is wrong with which setting, and of which member', async () => {
  const made = await target().plan({
    usageLimits: [{ ...LIMIT, keep: true }],
    logStreams: { axiom: { ...AXIOM, apiKey: '' } },
  })
  expect(made.problems).toEqual([
    {
      section: 'usageLimits',
      kind: 'missing',
      name: NAME,
      message: 'has to be there (`keep`), and is not',
    },
    {
      section: 'logStreams',
      kind: 'empty',
      name: 'axiom',
      message: 'apiKey is empty (did a pipe fail?). Pass `allowEmpty` to allow it',
    },
  ])
})

describe('a stream that somebody replaced since the plan', () => {
  const config = { logStreams: { webhook: WEBHOOK } }
  const topics = ['console', 'audit_log']

  test('by one like it in all settings does not make the plan stale', async () => {
    const there = { logStreams: { webhook: { ...WEBHOOK, format: 'json', topics } } }
    const { fake, client, plan } = target(there)
    const made = await plan(config)
    const [stream] = fake.state.logStreams
    if (!stream) throw new Error('There is no stream.')
    stream.config = { ...stream.config, topics: topics.toReversed() }
    await applyPlan(client, made)
    expect(fake.state.logStreams[0]?.config).toMatchObject({ format: 'jsonl' })
  })

  test('by none makes it stale', async () => {
    const { fake, client, plan } = target({ logStreams: { webhook: { ...WEBHOOK, format: 'json' } } })
    const made = await plan(config)
    fake.state.logStreams = []
    expect(await failureOf(applyPlan(client, made))).toMatchObject({
      name: 'StalePlanError',
      names: ['logStreams.webhook'],
    })
  })
})

test('a key beside another hidden setting is the one that the plan was made with', async () => {
  const { fake, run } = target()
  await run({ logStreams: { postHogLogs: { apiKey: 'phc-12345678', host: 'https://us.example.com' } } })
  expect(fake.state.logStreams[0]?.config).toMatchObject({ apiKey: 'phc-12345678' })
})
