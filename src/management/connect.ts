import { type DeploymentClient, openClient, type SharedState } from '../client.js'
import { cloudName } from '../connection/host.js'
import { type InvalidInputError, refusal } from '../errors.js'
import { type ClientSettings, SHARED_OPTIONS } from '../options.js'
import { textMember } from '../text/member.js'
import { printable, quoteStart } from '../text/quote.js'
import { isLoopback, parseUrl } from '../text/url.js'
import { readOptions } from '../transport/options.js'
import type { Deployment } from './deployment-queries.js'
import type { ManagementClientOptions } from './options.js'

/** The options of a deployment's client. Those of the management client are the default, but for `headers` and `middleware`. */
export type ConnectOptions = Omit<ClientSettings, 'allowHttp'>

const OPTIONS: Readonly<Record<keyof ConnectOptions, true>> = {
  contract: true,
  ...SHARED_OPTIONS,
}

/** The management client that connects: its options, the host that it asks, and what its clients of deployments share. */
interface From {
  readonly options: ManagementClientOptions
  readonly origin: string
  readonly shared: SharedState
}

/**
 * Creates the client of a deployment at its own address, with the same token.
 * @throws {InvalidInputError} if the deployment has no address, or one that is not its own
 */
export function connectTo(deployment: Deployment, given: ConnectOptions, from: From): DeploymentClient {
  const { token, timeout, totalTimeout, maxResponseBytes, retry, fetch, logger } = from.options
  const options = readOptions(given, Object.keys(OPTIONS), '`connect`')
  const inherited = { timeout, totalTimeout, maxResponseBytes, retry, fetch, logger }
  const url = addressOf(deployment, from.origin)
  return openClient({ contract: 'v1', ...inherited, ...options, token, url }, from.shared)
}

/**
 * Returns the origin of a deployment. The token follows an address to the cloud's host of that very name, or to loopback
 * from loopback.
 */
function addressOf(deployment: Deployment, origin: string): string {
  const name = textMember(deployment, 'name')
  const url = textMember(deployment, 'deploymentUrl')
  if (name === undefined) throw refusal('deployment', 'The deployment must be one that a list or a read has.')
  if (url === undefined) throw withoutAddress(deployment, name)
  const parsed = parseUrl(url)
  // No port, no path, no credentials: an origin, and nothing that only resembles one.
  const isOrigin = parsed !== undefined && (url === parsed.origin || url === parsed.href)
  const isPlain = isOrigin && parsed.href === `${parsed.origin}/`
  const isOwn =
    isPlain && parsed.protocol === 'https:' && parsed.port === '' && cloudName(parsed.origin) === name
  const isLocal = isPlain && isLoopback(parsed.hostname) && isLoopback(new URL(origin).hostname)
  if (isOwn || isLocal) return parsed.origin
  throw refusal(
    'deployment',
    `The \`deploymentUrl\` of ${quoteStart(name)} is not its own address on convex.cloud, so the token is not sent there. ` +
      'If you trust it, pass it as `url` to `createDeploymentClient`.',
  )
}

function withoutAddress(deployment: Deployment, name: string): InvalidInputError {
  const device =
    deployment.kind === 'local' ? ` on the machine ${printable(quoteStart(deployment.deviceName))}` : ''
  return refusal(
    'deployment',
    `The deployment ${quoteStart(name)}${device} has no address that others can reach.`,
  )
}
