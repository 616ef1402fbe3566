import { InvalidInputError } from '../errors.js'

declare const process: { readonly env: EnvironmentRecord } | undefined

/** Environment variables by name, as `process.env` has them. */
export type EnvironmentRecord = { readonly [name: string]: string | undefined }

/** The credentials in the variables that Convex's own CLI reads: a key, and the URL if one is set. */
export interface Credentials {
  readonly token: string
  readonly url?: string
}

/**
 * Reads `CONVEX_DEPLOY_KEY` (or its alias `CONVEX_DEPLOYMENT_TOKEN`), else `CONVEX_SELF_HOSTED_URL` with
 * `CONVEX_SELF_HOSTED_ADMIN_KEY`. Blank counts as unset.
 * @throws {InvalidInputError} if they name no deployment
 */
export function readCredentials(env: EnvironmentRecord): Credentials {
  const token = deployKey(env, 'CONVEX_DEPLOY_KEY') ?? deployKey(env, 'CONVEX_DEPLOYMENT_TOKEN')
  if (token) return { token }
  const url = present(env, 'CONVEX_SELF_HOSTED_URL')
  const adminKey = present(env, 'CONVEX_SELF_HOSTED_ADMIN_KEY')
  if (url && adminKey) return { token: adminKey, url }
  const pairOrKey = adminKey ? 'CONVEX_SELF_HOSTED_URL' : 'CONVEX_DEPLOY_KEY'
  const missing = url ? 'CONVEX_SELF_HOSTED_ADMIN_KEY' : pairOrKey
  throw new InvalidInputError(
    `${missing} is not set. Set CONVEX_DEPLOY_KEY, or CONVEX_SELF_HOSTED_URL with CONVEX_SELF_HOSTED_ADMIN_KEY.`,
  )
}

/** Returns the variables of the process, or an empty object if the runtime has no `process`. */
export function processEnvironment(): EnvironmentRecord {
  return typeof process === 'undefined' ? {} : process.env
}

function deployKey(env: EnvironmentRecord, name: string): string | undefined {
  const value = present(env, name)
  // Build pipelines set these sentinels instead of a key. Convex's CLI knows them, too.
  if (value === '<ignore_deploy_key>') return undefined
  const reason = /^<missing_deploy_key:(.*)>$/s.exec(value ?? '')
  if (reason) throw new InvalidInputError(`${name} holds no key: ${reason[1]}`)
  return value
}

function present(env: EnvironmentRecord, name: string): string | undefined {
  return env[name]?.trim() || undefined
}
