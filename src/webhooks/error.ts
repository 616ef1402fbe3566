/**
 * Refuses a delivery, or reports a receiver, a meter or a secret that cannot work (503). The `message` is for your log, and
 * repeats nothing of the request. The `cause` is the error of your own code, such as `seen`, if there is one.
 * @example
 * if (error instanceof WebhookError) return error.toResponse()
 */
export class WebhookError extends Error {
  declare readonly name: 'WebhookError'
  /**
   * The status to answer with. After 401, 400 and 413, the deployment drops the events; after 503, it tries again.
   * - 401: the signature is missing or wrong, or an event belongs to another deployment.
   * - 400: the body is not one that a deployment sends.
   * - 413: the body is too large.
   * - 503: the fault is yours.
   */
  readonly status: 400 | 401 | 413 | 503

  constructor(status: WebhookError['status'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }

  /** Returns a response with this status and without a body, so that it tells an attacker nothing. */
  toResponse(): Response {
    return new Response(null, { status: this.status })
  }

  static {
    Object.defineProperty(WebhookError.prototype, 'name', {
      value: 'WebhookError',
      configurable: true,
      writable: true,
    })
  }
}

/** Creates the error for options that cannot work. It is a fault of our own, so that no delivery is lost by it. */
export function misconfigured(what: 'receiver' | 'meter', problem: string): WebhookError {
  return new WebhookError(503, `The ${what} is set up wrongly: ${problem}.`)
}

/** Refuses options that do not exist: a misspelled one would check nothing. */
export function assertNoOther(options: object, what: 'receiver' | 'meter'): void {
  for (const name of Object.keys(options)) throw misconfigured(what, `\`${name}\` is not an option`)
}
