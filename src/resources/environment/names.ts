import { refusal } from '../../errors.js'

/** A glob or several: `*` matches any characters of a name, `?` matches one. */
export type NamePattern = string | readonly string[]

/** Returns a function that returns true if a name matches a pattern. */
export function matcher(option: string, pattern: NamePattern | undefined): (name: string) => boolean {
  const globs = [pattern ?? []].flat()
  for (const glob of globs) {
    if (typeof glob === 'string' && /^[\w*?]+$/.test(glob)) continue
    throw refusal(
      option,
      `\`${option}\` takes names of variables, with * and ? for any characters and for one.`,
    )
  }
  return name => globs.some(glob => fits(glob, name))
}

/** Returns true if a name matches a glob. Backtracks to the last star only: a regular expression would try them all. */
function fits(glob: string, name: string): boolean {
  let at = 0
  let star: { readonly glob: number; name: number } | undefined
  for (let next = 0; next < name.length; ) {
    if (glob.charAt(at) === '*') star = { glob: ++at, name: next }
    else if (glob.charAt(at) === '?' || glob.charAt(at) === name.charAt(next)) {
      at += 1
      next += 1
    } else if (star) {
      at = star.glob
      next = ++star.name
    } else return false
  }
  return /^\**$/.test(glob.slice(at))
}

/** The names by which Convex's tools, or this package, get a key. */
const CREDENTIALS =
  /^CONVEX_(?:(?:\w+_)?DEPLOY_KEY|DEPLOYMENT|DEPLOYMENT_TOKEN|SELF_HOSTED_URL|SELF_HOSTED_ADMIN_KEY|(?:\w+_)?ACCESS_TOKEN|PLAN_KEY)$/i

/** Words of the names that people make of those, such as `VITE_CONVEX_DEPLOY_KEY` and `CONVEX_DEPLOY_KEY_PROD`. */
const OF_CREDENTIALS = /DEPLOY_KEY|DEPLOYMENT_TOKEN|ADMIN_KEY|ACCESS_TOKEN|TEAM_TOKEN/i

const ADDRESSES =
  /^(?:CONVEX_CLOUD_URL|(?:PUBLIC_|NEXT_PUBLIC_|VITE_|REACT_APP_|EXPO_PUBLIC_)?CONVEX_(?:SITE_)?URL)$/

/** Returns true for the name of a variable that holds a key of Convex, or says where one is for. No other program gets one. */
export function isCredential(name: string): boolean {
  return CREDENTIALS.test(name) || (/CONVEX_/i.test(name) && OF_CREDENTIALS.test(name))
}

/** Returns true for a name that Convex's own tools write to `.env` files, and no other: such files would push their deploy key. */
export function isManagedByConvex(name: string): boolean {
  return CREDENTIALS.test(name) || ADDRESSES.test(name)
}

const BEFORE_KEY = /^["'`\s]*(?:(?:convex|bearer)[ \t]+)?/i
const KEY = /(?:prod|dev|custom|preview|project|team):[^|\s]+\|\S|[\w-]+\|[0-9a-f]{40}/iy

/**
 * Returns true for a value that reads as a deploy key, as a key of a project or a team, or as the admin key of a
 * self-hosted deployment, whatever quotes it has. The time grows linearly with the value.
 */
export function readsAsKey(value: string): boolean {
  KEY.lastIndex = BEFORE_KEY.exec(value)?.[0].length ?? 0
  return KEY.test(value) && !/\s[^\s"'`]/.test(value.slice(KEY.lastIndex))
}
