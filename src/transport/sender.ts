import { ApiError, DeploymentError, TimeoutError } from '../errors.js'
import { attempt, type Connection } from './attempt.js'
import { sleep, within } from './deadline.js'
import { emit, type Tell } from './events.js'
import { type Contract, Exchange } from './exchange.js'
import { assertRequestFits, operationOf } from './request.js'
import { type Failure, retryDelay } from './retry.js'
import { type CallOptions, resolveLimits } from './settings.js'

/** Sends one request safely: the `fetch` beneath the path client and its middleware. */
export type Send = (request: Request, options?: CallOptions) => Promise<Response>

/**
 * Makes the `fetch` of one contract: it checks, authorises, times out, repeats what may be repeated, and resolves
 * with nothing but a 2xx answer whose body fits the document.
 */
export function createSend(connection: Connection, contract: Contract): Send {
  let deprecationTold = false

  return async (request, options = {}) => {
    const { id, operation } = operationOf(request, connection.url, contract)
    const limits = resolveLimits(options, operation.bulk ? connection.bulkLimits : connection.limits)
    const body = operation.method === 'GET' ? '' : await request.text()
    const query = new URL(request.url).search.slice(1)
    const exchange = new Exchange(id, operation, connection.url, query, body, limits)
    const tell: Tell = happening => {
      if (happening.type === 'deprecation' && deprecationTold) return
      deprecationTold ||= happening.type === 'deprecation'
      emit(connection.logger, { ...exchange.about, ...happening })
    }
    const started = performance.now()
    try {
      assertRequestFits(exchange)
      const expired = () => timedOut(exchange, 'totalTimeout', limits.totalTimeout)
      const answer = await within(limits.totalTimeout, options.signal ?? request.signal, expired, signal =>
        repeat(connection, exchange, request, signal, tell),
      )
      tell({
        type: 'success',
        attempts: exchange.attempts,
        durationMs: Math.round(performance.now() - started),
      })
      return answer
    } catch (error) {
      tell({ type: 'failure', attempts: exchange.attempts, reason: reasonOf(error) })
      throw error
    }
  }
}

async function repeat(
  connection: Connection,
  exchange: Exchange,
  request: Request,
  signal: AbortSignal,
  tell: Tell,
): Promise<Response> {
  const { limits, retry } = exchange
  const deadline = performance.now() + limits.totalTimeout
  for (let round = 1; ; round++) {
    const result = await timedAttempt(connection, exchange, request, signal, tell)
    if (result instanceof Response) return result
    exchange.inFlight = false
    const remainingMs = deadline - performance.now()
    const waitMs = retryDelay(result, round, remainingMs, retry, limits)
    if (waitMs === undefined) throw result.error
    tell({ type: 'retry', attempt: exchange.attempts, waitMs, reason: reasonOf(result.error) })
    await sleep(waitMs, signal)
  }
}

/** One attempt under its own timeout, which may be repeated like any failure that passes. */
async function timedAttempt(
  connection: Connection,
  exchange: Exchange,
  request: Request,
  total: AbortSignal,
  tell: Tell,
): Promise<Response | Failure> {
  const { timeout } = exchange.limits
  const expired = () => timedOut(exchange, 'timeout', timeout)
  try {
    return await within(timeout, total, expired, signal =>
      attempt(connection, exchange, request, signal, tell),
    )
  } catch (error) {
    if (total.aborted || !(error instanceof TimeoutError)) throw error
    return { error, repeat: exchange.inFlight ? 'risky' : 'safe' }
  }
}

function timedOut(exchange: Exchange, option: 'timeout' | 'totalTimeout', ms: number): TimeoutError {
  const sent = exchange.inFlight
  const what = sent ? 'an answer took' : 'before a request was sent it took'
  const message = `${exchange.operationId} timed out: ${what} longer than \`${option}\` (${ms} ms).${
    sent ? ' The request may have taken effect: read back before you repeat a write.' : ''
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
