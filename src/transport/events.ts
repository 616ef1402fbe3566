/**
 * The fields of every event: no token, no value, no header, and the route as the document writes it.
 * @inline
 */
interface CallFields {
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly requestId: string
}

/**
 * One step of a call, each at the log level that it names.
 * @inline
 */
export type CallStep =
  /** `debug`: a request is about to be sent. */
  | { readonly type: 'request'; readonly attempt: number }
  /** `debug`: a response arrived whole. */
  | {
      readonly type: 'response'
      readonly attempt: number
      readonly status: number
      readonly bytes: number
      readonly durationMs: number
    }
  /** `warn`: an attempt failed and will be repeated after a wait. */
  | { readonly type: 'retry'; readonly attempt: number; readonly waitMs: number; readonly reason: string }
  /** `info`: the call succeeded. */
  | { readonly type: 'success'; readonly attempts: number; readonly durationMs: number }
  /** `error`: the call failed, and its error was thrown. */
  | { readonly type: 'failure'; readonly attempts: number; readonly reason: string }
  /** `warn`, once per client: the deployment says that this client is too old for it. */
  | { readonly type: 'deprecation'; readonly state: string }

/** One event of a call, as a `logger` receives it. */
export type ClientEvent = CallFields & CallStep

/** The receiver of events: `console` fits. What a method throws, or rejects with, is ignored. */
export type Logger = { readonly [Level in LogLevel]?: (event: ClientEvent) => void }

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

const LEVELS: Record<CallStep['type'], LogLevel> = {
  request: 'debug',
  response: 'debug',
  retry: 'warn',
  success: 'info',
  failure: 'error',
  deprecation: 'warn',
}

/** Hands an event to the logger. */
export type Log = (event: ClientEvent) => void

/** Returns a function that logs events. The logger's own failure does not fail the call. */
export function logTo(logger: Logger): Log {
  let deprecationLogged = false
  return event => {
    if (event.type === 'deprecation' && deprecationLogged) return
    deprecationLogged ||= event.type === 'deprecation'
    try {
      // An async method fits the type as well, and nobody else would catch its rejection.
      Promise.resolve(logger[LEVELS[event.type]]?.(event)).catch(() => {})
    } catch {}
  }
}
