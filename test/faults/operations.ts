import type { CallOptions, DeploymentClient, RetryOptions } from '../../src/index.js'
import type { v1 } from '../../src/schema/contracts.js'

/** An operation that stands for all that are repeated alike, answer a body or none, and have the same limits. */
export interface FaultedOperation {
  readonly kind: string
  readonly operation: keyof ReturnType<typeof v1>
  readonly call: (deployment: DeploymentClient, options: CallOptions) => Promise<unknown>
  readonly retry?: RetryOptions
  /** Whether it is repeated also where it may have taken effect. */
  readonly repeats: boolean
  /** Whether the document declares a body for its answer. */
  readonly answersBody: boolean
  readonly good: string
  readonly result: unknown
  readonly newer: string
  readonly newerResult: unknown
}

/** A usage limit, as it is asked for. */
export const LIMIT = {
  metric: 'functionCalls',
  window: 'day',
  limitType: 'disable',
  limit: 10,
  enabled: true,
} as const
const NEWER_LIMIT = { ...LIMIT, id: 'l1', metric: 'quantumReads', window: 'decade', since: 1, by: { id: 2 } }
const PAGE = {
  status: { type: 'upToDate', snapshotTs: 1 },
  truncates: [],
  values: [],
  syncId: 's1',
  pagination: { hasMore: true, nextCursor: 'c2' },
}
const NEWER_PAGE = { ...PAGE, status: { type: 'frozen', since: 'today' }, region: null }

const NO_BODY = {
  answersBody: false,
  good: '',
  result: undefined,
  newer: '{"revision":7}',
  newerResult: undefined,
} as const

const SYNC = {
  operation: 'dataSync',
  answersBody: true,
  good: JSON.stringify(PAGE),
  result: { ...PAGE, status: { type: 'upToDate', snapshotTs: 1n } },
  newer: JSON.stringify(NEWER_PAGE),
  newerResult: NEWER_PAGE,
} as const

const SET = {
  operation: 'updateEnvironmentVariables',
  call: ({ env }: DeploymentClient, options: CallOptions) => env.set({ A: 'value-of-a' }, options),
  ...NO_BODY,
} as const

/** One operation of each kind; a test compares them with the generated table. */
export const OPERATIONS: readonly FaultedOperation[] = [
  {
    kind: 'a read',
    operation: 'listEnvironmentVariables',
    call: ({ env }, options) => env.list(options),
    repeats: true,
    answersBody: true,
    good: '{"environmentVariables":{"A":"1"}}',
    result: [{ name: 'A', value: '1' }],
    newer: '{"environmentVariables":{"A":"1"},"revision":7,"by":{"id":1}}',
    newerResult: [{ name: 'A', value: '1' }],
  },
  { kind: 'a write', repeats: false, ...SET },
  { kind: 'a write under `repeatWrites`', repeats: true, retry: { repeatWrites: true }, ...SET },
  {
    kind: 'a write that answers',
    operation: 'updateUsageLimit',
    call: ({ usageLimits }, options) => usageLimits.update('l1', LIMIT, options),
    repeats: false,
    answersBody: true,
    good: JSON.stringify({ usageLimit: { ...LIMIT, id: 'l1' } }),
    result: { ...LIMIT, id: 'l1' },
    newer: JSON.stringify({ usageLimit: NEWER_LIMIT }),
    newerResult: NEWER_LIMIT,
  },
  {
    kind: 'a write that must happen once, under `repeatWrites`',
    operation: 'unpauseDeployment',
    call: (deployment, options) => deployment.unpause(options),
    retry: { repeatWrites: true },
    repeats: false,
    ...NO_BODY,
  },
  {
    kind: 'a write that must happen once and answers, under `repeatWrites`',
    operation: 'rotateWebhookSecret',
    call: ({ logStreams }, options) => logStreams.rotateSecret('s1', options),
    retry: { repeatWrites: true },
    repeats: false,
    answersBody: true,
    good: '{"logStreamType":"webhook","hmacSecret":"new"}',
    result: 'new',
    newer: '{"logStreamType":"webhook","hmacSecret":"new","expires":1}',
    newerResult: 'new',
  },
  {
    kind: 'the first page of a sync, under `repeatWrites`',
    call: async ({ dataSync }, options) => (await dataSync.pages({}, options).next()).value,
    retry: { repeatWrites: true },
    repeats: false,
    ...SYNC,
  },
  {
    kind: 'a further page of a sync',
    call: async ({ dataSync }, options) => (await dataSync.pages({ cursor: 'c1' }, options).next()).value,
    repeats: true,
    ...SYNC,
  },
]
