import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCredentials } from '../../connection/environment.js'
import { keyTarget } from '../../connection/token.js'
import { parseJson } from '../../text/json.js'
import { memberOf } from '../../text/member.js'
import { type Refusal, refused, unusable } from '../refusal.js'
import { type Found, type Layer, lookUp, variableLabel } from './layers.js'

/** The deployment that a command line names. Empty if it leaves that to the environment. */
export interface Address {
  readonly name?: string | undefined
  readonly region?: string | undefined
  readonly url?: string | undefined
}

/** Returns the name of a deployment before it is opened. Somebody may have typed a key in its place: that is not repeated. */
export function labelOf({ name, url }: Address): string {
  if (name !== undefined) return /^[a-z0-9.:-]+$/.test(name) ? name : 'another deployment'
  return url !== undefined && URL.canParse(url) ? new URL(url).host : 'a deployment'
}

/** A key, where to use it, and where it comes from. */
export interface Credentials extends Address {
  readonly token: string
  readonly from: string
}

const KEYS = ['CONVEX_DEPLOY_KEY', 'CONVEX_DEPLOYMENT_TOKEN'] as const
const SELF_HOSTED_URL = 'CONVEX_SELF_HOSTED_URL'
const SELF_HOSTED_KEY = 'CONVEX_SELF_HOSTED_ADMIN_KEY'

/**
 * Finds the key for a deployment. A key and a URL that nobody typed must come from one source: otherwise a file that
 * was checked out could send the key of the environment elsewhere.
 */
export function findCredentials(layers: readonly Layer[], address: Address): Credentials {
  const key = findDeployKey(layers)
  const url = lookUp(layers, SELF_HOSTED_URL)
  const adminKey = lookUp(layers, SELF_HOSTED_KEY)
  const typed = address.url !== undefined || address.name !== undefined
  if (address.url !== undefined && url && sameOrigin(address.url, url.value)) {
    return { ...address, ...byAdminKey(adminKey, url) }
  }
  if (key && url && !typed && key.from !== url.from) {
    throw refused(
      `${key.name} (${key.from}) and ${SELF_HOSTED_URL} (${url.from}) name two deployments.` +
        ' Say which with --deployment, --url or --env-file.',
    )
  }
  if (key) return { ...address, token: key.value, from: `${key.name} in ${key.from}` }
  if (address.url !== undefined && adminKey && !url) return { ...address, ...byAdminKey(adminKey, url) }
  if (typed || !(url || adminKey)) throw missingKey(layers, address)
  if (!url) throw half(SELF_HOSTED_KEY, adminKey, SELF_HOSTED_URL)
  if (adminKey && url.from !== adminKey.from) {
    throw refused(
      `${SELF_HOSTED_URL} comes from ${url.from} and ${SELF_HOSTED_KEY} from ${adminKey.from}: ` +
        'the key would be sent where another source says. Set both in one source.',
    )
  }
  return { ...byAdminKey(adminKey, url), url: url.value }
}

/** Finds the key in a variable of the user's choosing. */
export function findNamedKey(layers: readonly Layer[], variable: string, address: Address): Credentials {
  const found = lookUp(layers, variable)
  if (found) return { ...address, token: found.value, from: `${variable} in ${found.from}` }
  throw unusable(`${variableLabel(variable)}, which should hold the key of ${labelOf(address)}, is not set.`)
}

const LOCAL = join('.convex', 'local', 'default', 'config.json')

/** Reads the key of the project's local deployment, as Convex's own CLI keeps it. It is on loopback and nowhere else. */
export async function readLocal(folder: string): Promise<Credentials> {
  const text = await readFile(join(folder, LOCAL), 'utf8').catch(() => {
    throw unusable(
      `--local: ${LOCAL} can't be read here. Run this in the project's folder, after \`npx convex dev\` made a local ` +
        'deployment.',
    )
  })
  const config = parseJson(text)
  const port = memberOf(memberOf(config, 'ports'), 'cloud')
  const token = memberOf(config, 'adminKey')
  if (typeof port === 'number' && Number.isInteger(port) && typeof token === 'string') {
    return { token, url: `http://127.0.0.1:${port}`, from: LOCAL }
  }
  throw unusable(
    `${LOCAL} holds no port and admin key: start the local deployment once with \`npx convex dev\`.`,
  )
}

function findDeployKey(layers: readonly Layer[]): (Found & { readonly name: string }) | undefined {
  for (const name of KEYS) {
    const found = lookUp(layers, name)
    if (found === undefined || found.value === '<ignore_deploy_key>') continue
    // Refuses what build pipelines put in the place of a key, such as `<missing_deploy_key:…>`.
    readCredentials({ [name]: found.value })
    return { ...found, name }
  }
  return undefined
}

function byAdminKey(key: Found | undefined, url: Found | undefined): { token: string; from: string } {
  if (key) return { token: key.value, from: `${SELF_HOSTED_KEY} in ${key.from}` }
  throw half(SELF_HOSTED_URL, url, SELF_HOSTED_KEY)
}

function half(there: string, found: Found | undefined, missing: string): Refusal {
  return unusable(`${there} is set in ${found?.from}, but ${missing} is not: set both there.`)
}

function sameOrigin(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin
}

function missingKey(layers: readonly Layer[], address: Address): Refusal {
  const selected = lookUp(layers, 'CONVEX_DEPLOYMENT')
  if (address.name !== undefined || address.url !== undefined) {
    const label = labelOf(address)
    const next = howToMakeKey(label === address.name ? label : undefined)
    return unusable(`There is no key for ${label}. Set CONVEX_DEPLOY_KEY to one.`, next)
  }
  if (selected === undefined) {
    return unusable(
      'No deployment is named. Set CONVEX_DEPLOY_KEY, or CONVEX_SELF_HOSTED_URL with CONVEX_SELF_HOSTED_ADMIN_KEY, in the ' +
        'environment, .env.local or .env; or use --local for the local deployment of this project.',
    )
  }
  if (/^(?:local|anonymous):|^anonymous-/.test(selected.value)) {
    return unusable(
      `CONVEX_DEPLOYMENT in ${selected.from} is a local deployment, and there is no key. Use --local.`,
    )
  }
  const deployment = labelOf({ name: selected.value.replace(/^[a-z]+:/, '') })
  return unusable(
    `CONVEX_DEPLOYMENT in ${selected.from} names ${deployment}, but there is no key for it, and a name alone opens ` +
      'nothing. Make a deploy key, in the dashboard or by the command below, and set CONVEX_DEPLOY_KEY to it.',
    howToMakeKey(deployment),
  )
}

function howToMakeKey(name: string | undefined) {
  const which = name === undefined ? [] : ['--deployment', name]
  return { next: [['npx', 'convex', 'deployment', 'token', 'create', 'my-key', ...which, '--save-env']] }
}

/** Returns the deployment that is selected for development, if the key is for another one. */
export function otherSelection(layers: readonly Layer[], token: string): string | undefined {
  const selected = lookUp(layers, 'CONVEX_DEPLOYMENT')
  const named = keyTarget(token)?.name
  if (selected === undefined || named === undefined) return undefined
  const name = selected.value.replace(/^[a-z]+:/, '')
  return name === named ? undefined : `${labelOf({ name })} (CONVEX_DEPLOYMENT in ${selected.from})`
}
