import { lstat, open, readdir, realpath } from 'node:fs/promises'
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
  read(path: string): Promise<{ readonly text: string } | { readonly reason: string }>
  /** Returns the real path of a regular file, `undefined` if it is none, or why it must not be opened. */
  find(path: string): Promise<string | { readonly reason: string } | undefined>
  /** Returns true for a folder of the project. */
  isFolder(path: string): Promise<boolean>
  /** Returns the modules of a folder and below that a push takes as entries, each by its path. */
  entries(folder: string): Promise<readonly string[]>
}

export async function openProject(folder: string): Promise<ProjectFiles> {
  const root = await realpath(resolve(folder))
  const isWithin = (path: string) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)
  const shown = (path: string) => relative(root, path).split(sep).join('/')

  async function find(path: string): Promise<string | { readonly reason: string } | undefined> {
    if (!isWithin(path)) return { reason: 'it is outside of the project' }
    if (path.slice(root.length).split(sep).includes('node_modules'))
      return { reason: 'it belongs to a package' }
    let real: string
    try {
      real = await realpath(path)
      if (!isWithin(real)) return { reason: 'it is a link out of the project' }
      return (await lstat(real)).isFile() ? real : undefined
    } catch {
      return undefined
    }
  }

  return {
    root,
    shown,
    find,
    async read(path) {
      try {
        const file = await open(path)
        try {
          const { size } = await file.stat()
          if (size > LARGEST) return { reason: 'it is larger than 1 MiB' }
          return { text: new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile()) }
        } finally {
          await file.close()
        }
      } catch (error) {
        return { reason: reasonOf(error) }
      }
    },
    async isFolder(path) {
      try {
        const real = await realpath(path)
        return isWithin(real) && (await lstat(real)).isDirectory()
      } catch {
        return false
      }
    },
    entries: folder => entriesIn(folder, folder),
  }
}

/**
 * Lists modules as Convex's own bundler chooses them: no generated or hidden file, none whose name has two dots, such as a
 * test, and no folder of a component. Links are left out, and so are packages.
 */
async function entriesIn(folder: string, top: string): Promise<string[]> {
  const listed = await readdir(folder, { withFileTypes: true })
  const found: string[] = []
  for (const entry of listed.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (isSkippedFolder(entry.name, folder === top) || (await isComponent(path))) continue
      found.push(...(await entriesIn(path, top)))
    } else if (entry.isFile() && isEntry(relative(top, path), entry.name)) found.push(path)
  }
  return found
}

function isSkippedFolder(name: string, atTop: boolean): boolean {
  return name === 'node_modules' || (atTop && (name === '_generated' || name === '_deps'))
}

async function isComponent(folder: string): Promise<boolean> {
  const config = await lstat(join(folder, 'convex.config.ts')).catch(() => undefined)
  return config !== undefined
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
  ['ERR_ENCODING_INVALID_ENCODED_DATA', 'it is not UTF-8'],
])

/** Returns why a file can't be read, without a text of the file. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return REASONS.get(code) ?? `it can't be read (${typeof code === 'string' ? code : 'unknown reason'})`
}
