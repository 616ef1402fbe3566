/** The longest time until a clock that somebody else moves is looked at again, in milliseconds. */
const LONGEST_LOOK_MS = 1_000
/** The number of looks at it, after which only `look()` looks again: a test that runs all its virtual timers would never end. */
const MOST_LOOKS = 200

/** The fake's clock, and what waits for it. No timer of it keeps a process alive. */
export interface Clock {
  /** Returns the time, in milliseconds since the epoch. */
  readonly now: () => number
  /** Runs an action when the time has come, and never before it returns. Returns a function that cancels it. */
  after(ms: number, action: () => void): () => void
  /** Looks at the clock for what waits: it may have moved. */
  look(): void
  /** Waits for a time, or until the signal aborts, or not at all while waits are skipped. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Ends all waits, and skips those that begin until the returned function is called. */
  skipWaits(): () => void
}

/** Creates a clock: the system's, or one that a test moves. */
export function createClock(moved?: () => number): Clock {
  // Looked up at each reading: a test may replace the system's clock later, together with its timers.
  const now = moved ?? (() => Date.now())
  // A clock of its own has nothing to do with virtual timers that another test installs later: it keeps those of its beginning.
  const { setTimeout: setOwn, clearTimeout: clearOwn } = globalThis
  const waiting = new Set<() => void>()
  const looks = new Set<() => void>()
  let skipping = 0

  function after(ms: number, action: () => void): () => void {
    const due = now() + ms
    let timer: ReturnType<typeof setTimeout>
    let pause = 1
    let count = 0
    const clear = () => (moved ? clearOwn(timer) : clearTimeout(timer))
    const look = () => {
      // Another look may have acted or cancelled this meanwhile.
      if (!looks.delete(look)) return
      clear()
      const left = due - now()
      if (left <= 0) return action()
      looks.add(look)
      if (moved && ++count > MOST_LOOKS) return
      schedule(moved ? pause : left)
      pause = Math.min(pause * 2, LONGEST_LOOK_MS)
    }
    const schedule = (delay: number) => {
      timer = moved ? setOwn(look, delay) : setTimeout(look, delay)
      // Browsers and Workers have numbers for timers, and nothing to keep alive.
      if (typeof timer === 'object') timer.unref()
    }
    looks.add(look)
    schedule(moved ? 0 : ms)
    return () => {
      clear()
      looks.delete(look)
    }
  }

  return {
    now,
    after,
    look() {
      for (const look of [...looks]) look()
    },
    wait(ms, signal) {
      if (skipping > 0 || signal.aborted) return Promise.resolve()
      return new Promise(resolve => {
        const end = () => {
          cancel()
          waiting.delete(end)
          signal.removeEventListener('abort', end)
          resolve()
        }
        waiting.add(end)
        signal.addEventListener('abort', end)
        const cancel = after(ms, end)
      })
    },
    skipWaits() {
      skipping += 1
      for (const end of [...waiting]) end()
      return () => {
        skipping -= 1
      }
    },
  }
}
