import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { failed } from './refusal.js'

/** Writes a file that nobody else may read: under a temporary name beside it, then renamed, so that it is whole or not there. */
export async function writePrivately(folder: string, file: string, text: string): Promise<void> {
  const path = resolve(folder, file)
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.tmp`)
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown reason'
    throw failed(`${file} can't be written (${code}).`)
  }
}

/** Whether git tracks a file, so that what is written to it may be committed. */
export async function isTracked(folder: string, file: string): Promise<boolean> {
  const path = resolve(folder, file)
  const asked = promisify(execFile)('git', ['ls-files', '--error-unmatch', '--', basename(path)], {
    cwd: dirname(path),
  })
  return asked.then(
    () => true,
    () => false,
  )
}
