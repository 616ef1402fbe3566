import type { Permission } from '../../generated/permissions.js'
import { randomHex } from './ids.js'

/** The holder of a key, as the audit log shows it. */
export type FakeActor =
  | { readonly kind: 'system' }
  | { readonly kind: 'member'; readonly member_id: number }
  | {
      readonly kind: 'token'
      readonly token_id: number
      readonly member_id: number | null
      readonly client_id: string | null
    }

/** A key that the fake accepts. */
export interface FakeKey {
  readonly token: string
  /**
   * The actions that it permits, such as `deployment:env:write`, or `read-only` for all `…:view`. By default all. An empty
   * list is refused: inside a deployment it permits all.
   */
  readonly permissions?: readonly Permission[] | 'read-only' | undefined
  /** Its holder in the audit log. By default a token of its own, on a self-hosted deployment member 0. */
  readonly actor?: FakeActor | undefined
  /** The time at which it expires, in milliseconds since the epoch. */
  readonly expiresAt?: number | undefined
}

/** A variable that the app declares. */
export interface DeclaredVariable {
  /** Set if the variable must not be removed. */
  readonly required?: boolean
  /** A regular expression that its value must match as a whole. */
  readonly pattern?: string
}

/** The features of the plan of the deployment's team. */
export interface FakePlan {
  /** The number of days that the audit log keeps: -1 for unlimited, `null` for no audit log. */
  auditLogRetentionDays: number | null
  logStreaming: boolean
  streamingExport: boolean
  customAuditLogs: boolean
}

export interface FakeUsageLimit {
  readonly id: string
  readonly metric: string
  readonly window: string
  readonly limitType: string
  /** A `bigint` beyond 2^53, of which a number would lose digits. */
  readonly limit: number | bigint
  readonly enabled: boolean
}

export interface FakeLogStream {
  readonly id: string
  /** The settings, with API keys and DSNs. `logStreamType` is the kind. */
  config: Readonly<Record<string, unknown>> & { readonly logStreamType: string }
  hmacSecret?: string
  status: { type: string; reason?: string }
  /** The time of its last change of status, by the fake's clock. */
  since: number
}

export interface FakeAuditEvent {
  readonly actor: FakeActor
  readonly action: string
  readonly createTime: number
  readonly metadata: Readonly<Record<string, unknown>>
  readonly clientIp: string | null
  readonly clientUserAgent: string | null
}

/** A revision of a document, for data sync. */
export interface FakeRevision {
  readonly component: string
  readonly table: string
  /** Nanoseconds since the epoch. */
  readonly ts: bigint
  readonly deleted?: boolean
  /** Integers as `bigint`, floats as `number`. */
  readonly value: Readonly<Record<string, unknown>>
}

export interface FakeSync {
  readonly syncId: string
  lastUpdated: number
  status: Readonly<Record<string, unknown>>
}

/** The size of a page of data sync. A commit is never split, and may exceed it. */
export interface FakeSyncLimits {
  /** The number of values. */
  documents: number
  /** The size of the documents in bytes. */
  bytes: number
  /** The number of rows of the log that are read for a page, whether they are selected or not. */
  rows: number
}

/** The place of a fake deployment on a fake platform. */
export interface FakeCloudPlace {
  readonly id: number
  readonly teamId: number
  readonly projectId: number
  readonly projectName: string
  readonly projectSlug: string
  reference: string | null
  /** The label of its region in its address, or an empty string for a region that has none. */
  readonly region: string
}

/** The data of a fake deployment. Tests may read and change it. */
export interface FakeState {
  name: string
  kind: 'cloud' | 'selfHosted'
  deploymentType: string
  /** Its place on the platform that created it. */
  cloud?: FakeCloudPlace
  keys: FakeKey[]
  /** The issuers of end users' tokens that the app accepts. */
  issuers: string[]
  plan: FakePlan
  environmentVariables: Map<string, string>
  declaredVariables: Map<string, DeclaredVariable>
  /** The variables that the app's auth config reads. */
  authConfigVariables: string[]
  canonicalUrls: { convexCloud?: string; convexSite?: string }
  usage: Map<string, { unit: string; current_day: number; current_month: number }>
  seedStatus: string
  usageLimits: FakeUsageLimit[]
  logStreams: FakeLogStream[]
  paused: boolean
  /** Set if Convex has stopped the deployment. */
  suspended: boolean
  auditLog: FakeAuditEvent[]
  /** The log of commits, by rising timestamps. Revisions with the same one are one commit. */
  revisions: FakeRevision[]
  /** The last timestamp that the deployment gave out. The next commit has a higher one. */
  lastTs: bigint
  /** The size of a page of data sync. */
  syncLimits: FakeSyncLimits
  syncs: FakeSync[]
  /** The secret that seals cursors. */
  cursorSecret: string
}

/** Returns the host of a deployment on the cloud, without its last label. */
export function cloudHost({ name, cloud }: FakeState): string {
  return [name, cloud?.region, 'convex'].filter(Boolean).join('.')
}

const UNITS = {
  functionCalls: 'calls',
  databaseIoGb: 'GB',
  dataEgressGb: 'GB',
  searchQueryGb: 'Query-GB',
  queryMutationComputeGbHours: 'GB-hours',
  actionComputeConvexGbHours: 'GB-hours',
  actionComputeNodeJsGbHours: 'GB-hours',
  actionComputeCpuGbHours: 'GB-hours',
  aiGatewayCostDollars: 'dollars',
}

/** Creates the state of a new deployment. */
export function freshState(name: string, kind: FakeState['kind']): FakeState {
  const cloud = kind === 'cloud'
  const unused = Object.entries(UNITS).map(
    ([metric, unit]) => [metric, { unit, current_day: 0, current_month: 0 }] as const,
  )
  return {
    name,
    kind,
    deploymentType: 'dev',
    keys: [],
    issuers: [],
    plan: {
      auditLogRetentionDays: cloud ? 30 : null,
      logStreaming: true,
      streamingExport: true,
      customAuditLogs: cloud,
    },
    environmentVariables: new Map(),
    declaredVariables: new Map(),
    authConfigVariables: [],
    canonicalUrls: {},
    usage: new Map(unused),
    seedStatus: cloud ? 'complete' : 'pending',
    usageLimits: [],
    logStreams: [],
    paused: false,
    suspended: false,
    auditLog: [],
    revisions: [],
    lastTs: 0n,
    syncLimits: { documents: 16_384, bytes: 64 * 1024 * 1024, rows: 32_768 },
    syncs: [],
    cursorSecret: randomHex(32),
  }
}
