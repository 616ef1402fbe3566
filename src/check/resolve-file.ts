import { extname, join } from 'node:path'
import { EXTENSIONS, type ProjectFiles } from './files.js'

/** The file that an import leads to, or why it is not opened. */
export type Resolved = { readonly path: string } | { readonly reason: string }

/**
 * Finds the module that a relative import leads to, as a bundler does. Returns nothing for what is no module, such as JSON
 * or a style sheet, and for generated code.
 */
export function resolveRelative(
  files: ProjectFiles,
  folder: string,
  specifier: string,
): Resolved | undefined {
  if (/(?:^|\/)_generated(?:\/|$)/.test(specifier)) return undefined
  const path = join(folder, specifier.replace(/[?#].*$/s, ''))
  for (const candidate of candidatesOf(path)) {
    const found = files.find(candidate)
    if (typeof found === 'string') return isModule(found) ? { path: found } : undefined
    if (found) return found
  }
  return isModule(path) || extname(path) === '' ? { reason: 'there is no such file' } : undefined
}

function isModule(path: string): boolean {
  return EXTENSIONS.some(extension => extension === extname(path)) && !/\.d\.[cm]?ts$/.test(path)
}

/** Lists the files that a path may mean, the likeliest first. A `.js` in the source of TypeScript is a `.ts`. */
function candidatesOf(path: string): string[] {
  const [, stem, letter] = /^(.*)\.([cm]?)jsx?$/.exec(path) ?? []
  const asTypeScript = stem === undefined ? [] : [`${stem}.${letter}ts`, `${stem}.${letter}tsx`]
  return [
    path,
    ...asTypeScript,
    ...EXTENSIONS.map(extension => path + extension),
    ...EXTENSIONS.map(extension => join(path, `index${extension}`)),
  ]
}
