import { describe, expect, onTestFinished, test } from 'vitest'
import {
  type ApplyStep,
  applyPlan,
  type DeploymentConfig,
  planDeployment,
} from '../../../src/config/index.js'
import { answers, createFakeDeployment, type FakeDeployment, type Fault } from '../../../src/fake/index.js'
import {
  createDeploymentClient,
  isDeploymentError,
  PartialUpdateError,
  StalePlanError,
} from '../../../src/index.js'
import { failureOf } from '../../support/settling.js'
import { type Content, fill, members } from './deployment.js'

const CONTENT: Content = {
  environment: { CHANGED: 'old', GONE: '1', OTHER: '1' },
  canonicalUrls: { convexSite: 'https://old.example.com', convexCloud: 'https://kept.example.com' },
  usageLimits: {
    'functionCalls/day/warning': { limit: 5, enabled: true },
    'databaseIoGb/day/disable': { limit: 5, enabled: true },
    'databaseIoGb/month/disable': { limit: 50, enabled: true },
  },
  logStreams: {
    axiom: { apiKey: 'xaat-old', datasetName: 'old', attributes: [] },
    sentry: { dsn: 'https://a@sentry.example.com/1' },
    datadog: { siteLocation: 'EU', ddApiKey: 'dd-old', ddTags: [] },
  },
}

/** One change of each kind in each section. */
const CONFIG: DeploymentConfig = {
  environment: { CHANGED: 'new', GONE: null, NEW: '1' },
  canonicalUrls: { convexSite: 'https://new.example.com' },
  usageLimits: [
    { metric: 'functionCalls', window: 'day', limitType: 'warning', limit: null },
    { metric: 'databaseIoGb', window: 'day', limitType: 'disable', limit: 4 },
    { metric: 'actionComputeCpuGbHours', window: 'day', limitType: 'warning', limit: 7 },
  ],
  logStreams: {
    webhook: { url: 'https://logs.example.com', format: 'jsonl' },
    axiom: { apiKey: 'xaat-new', datasetName: 'new', attributes: [] },
    sentry: null,
  },
  paused: true,
}

const CHANGES = [
  'environment.CHANGED',
  'environment.GONE',
  'environment.NEW',
  'canonicalUrls.convexSite',
  'usageLimits.functionCalls/day/warning',
  'usageLimits.databaseIoGb/day/disable',
  'usageLimits.actionComputeCpuGbHours/day/warning',
  'logStreams.webhook',
  'logStreams.axiom',
  'logStreams.sentry',
  'paused.paused',
]

const REQUESTS = [
  // Reads again what the plan changes.
  'listEnvironmentVariables',
  'getCanonicalUrls',
  'listUsageLimits',
  'listLogStreams',
  'updateEnvironmentVariables',
  'updateCanonicalUrl',
  'deleteUsageLimit',
  'updateUsageLimit',
  'createUsageLimit',
  'createLogStream',
  'updateLogStream',
  'deleteLogStream',
  // Waits for two streams.
  'getLogStream',
  'getLogStream',
  'pauseDeployment',
  // Reads back.
  'listEnvironmentVariables',
  'getCanonicalUrls',
  'listUsageLimits',
  'listLogStreams',
]

const FAULTS: Readonly<Record<string, Fault | 'stall'>> = {
  'a reset before it took effect': { kind: 'reset', when: 'before' },
  'a reset after it took effect': { kind: 'reset', when: 'after' },
  'a 503 without a code': { kind: 'answer', status: 503 },
  'a 503 that says it was rolled back': answers.conflict,
  'a page of HTML': answers.badGateway,
  'an answer that ends in the middle': { kind: 'truncate' },
  'an answer that never ends, until the caller aborts': 'stall',
}

/** `npm run prove config` breaks every request by every fault, and the suite by some of them. */
const isLong = Number(process.env.PROPERTY_RUNS ?? 0) > 100

/** A deployment whose `at`th request since `arm` suffers a fault. */
async function connect(overHttp: boolean) {
  let time = Date.now()
  const fake = createFakeDeployment({
    deploymentType: 'prod',
    now: () => time,
    deliver: async () => new Response(),
  })
  onTestFinished(() => fake.close())
  fill(fake, CONTENT)
  if (overHttp) await fake.listen()
  const controller = new AbortController()
  let armed: { at: number; fault: Fault | 'stall' } | undefined
  let count = 0
  const client = createDeploymentClient({
    url: fake.url,
    token: fake.token,
    retry: false,
    async fetch(request) {
      if (request.url.includes('get_log_stream')) {
        await fake.deliverAll()
        time += 2_000
      }
      count += 1
      const fault = armed?.at === count ? armed.fault : undefined
      if (fault) fake.faults.add(fault === 'stall' ? { kind: 'stall' } : fault)
      const response = await (overHttp ? fetch(request) : fake.fetch(request))
      if (fault === 'stall') setImmediate(() => controller.abort(new Error('enough')))
      return response
    },
  })
  const arm = (at: number, fault: Fault | 'stall') => {
    count = 0
    armed = { at, fault }
  }
  return { fake, client, arm, signal: controller.signal }
}

/** The content of a fake after the plan was applied. */
async function wanted(): Promise<Record<string, unknown>> {
  const { fake, client } = await connect(false)
  await applyPlan(client, await planDeployment(client, CONFIG))
  return members(fake)
}

function expectTruth(
  steps: readonly ApplyStep[],
  now: Record<string, unknown>,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): void {
  expect(steps.map(({ section, name }) => `${section}.${name}`)).toEqual(CHANGES)
  for (const { section, name, status } of steps) {
    const path = `${section}.${name}`
    if (status === 'done') expect([path, now[path]]).toEqual([path, after[path]])
    else if (status !== 'unknown') expect([path, now[path]]).toEqual([path, before[path]])
  }
  expect(steps.filter(({ status }) => status === 'unknown').length).toBeLessThanOrEqual(3)
}

/** What is not declared, and the state that nobody declares. */
function others(found: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(found).filter(([path]) => !CHANGES.includes(path)))
}

test('a plan takes a request for each section, an apply those that are documented', async () => {
  const { fake, client } = await connect(false)
  const plan = await planDeployment(client, { expect: 'prod', ...CONFIG })
  expect(fake.requests.map(({ operation }) => operation)).toEqual([
    'getDeploymentInfo',
    ...REQUESTS.slice(0, 4),
  ])
  expect(fake.requests.every(({ method }) => method === 'GET')).toBe(true)
  const planned = fake.requests.length
  const { steps, unverified } = await applyPlan(client, plan)
  expect(fake.requests.slice(planned).map(({ operation }) => operation)).toEqual(REQUESTS)
  expect(steps.map(({ section, name, status }) => [`${section}.${name}`, status])).toEqual(
    CHANGES.map(path => [path, 'done']),
  )
  expect(unverified).toEqual([])
})

describe.each([
  ['in process', false],
  ['over sockets', true],
])(
  '%s, whatever goes wrong with a request, every step is reported as it is, and a second run converges:',
  (_, overHttp) => {
    const every = isLong ? 1 : overHttp ? 6 : 3

    test.each(Object.entries(FAULTS))('%s', { timeout: 60_000 }, async (name, fault) => {
      const after = await wanted()
      const first = Object.keys(FAULTS).indexOf(name)
      for (const [index, operation] of REQUESTS.entries()) {
        // Each fault meets other requests than the one before, so that all are met.
        if ((index + first) % every !== 0) continue
        const { fake, client, arm, signal } = await connect(overHttp)
        const before = members(fake)
        const plan = await planDeployment(client, CONFIG)
        arm(index + 1, fault)
        const result = await applyPlan(client, plan, { signal }).catch((error: unknown) => ({ error }))
        const now = members(fake)
        const where = `${index + 1}: ${operation}`
        if (!('error' in result)) {
          expectTruth(result.steps, now, before, after)
          expect(now, where).toEqual(after)
        } else if (result.error instanceof PartialUpdateError) {
          const { steps = [], applied, outcome } = result.error
          expectTruth(steps, now, before, after)
          expect(outcome).toBe('unknown')
          expect(applied).toHaveLength(steps.filter(({ status }) => status === 'done').length)
        } else {
          expect(now, where).toEqual(before)
          if (isDeploymentError(result.error)) expect(result.error.outcome, where).not.toBe('unknown')
        }
        expect(others(now)).toEqual(others(before))
        fake.faults.clear()
        await applyPlan(client, await planDeployment(client, CONFIG))
        expect(members(fake), where).toEqual(after)
        const again = await planDeployment(client, CONFIG)
        expect(
          [again.environment, again.canonicalUrls, again.usageLimits, again.logStreams].flatMap(
            ({ changes }) => changes,
          ),
        ).toEqual([])
      }
    })
  },
)

describe('what another writer changed since the plan makes it stale, and nothing is written:', () => {
  const moves: Readonly<Record<string, (state: FakeDeployment['state']) => unknown>> = {
    'environment.CHANGED': state => state.environmentVariables.set('CHANGED', 'else'),
    'canonicalUrls.convexSite': state => (state.canonicalUrls.convexSite = 'https://else.example.com'),
    'usageLimits.functionCalls/day/warning': state => limit(state, 'warning', { limit: 9 }),
    'usageLimits.databaseIoGb/day/disable': state => limit(state, 'disable', { enabled: false }),
    'logStreams.axiom': state => stream(state, 'axiom', { datasetName: 'else' }),
    'logStreams.sentry': state => stream(state, 'sentry', { tags: { a: '1' } }),
  }
  const limit = (state: FakeDeployment['state'], limitType: string, change: object) => {
    state.usageLimits = state.usageLimits.map(one =>
      one.limitType === limitType && one.window === 'day' ? { ...one, ...change } : one,
    )
  }
  const stream = (state: FakeDeployment['state'], kind: string, change: object) => {
    for (const one of state.logStreams)
      if (one.config.logStreamType === kind) one.config = { ...one.config, ...change }
  }

  test.each(Object.entries(moves))('%s', async (path, move) => {
    const { fake, client } = await connect(false)
    const plan = await planDeployment(client, CONFIG)
    move(fake.state)
    const before = members(fake)
    const error = await failureOf(applyPlan(client, plan))
    expect(error).toBeInstanceOf(StalePlanError)
    const name = path.replace(/^environment\./, '')
    expect(error).toMatchObject({
      outcome: 'not-sent',
      names: [name],
      message: expect.stringContaining(`${name} changed on`),
    })
    expect(members(fake)).toEqual(before)
  })

  test('unless it is as planned by now, which is not done again', async () => {
    const { fake, client } = await connect(false)
    const plan = await planDeployment(client, CONFIG)
    fake.state.canonicalUrls.convexSite = 'https://new.example.com'
    stream(fake.state, 'axiom', { datasetName: 'new' })
    const { steps } = await applyPlan(client, plan)
    const unchanged = steps.filter(({ status }) => status === 'unchanged').map(({ name }) => name)
    expect(unchanged).toEqual(['convexSite', 'axiom'])
  })

  test('a stream that failed since, whose keys are then sent as well', async () => {
    const { fake, client } = await connect(false)
    const plan = await planDeployment(client, CONFIG)
    const [axiom] = fake.state.logStreams.filter(({ config }) => config.logStreamType === 'axiom')
    if (axiom) axiom.status = { type: 'failed', reason: 'refused' }
    expect(await failureOf(applyPlan(client, plan))).toMatchObject({ names: ['logStreams.axiom'] })
  })
})
