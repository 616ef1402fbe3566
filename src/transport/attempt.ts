import { version } from '../../generated/version.js'
import { assertKeyFits } from '../connection/address.js'
import { keyTarget, normalizeToken } from '../connection/token.js'
import { InvalidInputError } from '../errors.js'
import { scrub } from '../text/scrub.js'
import { type Answer, acceptAnswer, apiFailure, isRedirect, redirectFailure } from './answer.js'
import { type Body, readBody, readErrorBody } from './body.js'
import { connectionFailure } from './connection-failure.js'
import type { Stoppable } from './deadline.js'
import type { Exchange } from './exchange.js'
import { refusal } from './request.js'
import type { Failure } from './retry.js'

/** Sends a request once and reads the whole answer: a 2xx whose body fits, or why it is none. */
export async function attempt(exchange: Exchange, work: Stoppable): Promise<Answer | Failure> {
  const { signal } = work
  const { token: source } = exchange.connection
  const token = typeof source === 'string' ? source : await askToken(source, exchange)
  // A token that took too long must not send a request that was given up.
  signal.throwIfAborted()
  const wire = authorized(exchange, token)
  exchange.tell({ type: 'request', attempt: exchange.sending(token) })
  const started = performance.now()
  let response: Response
  let body: Body
  try {
    response = await dispatch(exchange, { ...wire, signal, redirect: 'manual' })
    if (isRedirect(response)) {
      void response.body?.cancel().catch(() => {})
      return redirectFailure(response, exchange)
    }
    body = response.ok
      ? await readBody(response, exchange.limits.maxResponseBytes, work)
      : await readErrorBody(response, work)
    // An answer that was given up is none: its body ends as if it were whole.
    signal.throwIfAborted()
  } catch (error) {
    signal.throwIfAborted()
    return connectionFailure(error, exchange)
  }
  const durationMs = Math.round(performance.now() - started)
  exchange.tell({
    type: 'response',
    attempt: exchange.attempts,
    status: response.status,
    bytes: body.bytes,
    durationMs,
  })
  const state = response.headers.get('x-convex-deprecation-state')
  if (state !== null) exchange.tell({ type: 'deprecation', state: scrub(state, exchange.secrets) })
  return response.ok ? acceptAnswer(response, body, exchange) : apiFailure(response, body, exchange)
}

async function askToken(source: () => string | Promise<string>, exchange: Exchange): Promise<string> {
  try {
    const given = normalizeToken(await source())
    assertKeyFits(keyTarget(given), exchange.connection.origin)
    return given
  } catch (cause) {
    const context = exchange.context('not-sent')
    if (cause instanceof InvalidInputError) throw new InvalidInputError(cause.message, context)
    throw new InvalidInputError('The `token` function threw, see `cause`.', { ...context, cause })
  }
}

/** The request with its token, which is attached for the deployment's own origin and no other. */
function authorized(exchange: Exchange, token: string) {
  const { request } = exchange
  const { origin, url } = exchange.connection
  if (!request.url.startsWith(`${origin}/`)) {
    throw refusal(`the request does not go to ${origin}.`, { url })
  }
  const headers = new Headers(request.headers)
  headers.set('authorization', `Convex ${token}`)
  headers.set('convex-client', `convex-deployment-${version}`)
  headers.set('convex-request-id', exchange.requestId)
  return { method: request.method, headers, ...(exchange.body !== '' && bodyOf(exchange)) }
}

/**
 * The body as it is sent. Deno itself repeats a request whose kept connection breaks, even a write that the server has
 * read, and stops at nothing but a stream: denoland/deno#36415.
 */
function bodyOf({ body, onlyReads }: Exchange) {
  return 'Deno' in globalThis && !onlyReads ? { body: new Blob([body]).stream(), duplex: 'half' } : { body }
}

/** The global `fetch` is looked up at each call and spared the extra `Request`. */
function dispatch(
  { connection: { fetch }, request: { url } }: Exchange,
  init: RequestInit & { signal: AbortSignal },
): Promise<Response> {
  if (!fetch) return globalThis.fetch(url, init)
  const request = new Request(url, init)
  // Node lets a request that only waits be collected, and with it the way from our signal to its own.
  init.signal.addEventListener('abort', () => void request)
  return fetch(request)
}
