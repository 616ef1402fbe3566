import type { Socket } from 'node:net'
import type { DeploymentClientOptions, Outcome } from '../../../src/index.js'
import type { AddressKind } from '../addresses.js'

/** One fault, and how an operation of any kind comes out of it. */
export interface Case {
  readonly fault: string
  /** What the server does with a request that has arrived whole. */
  readonly answer?: ((arrival: Arrival) => void) | undefined
  /** Where the request goes instead of that server. */
  readonly place?: AddressKind
  readonly token?: (controls: Controls) => Promise<string>
  readonly options?: Partial<DeploymentClientOptions>
  /** When the caller aborts, where it is not the server or the token function that makes it do so. */
  readonly aborts?: 'before' | 'asleep' | 'after'

  /** The name of the error, or the other ways in which a call may end. */
  readonly settles: string | 'success' | 'the reason'
  /** How the same ends where the document declares no body. */
  readonly withoutBody?: 'success'
  readonly outcome?: Outcome
  /** How often it is sent where a repetition does no harm: a read, or a write under `repeatWrites`. */
  readonly reads: number
  /** How often it is sent where a repetition could: any other write. */
  readonly writes: number
  /** How many requests reach the server, where it is not each that was sent. */
  readonly arrived?: number
  /** How many rounds it takes, where it is not one for each that was sent. */
  readonly rounds?: number
  /** What makes the clock move within an attempt: by default nothing does. */
  readonly lasts?: 'timeout'
  /** How long it waits between attempts, in milliseconds, where the backoff does not decide. */
  readonly waits?: number
  /** What else the error tells. */
  readonly details?: object
  /** What its message says. */
  readonly says?: RegExp
  /** The client closes the connection of each attempt. */
  readonly hangsUp?: true
}

/** What a fault can do besides answering. */
export interface Controls {
  /** A body as the operation declares it. */
  readonly good: string
  /** The same from a deployment of tomorrow: with more fields, and with members that no enum knows yet. */
  readonly newer: string
  /** Another server, which nothing may ever reach. */
  readonly elsewhere: string
  /** Tells that nothing more will come: only the clock can end the attempt. */
  stalled(): void
  /** Aborts the call. */
  abort(): void
  /** Sets the wall clock. */
  jump(ms: number): void
}

/** A request that has arrived, and the connection that waits for its answer. */
export interface Arrival extends Controls {
  readonly socket: Socket
}

/** The call never reached a server: everything may be sent again. */
export const UNCONNECTED = {
  settles: 'ConnectionError',
  outcome: 'not-sent',
  reads: 3,
  writes: 3,
  arrived: 0,
} as const

/** The connection broke when the request had left. */
export const LOST = { settles: 'ConnectionError', outcome: 'unknown', reads: 3, writes: 1 } as const

/** The answer never became whole. */
export const LATE = {
  settles: 'TimeoutError',
  outcome: 'unknown',
  reads: 3,
  writes: 1,
  lasts: 'timeout',
  hangsUp: true,
} as const

/** A 2xx that is no answer of this operation. */
export const UNFIT = {
  settles: 'UnexpectedResponseError',
  outcome: 'unknown',
  reads: 1,
  writes: 1,
} as const

/** The same, but an answer where the document declares no body. */
export const UNFIT_FOR_BODY = { ...UNFIT, withoutBody: 'success' } as const

export const SUCCESS = { settles: 'success', reads: 1, writes: 1 } as const

/** A 5xx after which the server may have acted. */
export const FAILED = { settles: 'ServerError', outcome: 'unknown', reads: 3, writes: 1 } as const

/** The server asks to come back later, and has done nothing. */
export const BUSY = { settles: 'RateLimitError', outcome: 'rejected', reads: 3, writes: 3 } as const

/** The caller's own abort, which comes back as it is. */
export const ABORTED = { settles: 'the reason', reads: 1, writes: 1 } as const
