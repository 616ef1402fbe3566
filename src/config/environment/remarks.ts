import type { Change } from './desired.js'

/** A form of a value that is seldom meant. It prevents nothing. No message holds a value. */
export interface PlanRemark {
  readonly kind: RemarkKind
  readonly name: string
  readonly message: string
}

export type RemarkKind = 'line-break' | 'white-space' | 'invisible' | 'quoted' | 'env-file'

/** Tells of the ends of a value of one line. */
const ENDS: readonly (readonly [RemarkKind, RegExp, string])[] = [
  ['line-break', /[\r\n]$/, 'ends with a line break'],
  ['white-space', /^(?!\ufeff)\s/, 'begins with white space'],
  ['white-space', /(?![\ufeff\r\n])\s$/, 'ends with white space'],
]

/** Tells of any value. */
const WHOLE: readonly (readonly [RemarkKind, RegExp, string])[] = [
  ['invisible', /^\p{Cf}/u, 'begins with an invisible character'],
  ['invisible', /\p{Cf}$/u, 'ends with an invisible character'],
  ['invisible', /(?![\t\n\r])\p{Cc}/u, 'holds a control character'],
  // A quote between them may be one of a list, such as `"a","b"`: that is not a value in quotes.
  ['quoted', /^\s*(["'`])(?:\\.|(?!\1)[^\\])*\1\s*$/s, 'is in quotes, which are part of it'],
  [
    'env-file',
    /^(?:[ \t]*(?:#.*|(?:export[ \t]+)?[A-Za-z_]\w*=.*)(?:[\r\n]+|$)){2,}$/,
    'reads as a whole .env file',
  ],
]

/**
 * Returns what is odd about the new value of a change, if anything: most come from a variable or a file that was filled by
 * `echo`, or from the quotes of a .env file.
 */
export function changeRemarks({ name, after }: Change): PlanRemark[] {
  if (after === undefined) return []
  return [...(isPlain(after) ? ENDS : []), ...WHOLE]
    .filter(([, form]) => form.test(after))
    .map(([kind, , message]) => ({ kind, name, message }))
}

/** Returns true for one line that is not JSON: in PEM and other texts of several lines, and in JSON, white space at an end is usual. */
function isPlain(value: string): boolean {
  const text = value.trim()
  return !/[\r\n]/.test(text) && !/^[[{].*[\]}]$/.test(text)
}
