import { sortedJson } from '../text/json.js'
import { memberOf } from '../text/member.js'
import { parseUrl } from '../text/url.js'
import { isWebUrl } from './canonical-urls.js'

/** Returns true if settings are as wanted, by the members that are wanted. A key that is never returned always differs. */
export function isEqual(wanted: object, found: object): boolean {
  return Object.entries(wanted).every(([name, value]) => normal(value) === normal(memberOf(found, name)))
}

/** Returns a setting as a deployment keeps it: each topic once, in any order, an address with its slash, null as absent. */
export function normal(value: unknown): string {
  if (Array.isArray(value)) return sortedJson([...new Set(value.map(normal))].sort())
  return (isWebUrl(value) && parseUrl(value)?.href) || sortedJson(value ?? null)
}
