import { follow } from './follow.js'

/** The longest delay that timers can hold: a longer one would fire at once. */
export const LONGEST_MS = 2 ** 31 - 1

/** What work may be stopped by, and what else is to be done then: a listener on the signal would cost several times as much. */
export interface Stoppable {
  readonly signal: AbortSignal
  onStop?: () => void
}

/**
 * Runs `work` under a signal that aborts with `parent` or after `ms`, and settles at that moment whether or not
 * `work` listens. Leaves neither a timer nor a listener behind.
 */
export async function within<Result>(
  ms: number,
  parent: AbortSignal | undefined,
  expired: () => unknown,
  work: (stoppable: Stoppable) => Promise<Result>,
): Promise<Result> {
  parent?.throwIfAborted()
  const controller = new AbortController()
  const stoppable: Stoppable = { signal: controller.signal }
  let unfollow = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<Result>((resolve, reject) => {
      const stop = (reason: unknown) => {
        controller.abort(reason)
        stoppable.onStop?.()
        reject(controller.signal.reason)
      }
      timer = setTimeout(() => stop(expired()), ms)
      if (parent) unfollow = follow(parent, stop)
      work(stoppable).then(resolve, reject)
    })
  } finally {
    clearTimeout(timer)
    unfollow()
  }
}

/** Waits, or rejects with the signal's reason as soon as it aborts. */
export async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  let unfollow = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(resolve, ms)
      if (signal) unfollow = follow(signal, reject)
    })
  } finally {
    clearTimeout(timer)
    unfollow()
  }
}
