import { errorCodes } from '../../generated/error-codes.js'
import { mayMissProxy } from '../connection/proxy.js'
import {
  ABSENT,
  ApiError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  DeploymentError,
  type ErrorContext,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  type Outcome,
  RateLimitError,
  RedirectError,
  ServerError,
  TimeoutError,
  UnauthorizedError,
  UnexpectedResponseError,
} from '../errors.js'
import { parseJson } from '../text/json.js'
import { memberOf, textMember } from '../text/member.js'
import { invisible } from '../text/quote.js'
import { hasShortSecret, REPLACEMENT, redact } from '../text/redact.js'
import { parseUrl } from '../text/url.js'
import { type Call, endAttempt, errorContext, secretsOf } from './call.js'
import { type Cause, whyNotSent } from './not-sent.js'
import { type Failure, isRejection, parseRetryAfter, repeatability } from './retry.js'

/** The error of a status. */
const KINDS: { readonly [status: number]: typeof ApiError } = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  429: RateLimitError,
}

const KNOWN_CODES: readonly (string | undefined)[] = errorCodes

/** A message that is cut, between two characters. */
const LONG = /^(.{400}).+/su

/** Returns the failure of a 4xx or 5xx response. */
export function apiFailure({ status, headers }: Response, body: string, call: Call): Failure {
  const secrets = secretsOf(call)
  const problem = parseJson(body)
  const code = printableCode(textMember(problem, 'code'), secrets)
  const said = printableMessage(textMember(problem, 'message'), code, secrets)
  const Kind = KINDS[status] ?? (status >= 500 ? ServerError : ApiError)
  const { advice } = call.connection
  const subject = ABSENT.some(absent => absent === code) ? 'absent' : `${code}`
  const usual = textMember(advice, subject) ?? textMember(advice, `${status}`)
  const outcome = isRejection(status, code) ? 'rejected' : 'unknown'
  const toDo = code?.endsWith('NotEnabled')
    ? 'Check the plan.'
    : (usual ?? (outcome === 'unknown' && adviceWhenUnknown(call)))
  const reason = `${call.operationId} failed with ${status}${code ? ` ${code}` : ''}${said ? `: ${said}` : '.'}`
  const error = new Kind(`${reason}${toDo ? ` ${toDo}` : ''}`, {
    ...fail(call, outcome),
    status,
    code,
    retryAfterMs: parseRetryAfter(headers.get('retry-after')),
    headers: allowedHeaders(headers, secrets),
  })
  return { error, repeat: repeatability(status, code) }
}

/** Records the outcome of an attempt that failed, and returns what its error says of the call. */
function fail(call: Call, outcome: Outcome): ErrorContext {
  endAttempt(call, outcome)
  return errorContext(call)
}

/** Returns a code, unless it is unknown and holds a piece of the request, as anything but an identifier could. */
function printableCode(code: string | undefined, secrets: readonly string[]): string | undefined {
  if (code === undefined || KNOWN_CODES.includes(code)) return code
  const isWord = /^[A-Za-z][\w/]{0,63}$/.test(code)
  return isWord && !secrets.includes(code) && redact(code, secrets) === code ? code : undefined
}

/** Returns a message of the server's as ours quotes it: one short line without secrets, or nothing. */
export function printableMessage(message = '', code: string | undefined, secrets: readonly string[]): string {
  if (hasShortSecret(secrets) && !KNOWN_CODES.includes(code)) return ''
  return inOneLine(message, secrets)
    .replace(LONG, '$1…')
    .replace(/[^.!?…]$/, '$&.')
}

/** Returns a text in one line, without secrets: also without those that it has only now, as something stood between their words. */
function inOneLine(text: string, secrets: readonly string[]): string {
  const line = redact(text, secrets).split(invisible()).filter(Boolean).join(' ').trim()
  return line
    .split(REPLACEMENT)
    .map(part => redact(part, secrets))
    .join(REPLACEMENT)
}

/** The names of the headers that an error carries: a pattern would let a value come in as a name. */
const HEADERS = [
  'content-type',
  'allow',
  'retry-after',
  'cf-ray',
  'x-convex-deprecation-state',
  'x-convex-deprecation-message',
]

function allowedHeaders(headers: Headers, secrets: readonly string[]): Record<string, string> {
  const allowed = [...headers].filter(([name]) => HEADERS.includes(name))
  return Object.fromEntries(allowed.map(([name, value]) => [name, printableHeader(value, secrets)]))
}

/** Returns a header without secrets. One beyond ASCII is left out: its bytes were read as other characters than a secret has. */
export function printableHeader(value: string, secrets: readonly string[]): string {
  return /^[\t -~]*$/.test(value) ? redact(value, secrets) : REPLACEMENT
}

/** Returns the failure of a redirect. It names the origin that the redirect points to, if the runtime reveals it. */
export function redirectFailure(response: Response, call: Call): Failure {
  const location = response.headers.get('location') || (response.redirected && response.url)
  const { url } = call.connection
  // What is not a web address, such as `mailto:`, has no origin.
  const origin = location && parseUrl(location, url)?.origin
  const target = origin && origin !== 'null' ? redact(origin, secretsOf(call)) : undefined
  const message = `${call.operationId} was redirected${target ? ` to ${target}` : ''}. If that place may have the key, pass its address as \`url\`.`
  return { error: new RedirectError(message, { ...fail(call, 'unknown'), target }), repeat: 'never' }
}

/** Returns the failure of a 2xx response that does not hold what the caller relies on. */
export function unexpectedFailure(status: number, problem: string, call: Call): Failure {
  const message = `${call.operationId} was answered with ${status}, but ${problem}`
  return {
    error: new UnexpectedResponseError(message, { ...fail(call, 'unknown'), status }),
    repeat: 'never',
  }
}

/** Returns the failure of an attempt that took too long. Only `timeout` is for one attempt, and may be repeated. */
export function timeoutFailure(
  call: Call,
  option: 'timeout' | 'totalTimeout',
  inFlight = call.attempts.inFlight,
): Failure {
  const rest = inFlight ? `. ${adviceWhenUnknown(call)}` : ' before a request was sent.'
  const message = `${call.operationId} timed out after \`${option}\` (${call.limits[option]} ms)${rest}`
  const error = new TimeoutError(message, fail(call, inFlight ? 'unknown' : 'not-sent'))
  const repeat = inFlight ? 'risky' : 'safe'
  return { error, repeat: option === 'timeout' ? repeat : 'never' }
}

/** Returns the error of a token that could not be had, or does not fit. Nothing was sent in this attempt. */
export function tokenError(cause: unknown, call: Call): InvalidInputError {
  const context = { ...fail(call, 'not-sent'), option: 'token' }
  if (cause instanceof InvalidInputError) return new InvalidInputError(cause.message, context)
  return new InvalidInputError('The `token` function threw. See `cause`.', { ...context, cause })
}

/**
 * Returns the failure of a rejected `fetch`, or of a body that broke off.
 * @param response the response with that body
 */
export function connectionFailure(thrown: unknown, call: Call, response?: Response): Failure {
  const secrets = secretsOf(call)
  const chain = causes(thrown)
  const code = chain.map(([, , said]) => printableCode(said, secrets)).find(Boolean)
  const { origin, fetch, advice } = call.connection
  const reason = response ? undefined : whyNotSent(chain, fetch)
  const [, repeat = 'risky', toDo = adviceWhenUnknown(call), mayNeedProxy] = reason ?? []
  const more = mayNeedProxy && mayMissProxy() ? ' HTTPS_PROXY needs Node 22.21, NODE_USE_ENV_PROXY=1.' : ''
  const what = reason ? 'no connection' : 'the connection broke'
  const message = `${call.operationId}: ${what} to ${origin}${code ? ` (${code})` : ''}. ${toDo || advice.host}${more}`
  const error = new ConnectionError(message, {
    ...fail(call, reason ? 'not-sent' : 'unknown'),
    code,
    cause: printableCause(chain.at(-1), secrets),
  })
  return { error, repeat }
}

function adviceWhenUnknown({ retry }: Call): string {
  return retry === 'always'
    ? 'It only reads: try again.'
    : 'The request may have taken effect: read back before you repeat a write.'
}

/** Returns what an error and its causes say, the innermost last. One with a getter that throws says nothing. */
function causes(thrown: unknown, depth = 5): Cause[] {
  try {
    if (!(thrown instanceof Error) || depth === 0) return []
    const inner = thrown.cause ?? memberOf(memberOf(thrown, 'errors'), '0')
    const said = (member: string) => textMember(thrown, member) ?? ''
    const cause = [
      `${thrown.name}`,
      `${thrown.message}`,
      said('code'),
      said('syscall'),
      said('input'),
    ] as const
    return [cause, ...causes(inner, depth - 1)]
  } catch {
    return []
  }
}

/** Copies an error by name and message alone: the original may carry the request, and its stack is the runtime's. */
function printableCause(cause: Cause | undefined, secrets: readonly string[]): Error | undefined {
  if (cause === undefined) return undefined
  const [name, message] = cause.slice(0, 2).map(text => inOneLine(text, secrets).slice(0, 300))
  return Object.assign(new Error(message), { name, stack: `${name}: ${message}` })
}

/** Returns an error's name and, for a response, its status and code. The reason of a caller's abort is its own. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof DeploymentError)) return 'aborted'
  return error instanceof ApiError
    ? [error.name, error.status, error.code].filter(Boolean).join(' ')
    : error.name
}
