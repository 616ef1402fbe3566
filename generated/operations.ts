// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

import { kinds, members, optional, type Schema } from './schemas.js'
import type * as v1Types from './v1.js'
import type * as v1BetaTypes from './v1-beta.js'

/** When an operation may be sent again: rule 2 of the design, from `x-retry`. */
export type Retry = 'always' | 'idempotent' | 'once'

/** One operation of a document, as the transport needs it. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly retry: Retry
  /** The retry class of a request whose body holds the member named, from `x-retry-with`. */
  readonly retryWith?: { readonly [member: string]: Retry }
  /** Answers may be large and slow, from `x-bulk`. */
  readonly bulk?: true
  /** Members whose integers may exceed 2^53, themselves or within, from `x-bigint`. */
  readonly bigints?: readonly string[]
  /** What its query, its request's body and its answer's must fit, where it has any. */
  readonly query?: Schema
  readonly request?: Schema
  readonly response?: Schema
}

/** Every operation id of the path types, each with a path and a method that they know for it. */
type Table<Paths, Operations> = {
  readonly [Id in keyof Operations]: {
    [Path in keyof Paths & string]: {
      [Method in keyof Paths[Path] & string]: [Paths[Path][Method]] extends [Operations[Id]]
        ? Operation & { readonly method: Uppercase<Method>; readonly path: Path }
        : never
    }[keyof Paths[Path] & string]
  }[keyof Paths & string]
}

/** Made when they are first asked for: importing costs nothing. */
function make() {
  const stringPatternAZaZAZaZ09MaxBytes256: Schema = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', 'x-max-bytes': 256 }
  const EnvironmentVariableChange: Schema = { ...members({ name: stringPatternAZaZAZaZ09MaxBytes256, 'value?': { type: ['string', 'null'], 'x-sensitive': true, 'x-max-bytes': 8192 } }), 'x-reserved-names': ['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'] }
  const UpdateEnvironmentVariablesRequest: Schema = members({ changes: { type: 'array', 'x-unique': 'name', items: EnvironmentVariableChange } })
  const stringSensitive: Schema = { type: 'string', 'x-sensitive': true }
  const ListEnvironmentVariablesResponse: Schema = members({ environmentVariables: { type: 'object', additionalProperties: stringSensitive } })
  const integerMinimum0: Schema = { type: 'integer', minimum: 0 }
  const integerMinimum1Maximum100: Schema = { type: 'integer', minimum: 1, maximum: 100 }
  const string: Schema = { type: 'string' }
  const listAuditLogEventsQuery: Schema = members({ from: integerMinimum0, 'limit?': integerMinimum1Maximum100, 'cursor?': string })
  const stringNull: Schema = { type: ['string', 'null'] }
  const AuditLogActor: Schema = { ...kinds('kind', {
    system: {},
    member: { member_id: integerMinimum0 },
    token: { token_id: integerMinimum0, member_id: { type: ['integer', 'null'], minimum: 0 }, client_id: stringNull },
  }), 'x-open': true }
  const integer: Schema = { type: 'integer' }
  const object: Schema = { type: 'object' }
  const AuditLogEvent: Schema = members({ actor: AuditLogActor, action: string, createTime: integer, metadata: object, clientIp: stringNull, clientUserAgent: stringNull })
  const boolean: Schema = { type: 'boolean' }
  const PaginationMetadata: Schema = members({ hasMore: boolean, 'nextCursor?': stringNull })
  const ListAuditLogEventsResponse: Schema = members({ items: { type: 'array', items: AuditLogEvent }, pagination: PaginationMetadata })
  const DeploymentInfo: Schema = { ...kinds('kind', {
    cloud: { id: integerMinimum0, deploymentType: string, reference: stringNull, teamId: integerMinimum0, projectId: integerMinimum0, projectName: stringNull, projectSlug: stringNull },
    selfHosted: {},
  }), 'x-open': true }
  const number: Schema = { type: 'number' }
  const WindowUsage: Schema = members({ current_day: number, current_month: number })
  const MetricUsage: Schema = members({ unit: string, usage: WindowUsage })
  const CurrentUsage: Schema = members({ metrics: { type: 'object', additionalProperties: MetricUsage }, seedStatus: string })
  const integerMinimum1: Schema = { type: 'integer', minimum: 1 }
  const UsageLimit: Schema = members({ id: string, metric: string, window: string, limitType: string, limit: integerMinimum1, enabled: boolean })
  const ListUsageLimitsResponse: Schema = members({ usageLimits: { type: 'array', items: UsageLimit } })
  const UsageLimitMetric: Schema = { type: 'string', enum: ['functionCalls', 'databaseIoGb', 'dataEgressGb', 'searchQueryGb', 'queryMutationComputeGbHours', 'actionComputeConvexGbHours', 'actionComputeNodeJsGbHours', 'actionComputeCpuGbHours', 'aiGatewayCostDollars'] }
  const UsageLimitWindow: Schema = { type: 'string', enum: ['day', 'month'] }
  const UsageLimitType: Schema = { type: 'string', enum: ['warning', 'disable'] }
  const UsageLimitConfig: Schema = members({ metric: UsageLimitMetric, window: UsageLimitWindow, limitType: UsageLimitType, limit: integerMinimum1, enabled: boolean })
  const UsageLimitResponse: Schema = members({ usageLimit: UsageLimit })
  const RequestDestination: Schema = { type: 'string', enum: ['convexCloud', 'convexSite'] }
  const UpdateCanonicalUrlRequest: Schema = members({ requestDestination: RequestDestination, 'url?': stringNull })
  const CanonicalUrls: Schema = members({ convexCloudUrl: string, convexSiteUrl: string })
  const LogStreamStatus: Schema = { ...kinds('type', {
    pending: {},
    restarting: {},
    active: {},
    failed: { reason: string },
    deleting: {},
  }), 'x-open': true }
  const arrayItemsString: Schema = { type: 'array', items: string }
  const arrayNullItemsString: Schema = { type: ['array', 'null'], items: string }
  const AxiomAttribute: Schema = members({ key: string, value: string })
  const objectNullAdditionalPropertiesString: Schema = { type: ['object', 'null'], additionalProperties: string }
  const LogStreamConfig: Schema = { ...kinds('logStreamType', {
    datadog: { id: string, status: LogStreamStatus, siteLocation: string, ddTags: arrayItemsString, 'service?': stringNull, topics: arrayNullItemsString },
    webhook: { id: string, status: LogStreamStatus, url: stringSensitive, format: string, hmacSecret: stringSensitive, topics: arrayNullItemsString },
    axiom: { id: string, status: LogStreamStatus, datasetName: string, attributes: { type: 'array', items: AxiomAttribute }, 'ingestUrl?': stringNull, topics: arrayNullItemsString },
    sentry: { id: string, status: LogStreamStatus, 'tags?': objectNullAdditionalPropertiesString },
    postHogLogs: { id: string, status: LogStreamStatus, 'host?': stringNull, 'serviceName?': stringNull, topics: arrayNullItemsString },
    postHogErrorTracking: { id: string, status: LogStreamStatus, 'host?': stringNull },
  }), 'x-open': true }
  const listLogStreamsResponse: Schema = { type: 'array', items: LogStreamConfig }
  const DatadogSite: Schema = { type: 'string', enum: ['US1', 'US3', 'US5', 'EU', 'US1_FED', 'AP1'] }
  const LogTopic: Schema = { type: 'string', enum: ['console', 'function_execution', 'audit_log', 'scheduler_stats', 'scheduled_job_lag', 'current_storage_usage', 'concurrency_stats', 'storage_api_bandwidth', 'log_stream_egress', 'custom_audit'] }
  const arrayNullMinItems1ItemsLogTopic: Schema = { type: ['array', 'null'], minItems: 1, items: LogTopic }
  const WebhookFormat: Schema = { type: 'string', enum: ['json', 'jsonl'] }
  const arrayMaxItems1024ItemsAxiomAttribute: Schema = { type: 'array', maxItems: 1024, items: AxiomAttribute }
  const CreateLogStreamArgs: Schema = kinds('logStreamType', {
    datadog: { siteLocation: DatadogSite, ddApiKey: stringSensitive, ddTags: arrayItemsString, 'service?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
    webhook: { url: stringSensitive, format: WebhookFormat, 'topics?': arrayNullMinItems1ItemsLogTopic },
    axiom: { apiKey: stringSensitive, datasetName: string, attributes: arrayMaxItems1024ItemsAxiomAttribute, 'ingestUrl?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
    sentry: { dsn: stringSensitive, 'tags?': objectNullAdditionalPropertiesString },
    postHogLogs: { apiKey: stringSensitive, 'host?': stringNull, 'serviceName?': stringNull, 'topics?': arrayNullMinItems1ItemsLogTopic },
    postHogErrorTracking: { apiKey: stringSensitive, 'host?': stringNull },
  })
  const CreateLogStreamResponse: Schema = kinds('logStreamType', {
    datadog: { id: string },
    webhook: { id: string, hmacSecret: stringSensitive },
    axiom: { id: string },
    sentry: { id: string },
    postHogLogs: { id: string },
    postHogErrorTracking: { id: string },
  })
  const UpdateLogStreamArgs: Schema = optional(CreateLogStreamArgs)
  const RotateWebhookSecretResponse: Schema = members({ logStreamType: { type: 'string', const: 'webhook' }, hmacSecret: stringSensitive })
  const InclusionDefault: Schema = { type: 'string', enum: ['excluded', 'included'] }
  const stringConstExcluded: Schema = { type: 'string', const: 'excluded' }
  const SelectedColumns: Schema = { ...members({ _other: InclusionDefault }), additionalProperties: InclusionDefault }
  const TableSelection: Schema = { oneOf: [stringConstExcluded, SelectedColumns] }
  const SelectedTables: Schema = { ...members({ _other: InclusionDefault }), additionalProperties: TableSelection }
  const ComponentSelection: Schema = { oneOf: [stringConstExcluded, SelectedTables] }
  const Selection: Schema = { ...members({ _other: InclusionDefault }), additionalProperties: ComponentSelection }
  const DataSyncArgs: Schema = members({ 'cursor?': stringNull, 'selection?': Selection })
  const DataSyncStatus: Schema = { ...kinds('type', {
    snapshotting: {},
    stale: { snapshotTs: integer },
    upToDate: { snapshotTs: integer },
  }), 'x-open': true }
  const DataSyncTruncate: Schema = members({ component: string, table: string })
  const DataSyncValue: Schema = members({ component: string, table: string, ts: integer, deleted: boolean, value: object })
  const DataSyncResponse: Schema = members({ status: DataSyncStatus, truncates: { type: 'array', items: DataSyncTruncate }, values: { type: 'array', items: DataSyncValue }, syncId: string, pagination: PaginationMetadata })
  const listActiveSyncsQuery: Schema = members({ 'limit?': integerMinimum1Maximum100, 'cursor?': string })
  const ActiveDataSyncStatus: Schema = { ...kinds('type', {
    snapshotting: { numTablesSynced: integerMinimum0, totalTables: integerMinimum0, currentComponent: string, currentTable: string, numDocumentsInCurrentTable: integerMinimum0, totalDocumentsInCurrentTable: integerMinimum0, numDocumentsSynced: integerMinimum0, totalDocuments: integerMinimum0 },
    stale: { totalTables: integerMinimum0, numDocumentsSynced: integerMinimum0, syncedTs: integer },
    upToDate: { totalTables: integerMinimum0, numDocumentsSynced: integerMinimum0, syncedTs: integer },
  }), 'x-open': true }
  const ActiveDataSync: Schema = members({ syncId: string, lastUpdated: integer, status: ActiveDataSyncStatus })
  const ListActiveSyncsResponse: Schema = members({ syncs: { type: 'array', items: ActiveDataSync }, pagination: PaginationMetadata })
  const EnvironmentVariable: Schema = { ...members({ name: stringPatternAZaZAZaZ09MaxBytes256, value: { type: 'string', 'x-sensitive': true, 'x-max-bytes': 8192 } }), 'x-reserved-names': ['CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'] }
  const listEnvironmentVariablesResponse: Schema = { type: 'array', items: EnvironmentVariable }
  const updateEnvironmentVariablesRequest: Schema = members({ changes: { type: 'array', 'x-unique': 'name', items: EnvironmentVariable } })
  const deleteEnvironmentVariablesRequest: Schema = members({ names: { type: 'array', 'x-unique': true, items: stringPatternAZaZAZaZ09MaxBytes256 } })

  return {
    v1: {
      updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent', request: UpdateEnvironmentVariablesRequest },
      listEnvironmentVariables: { method: 'GET', path: '/list_environment_variables', retry: 'always', response: ListEnvironmentVariablesResponse },
      listAuditLogEvents: { method: 'GET', path: '/list_audit_log_events', retry: 'always', query: listAuditLogEventsQuery, response: ListAuditLogEventsResponse },
      getDeploymentInfo: { method: 'GET', path: '/deployment_info', retry: 'always', response: DeploymentInfo },
      getCurrentUsage: { method: 'GET', path: '/get_current_usage', retry: 'always', response: CurrentUsage },
      listUsageLimits: { method: 'GET', path: '/list_usage_limits', retry: 'always', response: ListUsageLimitsResponse },
      createUsageLimit: { method: 'POST', path: '/create_usage_limit', retry: 'once', request: UsageLimitConfig, response: UsageLimitResponse },
      updateUsageLimit: { method: 'POST', path: '/update_usage_limit/{id}', retry: 'idempotent', request: UsageLimitConfig, response: UsageLimitResponse },
      deleteUsageLimit: { method: 'POST', path: '/delete_usage_limit/{id}', retry: 'once' },
      updateCanonicalUrl: { method: 'POST', path: '/update_canonical_url', retry: 'idempotent', request: UpdateCanonicalUrlRequest },
      getCanonicalUrls: { method: 'GET', path: '/get_canonical_urls', retry: 'always', response: CanonicalUrls },
      listLogStreams: { method: 'GET', path: '/list_log_streams', retry: 'always', response: listLogStreamsResponse },
      getLogStream: { method: 'GET', path: '/get_log_stream/{id}', retry: 'always', response: LogStreamConfig },
      deleteLogStream: { method: 'POST', path: '/delete_log_stream/{id}', retry: 'once' },
      createLogStream: { method: 'POST', path: '/create_log_stream', retry: 'once', request: CreateLogStreamArgs, response: CreateLogStreamResponse },
      updateLogStream: { method: 'POST', path: '/update_log_stream/{id}', retry: 'idempotent', request: UpdateLogStreamArgs },
      rotateWebhookSecret: { method: 'POST', path: '/rotate_webhook_secret/{id}', retry: 'once', response: RotateWebhookSecretResponse },
      pauseDeployment: { method: 'POST', path: '/pause_deployment', retry: 'idempotent' },
      unpauseDeployment: { method: 'POST', path: '/unpause_deployment', retry: 'once' },
      dataSync: { method: 'POST', path: '/data/sync', retry: 'once', retryWith: { cursor: 'always' }, bulk: true, bigints: ['snapshotTs', 'ts', 'value'], request: DataSyncArgs, response: DataSyncResponse },
      listActiveSyncs: { method: 'GET', path: '/data/list_active_syncs', retry: 'always', bigints: ['syncedTs'], query: listActiveSyncsQuery, response: ListActiveSyncsResponse },
    } as const satisfies Table<v1Types.paths, v1Types.operations>,
    v1Beta: {
      listEnvironmentVariables: { method: 'POST', path: '/list_environment_variables', retry: 'always', response: listEnvironmentVariablesResponse },
      updateEnvironmentVariables: { method: 'POST', path: '/update_environment_variables', retry: 'idempotent', request: updateEnvironmentVariablesRequest },
      deleteEnvironmentVariables: { method: 'POST', path: '/delete_environment_variables', retry: 'idempotent', request: deleteEnvironmentVariablesRequest },
    } as const satisfies Table<v1BetaTypes.paths, v1BetaTypes.operations>,
  }
}

let made: ReturnType<typeof make> | undefined

/** The operations of `openapi/v1.yaml`. */
export const v1 = () => (made ??= make()).v1

/** The operations of `openapi/v1-beta.yaml`. */
export const v1Beta = () => (made ??= make()).v1Beta
