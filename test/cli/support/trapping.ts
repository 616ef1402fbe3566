import { createInterface } from 'node:readline'
import { ended, type startCommand } from './run.js'

/** Signals that a command passes on to its program. */
export const PASSED = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2'] as const

/**
 * A program that prints that it is ready, and then each signal that it gets. The last one of `PASSED` ends it with 9.
 * It is none of a shell, whose `read` sleeps over a signal that comes just before it.
 */
export const TRAPPING = [
  process.execPath,
  '-e',
  [
    `for (const signal of ${JSON.stringify(PASSED)}) process.on(signal, () => {`,
    `  console.log(signal)`,
    `  if (signal === '${PASSED.at(-1)}') process.exit(9)`,
    `})`,
    `console.log('ready')`,
    // Ends with stdin, so that nothing is left behind.
    `process.stdin.resume()`,
  ].join('\n'),
]

/** Sends a command all of `PASSED`, each as soon as its program has printed a line, and waits for its end. */
export function sentEach(child: ReturnType<typeof startCommand>) {
  const left = PASSED.values()
  createInterface(child.stdout).on('line', () => {
    const { value } = left.next()
    if (value !== undefined) child.kill(value)
  })
  return ended(child)
}
