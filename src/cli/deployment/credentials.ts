import { join } from 'node:path'
import { holdsCredentials, readCredentials } from '../../connection/environment.js'
import { keyTarget } from '../../connection/token.js'
import { memberOf, textMember } from '../../text/member.js'
import { parseUrl } from '../../text/url.js'
import { readSettings } from '../files.js'
import { isCi } from '../host.js'
import { jsonOf } from '../json.js'
import { type Refusal, unusable, usage } from '../refusal.js'
import { ACCESS_TOKEN, ENVIRONMENT, type Found, type Layer, lookUp, variableLabel } from './layers.js'

/** The deployment that a command line names. Empty if it leaves that to the environment. */
export interface Address {
  readonly name?: string | undefined
  /** The project in which the name may be a reference. */
  readonly project?: string | undefined
  readonly region?: string | undefined
  readonly url?: string | undefined
}

/**
 * Reads a deployment as it is typed: a URL, a name, or within a project a reference.
 * @throws {Refusal} for a reference without a project
 */
export function addressOf(text: string, project?: string): Address {
  if (text.includes('://')) return { url: text }
  if (project !== undefined) return { name: text, project }
  if (/^[a-z0-9-]+\/[a-z0-9/-]+$/.test(text))
    throw usage(
      'A reference is found by CONVEX_ACCESS_TOKEN alone: name its project by --project TEAM/PROJECT.',
    )
  return { name: text }
}

/** Returns the name of a deployment before it is opened. Somebody may have typed a key in its place: that is not repeated. */
export function labelOf({ name, url }: Address): string {
  if (name !== undefined) return /^[a-z0-9.:-]+$/.test(name) ? name : 'another deployment'
  return parseUrl(url ?? '')?.host || 'a deployment'
}

/** A key, where to use it, and where it comes from. */
export interface Credentials extends Address {
  readonly token: string
  readonly from: string
}

/** Finds the key for a deployment. The first source that holds any part of a credential decides alone. */
export function findCredentials(layers: readonly Layer[], address: Address): Credentials {
  const layer = layers.find(holdsCredentials)
  const found = layer && readCredentials(layer, address)
  if (!found) throw missingKey(layers, address)
  const { token, variable, url } = found
  return { ...address, ...(url !== undefined && { url }), token, from: `${variable} in ${layer?.from}` }
}

/** Finds the key in a variable of the user's choosing. */
export function findNamedKey(layers: readonly Layer[], variable: string, address: Address): Credentials {
  const found = lookUp(layers, variable)
  if (found) return { ...address, token: found.value, from: `${variable} in ${found.from}` }
  throw unusable(`${variableLabel(variable)}, which should hold the key of ${labelOf(address)}, is not set.`)
}

/** Finds the key of a deployment that is a source: in a variable of the user's choosing, or the key of every command if it fits. */
export function findSourceKey(
  layers: readonly Layer[],
  variable: string | undefined,
  address: Address,
): Credentials {
  if (variable !== undefined) return findNamedKey(layers, variable, address)
  const layer = layers.find(holdsCredentials)
  const found = layer && readCredentials(layer, address)
  const target = found && keyTarget(found.token)?.name
  const isOther = target !== undefined && address.name !== undefined && target !== address.name
  if (found && !isOther) return findCredentials(layers, address)
  throw unusable(
    `There is no key for ${labelOf(address)}, to read from. Name the variable that holds one by --from-key.`,
    { add: [['--from-key', 'VARIABLE']] },
  )
}

const LOCAL = join('.convex', 'local', 'default', 'config.json')

/** Reads the key of the project's local deployment, as Convex's own CLI keeps it. It is on loopback and nowhere else. */
export async function readLocal(folder: string, signal: AbortSignal): Promise<Credentials> {
  const text = await readSettings(folder, LOCAL, signal)
  if (text === undefined) {
    throw unusable(
      `--local: there is no file ${LOCAL} here. Run this in the project's folder, after \`npx convex dev\` made a local ` +
        'deployment.',
      { next: [['npx', 'convex', 'dev']] },
    )
  }
  const config = jsonOf(text)
  const port = memberOf(memberOf(config, 'ports'), 'cloud')
  const token = memberOf(config, 'adminKey')
  if (typeof port === 'number' && Number.isInteger(port) && typeof token === 'string') {
    return { token, url: `http://127.0.0.1:${port}`, from: LOCAL }
  }
  throw unusable(
    `${LOCAL} holds no port and admin key: start the local deployment once with \`npx convex dev\`.`,
    { next: [['npx', 'convex', 'dev']] },
  )
}

function missingKey(layers: readonly Layer[], address: Address): Refusal {
  const selected = selectionIn(layers)
  if (address.name !== undefined || address.url !== undefined) {
    const label = labelOf(address)
    const next = howToMakeKey(label === address.name ? label : undefined)
    return unusable(`There is no key for ${label}. Set CONVEX_DEPLOY_KEY to one.${inCi(layers)}`, next)
  }
  const [only, ...more] = layers
  // Of the first place alone: the token of a checkout is not trusted.
  if (selected === undefined && only && lookUp([only], ACCESS_TOKEN)) {
    return unusable(
      `No deployment is named. ${ACCESS_TOKEN} opens any of its team or project: say which by --deployment NAME (--to of a copy), ` +
        'or several by --project TEAM/PROJECT. `deployments list` shows them.',
      { add: [['--deployment', 'NAME']] },
    )
  }
  if (selected === undefined && only && more.length === 0 && only.from !== ENVIRONMENT) {
    return unusable(
      `${only.from} names no deployment: it needs CONVEX_DEPLOY_KEY, or CONVEX_SELF_HOSTED_URL with ` +
        'CONVEX_SELF_HOSTED_ADMIN_KEY. With --credentials no other place is read.',
    )
  }
  if (selected === undefined) {
    return unusable(
      'No deployment is named. Set CONVEX_DEPLOY_KEY, or CONVEX_SELF_HOSTED_URL with CONVEX_SELF_HOSTED_ADMIN_KEY, in the ' +
        `environment, .env.local or .env; or use --local for the local deployment of this project.${inCi(layers)}`,
      { add: [['--credentials', 'FILE'], ['--local']] },
    )
  }
  if (/^(?:local|anonymous):|^anonymous-/.test(selected.value)) {
    return unusable(
      `CONVEX_DEPLOYMENT in ${selected.from} is a local deployment, and there is no key. Use --local.`,
      { add: [['--local']] },
    )
  }
  const deployment = labelOf({ name: selected.value.replace(/^[a-z]+:/, '') })
  return unusable(
    `CONVEX_DEPLOYMENT in ${selected.from} names ${deployment}, but there is no key for it, and a name alone opens ` +
      'nothing. Make a deploy key, in the dashboard or by the command below, and set CONVEX_DEPLOY_KEY to it.',
    howToMakeKey(deployment),
  )
}

function inCi([environment]: readonly Layer[]): string {
  return environment && isCi(environment.variables)
    ? ' In CI no .env file is read unless --credentials names it.'
    : ''
}

/** Returns the deployment that is selected for development. A blank selection selects none. */
function selectionIn(layers: readonly Layer[]): Found | undefined {
  const layer = layers.find(({ variables }) => textMember(variables, 'CONVEX_DEPLOYMENT')?.trim())
  return layer && lookUp([layer], 'CONVEX_DEPLOYMENT')
}

function howToMakeKey(name: string | undefined) {
  const which = name === undefined ? [] : ['--deployment', name]
  return { next: [['npx', 'convex', 'deployment', 'token', 'create', 'my-key', ...which, '--save-env']] }
}

/** Returns the deployment that is selected for development, if the key is for another one. */
export function otherSelection(layers: readonly Layer[], token: string): string | undefined {
  const selected = selectionIn(layers)
  const named = keyTarget(token)?.name
  if (selected === undefined || named === undefined) return undefined
  const name = selected.value.replace(/^[a-z]+:/, '')
  return name === named ? undefined : `${labelOf({ name })} (CONVEX_DEPLOYMENT in ${selected.from})`
}
