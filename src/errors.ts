import type { ApiError } from './errors/api.js'
import { BRAND, DeploymentError, type ErrorContext, nameIt, type Outcome } from './errors/base.js'

export {
  ABSENT,
  ApiError,
  BadRequestError,
  ConflictError,
  type ErrorCode,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from './errors/api.js'
export { DeploymentError, type ErrorContext, type Outcome } from './errors/base.js'

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
  | LogStreamFailedError

/**
 * Returns true for an error of this package, also where two copies of it are loaded and `instanceof` fails.
 * @example
 * if (isDeploymentError(error) && error.name === 'StalePlanError') console.log(error.names)
 */
export function isDeploymentError(error: unknown): error is AnyDeploymentError {
  return error instanceof Error && Reflect.get(error, BRAND) === true
}

/** Returns true for the error of a write that is known to have had no effect. */
export function hadNoEffect(error: unknown): boolean {
  return isDeploymentError(error) && error.outcome !== 'unknown'
}

/** Returns a function that throws an error again, with what is known of the write that it came before or after. */
export function rethrow(write: Pick<ErrorContext, 'operation' | 'outcome'>): (error: unknown) => never {
  return error => {
    throw isDeploymentError(error) ? Object.assign(error, write) : error
  }
}

/** The argument that was refused. */
interface InputDetails {
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

/** One change of a plan, and what an apply did about it. */
export interface ApplyStep {
  readonly section: SectionName
  /** The name in the section: of a variable, `convexCloud`, `webhook`, or `databaseIoGb/day/warning`. */
  readonly name: string
  readonly action: 'create' | 'update' | 'delete' | 'set'
  /**
   * - `done`: it took effect;
   * - `unchanged`: it was so already, and nothing was sent for it;
   * - `not-sent`: nothing of it reached the deployment;
   * - `rejected`: the deployment refused it, and did nothing;
   * - `unknown`: it may have taken effect.
   */
  readonly status: 'done' | 'unchanged' | Outcome
  /** Says what is left to do by hand, such as how to read the secret of a new webhook. Never holds the secret. */
  readonly note?: string
}

/** The sections of a config, in the order in which they are applied. */
export type SectionName = 'environment' | 'canonicalUrls' | 'usageLimits' | 'logStreams' | 'paused'

/** Thrown if a change of several requests was applied in part. `cause` is the error that stopped it. */
export class PartialUpdateError extends DeploymentError<{
  readonly applied: readonly string[]
  readonly steps?: readonly ApplyStep[]
}> {
  declare readonly name: 'PartialUpdateError'
  /** The names of the variables that were set. Those of other sections are like `usageLimits.databaseIoGb/day/warning`. */
  declare readonly applied: readonly string[]
  /** Every change of the plan, and what became of it. Absent if it was a change of variables alone. */
  declare readonly steps?: readonly ApplyStep[]

  static {
    nameIt(PartialUpdateError, 'PartialUpdateError')
  }
}

/** Thrown if something that a plan changes was changed on the deployment since. Nothing was written: make a new plan. */
export class StalePlanError extends DeploymentError<{ readonly names: readonly string[] }> {
  declare readonly name: 'StalePlanError'
  /** The names of the variables that changed. Those of other sections are like `usageLimits.databaseIoGb/day/warning`. */
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

/**
 * Thrown if a log stream that was waited for has failed: the service that it sends to could not be reached, or refused
 * the verification. The stream exists, with its new settings. `outcome` is `not-sent` if nothing was written.
 */
export class LogStreamFailedError extends DeploymentError<{ readonly id: string; readonly reason: string }> {
  declare readonly name: 'LogStreamFailedError'
  /** The id of the log stream. */
  declare readonly id: string
  /** The reason as the deployment says it: one short line without secrets, or empty. */
  declare readonly reason: string

  static {
    nameIt(LogStreamFailedError, 'LogStreamFailedError')
  }
}
