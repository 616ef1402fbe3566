import { isUtf8 } from 'node:buffer'
import {
  closeSync,
  constants,
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
  /** Returns the modules of a folder and below that a push takes as entries, each by its path. */
  entries(folder: string): readonly string[]
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
    if (!isThere(path, stats => stats.isFile())) return undefined
    const real = realpathSync.native(path)
    return isWithin(real) ? real : { reason: 'it is a link out of the project' }
  }

  return {
    root,
    shown: path => relative(root, path).split(sep).join('/'),
    find(path) {
      if (!known.has(path)) known.set(path, find(path))
      return known.get(path)
    },
    findFolder(path) {
      if (!isThere(path, stats => stats.isDirectory())) return undefined
      const real = realpathSync.native(path)
      return isWithin(real) ? real : undefined
    },
    read: readText,
    entries: entriesIn,
  }
}

/** Returns true for what is there and fits. What can't be looked at is not there. */
function isThere(path: string, fits: (stats: Stats) => boolean): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats !== undefined && fits(stats)
  } catch {
    return false
  }
}

function readText(path: string): ReturnType<ProjectFiles['read']> {
  let file: number | undefined
  try {
    // A pipe that took the place of a file is not waited for.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stats = fstatSync(file)
    if (!stats.isFile()) return { reason: 'it is no regular file' }
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
 * test, and no folder of a component. Links are left out, and so are packages.
 */
function entriesIn(folder: string, top = folder): string[] {
  const listed = readdirSync(folder, { withFileTypes: true })
  const found: string[] = []
  for (const entry of listed.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (isSkippedFolder(entry.name, folder === top) || isComponent(path)) continue
      found.push(...entriesIn(path, top))
    } else if (entry.isFile() && isEntry(relative(top, path), entry.name)) found.push(path)
  }
  return found
}

function isSkippedFolder(name: string, atTop: boolean): boolean {
  return name === 'node_modules' || (atTop && (name === '_generated' || name === '_deps'))
}

function isComponent(folder: string): boolean {
  return existsSync(join(folder, 'convex.config.ts'))
}

function isEntry(path: string, name: string): boolean {
  if (!EXTENSIONS.some(extension => extension === extname(name))) return false
  if (/^[.#]/.test(name) || path.includes(' ')) return false
  // A schema is evaluated without variables.
  return !/^schema\.[jt]s$/.test(name) && name.split('.').length === 2
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['EACCES', 'this user may not read it'],
  ['ENOENT', 'there is no such file'],
])

/** Returns why a file can't be read, without a text of the file. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return REASONS.get(code) ?? `it can't be read (${typeof code === 'string' ? code : 'unknown reason'})`
}
