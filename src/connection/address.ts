import { InvalidInputError } from '../errors.js'
import { type KeyTarget, keyTarget, normalizeToken, type TokenSource } from './token.js'

/** Which deployment to talk to. */
export interface AddressOptions {
  readonly token: TokenSource
  readonly name?: string | undefined
  readonly region?: string | undefined
  readonly url?: string | undefined
  readonly allowHttp?: boolean | undefined
}

/** A deployment's address, checked. */
export interface Address {
  /** The deployment's origin, such as `https://happy-otter-123.convex.cloud`. */
  readonly origin: string
  /** The deployment's name, where the options, the key or the URL tell it. */
  readonly name: string | undefined
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const CLOUD_HOST = /^([a-z0-9-]+)(?:\.[a-z0-9-]+)?\.convex\.cloud$/

/**
 * The address that the options name, without any I/O.
 * @throws {InvalidInputError} for options that name no deployment, two, or one that the key is not for
 */
export function resolveAddress({ token, name, region, url, allowHttp }: AddressOptions): Address {
  const target = typeof token === 'function' ? undefined : keyTarget(normalizeToken(token))
  if (url !== undefined) {
    if (name !== undefined || region !== undefined) {
      throw new InvalidInputError('Pass either `url` or `name` (with `region`), not both.')
    }
    const origin = parseOrigin(url, allowHttp === true)
    const address = { origin, name: cloudName(origin) ?? target?.name }
    assertKeyFits(target, origin)
    return address
  }
  const chosen = name ?? (target?.type ? target.name : undefined)
  if (chosen === undefined)
    throw new InvalidInputError(`${namelessReason(token, target)} Pass \`name\` or \`url\`.`)
  assertLabel('name', chosen)
  if (region !== undefined) assertLabel('region', region)
  const origin = `https://${chosen}${region === undefined ? '' : `.${region}`}.convex.cloud`
  assertKeyFits(target, origin)
  return { origin, name: chosen }
}

/** Refuses a key of one deployment for the `*.convex.cloud` address of another. */
export function assertKeyFits(target: KeyTarget | undefined, origin: string): void {
  const name = cloudName(origin)
  if (target === undefined || name === undefined || target.name === name) return
  throw new InvalidInputError(
    `The deploy key is for ${printable(target.name)}, but the deployment is ${name}. Use the key of ${name}, or ` +
      'the `name` or `url` of the deployment that the key is for.',
  )
}

function cloudName(origin: string): string | undefined {
  return CLOUD_HOST.exec(new URL(origin).hostname)?.[1]
}

function namelessReason(token: TokenSource, target: KeyTarget | undefined): string {
  if (typeof token === 'function') return 'A `token` function names no deployment before it is asked.'
  if (target) return 'This is an admin key of a self-hosted or local deployment, which has a URL of its own.'
  return 'This token names no deployment: it is for a team, a project, or all previews of a project.'
}

function assertLabel(option: 'name' | 'region', value: unknown): void {
  if (typeof value === 'string' && LABEL.test(value)) return
  const example = option === 'name' ? 'happy-otter-123' : 'eu-west-1'
  throw new InvalidInputError(
    `The \`${option}\` must be one label of a host name, such as ${example} (lower-case letters, digits and ` +
      'hyphens). For a whole address pass `url`.',
  )
}

function parseOrigin(url: unknown, allowHttp: boolean): string {
  const parsed = typeof url === 'string' && isPlain(url) && URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined) {
    throw new InvalidInputError('The `url` must be an address such as https://happy-otter-123.convex.cloud.')
  }
  if (/^[^/]*\/\/[^/?#]*@/.test(String(url))) {
    throw new InvalidInputError('The `url` must not hold credentials: pass the key as `token`.')
  }
  if (/[?#]/.test(String(url))) {
    throw new InvalidInputError('The `url` must not have a query or a fragment: pass the origin alone.')
  }
  if (!/^\/*(?:api\/v1\/*)?$/.test(parsed.pathname)) {
    throw new InvalidInputError('The `url` must be an origin, without a path: /api/v1 is added to it.')
  }
  if (parsed.hostname.endsWith('.')) {
    throw new InvalidInputError('The host name of the `url` ends with a dot: leave it out.')
  }
  if (parsed.hostname.endsWith('.convex.site')) {
    const hint = parsed.hostname.replace(/site$/, 'cloud')
    throw new InvalidInputError(
      `The \`url\` is a .convex.site address, which serves HTTP actions: use https://${hint}.`,
    )
  }
  if (parsed.protocol === 'http:' && !allowHttp && !isLoopback(parsed.hostname)) {
    throw new InvalidInputError(
      'The `url` is plain http, which would send the token and all values in clear: use https, or set `allowHttp`.',
    )
  }
  return parsed.origin
}

/** Whether an address reads as it is parsed: a parser leaves out line breaks, and takes `https:///api` for a host. */
function isPlain(url: string): boolean {
  return /^https?:\/\/[^\s/\\][^\s\\]*$/i.test(url.trim())
}

/** Whether a host name, as a URL has it, is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
}

function printable(name: string): string {
  return LABEL.test(name) ? name : 'another deployment'
}
