import { createInterface } from 'node:readline'
import { ended, type startCommand } from './run.js'

/** Signals that a command passes on to its program. */
export const PASSED = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2'] as const

/** A program that prints that it is ready, and then each signal that it gets. The last one of `PASSED` ends it with 9. */
export const TRAPPING = [
  'bash',
  '-c',
  [
    ...PASSED.map((signal, at) => {
      const end = at === PASSED.length - 1 ? '; exit 9' : ''
      return `trap 'echo ${signal}${end}' ${signal.slice(3)}`
    }),
    'echo ready',
    // Ends with stdin, so that nothing is left behind.
    'read line',
  ].join('; '),
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
