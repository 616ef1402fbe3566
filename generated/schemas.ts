// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

/** A schema of a document, reduced to the keywords that validation reads. */
export interface Schema {
  readonly $ref?: string
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

/** What a document says of data: shared schemas by name, and each operation's query, request body and 2xx body. */
export interface Schemas {
  readonly shared: { readonly [name: string]: Schema }
  readonly queries: { readonly [operationId: string]: Schema }
  readonly requests: { readonly [operationId: string]: Schema }
  readonly responses: { readonly [operationId: string]: Schema }
}

/** The data of `openapi/v1.yaml`. */
export const v1: Schemas = {
  shared: {
    ActiveDataSync: {"type":"object","required":["syncId","lastUpdated","status"],"properties":{"syncId":{"type":"string"},"lastUpdated":{"type":"integer"},"status":{"$ref":"ActiveDataSyncStatus"}}},
    ActiveDataSyncSnapshotting: {"type":"object","required":["type","numTablesSynced","totalTables","currentComponent","currentTable","numDocumentsInCurrentTable","totalDocumentsInCurrentTable","numDocumentsSynced","totalDocuments"],"properties":{"type":{"type":"string","const":"snapshotting"},"numTablesSynced":{"type":"integer","minimum":0},"totalTables":{"type":"integer","minimum":0},"currentComponent":{"type":"string"},"currentTable":{"type":"string"},"numDocumentsInCurrentTable":{"type":"integer","minimum":0},"totalDocumentsInCurrentTable":{"type":"integer","minimum":0},"numDocumentsSynced":{"type":"integer","minimum":0},"totalDocuments":{"type":"integer","minimum":0}}},
    ActiveDataSyncStale: {"type":"object","required":["type","totalTables","numDocumentsSynced","syncedTs"],"properties":{"type":{"type":"string","const":"stale"},"totalTables":{"type":"integer","minimum":0},"numDocumentsSynced":{"type":"integer","minimum":0},"syncedTs":{"type":"integer"}}},
    ActiveDataSyncStatus: {"x-open":true,"oneOf":[{"$ref":"ActiveDataSyncSnapshotting"},{"$ref":"ActiveDataSyncStale"},{"$ref":"ActiveDataSyncUpToDate"}],"discriminator":"type"},
    ActiveDataSyncUpToDate: {"type":"object","required":["type","totalTables","numDocumentsSynced","syncedTs"],"properties":{"type":{"type":"string","const":"upToDate"},"totalTables":{"type":"integer","minimum":0},"numDocumentsSynced":{"type":"integer","minimum":0},"syncedTs":{"type":"integer"}}},
    AuditLogAction: {"type":"string"},
    AuditLogActor: {"x-open":true,"oneOf":[{"$ref":"AuditLogSystemActor"},{"$ref":"AuditLogMemberActor"},{"$ref":"AuditLogTokenActor"}],"discriminator":"kind"},
    AuditLogEvent: {"type":"object","required":["actor","action","createTime","metadata","clientIp","clientUserAgent"],"properties":{"actor":{"$ref":"AuditLogActor"},"action":{"$ref":"AuditLogAction"},"createTime":{"type":"integer"},"metadata":{"type":"object"},"clientIp":{"type":["string","null"]},"clientUserAgent":{"type":["string","null"]}}},
    AuditLogMemberActor: {"type":"object","required":["kind","member_id"],"properties":{"kind":{"type":"string","const":"member"},"member_id":{"type":"integer","minimum":0}}},
    AuditLogSystemActor: {"type":"object","required":["kind"],"properties":{"kind":{"type":"string","const":"system"}}},
    AuditLogTokenActor: {"type":"object","required":["kind","token_id","member_id","client_id"],"properties":{"kind":{"type":"string","const":"token"},"token_id":{"type":"integer","minimum":0},"member_id":{"type":["integer","null"],"minimum":0},"client_id":{"type":["string","null"]}}},
    AxiomAttribute: {"type":"object","required":["key","value"],"properties":{"key":{"type":"string"},"value":{"type":"string"}}},
    AxiomLogStreamConfig: {"type":"object","required":["logStreamType","id","status","datasetName","attributes","topics"],"properties":{"logStreamType":{"type":"string","const":"axiom"},"id":{"type":"string"},"status":{"$ref":"LogStreamStatus"},"datasetName":{"type":"string"},"attributes":{"type":"array","items":{"$ref":"AxiomAttribute"}},"ingestUrl":{"type":["string","null"]},"topics":{"type":["array","null"],"items":{"$ref":"ReportedLogTopic"}}}},
    CanonicalUrls: {"type":"object","required":["convexCloudUrl","convexSiteUrl"],"properties":{"convexCloudUrl":{"type":"string"},"convexSiteUrl":{"type":"string"}}},
    CloudDeploymentInfo: {"type":"object","required":["kind","id","deploymentType","reference","teamId","projectId","projectName","projectSlug"],"properties":{"kind":{"type":"string","const":"cloud"},"id":{"type":"integer","minimum":0},"deploymentType":{"$ref":"DeploymentType"},"reference":{"type":["string","null"]},"teamId":{"type":"integer","minimum":0},"projectId":{"type":"integer","minimum":0},"projectName":{"type":["string","null"]},"projectSlug":{"type":["string","null"]}}},
    ColumnSelection: {"type":"string","enum":["excluded","included"]},
    ComponentSelection: {"oneOf":[{"type":"string","const":"excluded"},{"$ref":"SelectedTables"}]},
    CreateAxiomLogStreamArgs: {"type":"object","required":["logStreamType","apiKey","datasetName","attributes"],"properties":{"logStreamType":{"type":"string","const":"axiom"},"apiKey":{"type":"string","x-sensitive":true},"datasetName":{"type":"string"},"attributes":{"type":"array","maxItems":1024,"items":{"$ref":"AxiomAttribute"}},"ingestUrl":{"type":["string","null"]},"topics":{"type":["array","null"],"minItems":1,"items":{"$ref":"LogTopic"}}}},
    CreateDatadogLogStreamArgs: {"type":"object","required":["logStreamType","siteLocation","ddApiKey","ddTags"],"properties":{"logStreamType":{"type":"string","const":"datadog"},"siteLocation":{"$ref":"DatadogSite"},"ddApiKey":{"type":"string","x-sensitive":true},"ddTags":{"type":"array","items":{"type":"string"}},"service":{"type":["string","null"]},"topics":{"type":["array","null"],"minItems":1,"items":{"$ref":"LogTopic"}}}},
    CreateLogStreamArgs: {"oneOf":[{"$ref":"CreateDatadogLogStreamArgs"},{"$ref":"CreateWebhookLogStreamArgs"},{"$ref":"CreateAxiomLogStreamArgs"},{"$ref":"CreateSentryLogStreamArgs"},{"$ref":"CreatePostHogLogsLogStreamArgs"},{"$ref":"CreatePostHogErrorTrackingLogStreamArgs"}],"discriminator":"logStreamType"},
    CreateLogStreamResponse: {"oneOf":[{"$ref":"CreatedDatadogLogStream"},{"$ref":"CreatedWebhookLogStream"},{"$ref":"CreatedAxiomLogStream"},{"$ref":"CreatedSentryLogStream"},{"$ref":"CreatedPostHogLogsLogStream"},{"$ref":"CreatedPostHogErrorTrackingLogStream"}],"discriminator":"logStreamType"},
    CreatePostHogErrorTrackingLogStreamArgs: {"type":"object","required":["logStreamType","apiKey"],"properties":{"logStreamType":{"type":"string","const":"postHogErrorTracking"},"apiKey":{"type":"string","x-sensitive":true},"host":{"type":["string","null"]}}},
    CreatePostHogLogsLogStreamArgs: {"type":"object","required":["logStreamType","apiKey"],"properties":{"logStreamType":{"type":"string","const":"postHogLogs"},"apiKey":{"type":"string","x-sensitive":true},"host":{"type":["string","null"]},"serviceName":{"type":["string","null"]},"topics":{"type":["array","null"],"minItems":1,"items":{"$ref":"LogTopic"}}}},
    CreateSentryLogStreamArgs: {"type":"object","required":["logStreamType","dsn"],"properties":{"logStreamType":{"type":"string","const":"sentry"},"dsn":{"type":"string","x-sensitive":true},"tags":{"type":["object","null"],"additionalProperties":{"type":"string"}}}},
    CreateWebhookLogStreamArgs: {"type":"object","required":["logStreamType","url","format"],"properties":{"logStreamType":{"type":"string","const":"webhook"},"url":{"type":"string"},"format":{"$ref":"WebhookFormat"},"topics":{"type":["array","null"],"minItems":1,"items":{"$ref":"LogTopic"}}}},
    CreatedAxiomLogStream: {"type":"object","required":["logStreamType","id"],"properties":{"logStreamType":{"type":"string","const":"axiom"},"id":{"type":"string"}}},
    CreatedDatadogLogStream: {"type":"object","required":["logStreamType","id"],"properties":{"logStreamType":{"type":"string","const":"datadog"},"id":{"type":"string"}}},
    CreatedPostHogErrorTrackingLogStream: {"type":"object","required":["logStreamType","id"],"properties":{"logStreamType":{"type":"string","const":"postHogErrorTracking"},"id":{"type":"string"}}},
    CreatedPostHogLogsLogStream: {"type":"object","required":["logStreamType","id"],"properties":{"logStreamType":{"type":"string","const":"postHogLogs"},"id":{"type":"string"}}},
    CreatedSentryLogStream: {"type":"object","required":["logStreamType","id"],"properties":{"logStreamType":{"type":"string","const":"sentry"},"id":{"type":"string"}}},
    CreatedWebhookLogStream: {"type":"object","required":["logStreamType","id","hmacSecret"],"properties":{"logStreamType":{"type":"string","const":"webhook"},"id":{"type":"string"},"hmacSecret":{"type":"string","x-sensitive":true}}},
    CurrentUsage: {"type":"object","required":["metrics","seedStatus"],"properties":{"metrics":{"type":"object","additionalProperties":{"$ref":"MetricUsage"}},"seedStatus":{"$ref":"SeedStatus"}}},
    DataSyncArgs: {"type":"object","properties":{"cursor":{"type":["string","null"]},"selection":{"$ref":"Selection"}}},
    DataSyncResponse: {"type":"object","required":["status","truncates","values","syncId","pagination"],"properties":{"status":{"$ref":"DataSyncStatus"},"truncates":{"type":"array","items":{"$ref":"DataSyncTruncate"}},"values":{"type":"array","items":{"$ref":"DataSyncValue"}},"syncId":{"type":"string"},"pagination":{"$ref":"PaginationMetadata"}}},
    DataSyncSnapshotting: {"type":"object","required":["type"],"properties":{"type":{"type":"string","const":"snapshotting"}}},
    DataSyncStale: {"type":"object","required":["type","snapshotTs"],"properties":{"type":{"type":"string","const":"stale"},"snapshotTs":{"type":"integer"}}},
    DataSyncStatus: {"x-open":true,"oneOf":[{"$ref":"DataSyncSnapshotting"},{"$ref":"DataSyncStale"},{"$ref":"DataSyncUpToDate"}],"discriminator":"type"},
    DataSyncTruncate: {"type":"object","required":["component","table"],"properties":{"component":{"type":"string"},"table":{"type":"string"}}},
    DataSyncUpToDate: {"type":"object","required":["type","snapshotTs"],"properties":{"type":{"type":"string","const":"upToDate"},"snapshotTs":{"type":"integer"}}},
    DataSyncValue: {"type":"object","required":["component","table","ts","deleted","value"],"properties":{"component":{"type":"string"},"table":{"type":"string"},"ts":{"type":"integer"},"deleted":{"type":"boolean"},"value":{"type":"object"}}},
    DatadogLogStreamConfig: {"type":"object","required":["logStreamType","id","status","siteLocation","ddTags","topics"],"properties":{"logStreamType":{"type":"string","const":"datadog"},"id":{"type":"string"},"status":{"$ref":"LogStreamStatus"},"siteLocation":{"$ref":"ReportedDatadogSite"},"ddTags":{"type":"array","items":{"type":"string"}},"service":{"type":["string","null"]},"topics":{"type":["array","null"],"items":{"$ref":"ReportedLogTopic"}}}},
    DatadogSite: {"type":"string","enum":["US1","US3","US5","EU","US1_FED","AP1"]},
    DeploymentInfo: {"x-open":true,"oneOf":[{"$ref":"CloudDeploymentInfo"},{"$ref":"SelfHostedDeploymentInfo"}],"discriminator":"kind"},
    DeploymentType: {"type":"string"},
    EnvironmentVariableChange: {"type":"object","x-reserved-names":["CONVEX_CLOUD_URL","CONVEX_SITE_URL"],"required":["name"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$","x-max-bytes":256},"value":{"type":["string","null"],"x-sensitive":true,"x-max-bytes":8192}}},
    InclusionDefault: {"type":"string","enum":["excluded","included"]},
    ListActiveSyncsResponse: {"type":"object","required":["syncs","pagination"],"properties":{"syncs":{"type":"array","items":{"$ref":"ActiveDataSync"}},"pagination":{"$ref":"PaginationMetadata"}}},
    ListAuditLogEventsResponse: {"type":"object","required":["items","pagination"],"properties":{"items":{"type":"array","items":{"$ref":"AuditLogEvent"}},"pagination":{"$ref":"PaginationMetadata"}}},
    ListEnvironmentVariablesResponse: {"type":"object","required":["environmentVariables"],"properties":{"environmentVariables":{"type":"object","additionalProperties":{"type":"string","x-sensitive":true}}}},
    ListUsageLimitsResponse: {"type":"object","required":["usageLimits"],"properties":{"usageLimits":{"type":"array","items":{"$ref":"UsageLimit"}}}},
    LogStreamActive: {"type":"object","required":["type"],"properties":{"type":{"type":"string","const":"active"}}},
    LogStreamConfig: {"x-open":true,"oneOf":[{"$ref":"DatadogLogStreamConfig"},{"$ref":"WebhookLogStreamConfig"},{"$ref":"AxiomLogStreamConfig"},{"$ref":"SentryLogStreamConfig"},{"$ref":"PostHogLogsLogStreamConfig"},{"$ref":"PostHogErrorTrackingLogStreamConfig"}],"discriminator":"logStreamType"},
    LogStreamDeleting: {"type":"object","required":["type"],"properties":{"type":{"type":"string","const":"deleting"}}},
    LogStreamFailed: {"type":"object","required":["type","reason"],"properties":{"type":{"type":"string","const":"failed"},"reason":{"type":"string"}}},
    LogStreamPending: {"type":"object","required":["type"],"properties":{"type":{"type":"string","const":"pending"}}},
    LogStreamRestarting: {"type":"object","required":["type"],"properties":{"type":{"type":"string","const":"restarting"}}},
    LogStreamStatus: {"x-open":true,"oneOf":[{"$ref":"LogStreamPending"},{"$ref":"LogStreamRestarting"},{"$ref":"LogStreamActive"},{"$ref":"LogStreamFailed"},{"$ref":"LogStreamDeleting"}],"discriminator":"type"},
    LogTopic: {"type":"string","enum":["console","function_execution","audit_log","scheduler_stats","scheduled_job_lag","current_storage_usage","concurrency_stats","storage_api_bandwidth","log_stream_egress","custom_audit"]},
    MetricUnit: {"type":"string"},
    MetricUsage: {"type":"object","required":["unit","usage"],"properties":{"unit":{"$ref":"MetricUnit"},"usage":{"$ref":"WindowUsage"}}},
    PaginationMetadata: {"type":"object","required":["hasMore"],"properties":{"hasMore":{"type":"boolean"},"nextCursor":{"type":["string","null"]}}},
    PostHogErrorTrackingLogStreamConfig: {"type":"object","required":["logStreamType","id","status"],"properties":{"logStreamType":{"type":"string","const":"postHogErrorTracking"},"id":{"type":"string"},"status":{"$ref":"LogStreamStatus"},"host":{"type":["string","null"]}}},
    PostHogLogsLogStreamConfig: {"type":"object","required":["logStreamType","id","status","topics"],"properties":{"logStreamType":{"type":"string","const":"postHogLogs"},"id":{"type":"string"},"status":{"$ref":"LogStreamStatus"},"host":{"type":["string","null"]},"serviceName":{"type":["string","null"]},"topics":{"type":["array","null"],"items":{"$ref":"ReportedLogTopic"}}}},
    ReportedDatadogSite: {"type":"string"},
    ReportedLogTopic: {"type":"string"},
    ReportedUsageLimitMetric: {"type":"string"},
    ReportedUsageLimitType: {"type":"string"},
    ReportedUsageLimitWindow: {"type":"string"},
    ReportedWebhookFormat: {"type":"string"},
    RequestDestination: {"type":"string","enum":["convexCloud","convexSite"]},
    RotateWebhookSecretResponse: {"type":"object","required":["logStreamType","hmacSecret"],"properties":{"logStreamType":{"type":"string","const":"webhook"},"hmacSecret":{"type":"string","x-sensitive":true}}},
    SeedStatus: {"type":"string"},
    SelectedColumns: {"type":"object","required":["_other"],"properties":{"_other":{"$ref":"InclusionDefault"}},"additionalProperties":{"$ref":"ColumnSelection"}},
    SelectedTables: {"type":"object","required":["_other"],"properties":{"_other":{"$ref":"InclusionDefault"}},"additionalProperties":{"$ref":"TableSelection"}},
    Selection: {"type":"object","required":["_other"],"properties":{"_other":{"$ref":"InclusionDefault"}},"additionalProperties":{"$ref":"ComponentSelection"}},
    SelfHostedDeploymentInfo: {"type":"object","required":["kind"],"properties":{"kind":{"type":"string","const":"selfHosted"}}},
    SentryLogStreamConfig: {"type":"object","required":["logStreamType","id","status"],"properties":{"logStreamType":{"type":"string","const":"sentry"},"id":{"type":"string"},"status":{"$ref":"LogStreamStatus"},"tags":{"type":["object","null"],"additionalProperties":{"type":"string"}}}},
    TableSelection: {"oneOf":[{"type":"string","const":"excluded"},{"$ref":"SelectedColumns"}]},
    UpdateAxiomLogStreamArgs: {"type":"object","required":["logStreamType"],"properties":{"logStreamType":{"type":"string","const":"axiom"},"apiKey":{"type":"string","x-sensitive":true},"datasetName":{"type":"string"},"attributes":{"type":"array","maxItems":1024,"items":{"$ref":"AxiomAttribute"}},"ingestUrl":{"type":["string","null"]},"topics":{"type":["array","null"],"minItems":1,"items":{"$ref":"LogTopic"}}}},
    UpdateCanonicalUrlRequest: {"type":"object","required":["requestDestination"],"properties":{"requestDestination":{"$ref":"RequestDestination"},"url":{"type":["string","null"]}}},
    UpdateDatadogLogStreamArgs: {"type":"object","required":["logStreamType"],"properties":{"logStreamType":{"type":"string","const":"datadog"},"siteLocation":{"$ref":"DatadogSite"},"ddApiKey":{"type":"string","x-sensitive":true},"ddTags":{"type":"array","items":{"type":"string"}},"service":{"type":["string","null"]},"topics":{"type":["array","null"],"minItems":1,"items":{"$ref":"LogTopic"}}}},
    UpdateEnvironmentVariablesRequest: {"type":"object","required":["changes"],"properties":{"changes":{"type":"array","x-unique":"name","items":{"$ref":"EnvironmentVariableChange"}}}},
    UpdateLogStreamArgs: {"oneOf":[{"$ref":"UpdateDatadogLogStreamArgs"},{"$ref":"UpdateWebhookLogStreamArgs"},{"$ref":"UpdateAxiomLogStreamArgs"},{"$ref":"UpdateSentryLogStreamArgs"},{"$ref":"UpdatePostHogLogsLogStreamArgs"},{"$ref":"UpdatePostHogErrorTrackingLogStreamArgs"}],"discriminator":"logStreamType"},
    UpdatePostHogErrorTrackingLogStreamArgs: {"type":"object","required":["logStreamType"],"properties":{"logStreamType":{"type":"string","const":"postHogErrorTracking"},"apiKey":{"type":"string","x-sensitive":true},"host":{"type":["string","null"]}}},
    UpdatePostHogLogsLogStreamArgs: {"type":"object","required":["logStreamType"],"properties":{"logStreamType":{"type":"string","const":"postHogLogs"},"apiKey":{"type":"string","x-sensitive":true},"host":{"type":["string","null"]},"serviceName":{"type":["string","null"]},"topics":{"type":["array","null"],"minItems":1,"items":{"$ref":"LogTopic"}}}},
    UpdateSentryLogStreamArgs: {"type":"object","required":["logStreamType"],"properties":{"logStreamType":{"type":"string","const":"sentry"},"dsn":{"type":"string","x-sensitive":true},"tags":{"type":["object","null"],"additionalProperties":{"type":"string"}}}},
    UpdateWebhookLogStreamArgs: {"type":"object","required":["logStreamType"],"properties":{"logStreamType":{"type":"string","const":"webhook"},"url":{"type":"string"},"format":{"$ref":"WebhookFormat"},"topics":{"type":["array","null"],"minItems":1,"items":{"$ref":"LogTopic"}}}},
    UsageLimit: {"type":"object","required":["id","metric","window","limitType","limit","enabled"],"properties":{"id":{"type":"string"},"metric":{"$ref":"ReportedUsageLimitMetric"},"window":{"$ref":"ReportedUsageLimitWindow"},"limitType":{"$ref":"ReportedUsageLimitType"},"limit":{"type":"integer","minimum":1},"enabled":{"type":"boolean"}}},
    UsageLimitConfig: {"type":"object","required":["metric","window","limitType","limit","enabled"],"properties":{"metric":{"$ref":"UsageLimitMetric"},"window":{"$ref":"UsageLimitWindow"},"limitType":{"$ref":"UsageLimitType"},"limit":{"type":"integer","minimum":1},"enabled":{"type":"boolean"}}},
    UsageLimitMetric: {"type":"string","enum":["functionCalls","databaseIoGb","dataEgressGb","searchQueryGb","queryMutationComputeGbHours","actionComputeConvexGbHours","actionComputeNodeJsGbHours","actionComputeCpuGbHours","aiGatewayCostDollars"]},
    UsageLimitResponse: {"type":"object","required":["usageLimit"],"properties":{"usageLimit":{"$ref":"UsageLimit"}}},
    UsageLimitType: {"type":"string","enum":["warning","disable"]},
    UsageLimitWindow: {"type":"string","enum":["day","month"]},
    WebhookFormat: {"type":"string","enum":["json","jsonl"]},
    WebhookLogStreamConfig: {"type":"object","required":["logStreamType","id","status","url","format","hmacSecret","topics"],"properties":{"logStreamType":{"type":"string","const":"webhook"},"id":{"type":"string"},"status":{"$ref":"LogStreamStatus"},"url":{"type":"string"},"format":{"$ref":"ReportedWebhookFormat"},"hmacSecret":{"type":"string","x-sensitive":true},"topics":{"type":["array","null"],"items":{"$ref":"ReportedLogTopic"}}}},
    WindowUsage: {"type":"object","required":["current_day","current_month"],"properties":{"current_day":{"type":"number"},"current_month":{"type":"number"}}},
  },
  queries: {
    listAuditLogEvents: {"type":"object","required":["from"],"properties":{"from":{"type":"integer","minimum":0},"limit":{"type":"integer","minimum":1,"maximum":100},"cursor":{"type":"string"}}},
    listActiveSyncs: {"type":"object","required":[],"properties":{"limit":{"type":"integer","minimum":1,"maximum":100},"cursor":{"type":"string"}}},
  },
  requests: {
    updateEnvironmentVariables: {"$ref":"UpdateEnvironmentVariablesRequest"},
    createUsageLimit: {"$ref":"UsageLimitConfig"},
    updateUsageLimit: {"$ref":"UsageLimitConfig"},
    updateCanonicalUrl: {"$ref":"UpdateCanonicalUrlRequest"},
    createLogStream: {"$ref":"CreateLogStreamArgs"},
    updateLogStream: {"$ref":"UpdateLogStreamArgs"},
    dataSync: {"$ref":"DataSyncArgs"},
  },
  responses: {
    listEnvironmentVariables: {"$ref":"ListEnvironmentVariablesResponse"},
    listAuditLogEvents: {"$ref":"ListAuditLogEventsResponse"},
    getDeploymentInfo: {"$ref":"DeploymentInfo"},
    getCurrentUsage: {"$ref":"CurrentUsage"},
    listUsageLimits: {"$ref":"ListUsageLimitsResponse"},
    createUsageLimit: {"$ref":"UsageLimitResponse"},
    updateUsageLimit: {"$ref":"UsageLimitResponse"},
    getCanonicalUrls: {"$ref":"CanonicalUrls"},
    listLogStreams: {"type":"array","items":{"$ref":"LogStreamConfig"}},
    getLogStream: {"$ref":"LogStreamConfig"},
    createLogStream: {"$ref":"CreateLogStreamResponse"},
    rotateWebhookSecret: {"$ref":"RotateWebhookSecretResponse"},
    dataSync: {"$ref":"DataSyncResponse"},
    listActiveSyncs: {"$ref":"ListActiveSyncsResponse"},
  },
}

/** The data of `openapi/v1-beta.yaml`. */
export const v1Beta: Schemas = {
  shared: {
    EnvironmentVariable: {"type":"object","x-reserved-names":["CONVEX_CLOUD_URL","CONVEX_SITE_URL"],"required":["name","value"],"properties":{"name":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$","x-max-bytes":256},"value":{"type":"string","x-sensitive":true,"x-max-bytes":8192}}},
  },
  queries: {
  },
  requests: {
    updateEnvironmentVariables: {"type":"object","required":["changes"],"properties":{"changes":{"type":"array","x-unique":"name","items":{"$ref":"EnvironmentVariable"}}}},
    deleteEnvironmentVariables: {"type":"object","required":["names"],"properties":{"names":{"type":"array","x-unique":true,"items":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$","x-max-bytes":256}}}},
  },
  responses: {
    listEnvironmentVariables: {"type":"array","items":{"$ref":"EnvironmentVariable"}},
  },
}
