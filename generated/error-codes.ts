// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

/** A code of error answers that Convex is known to give. */
export type KnownCode =
  | 'BadJsonBody'
  | 'BadQueryArgs'
  | 'BadPathArgs'
  | 'InvalidHeaderFailure'
  | 'HeaderParseFailure'
  | 'InvalidAdminKey'
  | 'InvalidClientVersion'
  | 'InvalidRequestId'
  | 'ClientVersionUnsupported'
  | 'EnvironmentVariableNameInvalid'
  | 'EnvironmentVariableNameTooLong'
  | 'EnvironmentVariableValueTooLarge'
  | 'EnvVarNameForbidden'
  | 'EnvVarLimitMet'
  | 'EnvVarTotalSizeLimitMet'
  | 'RequiredEnvironmentVariable'
  | 'InvalidEnvironmentVariable'
  | 'InvalidAuthConfig'
  | 'AuthConfigMissingEnvironmentVariable'
  | 'LimitOutOfRange'
  | 'InvalidCursor'
  | 'InvalidId'
  | 'InvalidUsageLimit'
  | 'UsageLimitBelowCurrentUsage'
  | 'DuplicateUsageLimit'
  | 'UsageLimitWarningNotSupported'
  | 'InvalidLogStreamId'
  | 'UnsupportedLogStreamType'
  | 'LogStreamTypeMismatch'
  | 'NoSecretToRotate'
  | 'LogSinkQuotaExceeded'
  | 'InvalidWebhookUrl'
  | 'InvalidSentryDsn'
  | 'InvalidPostHogHost'
  | 'InvalidAxiomIngestUrl'
  | 'InvalidS3Bucket'
  | 'EmptyLogTopics'
  | 'InvalidLogTopic'
  | 'PauseDeploymentFailed'
  | 'UnpauseDeploymentFailed'
  | 'InvalidDataSyncCursor'
  | 'InvalidDataSyncSelection'
  | 'DataSyncCursorExpired'
  | 'BadAdminKey'
  | 'InvalidAuthHeader'
  | 'NoAuthProvider'
  | 'Unauthenticated'
  | 'BadDeployKey'
  | 'OperationNotPermitted'
  | 'SystemIdentityRequired'
  | 'StreamingExportNotEnabled'
  | 'LogStreamingNotEnabled'
  | 'CustomAuditLogsInLogStreamsNotEnabled'
  | 'AuditLogsDisabled'
  | 'AuditLogsTooOld'
  | 'UsageLimitNotFound'
  | 'LogStreamDoesntExist'
  | 'DataSyncNotFound'
  | 'ClientDisconnected'
  | 'LogStreamAlreadyExists'
  | 'MisdirectedRequest'
  | 'TooEarly'
  | 'InternalServerError'
  | 'OptimisticConcurrencyControlFailure'
  | 'CommitterFullError'
  | 'ExpiredInQueue'
  | 'WorkerOverloaded'
  | 'IsolateNotClean'
  | 'InitialPermitTimeoutError'
  | 'ExecuteFullError'
  | 'UpstreamConnectError'
  | 'AccessTokenInvalid'
  | 'InvalidIdentity'
  | 'TeamNotFound'
  | 'ProjectNotFound'
  | 'DeploymentNotFound'

/** The codes that deployments are known to give. */
export const errorCodes: readonly KnownCode[] = [
  'BadJsonBody',
  'BadQueryArgs',
  'BadPathArgs',
  'InvalidHeaderFailure',
  'HeaderParseFailure',
  'InvalidAdminKey',
  'InvalidClientVersion',
  'InvalidRequestId',
  'ClientVersionUnsupported',
  'EnvironmentVariableNameInvalid',
  'EnvironmentVariableNameTooLong',
  'EnvironmentVariableValueTooLarge',
  'EnvVarNameForbidden',
  'EnvVarLimitMet',
  'EnvVarTotalSizeLimitMet',
  'RequiredEnvironmentVariable',
  'InvalidEnvironmentVariable',
  'InvalidAuthConfig',
  'AuthConfigMissingEnvironmentVariable',
  'LimitOutOfRange',
  'InvalidCursor',
  'InvalidId',
  'InvalidUsageLimit',
  'UsageLimitBelowCurrentUsage',
  'DuplicateUsageLimit',
  'UsageLimitWarningNotSupported',
  'InvalidLogStreamId',
  'UnsupportedLogStreamType',
  'LogStreamTypeMismatch',
  'NoSecretToRotate',
  'LogSinkQuotaExceeded',
  'InvalidWebhookUrl',
  'InvalidSentryDsn',
  'InvalidPostHogHost',
  'InvalidAxiomIngestUrl',
  'InvalidS3Bucket',
  'EmptyLogTopics',
  'InvalidLogTopic',
  'PauseDeploymentFailed',
  'UnpauseDeploymentFailed',
  'InvalidDataSyncCursor',
  'InvalidDataSyncSelection',
  'DataSyncCursorExpired',
  'BadAdminKey',
  'InvalidAuthHeader',
  'NoAuthProvider',
  'Unauthenticated',
  'BadDeployKey',
  'OperationNotPermitted',
  'SystemIdentityRequired',
  'StreamingExportNotEnabled',
  'LogStreamingNotEnabled',
  'CustomAuditLogsInLogStreamsNotEnabled',
  'AuditLogsDisabled',
  'AuditLogsTooOld',
  'UsageLimitNotFound',
  'LogStreamDoesntExist',
  'DataSyncNotFound',
  'ClientDisconnected',
  'LogStreamAlreadyExists',
  'MisdirectedRequest',
  'TooEarly',
  'InternalServerError',
  'OptimisticConcurrencyControlFailure',
  'CommitterFullError',
  'ExpiredInQueue',
  'WorkerOverloaded',
  'IsolateNotClean',
  'InitialPermitTimeoutError',
  'ExecuteFullError',
  'UpstreamConnectError',
]
