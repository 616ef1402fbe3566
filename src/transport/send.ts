import { version } from '../../generated/version.js'
import { refusal } from '../errors.js'
import { type Stoppable, sleep, within } from './abort.js'
import {
  beginAttempt,
  type Call,
  type Connection,
  createRequestId,
  endAttempt,
  logStep,
  type OutgoingRequest,
  retryClass,
  secretsOf,
} from './call.js'
import {
  apiFailure,
  connectionFailure,
  printableHeader,
  reasonOf,
  redirectFailure,
  timeoutFailure,
  tokenError,
  unexpectedFailure,
} from './failure.js'
import { type CallOptions, resolveLimits } from './options.js'
import { assertRequestFits, misdirected, parseBody, type Route } from './request.js'
import { type Answer, acceptAnswer, isRedirect, readBody, readErrorBody } from './response.js'
import { type Failure, retryDelay } from './retry.js'

interface DenoPermissions {
  readonly permissions?: { querySync(wanted: { name: 'net'; host: string }): { readonly state: string } }
}
declare const Deno: DenoPermissions | undefined

/** More than 512 KiB of variables, each byte of them escaped as `\u0000`, and than any page of settings. */
const MAX_RESPONSE_BYTES = 4 * 2 ** 20

/**
 * Prepares a call of a request that is not sent yet.
 * @throws {InvalidInputError} for options that cannot work, or a body that middleware broke
 */
export function prepare(
  connection: Connection,
  { id, operation }: Route,
  request: OutgoingRequest,
  options: CallOptions,
): Call {
  const usual = operation.bulk ? connection.bulkLimits : connection.limits
  const isUsual = options.timeout === undefined && options.retry === undefined
  const value = parseBody(request.body, id)
  return {
    requestId: createRequestId(),
    operationId: id,
    operation,
    request,
    value,
    retry: operation.retryWith ? retryClass(operation, value) : operation.retry,
    limits: isUsual ? usual : resolveLimits(options, usual),
    maxResponseBytes: usual.maxResponseBytes ?? operation.maxResponseBytes ?? MAX_RESPONSE_BYTES,
    connection,
    attempts: { count: 0, inFlight: false, outcome: 'not-sent', token: '' },
  }
}

/**
 * Sends a call safely: checks, authorises, times out, and repeats what may be repeated. Resolves with nothing but a 2xx
 * response whose body fits the document.
 */
export async function send(call: Call, signal: AbortSignal | undefined): Promise<Answer> {
  const started = performance.now()
  try {
    assertRequestFits(call)
    await call.connection.rest?.(0, signal)
    const answer = await repeat(call, signal)
    logStep(call, {
      type: 'success',
      attempts: call.attempts.count,
      durationMs: Math.round(performance.now() - started),
    })
    return answer
  } catch (error) {
    logStep(call, { type: 'failure', attempts: call.attempts.count, reason: reasonOf(error) })
    throw error
  }
}

/**
 * Accepts a response that middleware gave in place of the deployment's, by the same rules. Nobody knows what was done
 * for it, so that its errors have the outcome `unknown`.
 * @param problem the body of an error response, which openapi-fetch has read
 */
export async function acceptGiven(
  response: Response,
  problem: unknown,
  call: Call,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  endAttempt(call, 'unknown')
  // The body that stalls is of a response that somebody gave: a request may have been sent for it.
  const expired = () => timeoutFailure(call, 'timeout', true).error
  const result = await within(call.limits.timeout, signal, expired, async work => {
    if (isRedirect(response)) return redirectFailure(response, call)
    if (!response.ok) return apiFailure(response, JSON.stringify(problem), call)
    if (response.bodyUsed) return unexpectedFailure(response.status, 'middleware has read its body.', call)
    const body = await readBody(response, call.maxResponseBytes, work)
    return acceptAnswer(response, body, call, 'Did middleware change it?')
  })
  if ('error' in result) throw result.error
  return result
}

/** Attempts a call until it succeeds or must not be sent again. */
async function repeat(call: Call, signal: AbortSignal | undefined): Promise<Answer> {
  let deadline = performance.now() + call.limits.totalTimeout
  for (let round = 1; ; round++) {
    const began = performance.now()
    const result = await timedAttempt(call, deadline - began, signal)
    if (!('error' in result)) return result
    // A write needs as long again: cut short, one that was rejected would end unknown.
    const ended = performance.now()
    const needed = call.retry === 'always' ? 0 : ended - began
    const waitMs = retryDelay(result, round, deadline - ended - needed, call)
    if (waitMs === undefined) throw result.error
    logStep(call, { type: 'retry', attempt: call.attempts.count, waitMs, reason: reasonOf(result.error) })
    const { rest } = call.connection
    if (!rest) await sleep(waitMs, signal)
    else {
      await rest(waitMs, signal, result.error)
      // What it waits for others is no time of the call.
      deadline += performance.now() - ended - waitMs
    }
  }
}

/** Attempts a call within `timeout`, or within what is left of `totalTimeout`. */
async function timedAttempt(
  call: Call,
  remainingMs: number,
  caller: AbortSignal | undefined,
): Promise<Answer | Failure> {
  const { timeout } = call.limits
  const last = remainingMs <= timeout
  let failure: Failure | undefined
  const expire = () => {
    failure = timeoutFailure(call, last ? 'totalTimeout' : 'timeout')
    return failure.error
  }
  try {
    return await within(last ? remainingMs : timeout, caller, expire, work => attempt(call, work))
  } catch (error) {
    if (failure === undefined || error !== failure.error) throw error
    return failure
  }
}

/** Sends a request once and reads the whole response. */
async function attempt(call: Call, work: Stoppable): Promise<Answer | Failure> {
  const { signal } = work
  const token = await call.connection.token().catch((error: unknown) => {
    // An attempt that was given up must not end a later one, which may be in flight.
    signal.throwIfAborted()
    throw tokenError(error, call)
  })
  // A token that took too long must not send a request that was given up.
  signal.throwIfAborted()
  if (!(call.connection.fetch ?? globalThis.fetch))
    throw refusal('fetch', 'There is no global `fetch`: pass one.')
  const init = { ...authorized(call, token), ...call.connection.cache, signal, redirect: 'manual' } as const
  beginAttempt(call, token)
  const number = call.attempts.count
  logStep(call, { type: 'request', attempt: number })
  const started = performance.now()
  let response: Response | undefined
  try {
    response = await dispatch(call, init)
    if (isRedirect(response)) {
      void response.body?.cancel().catch(() => {})
      signal.throwIfAborted()
      return redirectFailure(response, call)
    }
    const { ok, status } = response
    const body = await (ok ? readBody(response, call.maxResponseBytes, work) : readErrorBody(response, work))
    // A response that was given up ends as if it were whole.
    signal.throwIfAborted()
    const durationMs = Math.round(performance.now() - started)
    logStep(call, { type: 'response', attempt: number, status, bytes: body.bytes, durationMs })
    const state = response.headers.get('x-convex-deprecation-state')
    if (state !== null) logStep(call, { type: 'deprecation', state: printableHeader(state, secretsOf(call)) })
    return ok ? acceptAnswer(response, body, call) : apiFailure(response, body.text, call)
  } catch (error) {
    signal.throwIfAborted()
    if (isOfFramework(error)) throw error
    return connectionFailure(error, call, response)
  }
}

/**
 * Adds the token and our own headers to a request.
 * @throws {InvalidInputError} for a request that does not go to the deployment's own origin
 */
function authorized({ request, connection: { origin, url, scheme }, requestId, retry }: Call, token: string) {
  if (!request.url.startsWith(`${origin}/`)) throw misdirected(url)
  const headers = new Headers(request.headers)
  // Of middleware: Bun would send it, and the host alone decides which deployment gets the token.
  headers.delete('host')
  headers.set('authorization', `${scheme} ${token}`)
  headers.set('convex-client', `convex-deployment-${version}`)
  headers.set('convex-request-id', requestId)
  const { method, body } = request
  if (body === '') return { method, headers, body: null }
  // Deno itself repeats a request whose kept connection breaks, even a write that the server has read. Only a stream
  // keeps it from that: denoland/deno#36415.
  return typeof Deno !== 'undefined' && retry !== 'always' && mayReach(Deno, request.url)
    ? { method, headers, body: new Blob([body]).stream(), duplex: 'half' }
    : { method, headers, body }
}

/** Returns true unless Deno keeps this program from an address: a request whose stream it refuses would never end. */
function mayReach({ permissions }: DenoPermissions, url: string): boolean {
  const { hostname, port, protocol } = new URL(url)
  const host = `${hostname}:${port || (protocol === 'http:' ? 80 : 443)}`
  return !permissions || permissions.querySync({ name: 'net', host }).state === 'granted'
}

/** Returns true for what a framework throws through its `fetch` to steer its own rendering, as Next.js does. */
function isOfFramework(error: unknown): boolean {
  return error instanceof Error && 'digest' in error
}

/** Calls the global `fetch`, looked up each time and spared the extra `Request`, or the caller's own. */
function dispatch(
  { connection: { fetch }, request: { url } }: Call,
  init: RequestInit & { signal: AbortSignal },
): Promise<Response> {
  if (!fetch) return globalThis.fetch(url, init)
  const request = new Request(url, init)
  // Node lets a request that only waits be collected, and with it the way from our signal to its own. It is returned, as a
  // minifier drops `void request`.
  init.signal.addEventListener('abort', () => request)
  return fetch(request)
}
