import { holdsCredentials } from '../../connection/environment.js'
import { cloudName, cloudOrigin } from '../../connection/host.js'
import { keyTarget } from '../../connection/token.js'
import { memberOf, textMember } from '../../text/member.js'
import { printable } from '../../text/quote.js'
import { isLoopback, parseUrl } from '../../text/url.js'
import { readNamed } from '../files.js'
import { assertEachOnce, jsonOrRefusal } from '../json.js'
import { refused, unusable } from '../refusal.js'
import { type Address, type Credentials, findNamedKey } from './credentials.js'
import { type Layer, lookUp, variableLabel } from './layers.js'

/**
 * Reads the deployments that a file lists, each with its key. A file may name hosts of Convex's cloud and of this machine:
 * to any other one a key goes only if the command line allows it. One key for several is refused if it names its
 * deployment: it would be sent to the others.
 */
export async function readFleet(
  file: string,
  folder: string,
  layers: readonly Layer[],
  signal: AbortSignal,
  allowedHosts: readonly string[] = [],
): Promise<Credentials[]> {
  const shown = printable(file)
  const json = await readNamed(folder, file, signal, `--deployments: ${shown}`)
  const listed = jsonOrRefusal(json, shown)
  assertEachOnce(json, shown)
  if (!Array.isArray(listed))
    throw unusable(`${shown} must be a JSON array: [{ "name" or "url", "key": "VARIABLE" }, …]`)
  if (listed.length === 0) throw unusable(`${shown} lists no deployment.`)
  const entries = listed.map((entry: unknown, index) => entryOf(entry, `${shown}[${index}]`))
  // One source decides alone: a checkout that adds a deployment, and its key in a file, adds none to the user's own.
  const layer = layers.find(
    one => holdsCredentials(one) || entries.some(({ key }) => textMember(one.variables, key) !== undefined),
  )
  const fleet = entries.map(({ key, ...address }, index) => {
    if (layer && lookUp([layer], key) !== undefined) return findNamedKey([layer], key, address)
    const called = `${shown}[${index}].key: ${variableLabel(key, 'the variable')} is not set`
    const other = layers.find(one => textMember(one.variables, key) !== undefined)
    throw unusable(
      layer && other
        ? `${called} in ${layer.from}, which holds a key and decides alone. Set it there, or let --credentials name ${other.from}.`
        : `${called}.`,
    )
  })
  assertKeysFit(fleet, shown)
  for (const credentials of fleet) assertHostAllowed(credentials, allowedHosts, shown)
  return fleet
}

const MEMBERS = ['name', 'region', 'url', 'key']

function entryOf(entry: unknown, place: string): Address & { readonly key: string } {
  const odd =
    typeof entry === 'object' && entry ? Object.keys(entry).find(one => !MEMBERS.includes(one)) : undefined
  if (odd !== undefined)
    throw unusable(`${place} has an unknown member${nameOf(odd)}. It may have: ${MEMBERS.join(', ')}.`)
  const [name, region, url, key] = MEMBERS.map(member => {
    const value = memberOf(entry, member)
    if (value === undefined || typeof value === 'string') return value
    throw unusable(`${place}.${member} must be a string.`)
  })
  if ((name === undefined) === (url === undefined))
    throw unusable(`${place} needs either a "name" or a "url".`)
  if (key === undefined)
    throw unusable(`${place} needs a "key": the name of the variable that holds its key.`)
  if (!/^\w+$/.test(key)) throw unusable(`${place}.key must be the name of a variable, not the key itself.`)
  return { name, region, url, key }
}

/** Names a member unless it may be a key in the wrong place. */
function nameOf(member: string): string {
  return /^[A-Za-z][A-Za-z_-]{0,23}$/.test(member) ? `, "${member}"` : ''
}

function assertKeysFit(fleet: readonly Credentials[], file: string): void {
  const origins = fleet.map(originOf)
  const twice = origins.find((origin, index) => origins.indexOf(origin) !== index)
  if (twice !== undefined) throw unusable(`${file} lists ${printable(twice)} twice.`)
  const shared = fleet.find(
    ({ token }, index) => keyTarget(token) && fleet.findIndex(other => other.token === token) !== index,
  )
  if (shared) throw refused(`${shared.from} is the key of one deployment, and ${file} gives it to several.`)
}

function assertHostAllowed({ url }: Address, allowed: readonly string[], file: string): void {
  // What is no address is refused when it is opened.
  const parsed = parseUrl(url ?? '')
  if (!parsed) return
  const { host, hostname, origin } = parsed
  if (cloudName(origin) !== undefined || isLoopback(hostname) || allowed.includes(host)) return
  throw refused(`${file} sends a key to ${host}, which is not on convex.cloud: a file alone may not.`, {
    add: [['--allow-host', host]],
  })
}

/** Returns the origin of a deployment, whichever way it is written. */
function originOf({ name, region, url }: Address): string {
  if (url === undefined) return cloudOrigin(name ?? '', region)
  return parseUrl(url)?.origin ?? url
}
