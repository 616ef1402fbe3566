import { styleText } from 'node:util'
import type { EnvironmentVariable, PlannedChange } from 'convex-deployment'

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
export function variables(list: readonly EnvironmentVariable[]): void {
  const width = Math.max(...list.map(({ name }) => name.length))
  for (const { name, value } of list) {
    line(`    ${name.padEnd(width)}  ${paint('dim', `${Buffer.byteLength(value)} B`)}`)
  }
}

/** Changes as a diff: what comes, what changes, what goes, by name and size. */
export function changes(list: readonly PlannedChange[]): void {
  const width = Math.max(...list.map(({ name }) => name.length))
  for (const { action, name, bytesBefore, bytesAfter } of list) {
    const [mark, style] = MARKS[action]
    const size = [bytesBefore, bytesAfter].filter(bytes => bytes !== undefined).join('→')
    line(`  ${paint(style, `${mark} ${name.padEnd(width)}`)}  ${paint('dim', `${size} B`)}`)
  }
}

const MARKS = {
  create: ['+', 'green'],
  set: ['+', 'green'],
  update: ['~', 'yellow'],
  delete: ['-', 'red'],
} as const satisfies Record<PlannedChange['action'], readonly [string, string]>
