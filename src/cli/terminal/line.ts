import { styleText } from 'node:util'
import { printable, printableLines } from '../../text/quote.js'
import { type Style, type Styled, wrap } from './wrap.js'

export type { Style, Styled }

export type Piece = string | Styled

/** A line to print: its pieces are made safe one by one, so no name or value can steer a terminal. */
export type Line = Piece | readonly Piece[]

/** The cells of a table's row. */
export type Row = readonly Piece[]

export function styled(style: Style, text: string): Styled {
  return { style, text }
}

/** Returns a number as a person reads it, such as `10,000`. */
export function numeral(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 })
}

/** Returns a number as a cell, at the right of its column. */
export function amount(value: number): Styled {
  return { text: numeral(value), align: 'right' }
}

/** Returns command lines to go on with, each in a row of its own, to be copied. */
export function toCopy(commandLines: readonly string[]): Line[] {
  return commandLines.map(text => ['  ', { ...styled('bold', text), wrap: 'never' }])
}

/** Returns a line that belongs to the one above it. */
export function indented(line: Line): Line {
  return ['  ', ...pieces(line)]
}

/**
 * Returns a line as it is printed. None gives orders to the runner of a workflow, which reads what a command prints.
 * @param width the columns that it is broken to, if it is printed for a person
 */
export function render(line: Line, coloured: boolean, width?: number): string {
  const safe = pieces(line).map(piece => ({ ...piece, text: printable(piece.text) }))
  const rows = width === undefined ? [safe] : wrap(safe, width)
  return rows.map(row => renderRow(row, coloured)).join('\n')
}

function renderRow(row: readonly Styled[], coloured: boolean): string {
  const shown = row
    .map(({ style, text }) =>
      style && coloured && text ? styleText(style, text, { validateStream: false }) : text,
    )
    .join('')
  return withoutMarks(shown.replace(/^(\s*):(?=:)/, '$1\\u003a'))
}

/** Returns a value as JSON, indented: no character in it is invisible, and none gives orders to a runner. */
export function renderJson(value: object, indent = 2): string {
  return withoutMarks(printableLines(JSON.stringify(value, null, indent)))
}

/** Escapes the marks of runners that count anywhere in a line: `##[`, `##vso[`, `##teamcity[`. Those by `::` begin one. */
function withoutMarks(text: string): string {
  return text.replace(/##(?=\w*\[)/g, '#\\u0023')
}

/** A cell that is wider widens no other row: others choose what it holds, and how long that is. */
const WIDEST = 120

/** Lays rows out in columns, each as wide as its widest cell within reason. */
export function columns(rows: readonly Row[]): Line[] {
  const widths: number[] = []
  const full = rows.map(withoutEmptyEnd)
  for (const row of full) {
    for (const [index, cell] of row.entries())
      widths[index] = Math.max(widths[index] ?? 0, Math.min(width(cell), WIDEST))
  }
  return full.map(row =>
    row.flatMap((cell, index): Piece[] => {
      const isLast = index === row.length - 1
      const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(cell)))
      const own: Piece = isLast ? { ...pieceOf(cell), wrap: 'below' } : cell
      const isRight = pieceOf(cell).align === 'right'
      return [isRight ? space : '', own, isLast ? '' : `${isRight ? '' : space}  `]
    }),
  )
}

function withoutEmptyEnd(row: Row): Row {
  return row.slice(0, row.findLastIndex(cell => width(cell) > 0) + 1)
}

function width(cell: Piece): number {
  return printable(pieceOf(cell).text).length
}

/** Returns the pieces of a line. */
export function pieces(line: Line): readonly Styled[] {
  return (typeof line === 'string' || 'text' in line ? [line] : line).map(pieceOf)
}

function pieceOf(piece: Piece): Styled {
  return typeof piece === 'string' ? { text: piece } : piece
}
