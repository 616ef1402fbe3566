import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Row } from './row.js'

/** Measures the work of the compiler for a program of one call. */
export default async function measure(): Promise<Row[]> {
  const ours = await instantiations('bench/one-call.ts')
  const peer = await instantiations('bench/one-call-platform.ts')
  return [
    {
      what: 'type instantiations for a program of one call',
      ours: `${ours}`,
      reference: `\`@convex-dev/platform\`: ${peer}`,
      limit: 'fewer',
      kept: ours < peer,
    },
  ]
}

async function instantiations(file: string): Promise<number> {
  const options = '--strict --noEmit --module nodenext --target es2022 --skipLibCheck --extendedDiagnostics'
  const { stdout } = await promisify(execFile)('npx', ['--no-install', 'tsc', ...options.split(' '), file])
  const [, count] = /^Instantiations:\s+(\d+)$/m.exec(stdout) ?? []
  if (count === undefined) throw new Error(`The compiler did not count the instantiations of ${file}.`)
  return Number(count)
}
