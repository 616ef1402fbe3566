import { access, link, open, readFile, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { failed, refused, usage } from './refusal.js'

/** The bytes of a file that somebody named, or a refusal that calls it by what it is for. */
export async function readNamed(folder: string, file: string, called = file): Promise<Buffer> {
  return readFile(resolve(folder, file)).catch(() => {
    throw usage(`${called} can't be read.`)
  })
}

/**
 * Writes a file that nobody else may read: whole under a temporary name beside it, then put in its place.
 * @param unless what stands there already is replaced, or keeps the new text from being written
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
    if (code === 'EEXIST') throw refused(`${file} came into being meanwhile, and is left as it is.`)
    throw failed(`${file} can't be written (${code ?? 'unknown reason'}).`)
  } finally {
    await rm(temporary, { force: true }).catch(() => {})
  }
}

/**
 * Whether git tracks a file, so that what is written to it may be committed. It can't be told in a repository where git
 * is not installed, or does not answer.
 */
export async function isTracked(
  folder: string,
  file: string,
  environment: NodeJS.ProcessEnv,
): Promise<boolean | undefined> {
  const path = resolve(folder, file)
  const inside = await realpath(dirname(path)).catch(() => undefined)
  if (inside === undefined) return false
  // A hook of git's would lead it elsewhere by its variables.
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

/** The system's own code of an error, such as `ENOENT`. */
export function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** What tells two files apart that are made in the same moment. Node's crypto would take longer to load than the rest. */
export function fileSuffix(): string {
  return Math.random().toString(36).slice(2, 8).padEnd(6, '0')
}
