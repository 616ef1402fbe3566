import { vi } from 'vitest'

/** What a call rejects with; one that succeeds fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error('The call succeeded.')
    },
    (error: unknown) => error,
  )
}

/**
 * The same call, with all the waits in it, and after it, passed: under fake timers, which make them short.
 * @param isBusy true while something goes on that no timer decides, such as a signature: time stands still
 */
export async function afterWaits<Result>(
  call: Promise<Result>,
  isBusy: () => boolean = () => false,
): Promise<Result> {
  let isSettled = false
  const settle = () => {
    isSettled = true
  }
  call.then(settle, settle)
  while (!isSettled) {
    await turns()
    if (isBusy()) continue
    if (vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync()
  }
  // What comes after the end of a call comes, too.
  await vi.runAllTimersAsync()
  return call
}

/** Waits for some turns of the event loop, whose own timers are not faked. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(resolve => realImmediate(resolve))
}

const realImmediate = setImmediate
