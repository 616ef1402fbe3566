import { lstat, mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errorCode } from '../config/node/error-code.js'
import { fileSuffix } from './files.js'

/** A place for a text that is not whole yet: a file of the target's name, in a folder of its own beside the target. */
export interface Temporary {
  readonly folder: string
  readonly file: string
  /** The file's path from the folder of the target. */
  readonly path: string
}

/**
 * Makes a place beside a file. The folder's name begins and ends as that of the file, and the name within is the same, so
 * that whatever ignores the file, by pattern or by name, ignores its parts as well.
 * @param hidden true if Git is to ignore the folder by itself, too: rules such as `/.env` match nothing else
 */
export async function createTemporary(
  target: string,
  hidden: boolean,
  family = basename(target),
): Promise<Temporary> {
  const { begin, end } = ends(family)
  const name = `${begin}.${process.pid}-${fileSuffix()}.tmp${end}`
  const folder = join(dirname(target), name)
  const temporary = { folder, file: join(folder, family), path: join(name, family) }
  await mkdir(folder, { mode: 0o700 })
  inUse.add(folder)
  try {
    if (hidden) await writeFile(join(folder, IGNORE), '*\n', { mode: 0o600, flag: 'wx' })
    return temporary
  } catch (error) {
    await removeTemporary(temporary)
    throw error
  }
}

/** Removes a temporary file and its folder. What somebody else put there stays. */
export async function removeTemporary({ folder, file }: Pick<Temporary, 'folder' | 'file'>): Promise<void> {
  const quietly = () => {}
  await rm(file, { force: true }).catch(quietly)
  await rm(join(folder, IGNORE), { force: true }).catch(quietly)
  await rmdir(folder).catch(quietly)
  inUse.delete(folder)
}

/** Removes what runs left behind that were killed while they wrote the same file. */
export async function removeLeftovers(target: string, family = basename(target)): Promise<void> {
  const beside = dirname(target)
  const { begin, end } = ends(family)
  for (const name of await readdir(beside).catch(() => [])) {
    if (!name.startsWith(`${begin}.`) || !name.endsWith(`.tmp${end}`)) continue
    const [, pid] = /^(\d+)-[0-9a-z]{6}$/.exec(name.slice(begin.length + 1, -`.tmp${end}`.length)) ?? []
    const folder = join(beside, name)
    if (pid !== undefined && (await isLeft(folder, Number(pid)))) {
      await removeTemporary({ folder, file: join(folder, family) })
    }
  }
}

const IGNORE = '.gitignore'

/** The folders that this process is about to remove itself. */
const inUse = new Set<string>()

/** More time than any write takes, in milliseconds. After it the number of a process may be that of another. */
const LONG = 3_600_000

async function isLeft(folder: string, pid: number): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined)
  if (!found?.isDirectory() || inUse.has(folder)) return false
  return pid === process.pid || Date.now() - found.mtimeMs > LONG || !isRunning(pid)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** The bytes of a name that file systems allow, less those that are put in between. */
const MOST = 200

/** Returns the beginning and the end of a name: `.env` and `.local`. A name of one part is both. */
function ends(name: string): { readonly begin: string; readonly end: string } {
  const dot = name.lastIndexOf('.')
  const parts = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, dot === 0 ? name : '']
  const [begin = '', end = ''] = parts
  if (Buffer.byteLength(begin + end) <= MOST) return { begin, end }
  return { begin: Array.from(begin).slice(0, 20).join(''), end: Array.from(end).slice(-20).join('') }
}
