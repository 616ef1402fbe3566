import { ConnectionError } from '../errors.js'
import { textMember } from '../text/member.js'
import { scrub } from '../text/scrub.js'
import type { Exchange } from './exchange.js'
import type { Failure } from './retry.js'

const UNKNOWN_HOST = /^(?:ENOTFOUND|EAI_AGAIN)$/

/** Codes of Node and Bun for a connection that never came about: refused, no such host, TLS not agreed. */
const NOT_CONNECTED: readonly RegExp[] = [
  UNKNOWN_HOST,
  /^(?:ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/,
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|ERR_TLS_CERT_ALTNAME_INVALID)$/,
  /^(?:CERT_|UNABLE_TO_|ERR_SSL_WRONG_VERSION_NUMBER$|ERR_SSL_.*HANDSHAKE)/,
]

/** The same in words: Deno gives no codes, and Node none for a hung up TLS handshake and a port that it refuses. */
const NOT_CONNECTED_TEXT =
  /connection refused|dns error|failed to lookup address|invalid peer certificate|before secure TLS connection|^bad port$/i

/** What a rejected `fetch`, or a body that broke off, comes to. */
export function connectionFailure(thrown: unknown, exchange: Exchange): Failure {
  const { secrets } = exchange
  const chain = causes(thrown)
  const code = chain.map(codeOf).find(found => found !== undefined && scrub(found, secrets) === found)
  const unconnected = chain.some(neverConnected)
  const reason = code ?? (unconnected ? 'not connected' : 'connection lost')
  const message = `${exchange.operationId}: ${
    unconnected ? 'no connection to' : 'the connection broke to'
  } ${exchange.connection.origin} (${reason}). ${unconnected ? adviceUnconnected(code) : exchange.advice}`
  const context = exchange.context(unconnected ? 'not-sent' : 'unknown')
  const error = new ConnectionError(message, {
    ...context,
    code,
    cause: printableCause(chain.at(-1), secrets),
  })
  return { error, repeat: unconnected ? 'safe' : 'risky' }
}

function neverConnected(error: Error): boolean {
  return (
    NOT_CONNECTED.some(codes => codes.test(`${codeOf(error)}`)) ||
    NOT_CONNECTED_TEXT.test(error.message) ||
    // Node's name for the step that failed, whatever the code: `EHOSTUNREACH`, or a reset while connecting.
    textMember(error, 'syscall') === 'connect'
  )
}

function adviceUnconnected(code: string | undefined): string {
  return UNKNOWN_HOST.test(`${code}`)
    ? 'Check the name; a regional deployment needs `region`, one with a custom domain its `url`.'
    : 'Check that the deployment runs there.'
}

/** An error and what it says caused it, the innermost last. */
function causes(thrown: unknown, depth = 5): Error[] {
  if (!(thrown instanceof Error) || depth === 0) return []
  const inner = thrown.cause ?? (thrown instanceof AggregateError ? thrown.errors[0] : undefined)
  return [thrown, ...causes(inner, depth - 1)]
}

function codeOf(error: Error): string | undefined {
  const code = textMember(error, 'code')
  return code !== undefined && /^\w{1,64}$/.test(code) ? code : undefined
}

/** A copy by name and message alone: the original may carry the request. */
function printableCause(original: Error | undefined, secrets: readonly string[]): Error | undefined {
  if (original === undefined) return undefined
  const copy = new Error(scrub(original.message, secrets).slice(0, 300))
  copy.name = scrub(`${original.name}`, secrets)
  return copy
}
