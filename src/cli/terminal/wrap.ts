export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'

/** A piece of a line, perhaps in a style. */
export interface Styled {
  readonly style?: Style
  readonly text: string
  /** `never` keeps it in one row, to be copied; `below` lets the rows after it begin where it begins. */
  readonly wrap?: 'never' | 'below'
  /** Puts a cell at the right of its column, as numbers are. */
  readonly align?: 'right'
}

/** The columns of a stream that is a terminal. Elsewhere lines are as long as they are: another program reads them. */
export function widthOf(stream: { readonly isTTY?: boolean; readonly columns?: number }): number | undefined {
  return stream.isTTY && stream.columns ? Math.min(WIDEST, stream.columns) : undefined
}

/** A text in longer lines is hard to read. */
const WIDEST = 120

/**
 * Breaks a line between its words. Where the next row begins is set by the first piece that has `wrap: 'below'`, else by the
 * spaces that the line begins with.
 */
export function wrap(line: readonly Styled[], width: number): readonly (readonly Styled[])[] {
  let row: Styled[] = []
  const rows = [row]
  let column = 0
  let hang: number | undefined
  // The rest of a table's row is indented, wherever it breaks.
  const inset = line.slice(1).some(({ wrap }) => wrap === 'below') ? HANG : 0
  for (const { gap: aligned, word, isBelow } of wordsOf(line)) {
    const isTooLong = row.length > 0 && column + lengthOf([...aligned, ...word]) > width
    const gap = isTooLong ? narrowed(aligned) : aligned
    const start = column + lengthOf(gap)
    // A hanging indent of more than half of the width would leave no room.
    if (isBelow) hang = start <= width / 2 ? start : (hang ?? HANG)
    hang ??= start + inset
    // A word that fits in no row, such as a path, stays where it is: a break before it would gain nothing.
    const indent = hang + lengthOf(word) <= width ? hang : HANG
    const fits = indent + lengthOf(word) <= width
    if (row.length > 0 && start + lengthOf(word) > width && fits) {
      row = [{ text: ' '.repeat(indent) }]
      rows.push(row)
      column = indent
      hang = indent
    } else {
      row.push(...gap)
      column = start
    }
    row.push(...word)
    column += lengthOf(word)
  }
  return rows
}

/** The indent of what is left of a table's row. */
const HANG = 4

/**
 * Breaks a command line between its words, with what a shell needs to read it as one.
 * @param joined the end of a row that goes on
 */
export function wrapCommand(line: string, width: number, joined = ' \\'): string {
  const [indent = ''] = /^ */.exec(line) ?? []
  const rows: string[] = []
  let row = indent
  for (const word of line.trim().split(' ')) {
    const isFirst = row.trim() === ''
    if (!isFirst && `${row} ${word}${joined}`.length > width) {
      rows.push(`${row}${joined}`)
      row = `${indent}  ${word}`
    } else row = isFirst ? `${row}${word}` : `${row} ${word}`
  }
  return [...rows, row].join('\n')
}

/** Returns the spaces between two cells without those that align a table: it is too wide to be aligned. */
function narrowed(gap: readonly Styled[]): readonly Styled[] {
  return lengthOf(gap) > 2 ? [{ text: '  ' }] : gap
}

/** A word, which may have several styles, and the spaces before it. */
interface Word {
  readonly gap: readonly Styled[]
  readonly word: Styled[]
  readonly isBelow: boolean
}

function wordsOf(line: readonly Styled[]): Word[] {
  const words: Word[] = []
  let gap: Styled[] = []
  let isJoined = false
  for (const piece of line) {
    const texts = piece.wrap === 'never' ? [piece.text] : piece.text.split(/( +)/)
    let isBelow = piece.wrap === 'below'
    for (const text of texts.filter(Boolean)) {
      const own: Styled = { ...piece, text }
      if (piece.wrap !== 'never' && text.startsWith(' ')) {
        gap.push(own)
        isJoined = false
        continue
      }
      const last = words.at(-1)
      if (isJoined && last && !isBelow) last.word.push(own)
      else words.push({ gap, word: [own], isBelow })
      gap = []
      isJoined = true
      isBelow = false
    }
  }
  // A question ends in a space.
  if (gap.length > 0) words.push({ gap, word: [], isBelow: false })
  return words
}

function lengthOf(pieces: readonly Styled[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0)
}
