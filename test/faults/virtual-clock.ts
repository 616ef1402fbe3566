import { vi } from 'vitest'

/** What made the clock move: a timeout that was let pass, or a wait before the next attempt. */
export type Move = 'timeout' | 'wait'

/** A clock that stands still until it is moved, while sockets go on as ever. */
export interface VirtualClock {
  readonly moves: readonly Move[]
  move(why: Move, ms: number): void
  jump(ms: number): void
  stop(): void
}

const NOW = '2026-02-03T04:05:06.000Z'

export function startClock(): VirtualClock {
  const moves: Move[] = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'], now: new Date(NOW) })
  return {
    moves,
    move(why, ms) {
      moves.push(why)
      // Whoever told it is about to set the timer.
      queueMicrotask(() => vi.advanceTimersByTime(Math.ceil(ms)))
    },
    jump: ms => void vi.setSystemTime(Date.now() + ms),
    stop: () => void vi.useRealTimers(),
  }
}
