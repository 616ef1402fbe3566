import { isDeploymentError } from '../index.js'
import { EXIT, type ExitCode } from './exit.js'
import { Interrupted } from './interruption.js'
import { withFlags } from './option-flags.js'
import { Refusal } from './refusal.js'

/** How a command failed, as it is told. */
export interface Failure {
  readonly exitCode: number
  readonly message: string
  /** What became of a write: `unknown` means that it may have taken effect. */
  readonly written: 'nothing' | 'unknown'
  readonly next: readonly string[]
  readonly data: object
}

/** What an error means to whoever ran the command. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) {
    const { exitCode, message, next, data } = error
    return { exitCode, message: withPromise(message), written: 'nothing', next, data }
  }
  if (error instanceof Interrupted) {
    const written = error.duringWrite ? 'unknown' : 'nothing'
    return { exitCode: EXIT.interrupted, message: error.message, written, next: [], data: {} }
  }
  if (!isDeploymentError(error)) return unforeseen(error)
  const read = isRead(error.operation)
  const written = error.outcome === 'unknown' && !read ? 'unknown' : 'nothing'
  const absent = written === 'nothing' && ABSENT.includes(Reflect.get(error, 'code'))
  const said = withFlags(error.message)
  return {
    exitCode: absent ? EXIT.absent : (CODES[error.name] ?? EXIT.failed),
    message: (read && !absent) || written === 'unknown' ? said : withPromise(said),
    written,
    next: [],
    data: { name: error.name, ...error.toJSON() },
  }
}

const CODES: { readonly [name: string]: ExitCode } = {
  InvalidInputError: EXIT.usage,
  StalePlanError: EXIT.moved,
}

/** Codes of a 404 that says that there is no such thing, rather than no such route. */
const ABSENT: readonly unknown[] = ['LogStreamDoesntExist', 'UsageLimitNotFound']

/** A file system's or a runtime's own error. */
function unforeseen(error: unknown): Failure {
  const message = error instanceof Error ? error.message : 'An unknown error.'
  return { exitCode: EXIT.failed, message, written: 'nothing', next: [], data: {} }
}

/** A message that ends by saying that nothing was written. */
export function withPromise(message: string): string {
  return /nothing was (?:sent|written)/i.test(message)
    ? message
    : `${message}${message.endsWith('\n') ? '' : ' '}Nothing was written.`
}

function isRead(operation: string | undefined): boolean {
  return operation !== undefined && /^(?:list|get)/.test(operation)
}
