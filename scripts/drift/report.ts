import type { Difference, Severity } from './differences.js'
import { printable } from './printable.js'

/** What was compared, and what came out. */
export interface Report {
  readonly ours: string
  readonly theirs: string
  readonly differences: readonly Difference[]
}

/** How many differences there are of each severity; `known` and `stale` are among the notes. */
export interface Counts {
  readonly breaking: number
  readonly additions: number
  readonly notes: number
  readonly known: number
  readonly stale: number
}

/** Counts a report's differences. */
export function countsOf(differences: readonly Difference[]): Counts {
  const count = (test: (difference: Difference) => boolean) => differences.filter(test).length
  return {
    breaking: count(one => one.severity === 'breaking'),
    additions: count(one => one.severity === 'addition'),
    notes: count(one => one.severity === 'note'),
    known: count(one => one.reason !== undefined),
    stale: count(one => one.kind === 'known-stale'),
  }
}

/** The report for programs. */
export function renderJson({ ours, theirs, differences }: Report): string {
  return `${JSON.stringify({ ours, theirs, counts: countsOf(differences), differences }, undefined, 2)}\n`
}

/** The report for people: the gravest first, by operation; the known differences by the reason for them. */
export function renderText({ ours, theirs, differences }: Report, { colour }: { colour: boolean }): string {
  const paint = (code: number, text: string) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text)
  const of = (severity: Severity) =>
    differences.filter(one => one.severity === severity && one.reason === undefined)
  const known = differences.filter(one => one.reason !== undefined)
  const sections = [
    section(paint(31, 'Breaking'), byOperation(of('breaking')), text => paint(1, text)),
    section(paint(32, 'Additions'), byOperation(of('addition')), text => paint(1, text)),
    section(paint(33, 'Notes'), byOperation(of('note')), text => paint(1, text)),
    section(paint(33, 'Notes: known differences'), byReason(known), text => paint(2, text)),
  ]
  const heading = `ours    ${printable(ours)}\ntheirs  ${printable(theirs)}\n`
  return [heading, ...sections.flat(), `${summaryOf(countsOf(differences))}\n`].join('\n')
}

/** The lines under each heading: where, and what. */
type Groups = ReadonlyMap<string, readonly (readonly [where: string, what: string])[]>

function section(title: string, groups: Groups, emphasise: (text: string) => string): string[] {
  if (groups.size === 0) return []
  const width = Math.max(...[...groups.values()].flat().map(([where]) => where.length))
  const blocks = [...groups].map(([heading, rows]) => {
    const lines = rows.map(([where, what]) => `    ${where.padEnd(width)}  ${what}`.trimEnd())
    return `  ${emphasise(heading)}\n${lines.join('\n')}\n`
  })
  return [title, ...blocks]
}

function byOperation(differences: readonly Difference[]): Groups {
  return grouped(differences, ({ where, what }) => {
    const [, operation = where, place = ''] = /^(\S+ \S+)(?: (.*))?$/.exec(where) ?? []
    return [operation, place, what]
  })
}

function byReason(differences: readonly Difference[]): Groups {
  return grouped(differences, ({ where, what, reason = '' }) => [reason, where, what])
}

function grouped(
  differences: readonly Difference[],
  rowOf: (difference: Difference) => readonly [heading: string, where: string, what: string],
): Groups {
  const groups = new Map<string, (readonly [string, string])[]>()
  for (const [heading, where, what] of differences.map(one => rowOf(one))) {
    const rows = groups.get(printable(heading)) ?? []
    rows.push([printable(where), printable(what)])
    groups.set(printable(heading), rows)
  }
  return groups
}

function summaryOf({ breaking, additions, notes, known, stale }: Counts): string {
  const counts = [
    plural(breaking, 'breaking difference'),
    plural(additions, 'addition'),
    plural(notes, 'note'),
  ]
  const detail = [known > 0 ? `${known} known` : '', stale > 0 ? `${stale} stale` : '']
    .filter(Boolean)
    .join(', ')
  return `${counts.join(', ')}${detail && ` (${detail})`}.`
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
