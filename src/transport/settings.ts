import { InvalidInputError } from '../errors.js'
import { LONGEST_MS } from './deadline.js'
import type { Logger } from './events.js'

/** How often a failed request is repeated. */
export interface RetryOptions {
  /**
   * How many times a request is repeated after its first attempt.
   * @default 2
   */
  readonly limit?: number | undefined
  /**
   * Repeats writes that end in the same state also where the first attempt may have taken effect, such as after a
   * timeout. That attempt may still commit later, over a newer write of somebody else.
   * @default false
   */
  readonly repeatWrites?: boolean | undefined
}

/** Options of a single call; each overrides the client's. */
export interface CallOptions {
  /** Aborts the call, its waits included; the signal's own reason is thrown. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds for one attempt, the body included. */
  readonly timeout?: number | undefined
  /** `false` for no retries. */
  readonly retry?: RetryOptions | false | undefined
}

/** The options of a client that decide how a request travels. */
export interface TransportOptions {
  /**
   * Milliseconds for one attempt, the body included.
   * @default 30_000, and 300_000 for data sync
   */
  readonly timeout?: number | undefined
  /**
   * Milliseconds for a whole call: all attempts and the waits between them; for data sync a page is a call.
   * @default 120_000, and 900_000 for data sync
   */
  readonly totalTimeout?: number | undefined
  /**
   * The largest answer that is read, in bytes after decompression.
   * @default 16_777_216 (16 MiB), and 1_073_741_824 (1 GiB) for data sync
   */
  readonly maxResponseBytes?: number | undefined
  /** `false` for no retries. */
  readonly retry?: RetryOptions | false | undefined
  /** Headers for every request, other than `Authorization`. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Sends a request, in place of the global `fetch`. It must not follow redirects. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Is given one typed event for everything that happens; `console` fits. No event holds a secret. */
  readonly logger?: Logger | undefined
}

/** How one call travels: every option checked, every default filled in. */
export interface Limits {
  readonly timeout: number
  readonly totalTimeout: number
  readonly maxResponseBytes: number
  readonly retryLimit: number
  readonly repeatWrites: boolean
}

const DEFAULTS: Limits = {
  timeout: 30_000,
  totalTimeout: 120_000,
  maxResponseBytes: 16 * 1024 * 1024,
  retryLimit: 2,
  repeatWrites: false,
}

/** The limits of operations whose answers may be large and slow. */
export const BULK_DEFAULTS: Limits = {
  ...DEFAULTS,
  timeout: 300_000,
  totalTimeout: 900_000,
  maxResponseBytes: 1024 ** 3,
}

/**
 * Lays options over the limits that hold without them.
 * @throws {InvalidInputError} for a number that cannot work
 */
export function resolveLimits(options: TransportOptions | CallOptions, base: Limits = DEFAULTS): Limits {
  const {
    timeout = base.timeout,
    totalTimeout = base.totalTimeout,
    maxResponseBytes = base.maxResponseBytes,
    retry,
  }: TransportOptions = options
  const { limit = base.retryLimit, repeatWrites = base.repeatWrites } = retryOptions(retry)
  return {
    timeout: whole('timeout', timeout, 1, LONGEST_MS),
    totalTimeout: whole('totalTimeout', totalTimeout, 1, LONGEST_MS),
    maxResponseBytes: whole('maxResponseBytes', maxResponseBytes, 1, Number.MAX_SAFE_INTEGER),
    retryLimit: whole('retry.limit', limit, 0, 100),
    repeatWrites,
  }
}

/** A string such as `'false'` would be taken for true, and writes repeated that must not be. */
function retryOptions(retry: TransportOptions['retry']): RetryOptions {
  if (retry === undefined) return {}
  if (retry === false) return { limit: 0 }
  if (typeof retry !== 'object' || retry === null) {
    throw new InvalidInputError('`retry` must be `false` or an object such as `{ limit: 2 }`.')
  }
  if (!['undefined', 'boolean'].includes(typeof retry.repeatWrites)) {
    throw new InvalidInputError('`retry.repeatWrites` must be true or false.')
  }
  return retry
}

/** Refuses headers that the transport sets itself, or that no request can carry. */
export function checkHeaders(headers: TransportOptions['headers'] = {}): void {
  for (const [name, value] of Object.entries(headers)) {
    if (name.toLowerCase() === 'authorization') {
      throw new InvalidInputError('`headers` must not hold `Authorization`: pass the key as `token`.')
    }
    if (
      !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) ||
      typeof value !== 'string' ||
      !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ) {
      throw new InvalidInputError(
        `The header ${JSON.stringify(name.slice(0, 64))} of \`headers\` is not valid.`,
      )
    }
  }
}

function whole(option: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new InvalidInputError(`\`${option}\` must be a whole number from ${least} to ${most}.`)
}
