import { isUtf8 } from 'node:buffer'
import {
  closeSync,
  constants,
  type Dirent,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { extname, join, relative, resolve, sep } from 'node:path'

/** Something that was not read, and why. Nothing is assumed in its place. */
export interface Unread {
  /** The file, from the project's folder. */
  readonly file: string
  /** The line, from 1, if it is known. */
  readonly line?: number
  /** The column, from 1, if it is known. */
  readonly column?: number
  readonly reason: string
}

/** The size up to which a file is read, in bytes. */
const LARGEST = 1024 * 1024

/** The endings of a module, in the order in which an import without one is looked up. */
export const EXTENSIONS = ['.tsx', '.ts', '.jsx', '.js', '.mts', '.mjs', '.cts', '.cjs'] as const

/** Reads the files of one project. Nothing outside of it is opened, nor in a `node_modules`. */
export interface ProjectFiles {
  /** The real path of the project's folder. */
  readonly root: string
  /** Returns a path as answers show it: from the project's folder, with slashes. */
  shown(path: string): string
  /** Returns the text of a file, or why it can't be read. */
  read(path: string): { readonly text: string } | { readonly reason: string }
  /** Returns the real path of a regular file, `undefined` if it is none, or why it must not be opened. */
  find(path: string): string | { readonly reason: string } | undefined
  /** Returns the real path of a folder of the project, `undefined` if it is none. */
  findFolder(path: string): string | undefined
  /**
   * Returns the modules of a folder and below that a push takes as entries, each by its path. What stands in the place of one, or
   * of a folder, and is not opened is added to `unread`.
   */
  entries(folder: string, unread: Unread[]): readonly string[]
}

/** Opens a project. Throws an error of the file system if there is no such folder. */
export function openProject(folder: string): ProjectFiles {
  const root = realpathSync.native(resolve(folder))
  const isWithin = (path: string) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)
  const known = new Map<string, ReturnType<ProjectFiles['find']>>()

  function find(path: string): ReturnType<ProjectFiles['find']> {
    if (!isWithin(path)) return { reason: 'it is outside of the project' }
    if (path.slice(root.length).split(sep).includes('node_modules'))
      return { reason: 'it belongs to a package' }
    const stats = statsOf(path)
    if (stats === undefined || 'reason' in stats) return stats
    if (stats.isDirectory()) return undefined
    if (!stats.isFile()) return { reason: IRREGULAR }
    const real = realPathOf(path)
    if (typeof real !== 'string') return real
    return isWithin(real) ? real : { reason: 'it is a link out of the project' }
  }

  const shown = (path: string) => relative(root, path).split(sep).join('/')

  return {
    root,
    shown,
    find(path) {
      if (!known.has(path)) known.set(path, find(path))
      return known.get(path)
    },
    findFolder(path) {
      if (!isFolder(path)) return undefined
      const real = realPathOf(path)
      return typeof real === 'string' && isWithin(real) ? real : undefined
    },
    read: readText,
    entries: (folder, unread) =>
      entriesIn(folder, folder, (path, reason) => unread.push({ file: shown(path), reason })),
  }
}

const IRREGULAR = 'it is no regular file'
const LINK = 'it is a link, which a push does not follow'

/** Returns what is at a path, `undefined` if nothing is, or why that can't be known. */
function statsOf(path: string): Stats | { readonly reason: string } | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    return isRefused(error) ? { reason: reasonOf(error) } : undefined
  }
}

function realPathOf(path: string): string | { readonly reason: string } {
  try {
    return realpathSync.native(path)
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

function isFolder(path: string): boolean {
  const stats = statsOf(path)
  return stats !== undefined && 'isDirectory' in stats && stats.isDirectory()
}

function readText(path: string): ReturnType<ProjectFiles['read']> {
  let file: number | undefined
  try {
    // A pipe that took the place of a file is not waited for.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stats = fstatSync(file)
    if (!stats.isFile()) return { reason: IRREGULAR }
    if (stats.size > LARGEST) return { reason: 'it is larger than 1 MiB' }
    const bytes = readFileSync(file)
    return isUtf8(bytes) ? { text: bytes.toString() } : { reason: 'it is not UTF-8' }
  } catch (error) {
    return { reason: reasonOf(error) }
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/**
 * Lists modules as Convex's own bundler chooses them: no generated or hidden file, none whose name has two dots, such as a
 * test, and no folder of a component. Links are not followed, and packages are left out.
 */
function entriesIn(folder: string, top: string, skip: (path: string, reason: string) => void): string[] {
  const listed = listFolder(folder)
  if ('reason' in listed) {
    skip(folder, listed.reason)
    return []
  }
  const found: string[] = []
  for (const entry of listed.entries) {
    const path = join(folder, entry.name)
    const isLinkedFolder = entry.isSymbolicLink() && isFolder(path)
    if (entry.isDirectory() || isLinkedFolder) {
      if (isSkippedFolder(entry.name, folder === top) || isComponent(path)) continue
      if (isLinkedFolder) skip(path, LINK)
      else found.push(...entriesIn(path, top, skip))
    } else if (isEntry(relative(top, path), entry.name)) {
      if (entry.isFile()) found.push(path)
      else skip(path, entry.isSymbolicLink() ? LINK : IRREGULAR)
    }
  }
  return found
}

function listFolder(folder: string): { readonly entries: readonly Dirent[] } | { readonly reason: string } {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return { entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) }
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

function isSkippedFolder(name: string, atTop: boolean): boolean {
  return name === 'node_modules' || (atTop && (name === '_generated' || name === '_deps'))
}

/** The files that declare an app or a component, of which the first one counts. */
export const CONFIGS: readonly string[] = ['convex.config.ts', 'convex.config.js']

function isComponent(folder: string): boolean {
  return CONFIGS.some(name => existsSync(join(folder, name)))
}

function isEntry(path: string, name: string): boolean {
  if (!EXTENSIONS.some(extension => extension === extname(name))) return false
  if (/^[.#]/.test(name) || path.includes(' ')) return false
  // A schema is evaluated without variables.
  return !/^schema\.[jt]s$/.test(name) && name.split('.').length === 2
}

const REASONS: ReadonlyMap<string | undefined, string> = new Map([
  ['EACCES', 'this user may not read it'],
  ['EPERM', 'this user may not read it'],
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'it is no folder any more'],
  ['ELOOP', 'it is a link in a circle'],
  ['ENAMETOOLONG', 'its path is too long'],
])

/** Returns true if something may be there, and can't be looked at. */
function isRefused(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'ELOOP'].includes(codeOf(error) ?? '')
}

/** Returns why a file can't be read, without a text of the file. */
function reasonOf(error: unknown): string {
  const code = codeOf(error)
  return REASONS.get(code) ?? `it can't be read (${code ?? 'unknown reason'})`
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}
