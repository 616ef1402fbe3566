import { isWellFormed } from '../connection/address.js'
import { isOfCloud } from '../connection/host.js'
import { assertNoProxy } from '../connection/proxy.js'
import { keyTarget, normalizeToken, type TokenSource } from '../connection/token.js'
import { refusal } from '../errors.js'
import { SHARED_OPTIONS } from '../options.js'
import { isLoopback, parseUrl } from '../text/url.js'
import type { Advice, Connection } from '../transport/call.js'
import type { Middleware } from '../transport/client.js'
import { logTo } from '../transport/events.js'
import {
  assertOption,
  checkHeaders,
  noStore,
  readOptions,
  resolveLimits,
  type TransportOptions,
} from '../transport/options.js'

/** The options of a management client: its token, and how requests travel. */
export interface ManagementClientOptions extends TransportOptions {
  /**
   * A team access token, a personal access token or a token of an OAuth application; or a function that returns one,
   * asked anew before every attempt, so that it can rotate. Deploy keys are refused: the management API does not accept
   * them.
   */
  readonly token: TokenSource | undefined
  /**
   * The origin of the management API, such as that of a fake platform. Plain HTTP goes to loopback only.
   * @default 'https://api.convex.dev'
   */
  readonly url?: string | undefined
  /** openapi-fetch middleware. It runs once per call, above the retries, and never sees the token. */
  readonly middleware?: readonly Middleware[] | undefined
}

const OPTIONS: Readonly<Record<keyof ManagementClientOptions, true>> = {
  token: true,
  url: true,
  ...SHARED_OPTIONS,
}

const ADVICE: Advice = {
  401: 'Use a valid team, personal or OAuth token.',
  403: 'Use a token that may do this.',
  404: 'Check the name or the id.',
  405: 'Check the `url`.',
  429: 'Try again later.',
  TeamNotFound: 'Check the team.',
  ProjectNotFound: 'Check the project.',
  DeploymentNotFound: 'Check the name, or list the deployments again: it may be gone.',
  host: 'Check the network.',
  body: 'Check that the `url` is the management API, not a proxy or a login page.',
}

/** Returns a copy of the options, checked as far as they can be alone. */
export function readManagementOptions(given: ManagementClientOptions): ManagementClientOptions {
  const options = readOptions(given, Object.keys(OPTIONS), 'a management client')
  assertOption('fetch', options.fetch, 'function')
  assertOption('logger', options.logger, 'object')
  checkHeaders(options.headers)
  return options
}

/**
 * Returns the connection that the options describe. Does no I/O.
 * @throws {InvalidInputError} for a token or an address that cannot work
 */
export function managementConnection(options: ManagementClientOptions): Connection {
  const { token, fetch, logger } = options
  const origin = parseOrigin(options.url ?? 'https://api.convex.dev')
  if (!fetch) assertNoProxy(origin)
  const source = typeof token === 'function' ? token : assertNoDeployKey(token)
  const limits = resolveLimits(options)
  return {
    origin,
    url: `${origin}/v1`,
    scheme: 'Bearer',
    advice: ADVICE,
    token: async () => (typeof source === 'string' ? source : assertNoDeployKey(await source())),
    limits,
    bulkLimits: limits,
    log: logger && logTo(logger),
    fetch,
    secrets: new Set(),
    sent: [],
    cache: noStore(),
  }
}

/** Returns the token, normalized. Refuses the key of a deployment, or of all previews of a project, by its shape. */
function assertNoDeployKey(token: unknown): string {
  const bare = normalizeToken(token)
  if (keyTarget(bare) === undefined && !bare.startsWith('preview:')) return bare
  throw refusal(
    'token',
    'The `token` is a deploy key, which the management API does not accept. Use a team access token, a personal access ' +
      'token or an OAuth token; to administer the one deployment of the key, use `createDeploymentClient`.',
  )
}

function parseOrigin(url: unknown): string {
  const parsed = typeof url === 'string' && isWellFormed(url) ? parseUrl(url) : undefined
  const problem = parsed ? problemOf(parsed) : 'must be an address such as https://api.convex.dev.'
  if (parsed && problem === undefined) return parsed.origin
  throw refusal('url', `The \`url\` ${problem}`)
}

/** Returns the problem of an address and its solution. */
function problemOf({
  href,
  origin,
  pathname,
  hostname,
  protocol,
  username,
  password,
}: URL): string | undefined {
  if (username || password) return 'must not hold credentials: pass the token as `token`.'
  if (!/^\/*(?:v1\/*)?$/.test(pathname) || /[?#]/.test(href)) return `must be an origin: /v1 is added to it.`
  if (isOfCloud(hostname) || hostname.endsWith('.convex.site'))
    return 'is that of a deployment: leave it out for the management API, https://api.convex.dev.'
  if (hostname.endsWith('.')) return 'has a host that ends with a dot: leave it out.'
  if (protocol === 'http:' && !isLoopback(hostname)) return `is plain http, which shows the token: use https.`
  return origin === 'null' ? 'must begin with https://.' : undefined
}
