import { ApiError, DeploymentError, TimeoutError } from '../errors.js'
import type { Answer } from './answer.js'
import { attempt } from './attempt.js'
import { sleep, within } from './deadline.js'
import type { Outgoing } from './draft.js'
import { type Connection, Exchange } from './exchange.js'
import { assertRequestFits, operationOf, type Routes } from './request.js'
import { type Failure, retryDelay } from './retry.js'
import { type CallOptions, resolveLimits } from './settings.js'

/** Sends one request safely: the `fetch` beneath the path client and its middleware. */
export type Send = (request: Outgoing, options?: CallOptions) => Promise<Answer>

/**
 * Makes the `fetch` of one contract: it checks, authorises, times out, repeats what may be repeated, and resolves
 * with nothing but a 2xx answer whose body fits the document.
 */
export function createSend(connection: Connection, routes: Routes): Send {
  const { url, limits: usual, bulkLimits } = connection
  return async (request, options = {}) => {
    const { id, operation } = operationOf(request, url, routes)
    const limits = resolveLimits(options, operation.bulk ? bulkLimits : usual)
    const body = operation.method === 'GET' ? '' : await request.text()
    const exchange = new Exchange(connection, id, operation, request, body, limits)
    const started = performance.now()
    try {
      assertRequestFits(exchange)
      const answer = await repeat(exchange, options.signal ?? request.signal)
      exchange.tell({
        type: 'success',
        attempts: exchange.attempts,
        durationMs: Math.round(performance.now() - started),
      })
      return answer
    } catch (error) {
      exchange.tell({ type: 'failure', attempts: exchange.attempts, reason: reasonOf(error) })
      throw error
    }
  }
}

async function repeat(exchange: Exchange, signal: AbortSignal | undefined): Promise<Answer> {
  const deadline = performance.now() + exchange.limits.totalTimeout
  for (let round = 1; ; round++) {
    const result = await timedAttempt(exchange, deadline - performance.now(), signal)
    if (!('error' in result)) return result
    exchange.inFlight = false
    const waitMs = retryDelay(result, round, deadline - performance.now(), exchange)
    if (waitMs === undefined) throw result.error
    exchange.tell({ type: 'retry', attempt: exchange.attempts, waitMs, reason: reasonOf(result.error) })
    await sleep(waitMs, signal)
  }
}

/** One attempt under its own timeout, which may be repeated like any failure that passes, or what is left for all. */
async function timedAttempt(
  exchange: Exchange,
  remainingMs: number,
  caller: AbortSignal | undefined,
): Promise<Answer | Failure> {
  const { timeout } = exchange.limits
  const last = remainingMs <= timeout
  const expired = () => timedOut(exchange, last ? 'totalTimeout' : 'timeout')
  try {
    return await within(last ? remainingMs : timeout, caller, expired, work => attempt(exchange, work))
  } catch (error) {
    if (last || caller?.aborted || !(error instanceof TimeoutError)) throw error
    return { error, repeat: exchange.inFlight ? 'risky' : 'safe' }
  }
}

function timedOut(exchange: Exchange, option: 'timeout' | 'totalTimeout'): TimeoutError {
  const sent = exchange.inFlight
  const what = sent ? 'an answer took' : 'before a request was sent it took'
  const message = `${exchange.operationId} timed out: ${what} longer than \`${option}\` (${exchange.limits[option]} ms).${
    sent ? ` ${exchange.advice}` : ''
  }`
  return new TimeoutError(message, exchange.context(sent ? 'unknown' : 'not-sent'))
}

/** An error's name and what tells it from others of that name; for a caller's own reason just that. */
function reasonOf(error: unknown): string {
  if (!(error instanceof DeploymentError)) return 'aborted'
  return error instanceof ApiError
    ? [error.name, error.status, error.code].filter(Boolean).join(' ')
    : error.name
}
