import { InvalidInputError, refusal } from '../errors.js'
import { isObject, isRecord, memberOf, own } from '../text/member.js'
import { nearest } from '../text/nearest.js'
import { quoteStart } from '../text/quote.js'
import { LONGEST_MS } from './abort.js'
import type { Logger } from './events.js'

/** The rules by which a failed request is sent again. */
export interface RetryOptions {
  /**
   * The number of times a request is sent again after its first attempt.
   * @default 2
   */
  readonly limit?: number | undefined
  /**
   * Repeats writes that end in the same state even if the first attempt may have taken effect, such as after a
   * timeout. That attempt may still commit later, over a newer write of somebody else.
   * @default false
   */
  readonly repeatWrites?: boolean | undefined
}

/** Options of a single call; each overrides the client's. */
export interface CallOptions {
  /** Aborts the call and its waits. The signal's own reason is thrown. */
  readonly signal?: AbortSignal | undefined
  /** The time for one attempt in milliseconds, the body included. */
  readonly timeout?: number | undefined
  /** `false` for no retries. */
  readonly retry?: RetryOptions | false | undefined
}

/** The options of a client that decide how a request travels. */
export interface TransportOptions {
  /**
   * The time for one attempt in milliseconds, the body included.
   * @default 30_000, and 300_000 for data sync
   */
  readonly timeout?: number | undefined
  /**
   * The time for a whole call in milliseconds: all attempts and the waits between them. A page of data sync is a call.
   * @default 120_000, and 900_000 for data sync
   */
  readonly totalTimeout?: number | undefined
  /**
   * The size of the largest response that is read, in bytes after decompression.
   * One whose parsed form would take more than about six times as much memory is refused, too.
   * @default 4_194_304 (4 MiB), and 134_217_728 (128 MiB) for data sync
   */
  readonly maxResponseBytes?: number | undefined
  /** `false` for no retries. */
  readonly retry?: RetryOptions | false | undefined
  /** Headers for every request, other than `Authorization`, `Host` and those of the runtime. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /**
   * Sends a request, in place of the global `fetch`. It must send it once at most, and not follow redirects. That a connection
   * failed proves that nothing was sent only where the global `fetch` says so: after another, a write is not repeated.
   */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Receives one typed event for each step of a call; `console` fits. No event holds a secret. */
  readonly logger?: Logger | undefined
}

/** The options of a single call by their names. */
export const CALL_OPTIONS = ['signal', 'timeout', 'retry'] as const satisfies readonly (keyof CallOptions)[]

/** The checked limits of a call, with every default filled in. */
export interface Limits {
  readonly timeout: number
  readonly totalTimeout: number
  /** Absent where the operation decides. */
  readonly maxResponseBytes: number | undefined
  readonly retryLimit: number
  readonly repeatWrites: boolean
}

const DEFAULTS: Limits = {
  timeout: 30_000,
  totalTimeout: 120_000,
  maxResponseBytes: undefined,
  retryLimit: 2,
  repeatWrites: false,
}

/** The limits of operations whose responses may be large and slow. */
export const BULK_DEFAULTS: Limits = {
  ...DEFAULTS,
  timeout: 300_000,
  totalTimeout: 900_000,
}

/**
 * Returns a copy of the options that an object has of its own. Refuses those that nobody reads: a misspelled one would
 * be lost without a word.
 * @param subject the thing that takes the options, as a message names it
 */
export function readOptions<Options>(
  options: Options,
  known: readonly string[],
  subject: string,
): Options & object {
  if (!isRecord(options)) throw new InvalidInputError(`The options of ${subject} must be an object.`)
  for (const option of Object.keys(options)) {
    if (known.includes(option)) continue
    const meant = nearest(option, known)
    const hint = meant ? `Did you mean \`${meant}\`?` : `The options are ${known.join(', ')}.`
    // Anything but an identifier may be a value or a key in the place of a name.
    const name = /^[\w$]{1,40}$/.test(option) ? option : undefined
    const called = name ? `\`${name}\`` : 'One of the options'
    throw refusal(name, `${called} is not an option of ${subject}. ${hint}`)
  }
  const read = own(options)
  const signal = memberOf(read, 'signal')
  if (signal !== undefined && !(isObject(signal) && 'aborted' in signal))
    throw refusal('signal', '`signal` must be an AbortSignal, such as `controller.signal`.')
  return read
}

/**
 * Lays options over the limits that apply without them.
 * @throws {InvalidInputError} for a number that cannot work
 */
export function resolveLimits(options: TransportOptions, base: Limits = DEFAULTS): Limits {
  const { limit, repeatWrites = base.repeatWrites } = retryOptions(options.retry)
  const positive = <Name extends 'timeout' | 'totalTimeout' | 'maxResponseBytes'>(
    option: Name,
    most?: number,
  ) => whole(option, options[option], base[option], 1, most)
  return {
    timeout: positive('timeout', LONGEST_MS),
    totalTimeout: positive('totalTimeout', LONGEST_MS),
    maxResponseBytes: positive('maxResponseBytes'),
    retryLimit: whole('retry.limit', limit, base.retryLimit, 0, 100),
    repeatWrites,
  }
}

/** A string such as `'false'` would be taken for true, and writes repeated that must not be. */
function retryOptions(given: TransportOptions['retry'] = {}): RetryOptions {
  const retry = given === false ? { limit: 0 } : given
  if (typeof retry !== 'object' || retry === null) {
    throw refusal('retry', '`retry` must be `false` or an object such as `{ limit: 2 }`.')
  }
  const options = readOptions(retry, ['limit', 'repeatWrites'], '`retry`')
  assertOption('retry.repeatWrites', options.repeatWrites, 'boolean')
  return options
}

export type OptionType = 'object' | 'function' | 'boolean'

/** Refuses an option that is of another type than the one that is read: it would fail later, or be lost. */
export function assertOption(option: string, value: unknown, type: OptionType): void {
  if (value !== undefined && (typeof value !== type || value === null))
    throw refusal(option, `\`${option}\` must be ${type === 'object' ? 'an' : 'a'} ${type}.`)
}

/** Refuses what openapi-fetch would throw a bare error for, or skip without a word. */
export function assertMiddleware(middleware: unknown = []): void {
  const isOne = (one: unknown) =>
    typeof one === 'object' &&
    one !== null &&
    ['onRequest', 'onResponse', 'onError'].some(hook => hook in one)
  if (Array.isArray(middleware) && middleware.every(isOne)) return
  throw refusal(
    'middleware',
    '`middleware` must be an array of objects with `onRequest`, `onResponse` or `onError`.',
  )
}

/** The headers of which another value would break the request, be lost, or lead it elsewhere. */
const OF_RUNTIME = /^(?:host|connection|content-length|expect|transfer-encoding)$/i

/** Refuses headers that the transport sets itself, that would be lost, or that no request can carry: `Headers` would quote them. */
export function checkHeaders(headers: unknown = {}, isOfCall = false): void {
  const isRead = headers instanceof Headers || isRecord(headers)
  if (!isRead) throw refusal('headers', '`headers` must be an object of names and values.')
  for (const [name, value] of headers instanceof Headers ? headers : Object.entries(headers)) {
    if (name.toLowerCase() === 'authorization') {
      throw refusal('headers', '`headers` must not hold `Authorization`: pass the key as `token`.')
    }
    if (OF_RUNTIME.test(name))
      throw refusal('headers', `\`headers\` must not hold ${quoteStart(name)}: the runtime sets it.`)
    // For a single call openapi-fetch takes out a header that is null, and adds one for each member of an array.
    const texts = isOfCall ? [value ?? ''].flat().map(asText) : [value]
    const isText = texts.every(text => typeof text === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(text))
    if (!isText || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
      throw refusal('headers', `The header ${quoteStart(name)} of \`headers\` is not valid.`)
  }
}

/** Returns what `Headers` makes of a number, a boolean or nothing. Of any other value it makes an error, or nonsense. */
function asText(value: unknown): unknown {
  return ['number', 'boolean', 'undefined'].includes(typeof value) || value === null ? `${value}` : value
}

/** Returns a number that was given, or another value in its absence. Refuses one that cannot work. */
export function whole<Otherwise>(
  option: string,
  value: number | undefined,
  otherwise: Otherwise,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number | Otherwise {
  if (value === undefined) return otherwise
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw refusal(option, `\`${option}\` must be a whole number from ${least} to ${most}.`)
}

/** Returns the option by which no cache keeps a response. Some runtimes refuse it. */
export function noStore(): { readonly cache?: 'no-store' } {
  try {
    void new Request('https://convex.cloud', { cache: 'no-store' })
    return { cache: 'no-store' }
  } catch {
    return {}
  }
}
