import type { createDeploymentClient } from '@convex-dev/platform'
import type { CreateLogStreamArgs, UpdateLogStreamArgs } from '@convex-dev/platform/deploymentApi'
import { expect } from 'vitest'

/** The official client of one deployment. */
export type Official = ReturnType<typeof createDeploymentClient>

/** A call of the official client, with all that it may be answered. */
export interface PlatformCall {
  readonly what: string
  readonly make: (deployment: Official) => Promise<{ response: Response; data?: unknown; error?: unknown }>
  readonly answer: unknown
}

const params = { path: { id: 'kd7a2vq9m4x8s1f6t3bz5nwe0hj2gr9c' } }
const limit = {
  metric: 'functionCalls',
  window: 'day',
  limitType: 'disable',
  limit: 10,
  enabled: true,
} as const
const selection = {
  _other: 'excluded',
  '': { _other: 'included', users: { _other: 'included', ssn: 'excluded' } },
}

const newLogStreams: readonly CreateLogStreamArgs[] = [
  {
    logStreamType: 'datadog',
    siteLocation: 'US1_FED',
    ddApiKey: 'dd-key',
    ddTags: ['env:production'],
    service: 'otter',
    topics: ['console', 'custom_audit'],
  },
  { logStreamType: 'webhook', url: 'https://logs.example.com/convex', format: 'jsonl', topics: null },
  {
    logStreamType: 'axiom',
    apiKey: 'axiom-key',
    datasetName: 'convex',
    attributes: [{ key: 'env', value: 'production' }],
    ingestUrl: 'https://eu.example.com',
  },
  { logStreamType: 'sentry', dsn: 'https://key@sentry.example.com/1', tags: { deployment: 'otter' } },
  { logStreamType: 'postHogLogs', apiKey: 'phc_key', host: null, serviceName: 'otter' },
  { logStreamType: 'postHogErrorTracking', apiKey: 'phc_key', host: 'https://eu.example.com' },
]

const logStreamChanges: readonly UpdateLogStreamArgs[] = [
  {
    logStreamType: 'datadog',
    siteLocation: 'EU',
    ddApiKey: 'dd-key',
    ddTags: [],
    service: null,
    topics: null,
  },
  { logStreamType: 'webhook', url: 'https://logs.example.com/new', format: 'json', topics: ['audit_log'] },
  { logStreamType: 'axiom', apiKey: 'axiom-key', datasetName: 'new', attributes: [], ingestUrl: null },
  { logStreamType: 'sentry', dsn: 'https://key@sentry.example.com/2', tags: null },
  { logStreamType: 'postHogLogs', apiKey: 'phc_key', host: null, serviceName: null },
  { logStreamType: 'postHogErrorTracking' },
]

const text = expect.any(String)
const number = expect.any(Number)
const pagination = expect.objectContaining({ hasMore: expect.any(Boolean) })
const anyUsage = { unit: text, usage: { current_day: number, current_month: number } }
const anyUsageLimit = {
  id: text,
  metric: text,
  window: text,
  limitType: text,
  limit: number,
  enabled: expect.any(Boolean),
}
const anyLogStream = expect.objectContaining({
  logStreamType: text,
  id: text,
  status: expect.objectContaining({ type: text }),
})

/** Every operation, and of those that take several kinds of body every kind. */
export const platformCalls: readonly PlatformCall[] = [
  {
    what: 'setting and removing variables',
    make: deployment =>
      deployment.POST('/update_environment_variables', {
        body: { changes: [{ name: 'NEW', value: 'a' }, { name: 'OLD', value: null }, { name: 'OLDER' }] },
      }),
    answer: undefined,
  },
  {
    what: 'listing variables',
    make: deployment => deployment.GET('/list_environment_variables'),
    answer: { environmentVariables: expect.objectContaining({ DATABASE_URL: text }) },
  },
  {
    what: 'a page of the audit log',
    make: deployment =>
      deployment.GET('/list_audit_log_events', {
        params: { query: { from: 1763856000000, limit: 100, cursor: '0a1b2c3d4e5f' } },
      }),
    answer: {
      items: [
        {
          actor: { kind: 'token', token_id: number, member_id: number, client_id: null },
          action: text,
          createTime: number,
          metadata: expect.any(Object),
          clientIp: text,
          clientUserAgent: text,
        },
      ],
      pagination,
    },
  },
  {
    what: 'the first page of the audit log',
    make: deployment =>
      deployment.GET('/list_audit_log_events', { params: { query: { from: 1763856000000 } } }),
    answer: { items: expect.any(Array), pagination },
  },
  {
    what: 'the deployment info',
    make: deployment => deployment.GET('/deployment_info'),
    answer: {
      kind: 'cloud',
      id: number,
      deploymentType: text,
      reference: text,
      teamId: number,
      projectId: number,
      projectName: text,
      projectSlug: text,
    },
  },
  {
    what: 'the current usage',
    make: deployment => deployment.GET('/get_current_usage'),
    answer: { metrics: expect.objectContaining({ functionCalls: anyUsage }), seedStatus: text },
  },
  {
    what: 'listing usage limits',
    make: deployment => deployment.GET('/list_usage_limits'),
    answer: { usageLimits: [anyUsageLimit] },
  },
  {
    what: 'creating a usage limit',
    make: deployment => deployment.POST('/create_usage_limit', { body: limit }),
    answer: { usageLimit: anyUsageLimit },
  },
  {
    what: 'replacing a usage limit',
    make: deployment =>
      deployment.POST('/update_usage_limit/{id}', { params, body: { ...limit, enabled: false } }),
    answer: { usageLimit: anyUsageLimit },
  },
  {
    what: 'deleting a usage limit',
    make: deployment => deployment.POST('/delete_usage_limit/{id}', { params }),
    answer: undefined,
  },
  {
    what: 'setting a canonical URL',
    make: deployment =>
      deployment.POST('/update_canonical_url', {
        body: { requestDestination: 'convexCloud', url: 'https://api.example.com' },
      }),
    answer: undefined,
  },
  {
    what: 'resetting a canonical URL',
    make: deployment =>
      deployment.POST('/update_canonical_url', { body: { requestDestination: 'convexSite', url: null } }),
    answer: undefined,
  },
  {
    what: 'the canonical URLs',
    make: deployment => deployment.GET('/get_canonical_urls'),
    answer: { convexCloudUrl: text, convexSiteUrl: text },
  },
  {
    what: 'listing log streams',
    make: deployment => deployment.GET('/list_log_streams'),
    answer: [anyLogStream, anyLogStream],
  },
  {
    what: 'a log stream',
    make: deployment => deployment.GET('/get_log_stream/{id}', { params }),
    answer: anyLogStream,
  },
  {
    what: 'deleting a log stream',
    make: deployment => deployment.POST('/delete_log_stream/{id}', { params }),
    answer: undefined,
  },
  ...newLogStreams.map(body => ({
    what: `creating a ${body.logStreamType} log stream`,
    make: (deployment: Official) => deployment.POST('/create_log_stream', { body }),
    answer: expect.objectContaining({ logStreamType: text, id: text }),
  })),
  ...logStreamChanges.map(body => ({
    what: `changing a ${body.logStreamType} log stream`,
    make: (deployment: Official) => deployment.POST('/update_log_stream/{id}', { params, body }),
    answer: undefined,
  })),
  {
    what: "rotating a webhook's secret",
    make: deployment => deployment.POST('/rotate_webhook_secret/{id}', { params }),
    answer: { logStreamType: 'webhook', hmacSecret: text },
  },
  {
    what: 'pausing the deployment',
    make: deployment => deployment.POST('/pause_deployment'),
    answer: undefined,
  },
  {
    what: 'unpausing the deployment',
    make: deployment => deployment.POST('/unpause_deployment'),
    answer: undefined,
  },
  ...[
    {},
    { cursor: '0a1b2c3d4e5f' },
    // The official types of today have the abbreviations that servers no longer document.
    { selection: selection as never },
  ].map(body => ({
    what: `a page of documents with ${Object.keys(body).join() || 'nothing to say'}`,
    make: (deployment: Official) => deployment.POST('/data/sync', { body }),
    answer: {
      status: expect.objectContaining({ type: text }),
      truncates: [{ component: text, table: text }],
      values: [
        { component: text, table: text, ts: number, deleted: expect.any(Boolean), value: expect.any(Object) },
      ],
      syncId: text,
      pagination: { hasMore: true, nextCursor: text },
    },
  })),
  {
    what: 'listing active syncs',
    make: deployment =>
      deployment.GET('/data/list_active_syncs', { params: { query: { limit: 1, cursor: '0a1b2c3d4e5f' } } }),
    answer: {
      syncs: [{ syncId: text, lastUpdated: number, status: expect.objectContaining({ type: text }) }],
      pagination,
    },
  },
  {
    what: 'the first page of active syncs',
    make: deployment => deployment.GET('/data/list_active_syncs'),
    answer: { syncs: expect.any(Array), pagination },
  },
]
