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

/** The same call, with all the waits in it passed: under fake timers, which make them short. */
export async function afterWaits<Result>(call: Promise<Result>): Promise<Result> {
  call.catch(() => {})
  await vi.runAllTimersAsync()
  return call
}
