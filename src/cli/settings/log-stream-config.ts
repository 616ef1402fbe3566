import { findPlaceholder } from '../../config/environment/placeholders.js'
import { textMember } from '../../text/member.js'
import { quote } from '../../text/quote.js'
import { parseUrl } from '../../text/url.js'
import { refused } from '../refusal.js'

/**
 * Refuses settings that have a reference, a mask or a placeholder in the place of a value.
 * @param called names the settings, such as `hook.json`
 * @throws {Refusal} with the member's path, never with its text
 */
export function assertResolved(config: object, called: string): void {
  // No recursion: a text of settings may be nested as deep as it likes.
  const parts: [path: string, value: unknown][] = [['', config]]
  for (const [path, value] of parts) {
    const found = typeof value === 'string' ? findPlaceholder(value) : undefined
    if (found) {
      const message = `${called}: ${path} ${found.message}. Pass --allow-placeholders to allow it.`
      throw refused(message, { add: [['--allow-placeholders']] })
    }
    if (typeof value !== 'object' || value === null) continue
    for (const [name, member] of Object.entries(value)) {
      const step = path === '' ? quote(name) : `.${quote(name)}`
      parts.push([path + (Array.isArray(value) ? `[${name}]` : step), member])
    }
  }
}

/**
 * Names the member that holds the destination, by precedence, and how to show it. Only the host of a URL is shown: the
 * rest may hold a key.
 */
const DESTINATIONS: readonly (readonly [member: string, shown: (text: string) => string | undefined])[] = [
  ['url', hostOf],
  ['ingestUrl', hostOf],
  ['host', hostOf],
  ['dsn', hostOf],
  ['bucket', bucket => `the bucket ${quote(bucket)}`],
  ['siteLocation', site => `the site ${quote(site)}`],
]

/** The members of settings that say where logs go. */
export const addressMembers: readonly string[] = DESTINATIONS.map(([member]) => member)

/** Returns the destination for a message, such as ` to logs.example.com`, or '' if the settings name none. */
export function destination(config: object): string {
  for (const [member, shown] of DESTINATIONS) {
    const text = textMember(config, member)
    const name = text === undefined ? undefined : shown(text)
    if (name) return ` to ${name}`
  }
  return ''
}

/** Returns the host of an address, with or without a scheme, as an address would be read: only that is a host. */
function hostOf(address: string): string | undefined {
  return parseUrl(/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`)?.host
}
