/** What the process exits with. After 3, 4, 5 and 64 nothing was written. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** A plan has changes; only with `--exit-code`. */
  changes: 2,
  /** A variable moved since the plan was made. */
  moved: 3,
  /** A guard refused. */
  refused: 4,
  /** There is no such thing. */
  absent: 5,
  usage: 64,
  /** Ctrl-C, as shells count it. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The gravest of several: one that failed outweighs one that moved, and so on. */
export function gravest(codes: readonly number[]): number {
  return GRAVITY.find(code => codes.includes(code)) ?? EXIT.done
}

const GRAVITY: readonly number[] = [
  EXIT.interrupted,
  EXIT.failed,
  EXIT.moved,
  EXIT.refused,
  EXIT.absent,
  EXIT.usage,
  EXIT.changes,
]
