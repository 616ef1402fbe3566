import { printable, quote } from '../text/quote.js'
import type { PlanContent } from './deployment-plan.js'
import type { PlannedChange } from './environment/section.js'

const MARKS: Readonly<Record<PlannedChange['action'], string>> = {
  create: '+',
  set: '±',
  update: '~',
  delete: '-',
}

/** One change of a plan as a person reads it. */
interface PlanRow {
  readonly mark: string
  readonly action: PlannedChange['action']
  /** The name, quoted unless it is a word. */
  readonly name: string
  /** The size before and after, such as `3→4 B`. */
  readonly size: string
  /** The beginnings of the fingerprints of an update. */
  readonly fingerprints: string
}

/** Returns the changes of a plan as rows. */
export function planRows({ environment }: PlanContent): PlanRow[] {
  return environment.changes.map(({ action, name, ...change }) => {
    const sizes = [change.bytesBefore, change.bytesAfter].filter(bytes => bytes !== undefined)
    const prints = [change.fingerprintBefore, change.fingerprintAfter].map(print =>
      printable(print?.slice(0, 4) ?? ''),
    )
    const fingerprints = action === 'update' ? prints.join('→') : ''
    return { mark: MARKS[action], action, name: quote(name), size: `${sizes.join('→')} B`, fingerprints }
  })
}

/** Returns the problems of a plan, a sentence each. */
export function problemTexts({ environment }: PlanContent): string[] {
  return environment.problems.map(({ name, message }) =>
    name === undefined ? printable(message) : `${quote(name)} ${printable(message)}`,
  )
}

/** Returns the remarks of a plan, a sentence each. */
export function remarkTexts({ environment }: PlanContent): string[] {
  return environment.remarks.map(({ name, message }) => `${quote(name)} ${printable(message)}`)
}

/** Returns the variables that a plan leaves out, a sentence each. */
export function leftOutTexts({ environment }: PlanContent): string[] {
  return environment.leftOut.map(name => `${quote(name)} is left out: Convex's own tools manage it`)
}

/** Returns the number of changes by kind. */
export function countChanges({ environment: { changes } }: PlanContent) {
  const count = (wanted: PlannedChange['action']) => changes.filter(({ action }) => action === wanted).length
  return { create: count('create'), set: count('set'), update: count('update'), delete: count('delete') }
}

/** Returns the changes of a plan in a sentence, such as `Plan: 3 to create, 1 to change, 0 to remove.` */
function summary(plan: PlanContent): string {
  const count = countChanges(plan)
  if (plan.environment.blind) return `Plan: ${count.set} to set, without reading what exists.`
  return `Plan: ${count.create} to create, ${count.update} to change, ${count.delete} to remove.`
}

/**
 * Formats a plan as text for a person: a line per change with its name and size, the remarks and problems, and a summary. It shows
 * no value.
 * @example
 * console.log(formatPlan(plan))
 * // + FEATURE_X  2 B
 * // - OLD_FLAG   1 B
 * // Plan: 1 to create, 0 to change, 1 to remove.
 */
export function formatPlan(plan: PlanContent): string {
  const rows = planRows(plan)
  const width = Math.max(0, ...rows.map(({ name }) => name.length))
  const lines = rows.map(({ mark, name, size, fingerprints }) =>
    `${mark} ${name.padEnd(width)}  ${size}  ${fingerprints}`.trimEnd(),
  )
  return [
    ...lines,
    ...leftOutTexts(plan).map(text => `! ${text}`),
    ...remarkTexts(plan).map(text => `Remark: ${text}`),
    ...problemTexts(plan).map(text => `Problem: ${text}`),
    summary(plan),
  ].join('\n')
}
