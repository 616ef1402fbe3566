import type { operations as v1Operations } from '../../generated/v1.js'
import type { operations as v1BetaOperations } from '../../generated/v1-beta.js'
import type { CallOptions, DeploymentClient } from '../../src/index.js'
import * as sample from './samples.js'

/** An operation: what it is sent, what it answers, and the methods that send it. */
export interface OperationCalls {
  readonly route: `${'GET' | 'POST'} /${string}`
  readonly writes: boolean
  readonly path?: object | undefined
  readonly query?: object | undefined
  readonly body?: object | undefined
  /** A body of its answer, where the document declares one: the example of the document. */
  readonly answer?: unknown
  /** The methods that send it; the first sends just what stands above. */
  readonly methods: readonly [MethodCall, ...MethodCall[]]
}

/** A method of the client that sends one request. */
export interface MethodCall {
  readonly method: string
  readonly call: (client: DeploymentClient, options?: CallOptions) => Promise<unknown>
  /** What it makes of the answer. */
  readonly result?: unknown
  /** What it sends, where that is not what the operation's first method sends. */
  readonly query?: string
  readonly body?: object
}

type PathOf<Operation> = Operation extends { parameters: { path: infer Path } } ? Path : undefined
type QueryOf<Operation> = Operation extends { parameters: { query?: infer Query } } ? Query : undefined
type BodyOf<Operation> = Operation extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : undefined

type Table<Operations> = {
  readonly [Id in keyof Operations]: OperationCalls & {
    readonly path?: PathOf<Operations[Id]>
    readonly query?: QueryOf<Operations[Id]>
    readonly body?: BodyOf<Operations[Id]>
  }
}

const path = { id: sample.STREAM_ID }
const updated = (name: string, value: string | null) => ({ changes: [{ name, value }] })
const first = async (items: AsyncIterator<unknown>) => (await items.next()).value
const only = (method: string, call: MethodCall['call'], result?: unknown): readonly [MethodCall] => [
  { method, call, result },
]

/** Every operation that deployments answer today: the compiler names one that is missing. */
export const V1: Table<v1Operations> = {
  listEnvironmentVariables: {
    route: 'GET /list_environment_variables',
    writes: false,
    answer: {
      environmentVariables: {
        GREETING: 'Hello from happy-otter-123',
        DATABASE_URL: 'https://db.example.com/mydb',
      },
    },
    methods: [
      {
        method: 'env.list',
        call: ({ env }, options) => env.list(options),
        result: [
          { name: 'DATABASE_URL', value: 'https://db.example.com/mydb' },
          { name: 'GREETING', value: 'Hello from happy-otter-123' },
        ],
      },
      {
        method: 'env.get',
        call: ({ env }, options) => env.get('GREETING', options),
        result: 'Hello from happy-otter-123',
      },
    ],
  },
  updateEnvironmentVariables: {
    route: 'POST /update_environment_variables',
    writes: true,
    body: updated('A', 'value-of-a'),
    methods: [
      { method: 'env.set', call: ({ env }, options) => env.set({ A: 'value-of-a' }, options) },
      {
        method: 'env.unset',
        call: ({ env }, options) => env.unset(['A'], options),
        body: updated('A', null),
      },
      {
        method: 'env.update',
        call: ({ env }, options) => env.update([{ name: 'A', value: null }], options),
        body: updated('A', null),
      },
    ],
  },
  getCanonicalUrls: {
    route: 'GET /get_canonical_urls',
    writes: false,
    answer: sample.URLS,
    methods: [
      {
        method: 'canonicalUrls.get',
        call: ({ canonicalUrls }, options) => canonicalUrls.get(options),
        result: sample.URLS,
      },
      { method: 'ready', call: (client, options) => client.ready(options) },
    ],
  },
  updateCanonicalUrl: {
    route: 'POST /update_canonical_url',
    writes: true,
    body: { requestDestination: 'convexCloud', url: 'https://api.example.com' },
    methods: [
      {
        method: 'canonicalUrls.set',
        call: ({ canonicalUrls }, options) =>
          canonicalUrls.set('convexCloud', 'https://api.example.com', options),
      },
      {
        method: 'canonicalUrls.reset',
        call: ({ canonicalUrls }, options) => canonicalUrls.reset('convexSite', options),
        body: { requestDestination: 'convexSite', url: null },
      },
    ],
  },
  listLogStreams: {
    route: 'GET /list_log_streams',
    writes: false,
    answer: sample.STREAMS,
    methods: only('logStreams.list', ({ logStreams }, options) => logStreams.list(options), sample.STREAMS),
  },
  getLogStream: {
    route: 'GET /get_log_stream/{id}',
    writes: false,
    path,
    answer: sample.WEBHOOK,
    methods: only(
      'logStreams.get',
      ({ logStreams }, options) => logStreams.get(path.id, options),
      sample.WEBHOOK,
    ),
  },
  createLogStream: {
    route: 'POST /create_log_stream',
    writes: true,
    body: sample.WEBHOOK_CONFIG,
    answer: sample.CREATED_WEBHOOK,
    methods: only(
      'logStreams.create',
      ({ logStreams }, options) => logStreams.create(sample.WEBHOOK_CONFIG, options),
      sample.CREATED_WEBHOOK,
    ),
  },
  updateLogStream: {
    route: 'POST /update_log_stream/{id}',
    writes: true,
    path,
    body: { logStreamType: 'webhook', format: 'json' },
    methods: only('logStreams.update', ({ logStreams }, options) =>
      logStreams.update(path.id, { logStreamType: 'webhook', format: 'json' }, options),
    ),
  },
  deleteLogStream: {
    route: 'POST /delete_log_stream/{id}',
    writes: true,
    path,
    methods: only('logStreams.delete', ({ logStreams }, options) => logStreams.delete(path.id, options)),
  },
  rotateWebhookSecret: {
    route: 'POST /rotate_webhook_secret/{id}',
    writes: true,
    path,
    answer: { logStreamType: 'webhook', hmacSecret: 'fedcba9876543210fedcba9876543210' },
    methods: only(
      'logStreams.rotateSecret',
      ({ logStreams }, options) => logStreams.rotateSecret(path.id, options),
      'fedcba9876543210fedcba9876543210',
    ),
  },
  getCurrentUsage: {
    route: 'GET /get_current_usage',
    writes: false,
    answer: sample.USAGE,
    methods: only('usage.current', ({ usage }, options) => usage.current(options), sample.USAGE),
  },
  listUsageLimits: {
    route: 'GET /list_usage_limits',
    writes: false,
    answer: { usageLimits: [sample.LIMIT] },
    methods: only('usageLimits.list', ({ usageLimits }, options) => usageLimits.list(options), [
      sample.LIMIT,
    ]),
  },
  createUsageLimit: {
    route: 'POST /create_usage_limit',
    writes: true,
    body: sample.LIMIT_CONFIG,
    answer: { usageLimit: sample.LIMIT },
    methods: only(
      'usageLimits.create',
      ({ usageLimits }, options) => usageLimits.create(sample.LIMIT_CONFIG, options),
      sample.LIMIT,
    ),
  },
  updateUsageLimit: {
    route: 'POST /update_usage_limit/{id}',
    writes: true,
    path: { id: sample.LIMIT.id },
    body: sample.LIMIT_CONFIG,
    answer: { usageLimit: sample.LIMIT },
    methods: only(
      'usageLimits.update',
      ({ usageLimits }, options) => usageLimits.update(sample.LIMIT.id, sample.LIMIT_CONFIG, options),
      sample.LIMIT,
    ),
  },
  deleteUsageLimit: {
    route: 'POST /delete_usage_limit/{id}',
    writes: true,
    path: { id: sample.LIMIT.id },
    methods: only('usageLimits.delete', ({ usageLimits }, options) =>
      usageLimits.delete(sample.LIMIT.id, options),
    ),
  },
  listAuditLogEvents: {
    route: 'GET /list_audit_log_events',
    writes: false,
    query: { from: 0 },
    answer: { items: [sample.EVENT], pagination: { hasMore: false } },
    methods: [
      {
        method: 'auditLog.page',
        call: ({ auditLog }, options) => auditLog.page({ from: 0 }, options),
        result: { items: [sample.EVENT], pagination: { hasMore: false } },
      },
      {
        method: 'auditLog.page with a cursor and a limit',
        call: ({ auditLog }, options) =>
          auditLog.page({ from: 1.7e12, cursor: 'a1 &=+/?#é', limit: 1 }, options),
        query: 'from=1700000000000&cursor=a1%20%26%3D%2B%2F%3F%23%C3%A9&limit=1',
        result: { items: [sample.EVENT], pagination: { hasMore: false } },
      },
      {
        method: 'auditLog.events',
        call: ({ auditLog }, options) => first(auditLog.events({ from: new Date('2025-11-23') }, options)),
        query: 'from=1763856000000&limit=100',
        result: sample.EVENT,
      },
      {
        method: 'auditLog.follow',
        call: ({ auditLog }, options) => first(auditLog.follow({ from: new Date('2025-11-23') }, options)),
        query: 'from=1763856000000&limit=100',
        result: sample.EVENT,
      },
    ],
  },
  dataSync: {
    route: 'POST /data/sync',
    writes: true,
    body: {},
    answer: sample.pageOf(Number),
    methods: only(
      'dataSync.pages',
      ({ dataSync }, options) => first(dataSync.pages({}, options)),
      sample.pageOf(BigInt),
    ),
  },
  listActiveSyncs: {
    route: 'GET /data/list_active_syncs',
    writes: false,
    query: { limit: 100 },
    answer: { syncs: [sample.syncOf(Number)], pagination: { hasMore: false } },
    methods: only(
      'dataSync.active',
      ({ dataSync }, options) => first(dataSync.active(options)),
      sample.syncOf(BigInt),
    ),
  },
  getActiveSync: {
    route: 'GET /data/sync/{sync_id}',
    writes: false,
    path: { sync_id: sample.syncOf(Number).syncId },
    answer: sample.syncOf(Number),
    methods: only(
      'dataSync.get',
      ({ dataSync }, options) => dataSync.get(sample.syncOf(Number).syncId, options),
      sample.syncOf(BigInt),
    ),
  },
  getDeploymentInfo: {
    route: 'GET /deployment_info',
    writes: false,
    answer: sample.INFO,
    methods: only('info', (client, options) => client.info(options), sample.INFO),
  },
  pauseDeployment: {
    route: 'POST /pause_deployment',
    writes: true,
    methods: only('pause', (client, options) => client.pause(options)),
  },
  unpauseDeployment: {
    route: 'POST /unpause_deployment',
    writes: true,
    methods: only('unpause', (client, options) => client.unpause(options)),
  },
}

/** Every operation of the published document. */
export const V1_BETA: Table<v1BetaOperations> = {
  listEnvironmentVariables: {
    route: 'POST /list_environment_variables',
    writes: false,
    answer: [{ name: 'DATABASE_URL', value: 'https://db.example.com/mydb' }],
    methods: only('env.list', ({ env }, options) => env.list(options), [
      { name: 'DATABASE_URL', value: 'https://db.example.com/mydb' },
    ]),
  },
  updateEnvironmentVariables: {
    route: 'POST /update_environment_variables',
    writes: true,
    body: { changes: [{ name: 'A', value: 'value-of-a' }] },
    methods: only('env.set', ({ env }, options) => env.set({ A: 'value-of-a' }, options)),
  },
  deleteEnvironmentVariables: {
    route: 'POST /delete_environment_variables',
    writes: true,
    body: { names: ['A'] },
    methods: only('env.unset', ({ env }, options) => env.unset(['A'], options)),
  },
}

export const CONTRACTS = { v1: V1, 'v1-beta': V1_BETA } as const

/** Every operation of both contracts, to go through. */
export const OPERATIONS: readonly (OperationCalls & {
  readonly contract: 'v1' | 'v1-beta'
  readonly id: string
})[] = [
  ...Object.entries<OperationCalls>(V1).map(([id, calls]) => ({ contract: 'v1' as const, id, ...calls })),
  ...Object.entries<OperationCalls>(V1_BETA).map(([id, calls]) => ({
    contract: 'v1-beta' as const,
    id,
    ...calls,
  })),
]

/** Sends an operation through the path client of its contract, or through another one that has its methods. */
export async function sendRaw(
  client: object,
  {
    route,
    path,
    query,
    body,
  }: Omit<OperationCalls, 'route' | 'methods' | 'writes'> & { readonly route: string },
): Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }> {
  const [method = '', template] = route.split(' ')
  return Reflect.get(client, method)(template, { params: { path, query }, body })
}
