import type { paths as V1Paths } from '../generated/v1.js'
import type { paths as V1BetaPaths } from '../generated/v1-beta.js'
import { resolveAddress } from './connection/address.js'
import { processEnvironment, readCredentials } from './connection/environment.js'
import { assertNoProxy } from './connection/proxy.js'
import { InvalidInputError, refusal } from './errors.js'
import {
  type AnyOptions,
  type ContractName,
  type DeploymentClientOptions,
  type EnvironmentClientOptions,
  OPTIONS,
} from './options.js'
import { type AuditLogResource, createAuditLog } from './resources/audit-log.js'
import { type CanonicalUrlsResource, createCanonicalUrls } from './resources/canonical-urls.js'
import { createDataSync, type DataSyncResource } from './resources/data-sync.js'
import { createDeploymentState, type DeploymentState } from './resources/deployment-state.js'
import { createAutoEnvironment } from './resources/environment/auto.js'
import { createEnvironment, type EnvironmentResource } from './resources/environment/index.js'
import { createV1Environment } from './resources/environment/v1.js'
import { createV1BetaEnvironment } from './resources/environment/v1-beta.js'
import { createLogStreams, type LogStreamsResource } from './resources/log-streams.js'
import {
  createUsage,
  createUsageLimits,
  type UsageLimitsResource,
  type UsageResource,
} from './resources/usage.js'
import { v1Beta as v1BetaOperations, v1 as v1Operations } from './schema/contracts.js'
import { atCaller, fromCaller } from './stack.js'
import { own } from './text/member.js'
import type { Advice, Connection } from './transport/call.js'
import { createPathClient, type FacadeMethods, type PathClient } from './transport/client.js'
import { logTo } from './transport/events.js'
import {
  assertOption,
  BULK_DEFAULTS,
  checkHeaders,
  noStore,
  readOptions,
  resolveLimits,
} from './transport/options.js'

/** The admin API of one deployment. */
export interface DeploymentClient extends DeploymentState {
  /** The deployment's origin. */
  readonly url: string
  /** The deployment's name on Convex's cloud. At any other host nothing proves a name, and there is none. */
  readonly name: string | undefined
  /** The deployment's environment variables. */
  readonly env: EnvironmentResource
  /** The addresses that the deployment's functions see as their own. */
  readonly canonicalUrls: CanonicalUrlsResource
  /** The places that the deployment sends its logs to. */
  readonly logStreams: LogStreamsResource
  /** The deployment's consumption. */
  readonly usage: UsageResource
  /** Limits that warn of the consumption, or stop the deployment. */
  readonly usageLimits: UsageLimitsResource
  /** The record of who changed what. */
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
 * Creates a client for the admin API of one deployment. Does no I/O.
 * @throws {InvalidInputError} for options that name no deployment, cannot work or are unknown
 * @example
 * const deployment = createDeploymentClient({ token: 'prod:happy-otter-123|…' })
 * await deployment.env.set({ LOG_LEVEL: 'info' })
 */
export function createDeploymentClient(options: DeploymentClientOptions): DeploymentClient {
  return atCaller(createDeploymentClient, () => openClient(options))
}

/**
 * Creates a client from the variables that Convex's own CLI reads: `CONVEX_DEPLOY_KEY` (alias
 * `CONVEX_DEPLOYMENT_TOKEN`), or `CONVEX_SELF_HOSTED_URL` with `CONVEX_SELF_HOSTED_ADMIN_KEY`. Does no I/O.
 * @param given the variables, and the options of a client; `name` or `url` if the key names no deployment
 * @throws {InvalidInputError} for variables that name no deployment, or that are blank
 * @example
 * const deployment = createDeploymentClientFromEnvironment({ timeout: 10_000 })
 */
export function createDeploymentClientFromEnvironment(
  given: EnvironmentClientOptions = {},
): DeploymentClient {
  return atCaller(createDeploymentClientFromEnvironment, () => {
    const { env = processEnvironment(), ...rest } = own(given)
    const options = own(rest)
    if ('token' in options)
      throw refusal(
        'token',
        'The `token` is that of the environment: pass yours to `createDeploymentClient`.',
      )
    const found = readCredentials({ variables: env, placeOf: () => 'the environment' }, options)
    if (found === undefined) throw new InvalidInputError(NO_KEY)
    // The caller's own address goes over that of the environment, and an absent one leaves it.
    return openClient({ ...options, token: found.token, url: options.url ?? found.url })
  })
}

const NO_KEY =
  'No deploy key in the environment for this deployment. Set CONVEX_DEPLOY_KEY, or its CONVEX_SELF_HOSTED_URL with ' +
  'CONVEX_SELF_HOSTED_ADMIN_KEY.'

const connections = new WeakMap<DeploymentClient, Connection>()

/** Returns the connection of a client that this copy of the package created. */
export function connectionOf(client: DeploymentClient): Connection | undefined {
  return connections.get(client)
}

/** Returns the token of a client, for the plans that are sealed with it by default. */
export async function tokenOf(client: DeploymentClient): Promise<string | undefined> {
  return connectionOf(client)?.token()
}

const ADVICE: Advice = {
  401: 'Use a valid key of this deployment.',
  403: 'Use a token that may do this on this deployment.',
  404: 'Check the `name`, `region` or `url`, and the contract.',
  405: 'Check the contract.',
  429: 'Try again later.',
  absent: 'Check the id.',
  AuditLogsDisabled: 'Check the plan; a self-hosted deployment has no audit log.',
  AuditLogsTooOld: 'Begin at a later `from`, or check the plan.',
  host: 'Check the name; a region needs `region`, a custom domain `url`.',
  body: 'Check that the `url` is a deployment, not a proxy or a login page.',
}

/** The part of a connection that clients may share: what they must not print, and what the runtime knows. */
export type SharedState = Pick<Connection, 'secrets' | 'sent' | 'cache'>

/** Creates a client. Does no I/O. */
export function openClient(
  given: AnyOptions,
  shared: SharedState = { secrets: new Set(), sent: [], cache: noStore() },
): DeploymentClient {
  const options = readOptions(given, Object.keys(OPTIONS), 'a client')
  assertOption('allowHttp', options.allowHttp, 'boolean')
  assertOption('fetch', options.fetch, 'function')
  assertOption('logger', options.logger, 'object')
  const { origin: url, name, token } = resolveAddress(options)
  checkHeaders(options.headers)
  // A `fetch` of the caller's own decides itself which way it takes.
  if (!options.fetch) assertNoProxy(url)
  const connection: Connection = {
    origin: url,
    url: `${url}/api/v1`,
    scheme: 'Convex',
    advice: ADVICE,
    token,
    limits: resolveLimits(options),
    bulkLimits: resolveLimits(options, BULK_DEFAULTS),
    log: options.logger && logTo(options.logger),
    fetch: options.fetch,
    ...shared,
  }
  const { contract = 'auto' } = options
  const v1 = createPathClient<V1Paths>(connection, v1Operations(), options)
  const v1Beta = createPathClient<V1BetaPaths>(connection, v1BetaOperations(), options)
  // An operation of `v1` alone is refused under `v1-beta` before anything is sent.
  const only = contract === 'v1-beta' ? { GET: refuse, POST: refuse } : v1.facade
  const client: DeploymentClient = {
    url,
    name,
    env: fromCaller(createEnvironment(environmentOf(contract, v1.facade, v1Beta.facade, connection.url))),
    canonicalUrls: fromCaller(createCanonicalUrls(only)),
    logStreams: fromCaller(createLogStreams(only, connection)),
    usage: fromCaller(createUsage(only)),
    usageLimits: fromCaller(createUsageLimits(only)),
    auditLog: fromCaller(createAuditLog(only)),
    dataSync: fromCaller(createDataSync(only)),
    ...fromCaller(createDeploymentState(only, connection)),
    raw: { v1: fromCaller(v1.raw), v1Beta: fromCaller(v1Beta.raw) },
  }
  connections.set(client, connection)
  return client
}

function environmentOf(
  contract: ContractName,
  v1: FacadeMethods<V1Paths>,
  v1Beta: FacadeMethods<V1BetaPaths>,
  url: string,
) {
  const real = createV1Environment(v1)
  const published = createV1BetaEnvironment(v1Beta, url)
  if (contract === 'auto') return createAutoEnvironment(real, published)
  if (contract === 'v1') return real
  if (contract === 'v1-beta') return published
  throw refusal('contract', "`contract` must be 'auto', 'v1' or 'v1-beta'.")
}

async function refuse(): Promise<never> {
  throw refusal('contract', "The contract 'v1-beta' has environment variables only.")
}
