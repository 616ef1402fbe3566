import { createFlow } from './flow.js'
import type { Value } from './flow-steps.js'
import type { Guards } from './guards.js'
import type { Occurrences } from './occurrences.js'
import type { Outcome } from './outcome.js'
import type { Binding } from './syntax.js'

/** The result of following a value. */
export interface Followed {
  readonly outcome: Outcome
  /** True if the code takes the value itself, and does not only look whether it is there. */
  readonly isTaken: boolean
}

/** The result of following a value whose calls may be open. */
export interface FollowedOpen extends Followed {
  /** True if the outcome depends on a call that is not known. */
  readonly isOpen: boolean
}

/** Follows the value of an expression through names, calls and modules. */
export function followValue(start: Value, occurrences: Occurrences, guards: Guards): FollowedOpen {
  const flow = createFlow(occurrences, guards)
  const outcome = flow.outcome(start)
  return { outcome, isTaken: flow.isTaken(), isOpen: flow.isOpen() }
}

/** Follows the value of a name. */
export function followBinding(binding: Binding, occurrences: Occurrences, guards: Guards): Followed {
  const flow = createFlow(occurrences, guards)
  const outcome = flow.ofBinding(binding, [], [])
  return { outcome, isTaken: flow.isTaken() }
}
