import { errorCodes } from '../../generated/error-codes.js'
import {
  ApiError,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  RedirectError,
  ServerError,
  UnauthorizedError,
  UnexpectedResponseError,
} from '../errors.js'
import { findFault } from '../schema/validate.js'
import { parseJson } from '../text/json.js'
import { parseLossless } from '../text/lossless-json.js'
import { textMember } from '../text/member.js'
import { hasShortSecret, scrub } from '../text/scrub.js'
import type { Body } from './body.js'
import { Draft } from './draft.js'
import type { Exchange } from './exchange.js'
import { type Failure, isRejection, parseRetryAfter, repeatability } from './retry.js'

const LONGEST_MESSAGE = 400

/** The size from which on encoding a body again is worth avoiding. */
const LARGE = 64 * 1024

const KNOWN_CODES: readonly (string | undefined)[] = errorCodes

/** What a status comes to, and what to do about it. */
const KINDS: {
  readonly [status: number]: readonly [kind: typeof ApiError, advice?: string]
} = {
  400: [BadRequestError],
  401: [UnauthorizedError, 'Check that the token is a valid key of this deployment.'],
  403: [ForbiddenError, 'Check that the token is for this deployment and may do this.'],
  404: [NotFoundError, 'Check the `name`, `region` or `url`, and that the deployment speaks this contract.'],
  405: [ApiError, 'The deployment does not speak this contract.'],
  409: [ConflictError],
  429: [RateLimitError, 'Wait before you try again.'],
}

/** Codes of a 404 that is about what an id stands for, and about no route. */
const UNKNOWN_ID: readonly (string | undefined)[] = ['LogStreamDoesntExist', 'UsageLimitNotFound']

/** Whether an answer is a redirect, or the browser's opaque stand-in for one, or came from behind one. */
export function isRedirect(response: Response): boolean {
  return (
    response.type === 'opaqueredirect' ||
    response.redirected ||
    (response.status >= 300 && response.status < 400)
  )
}

/** A redirect, told by the origin that it points to. */
export function redirectFailure(response: Response, exchange: Exchange): Failure {
  const target = redirectTarget(response, exchange)
  const message =
    `${exchange.operationId} was answered with a redirect to ${target ?? 'an address that the runtime hides'}, ` +
    'which is never followed: the request would hand its secrets over. Pass the final address as `url`.'
  return { error: new RedirectError(message, { ...exchange.context('unknown'), target }), repeat: 'never' }
}

function redirectTarget(response: Response, { connection: { url }, secrets }: Exchange): string | undefined {
  const location = response.headers.get('location') ?? (response.redirected ? response.url : '')
  if (location === '' || !URL.canParse(location, url)) return undefined
  const { origin } = new URL(location, url)
  // What is no web address, such as `mailto:`, has no origin. A host name is written in lower case.
  return origin === 'null'
    ? undefined
    : scrub(origin, [...secrets, ...secrets.map(secret => secret.toLowerCase())])
}

/** A 4xx or 5xx answer. */
export function apiFailure(response: Response, { text }: Body, exchange: Exchange): Failure {
  const { status } = response
  const { secrets } = exchange
  const problem = parseJson(text)
  // What says that nothing was done is a known code, and stays.
  const code = presentableCode(textMember(problem, 'code'), secrets)
  const said = presentable(textMember(problem, 'message'), code, secrets)
  const context = exchange.context(isRejection(status, code) ? 'rejected' : 'unknown')
  const [Kind, advice] = KINDS[status] ?? [status >= 500 ? ServerError : ApiError]
  const message = [
    `${exchange.operationId} failed with ${status}${code ? ` ${code}` : ''}${said ? `: ${said}` : '.'}`,
    !exchange.onlyReads && context.outcome === 'rejected' && 'Nothing was written.',
    UNKNOWN_ID.includes(code) ? 'Check the id.' : advice,
  ]
  const error = new Kind(message.filter(Boolean).join(' '), {
    ...context,
    status,
    code,
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after')),
    headers: allowedHeaders(response.headers, secrets),
  })
  return { error, repeat: repeatability(status, code) }
}

/** A code, unless it is none that we know and holds a piece of the request, as anything but an identifier could. */
function presentableCode(code: string | undefined, secrets: readonly string[]): string | undefined {
  if (code === undefined || KNOWN_CODES.includes(code)) return code
  const harmless = /^[A-Za-z]\w{0,63}$/.test(code) && !secrets.includes(code) && scrub(code, secrets) === code
  return harmless ? code : undefined
}

function presentable(message = '', code: string | undefined, secrets: readonly string[]): string {
  if (hasShortSecret(secrets) && !KNOWN_CODES.includes(code)) return ''
  const line = scrub(message, secrets)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
  const short = line.length > LONGEST_MESSAGE ? `${cut(line)}…` : line
  return line === '' || /[.!?…]$/.test(short) ? short : `${short}.`
}

/** The beginning of a message, without the half of a character that it may end with. */
function cut(line: string): string {
  return line.slice(0, LONGEST_MESSAGE).replace(/\p{Surrogate}$/u, '')
}

function allowedHeaders(headers: Headers, secrets: readonly string[]): Record<string, string> {
  const allowed = [...headers].filter(([name]) =>
    /^(?:content-type|allow|retry-after|cf-ray|x-convex-.*)$/.test(name),
  )
  return Object.fromEntries(allowed.map(([name, value]) => [name, scrub(value, secrets)]))
}

/** An answer as the path client takes it, and the value of its body: `undefined` where it is empty. */
export interface Answer {
  readonly response: Response
  readonly value: unknown
}

/**
 * A 2xx answer, its body parsed and found to fit, or why it does not.
 * A body that no document declares may be empty or JSON, but not a login page.
 */
export function acceptAnswer(response: Response, body: Body, exchange: Exchange): Answer | Failure {
  const { response: schema, bigints } = exchange.operation
  const value =
    body.text === ''
      ? undefined
      : parseJson(body.text, bigints && (text => parseLossless(text, new Set(bigints))))
  const unreadable = body.fault ?? (body.text !== '' && value === undefined ? 'not JSON' : undefined)
  const fault = schema && !unreadable ? findFault(schema, value, 'read') : undefined
  if (!unreadable && !fault) {
    return { response: exchange.request instanceof Draft ? response : withJson(response, body, value), value }
  }
  // A place is told by names of up to 64 characters, and what is a name may be anything.
  const place = scrub(
    fault?.at || 'the body',
    exchange.secrets.map(secret => secret.slice(0, 64)),
  )
  const what = fault ? `${place} ${fault.says}` : `the body is ${unreadable}`
  const why =
    body.fault === 'too large'
      ? `the body is longer than \`maxResponseBytes\` (${exchange.limits.maxResponseBytes}).`
      : `the answer does not match the document: ${what}. ` +
        'Check that the `url` is a deployment, and not a proxy or a login page before it.'
  const message = `${exchange.operationId} was answered with ${response.status}, but ${why}`
  const error = new UnexpectedResponseError(message, {
    ...exchange.context('unknown'),
    status: response.status,
  })
  return { error, repeat: 'never' }
}

/** The answer again, unread, with a `json()` that does not parse a second time. */
function withJson({ status, headers: received }: Response, { text, bytes }: Body, value: unknown): Response {
  const headers = new Headers(received)
  headers.delete('content-encoding')
  headers.delete('transfer-encoding')
  headers.set('content-length', `${bytes}`)
  const body = bytes > LARGE ? encodedWhenRead(text) : text
  // Without the status text: on the wire it may have characters that this constructor refuses.
  const response = new Response(text === '' ? null : body, { status, headers })
  return Object.defineProperty(response, 'json', { value: async () => value })
}

/** Encodes a large text only where middleware reads it after all. */
function encodedWhenRead(text: string): ReadableStream {
  const source: UnderlyingDefaultSource = {
    pull(controller) {
      controller.enqueue(new TextEncoder().encode(text))
      controller.close()
    },
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}
