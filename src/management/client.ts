import type { DeploymentClient, SharedState } from '../client.js'
import { atCaller, fromCaller } from '../stack.js'
import { createPathClient, type PathClient } from '../transport/client.js'
import type { CallOptions } from '../transport/options.js'
import { type ConnectOptions, connectTo } from './connect.js'
import {
  type ManagementMethods,
  type ManagementPaths,
  type ManagementSchemas,
  managementContract,
} from './contract.js'
import {
  createDefaultEnvironmentVariables,
  type DefaultEnvironmentVariablesResource,
} from './default-variables.js'
import { createDeployKeys, type DeployKeysResource } from './deploy-keys.js'
import type { Deployment } from './deployment-queries.js'
import { createDeployments, type DeploymentsResource } from './deployments.js'
import { type ManagementClientOptions, managementConnection, readManagementOptions } from './options.js'
import { createProjects, type ProjectsResource } from './projects.js'

/** A token, by what it is for: a team or a project. */
export type TokenDetails = ManagementSchemas['TokenDetails']

/** The token of a management client. */
export interface TokenResource {
  /**
   * Reads what the token is for, such as the id of its team. Reads only. It does not tell a token of an OAuth application
   * from an access token of the team.
   * @example
   * const details = await management.token.details()
   * if (details.type === 'teamToken') console.log(details.teamId)
   */
  details(options?: CallOptions): Promise<TokenDetails>
}

/** The management API: what finds, creates and opens the deployments of a team. */
export interface ManagementClient {
  /** The origin of the management API. */
  readonly url: string
  /** The token that the client holds. */
  readonly token: TokenResource
  /** The projects of a team. */
  readonly projects: ProjectsResource
  /** The deployments of a team or a project. */
  readonly deployments: DeploymentsResource
  /** The deploy keys of a deployment. */
  readonly deployKeys: DeployKeysResource
  /** The variables that new deployments of a project begin with. */
  readonly defaultEnvironmentVariables: DefaultEnvironmentVariablesResource
  /**
   * Creates the client of a deployment, with the same token and, unless `options` say otherwise, the same `fetch`, `logger`
   * and limits. Does no I/O. The token goes to the deployment's own host on `convex.cloud` and to no other, or to loopback
   * if the management API is there. A personal access token may be refused by deployments.
   * @throws {InvalidInputError} if the deployment has no address, or one that is not its own
   * @example
   * const deployment = management.connect(await management.deployments.get('happy-otter-123'))
   * await deployment.env.set({ LOG_LEVEL: 'info' })
   */
  connect(deployment: Deployment, options?: ConnectOptions): DeploymentClient
  /**
   * The typed openapi-fetch client over the same transport, for what the facade lacks: preview deploy keys, custom domains,
   * regions and classes. It checks, retries, times out and rejects as the facade does.
   */
  readonly raw: PathClient<ManagementPaths>
}

/**
 * Creates a client for the management API. Does no I/O.
 * @throws {InvalidInputError} for a deploy key, and for options that cannot work or are unknown
 * @example
 * const management = createManagementClient({ token: process.env.CONVEX_ACCESS_TOKEN })
 * for await (const deployment of management.deployments.list({ teamId: 12 })) {
 *   await management.connect(deployment).env.set({ LOG_LEVEL: 'info' })
 * }
 */
export function createManagementClient(options: ManagementClientOptions): ManagementClient {
  return atCaller(createManagementClient, () => create(options))
}

function create(given: ManagementClientOptions): ManagementClient {
  const options = readManagementOptions(given)
  const connection = managementConnection(options)
  const { origin } = connection
  const { raw, facade } = createPathClient<ManagementPaths>(connection, managementContract(), options)
  // One set of secrets for all deployments: each of them could fill one of its own.
  const shared: SharedState = { secrets: new Set(), sent: [], cache: connection.cache }
  const from = { options, origin, shared }
  return {
    url: origin,
    token: fromCaller(createToken(facade)),
    projects: fromCaller(createProjects(facade)),
    deployments: fromCaller(createDeployments(facade, connection)),
    deployKeys: fromCaller(createDeployKeys(facade, connection)),
    defaultEnvironmentVariables: fromCaller(createDefaultEnvironmentVariables(facade)),
    ...fromCaller({
      connect: (deployment: Deployment, settings: ConnectOptions = {}) =>
        connectTo(deployment, settings, from),
    }),
    raw: fromCaller(raw),
  }
}

function createToken(client: ManagementMethods): TokenResource {
  return { details: options => client.GET('/token_details', options) }
}
