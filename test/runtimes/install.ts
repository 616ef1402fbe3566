import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Installs the runtimes and compilers beside this file. */
export default async function install(): Promise<void> {
  // The binaries are in the packages: nothing is downloaded by scripts, so none need to run.
  await promisify(execFile)(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
    { cwd: import.meta.dirname },
  )
}
