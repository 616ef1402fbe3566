/** How Ctrl-C and a request to end reach what is under way. */
export interface Interruption {
  /** Aborts with an `Interrupted`. */
  readonly signal: AbortSignal
  /** Runs a write: the first Ctrl-C lets it finish, and the second gives it up. */
  whileWriting<Result>(write: () => Promise<Result>): Promise<Result>
  /** Stops listening. */
  end(): void
}

/** Somebody pressed Ctrl-C, or asked the process to end. */
export class Interrupted extends Error {
  readonly duringWrite: boolean

  constructor(duringWrite: boolean) {
    super(
      duringWrite
        ? 'Interrupted while writing: the change may have taken effect, or may still. Plan again to see.'
        : 'Interrupted before anything was written.',
    )
    this.duringWrite = duringWrite
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** @param warn is told that a write goes on, and how to give it up */
export function createInterruption(warn: (text: string) => void): Interruption {
  const controller = new AbortController()
  let writes = 0
  let warned = false

  const onSignal = () => {
    if (writes > 0 && !warned) {
      warned = true
      return warn('Finishing the write that is under way. Press Ctrl-C again to give it up.')
    }
    controller.abort(new Interrupted(writes > 0))
  }
  for (const name of SIGNALS) process.on(name, onSignal)

  return {
    signal: controller.signal,
    async whileWriting(write) {
      controller.signal.throwIfAborted()
      // Beside a write that was let finish no other begins.
      if (warned) throw new Interrupted(false)
      writes += 1
      try {
        return await write()
      } finally {
        writes -= 1
      }
    },
    end() {
      for (const name of SIGNALS) process.off(name, onSignal)
    },
  }
}
