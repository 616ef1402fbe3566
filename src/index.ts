/**
 * Typed client for the admin API of a Convex deployment.
 *
 * @module convex-deployment
 */

export {
  type ContractName,
  createDeploymentClient,
  createDeploymentClientFromEnvironment,
  type DeploymentClient,
  type DeploymentClientOptions,
} from './client.js'
export {
  type CreateOnly,
  createOnly,
  type DesiredEnvironment,
  type DesiredValue,
} from './config/environment/desired.js'
export type {
  EnvironmentPlan,
  PlanContent,
  PlannedChange,
  SavedPlan,
} from './config/environment/environment-plan.js'
export type { Fullness, PlanOptions } from './config/environment/plan.js'
export type { ApplyOptions, ApplyResult, EnvironmentPlanOptions } from './config/environment/plans.js'
export type { PlanProblem, ProblemKind } from './config/environment/problems.js'
export type { ValueSchema, ValueSchemaResult, ValueSchemas } from './config/environment/value-schemas.js'
export { type ApplyOutcome, applyAll, type FleetOptions, type PlanOutcome, planAll } from './config/fleet.js'
export type { EnvironmentRecord } from './connection/environment.js'
export type { TokenSource } from './connection/token.js'
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
  StalePlanError,
  TimeoutError,
  UnauthorizedError,
  UnconfirmedError,
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
export type {
  EnvironmentChange,
  EnvironmentValues,
  EnvironmentVariable,
} from './resources/environment/changes.js'
export type { EnvironmentVariables } from './resources/environment/index.js'
export type { NamePattern } from './resources/environment/names.js'
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
