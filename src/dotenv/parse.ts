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

/** What dotenv would pass over without a word. It says where and what, and never quotes the text. */
export interface EnvProblem {
  /**
   * - `duplicate`: the name is set before; dotenv and Node take the last value
   * - `invalid-name`: a deployment refuses the name (one that Convex's own tools manage is for a plan to leave out)
   * - `unterminated-quote`: no quote closes the value, and its opening quote becomes part of it
   * - `text-after-quote`: text follows the closing quote, and both quotes become part of the value
   * - `runs-on`: an escaped quote ends a line, and the value swallows what looks like the next variable
   * - `split`: the value, or its `=`, stands on a later line than the name
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
  /** The variable, if the problem is one of a variable whose name is valid. */
  readonly name?: string
  /** The problem in words, without its line. */
  readonly message: string
}

/** What a .env text holds. */
export interface ParsedEnv {
  /** Every assignment in its order, repeated names included. */
  readonly entries: readonly EnvEntry[]
  /** In the order of their lines. */
  readonly problems: readonly EnvProblem[]
}

const VALID_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,255}$/

const MESSAGES = {
  'invalid-name':
    'The name is not one that a deployment takes: up to 256 letters, digits and `_`, not starting with a digit.',
  'unterminated-quote': 'No quote closes this value, so its opening quote is part of it.',
  'text-after-quote': 'Text follows the closing quote, so the quotes are part of the value.',
  'runs-on': 'A backslash stands before a closing quote, so the value swallows the lines that follow.',
  split: 'The name, the `=` and the value do not stand on one line.',
  'not-an-assignment': 'The line sets nothing: it is no `NAME=value`, no comment, and not empty.',
} as const

/**
 * Reads a .env text exactly as dotenv 16 to 18 do, and reports what they hide. Nothing is expanded: a `$` is a `$`.
 * A byte order mark is skipped. The time it takes grows with the length of the text alone, whatever the text is.
 *
 * ```ts
 * const { entries, problems } = parseEnv('API_KEY=abc # comment\nAPI_KEY="d\\ne"\n')
 * // entries: API_KEY = 'abc' on line 1, API_KEY = 'd⏎e' on line 2
 * // problems: [{ kind: 'duplicate', line: 2, name: 'API_KEY', message: … }]
 * const values = new Map(entries.map(({ name, value }) => [name, value])) // the last one wins
 * ```
 * @throws {TypeError} for anything but a string, a `Buffer` for example
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

/** What is wrong with an assignment by itself. */
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

/** Whether a value opens with a quote that dotenv does not take for one. */
function isHalfQuoted(written: string): boolean {
  return /^['"`]/.test(written) && (written.length === 1 || !written.endsWith(written.charAt(0)))
}

/** Whether the quote that opens a value stands on its line again. */
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

/** A name that no deployment takes may be a stray piece of a secret. */
function named(name = ''): { name?: string } {
  return VALID_NAME.test(name) ? { name } : {}
}

/** Counts lines up to places that only move forwards. */
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
