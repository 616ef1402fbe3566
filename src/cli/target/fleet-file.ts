import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { keyTarget } from '../../connection/token.js'
import { memberOf, parseJson } from '../json.js'
import { refused, usage } from '../refusal.js'
import type { Session } from '../session.js'
import { type Address, type Credentials, findNamedKey } from './credentials.js'
import { readLayers } from './layers.js'

/**
 * The deployments that a file lists, each with its key. One key for several is refused where it names its deployment:
 * it would be sent to the others.
 */
export async function readFleet({ flags, environment, folder }: Session): Promise<Credentials[]> {
  const file = flags.text('deployments') ?? ''
  for (const flag of ['deployment', 'url', 'local', 'region']) flags.exclusive('deployments', flag)
  const layers = await readLayers(environment, folder, flags.text('envFile'))
  const text = await readFile(resolve(folder, file), 'utf8').catch(() => {
    throw usage(`--deployments: ${file} can't be read.`)
  })
  const listed = parseJson(text)
  if (!Array.isArray(listed) || listed.length === 0)
    throw usage(`${file} must be a JSON array of deployments.`)
  const fleet = listed.map((entry: unknown, index) => {
    const { key, ...address } = entryOf(entry, `${file}[${index}]`)
    return findNamedKey(layers, key, address)
  })
  assertKeysFit(fleet, file)
  return fleet
}

function entryOf(entry: unknown, place: string): Address & { readonly key: string } {
  const [name, region, url, key] = ['name', 'region', 'url', 'key'].map(member => {
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
  const places = fleet.map(({ name, region, url }) => [name, region, url].filter(Boolean).join(' '))
  const twice = places.find((place, index) => places.indexOf(place) !== index)
  if (twice !== undefined) throw usage(`${file} lists ${twice} twice.`)
  const shared = fleet.find(({ token }, index) => fleet.findIndex(other => other.token === token) !== index)
  const named = shared && keyTarget(shared.token)
  if (named) throw refused(`${shared.from} is the key of one deployment, and ${file} gives it to several.`)
}
