// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

/** A schema of a document, reduced to the keywords that validation reads. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema
  readonly items?: Schema
  readonly enum?: readonly (string | number | boolean | null)[]
  readonly const?: string | number | boolean | null
  readonly oneOf?: readonly Schema[]
  readonly discriminator?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly 'x-open'?: boolean
  readonly 'x-sensitive'?: boolean
  readonly 'x-unique'?: string | boolean
  readonly 'x-max-bytes'?: number
  readonly 'x-reserved-names'?: readonly string[]
}

/** An object: its members are required but those that are named after them. */
/* @__NO_SIDE_EFFECTS__ */
function members(properties: { readonly [name: string]: Schema }, ...optional: readonly string[]): Schema {
  const required = Object.keys(properties).filter(name => !optional.includes(name))
  return { type: 'object', required, properties }
}

const stringPatternAZaZAZaZ09MaxBytes256: Schema = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', 'x-max-bytes': 256 }
export const EnvironmentVariableChange: Schema = { ...members({ name: stringPatternAZaZAZaZ09MaxBytes256, value: { type: ['string', 'null'], 'x-sensitive': true, 'x-max-bytes': 8192 } }, 'value'), 'x-reserved-names': ['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'] }
export const UpdateEnvironmentVariablesRequest: Schema = members({ changes: { type: 'array', 'x-unique': 'name', items: EnvironmentVariableChange } })
const stringSensitive: Schema = { type: 'string', 'x-sensitive': true }
export const ListEnvironmentVariablesResponse: Schema = members({ environmentVariables: { type: 'object', additionalProperties: stringSensitive } })
const integerMinimum0: Schema = { type: 'integer', minimum: 0 }
const integerMinimum1Maximum100: Schema = { type: 'integer', minimum: 1, maximum: 100 }
const string: Schema = { type: 'string' }
export const listAuditLogEventsQuery: Schema = members({ from: integerMinimum0, limit: integerMinimum1Maximum100, cursor: string }, 'limit', 'cursor')
export const AuditLogSystemActor: Schema = members({ kind: { type: 'string', const: 'system' } })
export const AuditLogMemberActor: Schema = members({ kind: { type: 'string', const: 'member' }, member_id: integerMinimum0 })
const stringNull: Schema = { type: ['string', 'null'] }
export const AuditLogTokenActor: Schema = members({ kind: { type: 'string', const: 'token' }, token_id: integerMinimum0, member_id: { type: ['integer', 'null'], minimum: 0 }, client_id: stringNull })
export const AuditLogActor: Schema = { 'x-open': true, oneOf: [AuditLogSystemActor, AuditLogMemberActor, AuditLogTokenActor], discriminator: 'kind' }
const integer: Schema = { type: 'integer' }
const object: Schema = { type: 'object' }
export const AuditLogEvent: Schema = members({ actor: AuditLogActor, action: string, createTime: integer, metadata: object, clientIp: stringNull, clientUserAgent: stringNull })
const boolean: Schema = { type: 'boolean' }
export const PaginationMetadata: Schema = members({ hasMore: boolean, nextCursor: stringNull }, 'nextCursor')
export const ListAuditLogEventsResponse: Schema = members({ items: { type: 'array', items: AuditLogEvent }, pagination: PaginationMetadata })
export const CloudDeploymentInfo: Schema = members({ kind: { type: 'string', const: 'cloud' }, id: integerMinimum0, deploymentType: string, reference: stringNull, teamId: integerMinimum0, projectId: integerMinimum0, projectName: stringNull, projectSlug: stringNull })
export const SelfHostedDeploymentInfo: Schema = members({ kind: { type: 'string', const: 'selfHosted' } })
export const DeploymentInfo: Schema = { 'x-open': true, oneOf: [CloudDeploymentInfo, SelfHostedDeploymentInfo], discriminator: 'kind' }
const number: Schema = { type: 'number' }
export const WindowUsage: Schema = members({ current_day: number, current_month: number })
export const MetricUsage: Schema = members({ unit: string, usage: WindowUsage })
export const CurrentUsage: Schema = members({ metrics: { type: 'object', additionalProperties: MetricUsage }, seedStatus: string })
const integerMinimum1: Schema = { type: 'integer', minimum: 1 }
export const UsageLimit: Schema = members({ id: string, metric: string, window: string, limitType: string, limit: integerMinimum1, enabled: boolean })
export const ListUsageLimitsResponse: Schema = members({ usageLimits: { type: 'array', items: UsageLimit } })
export const UsageLimitMetric: Schema = { type: 'string', enum: ['functionCalls', 'databaseIoGb', 'dataEgressGb', 'searchQueryGb', 'queryMutationComputeGbHours', 'actionComputeConvexGbHours', 'actionComputeNodeJsGbHours', 'actionComputeCpuGbHours', 'aiGatewayCostDollars'] }
export const UsageLimitWindow: Schema = { type: 'string', enum: ['day', 'month'] }
export const UsageLimitType: Schema = { type: 'string', enum: ['warning', 'disable'] }
export const UsageLimitConfig: Schema = members({ metric: UsageLimitMetric, window: UsageLimitWindow, limitType: UsageLimitType, limit: integerMinimum1, enabled: boolean })
export const UsageLimitResponse: Schema = members({ usageLimit: UsageLimit })
export const RequestDestination: Schema = { type: 'string', enum: ['convexCloud', 'convexSite'] }
export const UpdateCanonicalUrlRequest: Schema = members({ requestDestination: RequestDestination, url: stringNull }, 'url')
export const CanonicalUrls: Schema = members({ convexCloudUrl: string, convexSiteUrl: string })
const stringConstDatadog: Schema = { type: 'string', const: 'datadog' }
export const LogStreamPending: Schema = members({ type: { type: 'string', const: 'pending' } })
export const LogStreamRestarting: Schema = members({ type: { type: 'string', const: 'restarting' } })
export const LogStreamActive: Schema = members({ type: { type: 'string', const: 'active' } })
export const LogStreamFailed: Schema = members({ type: { type: 'string', const: 'failed' }, reason: string })
export const LogStreamDeleting: Schema = members({ type: { type: 'string', const: 'deleting' } })
export const LogStreamStatus: Schema = { 'x-open': true, oneOf: [LogStreamPending, LogStreamRestarting, LogStreamActive, LogStreamFailed, LogStreamDeleting], discriminator: 'type' }
const arrayItemsString: Schema = { type: 'array', items: string }
const arrayNullItemsString: Schema = { type: ['array', 'null'], items: string }
export const DatadogLogStreamConfig: Schema = members({ logStreamType: stringConstDatadog, id: string, status: LogStreamStatus, siteLocation: string, ddTags: arrayItemsString, service: stringNull, topics: arrayNullItemsString }, 'service')
const stringConstWebhook: Schema = { type: 'string', const: 'webhook' }
export const WebhookLogStreamConfig: Schema = members({ logStreamType: stringConstWebhook, id: string, status: LogStreamStatus, url: string, format: string, hmacSecret: stringSensitive, topics: arrayNullItemsString })
const stringConstAxiom: Schema = { type: 'string', const: 'axiom' }
export const AxiomAttribute: Schema = members({ key: string, value: string })
export const AxiomLogStreamConfig: Schema = members({ logStreamType: stringConstAxiom, id: string, status: LogStreamStatus, datasetName: string, attributes: { type: 'array', items: AxiomAttribute }, ingestUrl: stringNull, topics: arrayNullItemsString }, 'ingestUrl')
const stringConstSentry: Schema = { type: 'string', const: 'sentry' }
const objectNullAdditionalPropertiesString: Schema = { type: ['object', 'null'], additionalProperties: string }
export const SentryLogStreamConfig: Schema = members({ logStreamType: stringConstSentry, id: string, status: LogStreamStatus, tags: objectNullAdditionalPropertiesString }, 'tags')
const stringConstPostHogLogs: Schema = { type: 'string', const: 'postHogLogs' }
export const PostHogLogsLogStreamConfig: Schema = members({ logStreamType: stringConstPostHogLogs, id: string, status: LogStreamStatus, host: stringNull, serviceName: stringNull, topics: arrayNullItemsString }, 'host', 'serviceName')
const stringConstPostHogErrorTracking: Schema = { type: 'string', const: 'postHogErrorTracking' }
export const PostHogErrorTrackingLogStreamConfig: Schema = members({ logStreamType: stringConstPostHogErrorTracking, id: string, status: LogStreamStatus, host: stringNull }, 'host')
export const LogStreamConfig: Schema = { 'x-open': true, oneOf: [DatadogLogStreamConfig, WebhookLogStreamConfig, AxiomLogStreamConfig, SentryLogStreamConfig, PostHogLogsLogStreamConfig, PostHogErrorTrackingLogStreamConfig], discriminator: 'logStreamType' }
export const listLogStreamsResponse: Schema = { type: 'array', items: LogStreamConfig }
export const DatadogSite: Schema = { type: 'string', enum: ['US1', 'US3', 'US5', 'EU', 'US1_FED', 'AP1'] }
export const LogTopic: Schema = { type: 'string', enum: ['console', 'function_execution', 'audit_log', 'scheduler_stats', 'scheduled_job_lag', 'current_storage_usage', 'concurrency_stats', 'storage_api_bandwidth', 'log_stream_egress', 'custom_audit'] }
const arrayNullMinItems1ItemsStringEnumConsoleFunctionExecutionAuditLogSchedulerStatsScheduledJobLagCurrentStorageUsageConcurrencyStatsStorageApiBandwidthLogStreamEgressCustomAudit: Schema = { type: ['array', 'null'], minItems: 1, items: LogTopic }
export const CreateDatadogLogStreamArgs: Schema = members({ logStreamType: stringConstDatadog, siteLocation: DatadogSite, ddApiKey: stringSensitive, ddTags: arrayItemsString, service: stringNull, topics: arrayNullMinItems1ItemsStringEnumConsoleFunctionExecutionAuditLogSchedulerStatsScheduledJobLagCurrentStorageUsageConcurrencyStatsStorageApiBandwidthLogStreamEgressCustomAudit }, 'service', 'topics')
export const WebhookFormat: Schema = { type: 'string', enum: ['json', 'jsonl'] }
export const CreateWebhookLogStreamArgs: Schema = members({ logStreamType: stringConstWebhook, url: string, format: WebhookFormat, topics: arrayNullMinItems1ItemsStringEnumConsoleFunctionExecutionAuditLogSchedulerStatsScheduledJobLagCurrentStorageUsageConcurrencyStatsStorageApiBandwidthLogStreamEgressCustomAudit }, 'topics')
const arrayMaxItems1024ItemsObjectRequiredKeyValuePropertiesKeyStringValueString: Schema = { type: 'array', maxItems: 1024, items: AxiomAttribute }
export const CreateAxiomLogStreamArgs: Schema = members({ logStreamType: stringConstAxiom, apiKey: stringSensitive, datasetName: string, attributes: arrayMaxItems1024ItemsObjectRequiredKeyValuePropertiesKeyStringValueString, ingestUrl: stringNull, topics: arrayNullMinItems1ItemsStringEnumConsoleFunctionExecutionAuditLogSchedulerStatsScheduledJobLagCurrentStorageUsageConcurrencyStatsStorageApiBandwidthLogStreamEgressCustomAudit }, 'ingestUrl', 'topics')
export const CreateSentryLogStreamArgs: Schema = members({ logStreamType: stringConstSentry, dsn: stringSensitive, tags: objectNullAdditionalPropertiesString }, 'tags')
export const CreatePostHogLogsLogStreamArgs: Schema = members({ logStreamType: stringConstPostHogLogs, apiKey: stringSensitive, host: stringNull, serviceName: stringNull, topics: arrayNullMinItems1ItemsStringEnumConsoleFunctionExecutionAuditLogSchedulerStatsScheduledJobLagCurrentStorageUsageConcurrencyStatsStorageApiBandwidthLogStreamEgressCustomAudit }, 'host', 'serviceName', 'topics')
export const CreatePostHogErrorTrackingLogStreamArgs: Schema = members({ logStreamType: stringConstPostHogErrorTracking, apiKey: stringSensitive, host: stringNull }, 'host')
export const CreateLogStreamArgs: Schema = { oneOf: [CreateDatadogLogStreamArgs, CreateWebhookLogStreamArgs, CreateAxiomLogStreamArgs, CreateSentryLogStreamArgs, CreatePostHogLogsLogStreamArgs, CreatePostHogErrorTrackingLogStreamArgs], discriminator: 'logStreamType' }
export const CreatedDatadogLogStream: Schema = members({ logStreamType: stringConstDatadog, id: string })
export const CreatedWebhookLogStream: Schema = members({ logStreamType: stringConstWebhook, id: string, hmacSecret: stringSensitive })
export const CreatedAxiomLogStream: Schema = members({ logStreamType: stringConstAxiom, id: string })
export const CreatedSentryLogStream: Schema = members({ logStreamType: stringConstSentry, id: string })
export const CreatedPostHogLogsLogStream: Schema = members({ logStreamType: stringConstPostHogLogs, id: string })
export const CreatedPostHogErrorTrackingLogStream: Schema = members({ logStreamType: stringConstPostHogErrorTracking, id: string })
export const CreateLogStreamResponse: Schema = { oneOf: [CreatedDatadogLogStream, CreatedWebhookLogStream, CreatedAxiomLogStream, CreatedSentryLogStream, CreatedPostHogLogsLogStream, CreatedPostHogErrorTrackingLogStream], discriminator: 'logStreamType' }
export const UpdateDatadogLogStreamArgs: Schema = members({ logStreamType: stringConstDatadog, siteLocation: DatadogSite, ddApiKey: stringSensitive, ddTags: arrayItemsString, service: stringNull, topics: arrayNullMinItems1ItemsStringEnumConsoleFunctionExecutionAuditLogSchedulerStatsScheduledJobLagCurrentStorageUsageConcurrencyStatsStorageApiBandwidthLogStreamEgressCustomAudit }, 'siteLocation', 'ddApiKey', 'ddTags', 'service', 'topics')
export const UpdateWebhookLogStreamArgs: Schema = members({ logStreamType: stringConstWebhook, url: string, format: WebhookFormat, topics: arrayNullMinItems1ItemsStringEnumConsoleFunctionExecutionAuditLogSchedulerStatsScheduledJobLagCurrentStorageUsageConcurrencyStatsStorageApiBandwidthLogStreamEgressCustomAudit }, 'url', 'format', 'topics')
export const UpdateAxiomLogStreamArgs: Schema = members({ logStreamType: stringConstAxiom, apiKey: stringSensitive, datasetName: string, attributes: arrayMaxItems1024ItemsObjectRequiredKeyValuePropertiesKeyStringValueString, ingestUrl: stringNull, topics: arrayNullMinItems1ItemsStringEnumConsoleFunctionExecutionAuditLogSchedulerStatsScheduledJobLagCurrentStorageUsageConcurrencyStatsStorageApiBandwidthLogStreamEgressCustomAudit }, 'apiKey', 'datasetName', 'attributes', 'ingestUrl', 'topics')
export const UpdateSentryLogStreamArgs: Schema = members({ logStreamType: stringConstSentry, dsn: stringSensitive, tags: objectNullAdditionalPropertiesString }, 'dsn', 'tags')
export const UpdatePostHogLogsLogStreamArgs: Schema = members({ logStreamType: stringConstPostHogLogs, apiKey: stringSensitive, host: stringNull, serviceName: stringNull, topics: arrayNullMinItems1ItemsStringEnumConsoleFunctionExecutionAuditLogSchedulerStatsScheduledJobLagCurrentStorageUsageConcurrencyStatsStorageApiBandwidthLogStreamEgressCustomAudit }, 'apiKey', 'host', 'serviceName', 'topics')
export const UpdatePostHogErrorTrackingLogStreamArgs: Schema = members({ logStreamType: stringConstPostHogErrorTracking, apiKey: stringSensitive, host: stringNull }, 'apiKey', 'host')
export const UpdateLogStreamArgs: Schema = { oneOf: [UpdateDatadogLogStreamArgs, UpdateWebhookLogStreamArgs, UpdateAxiomLogStreamArgs, UpdateSentryLogStreamArgs, UpdatePostHogLogsLogStreamArgs, UpdatePostHogErrorTrackingLogStreamArgs], discriminator: 'logStreamType' }
export const RotateWebhookSecretResponse: Schema = members({ logStreamType: stringConstWebhook, hmacSecret: stringSensitive })
export const InclusionDefault: Schema = { type: 'string', enum: ['excluded', 'included'] }
const stringConstExcluded: Schema = { type: 'string', const: 'excluded' }
export const SelectedColumns: Schema = { ...members({ _other: InclusionDefault }), additionalProperties: InclusionDefault }
export const TableSelection: Schema = { oneOf: [stringConstExcluded, SelectedColumns] }
export const SelectedTables: Schema = { ...members({ _other: InclusionDefault }), additionalProperties: TableSelection }
export const ComponentSelection: Schema = { oneOf: [stringConstExcluded, SelectedTables] }
export const Selection: Schema = { ...members({ _other: InclusionDefault }), additionalProperties: ComponentSelection }
export const DataSyncArgs: Schema = members({ cursor: stringNull, selection: Selection }, 'cursor', 'selection')
const stringConstSnapshotting: Schema = { type: 'string', const: 'snapshotting' }
export const DataSyncSnapshotting: Schema = members({ type: stringConstSnapshotting })
const stringConstStale: Schema = { type: 'string', const: 'stale' }
export const DataSyncStale: Schema = members({ type: stringConstStale, snapshotTs: integer })
const stringConstUpToDate: Schema = { type: 'string', const: 'upToDate' }
export const DataSyncUpToDate: Schema = members({ type: stringConstUpToDate, snapshotTs: integer })
export const DataSyncStatus: Schema = { 'x-open': true, oneOf: [DataSyncSnapshotting, DataSyncStale, DataSyncUpToDate], discriminator: 'type' }
export const DataSyncTruncate: Schema = members({ component: string, table: string })
export const DataSyncValue: Schema = members({ component: string, table: string, ts: integer, deleted: boolean, value: object })
export const DataSyncResponse: Schema = members({ status: DataSyncStatus, truncates: { type: 'array', items: DataSyncTruncate }, values: { type: 'array', items: DataSyncValue }, syncId: string, pagination: PaginationMetadata })
export const listActiveSyncsQuery: Schema = members({ limit: integerMinimum1Maximum100, cursor: string }, 'limit', 'cursor')
export const ActiveDataSyncSnapshotting: Schema = members({ type: stringConstSnapshotting, numTablesSynced: integerMinimum0, totalTables: integerMinimum0, currentComponent: string, currentTable: string, numDocumentsInCurrentTable: integerMinimum0, totalDocumentsInCurrentTable: integerMinimum0, numDocumentsSynced: integerMinimum0, totalDocuments: integerMinimum0 })
export const ActiveDataSyncStale: Schema = members({ type: stringConstStale, totalTables: integerMinimum0, numDocumentsSynced: integerMinimum0, syncedTs: integer })
export const ActiveDataSyncUpToDate: Schema = members({ type: stringConstUpToDate, totalTables: integerMinimum0, numDocumentsSynced: integerMinimum0, syncedTs: integer })
export const ActiveDataSyncStatus: Schema = { 'x-open': true, oneOf: [ActiveDataSyncSnapshotting, ActiveDataSyncStale, ActiveDataSyncUpToDate], discriminator: 'type' }
export const ActiveDataSync: Schema = members({ syncId: string, lastUpdated: integer, status: ActiveDataSyncStatus })
export const ListActiveSyncsResponse: Schema = members({ syncs: { type: 'array', items: ActiveDataSync }, pagination: PaginationMetadata })
export const EnvironmentVariable: Schema = { ...members({ name: stringPatternAZaZAZaZ09MaxBytes256, value: { type: 'string', 'x-sensitive': true, 'x-max-bytes': 8192 } }), 'x-reserved-names': ['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'] }
export const listEnvironmentVariablesResponse: Schema = { type: 'array', items: EnvironmentVariable }
export const updateEnvironmentVariablesRequest: Schema = members({ changes: { type: 'array', 'x-unique': 'name', items: EnvironmentVariable } })
export const deleteEnvironmentVariablesRequest: Schema = members({ names: { type: 'array', 'x-unique': true, items: stringPatternAZaZAZaZ09MaxBytes256 } })
