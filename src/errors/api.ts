import type { KnownCode } from '../../generated/error-codes.js'
import { DeploymentError, nameIt } from './base.js'

/** The code of an error response. Editors complete the known codes; a deployment may send others. */
export type ErrorCode = KnownCode | (string & {})

/** The fields of an error response. */
interface ApiErrorDetails {
  readonly status: number
  readonly code?: ErrorCode | undefined
  readonly retryAfterMs?: number | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** The names of `ApiError` and its subclasses. */
type ApiErrorName =
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
  /**
   * The response headers `content-type`, `allow`, `retry-after`, `cf-ray`, `x-convex-deprecation-state` and
   * `x-convex-deprecation-message`, without secrets.
   */
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

/** The codes of a 404 for an id that stands for nothing. Other 404s are about a route. */
export const ABSENT: readonly KnownCode[] = ['LogStreamDoesntExist', 'UsageLimitNotFound', 'DataSyncNotFound']
