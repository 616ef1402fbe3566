import { InvalidInputError } from '../errors.js'

/** One glob or several: `*` stands for any characters of a name, `?` for one. */
export type NamePattern = string | readonly string[]

/** Whether a name is one of those that a pattern names. */
export function matcher(option: string, pattern: NamePattern | undefined): (name: string) => boolean {
  const globs = pattern === undefined ? [] : [pattern].flat()
  const tests = globs.map(glob => {
    if (typeof glob === 'string' && /^[\w*?]+$/.test(glob)) return toExpression(glob)
    throw new InvalidInputError(
      `\`${option}\` takes names of variables, with * and ? for any characters and for one.`,
    )
  })
  return name => tests.some(test => test.test(name))
}

function toExpression(glob: string): RegExp {
  // Runs of stars are one star: each alone would multiply the ways to match.
  return new RegExp(`^${glob.replace(/\*+/g, '.*').replaceAll('?', '.')}$`, 's')
}

const FRAMEWORKS = ['', 'PUBLIC_', 'NEXT_PUBLIC_', 'VITE_', 'REACT_APP_', 'EXPO_PUBLIC_']

const MANAGED = new Set([
  'CONVEX_DEPLOY_KEY',
  'CONVEX_DEPLOYMENT_TOKEN',
  'CONVEX_DEPLOYMENT',
  'CONVEX_SELF_HOSTED_URL',
  'CONVEX_SELF_HOSTED_ADMIN_KEY',
  'CONVEX_CLOUD_URL',
  ...FRAMEWORKS.flatMap(prefix => [`${prefix}CONVEX_URL`, `${prefix}CONVEX_SITE_URL`]),
])

/** Whether a name is one that Convex's own tools write to `.env` files: such files would push their deploy key. */
export function isManagedByConvex(name: string): boolean {
  return MANAGED.has(name)
}
