import { describe, expect, test } from 'vitest'
import { applyPlan, type DeploymentConfig, planDeployment } from '../../../src/config/index.js'
import { createDeploymentClient, PartialUpdateError } from '../../../src/index.js'
import { failureOf } from '../../support/settling.js'
import { type Content, target } from './deployment.js'

const LIMIT = { metric: 'databaseIoGb', window: 'day', limitType: 'disable' } as const
const NAME = 'databaseIoGb/day/disable'
const AXIOM = { apiKey: 'xaat-12345678', datasetName: 'convex', attributes: [] }
const WEBHOOK = { url: 'https://logs.example.com', format: 'jsonl' } as const

describe('a change whose response was lost is read back, and', () => {
  test.each<[string, Content, DeploymentConfig, string, string[]]>([
    [
      'one that shows is done',
      { usageLimits: { [NAME]: { limit: 5, enabled: true } } },
      { usageLimits: [{ ...LIMIT, limit: 4 }] },
      'updateUsageLimit',
      ['list_usage_limits', 'update_usage_limit', 'list_usage_limits', 'list_usage_limits'],
    ],
    [
      'a new log stream that shows is waited for as any other, with its key',
      {},
      { logStreams: { axiom: AXIOM } },
      'createLogStream',
      ['list_log_streams', 'create_log_stream', 'list_log_streams', 'get_log_stream', 'list_log_streams'],
    ],
  ])('%s', async (_, content, config, operation, requests) => {
    const { fake, client, plan, asked } = target(content)
    const made = await plan(config)
    asked.length = 0
    fake.faults.add({ kind: 'reset', when: 'after' }, { operation: operation as 'updateUsageLimit' })
    const { status, steps } = await applyPlan(client, made)
    expect([status, ...steps.map(step => step.status)]).toEqual(['applied', 'done'])
    expect(asked).toEqual(requests)
  })

  test.each(['before', 'after'] as const)(
    'a key that was sent again shows nowhere, so that the change is unknown: the connection ended %s it',
    async when => {
      const { fake, run } = target({ logStreams: { axiom: AXIOM } })
      fake.faults.add({ kind: 'reset', when }, { operation: 'updateLogStream' })
      const config = { logStreams: { axiom: { ...AXIOM, apiKey: 'xaat-new' } } }
      expect(await failureOf(run(config, { resendKeys: true }))).toMatchObject({
        name: 'ConnectionError',
        outcome: 'unknown',
      })
    },
  )
})

describe('an apply whose signal aborts', () => {
  const content = { usageLimits: { [NAME]: { limit: 5, enabled: true } } }
  const config: DeploymentConfig = { usageLimits: [{ ...LIMIT, limit: 4 }], paused: true }

  test('between two changes does not send the second', async () => {
    const { fake } = target(content)
    const controller = new AbortController()
    const client = createDeploymentClient({
      url: fake.url,
      token: fake.token,
      retry: false,
      fetch: fake.fetch,
      logger: {
        info: ({ operation }) => {
          if (operation === 'updateUsageLimit') controller.abort('enough')
        },
      },
    })
    const plan = await planDeployment(client, config)
    const error = await failureOf(applyPlan(client, plan, { signal: controller.signal }))
    expect(error).toBeInstanceOf(PartialUpdateError)
    expect(error).toMatchObject({
      message: expect.stringContaining(`Done: usageLimits.${NAME}. Not sent: paused. Remove the cause`),
      steps: [{ status: 'done' }, { section: 'paused', status: 'not-sent' }],
      cause: 'enough',
    })
    expect(fake.state.paused).toBe(false)
  })
})

test('an error of middleware leaves a change unknown, and nothing is read back for it', async () => {
  const { client, plan, asked } = target({ usageLimits: { [NAME]: { limit: 5, enabled: true } } })
  const made = await plan({ usageLimits: [{ ...LIMIT, limit: 4 }] })
  asked.length = 0
  const error = new Error('of middleware')
  client.raw.v1.use({
    onResponse({ schemaPath }) {
      if (schemaPath.includes('update')) throw error
    },
  })
  expect(await failureOf(applyPlan(client, made))).toBe(error)
  expect(asked).toEqual(['list_usage_limits', 'update_usage_limit'])
})

describe('a removal that a deployment refuses is no removal, unless it says that nothing is there:', () => {
  test.each<[string, Content, DeploymentConfig, string, string]>([
    [
      'a usage limit',
      { usageLimits: { [NAME]: { limit: 5, enabled: true } } },
      { usageLimits: [{ ...LIMIT, limit: null }] },
      'deleteUsageLimit',
      'UsageLimitNotFound',
    ],
    [
      'a log stream',
      { logStreams: { webhook: WEBHOOK } },
      { logStreams: { webhook: null } },
      'deleteLogStream',
      'LogStreamDoesntExist',
    ],
    ['a pause', { paused: true }, { paused: false }, 'unpauseDeployment', 'UnpauseDeploymentFailed'],
  ])('%s', async (_, content, config, name, gone) => {
    const operation = name as 'deleteUsageLimit'
    const { fake, run } = target(content)
    const answer = (code: string) => ({
      kind: 'answer' as const,
      status: name.startsWith('delete') ? 404 : 400,
      body: JSON.stringify({ code, message: 'No.' }),
      headers: { 'content-type': 'application/json' },
    })
    fake.faults.add(answer('SomethingElse'), { operation })
    expect(await failureOf(run(config))).toMatchObject({ code: 'SomethingElse', outcome: 'rejected' })
    fake.faults.clear()
    fake.faults.add(answer(gone), { operation })
    expect((await run(config)).steps).toMatchObject([{ status: 'unchanged' }])
  })
})
