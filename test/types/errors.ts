// Never run: the compiler checks that what is right compiles, and that what is wrong does not.
import {
  type ApiError,
  type BadRequestError,
  type ConflictError,
  type ConnectionError,
  type DeploymentError,
  type ErrorCode,
  type ForbiddenError,
  type InvalidInputError,
  isDeploymentError,
  type NotFoundError,
  type Outcome,
  type PartialUpdateError,
  type RateLimitError,
  type RedirectError,
  type ServerError,
  type TimeoutError,
  type UnauthorizedError,
  type UnexpectedResponseError,
} from '../../src/index.js'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
declare function check<_ extends true>(): void

check<Same<Outcome, 'not-sent' | 'rejected' | 'unknown'>>()
check<Same<DeploymentError['outcome'], Outcome>>()
check<Same<DeploymentError['attempts'], number>>()
check<Same<ApiError['status'], number>>()
check<Same<ApiError['headers'], Readonly<Record<string, string>>>>()
check<Same<PartialUpdateError['applied'], readonly string[]>>()
check<Same<UnexpectedResponseError['status'], number>>()

/** Each kind is one of its parent, so that a parent can be caught. */
export const apiErrors: ApiError[] = [] as (
  | BadRequestError
  | UnauthorizedError
  | ForbiddenError
  | NotFoundError
  | ConflictError
  | RateLimitError
  | ServerError
)[]
export const all: DeploymentError[] = [] as (
  | ApiError
  | ConnectionError
  | InvalidInputError
  | PartialUpdateError
  | RedirectError
  | TimeoutError
  | UnexpectedResponseError
)[]

// Codes that are known are completed, others may come.
export const known: ErrorCode = 'OperationNotPermitted'
export const other: ErrorCode = 'SomethingNewer'
// @ts-expect-error a code is a text
export const numeric: ErrorCode = 403

declare const error: unknown
// @ts-expect-error what was caught is not known yet
error.outcome
if (isDeploymentError(error)) {
  check<Same<typeof error.outcome, Outcome>>()
  // @ts-expect-error no such outcome
  if (error.outcome === 'succeeded') throw error
  // @ts-expect-error not every error has a status
  error.status
  if (error.name === 'StalePlanError') {
    check<Same<typeof error.names, readonly string[]>>()
    // @ts-expect-error that is another error's
    error.status
  }
  if (error.name === 'ConnectionError') {
    check<Same<typeof error.code, string | undefined>>()
    // @ts-expect-error nothing was answered
    error.status
  }
  if (error.name === 'UnconfirmedError') check<Same<typeof error.status, 'moved' | 'unknown'>>()
  if (error.name === 'InvalidInputError') check<Same<typeof error.option, string | undefined>>()
  if (error.name === 'PartialUpdateError') check<Same<typeof error.applied, readonly string[]>>()
  if (error.name === 'RedirectError') check<Same<typeof error.target, string | undefined>>()
  if (error.name === 'ForbiddenError' || error.name === 'ApiError') {
    check<Same<typeof error.status, number>>()
    // @ts-expect-error that is another error's
    error.names
  }
  // @ts-expect-error no error has that name
  if (error.name === 'StalePlan') throw error
  // @ts-expect-error an error holds no request
  error.request
  // @ts-expect-error an error is read-only
  error.outcome = 'rejected'
}

declare const api: ApiError
// @ts-expect-error an answer may have no code
export const code: string = api.code
// @ts-expect-error an answer may say nothing about waiting
export const wait: number = api.retryAfterMs
// @ts-expect-error an error holds no answer
api.response
declare const refused: InvalidInputError
// @ts-expect-error nothing was answered
refused.status
