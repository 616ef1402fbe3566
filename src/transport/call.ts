import type { DeploymentError, ErrorContext, Outcome } from '../errors.js'
import type { Operation, Retry } from '../schema/operation.js'
import { sensitiveStrings } from '../schema/sensitive-strings.js'
import { textMember } from '../text/member.js'
import { hasShortSecret } from '../text/redact.js'
import type { CallStep, Log } from './events.js'
import type { Limits, TransportOptions } from './options.js'

/** Everything that stays the same for all calls of one client. */
export interface Connection {
  readonly origin: string
  /** The base of the API, such as `https://happy-otter-123.convex.cloud/api/v1`. */
  readonly url: string
  /** The scheme of the `Authorization` header. */
  readonly scheme: 'Convex' | 'Bearer'
  /** The advice of errors, by status and code, for a `host` that is not found, and for a `body` of something else. */
  readonly advice: Advice
  /** Returns the token of the next attempt, checked to fit the host. */
  readonly token: () => Promise<string>
  readonly limits: Limits
  /** The limits of operations whose responses may be large and slow. */
  readonly bulkLimits: Limits
  readonly log: Log | undefined
  readonly fetch: TransportOptions['fetch']
  /** The secrets that went through this client: see `remember`. */
  readonly secrets: Set<string>
  /** The calls that were sent, and whose secrets nobody has needed yet. */
  readonly sent: Call[]
  /** Keeps responses out of every cache, such as that of Next.js on disk, where the runtime knows the option. */
  readonly cache: { readonly cache?: 'no-store' }
  /** Set by a fleet, to keep all its deployments to one pace. */
  rest?: Rest | undefined
}

/**
 * Waits before a request is sent: at least `ms`, and as long as somebody else needs.
 * @param error the failure of the attempt before, if there was one
 */
export type Rest = (ms: number, signal: AbortSignal | undefined, error?: DeploymentError) => Promise<void>

/** The advice to whoever gets an error, by the subject of the error. */
export type Advice = { readonly [of: string | number]: string; readonly host: string; readonly body: string }

/**
 * A request as the transport sends it. openapi-fetch makes one in place of the runtime's `Request` if no middleware
 * looks at it: that would bring a signal and a stream, and cost as much as all checks of the transport.
 */
export class OutgoingRequest {
  declare readonly method: string
  declare readonly headers: Headers
  declare readonly body: string

  constructor(
    readonly url: string,
    { method, headers, body = '' }: Pick<OutgoingRequest, 'method' | 'headers'> & Partial<OutgoingRequest>,
  ) {
    Object.assign(this, { method, headers, body })
  }
}

/** One call: decided once, then read as data. Only its attempts change. */
export interface Call {
  readonly requestId: string
  readonly operationId: string
  readonly operation: Operation
  readonly request: OutgoingRequest
  /** The body, parsed: `undefined` if there is none. */
  readonly value: unknown
  /** The retry class of the operation with this body. */
  readonly retry: Retry
  readonly limits: Limits
  /** The size of the largest response that is read. */
  readonly maxResponseBytes: number
  readonly connection: Connection
  readonly attempts: AttemptLog
}

/** The attempts of a call so far. Written by `beginAttempt` and `endAttempt` alone. */
export interface AttemptLog {
  count: number
  /** True while an attempt may take effect: it was sent and has not failed yet. */
  inFlight: boolean
  /** The worst outcome so far. */
  outcome: Outcome
  /** The token of the last attempt. */
  token: string
}

/** Returns the retry class of a request. For some operations it depends on a member of the body. */
export function retryClass({ retry, retryWith = {} }: Operation, value: unknown): Retry {
  for (const member of Object.keys(retryWith)) {
    if (textMember(value, member) !== undefined) return retryWith[member] ?? retry
  }
  return retry
}

/** Records that an attempt is about to be sent: from here on it may take effect. */
export function beginAttempt(call: Call, token: string): void {
  const { attempts, connection } = call
  if (attempts.token !== '' && attempts.token !== token) remember(connection, ownSecrets(call))
  attempts.token = token
  attempts.inFlight = true
  attempts.count++
  // Looking for the secrets of each call would cost more than sending it: it is done for the first error.
  if (connection.sent.at(-1) === call) return
  const isFull = connection.sent.push(call) > MOST_SENT
  if (isFull || call.request.body.length > LONG_BODY) rememberSent(connection)
}

/** The calls that are kept until an error needs their secrets: at most so many, and none with a longer body. */
const MOST_SENT = 20
const LONG_BODY = 2 ** 16

function rememberSent(connection: Connection): void {
  for (const call of connection.sent.splice(0)) remember(connection, ownSecrets(call))
}

/** Records the outcome of an attempt. One that may have taken effect is not forgotten by a later one. */
export function endAttempt({ attempts }: Call, outcome: Outcome): void {
  attempts.inFlight = false
  if (outcome !== 'not-sent' && attempts.outcome !== 'unknown') attempts.outcome = outcome
}

/** Returns the part that all errors of a call share. */
export function errorContext({ operationId, connection, requestId, attempts }: Call): ErrorContext {
  const { count, outcome } = attempts
  return { operation: operationId, url: connection.url, requestId, attempts: count, outcome }
}

/** The characters that a client remembers, each secret counted with some more: at most two thousand secrets, or 2 MiB. */
const REMEMBERED = 2 ** 21
const EACH = 2 ** 10

/** Keeps secrets of a call from the errors of later ones: tokens and values, sent or read. Drops the oldest. */
export function remember({ secrets }: Connection, found: readonly string[]): void {
  const long = found.filter(secret => !hasShortSecret([secret]))
  if (long.every(secret => secrets.has(secret))) return
  const newestFirst = new Set([...long, ...secrets])
  secrets.clear()
  let room = REMEMBERED
  for (const secret of newestFirst) {
    const size = secret.length + EACH
    if (size > room) continue
    room -= size
    secrets.add(secret)
  }
}

/** Returns the strings that no message may quote: those of the call itself, and those that its client remembers. */
export function secretsOf(call: Call): readonly string[] {
  return [...ownSecrets(call), ...knownSecrets(call.connection)]
}

/** Returns the secrets that a client remembers, of its last calls too. */
export function knownSecrets(connection: Connection): ReadonlySet<string> {
  rememberSent(connection)
  return connection.secrets
}

/** Returns the last token, whole and without its prefix, and the secrets of the body. */
function ownSecrets({ operation, value, attempts: { token } }: Call): readonly string[] {
  return [token, token.slice(token.indexOf('|') + 1), ...sensitiveStrings(operation.request, value)]
}

/** Logs a step of a call, if there is a logger. */
export function logStep({ operationId, operation, requestId, connection }: Call, step: CallStep): void {
  const { method, path } = operation
  connection.log?.({ operation: operationId, method, path, requestId, ...step })
}

/** Returns 128 random bits in hex digits. They guard nothing: `crypto` loads slower. */
export function createRequestId(): string {
  const parts = Array.from({ length: 4 }, () => Math.floor(Math.random() * 2 ** 32))
  return parts.map(part => part.toString(16).padStart(8, '0')).join('')
}
