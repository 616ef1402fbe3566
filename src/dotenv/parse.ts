import { findDisagreements, needsNoEscape } from './disagreements.js'
import { loneReturnAt, type RemarkKind, remarkOf } from './remarks.js'
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

/**
 * A reason to doubt that a value is the one that is meant: dotenv ignores it silently, or other readers find another
 * value, though it can be written so that all find the same. It never quotes the text.
 */
export interface EnvProblem {
  /**
   * - `hash`: an unquoted value ends at a `#` without white space before it, where Python and shells read on
   * - `escape`: a backslash that some readers decode, or after which they take a quote for the end
   * - `duplicate`: an earlier line sets the name, too; dotenv and Node take the last value
   * - `invalid-name`: a deployment refuses the name (a plan leaves out the names that Convex's own tools manage)
   * - `unterminated-quote`: no quote closes the value, and its opening quote becomes part of it
   * - `text-after-quote`: text follows the closing quote, and both quotes become part of the value
   * - `runs-on`: an escaped quote ends a line, and the value includes what looks like the next variable
   * - `split`: the value, or its `=`, is on a later line than the name
   * - `not-an-assignment`: the line is neither empty nor a comment, and sets nothing
   */
  readonly kind:
    | 'hash'
    | 'escape'
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

/**
 * A difference between readers where the value is plain, or where no other way of writing it would help. It never quotes
 * the text.
 */
export interface EnvRemark {
  /**
   * - `expands`: Next.js, Vite, Bun and dotenv-expand replace a `$`, or drop the backslash before it
   * - `escape`: as the problem, of a value that cannot be written without it
   * - `inner-quote`: the value holds its own quote, at which Node and others end
   * - `backtick`: Python and shells do not take backticks for quotes
   * - `colon`: Node and others do not take `NAME: value`
   * - `bare-comment`: a comment follows an empty value, and Python takes it for the value
   * - `blank-value`: an empty value is written so that Node takes the next line for it, or `export` into the name
   * - `odd-space`: white space or control characters that some readers keep
   * - `byte-order-mark`: Node does not find the first variable behind it
   * - `carriage-return`: a carriage return alone ends a line, which Node does not take for an end
   */
  readonly kind:
    | 'expands'
    | 'escape'
    | 'inner-quote'
    | 'backtick'
    | 'colon'
    | 'bare-comment'
    | 'blank-value'
    | 'odd-space'
    | 'byte-order-mark'
    | 'carriage-return'
  readonly line: number
  /** The name of the variable, if the remark is on a variable and the name is valid. */
  readonly name?: string
  /** The difference in words, without its line. */
  readonly message: string
}

/** The contents of a .env text. */
export interface ParsedEnv {
  /** All assignments in their order, repeated names included. */
  readonly entries: readonly EnvEntry[]
  /** The problems, in the order of their lines. */
  readonly problems: readonly EnvProblem[]
  /** The differences between readers that are no problems, in the order of their lines. */
  readonly remarks: readonly EnvRemark[]
}

const VALID_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,255}$/

const MESSAGES = {
  hash: 'The value ends at a `#`, and for Python and shells goes on: put it in quotes, or a space before the `#`.',
  escape:
    'Readers disagree on this backslash: put the value in single quotes without escapes, or in backticks if it holds those.',
  'invalid-name':
    'A deployment refuses this name: use up to 256 letters, digits and `_`, and no digit at the start.',
  'unterminated-quote': 'No quote closes this value, so its opening quote is part of it.',
  'text-after-quote': 'Text follows the closing quote, so the quotes are part of the value.',
  'runs-on': 'A backslash precedes a closing quote, so the value includes the lines that follow.',
  split: 'The name, the `=` and the value are not on one line.',
  'not-an-assignment': 'The line sets nothing: it must be `NAME=value`, a comment, or empty.',
} as const

/**
 * Reads a .env text exactly as dotenv 16 to 18 do, and reports what they hide and where other readers differ: Node 20.20
 * to 26, Bun, python-dotenv, Next.js, Vite and dotenv-expand. Expands nothing: a `$` is a `$`. Skips a byte order mark.
 * The time grows linearly with the length of the text, whatever the text is.
 *
 * ```ts
 * const { entries, problems, remarks } = parseEnv('API_KEY=abc # comment\nAPI_KEY="d\\ne$A"\n')
 * // entries: API_KEY = 'abc' on line 1, API_KEY = 'd⏎e$A' on line 2
 * // problems: [{ kind: 'duplicate', line: 2, name: 'API_KEY', message: … }]
 * // remarks: [{ kind: 'expands', line: 2, name: 'API_KEY', message: … }]
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
  const remarks: EnvRemark[] = []
  const lastLines = new Map<string, number>()
  for (const part of scan(source)) {
    const line = lineAt(part.at)
    if (part.kind === 'leftover') {
      problems.push(problem('not-an-assignment', line))
      continue
    }
    const { name, value, written, valueAt } = part
    entries.push({ name, value, line, endLine: written === '' ? line : lineAt(valueAt + written.length) })
    const { doubts, differences } = judge(part, source)
    for (const kind of doubts) problems.push(problem(kind, line, name))
    for (const kind of differences) remarks.push({ kind, line, ...named(name), message: remarkOf(kind) })
    const before = lastLines.get(name)
    if (before !== undefined) problems.push(duplicate(name, line, before))
    lastLines.set(name, line)
  }
  return { entries, problems, remarks: [...textRemarks(text), ...remarks].sort(byLine) }
}

/** Returns the remarks on a text as a whole. */
function textRemarks(text: string): EnvRemark[] {
  const remarks: EnvRemark[] = []
  const add = (kind: RemarkKind, line: number) => remarks.push({ kind, line, message: remarkOf(kind) })
  if (text.startsWith('\ufeff') && text.trim() !== '') add('byte-order-mark', 1)
  const at = loneReturnAt(text)
  if (at !== -1) add('carriage-return', text.slice(0, at).split('\n').length)
  return remarks
}

function byLine(one: EnvRemark, other: EnvRemark): number {
  return one.line - other.line
}

/** Returns the kinds of problems and remarks of an assignment, without those that involve other assignments. */
function judge(part: Assignment, source: string) {
  const doubts = faults(part, source)
  const differences: RemarkKind[] = []
  // What a broken quote makes of the rest is no second problem.
  if (doubts.some(kind => kind !== 'invalid-name')) return { doubts, differences }
  for (const kind of findDisagreements(part, source)) {
    if (kind === 'hash' || (kind === 'escape' && needsNoEscape(part.value))) doubts.push(kind)
    else differences.push(kind)
  }
  return { doubts, differences }
}

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
