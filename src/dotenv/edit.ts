import { type Assignment, scan, withPlainLineEnds } from './scan.js'
import { formWithin } from './targets/env-file.js'

/**
 * Returns a text in which some variables have other values. Every other character stays: names and signs, comments behind
 * values, line ends, a byte order mark. The quotes around a value stay, too, if all readers read the new one in them.
 * A value that no .env text holds is not replaced: see `stringifyEnv`.
 */
export function replaceValues(text: string, values: ReadonlyMap<string, string>): string {
  const source = withPlainLineEnds(text)
  const positionOf = positionsIn(text)
  const end = lineEndOf(text)
  let result = ''
  let at = 0
  const put = (from: number, to: number, written: string) => {
    const start = positionOf(from)
    result += text.slice(at, start) + written.replaceAll('\n', end)
    at = to === from ? start : positionOf(to)
  }
  for (const part of scan(source)) {
    const value = part.kind === 'assignment' ? values.get(part.name) : undefined
    if (part.kind === 'leftover' || value === undefined || value === part.value) continue
    const form = formWithin(value, part.written)
    if (form === undefined) continue
    const { from, to, before } = spanOf(part, source)
    put(from, to, before + form.text + (source.charAt(to) === '#' ? ' ' : ''))
    const lineEnd = lineEndAfter(source, to)
    const guard = form.guard === '' ? '' : `\n${form.guard}`
    if (!source.startsWith(guard, lineEnd)) put(lineEnd, lineEnd, guard)
  }
  return result + text.slice(at)
}

/** Returns a text with lines behind it, whose line ends are those of the text. A lone carriage return ends no line for Node. */
export function appendLines(text: string, lines: string): string {
  if (lines === '') return text
  const end = lineEndOf(text)
  const isWhole = /(?:^\ufeff?|\n)$/.test(text)
  return text + (isWhole ? '' : end) + lines.replaceAll('\n', end)
}

/** Returns where a written value is, or belongs: directly behind the sign. */
function spanOf({ at, valueAt, written }: Assignment, source: string) {
  if (written !== '') return { from: valueAt, to: valueAt + written.length, before: '' }
  const [head = ''] = /^[^=:]*[=:]/.exec(source.slice(at, valueAt)) ?? []
  const from = at + head.length
  return { from, to: from, before: head.endsWith(':') ? ' ' : '' }
}

function lineEndAfter(source: string, from: number): number {
  const end = source.indexOf('\n', from)
  return end === -1 ? source.length : end
}

/** Returns the first line end of a text that all readers take for one. */
function lineEndOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n'
}

/** Returns a function from positions in a text with plain line ends to those in the text. They must ascend. */
function positionsIn(text: string): (plain: number) => number {
  let passed = 0
  let next = text.indexOf('\r\n')
  return plain => {
    while (next !== -1 && next < plain + passed) {
      passed += 1
      next = text.indexOf('\r\n', next + 2)
    }
    return plain + passed
  }
}
