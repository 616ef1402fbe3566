import { keyTarget } from '../../connection/token.js'
import { readNamed } from '../files.js'
import { memberOf, parseJson } from '../json.js'
import { refused, usage } from '../refusal.js'
import type { Session } from '../session.js'
import { type Address, type Credentials, findNamedKey } from './credentials.js'
import { lookUp, readLayers, variableLabel } from './layers.js'

/**
 * The deployments that a file lists, each with its key. One key for several is refused where it names its deployment:
 * it would be sent to the others.
 */
export async function readFleet({ flags, environment, folder }: Session): Promise<Credentials[]> {
  const file = flags.text('deployments') ?? ''
  for (const flag of ['deployment', 'url', 'local', 'region']) flags.exclusive('deployments', flag)
  const layers = await readLayers(environment, folder, flags.text('envFile'))
  const listed = parseJson(`${await readNamed(folder, file, `--deployments: ${file}`)}`)
  if (!Array.isArray(listed) || listed.length === 0)
    throw usage(`${file} must be a JSON array of deployments.`)
  const fleet = listed.map((entry: unknown, index) => {
    const place = `${file}[${index}]`
    const { key, ...address } = entryOf(entry, place)
    if (lookUp(layers, key) === undefined)
      throw usage(`${place}.key: ${variableLabel(key, 'the variable')} is not set.`)
    return findNamedKey(layers, key, address)
  })
  assertKeysFit(fleet, file)
  return fleet
}

const MEMBERS = ['name', 'region', 'url', 'key']

function entryOf(entry: unknown, place: string): Address & { readonly key: string } {
  const odd =
    typeof entry === 'object' && entry ? Object.keys(entry).find(one => !MEMBERS.includes(one)) : undefined
  if (odd !== undefined) throw usage(`${place} has a member that is none of: ${MEMBERS.join(', ')}.`)
  const [name, region, url, key] = MEMBERS.map(member => {
    const value = memberOf(entry, member)
    if (value === undefined || typeof value === 'string') return value
    throw usage(`${place}.${member} must be a string.`)
  })
  if ((name === undefined) === (url === undefined)) throw usage(`${place} needs either a "name" or a "url".`)
  if (key === undefined) throw usage(`${place} needs a "key": the name of the variable that holds its key.`)
  if (!/^\w+$/.test(key)) throw usage(`${place}.key must be the name of a variable, and not a key itself.`)
  return { name, region, url, key }
}

function assertKeysFit(fleet: readonly Credentials[], file: string): void {
  const origins = fleet.map(originOf)
  const twice = origins.find((origin, index) => origins.indexOf(origin) !== index)
  if (twice !== undefined) throw usage(`${file} lists ${twice} twice.`)
  const shared = fleet.find(
    ({ token }, index) => keyTarget(token) && fleet.findIndex(other => other.token === token) !== index,
  )
  if (shared) throw refused(`${shared.from} is the key of one deployment, and ${file} gives it to several.`)
}

/** Where a deployment is, however it is written. */
function originOf({ name, region, url }: Address): string {
  if (url === undefined) return `https://${[name, region].filter(Boolean).join('.')}.convex.cloud`
  return URL.canParse(url) ? new URL(url).origin : url
}
