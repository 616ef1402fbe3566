import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Renders the site, for tests that visit it. */
export default async function render(): Promise<void> {
  await promisify(execFile)('npm', ['run', '--silent', 'docs'])
}
