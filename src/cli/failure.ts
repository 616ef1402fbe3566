import { ABSENT, type DeploymentError } from '../errors.js'
import { isDeploymentError, PartialUpdateError } from '../index.js'
import { v1 } from '../schema/contracts.js'
import { printable } from '../text/quote.js'
import { commandLine, US, withMore } from './command-line.js'
import { repeatableFlags } from './flags.js'
import { Interrupted } from './interruption.js'
import { asCalled, mayWorkAgain, retyped, stepsFrom, type Typed } from './next.js'
import type { ErrorDetails, Partly, Shapes } from './output.js'
import { commandNamed } from './parser.js'
import { EXIT, type ExitCode, Refusal, type RefusalDetails } from './refusal.js'

/** A failed command, as it is reported. */
export interface Failure {
  readonly exitCode: number
  /** True if the command line itself is wrong. */
  readonly isLine: boolean
  readonly message: string
  /** The outcome of a write: `some` if a part took effect, `unknown` if any of it may have. */
  readonly written: 'nothing' | 'some' | 'unknown'
  /** Command lines that go on from here. */
  readonly next: Shapes['NextSteps']
  readonly data: ErrorDetails
  /** The result as far as there is one: with `--json` it is printed beside the error. */
  readonly result?: Partly
}

/** An error, and the result of the command as far as it came. */
export class Accounted extends Error {
  readonly result: Partly

  constructor(cause: unknown, result: Partly) {
    super('', { cause })
    this.result = result
  }
}

/** The parts of a refusal that make command lines. */
type Lines = Pick<RefusalDetails, 'next' | 'add' | 'instead'>

/** An error after which another command line goes on than the one that was typed. */
export class Resumable extends Error {
  readonly details: Lines
  /** True if the line goes on after any error, and not only where the same may work a moment later. */
  readonly always: boolean

  constructor(cause: unknown, details: Lines, always = false) {
    super('', { cause })
    this.details = details
    this.always = always
  }
}

const NOT_TYPED: Typed = { words: [], commands: [] }

/**
 * Reads an error as whoever ran the command needs it.
 * @param writes true if the command changes a deployment: the message then says that nothing was written, if that is so
 */
export function failureOf(error: unknown, writes: boolean, typed = NOT_TYPED): Failure {
  const failure = outcomeOf(error, writes, typed)
  if (failure.next.length > 0) return failure
  return { ...failure, next: inShell(stepsFrom(failure, typed), typed) }
}

/** Returns command lines for the shell of the platform. */
function inShell(lines: readonly (readonly string[])[], { program, isWindows }: Typed): readonly string[] {
  return lines.flatMap(line => commandLine(asCalled(line, program), isWindows))
}

function outcomeOf(error: unknown, writes: boolean, typed: Typed): Failure {
  const failure = read(error, typed)
  if (!writes) return { ...failure, written: 'nothing' }
  if (failure.written === 'some') return failure
  if (failure.written === 'unknown')
    return /\bmay\b|^Not |in part/.test(failure.message)
      ? failure
      : { ...failure, message: `${failure.message} It may have taken effect.` }
  const gap = failure.message.endsWith('\n') ? '' : ' '
  return { ...failure, message: `${failure.message}${gap}Nothing was written.` }
}

/** Returns an error as a member of a result shows it with `--json`: its message says nothing of what was written. */
export function failureData(error: unknown): Shapes['Error'] {
  const { data, exitCode, message } = failureOf(error, false)
  return { ...data, exitCode, message }
}

function read(error: unknown, typed: Typed): Failure {
  if (error instanceof Accounted) return { ...read(error.cause, typed), result: error.result }
  if (error instanceof Resumable) {
    const failure = read(error.cause, typed)
    return error.always || mayWorkAgain(failure)
      ? { ...failure, next: linesOf(error.details, typed) }
      : failure
  }
  if (error instanceof Refusal) {
    const { exitCode, message, details } = error
    const { isLine = false, data = {} } = details
    return { exitCode, isLine, message, written: 'nothing', next: linesOf(details, typed), data }
  }
  if (error instanceof Interrupted) {
    const written = error.duringWrite ? 'unknown' : 'nothing'
    return { ...BARE, exitCode: EXIT.interrupted, message: error.message, written }
  }
  if (isDeploymentError(error)) return ofDeployment(error)
  // A file system's or a runtime's own error.
  return { ...BARE, message: error instanceof Error ? printable(error.message) : 'An unknown error.' }
}

/** Returns the command lines that an error names. */
function linesOf({ next = [], add = [], instead = [] }: Lines, typed: Typed): readonly string[] {
  const { words, commands } = typed
  const lines = instead.length === 0 ? [words] : instead.map(one => retyped(typed, one))
  const added = instead.length > 0 && add.length === 0 ? [[]] : add
  const repeatable = repeatableFlags(commandNamed(commands, words)?.flags ?? [])
  const own = lines.flatMap(line => added.map(more => [US, ...withMore(line, more, repeatable)]))
  return inShell([...next, ...own], typed)
}

const BARE: Failure = {
  exitCode: EXIT.failed,
  isLine: false,
  message: '',
  written: 'nothing',
  next: [],
  data: {},
}

function ofDeployment(error: DeploymentError): Failure {
  const { cause } = error
  const data = {
    ...fieldsOf(error),
    ...(isDeploymentError(cause) && { cause: fieldsOf(cause) }),
  }
  const message = messageOf(error)
  if (error.outcome === 'unknown' && !isRead(error.operation))
    return { ...BARE, message, written: isKnown(error) ? 'some' : 'unknown', data }
  const exitCode = codeOf(error)
  const isLine = exitCode === EXIT.usage && FLAGS.get(optionOf(error) ?? '')?.startsWith('--') === true
  return { ...BARE, exitCode, isLine, message, data }
}

function fieldsOf(error: DeploymentError) {
  const { name, message } = error
  return { name, message, ...error.toJSON() }
}

function codeOf(error: DeploymentError): ExitCode {
  if ('code' in error && [...ABSENT, ...UNSEEN].some(code => code === error.code)) return EXIT.absent
  if (error.name === 'StalePlanError') return EXIT.moved
  if (optionOf(error) === 'expect') return EXIT.refused
  return error.name === 'InvalidInputError' ? EXIT.usage : EXIT.failed
}

/** The codes of the management API for what does not exist, or what the token cannot see. */
const UNSEEN = ['TeamNotFound', 'ProjectNotFound', 'DeploymentNotFound']

/** True for a plan that was applied in part, and of which no step is in doubt, and for a log stream that was seen to fail. */
function isKnown(error: DeploymentError): boolean {
  if (error.name === 'LogStreamFailedError') return true
  const steps = error instanceof PartialUpdateError ? error.steps : undefined
  return steps?.every(({ status }) => status !== 'unknown') ?? false
}

/** True for an operation that changes nothing, so that it may always be sent again. Those of the management API say it by name. */
function isRead(operation = ''): boolean {
  const operations: { readonly [id: string]: { readonly retry: string } } = v1()
  if (!Object.hasOwn(operations, operation)) return /^(?:get|list|find)[A-Z]/.test(operation)
  return operations[operation]?.retry === 'always'
}

function optionOf(error: DeploymentError): string | undefined {
  return 'option' in error && typeof error.option === 'string' ? error.option : undefined
}

/** Writes the client's own words in flags. What a server says, or a member of a body is called, stays as it is. */
function messageOf(error: DeploymentError): string {
  const { name, message, cause } = error
  if (name === 'PartialUpdateError' && isDeploymentError(cause))
    return `${message.replace(' See `cause`.', '')} The cause: ${messageOf(cause)}`
  if (OWN_WORDS.includes(name) || optionOf(error) !== undefined) return inFlags(message)
  // What a file refers to is called by its path, and may have any name.
  if (name === 'InvalidInputError') return message.replaceAll('pass `allowExec`', 'pass --allow-exec')
  return ADVISED.includes(name) ? message.replace(/[^.]*\.$/, inFlags) : message
}

/** Errors whose message is the client's alone. */
const OWN_WORDS = ['ConnectionError', 'TimeoutError']

/** Errors whose last sentence is the client's advice. Before it, a server may have its say. */
const ADVISED = [
  'ForbiddenError',
  'LogStreamFailedError',
  'NotFoundError',
  'RedirectError',
  'UnexpectedResponseError',
]

/** Writes the options of the library, which its messages have in backticks, as the flags that set them. */
export function inFlags(message: string): string {
  return message.replace(/`([\w.]+(?:\(\))?)`/g, (whole, option: string) => FLAGS.get(option) ?? whole)
}

/** Each option of the library, by the flag or the variable that sets it, or in words if there is none. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ['name', '--deployment'],
  ['region', '--region'],
  ['url', '--url'],
  ['allowHttp', '--allow-http'],
  ['timeout', '--timeout'],
  ['totalTimeout', 'the longest time of a call'],
  ['token', 'key'],
  ['maxRemovals', '--max-removals'],
  ['allowEmpty', '--allow-empty'],
  ['allowPlaceholders', '--allow-placeholders'],
  ['allowManaged', '--allow-managed'],
  ['only', '--only'],
  ['protect', '--except'],
  ['blind', '--blind'],
  ['ensure', '`log-streams set`'],
  ['logStreams.list()', '`log-streams get webhook --show-values`'],
  ['resendKeys', '--resend-keys'],
  ['allowExec', '--allow-exec'],
  ['restart', '`log-streams restart`'],
  ['planKey', 'CONVEX_PLAN_KEY'],
  ['concurrency', '--concurrency'],
  ['deployments.get', '`deployments get`'],
  ['folder', '--folder'],
  ['from', '--from'],
  ['canary', '--canary'],
  ['maxFailures', '--max-failures'],
])
