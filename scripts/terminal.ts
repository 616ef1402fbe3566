import { styleText } from 'node:util'

/** Colours on a terminal only, and never under `NO_COLOR`. */
const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR

/** A text in a colour where the terminal has colours. */
export function paint(style: 'bold' | 'dim' | 'red' | 'green' | 'yellow', text: string): string {
  return coloured ? styleText(style, text) : text
}

/** One line of output. */
export function line(...parts: string[]): void {
  console.log(parts.join(' '))
}

/** A step's title, set off from what stands before it. */
export function heading(title: string): void {
  line()
  line(paint('bold', title))
}

/** Variables by name and size, in columns; values are never shown. */
export function names(mark: string, variables: readonly { name: string; value: string }[]): void {
  const width = Math.max(...variables.map(({ name }) => name.length))
  for (const { name, value } of variables) {
    const size = mark === '-' ? '' : paint('dim', `${Buffer.byteLength(value)} B`.padStart(6))
    line(`  ${mark} ${name.padEnd(width)} ${size}`.trimEnd())
  }
}
