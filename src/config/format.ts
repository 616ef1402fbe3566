import { printable, quote } from '../text/quote.js'
import { type PlanContent, problemsOf, SECTION_NAMES } from './deployment-plan.js'
import type { PlannedChange } from './environment/section.js'
import { type FormatOptions, label, type PlanRow, planRows, type RowOptions } from './rows.js'

export type { FormatOptions } from './rows.js'

/** A line of a plan as a person reads it. The cells of changes are laid out in columns, each other line has one. */
export interface PlanLine {
  readonly kind: PlanRow['action'] | 'heading' | 'note' | 'count' | 'problem' | 'sum'
  readonly cells: PlanRow['cells']
}

/**
 * Returns everything that a person reads of a plan: a line per change with its sign, what is removed apart from the others,
 * what stays, notes, problems, and a sum.
 */
export function planLines(plan: PlanContent, options: RowOptions = {}): PlanLine[] {
  const rows = planRows(plan, options)
  const kept = rows.filter(({ action }) => action !== 'delete')
  const removed = rows.filter(({ action }) => action === 'delete')
  const line = (kind: PlanLine['kind'], text: string): PlanLine => ({ kind, cells: [text] })
  const asLine = ({ action, cells }: PlanRow): PlanLine => ({ kind: action, cells })
  return [
    ...kept.map(asLine),
    ...(removed.length > 0 ? [line('heading', 'To remove:')] : []),
    ...removed.map(asLine),
    ...countTexts(plan, options).map(text => line('count', text)),
    ...[...leftOutTexts(plan), ...remarkTexts(plan)].map(text => line('note', `! ${text}`)),
    ...problemTexts(plan).map(text => line('problem', `Problem: ${text}`)),
    line('sum', sumOf([plan])),
  ]
}

/** Returns the counts of what stays as it is, and how full the deployment will be if that is nearly full. */
function countTexts(plan: PlanContent, { unchanged, unmanaged }: FormatOptions): string[] {
  const sections = SECTION_NAMES.map(section => plan[section])
  const count = (list: 'unchanged' | 'kept' | 'unmanaged') =>
    sections.flatMap(section => section[list]).length
  const [same, kept, others] = [count('unchanged'), count('kept'), count('unmanaged')]
  const counts = [
    ...(same > 0 && !unchanged ? [`${same} unchanged`] : []),
    ...(kept > 0 && !unchanged ? [`${kept} kept and not compared`] : []),
    ...(others > 0 && !unmanaged ? [`${others} left alone`] : []),
  ]
  const { after, limits, changes, blind } = plan.environment
  const isNearlyFull = after.variables > limits.variables * NEARLY || after.bytes > limits.bytes * NEARLY
  return [
    ...(counts.length > 0 ? [`= ${counts.join(', ')}`] : []),
    ...(isNearlyFull && changes.length > 0 && !blind
      ? [
          `= ${after.variables} of ${limits.variables} variables, ${kib(after.bytes)} of ${kib(limits.bytes)} KiB`,
        ]
      : []),
  ]
}

/** The share of a limit from which on it is told. */
const NEARLY = 0.8

function kib(bytes: number): string {
  const value = bytes / 1024
  return Number.isInteger(value) ? `${value}` : value.toFixed(1)
}

/** Returns the problems of a plan, a sentence each. */
export function problemTexts(plan: PlanContent): string[] {
  return problemsOf(plan).map(({ section, name, kind, message }) => {
    if (name !== undefined) return `${label(section, name)} ${printable(message)}`
    // What counts removals, variables or bytes is a sentence by itself.
    return kind.startsWith('too-many') ? printable(message) : `${section} ${printable(message)}`
  })
}

/** Returns the remarks of a plan, a sentence each. */
function remarkTexts(plan: PlanContent): string[] {
  const values = plan.environment.remarks.map(({ name, message }) => `${quote(name)} ${printable(message)}`)
  const uncompared = SECTION_NAMES.flatMap(section =>
    section === 'environment'
      ? []
      : plan[section].uncompared.map(({ name, settings }) => {
          const hint = section === 'logStreams' ? ': see `resendKeys`' : ''
          const what = settings.map(setting => quote(setting)).join(', ')
          return `${label(section, name)}: ${what} could not be compared, as the deployment does not tell it${hint}`
        }),
  )
  return [...values, ...uncompared]
}

function leftOutTexts({ environment }: PlanContent): string[] {
  return environment.leftOut.map(name => `${quote(name)} is left out: Convex's own tools manage it`)
}

/** Returns the number of changes of plans by kind, over all sections. */
export function countChanges(plans: readonly PlanContent[]) {
  const actions = plans.flatMap(plan =>
    SECTION_NAMES.flatMap(section => plan[section].changes.map(({ action }) => action)),
  )
  const count = (wanted: PlannedChange['action']) => actions.filter(action => action === wanted).length
  return {
    create: count('create'),
    set: count('set'),
    update: count('update'),
    delete: count('delete'),
    all: actions.length,
  }
}

/** Returns the changes of plans in a sentence, such as `Plan: 3 to create, 1 to change, 0 to remove.` */
export function sumOf(plans: readonly PlanContent[], where = ''): string {
  const count = countChanges(plans)
  if (plans.some(({ environment }) => environment.blind))
    return `Plan: ${count.set} to set${where}. Nothing was read, so what exists is overwritten.`
  if (count.all === 0) return 'No changes.'
  return `Plan: ${count.create} to create, ${count.update + count.set} to change, ${count.delete} to remove${where}.`
}

/**
 * Formats a plan as text for a person: a line per change with its sign and name, then what is removed, what stays, notes,
 * problems, and a sum. Of a variable it shows the size, of a setting what it was and will be, of the address of a log stream
 * host and port, and of other secrets fingerprints. It shows no value of a variable and no key.
 * @example
 * console.log(formatPlan(plan))
 * // + FEATURE_X                              2 B
 * // ~ usageLimits.databaseIoGb/day/warning   limit 10 → 20, counts as a removal
 * // To remove:
 * // - OLD_FLAG                               1 B
 * // = 12 unchanged, 3 left alone
 * // Plan: 1 to create, 1 to change, 1 to remove.
 */
export function formatPlan(plan: PlanContent, { unchanged, unmanaged }: FormatOptions = {}): string {
  const lines = planLines(plan, { unchanged, unmanaged })
  const width = Math.max(...lines.map(({ cells: [first, ...more] }) => (more.length > 0 ? first.length : 0)))
  return lines
    .map(({ cells: [first, ...more] }) => [first.padEnd(width), ...more.filter(Boolean)].join('  ').trimEnd())
    .join('\n')
}
