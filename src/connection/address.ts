import { refusal } from '../errors.js'
import { isLoopback, parseUrl } from '../text/url.js'
import { cloudName, cloudOrigin, isLabel, isOfCloud } from './host.js'
import { keyTarget, normalizeToken, type TokenSource } from './token.js'

/** The options that name a deployment. */
export interface AddressOptions {
  readonly token: TokenSource | undefined
  readonly name?: string | undefined
  readonly region?: string | undefined
  readonly url?: string | undefined
  readonly allowHttp?: boolean | undefined
}

/** A deployment's address, checked. */
interface Address {
  /** The deployment's origin, such as `https://happy-otter-123.convex.cloud`. */
  readonly origin: string
  /** The deployment's name, if it is on Convex's cloud: elsewhere nothing proves one. */
  readonly name: string | undefined
  /** Returns the token, normalized and checked against the origin. Calls the function each time if it is one. */
  readonly token: () => Promise<string>
}

/**
 * Resolves the address and the token that the options name. Does no I/O.
 * @throws {InvalidInputError} if the options name no deployment, two, or one that the key is not for
 */
export function resolveAddress({ token, name, region, url, allowHttp }: AddressOptions): Address {
  const source = typeof token === 'function' ? token : normalizeToken(token)
  const target = typeof source === 'string' ? keyTarget(source) : undefined
  if (url !== undefined && (name !== undefined || region !== undefined)) {
    throw refusal('url', 'Pass either `url` or `name` (with `region`), not both.')
  }
  const chosen = name ?? (target?.type ? target.name : undefined)
  if (url === undefined && chosen === undefined) {
    const key = target ? 'A self-hosted or local admin key' : 'A team, project or preview token'
    const nameless = typeof source === 'function' ? 'A `token` function' : key
    throw refusal('name', `${nameless} names no address. Pass \`name\` or \`url\`.`)
  }
  const origin = url === undefined ? originOf(chosen, region) : parseOrigin(url, allowHttp === true)
  if (typeof source === 'string') assertKeyFits(source, origin)
  return {
    origin,
    name: cloudName(origin),
    token: async () => (typeof source === 'string' ? source : assertKeyFits(await source(), origin)),
  }
}

/**
 * Returns the token, normalized.
 * @throws {InvalidInputError} if it is the key of another deployment than that of an origin of Convex's cloud
 */
function assertKeyFits(token: unknown, origin: string): string {
  const bare = normalizeToken(token)
  const target = keyTarget(bare)
  const name = cloudName(origin)
  if (target === undefined || name === undefined || target.name === name) return bare
  throw refusal(
    'token',
    `The deploy key is for ${isLabel(target.name) ? target.name : 'another deployment'}, but the deployment is ` +
      `${name}. Pass the key of ${name}, or another \`name\` or \`url\`.`,
  )
}

function originOf(name: unknown, region: unknown): string {
  assertLabel('name', name, 'happy-otter-123')
  if (region !== undefined) assertLabel('region', region, 'eu-west-1')
  return cloudOrigin(name, region)
}

function assertLabel(option: string, value: unknown, example: string): asserts value is string {
  if (isLabel(value)) return
  throw refusal(
    option,
    `The \`${option}\` must be one label of a host name, such as ${example}, in lower case. For a whole address pass \`url\`.`,
  )
}

function parseOrigin(url: unknown, allowHttp: boolean): string {
  const parsed = typeof url === 'string' && isWellFormed(url) ? parseUrl(url) : undefined
  const problem = parsed
    ? problemOf(`${url}`, parsed, allowHttp)
    : 'must be an address such as https://happy-otter-123.convex.cloud.'
  if (!parsed || problem) throw refusal('url', `The \`url\` ${problem}`)
  return parsed.origin
}

/** Returns the problem of an address and its solution. */
function problemOf(
  url: string,
  { pathname, hostname, protocol, origin }: URL,
  allowHttp: boolean,
): string | undefined {
  if (/^[^/]*\/\/[^/?#]*@/.test(url)) return 'must not hold credentials: pass the key as `token`.'
  if (/[?#]/.test(url) || !/^\/*(?:api\/v1\/*)?$/.test(pathname)) {
    return 'must be an origin, without a path, a query or a fragment: /api/v1 is added to it.'
  }
  if (hostname.endsWith('.')) return 'has a host that ends with a dot: leave it out.'
  if (hostname.endsWith('.convex.site')) {
    return `serves HTTP actions only: use https://${hostname.replace(/site$/, 'cloud')}.`
  }
  if (isOfCloud(hostname) && cloudName(origin) === undefined) {
    return 'serves no deployment: use https://NAME.convex.cloud or https://NAME.REGION.convex.cloud.'
  }
  if (protocol === 'http:' && !allowHttp && !isLoopback(hostname)) {
    return 'is plain http, which shows the token: use https, or set `allowHttp`.'
  }
  return undefined
}

/**
 * Returns true if parsing keeps an address. A parser drops line breaks, takes `https:///api` for a host, and decodes
 * `convex.cloud%2eevil.example`.
 */
export function isWellFormed(url: string): boolean {
  return /^https?:\/\/[^\s/\\?#%\p{Cc}]+(?:[/?#][^\s\\\p{Cc}]*)?$/iu.test(url.trim())
}
