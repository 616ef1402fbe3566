/**
 * Reports a delivery that is refused. The `message` is a line for the operator's log and repeats nothing of the request.
 * The `cause` is what your own `seen` threw, if that is the reason.
 * @example
 * if (error instanceof WebhookError) return error.toResponse()
 */
export class WebhookError extends Error {
  declare readonly name: 'WebhookError'
  /**
   * The status to answer with. The deployment tells from it whether to try again:
   * - 401, 400 and 413 drop the events at once: the signature is missing or wrong, or is that of another deployment; the
   *   body is not what a deployment sends; the body is too large;
   * - 503 is trouble of your own, and makes the deployment try again.
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
