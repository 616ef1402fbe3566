import type { V1 } from '../../support/calls.js'

/**
 * The shape of an answer: a type by its name, `null` for an empty body, an array by its one item, several kinds by the
 * member that names them, or an object. There a question mark ends the name of a key that may be absent, and `*` is
 * the name of all other keys.
 */
export type Shape =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'any'
  | null
  | readonly [Shape]
  | { readonly nullable: Shape }
  | { readonly by: string; readonly of: Kinds }
  | { readonly [key: string]: Shape }

interface Kinds {
  readonly [kind: string]: { readonly [key: string]: Shape }
}

const text = { nullable: 'string' } as const
const count = { nullable: 'integer' } as const
const pagination = { hasMore: 'boolean', 'nextCursor?': text } as const

const status = {
  by: 'type',
  of: { pending: {}, restarting: {}, active: {}, failed: { reason: 'string' }, deleting: {} },
} as const
const sentry = { id: 'string', 'tags?': { nullable: { '*': 'string' } } } as const
const datadog = { id: 'string', siteLocation: 'string', ddTags: ['string'], 'service?': text } as const
const webhook = { id: 'string', url: 'string', format: 'string', hmacSecret: 'string' } as const
const axiom = {
  id: 'string',
  datasetName: 'string',
  attributes: [{ key: 'string', value: 'string' }],
  'ingestUrl?': text,
} as const
const postHogLogs = { id: 'string', status, 'host?': text, 'serviceName?': text } as const
const postHogErrorTracking = { id: 'string', status, 'host?': text } as const
const selection = { _other: 'string', '*': 'any' } as const
const exported = { id: 'string', status, period: 'string', selection } as const
const s3Export = {
  ...exported,
  bucket: 'string',
  region: 'string',
  accessKeyId: 'string',
  'prefix?': text,
} as const

const streams = { datadog, webhook, axiom, sentry }
const withStatus = {
  datadog: { ...datadog, status },
  webhook: { ...webhook, status },
  axiom: { ...axiom, status },
  sentry: { ...sentry, status },
}
const withPostHog = { ...withStatus, postHogLogs, postHogErrorTracking }
const topics = { 'topics?': { nullable: ['string'] } } as const
const withTopics = {
  ...withPostHog,
  datadog: { ...withPostHog.datadog, ...topics },
  webhook: { ...withPostHog.webhook, ...topics },
  axiom: { ...withPostHog.axiom, ...topics },
  postHogLogs: { ...postHogLogs, ...topics },
}

const created = {
  datadog: { id: 'string' },
  webhook: { id: 'string', hmacSecret: 'string' },
  axiom: { id: 'string' },
  sentry: { id: 'string' },
} as const
const createdWithPostHog = {
  ...created,
  postHogLogs: { id: 'string' },
  postHogErrorTracking: { id: 'string' },
} as const

/** The answers about log streams of a day: the list, one stream, and the creation of one where that changed as well. */
function logStreams(date: string, of: Kinds, made?: Kinds): Age[] {
  const stream = { by: 'logStreamType', of }
  const answers: Age[] = [
    [date, 'listLogStreams', [stream]],
    [date, 'getLogStream', stream],
  ]
  return made ? [...answers, [date, 'createLogStream', { by: 'logStreamType', of: made }]] : answers
}

const usage = { unit: 'string', usage: { current_day: 'number', current_month: 'number' } } as const
const limit = {
  id: 'string',
  metric: 'string',
  window: 'string',
  limitType: 'string',
  limit: 'integer',
  enabled: 'boolean',
} as const

function limits(date: string, shape: Shape): Age[] {
  return [
    [date, 'listUsageLimits', { usageLimits: [shape] }],
    [date, 'createUsageLimit', { usageLimit: shape }],
    [date, 'updateUsageLimit', { usageLimit: shape }],
  ]
}

const value = {
  component: 'string',
  table: 'string',
  ts: 'integer',
  deleted: 'boolean',
  value: { '*': 'any' },
} as const
const page = {
  syncId: 'string',
  truncates: [{ component: 'string', table: 'string' }],
  values: [value],
  pagination,
} as const
const progress = {
  numTablesSynced: 'integer',
  totalTables: 'integer',
  currentComponent: 'string',
  currentTable: 'string',
  numDocumentsInCurrentTable: 'integer',
  totalDocumentsInCurrentTable: 'integer',
  numDocumentsSynced: 'integer',
  totalDocuments: 'integer',
} as const
const done = { totalTables: 'integer', numDocumentsSynced: 'integer', syncedTs: 'integer' } as const
const kinds = (of: Kinds) => ({ status: { by: 'type', of } })
const activeSync = (of: Kinds) => ({ syncId: 'string', lastUpdated: 'integer', ...kinds(of) }) as const
const active = activeSync({ snapshotting: progress, stale: done, upToDate: done })

/** What an operation answered from a day on. */
export type Age = readonly [date: string, operation: keyof typeof V1, answer: Shape]

/**
 * What Convex's own document promised of each answer, from the day on that it said so: read from its versions of
 * August 2025 to September 2026. The days of September 2026 are within two weeks.
 *
 * Data sync begins on 2026-07-14. Three shapes of the four days before are left out: they have a cursor of their own, and
 * `_component`, `_table` and `_ts` beside the fields of a document. They were early access, and are not read. Of the
 * usage the document of the first three hours is left out, without `seedStatus`: no build answered so.
 */
export const AGES: readonly Age[] = [
  ['2025-08-19', 'updateEnvironmentVariables', null],
  ['2025-08-27', 'listEnvironmentVariables', { environmentVariables: { '*': 'string' } }],
  ['2025-10-10', 'updateCanonicalUrl', null],
  ['2025-10-10', 'getCanonicalUrls', { convexCloudUrl: 'string', convexSiteUrl: 'string' }],
  ...logStreams('2025-12-08', streams, created),
  ['2025-12-08', 'updateLogStream', null],
  ['2025-12-08', 'deleteLogStream', null],
  ['2025-12-08', 'rotateWebhookSecret', { by: 'logStreamType', of: { webhook: { hmacSecret: 'string' } } }],
  ['2026-01-07', 'pauseDeployment', null],
  ['2026-01-07', 'unpauseDeployment', null],
  ...logStreams('2026-01-14', withStatus),
  ...logStreams('2026-03-12', withPostHog, createdWithPostHog),
  [
    '2026-03-30',
    'getDeploymentInfo',
    {
      by: 'kind',
      of: {
        selfHosted: {},
        cloud: {
          id: 'integer',
          deploymentType: 'string',
          teamId: 'integer',
          projectId: 'integer',
          'projectName?': text,
          'projectSlug?': text,
          'reference?': text,
        },
      },
    },
  ],
  ...logStreams('2026-06-08', withTopics),
  [
    '2026-06-22',
    'listAuditLogEvents',
    {
      items: [
        {
          actor: {
            by: 'kind',
            of: {
              system: {},
              member: { member_id: 'integer' },
              token: { token_id: 'integer', 'member_id?': count, 'client_id?': text },
            },
          },
          action: 'string',
          createTime: 'integer',
          metadata: 'any',
          'clientIp?': text,
          'clientUserAgent?': text,
        },
      ],
      pagination,
    },
  ],
  ...limits('2026-07-09', { ...limit, 'name?': text }),
  ['2026-07-09', 'deleteUsageLimit', null],
  ['2026-07-13', 'getCurrentUsage', { metrics: { '*': usage }, seedStatus: 'string' }],
  [
    '2026-07-13',
    'listActiveSyncs',
    { syncs: [activeSync({ inProgress: progress, synced: done })], pagination },
  ],
  ...limits('2026-07-14', limit),
  ['2026-07-14', 'dataSync', { ...page, ...kinds({ inProgress: {}, synced: { syncedTs: 'integer' } }) }],
  [
    '2026-07-20',
    'dataSync',
    {
      ...page,
      ...kinds({ snapshotting: {}, stale: { snapshotTs: 'integer' }, upToDate: { snapshotTs: 'integer' } }),
    },
  ],
  ['2026-07-21', 'listActiveSyncs', { syncs: [active], pagination }],
  ['2026-09-16', 'getActiveSync', active],
  ...logStreams(
    '2026-09-17',
    { ...withTopics, s3Export, managedAnalytics: exported },
    { ...createdWithPostHog, s3Export: { id: 'string' }, managedAnalytics: { id: 'string' } },
  ),
  ...logStreams(
    '2026-09-28',
    { ...withTopics, s3Export },
    { ...createdWithPostHog, s3Export: { id: 'string' } },
  ),
]
