/** Compile-only: what the facade's resources take and answer. */
import { expectTypeOf } from 'vitest'
import type {
  ActiveDataSync,
  AuditLogEvent,
  CreatedLogStream,
  DataSyncPage,
  DeploymentClient,
  DeploymentInfo,
  DocumentValue,
  LogStream,
} from '../../src/index.js'

export function streamsAreToldApart(stream: LogStream): string | null | undefined {
  // @ts-expect-error not all kinds have a URL
  if (stream.url) return undefined
  switch (stream.logStreamType) {
    case 'webhook':
      return stream.hmacSecret
    case 'datadog':
      return stream.service
    case 'axiom':
      return stream.ingestUrl
    case 'sentry':
      return stream.tags?.deployment
    case 'postHogLogs':
      return stream.serviceName
    case 'postHogErrorTracking':
      // @ts-expect-error it has no topics
      return stream.topics
    case 's3Export':
      // @ts-expect-error the key is never answered
      return stream.secretAccessKey
  }
}

export function statusesAreToldApart({ status }: LogStream): string {
  // @ts-expect-error an older deployment does not tell the status
  status.type
  return (status?.type === 'failed' ? status.reason : status?.type) ?? 'unknown'
}

export async function createLogStreams({ logStreams }: DeploymentClient) {
  const created = await logStreams.create({ logStreamType: 'postHogLogs', apiKey: 'k', topics: ['console'] })
  expectTypeOf(created).toEqualTypeOf<CreatedLogStream>()
  // @ts-expect-error only a webhook has a secret
  created.hmacSecret
  // @ts-expect-error the kind is needed
  await logStreams.create({ url: 'https://logs.example.com', format: 'json' })
  // @ts-expect-error the format is needed
  await logStreams.create({ logStreamType: 'webhook', url: 'https://logs.example.com' })
  // @ts-expect-error that setting is of another kind
  await logStreams.create({ logStreamType: 'sentry', dsn: 'https://k@a.example/1', topics: ['console'] })
  // @ts-expect-error nobody can subscribe to that topic
  await logStreams.create({ logStreamType: 'postHogLogs', apiKey: 'k', topics: ['verification'] })
  // @ts-expect-error tags are needed, if only an empty list
  await logStreams.create({ logStreamType: 'datadog', siteLocation: 'EU', ddApiKey: 'k', ddTags: null })
}

export async function updateLogStreams({ logStreams }: DeploymentClient) {
  expectTypeOf(await logStreams.update('k1', { logStreamType: 'sentry', tags: null })).toEqualTypeOf<void>()
  // @ts-expect-error the kind is needed
  await logStreams.update('k1', { topics: null })
  // @ts-expect-error undefined would be dropped: leave it out, or pass null to clear it
  await logStreams.update('k1', { logStreamType: 'webhook', topics: undefined })
  // @ts-expect-error null clears nothing here
  await logStreams.update('k1', { logStreamType: 'axiom', attributes: null })
  // @ts-expect-error an id is a string
  await logStreams.update(1, { logStreamType: 'webhook' })
  expectTypeOf(await logStreams.rotateSecret('k1')).toEqualTypeOf<string>()
}

export async function usageLimits({ usageLimits }: DeploymentClient) {
  const limit = {
    metric: 'functionCalls',
    window: 'day',
    limitType: 'disable',
    limit: 1,
    enabled: true,
  } as const
  expectTypeOf((await usageLimits.update('k1', limit)).id).toEqualTypeOf<string>()
  // @ts-expect-error an update replaces: all fields are needed
  await usageLimits.update('k1', { limit: 2 })
  // @ts-expect-error there is no such window
  await usageLimits.create({ ...limit, window: 'week' })
  // @ts-expect-error the limit is a number
  await usageLimits.create({ ...limit, limit: 1n })
}

export async function canonicalUrls({ canonicalUrls }: DeploymentClient) {
  await canonicalUrls.set('convexCloud', 'https://api.example.com')
  // @ts-expect-error there is no such destination
  await canonicalUrls.set('cloud', 'https://api.example.com')
  // @ts-expect-error going back to the default is `reset`
  await canonicalUrls.set('convexCloud', null)
  // @ts-expect-error it says which
  await canonicalUrls.reset()
}

export async function auditLog({ auditLog }: DeploymentClient) {
  for await (const event of auditLog.events({ from: new Date() })) {
    expectTypeOf(event).toEqualTypeOf<AuditLogEvent>()
    expectTypeOf(event.createTime).toEqualTypeOf<number>()
    // @ts-expect-error not every actor is a member
    event.actor.member_id
    if (event.actor.kind === 'token')
      expectTypeOf(event.actor.member_id).toEqualTypeOf<number | null | undefined>()
  }
  await auditLog.page({ from: 0, cursor: undefined, limit: 100 })
  // @ts-expect-error `from` is needed
  await auditLog.page({})
  // @ts-expect-error a moment is a number or a Date
  await auditLog.page({ from: '2025-11-23' })
  // @ts-expect-error the iterator chooses its pages itself
  auditLog.events({ from: 0, limit: 5 })
}

export async function dataSync({ dataSync }: DeploymentClient) {
  for await (const page of dataSync.pages({ cursor: undefined }, { timeout: 1 })) {
    expectTypeOf(page).toEqualTypeOf<DataSyncPage>()
    expectTypeOf(page.values[0]?.value).toEqualTypeOf<{ [key: string]: DocumentValue } | undefined>()
    if (page.status.type === 'upToDate') expectTypeOf(page.status.snapshotTs).toEqualTypeOf<bigint>()
    // @ts-expect-error a snapshot under way has no moment
    if (page.status.type === 'snapshotting') page.status.snapshotTs
  }
  for await (const sync of dataSync.active()) expectTypeOf(sync).toEqualTypeOf<ActiveDataSync>()

  dataSync.pages({ selection: { _other: 'excluded', '': { _other: 'included', logs: 'excluded' } } })
  // @ts-expect-error a selection has a default
  dataSync.pages({ selection: {} })
  // @ts-expect-error everything is synced without a selection, not with null
  dataSync.pages({ selection: null })
  // @ts-expect-error a column is excluded or included
  dataSync.pages({ selection: { _other: 'excluded', '': { _other: 'excluded', users: { _other: true } } } })
}

export function infoIsToldApart(info: DeploymentInfo): number | undefined {
  // @ts-expect-error a self-hosted deployment has no team
  const { teamId } = info
  return info.kind === 'cloud' ? info.teamId : teamId
}
