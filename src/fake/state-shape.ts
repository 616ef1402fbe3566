import { permissionNames } from '../../generated/permissions.js'
import {
  at,
  flag,
  integer,
  list,
  map,
  members,
  mismatch,
  nullable,
  number,
  oneOf,
  optional,
  positive,
  record,
  type Shape,
  text,
} from './shapes.js'
import type {
  DeclaredVariable,
  FakeActor,
  FakeAuditEvent,
  FakeCloudPlace,
  FakeKey,
  FakeLogStream,
  FakeRevision,
  FakeState,
  FakeSync,
  FakeUsageLimit,
} from './state.js'

const actor: Shape<FakeActor> = (value, place) => {
  const { kind } = record(value, place)
  if (kind === 'system') return members<{ kind: 'system' }>({ kind: oneOf(['system']) })(value, place)
  if (kind === 'member') return member(value, place)
  if (kind === 'token') return token(value, place)
  return mismatch(at(place, 'kind'), 'must be one of system, member, token')
}
const member = members<Extract<FakeActor, { kind: 'member' }>>({
  kind: oneOf(['member']),
  member_id: number,
})
const token = members<Extract<FakeActor, { kind: 'token' }>>({
  kind: oneOf(['token']),
  token_id: number,
  member_id: nullable(number),
  client_id: nullable(text),
})

const permission = list(oneOf(permissionNames))
const key = members<FakeKey>({
  token: text,
  permissions: optional((value, place) => {
    if (value === 'read-only') return value
    const read = permission(value, place)
    return read.length > 0 ? read : mismatch(place, 'is empty, which permits all')
  }),
  actor: optional(actor),
  expiresAt: optional(number),
})

const pattern: Shape<string> = (value, place) => {
  const read = text(value, place)
  try {
    return new RegExp(read) && read
  } catch {
    return mismatch(place, 'is not a regular expression')
  }
}

const limit: Shape<number | bigint> = (value, place) => {
  const read = typeof value === 'bigint' ? value : number(value, place)
  return read > Number.MAX_SAFE_INTEGER ? read : Number(read)
}

const config: Shape<FakeLogStream['config']> = (value, place) => {
  const settings = record(value, place)
  return { ...settings, logStreamType: text(settings.logStreamType, at(place, 'logStreamType')) }
}

const document: Shape<FakeRevision['value']> = (value, place) => {
  const fields = record(value, place)
  text(fields._id, at(place, '_id'))
  return fields
}

const revision = list(
  members<FakeRevision>({
    component: text,
    table: text,
    ts: integer,
    deleted: optional(flag),
    value: document,
  }),
)
/** Positions in the log are found by its order. */
const revisions: Shape<FakeRevision[]> = (value, place) => {
  const read = revision(value, place)
  const late = read.findIndex(({ ts }, index) => ts < (read[index - 1]?.ts ?? ts))
  return late < 0 ? read : mismatch(`${place}[${late}].ts`, 'is less than the one before')
}

const keys: Shape<FakeKey[]> = (value, place) => {
  const read = list(key)(value, place)
  return read.length > 0 ? read : mismatch(place, "is empty: the first key is the fake's own")
}

/** The data of a fake deployment, of which the compiler finds a part that is forgotten. */
export const stateShape = members<FakeState>({
  name: text,
  kind: oneOf(['cloud', 'selfHosted']),
  deploymentType: text,
  cloud: optional(
    members<FakeCloudPlace>({
      id: number,
      teamId: number,
      projectId: number,
      projectName: text,
      projectSlug: text,
      reference: nullable(text),
      region: text,
    }),
  ),
  keys,
  issuers: list(text),
  plan: members<FakeState['plan']>({
    auditLogRetentionDays: nullable(number),
    logStreaming: flag,
    streamingExport: flag,
    customAuditLogs: flag,
  }),
  environmentVariables: map(text),
  declaredVariables: map(members<DeclaredVariable>({ required: optional(flag), pattern: optional(pattern) })),
  authConfigVariables: list(text),
  canonicalUrls: members<FakeState['canonicalUrls']>({
    convexCloud: optional(text),
    convexSite: optional(text),
  }),
  usage: map(members({ unit: text, current_day: number, current_month: number })),
  seedStatus: text,
  usageLimits: list(
    members<FakeUsageLimit>({
      id: text,
      metric: text,
      window: text,
      limitType: text,
      limit,
      enabled: flag,
    }),
  ),
  logStreams: list(
    members<FakeLogStream>({
      id: text,
      config,
      hmacSecret: optional(text),
      status: members<FakeLogStream['status']>({ type: text, reason: optional(text) }),
      since: number,
    }),
  ),
  paused: flag,
  suspended: flag,
  auditLog: list(
    members<FakeAuditEvent>({
      actor,
      action: text,
      createTime: number,
      metadata: record,
      clientIp: nullable(text),
      clientUserAgent: nullable(text),
    }),
  ),
  revisions,
  lastTs: integer,
  syncLimits: members({ documents: positive, bytes: positive, rows: positive }),
  syncs: list(members<FakeSync>({ syncId: text, lastUpdated: number, status: record })),
  cursorSecret: text,
})
