import type { CanonicalUrlDestination } from '../../index.js'
import { usage } from '../refusal.js'
import { reading, writing } from './calls.js'
import { fields } from './fields.js'

const DESTINATIONS: readonly CanonicalUrlDestination[] = ['convexCloud', 'convexSite']

/** `canonical-urls get` */
export const get = reading(
  (client, _session, options) => client.canonicalUrls.get(options),
  result => ({ data: { canonicalUrls: result }, lines: fields(result) }),
)

/** `canonical-urls set` */
export const set = writing(
  ({ args: [destination, url = ''] }) => ({ destination: destinationOf(destination), url: checked(url) }),
  ({ destination, url }) => `Set ${destination} to ${url}`,
  (client, { destination, url }, options) => client.canonicalUrls.set(destination, url, options),
  (_result, _session, input) => ({ data: input }),
)

/** `canonical-urls reset` */
export const reset = writing(
  ({ args: [destination] }) => destinationOf(destination),
  destination => `Set ${destination} back to its default`,
  (client, destination, options) => client.canonicalUrls.reset(destination, options),
  (_result, _session, destination) => ({ data: { destination } }),
)

/** An address of the web, or a refusal before anything is asked. */
function checked(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url
  throw usage('The address must be an http or https URL. `canonical-urls reset` goes back to the default.')
}

function destinationOf(text: string | undefined): CanonicalUrlDestination {
  const destination = DESTINATIONS.find(known => known === text)
  if (destination !== undefined) return destination
  throw usage(`The destination is one of: ${DESTINATIONS.join(', ')}.`)
}
