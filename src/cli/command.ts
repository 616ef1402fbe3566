import type { Outcome } from './outcome.js'
import type { Session } from './session.js'

/** What runs when a command line names it. */
export type Run = (session: Session) => Promise<Outcome>

/** A flag as it is declared: how it is typed, and what it does. */
export type FlagSpec = readonly [flag: string, effect: string]

/** Flags that belong together, under one heading of the help. */
export interface FlagGroup {
  readonly heading: string
  readonly flags: readonly FlagSpec[]
}

/** One command: everything that the help, the completion and the parser need, and its code where it is run. */
export interface CommandSpec {
  /** The words that name it, such as `env list`. */
  readonly name: string
  /** Its purpose, in one line. */
  readonly purpose: string
  /** More than a line about it. */
  readonly about?: string
  /** What it takes beside flags, such as `<name...>`. */
  readonly takes?: string
  readonly flags: readonly FlagGroup[]
  readonly example: string
  /** Loads its code. */
  readonly load: () => Promise<Run>
}
