import type { CanonicalUrlDestination } from '../../index.js'
import { readCommand, writeCommand } from '../deployment/command.js'
import { usage } from '../refusal.js'
import { fields, read, write } from './calls.js'

/** `canonical-urls get` */
export const get = readCommand({
  name: 'canonical-urls get',
  purpose: 'Show both addresses',
  flags: [],
  example: 'convex-deployment canonical-urls get',
  run: invocation =>
    read(
      invocation,
      (client, options) => client.canonicalUrls.get(options),
      result => ({ data: { canonicalUrls: result }, lines: fields(result) }),
    ),
})

/** `canonical-urls set` */
export const set = writeCommand({
  name: 'canonical-urls set',
  purpose: 'Set an address',
  about: 'The destination is convexCloud (the API, and clients) or convexSite (HTTP actions).',
  takes: '<destination> <url>',
  flags: [],
  example: 'convex-deployment canonical-urls set convexCloud https://api.example.com',
  async run(invocation) {
    const [destination, url] = [destinationOf(invocation.args[0]), urlOf(invocation.args[1])]
    return write(
      invocation,
      `Set ${destination} to ${url}`,
      (client, options) => client.canonicalUrls.set(destination, url, options),
      () => ({ data: { destination, url } }),
    )
  },
})

/** `canonical-urls reset` */
export const reset = writeCommand({
  name: 'canonical-urls reset',
  purpose: 'Set an address back to its default',
  takes: '<destination>',
  flags: [],
  example: 'convex-deployment canonical-urls reset convexCloud',
  async run(invocation) {
    const destination = destinationOf(invocation.args[0])
    return write(
      invocation,
      `Set ${destination} back to its default`,
      (client, options) => client.canonicalUrls.reset(destination, options),
      () => ({ data: { destination } }),
    )
  },
})

const DESTINATIONS: readonly CanonicalUrlDestination[] = ['convexCloud', 'convexSite']

function destinationOf(text: string | undefined): CanonicalUrlDestination {
  const destination = DESTINATIONS.find(known => known === text)
  if (destination !== undefined) return destination
  throw usage(`The destination is one of: ${DESTINATIONS.join(', ')}.`)
}

function urlOf(text = ''): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw usage('The address must be an http or https URL. `canonical-urls reset` goes back to the default.')
}
