import type { components as Official } from '@convex-dev/platform/deploymentApi'
import type { DocumentValue, components as Own } from '../../generated/v1.js'
import type { Open } from './compare.js'

/**
 * Every deliberate difference between the official types and ours, by operation and place (see `Diff`), with what only
 * one side may have there and why. `§` are sections of the facts about the API (`api-facts.md`); §19 lists where the
 * official document falls short of the server. A difference that is not here does not compile, nor one that is none.
 */
export interface Differences {
  'every operation': {
    'response.status': OnlyOurs<
      400 | 401 | 403 | 404 | 405 | 408 | 409 | 421 | 425 | 429 | 500 | 503,
      '§19.1: the official document has no error responses at all'
    >
  }
  'POST /update_environment_variables': Exact
  'GET /list_environment_variables': Exact
  'GET /list_audit_log_events': QueriedPage & {
    'response.items[].action': OpenEnum
  }
  'GET /deployment_info': {
    'response.cloud.deploymentType': OpenEnum
  }
  'GET /get_current_usage': {
    'response.metrics.*.unit': NewerMember<'dollars'>
    'response.seedStatus': OpenEnum
  }
  'GET /list_usage_limits': At<'response.usageLimits[]', ReadUsageLimit>
  'POST /create_usage_limit': SentUsageLimit & At<'response.usageLimit', ReadUsageLimit>
  'POST /update_usage_limit/{id}': SentUsageLimit & At<'response.usageLimit', ReadUsageLimit>
  'POST /delete_usage_limit/{id}': Exact
  'POST /update_canonical_url': Exact
  'GET /get_canonical_urls': Exact
  'GET /list_log_streams': At<'response[]', ReadLogStream>
  'GET /get_log_stream/{id}': At<'response', ReadLogStream>
  'POST /delete_log_stream/{id}': Exact
  'POST /create_log_stream': SentTopics & {
    'request.body.s3Export': NewerKind<Own['schemas']['CreateS3ExportLogStreamArgs']>
    'response.s3Export': NewerKind<Own['schemas']['CreatedS3ExportLogStream']>
  }
  'POST /update_log_stream/{id}': SentTopics & {
    'request.body.datadog.siteLocation': NullKeeps
    'request.body.datadog.ddApiKey': NullKeeps
    'request.body.datadog.ddTags': NullKeeps
    'request.body.webhook.url': NullKeeps
    'request.body.webhook.format': NullKeeps
    'request.body.axiom.apiKey': NullKeeps
    'request.body.axiom.datasetName': NullKeeps
    'request.body.axiom.attributes': NullKeeps
    'request.body.sentry.dsn': NullKeeps
    'request.body.postHogLogs.apiKey': NullKeeps
    'request.body.postHogErrorTracking.apiKey': NullKeeps
    'request.body.s3Export': NewerKind<Own['schemas']['UpdateS3ExportLogStreamArgs']>
  }
  'POST /rotate_webhook_secret/{id}': Exact
  'POST /pause_deployment': Exact
  'POST /unpause_deployment': Exact
  'POST /data/sync': {
    'request.body.selection.*': Differs<'excluded' | 'included', 'excl', SelectionWords>
    'request.body.selection.*.*': Differs<'excluded' | 'included', 'excl', SelectionWords>
    'request.body.selection.*.*.*': Differs<'excluded' | 'included', 'excl' | 'incl', SelectionWords>
    'response.status.snapshotting': KindOfOurs<Own['schemas']['DataSyncSnapshotting']>
    'response.status.stale': KindOfOurs<Own['schemas']['DataSyncStale']>
    'response.status.upToDate': KindOfOurs<Own['schemas']['DataSyncUpToDate']>
    'response.status.inProgress': KindOfTheirs<Official['schemas']['DataSyncInProgress']>
    'response.status.synced': KindOfTheirs<Official['schemas']['DataSyncSynced']>
    'response.values[].ts': Differs<
      bigint,
      number,
      '§19.8: nanoseconds exceed the safe integers of JavaScript'
    >
    'response.values[].value.*': OnlyOurs<DocumentValue, '§12: the official type holds no member at all'>
  }
  'GET /data/list_active_syncs': QueriedPage & {
    'response.syncs[].status.snapshotting': KindOfOurs<Own['schemas']['ActiveDataSyncSnapshotting']>
    'response.syncs[].status.stale': KindOfOurs<Own['schemas']['ActiveDataSyncStale']>
    'response.syncs[].status.upToDate': KindOfOurs<Own['schemas']['ActiveDataSyncUpToDate']>
    'response.syncs[].status.inProgress': KindOfTheirs<Official['schemas']['ActiveDataSyncInProgress']>
    'response.syncs[].status.synced': KindOfTheirs<Official['schemas']['ActiveDataSyncSynced']>
  }
  'GET /data/sync/{sync_id}': Newer<'§1: newer than the official package'>
}

/** A difference at one place: what only ours and what only theirs may be there. */
interface Differs<Ours, Theirs, Reason extends `§${string}`> {
  readonly ours: Ours
  readonly theirs: Theirs
  readonly reason: Reason
}
type OnlyOurs<What, Reason extends `§${string}`> = Differs<What, never, Reason>
type OnlyTheirs<What, Reason extends `§${string}`> = Differs<never, What, Reason>

/** An operation that theirs does not have yet. */
export interface Newer<Reason extends `§${string}`> {
  readonly newer: Reason
}

/** No difference, either way. */
type Exact = Record<never, never>

/** Differences of a part that several operations share. */
type At<Place extends string, Part> = { [Path in keyof Part & string as `${Place}.${Path}`]: Part[Path] }

type OpenEnum = OnlyOurs<Open, '§19.14: enums grow on live deployments, and stay open where they are read'>
type NewerMember<Member> = OnlyOurs<Member | Open, '§19.14: a newer member of an open enum'>
type NewerKind<Variant> = Differs<
  Omit<Variant, 'logStreamType'>,
  undefined,
  '§11: a kind that is newer than the official package'
>
type Younger = OnlyOurs<null | undefined, '§3: deployments answer it since 2026-01-14 only'>
type NullKeeps = OnlyTheirs<null, '§19.4: null clears nothing here, the server takes it for an absent field'>

type SelectionWords =
  '§3: the words of the server; the official package has abbreviations, undocumented by now'
type Kinds = '§3: the kinds that the server answers; the official package is older, and has two'
type KindOfOurs<Variant> = Differs<Omit<Variant, 'type'>, undefined, Kinds>
type KindOfTheirs<Variant> = Differs<undefined, Omit<Variant, 'type'>, Kinds>

interface QueriedPage {
  'request.query.limit': NullInQuery
  'request.query.cursor': NullInQuery
}
type NullInQuery = OnlyTheirs<null, '§19.2: a query cannot say null; leave the parameter out'>

interface SentUsageLimit {
  'request.body.metric': OnlyOurs<'aiGatewayCostDollars', '§19.14: a newer metric'>
}
interface ReadUsageLimit {
  metric: NewerMember<'aiGatewayCostDollars'>
  window: OpenEnum
  limitType: OpenEnum
}

interface SentTopics {
  'request.body.datadog.topics[]': NotToSubscribe
  'request.body.webhook.topics[]': NotToSubscribe
  'request.body.axiom.topics[]': NotToSubscribe
  'request.body.postHogLogs.topics[]': NotToSubscribe
}
type NotToSubscribe = Differs<
  'ai_gateway_usage',
  'verification' | 'exception',
  '§19.11: two cannot be subscribed to, and one is newer than the official package'
>

interface ReadLogStream {
  'datadog.status': Younger
  'datadog.siteLocation': OpenEnum
  'datadog.topics[]': NewerMember<'ai_gateway_usage'>
  'webhook.status': Younger
  'webhook.format': OpenEnum
  'webhook.topics[]': NewerMember<'ai_gateway_usage'>
  'axiom.status': Younger
  'axiom.topics[]': NewerMember<'ai_gateway_usage'>
  'postHogLogs.topics[]': NewerMember<'ai_gateway_usage'>
  'sentry.status': Younger
  s3Export: NewerKind<Own['schemas']['S3ExportLogStreamConfig']>
}
