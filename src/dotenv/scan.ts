/**
 * Reads a text in one pass, as dotenv does. dotenv 16 to 18 match a regular expression, which backtracks in quadratic
 * time and overflows the stack on long quoted values. This scanner finds the same matches in linear time.
 */

/** A part of a text: an assignment, or something that dotenv ignores silently. */
type Part = Assignment | Leftover

export interface Assignment {
  readonly kind: 'assignment'
  readonly name: string
  readonly value: string
  /** The value as it is written, with its quotes and escapes, without surrounding white space. */
  readonly written: string
  /** The position of the assignment. */
  readonly at: number
  /** The position of the written value, if there is one. */
  readonly valueAt: number
  /** Set if an escaped quote ends a line, and the value includes what looks like the next assignment. */
  readonly runsOn: boolean
}

interface Leftover {
  readonly kind: 'leftover'
  readonly at: number
}

const HEAD = /(?:export\s+)?([\w.-]+)(?:\s*=|:\s)/y
const NEXT_HEAD = /\s*(?:export\s+)?[A-Za-z_]\w*\s*=/y
const SPACE = /\s*/y
const LINE = /[^\n\u2028\u2029]*/y
const PLAIN = /[^#\n]*/y
const LINE_BREAK = /[\n\u2028\u2029]/
const QUOTE = /^['"`]$/

/** Yields the parts of a text whose line ends are LF, as dotenv finds them. */
export function* scan(text: string): Generator<Part> {
  let at = runEnd(SPACE, text, 0)
  while (at < text.length) {
    const found = assignmentAt(text, at)
    if (found) yield found.assignment
    else if (text.charAt(at) !== '#') yield { kind: 'leftover', at }
    at = runEnd(SPACE, text, found ? found.end : runEnd(LINE, text, at))
  }
}

/** Returns a text with LF as every line end, as dotenv reads it. To dotenv, a byte order mark is white space. */
export function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

function assignmentAt(text: string, at: number): { assignment: Assignment; end: number } | undefined {
  HEAD.lastIndex = at
  const name = HEAD.exec(text)?.[1]
  if (name === undefined) return undefined
  const { valueAt, end, runsOn } = valueSpan(text, HEAD.lastIndex)
  const written = text.slice(valueAt, end).trim()
  return {
    assignment: { kind: 'assignment', name, value: decoded(written), written, at, valueAt, runsOn },
    end,
  }
}

/** Finds a written value: in quotes, even on a later line; else up to a `#` or the end of the line. */
function valueSpan(text: string, from: number): { valueAt: number; end: number; runsOn: boolean } {
  const valueAt = runEnd(SPACE, text, from)
  const closing = QUOTE.test(text.charAt(valueAt)) ? closingQuote(text, valueAt) : undefined
  if (closing) return { valueAt, end: closing.at + 1, runsOn: closing.runsOn }
  const end = runEnd(PLAIN, text, from)
  return { valueAt, end, runsOn: false }
}

/**
 * Finds the closing quote: the first one without a backslash before it, if only a comment follows on its line; else the
 * last one before it that a backslash precedes and nothing follows. A quote that opens another value has no backslash
 * before it, so no part of the text is searched twice for the same quote.
 */
function closingQuote(text: string, open: number): { at: number; runsOn: boolean } | undefined {
  const quote = text.charAt(open)
  let last: number | undefined
  let runsOn = false
  for (let at = text.indexOf(quote, open + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (endsLine(text, at + 1)) {
      runsOn ||= last !== undefined && runEnd(NEXT_HEAD, text, last + 1) > 0
      last = at
    }
    if (text.charAt(at - 1) !== '\\') break
  }
  return last === undefined ? undefined : { at: last, runsOn }
}

/** Returns true if only white space and a comment follow on the line. */
function endsLine(text: string, from: number): boolean {
  const end = runEnd(SPACE, text, from)
  return end === text.length || text.charAt(end) === '#' || LINE_BREAK.test(text.slice(from, end))
}

function decoded(written: string): string {
  const value = unquoted(written)
  return written.startsWith('"') ? value.replace(/\\n/g, '\n').replace(/\\r/g, '\r') : value
}

/**
 * Does as dotenv's `replace(/^(['"`])([\s\S]*)\1$/mg, '$2')`: each line of a value that starts with a quote loses it
 * together with the last such quote that ends a line. Only U+2028 and U+2029 make several lines of a value, or quotes,
 * which are removed first.
 */
function unquoted(written: string): string {
  const closings = new Map<string, number>()
  let result = ''
  let at = 0
  while (at < written.length) {
    const quote = QUOTE.test(written.charAt(at)) ? written.charAt(at) : undefined
    const closing = quote === undefined ? -1 : remembered(closings, quote, () => lastClosing(written, quote))
    const end = closing > at ? closing + 1 : runEnd(LINE, written, at)
    result += closing > at ? written.slice(at + 1, closing) : written.slice(at, end)
    const next = runEnd(LINE, written, end) + 1
    result += written.slice(end, next)
    at = next
  }
  return result
}

/** Returns the last position at which a quote ends a line, or -1. */
function lastClosing(written: string, quote: string): number {
  for (let at = written.lastIndexOf(quote); at > 0; at = written.lastIndexOf(quote, at - 1)) {
    if (at + 1 === written.length || LINE_BREAK.test(written.charAt(at + 1))) return at
  }
  return -1
}

function remembered(known: Map<string, number>, key: string, find: () => number): number {
  const value = known.get(key) ?? find()
  known.set(key, value)
  return value
}

/** Returns the end of a sticky pattern's match from a position, or 0 if it does not match. */
function runEnd(sticky: RegExp, text: string, from: number): number {
  sticky.lastIndex = from
  sticky.test(text)
  return sticky.lastIndex
}
