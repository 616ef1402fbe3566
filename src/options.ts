import type { AddressOptions } from './connection/address.js'
import type { EnvironmentRecord } from './connection/environment.js'
import type { TokenSource } from './connection/token.js'
import type { Middleware } from './transport/client.js'
import type { TransportOptions } from './transport/options.js'

/** The name of a contract, or `auto` to find out which one a deployment speaks. */
export type ContractName = 'auto' | 'v1' | 'v1-beta'

/** The options of a client, except for those that name its deployment. */
export interface ClientSettings extends TransportOptions {
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

/** Names a deployment by its origin: one with a custom domain, a self-hosted or a local one. */
export interface ByUrl {
  /** The deployment's origin, such as `https://convex.example.com`. It cannot be combined with `name`. */
  readonly url: string
  readonly name?: undefined
  readonly region?: undefined
}

/** Names a deployment of the cloud. */
export interface ByName {
  /** The deployment's name, such as `happy-otter-123`. A deploy key names its deployment itself. */
  readonly name: string
  /** The region of a deployment, by its label, such as `eu-west-1`, or by its name in the management API, `aws-eu-west-1`. */
  readonly region?: string | undefined
  readonly url?: undefined
}

/** Leaves the deployment to its deploy key. */
export type ByKey = { readonly [Option in keyof ByName]?: ByName[Option] | undefined }

/** The options of a client: its token, its deployment, and how requests travel. */
export type DeploymentClientOptions = ClientSettings &
  (
    | ({
        /**
         * A deploy key, team access token or OAuth application token; or a function that returns one, asked anew
         * before every attempt, so that it can rotate. A function needs `name` or `url`.
         */
        readonly token: TokenSource | undefined
      } & (ByUrl | ByName))
    | ({
        /** A deploy key, which names its deployment; or a function that returns one, with `name` or `url`. */
        readonly token: string | undefined
      } & ByKey)
  )

/** The options of a client whose token comes from environment variables. */
export type EnvironmentClientOptions = ClientSettings &
  (ByUrl | ByKey) & {
    /**
     * The variables.
     * @default process.env
     */
    readonly env?: EnvironmentRecord | undefined
  }

/** Everything that a client may be given, whatever the types allow together. */
export type AnyOptions = ClientSettings & AddressOptions

/** The options that every client has, whichever API it speaks to, by their names. */
export const SHARED_OPTIONS: Readonly<Record<keyof TransportOptions | 'middleware', true>> = {
  timeout: true,
  totalTimeout: true,
  maxResponseBytes: true,
  retry: true,
  headers: true,
  middleware: true,
  fetch: true,
  logger: true,
}

/** The options of a client by their names. */
export const OPTIONS: Readonly<Record<keyof AnyOptions, true>> = {
  token: true,
  name: true,
  region: true,
  url: true,
  allowHttp: true,
  contract: true,
  ...SHARED_OPTIONS,
}
