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
