/**
 * Typed client for the admin API of a Convex deployment.
 *
 * @packageDocumentation
 */
export type { EnvironmentRecord } from './connection/environment.js'
export type { TokenSource } from './connection/token.js'
export {
  type ContractName,
  createDeploymentClient,
  createDeploymentClientFromEnvironment,
  type DeploymentClient,
  type DeploymentClientOptions,
} from './deployment.js'
export type { EnvironmentChange, EnvironmentValues, EnvironmentVariable } from './environment/changes.js'
export {
  ApiError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  DeploymentError,
  type ErrorCode,
  ForbiddenError,
  InvalidInputError,
  isDeploymentError,
  NotFoundError,
  type Outcome,
  PartialUpdateError,
  RateLimitError,
  RedirectError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
  UnexpectedResponseError,
} from './errors.js'
export type {
  AuditLogEvent,
  AuditLogPage,
  AuditLogPageQuery,
  AuditLogQuery,
  AuditLogResource,
} from './resources/audit-log.js'
export type {
  CanonicalUrlDestination,
  CanonicalUrls,
  CanonicalUrlsResource,
} from './resources/canonical-urls.js'
export type {
  ActiveDataSync,
  DataSyncPage,
  DataSyncQuery,
  DataSyncResource,
  DataSyncSelection,
  DocumentValue,
} from './resources/data-sync.js'
export type { DeploymentInfo, DeploymentState } from './resources/deployment-state.js'
export type { EnvironmentVariables } from './resources/environment-variables.js'
export type {
  CreatedLogStream,
  CreateLogStream,
  LogStream,
  LogStreamsResource,
  UpdateLogStream,
} from './resources/log-streams.js'
export type {
  CurrentUsage,
  UsageLimit,
  UsageLimitConfig,
  UsageLimitsResource,
  UsageResource,
} from './resources/usage.js'
export type { ClientEvent, Logger, LogLevel } from './transport/events.js'
export type { Middleware, PathClient, PathResult } from './transport/path-client.js'
export type { CallOptions, RetryOptions, TransportOptions } from './transport/settings.js'
