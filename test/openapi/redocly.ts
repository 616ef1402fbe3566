import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'

/** What the linter finds in one document. */
export interface Report {
  readonly totals: { readonly errors: number; readonly warnings: number; readonly ignored: number }
  readonly problems: readonly { readonly ruleId: string; readonly severity: string }[]
}

const command = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')

/** Lints documents under the project's `redocly.yaml`, in one process; without any, all that it lists. */
export function lint(...documents: string[]): Promise<Report[]> {
  // The limit counts the problems of all documents together, and is 100 by default.
  const limit = ['--max-problems', '10000']
  const args = [command, 'lint', '--config', 'redocly.yaml', '--format', 'json', ...limit, ...documents]
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off' }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env, timeout: 300_000, maxBuffer: 2 ** 26 }, (_, stdout, stderr) => {
      try {
        resolve(reports(stdout))
      } catch {
        reject(new Error(`redocly printed no reports:\n${stdout}\n${stderr}`))
      }
    })
  })
}

/** One JSON text a document, each right behind the last one. */
function reports(stdout: string): Report[] {
  return stdout.split(/(?<=^\})(?=\{)/m).map(text => JSON.parse(text))
}
