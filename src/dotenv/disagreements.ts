import type { Assignment } from './scan.js'

/**
 * A spelling in which other readers than dotenv find another value: Node, Bun, python-dotenv, or Next.js, Vite and
 * dotenv-expand, which expand. Shells and docker do not count: to them, many an ordinary .env file means something else.
 */
export type Disagreement =
  | 'hash'
  | 'escape'
  | 'expands'
  | 'inner-quote'
  | 'backtick'
  | 'colon'
  | 'bare-comment'
  | 'blank-value'
  | 'odd-space'

/** Returns the spellings of an assignment in which other readers find another value. */
export function findDisagreements(part: Assignment, source: string): Disagreement[] {
  const spelling = spellingOf(part, source)
  return CHECKS.filter(([, applies]) => applies(spelling)).map(([kind]) => kind)
}

/** Returns true if a value can be written without an escape that readers decode in different ways. */
export function needsNoEscape(value: string): boolean {
  const isQuotable = Object.entries(ESCAPES).some(([quote, escapes]) => {
    return !value.includes(quote) && !escapes.test(value) && !(quote === '"' && value.includes('\\n'))
  })
  return isQuotable || (/^[^\s'"`#](?:[^#\n]*[^#\s])?$/.test(value) && !BARE_ESCAPES.test(value))
}

/** An assignment by its pieces, as they are written. */
interface Spelling {
  /** The name and the sign, with the white space around them on their line. */
  readonly head: string
  /** The quote around the value, or '' for none. */
  readonly quote: string
  /** The written value without the quotes around it. */
  readonly inner: string
  /** The text behind the value on its line. */
  readonly after: string
  /** The next character that is no white space, or '' for the end of the text. */
  readonly next: string
  readonly value: string
}

function spellingOf({ at, valueAt, written, value }: Assignment, source: string): Spelling {
  const whole = source.slice(at, valueAt)
  const head = written === '' ? (/^[^=:]*[=:][^\S\n]*/.exec(whole)?.[0] ?? whole) : whole
  const end = at + head.length + written.length
  const [, quote = ''] = /^(['"`]).*\1$/s.exec(written) ?? []
  return {
    head,
    quote,
    inner: quote === '' ? written : written.slice(1, -1),
    // An odd end of a line counts, too: to read on over it each time would take square time.
    after: runAt(/[^\n\u2028\u2029]*[\u2028\u2029]?/y, source, end),
    next: source.charAt(end + runAt(/\s*/y, source, end).length),
    value,
  }
}

function runAt(sticky: RegExp, text: string, from: number): string {
  sticky.lastIndex = from
  return sticky.exec(text)?.[0] ?? ''
}

/** The escapes in each kind of quotes that some readers decode, or at which they take the quote for the end. */
const ESCAPES: Readonly<Record<string, RegExp>> = {
  "'": /\\(?:['\\]|$)/,
  '"': /\\(?:["'\\$abfrtv]|$)/,
  '`': /\\(?:`|$)/,
}

/** The same without quotes: expanders drop the backslash. */
const BARE_ESCAPES = /\\\$/

/** A quote of each kind without a backslash before it. */
const QUOTES: Readonly<Record<string, RegExp>> = { "'": /(?<!\\)'/, '"': /(?<!\\)"/, '`': /(?<!\\)`/ }

/** `$NAME`, `$1`, `${NAME}` with any operator, `$(command)`, and `\$`. A `$` before anything else is only a `$`. */
const EXPANDED = /\$(?:\w|\{(?:\w|[^{}]*\})|\([^()]*\))|\\\$/

/** White space that some readers trim and others keep. Tabs do not count: only Node 20 keeps them. */
const ODD_SPACE = /[^\S \t\n]|(?![\t\n])\p{Control}/u
const ODD_ENDS = /^\p{Control}|\p{Control}$/u
/** Characters that end a line or a text for some readers. */
const ODD_ENDINGS = /[\0\u2028\u2029]/

const CHECKS: readonly (readonly [kind: Disagreement, applies: (spelling: Spelling) => boolean])[] = [
  ['hash', one => isBare(one) && one.after.startsWith('#') && !/\s$/.test(one.head + one.inner)],
  ['escape', ({ quote, inner }) => (ESCAPES[quote] ?? BARE_ESCAPES).test(inner)],
  ['expands', ({ value }) => EXPANDED.test(value)],
  ['inner-quote', ({ quote, inner }) => QUOTES[quote]?.test(inner) ?? false],
  ['backtick', ({ quote }) => quote === '`'],
  ['colon', ({ head }) => /:\s*$/.test(head)],
  ['bare-comment', one => isEmpty(one) && /\s$/.test(one.head) && one.after.startsWith('#')],
  ['blank-value', one => isEmpty(one) && one.after === '' && isMisread(one)],
  ['odd-space', isOddlySpaced],
]

function isBare({ quote }: Spelling): boolean {
  return quote === ''
}

function isEmpty({ quote, inner }: Spelling): boolean {
  return quote + inner === ''
}

/** Returns true for an empty value for which Node takes the next line, or of which it takes `export` into the name. */
function isMisread({ head, next }: Spelling): boolean {
  return /^export\s+[^=:\s]/.test(head) || (/\s$/.test(head) && !['', '#'].includes(next))
}

function isOddlySpaced(one: Spelling): boolean {
  const { head, inner, after } = one
  if (/^export[^\S ]/.test(head) || ODD_SPACE.test(head) || ODD_ENDINGS.test(inner + after)) return true
  return (isBare(one) && ODD_ENDS.test(inner)) || ODD_SPACE.test(after.replace(/#.*/s, ''))
}
