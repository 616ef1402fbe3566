import type { Operation, Retry } from '../../generated/operations.js'
import type { TokenSource } from '../connection/token.js'
import type { ErrorContext, Outcome } from '../errors.js'
import { sensitiveStrings } from '../schema/sensitive-strings.js'
import { textMember } from '../text/member.js'
import type { Outgoing } from './draft.js'
import type { Happening, Report } from './events.js'
import type { Limits, TransportOptions } from './settings.js'

/** Everything that stays the same for all calls of one client. */
export interface Connection {
  readonly origin: string
  /** The deployment's API, such as `https://happy-otter-123.convex.cloud/api/v1`. */
  readonly url: string
  readonly token: TokenSource
  readonly limits: Limits
  /** The limits of operations whose answers may be large and slow. */
  readonly bulkLimits: Limits
  readonly report: Report | undefined
  readonly fetch: TransportOptions['fetch']
}

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
  #token = ''

  constructor(
    readonly connection: Connection,
    readonly operationId: string,
    readonly operation: Operation,
    readonly request: Outgoing,
    /** The request's body, as it goes on the wire. */
    readonly body: string,
    readonly limits: Limits,
  ) {}

  /** When the request may be repeated; for some operations that depends on a member of the body. */
  get retry(): Retry {
    const { retry, retryWith } = this.operation
    if (retryWith === undefined || this.body === '') return retry
    const body: unknown = JSON.parse(this.body)
    const [, special] =
      Object.entries(retryWith).find(([member]) => textMember(body, member) !== undefined) ?? []
    return special ?? retry
  }

  /** Whether the request changes nothing, and so may always be repeated. */
  get onlyReads(): boolean {
    return this.retry === 'always'
  }

  /** What to do where it is unknown what the request came to. */
  get advice(): string {
    return this.onlyReads
      ? 'It only reads, and may be sent again.'
      : 'The request may have taken effect: read back before you repeat a write.'
  }

  /** Tells a logger, if there is one, what happened. */
  tell(happening: Happening): void {
    const { operationId: operation, requestId } = this
    const { method, path } = this.operation
    this.connection.report?.({ operation, method, path, requestId, ...happening })
  }

  /** What no message may quote: the token that was sent last, whole and without its prefix, and the body's secrets. */
  get secrets(): readonly string[] {
    const { request } = this.operation
    const values = request ? sensitiveStrings(request, JSON.parse(this.body)) : []
    return [this.#token, this.#token.slice(this.#token.indexOf('|') + 1), ...values]
  }

  /** Notes that an attempt is about to leave with a token: from here on it may take effect. Returns its number. */
  sending(token: string): number {
    this.#token = token
    this.inFlight = true
    return ++this.attempts
  }

  /** What an error tells of the call; an attempt that may have taken effect is not forgotten by a later one. */
  context(outcome: Outcome): ErrorContext {
    if (WORSE.indexOf(outcome) > WORSE.indexOf(this.#outcome)) this.#outcome = outcome
    const { operationId: operation, requestId, attempts } = this
    return { operation, url: this.connection.url, requestId, attempts, outcome: this.#outcome }
  }
}

let series: string | undefined
let minted = 0

/** A random series, made with the first call, and a number in it. It names a call and guards nothing: `crypto` loads slower. */
function mintRequestId(): string {
  series ??= [1, 2, 3].map(() => hex(Math.floor(Math.random() * 2 ** 32))).join('')
  return series + hex(minted++)
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0')
}
