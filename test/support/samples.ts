/** What deployments hold, as the examples of the documents have it. */
export const STREAM_ID = 'kd7a2vq9m4x8s1f6t3bz5nwe0hj2gr9c'

export const LIMIT_CONFIG = {
  metric: 'functionCalls',
  window: 'day',
  limitType: 'disable',
  limit: 1_000_000,
  enabled: true,
} as const

export const LIMIT = { id: 'kx2b8n4v7c1z5q9w3e6r0t2y4p8a1s5d', ...LIMIT_CONFIG } as const

export const WEBHOOK_CONFIG = {
  logStreamType: 'webhook',
  url: 'https://logs.example.com/convex',
  format: 'jsonl',
} as const

export const CREATED_WEBHOOK = {
  logStreamType: 'webhook',
  id: STREAM_ID,
  hmacSecret: '0123456789abcdef0123456789abcdef',
} as const

export const WEBHOOK = {
  ...CREATED_WEBHOOK,
  ...WEBHOOK_CONFIG,
  status: { type: 'active' },
  topics: null,
} as const

export const STREAMS = [
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
]

export const URLS = {
  convexCloudUrl: 'https://happy-otter-123.convex.cloud',
  convexSiteUrl: 'https://happy-otter-123.convex.site',
}

export const EVENT = {
  actor: { kind: 'token', token_id: 81, member_id: 7, client_id: null },
  action: 'update_environment_variable',
  createTime: 1_763_887_200_000,
  metadata: { variable_name: 'DATABASE_URL' },
  clientIp: '203.0.113.7',
  clientUserAgent: 'convex-deployment',
}

const used = (unit: string, current_day: number, current_month: number) => ({
  unit,
  usage: { current_day, current_month },
})

export const USAGE = {
  metrics: {
    functionCalls: used('calls', 1520, 48_210),
    databaseIoGb: used('GB', 0.12, 3.4),
    dataEgressGb: used('GB', 0.03, 0.9),
    searchQueryGb: used('Query-GB', 0, 0),
    queryMutationComputeGbHours: used('GB-hours', 0.08, 2.1),
    actionComputeConvexGbHours: used('GB-hours', 0.01, 0.4),
    actionComputeNodeJsGbHours: used('GB-hours', 0, 0),
    actionComputeCpuGbHours: used('GB-hours', 0, 0),
    aiGatewayCostDollars: used('dollars', 0.31, 7.2),
  },
  seedStatus: 'complete',
}

export const INFO = {
  kind: 'cloud',
  id: 4711,
  deploymentType: 'prod',
  reference: 'production',
  teamId: 12,
  projectId: 345,
  projectName: 'Otter Pond',
  projectSlug: 'otter-pond',
}

/** A page of documents; as the client gives it, with integers of 64 bits as `bigint`. */
export function pageOf<Integer>(integer: (value: number) => Integer) {
  return {
    status: { type: 'upToDate', snapshotTs: integer(1_763_887_200_000_000_000) },
    truncates: [{ component: '', table: 'messages' }],
    values: [
      {
        component: '',
        table: 'messages',
        ts: integer(1_763_887_100_000_000_000),
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
  }
}

export function syncOf<Integer>(integer: (value: number) => Integer) {
  return {
    syncId: '3f0c2b1a-6d5e-4f7a-8b9c-0d1e2f3a4b5c',
    lastUpdated: 1_763_887_200_000,
    status: {
      type: 'upToDate',
      totalTables: 3,
      numDocumentsSynced: 1024,
      syncedTs: integer(1_763_887_200_000_000_000),
    },
  }
}
