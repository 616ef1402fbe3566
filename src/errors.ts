import type { errorCodes } from '../generated/error-codes.js'

/** The code of an error answer: those that are known are completed by editors, others may come. */
export type ErrorCode = (typeof errorCodes)[number] | (string & {})

/**
 * Whether the request may have taken effect:
 * - `not-sent`: nothing left this client, or nothing reached the server;
 * - `rejected`: the server answered that it did nothing;
 * - `unknown`: it may have taken effect. Read back before you repeat a write.
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown'

/** Where and how a call failed: the part that all errors share. */
export interface ErrorContext {
  readonly operation?: string | undefined
  readonly url?: string | undefined
  readonly outcome: Outcome
  readonly requestId?: string | undefined
  readonly attempts?: number | undefined
  readonly cause?: unknown
}

const BRAND = Symbol.for('convex-deployment.error')

/**
 * The base of every error that this package throws; only a caller's own abort surfaces as the caller's reason.
 * Its fields never hold a token, a variable's value, a request or a response.
 */
export class DeploymentError<Details extends object = object> extends Error {
  /** The operation of the document that failed, such as `updateEnvironmentVariables`. */
  declare readonly operation?: string
  /** The base URL of the deployment that was called. */
  declare readonly url?: string
  /** Whether the request may have taken effect, over all attempts. */
  declare readonly outcome: Outcome
  /** The `convex-request-id` that was sent, to find the call in logs. */
  declare readonly requestId?: string
  /** How many times the request was sent. */
  declare readonly attempts: number

  constructor(message: string, { cause, ...fields }: ErrorContext & Details) {
    super(message, cause === undefined ? undefined : { cause })
    // Only what is there: a printed error shows every own field.
    const present = Object.entries(fields).filter(([, value]) => value !== undefined)
    Object.assign(this, { attempts: 0 }, Object.fromEntries(present))
  }

  get [BRAND](): true {
    return true
  }

  /** The same fields that printing shows: none of them is secret. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this)
  }
}

/**
 * Tells whether an error is one of this package, also when two copies of the package are loaded, where
 * `instanceof` fails; then tell the kinds apart by `error.name`.
 */
export function isDeploymentError(error: unknown): error is DeploymentError {
  return error instanceof Error && Reflect.get(error, BRAND) === true
}

/** Refused before anything was sent: an option, an argument or a value that cannot work. The message says why. */
export class InvalidInputError extends DeploymentError {
  constructor(message: string, context: Partial<ErrorContext> = {}) {
    super(message, { outcome: 'not-sent', ...context })
  }
}

/** What an HTTP error answer said. */
export interface ApiErrorDetails {
  readonly status: number
  readonly code?: ErrorCode | undefined
  readonly retryAfterMs?: number | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** The server answered with a 4xx or 5xx status. Test `code` first, then `status`; the message may change. */
export class ApiError extends DeploymentError<ApiErrorDetails> {
  /** The HTTP status. */
  declare readonly status: number
  /** The server's own code, such as `OperationNotPermitted`; absent where the answer had none. */
  declare readonly code?: ErrorCode
  /** How long the server asked to wait, in milliseconds. */
  declare readonly retryAfterMs?: number
  /** `content-type`, `allow`, `retry-after`, `cf-ray` and `x-convex-*` of the answer, where present. */
  declare readonly headers: Readonly<Record<string, string>>
}

/** 400: the server refused the request as invalid; nothing was written. */
export class BadRequestError extends ApiError {}

/** 401: the token is not valid for this deployment. */
export class UnauthorizedError extends ApiError {}

/** 403: the token, or the plan of the deployment's team, does not permit the operation. */
export class ForbiddenError extends ApiError {}

/** 404: with a `code` the thing or the deployment does not exist; without one the route does not. */
export class NotFoundError extends ApiError {}

/** 409: what was to be created exists. */
export class ConflictError extends ApiError {}

/** 429: too many requests; `retryAfterMs` says how long to wait, where the server said so. */
export class RateLimitError extends ApiError {}

/** 5xx: the server failed. See `outcome` before repeating a write. */
export class ServerError extends ApiError {}

/** The server could not be reached, or the connection broke before the answer was whole. */
export class ConnectionError extends DeploymentError<{ readonly code: string | undefined }> {
  /** The runtime's code where it gives one, such as `ECONNREFUSED`. */
  declare readonly code?: string
}

/** An attempt took longer than `timeout`, or a whole call longer than `totalTimeout`; the body counts. */
export class TimeoutError extends DeploymentError {}

/** A 2xx answer that does not match the document. The message says where, never what stood there. */
export class UnexpectedResponseError extends DeploymentError<{ readonly status: number }> {
  /** The HTTP status. */
  declare readonly status: number
}

/** The server answered with a redirect, which is never followed: it would hand the secrets to another place. */
export class RedirectError extends DeploymentError<{ readonly target: string | undefined }> {
  /** The origin the redirect points to, where the runtime reveals it. */
  declare readonly target?: string
}

/** A change that takes two requests on this contract was applied in part. `cause` is what stopped the second. */
export class PartialUpdateError extends DeploymentError<{ readonly applied: readonly string[] }> {
  /** The names of the variables that were set. */
  declare readonly applied: readonly string[]
}

/** What a plan touches has moved since it was made. Nothing was written: make a new plan. */
export class StalePlanError extends DeploymentError<{ readonly names: readonly string[] }> {
  /** The names of the variables that moved. */
  declare readonly names: readonly string[]
}

/**
 * The answer to an apply was lost, and reading back did not show that it took effect. `status` is `moved` where
 * variables have values that are neither the old nor the planned ones, else `unknown`: the change may still land.
 * `cause` is what the request failed with.
 */
export class UnconfirmedError extends DeploymentError<{
  readonly status: 'moved' | 'unknown'
  readonly names: readonly string[]
}> {
  declare readonly status: 'moved' | 'unknown'
  /** The names of the variables that are not as planned. */
  declare readonly names: readonly string[]
}

// Names that survive minification, on the prototypes so that printing an error does not repeat them.
for (const [name, kind] of Object.entries({
  DeploymentError,
  InvalidInputError,
  ApiError,
  BadRequestError,
  UnauthorizedError,
  ForbiddenError,
  NotFoundError,
  ConflictError,
  RateLimitError,
  ServerError,
  ConnectionError,
  TimeoutError,
  UnexpectedResponseError,
  RedirectError,
  PartialUpdateError,
  StalePlanError,
  UnconfirmedError,
})) {
  kind.prototype.name = name
}
