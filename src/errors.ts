import type { errorCodes } from '../generated/error-codes.js'

/** The code of an error response. Editors complete the known codes; a deployment may send others. */
export type ErrorCode = (typeof errorCodes)[number] | (string & {})

/**
 * Tells if the request may have taken effect:
 * - `not-sent`: nothing left this client, or nothing reached the server;
 * - `rejected`: the server answered that it did nothing;
 * - `unknown`: it may have taken effect. Read back before you repeat a write.
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown'

/** The part that all errors share: the call that failed, and its outcome. */
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
 * The base of every error that this package throws. Only a caller's own abort reason is thrown as it is.
 * No field holds a token, a variable's value, a request or a response.
 */
export class DeploymentError<Details extends object = object> extends Error {
  /** The id of the operation that failed, such as `updateEnvironmentVariables`. */
  declare readonly operation?: string
  /** The base URL of the deployment. */
  declare readonly url?: string
  /** Tells if the request may have taken effect, over all attempts. */
  declare readonly outcome: Outcome
  /** The `convex-request-id` header of the request, to find the call in logs. */
  declare readonly requestId?: string
  /** The number of times the request was sent. */
  declare readonly attempts: number

  constructor(message: string, { cause, ...fields }: ErrorContext & Details) {
    super(message, cause === undefined ? undefined : { cause })
    // A printed error shows every own field: absent ones are left out.
    const present = Object.entries(fields).filter(([, value]) => value !== undefined)
    Object.assign(this, { attempts: 0 }, Object.fromEntries(present))
  }

  get [BRAND](): true {
    return true
  }

  /** Returns the name, the message and the fields. None of them is secret. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this)
  }
}

/** Every error that this package throws: `error.name` tells them apart and narrows the type. */
export type AnyDeploymentError =
  | InvalidInputError
  | ApiError
  | ConnectionError
  | TimeoutError
  | UnexpectedResponseError
  | RedirectError
  | PartialUpdateError
  | StalePlanError
  | UnconfirmedError

/**
 * Returns true for an error of this package, also where two copies of it are loaded and `instanceof` fails.
 * @example
 * if (isDeploymentError(error) && error.name === 'StalePlanError') console.log(error.names)
 */
export function isDeploymentError(error: unknown): error is AnyDeploymentError {
  return error instanceof Error && Reflect.get(error, BRAND) === true
}

/** Sets a literal name that survives a minifier, on the prototype so that a printed error does not repeat it. */
function nameIt({ prototype }: { readonly prototype: Error }, name: string): void {
  Object.defineProperty(prototype, 'name', { value: name, configurable: true, writable: true })
}

/** The argument that was refused. */
export interface InputDetails {
  readonly option?: string | undefined
  readonly path?: string | undefined
}

/** Thrown before anything is sent, for an option, an argument or a value that cannot work. The message says why. */
export class InvalidInputError extends DeploymentError<InputDetails> {
  declare readonly name: 'InvalidInputError'
  /** The name of the refused option or argument, such as `timeout` or `retry.limit`. */
  declare readonly option?: string
  /** The place in the body or the query that was refused, such as `/changes/LOG_LEVEL/value`. */
  declare readonly path?: string

  constructor(message: string, context: Partial<ErrorContext> & InputDetails = {}) {
    super(message, { outcome: 'not-sent', ...context })
  }

  static {
    nameIt(InvalidInputError, 'InvalidInputError')
  }
}

/** Returns the error of an option or an argument that cannot work. */
export function refusal(option: string | undefined, message: string): InvalidInputError {
  return new InvalidInputError(message, { option })
}

/** The fields of an error response. */
export interface ApiErrorDetails {
  readonly status: number
  readonly code?: ErrorCode | undefined
  readonly retryAfterMs?: number | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** The names of `ApiError` and its subclasses. */
export type ApiErrorName =
  | 'ApiError'
  | 'BadRequestError'
  | 'UnauthorizedError'
  | 'ForbiddenError'
  | 'NotFoundError'
  | 'ConflictError'
  | 'RateLimitError'
  | 'ServerError'

/** Thrown for a response with a 4xx or 5xx status. Test `code` first, then `status`: the message may change. */
export class ApiError extends DeploymentError<ApiErrorDetails> {
  declare readonly name: ApiErrorName
  /** The HTTP status. */
  declare readonly status: number
  /** The server's own code, such as `OperationNotPermitted`. Absent if the response has none. */
  declare readonly code?: ErrorCode
  /** The time that the server asked to wait, in milliseconds. */
  declare readonly retryAfterMs?: number
  /** The response headers `content-type`, `allow`, `retry-after`, `cf-ray` and `x-convex-*`. */
  declare readonly headers: Readonly<Record<string, string>>

  static {
    nameIt(ApiError, 'ApiError')
  }
}

/** Thrown for a 400: the server refused the request as invalid and wrote nothing. */
export class BadRequestError extends ApiError {
  declare readonly name: 'BadRequestError'

  static {
    nameIt(BadRequestError, 'BadRequestError')
  }
}

/** Thrown for a 401: the token is not valid for this deployment. */
export class UnauthorizedError extends ApiError {
  declare readonly name: 'UnauthorizedError'

  static {
    nameIt(UnauthorizedError, 'UnauthorizedError')
  }
}

/** Thrown for a 403: the token, or the plan of the deployment's team, does not permit the operation. */
export class ForbiddenError extends ApiError {
  declare readonly name: 'ForbiddenError'

  static {
    nameIt(ForbiddenError, 'ForbiddenError')
  }
}

/** Thrown for a 404: with a `code`, the thing or the deployment does not exist; without one, the route does not. */
export class NotFoundError extends ApiError {
  declare readonly name: 'NotFoundError'

  static {
    nameIt(NotFoundError, 'NotFoundError')
  }
}

/** Thrown for a 409: the thing to be created exists. */
export class ConflictError extends ApiError {
  declare readonly name: 'ConflictError'

  static {
    nameIt(ConflictError, 'ConflictError')
  }
}

/** Thrown for a 429: too many requests. `retryAfterMs` is the time to wait, if the server said so. */
export class RateLimitError extends ApiError {
  declare readonly name: 'RateLimitError'

  static {
    nameIt(RateLimitError, 'RateLimitError')
  }
}

/** Thrown for a 5xx: the server failed. See `outcome` before you repeat a write. */
export class ServerError extends ApiError {
  declare readonly name: 'ServerError'

  static {
    nameIt(ServerError, 'ServerError')
  }
}

/** Thrown if the server could not be reached, or the connection broke before the response was complete. */
export class ConnectionError extends DeploymentError<{ readonly code: string | undefined }> {
  declare readonly name: 'ConnectionError'
  /** The runtime's code, such as `ECONNREFUSED`, if it gives one. */
  declare readonly code?: string

  static {
    nameIt(ConnectionError, 'ConnectionError')
  }
}

/** Thrown if an attempt took longer than `timeout`, or a whole call longer than `totalTimeout`. The body counts. */
export class TimeoutError extends DeploymentError {
  declare readonly name: 'TimeoutError'

  static {
    nameIt(TimeoutError, 'TimeoutError')
  }
}

/** Thrown for a 2xx response that does not match the document. The message says where, never what was there. */
export class UnexpectedResponseError extends DeploymentError<{ readonly status: number }> {
  declare readonly name: 'UnexpectedResponseError'
  /** The HTTP status. */
  declare readonly status: number

  static {
    nameIt(UnexpectedResponseError, 'UnexpectedResponseError')
  }
}

/** Thrown for a redirect, which is never followed: that would hand the secrets to another host. */
export class RedirectError extends DeploymentError<{ readonly target: string | undefined }> {
  declare readonly name: 'RedirectError'
  /** The origin that the redirect points to, if the runtime reveals it. */
  declare readonly target?: string

  static {
    nameIt(RedirectError, 'RedirectError')
  }
}

/** Thrown if a change of two requests was applied in part. `cause` is the error that stopped the second request. */
export class PartialUpdateError extends DeploymentError<{ readonly applied: readonly string[] }> {
  declare readonly name: 'PartialUpdateError'
  /** The names of the variables that were set. */
  declare readonly applied: readonly string[]

  static {
    nameIt(PartialUpdateError, 'PartialUpdateError')
  }
}

/** Thrown if variables of a plan changed on the deployment since it was made. Nothing was written: make a new plan. */
export class StalePlanError extends DeploymentError<{ readonly names: readonly string[] }> {
  declare readonly name: 'StalePlanError'
  /** The names of the variables that changed. */
  declare readonly names: readonly string[]

  static {
    nameIt(StalePlanError, 'StalePlanError')
  }
}

/**
 * Thrown if the response to an apply was lost and reading back did not show the change. `status` is `moved` if
 * variables have values that are neither the old nor the planned ones, else `unknown`: the change may still land.
 * `cause` is the error of the request.
 */
export class UnconfirmedError extends DeploymentError<{
  readonly status: 'moved' | 'unknown'
  readonly names: readonly string[]
}> {
  declare readonly name: 'UnconfirmedError'
  declare readonly status: 'moved' | 'unknown'
  /** The names of the variables that are not as planned. */
  declare readonly names: readonly string[]

  static {
    nameIt(UnconfirmedError, 'UnconfirmedError')
  }
}
