import type { Operation, Retry } from '../../generated/operations.js'
import type { ErrorContext, Outcome } from '../errors.js'
import type { Limits } from './settings.js'

/** One contract as the transport knows it: its operations by their ids. */
export type Contract = { readonly [id: string]: Operation }

const WORSE: readonly Outcome[] = ['not-sent', 'rejected', 'unknown']

/** One call on its way through the transport: what stays the same over its attempts, and what they came to. */
export class Exchange {
  readonly requestId = mintRequestId()
  /** How many times the request was sent. */
  attempts = 0
  /** Whether an attempt has left that has not come to anything yet. */
  inFlight = false
  #outcome: Outcome = 'not-sent'

  constructor(
    readonly operationId: string,
    readonly operation: Operation,
    /** The deployment's base URL. */
    readonly url: string,
    /** The request's query, without the question mark, and its body, as they go on the wire. */
    readonly query: string,
    readonly body: string,
    readonly limits: Limits,
  ) {}

  /** When the request may be repeated; for some operations that depends on a member of the body. */
  get retry(): Retry {
    const { retry, retryWith = {} } = this.operation
    const body: unknown = this.body === '' ? undefined : JSON.parse(this.body)
    const [, special] = Object.entries(retryWith).find(([member]) => hasMember(body, member)) ?? []
    return special ?? retry
  }

  /** What events tell of the call. */
  get about() {
    const { method, path } = this.operation
    return { operation: this.operationId, method, path, requestId: this.requestId }
  }

  /** Notes that an attempt is about to leave: from here on it may take effect. Returns its number. */
  sending(): number {
    this.inFlight = true
    return ++this.attempts
  }

  /** What an error tells of the call; an attempt that may have taken effect is not forgotten by a later one. */
  context(outcome: Outcome): ErrorContext {
    if (WORSE.indexOf(outcome) > WORSE.indexOf(this.#outcome)) this.#outcome = outcome
    const { operationId: operation, url, requestId, attempts } = this
    return { operation, url, requestId, attempts, outcome: this.#outcome }
  }
}

function hasMember(body: unknown, member: string): boolean {
  return typeof body === 'object' && body !== null && typeof Reflect.get(body, member) === 'string'
}

/** Random hex rather than `randomUUID`, which pages served over plain HTTP do not have. */
function mintRequestId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
