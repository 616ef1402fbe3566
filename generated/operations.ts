// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

import * as is from '../src/schema/is.js'
import type { OperationTable } from '../src/schema/operation.js'
import type { Schema } from '../src/schema/schema.js'
import type * as v1Types from './v1.js'
import type * as v1BetaTypes from './v1-beta.js'

/** The operations of `openapi/v1.yaml`. */
export const v1 = () => {
  const EnvironmentVariableChange: Schema = is.object({ name: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', 'x-max-bytes': 256 }, 'value?': { type: ['string', 'null'], 'x-sensitive': true, 'x-max-bytes': 8192 } }, { 'x-reserved-names': ['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'] })
  const UpdateEnvironmentVariablesRequest: Schema = is.object({ changes: { type: 'array', 'x-unique': 'name', items: EnvironmentVariableChange } })
  const stringSensitive: Schema = { type: 'string', 'x-sensitive': true }
  const ListEnvironmentVariablesResponse: Schema = is.object({ environmentVariables: { type: 'object', additionalProperties: stringSensitive } })
  const integerMinimum0: Schema = { type: 'integer', minimum: 0 }
  const integerMinimum1Maximum100: Schema = { type: 'integer', minimum: 1, maximum: 100 }
  const stringNull: Schema = { type: ['string', 'null'] }
  const AuditLogActor: Schema = is.union('kind', {
    system: {},
    member: { member_id: integerMinimum0 },
    token: { token_id: integerMinimum0, 'member_id?': { type: ['integer', 'null'], minimum: 0 }, 'client_id?': stringNull },
  }, { 'x-open': true })
  const AuditLogEvent: Schema = is.object({ actor: AuditLogActor, action: is.string, createTime: is.integer, metadata: {  }, 'clientIp?': stringNull, 'clientUserAgent?': stringNull })
  const PaginationMetadata: Schema = is.object({ hasMore: is.boolean, 'nextCursor?': stringNull })
  const ListAuditLogEventsResponse: Schema = is.object({ items: { type: 'array', items: AuditLogEvent }, pagination: PaginationMetadata })
  const DeploymentInfo: Schema = is.union('kind', {
    cloud: { id: integerMinimum0, deploymentType: is.string, 'reference?': stringNull, teamId: integerMinimum0, projectId: integerMinimum0, 'projectName?': stringNull, 'projectSlug?': stringNull },
    selfHosted: {},
  }, { 'x-open': true })
  const WindowUsage: Schema = is.object({ current_day: is.number, current_month: is.number })
  const MetricUsage: Schema = is.object({ unit: is.string, usage: WindowUsage })
  const CurrentUsage: Schema = is.object({ metrics: { type: 'object', additionalProperties: MetricUsage }, seedStatus: is.string })
  const UsageLimit: Schema = is.object({ id: is.string, metric: is.string, window: is.string, limitType: is.string, limit: { type: 'integer', minimum: 1 }, enabled: is.boolean })
  const ListUsageLimitsResponse: Schema = is.object({ usageLimits: { type: 'array', items: UsageLimit } })
  const UsageLimitMetric: Schema = { type: 'string', enum: ['functionCalls', 'databaseIoGb', 'dataEgressGb', 'searchQueryGb', 'queryMutationComputeGbHours', 'actionComputeConvexGbHours', 'actionComputeNodeJsGbHours', 'actionComputeCpuGbHours', 'aiGatewayCostDollars'] }
  const UsageLimitWindow: Schema = { type: 'string', enum: ['day', 'month'] }
  const UsageLimitType: Schema = { type: 'string', enum: ['warning', 'disable'] }
  const UsageLimitConfig: Schema = is.object({ metric: UsageLimitMetric, window: UsageLimitWindow, limitType: UsageLimitType, limit: { type: 'integer', minimum: 1, maximum: 9007199254740991 }, enabled: is.boolean })
  const UsageLimitResponse: Schema = is.object({ usageLimit: UsageLimit })
  const RequestDestination: Schema = { type: 'string', enum: ['convexCloud', 'convexSite'] }
  const UpdateCanonicalUrlRequest: Schema = is.object({ requestDestination: RequestDestination, 'url?': stringNull })
  const CanonicalUrls: Schema = is.object({ convexCloudUrl: is.string, convexSiteUrl: is.string })
  const LogStreamStatus: Schema = is.union('type', {
    pending: {},
    restarting: {},
    active: {},
    failed: { reason: is.string },
    deleting: {},
  }, { 'x-open': true })
  const oneOfNullLogStreamStatus: Schema = { oneOf: [{ type: 'null' }, LogStreamStatus] }
  const arrayItemsString: Schema = { type: 'array', items: is.string }
  const arrayNullItemsString: Schema = { type: ['array', 'null'], items: is.string }
  const AxiomAttribute: Schema = is.object({ key: is.string, value: is.string })
  const objectNullAdditionalPropertiesString: Schema = { type: ['object', 'null'], additionalProperties: is.string }
  const LogStreamConfig: Schema = is.union('logStreamType', {
    datadog: { id: is.string, 'status?': oneOfNullLogStreamStatus, siteLocation: is.string, ddTags: arrayItemsString, 'service?': stringNull, 'topics?': arrayNullItemsString },
    webhook: { id: is.string, 'status?': oneOfNullLogStreamStatus, url: stringSensitive, format: is.string, hmacSecret: stringSensitive, 'topics?': arrayNullItemsString },
    axiom: { id: is.string, 'status?': oneOfNullLogStreamStatus, datasetName: is.string, attributes: { type: 'array', items: AxiomAttribute }, 'ingestUrl?': stringNull, 'topics?': arrayNullItemsString },
    sentry: { id: is.string, 'status?': oneOfNullLogStreamStatus, 'tags?': objectNullAdditionalPropertiesString },
    postHogLogs: { id: is.string, status: LogStreamStatus, 'host?': stringNull, 'serviceName?': stringNull, 'topics?': arrayNullItemsString },
    postHogErrorTracking: { id: is.string, status: LogStreamStatus, 'host?': stringNull },
    s3Export: { id: is.string, status: LogStreamStatus, bucket: is.string, region: is.string, accessKeyId: is.string, period: is.string, 'prefix?': stringNull, selection: is.anyObject },
  }, { 'x-open': true })
  const DatadogSite: Schema = { type: 'string', enum: ['US1', 'US3', 'US5', 'EU', 'US1_FED', 'AP1'] }
  const LogTopic: Schema = { type: 'string', enum: ['console', 'function_execution', 'audit_log', 'scheduler_stats', 'scheduled_job_lag', 'current_storage_usage', 'concurrency_stats', 'storage_api_bandwidth', 'log_stream_egress', 'custom_audit', 'ai_gateway_usage'] }
  const arrayNullMinItems1ItemsLogTopic: Schema = { type: ['array', 'null'], minItems: 1, items: LogTopic }
  const WebhookFormat: Schema = { type: 'string', enum: ['json', 'jsonl'] }
  const arrayMaxItems1024ItemsAxiomAttribute: Schema = { type: 'array', maxItems: 1024, items: AxiomAttribute }
  const SyncPeriod: Schema = { type: 'string', enum: ['continuous', 'hourly', 'daily'] }
  const InclusionDefault: Schema = { type: 'string', enum: ['excluded', 'included'] }
  const stringConstExcluded: Schema = { type: 'string', const: 'excluded' }
  const SelectedColumns: Schema = is.object({ _other: InclusionDefault }, { additionalProperties: InclusionDefault })
  const TableSelection: Schema = { oneOf: [stringConstExcluded, SelectedColumns] }
  const SelectedTables: Schema = is.object({ _other: InclusionDefault }, { additionalProperties: TableSelection })
  const ComponentSelection: Schema = { oneOf: [stringConstExcluded, SelectedTables] }
  const Selection: Schema = is.object({ _other: InclusionDefault }, { additionalProperties: ComponentSelection })
  const CreateLogStreamArgs: Schema = is.union('logStreamType', {
    datadog: { siteLocation: DatadogSite, ddApiKey: stringSensitive, ddTags: arrayItemsString, 'service?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
    webhook: { url: stringSensitive, format: WebhookFormat, 'topics?': arrayNullMinItems1ItemsLogTopic },
    axiom: { apiKey: stringSensitive, datasetName: is.string, attributes: arrayMaxItems1024ItemsAxiomAttribute, 'ingestUrl?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
    sentry: { dsn: stringSensitive, 'tags?': objectNullAdditionalPropertiesString },
    postHogLogs: { apiKey: stringSensitive, 'host?': stringNull, 'serviceName?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
    postHogErrorTracking: { apiKey: stringSensitive, 'host?': stringNull },
    s3Export: { bucket: is.string, region: is.string, accessKeyId: is.string, secretAccessKey: stringSensitive, period: SyncPeriod, 'prefix?': stringNull, 'selection?': Selection },
  })
  const CreateLogStreamResponse: Schema = is.union('logStreamType', {
    datadog: { id: is.string },
    webhook: { id: is.string, hmacSecret: stringSensitive },
    axiom: { id: is.string },
    sentry: { id: is.string },
    postHogLogs: { id: is.string },
    postHogErrorTracking: { id: is.string },
    s3Export: { id: is.string },
  }, { 'x-open': true })
  const UpdateLogStreamArgs: Schema = is.union('logStreamType', {
    datadog: { 'siteLocation?': DatadogSite, 'ddApiKey?': stringSensitive, 'ddTags?': arrayItemsString, 'service?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
    webhook: { 'url?': stringSensitive, 'format?': WebhookFormat, 'topics?': arrayNullMinItems1ItemsLogTopic },
    axiom: { 'apiKey?': stringSensitive, 'datasetName?': is.string, 'attributes?': arrayMaxItems1024ItemsAxiomAttribute, 'ingestUrl?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
    sentry: { 'dsn?': stringSensitive, 'tags?': objectNullAdditionalPropertiesString },
    postHogLogs: { 'apiKey?': stringSensitive, 'host?': stringNull, 'serviceName?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
    postHogErrorTracking: { 'apiKey?': stringSensitive, 'host?': stringNull },
    s3Export: { 'bucket?': is.string, 'region?': is.string, 'accessKeyId?': is.string, 'secretAccessKey?': stringSensitive, 'period?': SyncPeriod, 'prefix?': stringNull, 'selection?': Selection },
  })
  const RotateWebhookSecretResponse: Schema = is.object({ logStreamType: { type: 'string', const: 'webhook' }, hmacSecret: stringSensitive })
  const DataSyncArgs: Schema = is.object({ 'cursor?': stringNull, 'selection?': Selection })
  const DataSyncStatus: Schema = is.union('type', {
    snapshotting: {},
    stale: { snapshotTs: is.integer },
    upToDate: { snapshotTs: is.integer },
  }, { 'x-open': true })
  const DataSyncTruncate: Schema = is.object({ component: is.string, table: is.string })
  const DataSyncValue: Schema = is.object({ component: is.string, table: is.string, ts: is.integer, deleted: is.boolean, value: is.anyObject })
  const DataSyncResponse: Schema = is.object({ status: DataSyncStatus, truncates: { type: 'array', items: DataSyncTruncate }, values: { type: 'array', items: DataSyncValue }, syncId: is.string, pagination: PaginationMetadata })
  const ActiveDataSyncStatus: Schema = is.union('type', {
    snapshotting: { numTablesSynced: integerMinimum0, totalTables: integerMinimum0, currentComponent: is.string, currentTable: is.string, numDocumentsInCurrentTable: integerMinimum0, totalDocumentsInCurrentTable: integerMinimum0, numDocumentsSynced: integerMinimum0, totalDocuments: integerMinimum0 },
    stale: { totalTables: integerMinimum0, numDocumentsSynced: integerMinimum0, syncedTs: is.integer },
    upToDate: { totalTables: integerMinimum0, numDocumentsSynced: integerMinimum0, syncedTs: is.integer },
  }, { 'x-open': true })
  const ActiveDataSync: Schema = is.object({ syncId: is.string, lastUpdated: is.integer, status: ActiveDataSyncStatus })
  const ListActiveSyncsResponse: Schema = is.object({ syncs: { type: 'array', items: ActiveDataSync }, pagination: PaginationMetadata })

  return {
    updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent', request: UpdateEnvironmentVariablesRequest },
    listEnvironmentVariables: { method: 'GET', path: '/list_environment_variables', retry: 'always', response: ListEnvironmentVariablesResponse },
    listAuditLogEvents: { method: 'GET', path: '/list_audit_log_events', retry: 'always', query: is.object({ from: integerMinimum0, 'limit?': integerMinimum1Maximum100, 'cursor?': is.string }), response: ListAuditLogEventsResponse },
    getDeploymentInfo: { method: 'GET', path: '/deployment_info', retry: 'always', response: DeploymentInfo },
    getCurrentUsage: { method: 'GET', path: '/get_current_usage', retry: 'always', response: CurrentUsage },
    listUsageLimits: { method: 'GET', path: '/list_usage_limits', retry: 'always', response: ListUsageLimitsResponse },
    createUsageLimit: { method: 'POST', path: '/create_usage_limit', retry: 'once', request: UsageLimitConfig, response: UsageLimitResponse },
    updateUsageLimit: { method: 'POST', path: '/update_usage_limit/{id}', retry: 'idempotent', request: UsageLimitConfig, response: UsageLimitResponse },
    deleteUsageLimit: { method: 'POST', path: '/delete_usage_limit/{id}', retry: 'once' },
    updateCanonicalUrl: { method: 'POST', path: '/update_canonical_url', retry: 'idempotent', request: UpdateCanonicalUrlRequest },
    getCanonicalUrls: { method: 'GET', path: '/get_canonical_urls', retry: 'always', response: CanonicalUrls },
    listLogStreams: { method: 'GET', path: '/list_log_streams', retry: 'always', response: { type: 'array', items: LogStreamConfig } },
    getLogStream: { method: 'GET', path: '/get_log_stream/{id}', retry: 'always', response: LogStreamConfig },
    deleteLogStream: { method: 'POST', path: '/delete_log_stream/{id}', retry: 'once' },
    createLogStream: { method: 'POST', path: '/create_log_stream', retry: 'once', request: CreateLogStreamArgs, response: CreateLogStreamResponse },
    updateLogStream: { method: 'POST', path: '/update_log_stream/{id}', retry: 'idempotent', request: UpdateLogStreamArgs },
    rotateWebhookSecret: { method: 'POST', path: '/rotate_webhook_secret/{id}', retry: 'once', response: RotateWebhookSecretResponse },
    pauseDeployment: { method: 'POST', path: '/pause_deployment', retry: 'idempotent' },
    unpauseDeployment: { method: 'POST', path: '/unpause_deployment', retry: 'once' },
    dataSync: { method: 'POST', path: '/data/sync', retry: 'once', retryWith: { cursor: 'always' }, bulk: true, maxResponseBytes: 134217728, bigints: ['snapshotTs', 'ts', 'value'], request: DataSyncArgs, response: DataSyncResponse },
    listActiveSyncs: { method: 'GET', path: '/data/list_active_syncs', retry: 'always', bigints: ['syncedTs'], query: is.object({ 'limit?': integerMinimum1Maximum100, 'cursor?': is.string }), response: ListActiveSyncsResponse },
    getActiveSync: { method: 'GET', path: '/data/sync/{sync_id}', retry: 'always', bigints: ['syncedTs'], response: ActiveDataSync },
  } as const satisfies OperationTable<v1Types.paths, v1Types.operations>
}

/** The operations of `openapi/v1-beta.yaml`. */
export const v1Beta = () => {
  const stringPatternAZaZAZaZ09MaxBytes256: Schema = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', 'x-max-bytes': 256 }
  const EnvironmentVariable: Schema = is.object({ name: stringPatternAZaZAZaZ09MaxBytes256, value: { type: 'string', 'x-sensitive': true, 'x-max-bytes': 8192 } }, { 'x-reserved-names': ['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'] })

  return {
    listEnvironmentVariables: { method: 'POST', path: '/list_environment_variables', retry: 'always', response: { type: 'array', items: EnvironmentVariable } },
    updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent', request: is.object({ changes: { type: 'array', 'x-unique': 'name', items: EnvironmentVariable } }) },
    deleteEnvironmentVariables: { method: 'POST', path: '/delete_environment_variables', retry: 'idempotent', request: is.object({ names: { type: 'array', 'x-unique': true, items: stringPatternAZaZAZaZ09MaxBytes256 } }) },
  } as const satisfies OperationTable<v1BetaTypes.paths, v1BetaTypes.operations>
}
