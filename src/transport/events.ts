/**
 * What every event tells: no token, no value, no header, and the route as the document writes it.
 * @inline
 */
interface CallEvent {
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly requestId: string
}

/**
 * What happened, each at the log level that it names.
 * @inline
 */
export type Happening =
  /** `debug`: a request is about to be sent. */
  | { readonly type: 'request'; readonly attempt: number }
  /** `debug`: an answer arrived whole. */
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
  /** `warn`, once: the deployment says that this client is too old for it. */
  | { readonly type: 'deprecation'; readonly state: string }

/** One thing that happened during a call, as a `logger` is given it. */
export type ClientEvent = CallEvent & Happening

/** Where events go: `console` fits. What a method throws, or rejects with, is ignored. */
export type Logger = { readonly [Level in LogLevel]?: (event: ClientEvent) => void }

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

const LEVELS: Record<Happening['type'], LogLevel> = {
  request: 'debug',
  response: 'debug',
  retry: 'warn',
  success: 'info',
  failure: 'error',
  deprecation: 'warn',
}

/** Takes an event to where it is told. */
export type Report = (event: ClientEvent) => void

/** Hands events to the logger, whose own failure must not fail the call. */
export function reportTo(logger: Logger): Report {
  let deprecationTold = false
  return event => {
    if (event.type === 'deprecation' && deprecationTold) return
    deprecationTold ||= event.type === 'deprecation'
    try {
      // An async method fits the type as well, and nobody else would catch its rejection.
      Promise.resolve(logger[LEVELS[event.type]]?.(event)).catch(() => {})
    } catch {}
  }
}
