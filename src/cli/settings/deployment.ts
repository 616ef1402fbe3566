import type { CanonicalUrlDestination } from '../../index.js'
import { printable } from '../../text/quote.js'
import { parseUrl } from '../../text/url.js'
import { type Command, readCommand } from '../command.js'
import { deploymentData } from '../deployment/open.js'
import { usage } from '../refusal.js'
import { styled } from '../terminal/line.js'
import { fields, nothing, readSetting, writeSetting } from './setting.js'

const DESTINATIONS: readonly CanonicalUrlDestination[] = ['convexCloud', 'convexSite']

/** The commands about a deployment itself: its kind, its functions, and its canonical URLs. */
export const deploymentCommands: readonly Command[] = [
  readSetting({
    name: 'info',
    purpose: 'Show what kind of deployment this is',
    example: 'convex-deployment info --json',
    input: nothing,
    call: (client, options) => client.info(options),
    show: info => ({ data: { info }, lines: fields(info) }),
  }),
  readCommand({
    name: 'ready',
    purpose: 'Wait until a new deployment answers',
    example: 'convex-deployment ready --deployment happy-otter-123',
    async run({ deployments }) {
      const deployment = deploymentData(await deployments.openReady())
      return { data: { deployment, ready: true as const }, lines: [styled('green', 'ready')] }
    },
  }),
  writeSetting({
    name: 'pause',
    purpose: "Stop all of the deployment's functions",
    example: 'convex-deployment pause --confirm happy-otter-123',
    input: nothing,
    effect: () => 'Stop all functions',
    done: () => 'Stopped all functions',
    call: (client, options) => client.pause(options),
    show: () => ({ data: { paused: true } }),
  }),
  writeSetting({
    name: 'unpause',
    purpose: "Let the deployment's functions run again",
    example: 'convex-deployment unpause --yes',
    input: nothing,
    effect: () => 'Let functions run again',
    done: () => 'Resumed: functions run again',
    call: (client, options) => client.unpause(options),
    show: () => ({ data: { paused: false } }),
  }),
  readSetting({
    name: 'canonical-urls get',
    purpose: 'Show both canonical URLs',
    example: 'convex-deployment canonical-urls get',
    input: nothing,
    call: ({ canonicalUrls }, options) => canonicalUrls.get(options),
    show: canonicalUrls => ({ data: { canonicalUrls }, lines: fields(canonicalUrls) }),
  }),
  writeSetting({
    name: 'canonical-urls set',
    purpose: 'Set a canonical URL',
    about: 'The destination is convexCloud (the API, and clients) or convexSite (HTTP actions).',
    takes: '<destination> <url>',
    words: DESTINATIONS,
    example: 'convex-deployment canonical-urls set convexCloud https://api.example.com',
    input: ({ args }) => ({ destination: destinationOf(args[0]), url: urlOf(args[1]) }),
    effect: describeSet,
    done: describeSet,
    call: ({ canonicalUrls }, options, { destination, url }) => canonicalUrls.set(destination, url, options),
    show: (_, canonicalUrl) => ({ data: { canonicalUrl } }),
  }),
  writeSetting({
    name: 'canonical-urls reset',
    purpose: 'Reset a canonical URL to its default',
    takes: '<destination>',
    words: DESTINATIONS,
    example: 'convex-deployment canonical-urls reset convexCloud',
    input: ({ args }) => destinationOf(args[0]),
    effect: describeReset,
    done: describeReset,
    call: ({ canonicalUrls }, options, destination) => canonicalUrls.reset(destination, options),
    show: (_, destination) => ({ data: { canonicalUrl: { destination } } }),
  }),
]

/** Describes the change, as a question and as a report: "set" is both. */
function describeSet({ destination, url }: { destination: CanonicalUrlDestination; url: string }): string {
  return `Set ${destination} to ${printable(url)}`
}

function describeReset(destination: CanonicalUrlDestination): string {
  return `Set ${destination} back to its default`
}

function destinationOf(text: string | undefined): CanonicalUrlDestination {
  const destination = DESTINATIONS.find(known => known === text)
  if (destination !== undefined) return destination
  throw usage(`The destination is one of: ${DESTINATIONS.join(', ')}.`)
}

function urlOf(text = ''): string {
  if (/^https?:$/.test(parseUrl(text)?.protocol ?? '')) return text
  throw usage(
    'The canonical URL must be an http or https URL. Use `canonical-urls reset` to restore the default.',
  )
}
