import { v1Beta as v1BetaOperations, v1 as v1Operations } from '../generated/operations.js'
import type { paths as V1Paths } from '../generated/v1.js'
import type { paths as V1BetaPaths } from '../generated/v1-beta.js'
import { resolveAddress } from './connection/address.js'
import { type EnvironmentRecord, processEnvironment, readCredentials } from './connection/environment.js'
import { normalizeToken, type TokenSource } from './connection/token.js'
import { InvalidInputError } from './errors.js'
import { type AuditLogResource, createAuditLog } from './resources/audit-log.js'
import { type CanonicalUrlsResource, createCanonicalUrls } from './resources/canonical-urls.js'
import { createDataSync, type DataSyncResource } from './resources/data-sync.js'
import { createDeploymentState, type DeploymentState } from './resources/deployment-state.js'
import { createAutoEnvironment } from './resources/environment/auto.js'
import { createEnvironmentVariables, type EnvironmentVariables } from './resources/environment/index.js'
import { createV1Environment } from './resources/environment/v1.js'
import { createV1BetaEnvironment } from './resources/environment/v1-beta.js'
import { createLogStreams, type LogStreamsResource } from './resources/log-streams.js'
import {
  createUsage,
  createUsageLimits,
  type UsageLimitsResource,
  type UsageResource,
} from './resources/usage.js'
import { reportTo } from './transport/events.js'
import type { Connection } from './transport/exchange.js'
import { createPathClient, type Middleware, type PathClient } from './transport/path-client.js'
import { refusal } from './transport/request.js'
import { BULK_DEFAULTS, checkHeaders, resolveLimits, type TransportOptions } from './transport/settings.js'

/** The name of a contract, or `auto` to find out which one a deployment speaks. */
export type ContractName = 'auto' | 'v1' | 'v1-beta'

/** Which deployment to talk to, with which token, and how. */
export interface DeploymentClientOptions extends TransportOptions {
  /**
   * A deploy key, team access token or OAuth application token; or a function that returns one, asked anew before
   * every attempt, so that it can rotate. A function needs `name` or `url`.
   */
  readonly token: TokenSource
  /** The deployment's name, such as `happy-otter-123`. Not needed with a deploy key, which names its deployment. */
  readonly name?: string | undefined
  /** The region label of a regional deployment, such as `eu-west-1`. */
  readonly region?: string | undefined
  /** The deployment's origin, in place of `name`: for custom domains, self-hosted and local deployments. */
  readonly url?: string | undefined
  /**
   * Allows a plain `http:` URL to other hosts than loopback: token and values travel in clear.
   * @default false
   */
  readonly allowHttp?: boolean | undefined
  /**
   * The contract that the deployment speaks: `v1` is what Convex deployments answer today, `v1-beta` the published
   * document of three operations. `auto` finds out with the first call that needs to know.
   * @default 'auto'
   */
  readonly contract?: ContractName | undefined
  /** openapi-fetch middleware. It runs once per call, above the retries, and never sees the token. */
  readonly middleware?: readonly Middleware[] | undefined
}

/** The admin API of one deployment. */
export interface DeploymentClient extends DeploymentState {
  /** The deployment's origin. */
  readonly url: string
  /** The deployment's name, where the options, the key or the URL tell it. */
  readonly name: string | undefined
  /** The deployment's environment variables. */
  readonly env: EnvironmentVariables
  /** The addresses that the deployment's functions see as their own. */
  readonly canonicalUrls: CanonicalUrlsResource
  /** Where the deployment sends its logs. */
  readonly logStreams: LogStreamsResource
  /** What the deployment consumes. */
  readonly usage: UsageResource
  /** Limits that warn of the consumption, or stop the deployment. */
  readonly usageLimits: UsageLimitsResource
  /** Who changed what. */
  readonly auditLog: AuditLogResource
  /** The export of the deployment's documents. */
  readonly dataSync: DataSyncResource
  /**
   * The typed openapi-fetch clients over the same transport, for what the facade lacks: they check, retry, time out
   * and reject as the facade does.
   */
  readonly raw: { readonly v1: PathClient<V1Paths>; readonly v1Beta: PathClient<V1BetaPaths> }
}

/**
 * Makes a client for the admin API of one deployment. Does no I/O.
 * @throws {InvalidInputError} for options that name no deployment or cannot work
 * @example
 * const deployment = createDeploymentClient({ token: 'prod:happy-otter-123|…' })
 * await deployment.env.set({ LOG_LEVEL: 'info' })
 */
export function createDeploymentClient(options: DeploymentClientOptions): DeploymentClient {
  const connection = connect(options)
  const v1 = createPathClient<V1Paths>(connection, v1Operations(), options)
  const v1Beta = createPathClient<V1BetaPaths>(connection, v1BetaOperations(), options)
  const { origin: url, name, limits, token } = connection
  // What only the one contract has is refused under the other before anything is sent.
  const only = options.contract === 'v1-beta' ? { ...v1, GET: refuse, POST: refuse } : v1
  return {
    url,
    name,
    env: createEnvironmentVariables({
      backend: environmentOf(options.contract ?? 'auto', v1, v1Beta, connection.url),
      deployment: url,
      token: async () => (typeof token === 'function' ? normalizeToken(await token()) : token),
    }),
    canonicalUrls: createCanonicalUrls(only),
    logStreams: createLogStreams(only),
    usage: createUsage(only),
    usageLimits: createUsageLimits(only),
    auditLog: createAuditLog(only),
    dataSync: createDataSync(only),
    ...createDeploymentState(only, limits, connection.url),
    raw: { v1, v1Beta },
  }
}

function connect(options: DeploymentClientOptions): Connection & { readonly name: string | undefined } {
  const { origin, name } = resolveAddress(options)
  checkHeaders(options.headers)
  return {
    origin,
    name,
    url: `${origin}/api/v1`,
    token: typeof options.token === 'function' ? options.token : normalizeToken(options.token),
    limits: resolveLimits(options),
    bulkLimits: resolveLimits(options, BULK_DEFAULTS),
    report: options.logger && reportTo(options.logger),
    fetch: options.fetch,
  }
}

function environmentOf(
  contract: ContractName,
  v1: PathClient<V1Paths>,
  v1Beta: PathClient<V1BetaPaths>,
  url: string,
) {
  const real = createV1Environment(v1)
  const published = createV1BetaEnvironment(v1Beta, url)
  const backends = { v1: real, 'v1-beta': published, auto: createAutoEnvironment(real, published) }
  if (Object.hasOwn(backends, contract)) return backends[contract]
  throw new InvalidInputError("`contract` must be 'auto', 'v1' or 'v1-beta'.")
}

async function refuse(): Promise<never> {
  throw refusal("the contract 'v1-beta' has environment variables only.")
}

/**
 * Makes a client from the variables that Convex's own CLI reads: `CONVEX_DEPLOY_KEY` (alias
 * `CONVEX_DEPLOYMENT_TOKEN`), or `CONVEX_SELF_HOSTED_URL` with `CONVEX_SELF_HOSTED_ADMIN_KEY`.
 * @param env the variables, by default those of the process
 * @param options everything else; `name` or `url` where the key names no deployment
 * @throws {InvalidInputError} where they name no deployment
 */
export function createDeploymentClientFromEnvironment(
  env: EnvironmentRecord = processEnvironment(),
  options: Omit<DeploymentClientOptions, 'token'> = {},
): DeploymentClient {
  return createDeploymentClient({ ...readCredentials(env), ...options })
}
