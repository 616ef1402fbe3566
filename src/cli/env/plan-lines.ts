import { countChanges, leftOutTexts, planRows, problemTexts, remarkTexts } from '../../config/format.js'
import type { PlanContent, PlannedChange } from '../../config/index.js'
import { inFlags } from '../failure.js'
import { type Refusal, refused } from '../refusal.js'
import { columns, type Line, type Style, styled } from '../terminal/line.js'

const STYLES: Readonly<Record<PlannedChange['action'], Style>> = {
  create: 'green',
  set: 'yellow',
  update: 'yellow',
  delete: 'red',
}

/** Shows a plan as a diff: the variables that are created, updated and removed, by name and size. */
export function planLines(plan: PlanContent): Line[] {
  const { unchanged, unmanaged, after, limits, blind } = plan.environment
  const rows = planRows(plan).map(({ mark, action, name, size, fingerprints }) => [
    styled(STYLES[action], `${mark} ${name}`),
    size,
    styled('dim', fingerprints),
  ])
  return [
    ...columns(rows),
    ...counted('=', unchanged.length, 'unchanged'),
    ...counted('·', unmanaged.length, 'others, left alone'),
    ...[...leftOutTexts(plan), ...remarkTexts(plan)].map(text => styled('yellow', `! ${text}`)),
    blind
      ? styled('yellow', 'Blind: nothing was read, so what exists is overwritten.')
      : styled(
          'dim',
          `after: ${after.variables}/${limits.variables} variables, ${kib(after.bytes)}/${kib(limits.bytes)} KiB`,
        ),
  ]
}

/** Shows the problems of a plan, a line each: the options that they name are flags here. */
export function problemLines(plan: PlanContent): string[] {
  return problemTexts(plan).map(inFlags)
}

/** Returns the problems of a plan as a refusal. */
export function unsound(plan: PlanContent): Refusal {
  const { problems } = plan.environment
  return refused(`The plan has problems:\n  ${problemLines(plan).join('\n  ')}\n`, { data: { problems } })
}

/** Counts the changes of each kind, in a few characters. */
export function countsOf(plan: PlanContent): string {
  const count = countChanges(plan)
  return `+${count.create + count.set} ~${count.update} -${count.delete}`
}

function counted(mark: string, count: number, what: string): Line[] {
  return count === 0 ? [] : [styled('dim', `${mark} ${count} ${what}`)]
}

function kib(bytes: number): string {
  const value = bytes / 1024
  return Number.isInteger(value) ? `${value}` : value.toFixed(1)
}
