/**
 * Tells if the request may have taken effect:
 * - `not-sent`: nothing left this client, or nothing reached the server;
 * - `rejected`: the server answered that it did nothing;
 * - `unknown`: it may have taken effect. Read back before you repeat a write.
 */
export type Outcome = 'not-sent' | 'rejected' | 'unknown'

/** The part that all errors share: the call that failed, and its outcome. */
export interface ErrorContext {
  readonly operation?: string | undefined
  readonly url?: string | undefined
  readonly outcome: Outcome
  readonly requestId?: string | undefined
  readonly attempts?: number | undefined
  readonly cause?: unknown
}

/** Marks the errors of every copy of this package. */
export const BRAND = Symbol.for('convex-deployment.error')

/**
 * The base of every error that this package throws. What is a caller's own is thrown as it
 * is: the reason of an abort, and the errors of middleware, serializers and frameworks.
 * No field holds a token, a variable's value, a request or a response.
 */
export class DeploymentError<Details extends object = object> extends Error {
  /** The id of the operation that failed, such as `updateEnvironmentVariables`. */
  declare readonly operation?: string
  /** The base URL of the deployment. */
  declare readonly url?: string
  /** Tells if the request may have taken effect, over all attempts. */
  declare readonly outcome: Outcome
  /** The `convex-request-id` header of the request, to find the call in logs. */
  declare readonly requestId?: string
  /** The number of times the request was sent. */
  declare readonly attempts: number

  constructor(message: string, { cause, ...fields }: ErrorContext & Details) {
    super(message, cause === undefined ? undefined : { cause })
    // A printed error shows every own field: absent ones are left out.
    const present = Object.entries(fields).filter(([, value]) => value !== undefined)
    Object.assign(this, { attempts: 0 }, Object.fromEntries(present))
  }

  get [BRAND](): true {
    return true
  }

  /** Returns the name, the message and the fields. None of them is secret. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this)
  }
}

/** Sets a literal name that survives a minifier, on the prototype so that a printed error does not repeat it. */
export function nameIt({ prototype }: { readonly prototype: Error }, name: string): void {
  Object.defineProperty(prototype, 'name', { value: name, configurable: true, writable: true })
}
