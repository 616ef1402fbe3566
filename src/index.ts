/**
 * Typed client for the admin API of a Convex deployment.
 *
 * @module convex-deployment
 */

export {
  createDeploymentClient,
  createDeploymentClientFromEnvironment,
  type DeploymentClient,
} from './client.js'
export {
  type AnyDeploymentError,
  ApiError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  DeploymentError,
  type ErrorCode,
  ForbiddenError,
  InvalidInputError,
  isDeploymentError,
  LogStreamFailedError,
  NotFoundError,
  type Outcome,
  PartialUpdateError,
  RateLimitError,
  RedirectError,
  ServerError,
  StalePlanError,
  TimeoutError,
  UnauthorizedError,
  UnconfirmedError,
  UnexpectedResponseError,
} from './errors.js'
export type {
  ClientSettings,
  ContractName,
  DeploymentClientOptions,
  EnvironmentClientOptions,
} from './options.js'
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
export type {
  EnvironmentChange,
  EnvironmentValues,
  EnvironmentVariable,
} from './resources/environment/changes.js'
export type { EnvironmentResource } from './resources/environment/index.js'
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
export { parseLossless, stringifyLossless } from './text/lossless-json.js'
export type { Middleware, PathClient, PathResult } from './transport/client.js'
export type { ClientEvent, Logger, LogLevel } from './transport/events.js'
export type { CallOptions, RetryOptions, TransportOptions } from './transport/options.js'
