import type { LeakRun } from './run.js'

/** How many calls are under way at once. */
export const AT_ONCE = 20

/** What is wrong with a run of that many calls: nothing, where nothing was left behind. */
export function faultsOf(run: LeakRun, calls: number): string[] {
  const { settled, listeners, resources, heapBytes, openAtMost, exitCode } = run
  const ended = Object.values(settled).reduce((sum, count) => sum + count, 0)
  const made = calls + warmUp(calls)
  return [
    ended === made ? '' : `${ended} of ${made} calls settled`,
    (settled.success ?? 0) === made / 2 ? '' : 'not every second call succeeded',
    listeners === 0 ? '' : `${listeners} listeners are left on the signal`,
    resources.includes('Timeout') ? 'a timer is left' : '',
    openAtMost <= 2 * AT_ONCE ? '' : `${openAtMost} connections were open at once`,
    heapBytes <= MOST_HEAP_BYTES ? '' : `the heap grew by ${heapBytes} bytes`,
    exitCode === 0 ? '' : `the process ended with ${exitCode}`,
  ].filter(fault => fault !== '')
}

/** How many calls come before the heap is measured: what runtime and compiler keep of the first is no leak. */
export function warmUp(calls: number): number {
  return Math.ceil(calls / 100) * 20
}

/** More than one collection differs from the next by; what each of 10,000 calls holds is more: 2.9 MiB. */
const MOST_HEAP_BYTES = 1.5 * 1024 ** 2
