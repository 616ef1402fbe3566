import { v1Beta as operations } from '../generated/operations.js'
import { v1Beta as schemas } from '../generated/schemas.js'
import type { paths as V1BetaPaths } from '../generated/v1-beta.js'
import { resolveAddress } from './connection/address.js'
import { type EnvironmentRecord, processEnvironment, readCredentials } from './connection/environment.js'
import { normalizeToken, type TokenSource } from './connection/token.js'
import { createV1BetaEnvironment } from './resources/environment-v1-beta.js'
import { createEnvironmentVariables, type EnvironmentVariables } from './resources/environment-variables.js'
import type { Connection } from './transport/attempt.js'
import { createCall } from './transport/call.js'
import { createPathClient, type Middleware, type PathClient } from './transport/path-client.js'
import { createSend } from './transport/sender.js'
import { checkHeaders, resolveLimits, type TransportOptions } from './transport/settings.js'

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
  /** openapi-fetch middleware. It runs once per call, above the retries, and never sees the token. */
  readonly middleware?: readonly Middleware[] | undefined
}

/** The admin API of one deployment. */
export interface DeploymentClient {
  /** The deployment's origin. */
  readonly url: string
  /** The deployment's name, where the options, the key or the URL tell it. */
  readonly name: string | undefined
  /** The deployment's environment variables. */
  readonly env: EnvironmentVariables
  /**
   * The typed openapi-fetch clients over the same transport, for what the facade lacks. They reject with the same
   * errors as the facade; only an answer made by middleware can set `error`.
   */
  readonly raw: { readonly v1Beta: PathClient<V1BetaPaths> }
}

/**
 * Makes a client for the admin API of one deployment. Does no I/O.
 * @throws {InvalidInputError} for options that name no deployment or cannot work
 * @example
 * const deployment = createDeploymentClient({ token: 'prod:happy-otter-123|…' })
 * await deployment.env.set({ LOG_LEVEL: 'info' })
 */
export function createDeploymentClient(options: DeploymentClientOptions): DeploymentClient {
  const { origin, name } = resolveAddress(options)
  checkHeaders(options.headers)
  const connection: Connection = {
    origin,
    url: `${origin}/api/v1`,
    token: typeof options.token === 'function' ? options.token : normalizeToken(options.token),
    limits: resolveLimits(options),
    logger: options.logger,
    fetch: options.fetch,
  }
  const send = createSend(connection, { operations, schemas })
  const { headers, middleware } = options
  const v1Beta = createPathClient<V1BetaPaths>({ baseUrl: connection.url, send, headers, middleware })
  const call = createCall(send, connection.url)
  return {
    url: origin,
    name,
    env: createEnvironmentVariables(createV1BetaEnvironment(v1Beta, call, connection.url)),
    raw: { v1Beta },
  }
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
