import type { EnvironmentRecord } from '../../connection/environment.js'
import { InvalidInputError } from '../../errors.js'
import { isCredential } from '../../text/convex-names.js'
import { printable, quote } from '../../text/quote.js'
import { redact } from '../../text/redact.js'
import { holdsKey } from '../environment/keys.js'
import { type Answer, askProgram, environmentValue, PATIENCE } from './programs.js'

/** A program of a source, and what it runs with. */
export interface SourceProgram {
  readonly argv: readonly string[]
  /** The names of the variables that it gets. */
  readonly names: readonly string[]
  readonly folder: string
  readonly environment: EnvironmentRecord
  readonly onRun?: ((argv: readonly string[], unset: readonly string[]) => void) | undefined
  readonly timeout?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs the program of a source and returns what it prints. It gets few variables, no credential of Convex, no input and no
 * terminal.
 * @param called names the source in a refusal
 * @throws {InvalidInputError} if it fails, takes too long or prints too much. Of what it prints to stderr the message has the
 *   last line, and of that the plain words alone: anything else may be a secret.
 */
export async function runSource(program: SourceProgram, called: string): Promise<string> {
  const { argv, names, folder, environment, onRun, timeout = PATIENCE, signal } = program
  const [name = '', ...args] = argv
  if (!names.every(isVariable))
    throw new InvalidInputError(`${called} must list the names of variables in \`env\`, without a value.`)
  const handed = names.map(variable => handedOn(variable, environment, called))
  const unset = names.filter((_, at) => handed[at] === undefined)
  const values = handed.flatMap(value => value ?? [])
  onRun?.(argv, unset)
  const question = { folder, environment, needs: names, timeout, signal, apart: true }
  const answer = await askProgram(name, args, question)
  signal?.throwIfAborted()
  if (answer === undefined)
    throw new InvalidInputError(
      `${called} runs ${quote(name)}, which is in no absolute folder of PATH. ${hintFor(name)}`,
    )
  const reason = failureOf(answer, timeout)
  if (reason)
    throw new InvalidInputError(
      `${called} runs ${quote(name)}, which ${reason}${lastWords(answer, values)}.${absenceOf(unset)}`,
    )
  if (!answer.stdout.includes('\ufffd')) return answer.stdout.replace(/^\ufeff/, '')
  throw new InvalidInputError(`${called} runs ${quote(name)}, which printed what is not UTF-8.`)
}

function isVariable(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name)
}

/** Says which variables a program had to do without. */
function absenceOf(unset: readonly string[]): string {
  return unset.length === 0
    ? ''
    : ` Of its \`env\`, ${unset.map(quote).join(', ')} ${unset.length === 1 ? 'is' : 'are'} not set.`
}

function handedOn(name: string, environment: EnvironmentRecord, called: string): string | undefined {
  const value = environmentValue(name, environment, process.platform)
  if (isCredential(name) || holdsKey(value ?? ''))
    throw new InvalidInputError(
      `${called} names ${quote(name)} in \`env\`, which holds a key of Convex: no other program gets one.`,
    )
  return value
}

function failureOf({ code, ended }: Answer, timeout: number): string | undefined {
  switch (ended) {
    case undefined:
      return code === 0
        ? undefined
        : code === -1
          ? 'was ended by a signal'
          : `failed with the exit code ${code}`
    case 'time':
      return `took longer than ${timeout / 1000} s`
    case 'output':
      return 'printed more than a mebibyte'
    case 'EACCES':
      return 'is not executable: make it so, or run it by its interpreter, such as [sh, FILE]'
    default:
      return `cannot be run (${ended})`
  }
}

/** Says what to do about a program that is not found. */
function hintFor(name: string): string {
  return /\s/.test(name)
    ? 'Give each argument as a word of its own; a pipeline needs [sh, -c, …].'
    : `Install it, or write ./${/^[\w.-]+$/.test(name) ? name : 'FILE'} for a file of this folder.`
}

/** A word that is no secret: one of letters, such as a sentence has. */
const PLAIN = /^["'(]?[A-Za-z][a-z]{0,15}(?:[-'][a-z]{1,12})?["')]?[.,:;!?]?$/

/** Returns the last line of stderr as a message may show it. */
function lastWords({ stdout, stderr }: Answer, handed: readonly string[]): string {
  const lines = stderr.split(/[\r\n]+/).filter(line => line.trim() !== '')
  const last = lines.at(-1)
  if (last === undefined) return ', and said nothing on stderr'
  const printed = stdout.split(/[\s"'=:,]+/)
  const words = redact(
    last.slice(0, 500),
    [...handed, ...printed].filter(secret => secret.length > 5),
  ).split(/\s+/)
  const shown = words
    .map(word => (PLAIN.test(word) ? word : '…'))
    .join(' ')
    .replace(/…(?: …)+/g, '…')
  const more = lines.length > 1 ? `, the last of ${lines.length} lines` : ''
  return `, and said on stderr${more}: ${printable(shown).replace(/\.$/, '')}`
}
