/** The longest delay that timers can hold: a longer one would fire at once. */
export const LONGEST_MS = 2 ** 31 - 1

/** Work that can be stopped. A listener on the signal would cost several times as much as `onStop`. */
export interface Stoppable {
  readonly signal: AbortSignal
  onStop?: () => void
}

/**
 * Runs `work` under a signal that aborts with `parent` or after `ms`, and settles at that moment even if `work` does
 * not listen. Leaves neither a timer nor a listener behind.
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
  let unfollow: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<Result>((resolve, reject) => {
      const stop = (reason: unknown) => {
        controller.abort(reason)
        stoppable.onStop?.()
        reject(reason)
      }
      timer = setTimeout(() => stop(expired()), ms)
      unfollow = parent && follow(parent, stop)
      work(stoppable).then(resolve, reject)
    })
  } finally {
    clearTimeout(timer)
    unfollow?.()
  }
}

/** Waits until `ms` are over or `until` ends in any way, or rejects with the signal's reason as soon as it aborts. */
export async function sleep(
  ms: number,
  signal: AbortSignal | undefined,
  until: Promise<unknown> = new Promise(() => {}),
): Promise<void> {
  const over = () => undefined
  await within(ms, signal, over, () => until).catch(() => signal?.throwIfAborted())
}

type Stop = (reason: unknown) => void

/** The work in progress, by the signal that stops it. */
const inProgress = new WeakMap<AbortSignal, Set<Stop>>()

/**
 * Calls `stop` with a signal's reason as soon as it aborts, until the returned function is called. All followers of a
 * signal share one listener: Node warns of a leak if there are more than ten.
 */
function follow(signal: AbortSignal, stop: Stop): () => void {
  const stops = inProgress.get(signal) ?? new Set()
  signal.addEventListener('abort', stopAll)
  inProgress.set(signal, stops.add(stop))
  return () => {
    stops.delete(stop)
    if (stops.size === 0) signal.removeEventListener('abort', stopAll)
  }
}

function stopAll(this: AbortSignal): void {
  for (const stop of inProgress.get(this) ?? []) stop(this.reason)
}
