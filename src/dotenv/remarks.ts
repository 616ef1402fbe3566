import type { Disagreement } from './disagreements.js'

/** The kinds of remarks. */
export type RemarkKind = Exclude<Disagreement, 'hash'> | 'byte-order-mark' | 'carriage-return'

const MESSAGES: Readonly<Record<RemarkKind, string>> = {
  expands: 'Next.js, Vite, Bun and dotenv-expand replace what a `$` begins, or drop a backslash before it.',
  escape: 'Readers disagree on the backslash in these quotes, and no quotes hold the value without it.',
  'inner-quote': 'The value holds its own quote, at which Node, Python and others end it: use other quotes.',
  backtick: 'Python and shells do not take backticks for quotes.',
  colon: 'Node, Python and others take only `NAME=value`, and no colon.',
  'bare-comment': 'Python takes the comment for the value: put the comment on a line of its own.',
  'blank-value': 'Node misreads this empty value: write two quotes, with no space before them.',
  'odd-space': 'Some readers keep the white space or the control characters here: use spaces.',
  'byte-order-mark':
    'Node does not find the first variable behind a byte order mark: save the text without it.',
  'carriage-return':
    'Node reads on over the carriage return that ends this line: save the text with LF or CRLF.',
}

/** Returns the words of a remark. */
export function remarkOf(kind: RemarkKind): string {
  return MESSAGES[kind]
}

/** Returns the position of the first carriage return without a line feed, if text follows it, or -1. */
export function loneReturnAt(text: string): number {
  return text.search(/\r(?!\n|$)/)
}
