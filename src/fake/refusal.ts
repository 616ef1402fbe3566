/** An answer instead of an operation's effect. The checks throw it, and the pipeline writes it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** Returns the refusal of an invalid request. */
export function badRequest(code: string, message: string): Refusal {
  return new Refusal(400, code, message)
}

/** Returns the answer to a request that fails for no reason that a deployment explains. */
export function serverError(): Refusal {
  return new Refusal(500, 'InternalServerError', 'Something went wrong. Try again later.')
}

/** Returns the refusal of a request that the key or the plan does not permit. */
export function forbidden(code: string, message: string): Refusal {
  return new Refusal(403, code, message)
}
