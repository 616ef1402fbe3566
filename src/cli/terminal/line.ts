import { styleText } from 'node:util'
import { printable, printableLines } from '../../text/quote.js'

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'

/** A piece of a line in a style. */
interface Styled {
  readonly style: Style
  readonly text: string
}

/** A line to print: its pieces are made safe one by one, so no name or value can steer a terminal. */
export type Line = string | Styled | readonly (string | Styled)[]

/** The cells of a table's row. */
export type Row = readonly (string | Styled)[]

export function styled(style: Style, text: string): Styled {
  return { style, text }
}

/** Returns a line as it is printed. None gives orders to the runner of a workflow, which reads what a command prints. */
export function render(line: Line, coloured: boolean): string {
  const shown = pieces(line)
    .map(piece => {
      const { style, text } = typeof piece === 'string' ? { style: undefined, text: piece } : piece
      const shown = printable(text)
      return style && coloured ? styleText(style, shown, { validateStream: false }) : shown
    })
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
    row.flatMap((cell, index) => {
      const last = index === row.length - 1
      return last ? [cell] : [cell, ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(cell)) + 2)]
    }),
  )
}

function withoutEmptyEnd(row: Row): Row {
  return row.slice(0, row.findLastIndex(cell => width(cell) > 0) + 1)
}

function width(cell: string | Styled): number {
  return printable(typeof cell === 'string' ? cell : cell.text).length
}

function pieces(line: Line): readonly (string | Styled)[] {
  return typeof line === 'string' || 'style' in line ? [line] : line
}
