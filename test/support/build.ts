import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Builds the package, for tests that run it as it is published. */
export default async function build(): Promise<void> {
  await promisify(execFile)('npm', ['run', '--silent', 'build'])
}
