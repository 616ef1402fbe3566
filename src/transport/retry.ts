import { ApiError, type DeploymentError } from '../errors.js'
import type { Call } from './call.js'

/**
 * An attempt that failed, and if it may be repeated:
 * - `safe`: the cause may pass, and the server is known to have done nothing;
 * - `risky`: the cause may pass, but the server may have acted, or may still;
 * - `never`: the same request would fail again.
 */
export interface Failure {
  readonly error: DeploymentError
  readonly repeat: 'safe' | 'risky' | 'never'
}

/** Codes of a 503 by which a deployment says that it rolled the request back, or never began it. */
const ROLLED_BACK = [
  'OptimisticConcurrencyControlFailure',
  'CommitterFullError',
  'ExpiredInQueue',
  'WorkerOverloaded',
  'IsolateNotClean',
  'InitialPermitTimeoutError',
  'ExecuteFullError',
  'UpstreamConnectError',
]

const FIRST_BACKOFF_MS = 500
const LONGEST_BACKOFF_MS = 8_000
const LONGEST_WAIT_MS = 60_000

/** Returns true for a response that says that the server did nothing. */
export function isRejection(status: number, code: string | undefined): boolean {
  if (status === 503) return code !== undefined && ROLLED_BACK.includes(code)
  return status >= 400 && status < 500 && status !== 408
}

/** Returns if the request that got this response may be repeated. */
export function repeatability(status: number, code: string | undefined): Failure['repeat'] {
  if ([425, 429, 503].includes(status) && isRejection(status, code)) return 'safe'
  return [408, 500, 502, 503, 504].includes(status) ? 'risky' : 'never'
}

/** Returns the milliseconds to wait before the request is sent again, or `undefined` if it must not be. */
export function retryDelay(
  { error, repeat }: Failure,
  round: number,
  remainingMs: number,
  { retry, limits }: Call,
): number | undefined {
  const maySendTwice = retry === 'always' || (retry === 'idempotent' && limits.repeatWrites)
  const allowed = repeat === 'safe' || (repeat === 'risky' && maySendTwice)
  if (!allowed || round > limits.retryLimit) return undefined
  const asked = error instanceof ApiError ? error.retryAfterMs : undefined
  const wait = asked ?? Math.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (round - 1))
  return wait < remainingMs && wait <= LONGEST_WAIT_MS ? wait : undefined
}

/** Returns the milliseconds of a `Retry-After` of whole seconds or an HTTP date. Anything else counts as absent. */
export function parseRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const date = /^[A-Z][a-z]{2,8},? \d\d?[ -][A-Z][a-z]{2}[ -].* GMT$/.test(value)
    ? Date.parse(value)
    : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}
