import { DeploymentPlan, problemsOf } from '../../config/deployment-plan.js'
import { countChanges, leftOutTexts, planRows, problemTexts, remarkTexts } from '../../config/format.js'
import type { PlanContent, PlannedChange, PlanProblem, ProblemKind } from '../../config/index.js'
import { inFlags } from '../failure.js'
import { type Refusal, refused } from '../refusal.js'
import { columns, type Line, type Style, styled } from '../terminal/line.js'

const STYLES: Readonly<Record<PlannedChange['action'] | 'none', Style>> = {
  create: 'green',
  set: 'yellow',
  update: 'yellow',
  delete: 'red',
  none: 'dim',
}

/** Shows a plan as a diff: the variables that are created, updated and removed, by name and size. */
export function planLines(plan: PlanContent): Line[] {
  const { unchanged, unmanaged, after, limits, blind } = plan.environment
  const rows = planRows(plan).map(({ mark, action, name, detail, fingerprints }) => [
    styled(STYLES[action], `${mark} ${name}`),
    detail,
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

/** Returns the problems of a plan for `--json`, in flags, too. */
export function problemData(plan: PlanContent): readonly PlanProblem[] {
  return problemsOf(plan).map(problem => ({ ...problem, message: inFlags(problem.message) }))
}

/**
 * Returns the words that allow all problems of plans, to add to a command line. There are none if one of them stays a problem
 * whatever is allowed.
 */
export function allowing(plans: readonly PlanContent[]): readonly (readonly string[])[] {
  const kinds = new Set(plans.flatMap(problemsOf).map(({ kind }) => kind))
  const removals = Math.max(0, ...plans.map(plan => countChanges(plan).delete))
  const words = Array.from(kinds, kind =>
    kind === 'too-many-removals' ? ['--max-removals', `${removals}`] : ALLOWED_BY[kind],
  )
  if (words.length === 0 || words.includes(undefined)) return []
  // What has a value is first, so that it takes the place of one that was typed.
  const ordered = words.toSorted((a, b) => (b?.length ?? 0) - (a?.length ?? 0))
  return [[...new Set(ordered.flatMap(word => word ?? []))]]
}

/** The flag that allows each kind of problem, where there is one. */
const ALLOWED_BY: { readonly [kind in ProblemKind]?: readonly string[] } = {
  empty: ['--allow-empty'],
  placeholder: ['--allow-placeholders'],
  reference: ['--allow-placeholders'],
  mask: ['--allow-placeholders'],
  credential: ['--allow-managed'],
}

/** Returns the problems of a plan as a refusal. A saved plan holds its own rules: no flag changes them. */
export function unsound(plan: PlanContent): Refusal {
  const message = `The plan has problems:\n  ${problemLines(plan).join('\n  ')}\n`
  const add = plan instanceof DeploymentPlan ? allowing([plan]) : []
  return refused(message, { add, data: { problems: problemData(plan) } })
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
