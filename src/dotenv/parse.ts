import { type Assignment, scan, withPlainLineEnds } from './scan.js'

/** A variable as a .env text sets it. */
export interface EnvEntry {
  readonly name: string
  readonly value: string
  /** The line on which it begins; the first line is 1. */
  readonly line: number
  /** The line on which its value ends. */
  readonly endLine: number
}

/** A problem that dotenv ignores silently. It never quotes the text. */
export interface EnvProblem {
  /**
   * - `duplicate`: an earlier line sets the name, too; dotenv and Node take the last value
   * - `invalid-name`: a deployment refuses the name (a plan leaves out the names that Convex's own tools manage)
   * - `unterminated-quote`: no quote closes the value, and its opening quote becomes part of it
   * - `text-after-quote`: text follows the closing quote, and both quotes become part of the value
   * - `runs-on`: an escaped quote ends a line, and the value includes what looks like the next variable
   * - `split`: the value, or its `=`, is on a later line than the name
   * - `not-an-assignment`: the line is neither empty nor a comment, and sets nothing
   */
  readonly kind:
    | 'duplicate'
    | 'invalid-name'
    | 'unterminated-quote'
    | 'text-after-quote'
    | 'runs-on'
    | 'split'
    | 'not-an-assignment'
  readonly line: number
  /** The name of the variable, if the problem is in a variable and the name is valid. */
  readonly name?: string
  /** The problem in words, without its line. */
  readonly message: string
}

/** The contents of a .env text. */
export interface ParsedEnv {
  /** All assignments in their order, repeated names included. */
  readonly entries: readonly EnvEntry[]
  /** The problems, in the order of their lines. */
  readonly problems: readonly EnvProblem[]
}

const VALID_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,255}$/

const MESSAGES = {
  'invalid-name':
    'A deployment refuses this name: use up to 256 letters, digits and `_`, and no digit at the start.',
  'unterminated-quote': 'No quote closes this value, so its opening quote is part of it.',
  'text-after-quote': 'Text follows the closing quote, so the quotes are part of the value.',
  'runs-on': 'A backslash precedes a closing quote, so the value includes the lines that follow.',
  split: 'The name, the `=` and the value are not on one line.',
  'not-an-assignment': 'The line sets nothing: it must be `NAME=value`, a comment, or empty.',
} as const

/**
 * Reads a .env text exactly as dotenv 16 to 18 do, and reports what they hide. Expands nothing: a `$` is a `$`. Skips a
 * byte order mark. The time grows linearly with the length of the text, whatever the text is.
 *
 * ```ts
 * const { entries, problems } = parseEnv('API_KEY=abc # comment\nAPI_KEY="d\\ne"\n')
 * // entries: API_KEY = 'abc' on line 1, API_KEY = 'd⏎e' on line 2
 * // problems: [{ kind: 'duplicate', line: 2, name: 'API_KEY', message: … }]
 * const values = new Map(entries.map(({ name, value }) => [name, value])) // the last one wins
 * ```
 * @throws {TypeError} if the text is not a string, but a `Buffer`, for example
 */
export function parseEnv(text: string): ParsedEnv {
  if (typeof text !== 'string') throw new TypeError('The text must be a string: read the file as UTF-8.')
  const source = withPlainLineEnds(text)
  const lineAt = lineCounter(source)
  const entries: EnvEntry[] = []
  const problems: EnvProblem[] = []
  const lastLines = new Map<string, number>()
  for (const part of scan(source)) {
    const line = lineAt(part.at)
    if (part.kind === 'leftover') {
      problems.push(problem('not-an-assignment', line))
      continue
    }
    const { name, value, written, valueAt } = part
    entries.push({ name, value, line, endLine: written === '' ? line : lineAt(valueAt + written.length) })
    for (const kind of faults(part, source)) problems.push(problem(kind, line, name))
    const before = lastLines.get(name)
    if (before !== undefined) problems.push(duplicate(name, line, before))
    lastLines.set(name, line)
  }
  return { entries, problems }
}

/** Returns the problems of an assignment, without those that involve other assignments. */
function faults(part: Assignment, source: string): (keyof typeof MESSAGES)[] {
  const found: (keyof typeof MESSAGES)[] = []
  if (!VALID_NAME.test(part.name)) found.push('invalid-name')
  if (isSplit(part, source)) found.push('split')
  if (part.runsOn) found.push('runs-on')
  if (isHalfQuoted(part.written))
    found.push(isClosed(part, source) ? 'text-after-quote' : 'unterminated-quote')
  return found
}

function isSplit({ at, valueAt, written }: Assignment, source: string): boolean {
  const before = source.slice(at, valueAt)
  return (written === '' ? before.trimEnd() : before).includes('\n')
}

/** Returns true if a value starts with a quote that dotenv does not take for one. */
function isHalfQuoted(written: string): boolean {
  return /^['"`]/.test(written) && (written.length === 1 || !written.endsWith(written.charAt(0)))
}

/** Returns true if the quote that opens a value occurs again on its line. */
function isClosed({ valueAt, written }: Assignment, source: string): boolean {
  const closing = source.indexOf(written.charAt(0), valueAt + 1)
  return closing !== -1 && !source.slice(valueAt, closing).includes('\n')
}

function problem(kind: keyof typeof MESSAGES, line: number, name?: string): EnvProblem {
  return { kind, line, ...named(name), message: MESSAGES[kind] }
}

function duplicate(name: string, line: number, before: number): EnvProblem {
  const message = `The name is set on line ${before} already, and the last value wins.`
  return { kind: 'duplicate', line, ...named(name), message }
}

/** Returns the name only if it is valid: an invalid one may be a piece of a secret. */
function named(name = ''): { name?: string } {
  return VALID_NAME.test(name) ? { name } : {}
}

/** Returns a function that counts the lines up to a position. The positions must ascend. */
function lineCounter(text: string): (at: number) => number {
  let line = 1
  let next = text.indexOf('\n')
  return at => {
    while (next !== -1 && next < at) {
      line += 1
      next = text.indexOf('\n', next + 1)
    }
    return line
  }
}
