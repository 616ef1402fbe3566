/**
 * The fate of a variable's value, from the least to the most that it says about a missing one: nothing is done with it;
 * it goes on, but only where another variable says so; it goes on; the code claims that it is there; the code is prepared
 * for a missing one; the code throws then.
 */
export const OUTCOMES = ['unused', 'conditional', 'used', 'asserted', 'handled', 'thrown'] as const

export type Outcome = (typeof OUTCOMES)[number]

/** Returns the outcome that says the most. */
export function strongest(outcomes: Iterable<Outcome>): Outcome {
  let found: Outcome = 'unused'
  for (const outcome of outcomes) if (OUTCOMES.indexOf(outcome) > OUTCOMES.indexOf(found)) found = outcome
  return found
}

/** Returns true if the code throws without the variable. */
export function isError(outcome: Outcome): boolean {
  return outcome === 'thrown' || outcome === 'asserted'
}

/** Returns true if a missing variable is an error for the code by itself. */
export function isDemand(outcome: Outcome): boolean {
  return outcome === 'used' || outcome === 'asserted' || outcome === 'thrown'
}
