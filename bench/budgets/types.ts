import type { Consumer } from './consumer.js'
import type { Row } from './page.js'

/** What the compiler has to do for a program of one call, beyond what it does for none. */
export async function measureTypes(consumer: Consumer): Promise<Row[]> {
  const ours = await instantiations(consumer, 'one-call.ts')
  const peer = await instantiations(consumer, 'one-call-platform.ts')
  return [
    {
      what: 'type instantiations for a program of one call',
      ours: `${ours}`,
      beside: `\`@convex-dev/platform\`: ${peer}`,
      limit: 'fewer',
      kept: ours < peer,
    },
  ]
}

async function instantiations(consumer: Consumer, file: string): Promise<number> {
  const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck']
  const printed = await consumer.run('npx', '--no-install', 'tsc', ...options, '--extendedDiagnostics', file)
  const [, count] = /^Instantiations:\s+(\d+)$/m.exec(printed) ?? []
  if (count === undefined) throw new Error(`The compiler did not tell its instantiations of ${file}.`)
  return Number(count)
}
