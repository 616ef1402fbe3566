import { type EnvEntry, type ParsedEnv, parseEnv } from '../../../src/dotenv/index.js'
import type { EnvReader, Found } from './reader.js'

/** Returns the texts on which a reader differs from us though we say nothing of it, the shortest first. */
export async function unsaidBy(reader: EnvReader, texts: readonly string[]): Promise<string[]> {
  const found = await reader.readAll(texts)
  const unsaid = texts.filter((text, index) => isUnsaid(text, reader.name, found[index] ?? {}))
  return unsaid.sort((one, other) => one.length - other.length)
}

function isUnsaid(text: string, reader: string, found: Found): boolean {
  if (isPardoned(text, reader)) return false
  const parsed = parseEnv(text)
  const lines = differingLines(parsed, found)
  return lines !== undefined && !isSaid(parsed, lines)
}

type Lines = Pick<EnvEntry, 'line' | 'endLine'>

/** Of a variable that only a reader finds, nobody knows the line. */
const ANYWHERE: Lines = { line: 1, endLine: Number.POSITIVE_INFINITY }

/** Returns the lines of the first variable of which a reader finds another value than we do, if any. */
export function differingLines({ entries }: ParsedEnv, found: Found): Lines | undefined {
  const last = new Map(entries.map(entry => [entry.name, entry]))
  const differing = [...last.values()].find(({ name, value }) => found[name] !== value)
  if (differing) return differing
  const hasMore = Object.keys(found).some(name => !last.has(name))
  return hasMore ? ANYWHERE : undefined
}

/** The kinds by which a reader goes wrong on the lines that follow, too. */
const SWALLOWING: readonly string[] = [
  ...['unterminated-quote', 'text-after-quote', 'runs-on', 'split', 'not-an-assignment', 'duplicate'],
  ...['escape', 'inner-quote', 'blank-value', 'odd-space', 'byte-order-mark', 'carriage-return'],
]

/** Returns true if something is said of these lines, or of one before them that reaches them. */
function isSaid({ problems, remarks }: ParsedEnv, at: Lines): boolean {
  return [...problems, ...remarks].some(({ line, kind }) => {
    return line <= at.endLine && (line >= at.line || SWALLOWING.includes(kind))
  })
}

/** The texts in which a reader is known to be wrong by itself, and nothing is said of it. */
const PARDONED: readonly (readonly [reader: RegExp, texts: RegExp])[] = [
  // A last line without a line end keeps its comment, and more: mended in Node 20.20.
  [/Node 20\.1\d/, /^/],
  // Tabs, blanks before a comment or on a line of their own, and behind `export`: mended in Node 22.
  [/Node 20/, /\t|^ +(?:#|\r?$)|export {2,}/m],
  // Deno drops a `$` that expands nothing.
  [/Deno/, /\$(?!\w|\{[^{}]*\}|\([^()]*\))/],
]

function isPardoned(text: string, name: string): boolean {
  return PARDONED.some(([reader, texts]) => reader.test(name) && texts.test(text))
}
