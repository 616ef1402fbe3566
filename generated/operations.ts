// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

import type { CompactSchema } from '../src/schema/compact.js'
import type { OperationTable } from '../src/schema/operation.js'
import type * as v1Types from './v1.js'
import type * as v1BetaTypes from './v1-beta.js'

/** The operations of `openapi/v1.yaml`. */
export const v1 = () => {
  const EnvironmentVariableChange: CompactSchema = { members: { name: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', 'x-max-bytes': 256 }, 'value?': { type: ['string', 'null'], 'x-sensitive': true, 'x-max-bytes': 8192 } }, 'x-reserved-names': ['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'] }
  const UpdateEnvironmentVariablesRequest: CompactSchema = { members: { changes: { type: 'array', 'x-unique': 'name', items: EnvironmentVariableChange } } }
  const stringSensitive: CompactSchema = { type: 'string', 'x-sensitive': true }
  const ListEnvironmentVariablesResponse: CompactSchema = { members: { environmentVariables: { type: 'object', additionalProperties: stringSensitive } } }
  const integerMinimum0: CompactSchema = { type: 'integer', minimum: 0 }
  const integerMinimum1Maximum100: CompactSchema = { type: 'integer', minimum: 1, maximum: 100 }
  const stringNull: CompactSchema = { type: ['string', 'null'] }
  const AuditLogActor: CompactSchema = { kinds: {
      system: {},
      member: { member_id: integerMinimum0 },
      token: { token_id: integerMinimum0, member_id: { type: ['integer', 'null'], minimum: 0 }, client_id: stringNull },
    }, 'x-open': true, discriminator: 'kind' }
  const AuditLogEvent: CompactSchema = { members: { actor: AuditLogActor, action: 'string', createTime: 'integer', metadata: 'object', clientIp: stringNull, clientUserAgent: stringNull } }
  const PaginationMetadata: CompactSchema = { members: { hasMore: 'boolean', 'nextCursor?': stringNull } }
  const ListAuditLogEventsResponse: CompactSchema = { members: { items: { type: 'array', items: AuditLogEvent }, pagination: PaginationMetadata } }
  const DeploymentInfo: CompactSchema = { kinds: {
      cloud: { id: integerMinimum0, deploymentType: 'string', reference: stringNull, teamId: integerMinimum0, projectId: integerMinimum0, projectName: stringNull, projectSlug: stringNull },
      selfHosted: {},
    }, 'x-open': true, discriminator: 'kind' }
  const WindowUsage: CompactSchema = { members: { current_day: 'number', current_month: 'number' } }
  const MetricUsage: CompactSchema = { members: { unit: 'string', usage: WindowUsage } }
  const CurrentUsage: CompactSchema = { members: { metrics: { type: 'object', additionalProperties: MetricUsage }, seedStatus: 'string' } }
  const integerMinimum1: CompactSchema = { type: 'integer', minimum: 1 }
  const UsageLimit: CompactSchema = { members: { id: 'string', metric: 'string', window: 'string', limitType: 'string', limit: integerMinimum1, enabled: 'boolean' } }
  const ListUsageLimitsResponse: CompactSchema = { members: { usageLimits: { type: 'array', items: UsageLimit } } }
  const UsageLimitMetric: CompactSchema = { type: 'string', enum: ['functionCalls', 'databaseIoGb', 'dataEgressGb', 'searchQueryGb', 'queryMutationComputeGbHours', 'actionComputeConvexGbHours', 'actionComputeNodeJsGbHours', 'actionComputeCpuGbHours', 'aiGatewayCostDollars'] }
  const UsageLimitWindow: CompactSchema = { type: 'string', enum: ['day', 'month'] }
  const UsageLimitType: CompactSchema = { type: 'string', enum: ['warning', 'disable'] }
  const UsageLimitConfig: CompactSchema = { members: { metric: UsageLimitMetric, window: UsageLimitWindow, limitType: UsageLimitType, limit: integerMinimum1, enabled: 'boolean' } }
  const UsageLimitResponse: CompactSchema = { members: { usageLimit: UsageLimit } }
  const RequestDestination: CompactSchema = { type: 'string', enum: ['convexCloud', 'convexSite'] }
  const UpdateCanonicalUrlRequest: CompactSchema = { members: { requestDestination: RequestDestination, 'url?': stringNull } }
  const CanonicalUrls: CompactSchema = { members: { convexCloudUrl: 'string', convexSiteUrl: 'string' } }
  const LogStreamStatus: CompactSchema = { kinds: {
      pending: {},
      restarting: {},
      active: {},
      failed: { reason: 'string' },
      deleting: {},
    }, 'x-open': true, discriminator: 'type' }
  const arrayItemsString: CompactSchema = { type: 'array', items: 'string' }
  const arrayNullItemsString: CompactSchema = { type: ['array', 'null'], items: 'string' }
  const AxiomAttribute: CompactSchema = { members: { key: 'string', value: 'string' } }
  const objectNullAdditionalPropertiesString: CompactSchema = { type: ['object', 'null'], additionalProperties: 'string' }
  const LogStreamConfig: CompactSchema = { kinds: {
      datadog: { id: 'string', status: LogStreamStatus, siteLocation: 'string', ddTags: arrayItemsString, 'service?': stringNull, topics: arrayNullItemsString },
      webhook: { id: 'string', status: LogStreamStatus, url: stringSensitive, format: 'string', hmacSecret: stringSensitive, topics: arrayNullItemsString },
      axiom: { id: 'string', status: LogStreamStatus, datasetName: 'string', attributes: { type: 'array', items: AxiomAttribute }, 'ingestUrl?': stringNull, topics: arrayNullItemsString },
      sentry: { id: 'string', status: LogStreamStatus, 'tags?': objectNullAdditionalPropertiesString },
      postHogLogs: { id: 'string', status: LogStreamStatus, 'host?': stringNull, 'serviceName?': stringNull, topics: arrayNullItemsString },
      postHogErrorTracking: { id: 'string', status: LogStreamStatus, 'host?': stringNull },
    }, 'x-open': true, discriminator: 'logStreamType' }
  const DatadogSite: CompactSchema = { type: 'string', enum: ['US1', 'US3', 'US5', 'EU', 'US1_FED', 'AP1'] }
  const LogTopic: CompactSchema = { type: 'string', enum: ['console', 'function_execution', 'audit_log', 'scheduler_stats', 'scheduled_job_lag', 'current_storage_usage', 'concurrency_stats', 'storage_api_bandwidth', 'log_stream_egress', 'custom_audit'] }
  const arrayNullMinItems1ItemsLogTopic: CompactSchema = { type: ['array', 'null'], minItems: 1, items: LogTopic }
  const WebhookFormat: CompactSchema = { type: 'string', enum: ['json', 'jsonl'] }
  const arrayMaxItems1024ItemsAxiomAttribute: CompactSchema = { type: 'array', maxItems: 1024, items: AxiomAttribute }
  const CreateLogStreamArgs: CompactSchema = { kinds: {
      datadog: { siteLocation: DatadogSite, ddApiKey: stringSensitive, ddTags: arrayItemsString, 'service?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
      webhook: { url: stringSensitive, format: WebhookFormat, 'topics?': arrayNullMinItems1ItemsLogTopic },
      axiom: { apiKey: stringSensitive, datasetName: 'string', attributes: arrayMaxItems1024ItemsAxiomAttribute, 'ingestUrl?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
      sentry: { dsn: stringSensitive, 'tags?': objectNullAdditionalPropertiesString },
      postHogLogs: { apiKey: stringSensitive, 'host?': stringNull, 'serviceName?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
      postHogErrorTracking: { apiKey: stringSensitive, 'host?': stringNull },
    }, discriminator: 'logStreamType' }
  const CreateLogStreamResponse: CompactSchema = { kinds: {
      datadog: { id: 'string' },
      webhook: { id: 'string', hmacSecret: stringSensitive },
      axiom: { id: 'string' },
      sentry: { id: 'string' },
      postHogLogs: { id: 'string' },
      postHogErrorTracking: { id: 'string' },
    }, discriminator: 'logStreamType' }
  const UpdateLogStreamArgs: CompactSchema = { kinds: {
      datadog: { 'siteLocation?': DatadogSite, 'ddApiKey?': stringSensitive, 'ddTags?': arrayItemsString, 'service?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
      webhook: { 'url?': stringSensitive, 'format?': WebhookFormat, 'topics?': arrayNullMinItems1ItemsLogTopic },
      axiom: { 'apiKey?': stringSensitive, 'datasetName?': 'string', 'attributes?': arrayMaxItems1024ItemsAxiomAttribute, 'ingestUrl?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
      sentry: { 'dsn?': stringSensitive, 'tags?': objectNullAdditionalPropertiesString },
      postHogLogs: { 'apiKey?': stringSensitive, 'host?': stringNull, 'serviceName?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
      postHogErrorTracking: { 'apiKey?': stringSensitive, 'host?': stringNull },
    }, discriminator: 'logStreamType' }
  const RotateWebhookSecretResponse: CompactSchema = { members: { logStreamType: { type: 'string', const: 'webhook' }, hmacSecret: stringSensitive } }
  const InclusionDefault: CompactSchema = { type: 'string', enum: ['excluded', 'included'] }
  const stringConstExcluded: CompactSchema = { type: 'string', const: 'excluded' }
  const SelectedColumns: CompactSchema = { members: { _other: InclusionDefault }, additionalProperties: InclusionDefault }
  const TableSelection: CompactSchema = { oneOf: [stringConstExcluded, SelectedColumns] }
  const SelectedTables: CompactSchema = { members: { _other: InclusionDefault }, additionalProperties: TableSelection }
  const ComponentSelection: CompactSchema = { oneOf: [stringConstExcluded, SelectedTables] }
  const Selection: CompactSchema = { members: { _other: InclusionDefault }, additionalProperties: ComponentSelection }
  const DataSyncArgs: CompactSchema = { members: { 'cursor?': stringNull, 'selection?': Selection } }
  const DataSyncStatus: CompactSchema = { kinds: {
      snapshotting: {},
      stale: { snapshotTs: 'integer' },
      upToDate: { snapshotTs: 'integer' },
    }, 'x-open': true, discriminator: 'type' }
  const DataSyncTruncate: CompactSchema = { members: { component: 'string', table: 'string' } }
  const DataSyncValue: CompactSchema = { members: { component: 'string', table: 'string', ts: 'integer', deleted: 'boolean', value: 'object' } }
  const DataSyncResponse: CompactSchema = { members: { status: DataSyncStatus, truncates: { type: 'array', items: DataSyncTruncate }, values: { type: 'array', items: DataSyncValue }, syncId: 'string', pagination: PaginationMetadata } }
  const ActiveDataSyncStatus: CompactSchema = { kinds: {
      snapshotting: { numTablesSynced: integerMinimum0, totalTables: integerMinimum0, currentComponent: 'string', currentTable: 'string', numDocumentsInCurrentTable: integerMinimum0, totalDocumentsInCurrentTable: integerMinimum0, numDocumentsSynced: integerMinimum0, totalDocuments: integerMinimum0 },
      stale: { totalTables: integerMinimum0, numDocumentsSynced: integerMinimum0, syncedTs: 'integer' },
      upToDate: { totalTables: integerMinimum0, numDocumentsSynced: integerMinimum0, syncedTs: 'integer' },
    }, 'x-open': true, discriminator: 'type' }
  const ActiveDataSync: CompactSchema = { members: { syncId: 'string', lastUpdated: 'integer', status: ActiveDataSyncStatus } }
  const ListActiveSyncsResponse: CompactSchema = { members: { syncs: { type: 'array', items: ActiveDataSync }, pagination: PaginationMetadata } }

  return {
    updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent', request: UpdateEnvironmentVariablesRequest },
    listEnvironmentVariables: { method: 'GET', path: '/list_environment_variables', retry: 'always', response: ListEnvironmentVariablesResponse },
    listAuditLogEvents: { method: 'GET', path: '/list_audit_log_events', retry: 'always', query: { members: { from: integerMinimum0, 'limit?': integerMinimum1Maximum100, 'cursor?': 'string' } }, response: ListAuditLogEventsResponse },
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
    dataSync: { method: 'POST', path: '/data/sync', retry: 'once', retryWith: { cursor: 'always' }, bulk: true, bigints: ['snapshotTs', 'ts', 'value'], request: DataSyncArgs, response: DataSyncResponse },
    listActiveSyncs: { method: 'GET', path: '/data/list_active_syncs', retry: 'always', bigints: ['syncedTs'], query: { members: { 'limit?': integerMinimum1Maximum100, 'cursor?': 'string' } }, response: ListActiveSyncsResponse },
  } as const satisfies OperationTable<v1Types.paths, v1Types.operations>
}

/** The operations of `openapi/v1-beta.yaml`. */
export const v1Beta = () => {
  const stringPatternAZaZAZaZ09MaxBytes256: CompactSchema = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', 'x-max-bytes': 256 }
  const EnvironmentVariable: CompactSchema = { members: { name: stringPatternAZaZAZaZ09MaxBytes256, value: { type: 'string', 'x-sensitive': true, 'x-max-bytes': 8192 } }, 'x-reserved-names': ['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'] }

  return {
    listEnvironmentVariables: { method: 'POST', path: '/list_environment_variables', retry: 'always', response: { type: 'array', items: EnvironmentVariable } },
    updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent', request: { members: { changes: { type: 'array', 'x-unique': 'name', items: EnvironmentVariable } } } },
    deleteEnvironmentVariables: { method: 'POST', path: '/delete_environment_variables', retry: 'idempotent', request: { members: { names: { type: 'array', 'x-unique': true, items: stringPatternAZaZAZaZ09MaxBytes256 } } } },
  } as const satisfies OperationTable<v1BetaTypes.paths, v1BetaTypes.operations>
}
