import type { HostProcess } from './host.js'

/** Brings Ctrl-C, or a request to end, to the work that is under way. */
export interface Interruption {
  /** Aborts with an `Interrupted`. */
  readonly signal: AbortSignal
  /** True once somebody asked to stop, even if a write is still being finished. */
  readonly requested: boolean
  /** True once a write has come back: what fails after it is no failure of the write. */
  readonly hasWritten: boolean
  /** Runs a write: the first Ctrl-C lets it finish, and the second gives it up. */
  whileWriting<Result>(write: () => Promise<Result>): Promise<Result>
  /** Does what Ctrl-C does. */
  interrupt(): void
  /** Stops listening to the process. */
  end(): void
}

/** Thrown if somebody pressed Ctrl-C, or asked the process to end. */
export class Interrupted extends Error {
  readonly duringWrite: boolean

  constructor(duringWrite: boolean) {
    super(
      duringWrite
        ? 'The change may have taken effect, or may still take effect. Plan again to see.'
        : 'The command was stopped.',
    )
    this.duringWrite = duringWrite
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Listens to the process, if there is one.
 * @param warn receives a line that says that a write goes on, and how to give it up
 */
export function createInterruption(
  process: HostProcess | undefined,
  warn: (text: string) => void,
): Interruption {
  const controller = new AbortController()
  let writes = 0
  let requested = false
  let hasWritten = false

  const interrupt = () => {
    if (writes === 0 || requested) return controller.abort(new Interrupted(writes > 0))
    requested = true
    warn('Finishing the write that is under way. Press Ctrl-C again to give it up.')
  }
  for (const name of SIGNALS) process?.on(name, interrupt)

  return {
    signal: controller.signal,
    get requested() {
      return requested || controller.signal.aborted
    },
    get hasWritten() {
      return hasWritten
    },
    async whileWriting(write) {
      controller.signal.throwIfAborted()
      // After a write that was let finish no other begins.
      if (requested) throw new Interrupted(false)
      writes += 1
      try {
        const result = await write()
        hasWritten = true
        return result
      } finally {
        writes -= 1
      }
    },
    interrupt,
    end() {
      for (const name of SIGNALS) process?.off(name, interrupt)
    },
  }
}
