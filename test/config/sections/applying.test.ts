import { describe, expect, test } from 'vitest'
import {
  applyAll,
  applyPlan,
  type DeploymentConfig,
  type FleetPlan,
  formatPlan,
  planAll,
} from '../../../src/config/index.js'
import { LogStreamFailedError, PartialUpdateError } from '../../../src/index.js'
import { failureOf } from '../../support/settling.js'
import { HMAC_SECRET, target } from './deployment.js'

const WEBHOOK = { url: 'https://logs.example.com:8443/path?key=k', format: 'jsonl' } as const
const AXIOM = { apiKey: 'xaat-12345678', datasetName: 'convex', attributes: [] }

describe('a formatted plan of every section', () => {
  const content = {
    environment: { CHANGED: 'old', GONE: '1', SAME: '1' },
    canonicalUrls: { convexCloud: 'https://old.example.com' },
    usageLimits: {
      'databaseIoGb/day/warning': { limit: 10, enabled: true },
      'functionCalls/day/disable': { limit: 10, enabled: true },
    },
    logStreams: {
      webhook: { ...WEBHOOK, url: 'https://logs.example.com:8443/other' },
      axiom: AXIOM,
      sentry: { dsn: 'https://a@sentry.example.com/1' },
    },
    failed: ['axiom'],
  }
  const config: DeploymentConfig = {
    environment: { CHANGED: 'newer', GONE: null, NEW: '1', SAME: '1' },
    canonicalUrls: { convexCloud: 'https://new.example.com', convexSite: 'https://site.example.com' },
    usageLimits: [
      { metric: 'databaseIoGb', window: 'day', limitType: 'warning', limit: 20 },
      { metric: 'functionCalls', window: 'day', limitType: 'disable', keep: true },
    ],
    logStreams: { webhook: WEBHOOK, axiom: AXIOM, sentry: null },
    paused: true,
  }

  test('has a sign for each change, what was and will be, removals apart, and a sum', async () => {
    const plan = await target(content).plan(config)
    const [change] = plan.environment.changes
    const [webhook] = plan.logStreams.changes
    const prints = (one?: { fingerprintBefore?: string; fingerprintAfter?: string }) =>
      `${one?.fingerprintBefore?.slice(0, 4)}→${one?.fingerprintAfter?.slice(0, 4)}`
    expect(formatPlan(plan).split('\n')).toEqual([
      `~ CHANGED                               3→5 B  ${prints(change)}`,
      '+ NEW                                   1 B',
      '~ canonicalUrls.convexCloud             url https://old.example.com → https://new.example.com',
      '+ canonicalUrls.convexSite              url https://happy-otter-123.convex.site → https://site.example.com',
      '~ usageLimits.databaseIoGb/day/warning  limit 10 → 20, counts as a removal',
      `~ logStreams.webhook                    url logs.example.com:8443  url ${prints(webhook?.hidden?.[0])}`,
      '~ logStreams.axiom                      apiKey sent, restarted, as it has failed',
      '± paused                                true',
      'To remove:',
      '- GONE                                  1 B',
      '- logStreams.sentry',
      '= 1 unchanged, 1 kept and not compared',
      '! paused: paused could not be compared, as the deployment does not tell it',
      'Plan: 2 to create, 6 to change, 2 to remove.',
    ])
  })

  test('has what stays as it is on request', async () => {
    const lines = formatPlan(await target(content).plan(config), { unchanged: true }).split('\n')
    expect(lines.filter(line => line.startsWith('='))).toEqual([
      '= SAME',
      '= usageLimits.functionCalls/day/disable  kept and not compared',
    ])
  })
})

test('the secret of a new webhook is not shown, and the result says where it is', async () => {
  const { run, client } = target()
  const { steps } = await run({ logStreams: { webhook: WEBHOOK } })
  expect(steps).toMatchObject([
    { status: 'done', note: expect.stringMatching(/as `hmacSecret` by `logStreams.list\(\)`/) },
  ])
  const [stream] = await client.logStreams.list()
  const secret = stream && 'hmacSecret' in stream ? stream.hmacSecret : ''
  expect(secret).toMatch(/^[0-9a-f]{32}$/)
  expect(JSON.stringify(steps)).not.toContain(secret)
  const { steps: changed } = await run({ logStreams: { webhook: { ...WEBHOOK, format: 'json' } } })
  expect(changed).toEqual([{ section: 'logStreams', name: 'webhook', action: 'update', status: 'done' }])
})

test('an apply that a deployment stops says what was made, and what was not', async () => {
  const { run, fake } = target({ usageLimits: { 'functionCalls/day/warning': { limit: 1, enabled: true } } })
  fake.state.usage.set('databaseIoGb', { unit: 'GB', current_day: 9, current_month: 9 })
  const error = await failureOf(
    run({
      environment: { A: '1' },
      usageLimits: [
        { metric: 'functionCalls', window: 'day', limitType: 'warning', limit: null },
        { metric: 'databaseIoGb', window: 'day', limitType: 'disable', limit: 1 },
      ],
      paused: true,
    }),
  )
  expect(error).toBeInstanceOf(PartialUpdateError)
  expect(error).toMatchObject({
    message:
      'The plan was applied in part. Done: A, usageLimits.functionCalls/day/warning. Refused: ' +
      'usageLimits.databaseIoGb/day/disable. Not sent: paused. Remove the cause, then plan and apply again. See `cause`.',
    operation: 'createUsageLimit',
    applied: ['A', 'usageLimits.functionCalls/day/warning'],
    cause: { code: 'UsageLimitBelowCurrentUsage' },
  })
  expect(fake.state.paused).toBe(false)
})

describe('an apply that stops', () => {
  const lost = { kind: 'reset', when: 'before' } as const
  const config: DeploymentConfig = {
    usageLimits: [
      { metric: 'functionCalls', window: 'day', limitType: 'warning', limit: 1 },
      { metric: 'databaseIoGb', window: 'day', limitType: 'warning', limit: 2 },
    ],
  }

  test('as a response is lost, says what was made, what may have been, and what was not sent', async () => {
    const { run, fake } = target()
    fake.faults.add(lost, { operation: 'createUsageLimit', from: 2 })
    expect(await failureOf(run({ ...config, paused: true }))).toMatchObject({
      name: 'PartialUpdateError',
      message:
        'The plan was applied in part. Done: usageLimits.functionCalls/day/warning. May have taken effect: ' +
        'usageLimits.databaseIoGb/day/warning. Not sent: paused. Remove the cause, then plan and apply again. See `cause`.',
    })
  })

  test('has the error of its one request if all else was made meanwhile', async () => {
    const { plan, client, fake } = target()
    const planned = await plan(config)
    await client.usageLimits.create({
      metric: 'functionCalls',
      window: 'day',
      limitType: 'warning',
      limit: 1,
      enabled: true,
    })
    fake.faults.add(lost, { operation: 'createUsageLimit' })
    const error = await failureOf(applyPlan(client, planned))
    expect(error).not.toBeInstanceOf(PartialUpdateError)
    expect(error).toMatchObject({ operation: 'createUsageLimit', outcome: 'unknown' })
  })

  test('has the error of its first request if that is refused, as nothing was made', async () => {
    const { run, fake } = target()
    fake.faults.add(
      { kind: 'answer', status: 400, body: '{"code":"No","message":"No."}' },
      { operation: 'createUsageLimit' },
    )
    const error = await failureOf(run({ ...config, paused: true }))
    expect(error).not.toBeInstanceOf(PartialUpdateError)
    expect(error).toMatchObject({ operation: 'createUsageLimit', status: 400 })
    expect(fake.state.paused).toBe(false)
  })
})

describe('a log stream that does not work', () => {
  const refusing = { deliver: async () => new Response(null, { status: 401 }) }

  test('ends an apply with its own error if all changes were made', async () => {
    const { run, fake } = target({}, refusing)
    const error = await failureOf(run({ environment: { A: '1' }, logStreams: { webhook: WEBHOOK } }))
    expect(error).toBeInstanceOf(LogStreamFailedError)
    expect(error).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('401') })
    expect(fake.state.environmentVariables.get('A')).toBe('1')
  })

  test('keeps a deployment from being paused, and is planned again', async () => {
    const { run, plan, fake } = target({}, refusing)
    const config: DeploymentConfig = { logStreams: { webhook: WEBHOOK, axiom: AXIOM }, paused: true }
    const error = await failureOf(run(config))
    expect(error).toMatchObject({
      steps: [{ status: 'done' }, { status: 'done' }, { section: 'paused', status: 'not-sent' }],
      cause: { name: 'LogStreamFailedError' },
    })
    expect(fake.state.paused).toBe(false)
    expect((await plan(config)).logStreams.changes).toMatchObject([
      { name: 'webhook', action: 'update', failed: true },
    ])
  })
})

test('many deployments are planned and applied in every section', async () => {
  const targets = ['a-a-1', 'b-b-2'].map(name => target({}, { name }))
  const clients = targets.map(({ client }) => client)
  const config: DeploymentConfig = {
    environment: { A: '1' },
    canonicalUrls: { convexCloud: 'https://api.example.com' },
  }
  const plans: FleetPlan[] = []
  for await (const planned of planAll(clients, config)) plans.push(planned)
  for await (const { status } of applyAll(plans)) expect(status).toBe('applied')
  for (const { fake } of targets) expect(fake.state.canonicalUrls.convexCloud).toBe('https://api.example.com')
})

test('a default URL that cannot be known is reset again', async () => {
  const { run, plan, fake } = target(
    { canonicalUrls: { convexSite: 'https://site.example.com' } },
    { kind: 'selfHosted', deploymentType: undefined },
  )
  const config = { canonicalUrls: { convexSite: null } }
  expect((await run(config)).steps).toMatchObject([{ action: 'set', status: 'done' }])
  expect(fake.state.canonicalUrls).toEqual({})
  expect(formatPlan(await plan(config))).toMatch(
    /^± canonicalUrls.convexSite {2}url http:\/\/127.0.0.1:3211 → its default\n.*! /s,
  )
})

test('no secret of a webhook is in a plan that deletes it', async () => {
  const plan = await target({ logStreams: { webhook: WEBHOOK } }).plan({ logStreams: { webhook: null } })
  expect(plan.logStreams.changes).toMatchObject([
    { before: { url: 'logs.example.com:8443', format: 'jsonl' } },
  ])
  expect(JSON.stringify(plan)).not.toContain(HMAC_SECRET)
})
