import type { DeploymentClient } from '../../client.js'
import { refusal } from '../../errors.js'
import { type CanonicalUrlDestination, isWebUrl } from '../../resources/canonical-urls.js'
import { parseUrl } from '../../text/url.js'
import { isKeep, type Keep } from '../keep.js'
import { type Found, readMembers, type Section, type Wanted } from './section.js'

/** The desired canonical URLs: a URL, `null` for the default, or one that has to be set (`{ keep: true }`). */
export type DesiredCanonicalUrls = {
  readonly [Destination in CanonicalUrlDestination]?: string | null | Keep
}

const DESTINATIONS: Readonly<Record<CanonicalUrlDestination, 'convexCloudUrl' | 'convexSiteUrl'>> = {
  convexCloud: 'convexCloudUrl',
  convexSite: 'convexSiteUrl',
}

/** The section of the canonical URLs. They are compared as they are: functions see each as it was set. */
export const canonicalUrls: Section = {
  name: 'canonicalUrls',
  readWanted(given) {
    const urls = readMembers(given, Object.keys(DESTINATIONS), 'canonicalUrls')
    return new Map(Object.entries(urls).map(([name, value]) => [name, wantedOf(name, value)]))
  },
  async read(client, options) {
    const urls = await client.canonicalUrls.get(options)
    return new Map(destinations().map(name => [name, foundAt(client, name, urls[DESTINATIONS[name]])]))
  },
  keysOf: () => [],
  isSame: (wanted, found) => wanted.url === found.url,
  show: (_, { url }) => ({ url: shownUrl(`${url}`) }),
  isWeaker: () => false,
  async write(client, { name, wanted }, options) {
    const destination = name === 'convexSite' ? name : 'convexCloud'
    if (wanted) await client.canonicalUrls.set(destination, `${wanted.url}`, options)
    else await client.canonicalUrls.reset(destination, options)
    return {}
  },
}

function destinations(): CanonicalUrlDestination[] {
  return ['convexCloud', 'convexSite']
}

function wantedOf(name: string, value: unknown): Wanted {
  if (isKeep(value)) return 'keep'
  if (value === null) return value
  if (isWebUrl(value)) return { url: value }
  const path = `canonicalUrls.${name}`
  throw refusal(path, `\`${path}\` must be an http or https URL, or null for the default.`)
}

/** The default is known on Convex's cloud alone: a deployment answers the URL that counts, whoever set it. */
function foundAt({ name, url }: DeploymentClient, destination: string, there: string): Found {
  if (name === undefined) return { settings: { url: there }, origin: 'unknown' }
  const standard = destination === 'convexCloud' ? url : url.replace(/\.cloud$/, '.site')
  return { settings: { url: there }, ...(there === standard && { origin: 'default' }) }
}

/** Returns a URL without its user, its query and its fragment. What is no URL is not shown. */
function shownUrl(text: string): string | undefined {
  const url = parseUrl(text)
  if (url === undefined || !isWebUrl(text)) return undefined
  return /[@?#]/.test(text) ? `${url.origin}${url.pathname}` : text
}
