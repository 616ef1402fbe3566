import { access, link, open, readFile, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { printable } from '../text/quote.js'
import type { Environment } from './host.js'
import { failed, refused, unusable } from './refusal.js'

/**
 * Reads the file that somebody named.
 * @param called names the file in a refusal
 */
export async function readNamed(folder: string, file: string, called = printable(file)): Promise<Buffer> {
  return readFile(resolve(folder, file)).catch(() => {
    throw unusable(`${called} can't be read.`)
  })
}

/** The size up to which a file of settings is read, in bytes. */
const MOST_SETTINGS = 1024 * 1024

/**
 * Reads a text of settings, if it is there: a regular file or a pipe, as secret managers mount one, of UTF-8.
 * @throws {Refusal} for anything else, such as a device that never ends, or what PowerShell's `>` writes
 */
export async function readSettings(folder: string, file: string): Promise<string | undefined> {
  const problem = (what: string) => unusable(`${printable(file)} can't be read: ${what}.`)
  const handle = await open(resolve(folder, file)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined
    throw problem(`${errorCode(error) ?? 'unknown reason'}`)
  })
  if (handle === undefined) return undefined
  try {
    const about = await handle.stat()
    if (!about.isFile() && !about.isFIFO()) throw problem('it is no file')
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of handle.createReadStream({ autoClose: false })) {
      chunks.push(chunk)
      size += chunk.length
      if (size > MOST_SETTINGS) throw problem('it is longer than a mebibyte')
    }
    const text = decoded(Buffer.concat(chunks))
    if (text === undefined) throw problem('it is not UTF-8. Save it as UTF-8')
    return text
  } finally {
    await handle.close()
  }
}

/** Returns the text of UTF-8 bytes. NULs are those of UTF-16 without a byte order mark. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/**
 * Writes a file that nobody else may read: whole, under a temporary name in the same folder, then renamed.
 * @param unless keeps a file that exists; by default it is replaced
 */
export async function writePrivately(
  folder: string,
  file: string,
  text: string,
  unless?: 'it exists',
): Promise<void> {
  const path = resolve(folder, file)
  const temporary = join(dirname(path), `.${basename(path)}.${fileSuffix()}.tmp`)
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await (unless ? link(temporary, path) : rename(temporary, path))
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') throw refused(`${printable(file)} appeared in the meantime, and is left as it is.`)
    throw failed(`${printable(file)} can't be written (${code ?? 'unknown reason'}).`)
  } finally {
    await rm(temporary, { force: true }).catch(() => {})
  }
}

/**
 * Asks git if it tracks a file, so that what is written to it may be committed. Returns `undefined` if that is unknown:
 * in a repository, where git is not installed or does not answer.
 */
export async function isTracked(
  folder: string,
  file: string,
  environment: Environment,
): Promise<boolean | undefined> {
  const path = resolve(folder, file)
  const inside = await realpath(dirname(path)).catch(() => undefined)
  if (inside === undefined) return false
  // In a hook, git's own variables would make it look elsewhere.
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('GIT_')))
  const question = ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', basename(path)]
  try {
    const { execFile } = await import('node:child_process')
    await promisify(execFile)('git', question, { cwd: inside, env })
    return true
  } catch (error) {
    const answered = errorCode(error) === 1
    return !answered && (await isInRepository(inside)) ? undefined : false
  }
}

async function isInRepository(folder: string): Promise<boolean> {
  const here = await access(join(folder, '.git')).then(
    () => true,
    () => false,
  )
  return here || (dirname(folder) !== folder && (await isInRepository(dirname(folder))))
}

/** Returns the system's own code of an error, such as `ENOENT`. */
export function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** Makes names unique, of files that are made at the same moment. Node's crypto would take longer to load than the rest. */
export function fileSuffix(): string {
  return Math.random().toString(36).slice(2, 8).padEnd(6, '0')
}
