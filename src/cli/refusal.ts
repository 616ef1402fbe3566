import type { ErrorDetails } from './output.js'

/** The exit codes. After 3, 4, 5 and 64 nothing was written. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** A plan has changes, only with `--exit-code`; or a check found that something required is missing. */
  changes: 2,
  /** Something changed since it was read, or since the plan was made. */
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

/** Returns the gravest of several exit codes: a failure counts more than a refusal. */
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

/** Another line than the one that was typed, whose flags stay as far as its command has them. */
export interface Instead {
  /** Its command. By default the same one. */
  readonly command?: string
  readonly args: readonly string[]
  /** The flags that go. */
  readonly without?: readonly string[]
}

/** The optional parts of a refusal. */
export interface RefusalDetails {
  /** Command lines to go on with, by their words. */
  readonly next?: readonly (readonly string[])[]
  /** Words to add to the command line that was typed: each list makes one that goes on. */
  readonly add?: readonly (readonly string[])[]
  /** The lines in the place of the one that was typed: `add` adds to each. */
  readonly instead?: readonly Instead[]
  /** True if the command line itself is wrong, so that its help goes on from here. */
  readonly isLine?: boolean
  /** Fields for `--json`. */
  readonly data?: ErrorDetails
}

/** Thrown if a command stops before it wrote anything. No message holds a secret. */
export class Refusal extends Error {
  readonly exitCode: number
  readonly details: RefusalDetails

  constructor(exitCode: number, message: string, details: RefusalDetails = {}) {
    super(message)
    this.exitCode = exitCode
    this.details = details
  }
}

/** Refuses a command line that is wrong. */
export function usage(message: string, details?: RefusalDetails): Refusal {
  return new Refusal(EXIT.usage, message, { ...details, isLine: true })
}

/** Refuses input that can't be used, such as a file or a key, where the command line itself is right. */
export function unusable(message: string, details?: RefusalDetails): Refusal {
  return new Refusal(EXIT.usage, message, details)
}

/** Refuses because of a guard. */
export function refused(message: string, details?: RefusalDetails): Refusal {
  return new Refusal(EXIT.refused, message, details)
}

/** Refuses because something changed since it was read. */
export function moved(message: string): Refusal {
  return new Refusal(EXIT.moved, message)
}

/** Refuses because the thing is not there. */
export function absent(message: string, details?: RefusalDetails): Refusal {
  return new Refusal(EXIT.absent, message, details)
}

/** Refuses because something on this machine failed. */
export function failed(message: string): Refusal {
  return new Refusal(EXIT.failed, message)
}

/** Refuses to run a program, with the exit code of a shell: 127 if it is not there, 126 if it can't be run. */
export function notRun(exitCode: 126 | 127, message: string): Refusal {
  return new Refusal(exitCode, message)
}
