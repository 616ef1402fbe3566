import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Installs the runtimes and compilers beside this file, and Debian's Chromium where there is none. */
export default async function install(): Promise<void> {
  // The binaries are in the packages: nothing is downloaded by scripts, so none need to run.
  await run(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
    {
      cwd: import.meta.dirname,
    },
  )
  await findChromium().catch(async () => {
    await run('apt-get', ['update'])
    await run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'])
  })
}

/** The path of Chromium, or of Chrome. */
export async function findChromium(): Promise<string> {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  for (const path of folders.flatMap(folder => names.map(name => join(folder, name)))) {
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path
  }
  throw new Error('No Chromium was found on the PATH: install Debian’s `chromium`.')
}
