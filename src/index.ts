/**
 * Typed client for the admin API of a Convex deployment.
 *
 * @packageDocumentation
 */
export type { EnvironmentRecord } from './connection/environment.js'
export type { TokenSource } from './connection/token.js'
export {
  createDeploymentClient,
  createDeploymentClientFromEnvironment,
  type DeploymentClient,
  type DeploymentClientOptions,
} from './deployment.js'
export type { EnvironmentChange, EnvironmentValues, EnvironmentVariable } from './environment/changes.js'
export type { ErrorCode } from './error-codes.js'
export {
  ApiError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  DeploymentError,
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
export type { EnvironmentVariables } from './resources/environment-variables.js'
export type { ClientEvent, Logger, LogLevel } from './transport/events.js'
export type { Middleware, PathClient } from './transport/path-client.js'
export type { CallOptions, RetryOptions, TransportOptions } from './transport/settings.js'
