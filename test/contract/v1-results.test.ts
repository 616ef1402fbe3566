import { expect, inject, test } from 'vitest'
import type {
  ActiveDataSync,
  AuditLogPage,
  CanonicalUrls,
  CreatedLogStream,
  CurrentUsage,
  DataSyncPage,
  DeploymentInfo,
  EnvironmentVariable,
  LogStream,
  UsageLimit,
} from '../../src/index.js'
import { deployment } from '../support/deployment.js'

const STREAM_ID = 'kd7a2vq9m4x8s1f6t3bz5nwe0hj2gr9c'

const LIMIT_CONFIG = {
  metric: 'functionCalls',
  window: 'day',
  limitType: 'disable',
  limit: 1_000_000,
  enabled: true,
} as const

const LIMIT: UsageLimit = { id: 'kx2b8n4v7c1z5q9w3e6r0t2y4p8a1s5d', ...LIMIT_CONFIG }

const AUDIT_PAGE: AuditLogPage = {
  items: [
    {
      actor: { kind: 'token', token_id: 81, member_id: 7, client_id: null },
      action: 'update_environment_variable',
      createTime: 1_763_887_200_000,
      metadata: { variable_name: 'DATABASE_URL' },
      clientIp: '203.0.113.7',
      clientUserAgent: 'convex-deployment',
    },
  ],
  pagination: { hasMore: false },
}

const v1 = () => deployment({ url: inject('mocks').v1, contract: 'v1', retry: false })

test('env.list makes a sorted list of the map', async () => {
  const variables: EnvironmentVariable[] = await v1().env.list()
  expect(variables).toEqual([
    { name: 'DATABASE_URL', value: 'https://db.example.com/mydb' },
    { name: 'GREETING', value: 'Hello from happy-otter-123' },
  ])
})

test.each([
  ['GREETING', 'Hello from happy-otter-123'],
  ['greeting', undefined],
  ['toString', undefined],
])('env.get of %s', async (name, value) => {
  const found: string | undefined = await v1().env.get(name)
  expect(found).toBe(value)
})

test('canonicalUrls.get', async () => {
  const urls: CanonicalUrls = await v1().canonicalUrls.get()
  expect(urls).toEqual({
    convexCloudUrl: 'https://happy-otter-123.convex.cloud',
    convexSiteUrl: 'https://happy-otter-123.convex.site',
  })
})

test('logStreams.list', async () => {
  const streams: LogStream[] = await v1().logStreams.list()
  expect(streams).toEqual([
    {
      logStreamType: 'datadog',
      id: STREAM_ID,
      status: { type: 'active' },
      siteLocation: 'EU',
      ddTags: ['env:production'],
      service: 'happy-otter-123',
      topics: ['console', 'function_execution'],
    },
    {
      logStreamType: 'sentry',
      id: 'kd7c9w1e5r3t7y2p4a6s8d0f1g3h5j7k',
      status: { type: 'failed', reason: 'The DSN was refused.' },
      tags: { deployment: 'happy-otter-123' },
    },
  ])
})

test('logStreams.get', async () => {
  const stream: LogStream = await v1().logStreams.get(STREAM_ID)
  expect(stream).toEqual({
    logStreamType: 'webhook',
    id: STREAM_ID,
    status: { type: 'active' },
    url: 'https://logs.example.com/convex',
    format: 'jsonl',
    hmacSecret: '0123456789abcdef0123456789abcdef',
    topics: null,
  })
})

test('logStreams.create', async () => {
  const created: CreatedLogStream = await v1().logStreams.create({
    logStreamType: 'webhook',
    url: 'https://logs.example.com/convex',
    format: 'jsonl',
  })
  expect(created).toEqual({
    logStreamType: 'webhook',
    id: STREAM_ID,
    hmacSecret: '0123456789abcdef0123456789abcdef',
  })
})

test('logStreams.rotateSecret resolves with the bare secret', async () => {
  const secret: string = await v1().logStreams.rotateSecret(STREAM_ID)
  expect(secret).toBe('fedcba9876543210fedcba9876543210')
})

test('usage.current', async () => {
  const usage: CurrentUsage = await v1().usage.current()
  expect(usage).toEqual({
    metrics: {
      functionCalls: { unit: 'calls', usage: { current_day: 1520, current_month: 48_210 } },
      databaseIoGb: { unit: 'GB', usage: { current_day: 0.12, current_month: 3.4 } },
      dataEgressGb: { unit: 'GB', usage: { current_day: 0.03, current_month: 0.9 } },
      searchQueryGb: { unit: 'Query-GB', usage: { current_day: 0, current_month: 0 } },
      queryMutationComputeGbHours: { unit: 'GB-hours', usage: { current_day: 0.08, current_month: 2.1 } },
      actionComputeConvexGbHours: { unit: 'GB-hours', usage: { current_day: 0.01, current_month: 0.4 } },
      actionComputeNodeJsGbHours: { unit: 'GB-hours', usage: { current_day: 0, current_month: 0 } },
      actionComputeCpuGbHours: { unit: 'GB-hours', usage: { current_day: 0, current_month: 0 } },
    },
    seedStatus: 'complete',
  })
})

test('usageLimits.list', async () => {
  const limits: UsageLimit[] = await v1().usageLimits.list()
  expect(limits).toEqual([LIMIT])
})

test('usageLimits.create', async () => {
  const limit: UsageLimit = await v1().usageLimits.create(LIMIT_CONFIG)
  expect(limit).toEqual(LIMIT)
})

test('usageLimits.update', async () => {
  const limit: UsageLimit = await v1().usageLimits.update(LIMIT.id, LIMIT_CONFIG)
  expect(limit).toEqual(LIMIT)
})

test('auditLog.page', async () => {
  const page: AuditLogPage = await v1().auditLog.page({ from: 0 })
  expect(page).toEqual(AUDIT_PAGE)
})

test('auditLog.events gives the events of the page, and ends with the last', async () => {
  const events = v1().auditLog.events({ from: 0 })
  expect(await events.next()).toEqual({ done: false, value: AUDIT_PAGE.items[0] })
  expect(await events.next()).toEqual({ done: true, value: undefined })
})

test('dataSync.pages gives the page, and ends with one that is up to date', async () => {
  const pages = v1().dataSync.pages()
  const { value }: { value: DataSyncPage } = await pages.next()
  expect(value).toEqual({
    status: { type: 'upToDate', snapshotTs: 1_763_887_200_000_000_000n },
    truncates: [{ component: '', table: 'messages' }],
    values: [
      {
        component: '',
        table: 'messages',
        ts: 1_763_887_100_000_000_000n,
        deleted: false,
        value: {
          _id: 'j57b2n8m4v6c0x9z3q5w7e1r4t6y8p2a',
          _creationTime: 1_763_887_100_000.5,
          body: 'Hello from happy-otter-123',
        },
      },
    ],
    syncId: '3f0c2b1a-6d5e-4f7a-8b9c-0d1e2f3a4b5c',
    pagination: { hasMore: true, nextCursor: '0a1b2c3d4e5f' },
  })
  expect(await pages.next()).toEqual({ done: true, value: undefined })
})

test('dataSync.active gives the syncs of the page, and ends with the last', async () => {
  const syncs = v1().dataSync.active()
  const { value }: { value: ActiveDataSync } = await syncs.next()
  expect(value).toEqual({
    syncId: '3f0c2b1a-6d5e-4f7a-8b9c-0d1e2f3a4b5c',
    lastUpdated: 1_763_887_200_000,
    status: {
      type: 'upToDate',
      totalTables: 3,
      numDocumentsSynced: 1024,
      syncedTs: 1_763_887_200_000_000_000n,
    },
  })
  expect(await syncs.next()).toEqual({ done: true, value: undefined })
})

test('info', async () => {
  const info: DeploymentInfo = await v1().info()
  expect(info).toEqual({
    kind: 'cloud',
    id: 4711,
    deploymentType: 'prod',
    reference: 'production',
    teamId: 12,
    projectId: 345,
    projectName: 'Otter Pond',
    projectSlug: 'otter-pond',
  })
})

test('what has no answer resolves with nothing', async () => {
  const client = v1()
  const done = [
    client.env.set({ A: 'a' }),
    client.env.unset(['A']),
    client.env.update([{ name: 'A', value: null }]),
    client.canonicalUrls.set('convexSite', 'https://www.example.com'),
    client.canonicalUrls.reset('convexCloud'),
    client.logStreams.update(STREAM_ID, { logStreamType: 'sentry' }),
    client.logStreams.delete(STREAM_ID),
    client.usageLimits.delete(LIMIT.id),
    client.ready(),
    client.pause(),
    client.unpause(),
  ]
  expect(await Promise.all(done)).toEqual(done.map(() => undefined))
})
