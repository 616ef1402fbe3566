/** What the fake answers instead of doing what it was asked: thrown by the checks, written by the pipeline. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** Refuses as invalid. */
export function badRequest(code: string, message: string): Refusal {
  return new Refusal(400, code, message)
}

/** Refuses what the key or the plan does not permit. */
export function forbidden(code: string, message: string): Refusal {
  return new Refusal(403, code, message)
}
