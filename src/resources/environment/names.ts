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
