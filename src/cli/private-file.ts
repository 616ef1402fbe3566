import { link, lstat, open, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { errorCode } from '../config/node/error-code.js'
import { printable } from '../text/quote.js'
import { assertGitIgnores, workTreeOf } from './git.js'
import type { Host } from './host.js'
import { failed, Refusal, refused } from './refusal.js'
import { createTemporary, removeLeftovers, removeTemporary, type Temporary } from './temporary.js'

/** A file that the command writes for its user alone. */
export interface PrivateFile {
  /** The path as it was named. */
  readonly file: string
  readonly host: Pick<Host, 'folder' | 'environment'>
  /** `values`, or keys, must not come to where Git would take them. */
  readonly holds: 'values' | 'nothing secret'
  /** True if Git may have it all the same. */
  readonly unignored?: boolean | undefined
  /** The flag that goes on in spite of Git. @default '--unignored' */
  readonly wayOut?: string
  /** True if stdout can't take its place. */
  readonly neverStdout?: true
  /** True if others may read it: it has the permissions of the file that it replaces, or the usual ones. */
  readonly isShared?: boolean
  /** True if a file that exists stays as it is. By default it is replaced. */
  readonly keepsExisting?: boolean
  /** Words an error of the file system. */
  readonly problem?: (code: string) => Refusal
  /** The name that temporary files are made after and found again by. @default the file's own */
  readonly family?: string
}

/** The word for stdout, where a command takes a file to write to. */
export const STDOUT = '-'

/**
 * Checks that a file may be written, before anything is asked of a deployment. Returns true if it exists.
 * @throws {Refusal} if it is not a regular file, or if Git would take it
 */
export async function checkPrivateFile(target: PrivateFile): Promise<boolean> {
  const path = resolve(target.host.folder, target.file)
  const exists = await assertRegular(target, path)
  await assertKept(target, path)
  return exists
}

/**
 * Writes a file, which nobody else may read unless it is shared, whole or not at all: under a temporary name beside it, which the same rules of
 * ignoring match, then renamed. What a killed run left behind is removed first.
 */
export async function writePrivately(target: PrivateFile, text: string): Promise<void> {
  const shown = printable(target.file)
  const { keepsExisting, problem = code => failed(`${shown} can't be written (${code}).`) } = target
  const path = resolve(target.host.folder, target.file)
  try {
    const real = join(await realpath(dirname(path)), basename(path))
    await assertRegular(target, real)
    await removeLeftovers(real, target.family)
    const temporary = await createTemporary(real, await hasWorkTree(real), target.family)
    try {
      await assertKept(target, real, temporary)
      await writeNew(temporary.file, text, target.isShared ? await sharedMode(real) : 0o600)
      await (keepsExisting ? placeNew(temporary.file, real) : rename(temporary.file, real))
      await syncFolder(dirname(real))
    } finally {
      await removeTemporary(temporary)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = errorCode(error)
    if (code === 'EEXIST') throw refused(`${shown} appeared in the meantime, and is left as it is.`)
    throw problem(`${code ?? 'unknown reason'}`)
  }
}

/** Refuses what is no regular file: it is neither followed, nor replaced, nor waited for. Returns true if there is one. */
async function assertRegular({ file, neverStdout }: PrivateFile, path: string): Promise<boolean> {
  const shown = printable(file)
  const found = await lstat(path).catch(() => undefined)
  if (found === undefined) return false
  if (found.isSymbolicLink()) throw refused(`${shown} is a symbolic link: name the file that it leads to.`)
  if (found.isFile()) return true
  const kind = found.isDirectory()
    ? 'a folder'
    : found.isFIFO()
      ? 'a pipe'
      : found.isSocket()
        ? 'a socket'
        : 'a device'
  const otherwise = neverStdout ? '' : ` For stdout, name ${STDOUT} instead of a file.`
  throw refused(`${shown} is ${kind}, and only a regular file is written to.${otherwise}`)
}

/** Refuses a file with values, and the temporary one, where Git would take it. */
async function assertKept(target: PrivateFile, path: string, temporary?: Temporary): Promise<void> {
  const { file, host, holds, unignored, wayOut = '--unignored' } = target
  if (holds === 'nothing secret') return
  // A folder that is not there is reported when it is written to.
  const folder = await realpath(dirname(path)).catch(() => undefined)
  if (folder === undefined) return
  const names = {
    name: basename(path),
    shown: printable(file),
    ...(temporary && { temporary: temporary.path }),
  }
  await assertGitIgnores({ folder, ...names, unignored, wayOut }, host.environment)
}

async function hasWorkTree(path: string): Promise<boolean> {
  return (await workTreeOf(dirname(path))) !== undefined
}

/** Returns the permissions of a file, or none for those that the umask leaves to a new one. */
async function sharedMode(path: string): Promise<number | undefined> {
  const found = await lstat(path).catch(() => undefined)
  return found && found.mode & 0o777
}

async function writeNew(path: string, text: string, mode: number | undefined): Promise<void> {
  const handle = await open(path, 'wx', mode)
  try {
    // The umask does not apply to what was there before.
    if (mode !== undefined) await handle.chmod(mode)
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Puts a file where none is. A file system without hard links gets an empty one first, which fails if there is one. */
async function placeNew(temporary: string, path: string): Promise<void> {
  try {
    return await link(temporary, path)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error
  }
  await writeNew(path, '', 0o600)
  try {
    await rename(temporary, path)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** Lets the new name survive a power cut, where a folder can be opened. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
