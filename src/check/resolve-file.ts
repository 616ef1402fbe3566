import { extname, join } from 'node:path'
import type { Aliases } from './aliases.js'
import { EXTENSIONS, type ProjectFiles } from './files.js'

/** The file that an import leads to, or why it is not opened. */
export type Resolved = { readonly path: string } | { readonly reason: string }

/**
 * Finds the module that an import leads to, as a bundler does. Returns nothing for a package, for what is no module, such as
 * JSON or a style sheet, and for generated code.
 */
export function resolveImport(
  files: ProjectFiles,
  aliases: Aliases,
  folder: string,
  specifier: string,
): Resolved | undefined {
  if (/(?:^|\/)_generated(?:\/|$)/.test(specifier)) return undefined
  if (isRelative(specifier)) return resolvePath(files, join(folder, specifier.replace(/[?#].*$/s, '')))
  const target = aliases.find(folder, specifier)
  if (!target || 'reason' in target) return target
  const resolved = target.paths.map(path => resolvePath(files, path))
  const found = resolved.find(one => one && 'path' in one)
  return found || !target.isSure ? found : resolved.find(one => one !== undefined)
}

/** Returns true for an import of a file of the project, or one that may be. */
export function isOwn(aliases: Aliases, folder: string, specifier: string): boolean {
  return isRelative(specifier) || aliases.find(folder, specifier) !== undefined
}

function isRelative(specifier: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(specifier)
}

function resolvePath(files: ProjectFiles, path: string): Resolved | undefined {
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
