import { fakePage } from '../../generated/fake-page.js'
import { printable, quote } from '../text/quote.js'
import { isLoopback } from '../text/url.js'
import type { FakeDelivery } from './deliveries/sink.js'
import { isRead } from './http.js'
import { randomHex } from './ids.js'
import type { RequestLog } from './request-log.js'
import type { FakeState } from './state.js'

/** The parts of a fake that its own paths show and change. */
export interface OwnParts {
  /** The address that it listens on. */
  readonly url: string
  readonly token: string
  readonly state: FakeState
  readonly log: RequestLog
  /** The attempts to deliver events of log streams. */
  readonly deliveries: readonly Delivery[]
  readonly reset: () => void
}

type Delivery = Pick<FakeDelivery, 'logStreamId' | 'outcome'>

/** The number of requests that the page shows. */
const SHOWN_REQUESTS = 100

/**
 * Answers the paths that only a fake has, or returns nothing for any other. No answer has a header that lets another page
 * read it, and a preflight is refused.
 */
export function answerOwn(request: Request, parts: OwnParts): Response | undefined {
  const { pathname } = new URL(request.url)
  const reads = isRead(request.method)
  if (pathname === '/' && reads && wantsPage(request)) return guarded(request, parts, showPage)
  if (pathname === '/_fake/view' && reads)
    return guarded(request, parts, () => own(JSON.stringify(view(parts)), JSON_TYPE))
  if (pathname === '/_fake/reset' && request.method === 'POST') return reset(request, parts)
  return pathname.startsWith('/_fake/') ? refused(404, 'There is no such path.') : undefined
}

/** Returns true for a browser. Anybody else gets what a deployment answers. */
function wantsPage({ headers }: Request): boolean {
  return headers.get('accept')?.includes('text/html') ?? false
}

/** Puts the data back for the holder of the key. A page of another origin has none, and may send no such header. */
function reset(request: Request, { token, reset }: OwnParts): Response {
  if (request.headers.get('authorization') !== `Convex ${token}`)
    return refused(401, "This needs the fake's key, as the header `Authorization: Convex KEY`.")
  reset()
  return new Response(null, { status: 204, headers: PRIVATE })
}

/**
 * Answers only under a name of loopback, and only the page itself: a foreign name may be led here by its owner, whose page
 * would then be of this origin.
 */
function guarded(request: Request, { url }: OwnParts, answer: () => Response): Response {
  const asked = new URL(request.url)
  if (!isLoopback(asked.hostname) || asked.port !== new URL(url).port)
    return refused(403, `This page is shown at ${url} alone.`)
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== asked.origin) return refused(403, 'Another page may not read this.')
  return answer()
}

/** Headers of every answer: nothing is kept, framed, sniffed, or shared with another page. */
const PRIVATE = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

const JSON_TYPE = { 'content-type': 'application/json' }

function own(body: string, headers: Readonly<Record<string, string>>, status = 200): Response {
  return new Response(body, { status, headers: { ...PRIVATE, ...headers } })
}

function refused(status: number, message: string): Response {
  return own(`${message}\n`, { 'content-type': 'text/plain; charset=utf-8' }, status)
}

function showPage(): Response {
  const nonce = randomHex(32)
  const policy =
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src data:; connect-src 'self'; ` +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
  return own(fakePage.replaceAll('{nonce}', nonce), {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
  })
}

/** The data that the page shows: names, and neither values nor keys. */
export interface View {
  readonly name: string
  readonly kind: string
  readonly variables: readonly string[]
  readonly logStreams: readonly { readonly kind: string; readonly note: string }[]
  /** The number of all requests. */
  readonly count: number
  /** The last requests, the newest first. */
  readonly requests: readonly {
    readonly id: number
    readonly at: number
    readonly method: string
    readonly path: string
    readonly operation: string | undefined
    readonly status: number | undefined
  }[]
}

function view({ state, log, deliveries }: OwnParts): View {
  const { name, deploymentType, kind, keys, paused, environmentVariables, logStreams } = state
  const type = kind === 'cloud' ? printable(deploymentType) : 'self-hosted'
  return {
    name: printable(name),
    kind: paused ? `${type}, paused` : type,
    variables: [...environmentVariables.keys()].map(quote).sort(),
    logStreams: logStreams.map(({ id, config, status }) => ({
      kind: printable(config.logStreamType),
      note: [status.type, ...deliveriesTo(id, deliveries)].join(' · '),
    })),
    count: log.count,
    requests: log.logged
      .slice(-SHOWN_REQUESTS)
      .reverse()
      .map(({ id, at, status, request: { method, path, operation } }) => {
        return { id, at, method, path: withoutKey(path, keys), operation, status }
      }),
  }
}

function deliveriesTo(stream: string, deliveries: readonly Delivery[]): string[] {
  return (['delivered', 'dropped'] as const).flatMap(outcome => {
    const { length } = deliveries.filter(
      delivery => delivery.logStreamId === stream && delivery.outcome === outcome,
    )
    return length > 0 ? [`${length} ${outcome}`] : []
  })
}

/** Cuts a path at the part that holds a key, which somebody took for a part of an address: whole, or its secret alone. */
function withoutKey(path: string, keys: FakeState['keys']): string {
  const secrets = ['|', ...keys.map(({ token }) => token.slice(token.indexOf('|') + 1))]
  const parts = path.split('/')
  const at = parts.findIndex(part => secrets.some(secret => decoded(decoded(part)).includes(secret)))
  return at === -1 ? printable(path) : `${printable(parts.slice(0, at).join('/'))}/…`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
