import { problemsOf, SECTION_NAMES } from '../../config/deployment-plan.js'
import { countChanges, planLines as linesOf, type PlanLine, problemTexts } from '../../config/format.js'
import type { DeploymentPlan, PlanContent, PlanProblem, ProblemKind } from '../../config/index.js'
import { matcher } from '../../resources/environment/names.js'
import { assertRevealed } from '../agent.js'
import { inFlags } from '../failure.js'
import { type Flag, texts } from '../flags.js'
import type { Host } from '../host.js'
import { usage } from '../refusal.js'
import { columns, type Line, type Row, type Style, styled } from '../terminal/line.js'

const STYLES: { readonly [kind in PlanLine['kind']]?: Style } = {
  create: 'green',
  set: 'yellow',
  update: 'yellow',
  delete: 'red',
  heading: 'bold',
  none: 'dim',
  count: 'dim',
  note: 'yellow',
}

/** The options of a plan as it is shown. */
export interface Showing {
  readonly unchanged?: boolean
  readonly unmanaged?: boolean
  readonly showValues?: readonly string[] | undefined
  /** Leaves the sum out, where there is one of all. */
  readonly withoutSum?: true
  /** Leaves the fingerprints out, where the values of several deployments are shown as one. */
  readonly withoutPrints?: true
}

/** Declares the flag that shows values. */
export const showValues: Flag<readonly string[] | undefined> = {
  ...texts('[patterns]', 'show the values that change, on a terminal; =A_*,B for some'),
  bare: '*',
}

/** Refuses to show values where something else than a person would read them. */
export function assertShown(
  options: Showing & { readonly reveal: boolean },
  host: Host,
  stream: { readonly isTTY?: boolean },
): void {
  if (options.showValues === undefined) return
  if (stream.isTTY !== true)
    throw usage('--show-values shows values on a terminal alone, and this stream is not one.')
  assertRevealed({ options, host })
}

/** Shows a plan as `formatPlan` does, in colours. Its problems are those of a refusal, which names flags. */
export function planLines(
  plan: PlanContent,
  { unchanged, unmanaged, showValues: shown, withoutSum, withoutPrints }: Showing = {},
): Line[] {
  const showsValue = shown && matcher('--show-values', shown)
  const lines = linesOf(plan, { unchanged, unmanaged, showsValue }).filter(
    ({ kind }) => kind !== 'problem' && !(withoutSum && kind === 'sum'),
  )
  const rows = lines.map(({ kind, cells: [first = '', detail = ''] }): Row => {
    const style = STYLES[kind]
    return [style ? styled(style, inFlags(first)) : first, detail]
  })
  // A sentence makes no column wider, and a fingerprint follows what it is of: a long detail moves no other one.
  const isChange = (index: number) => (lines[index]?.cells.length ?? 0) > 1
  const changes = columns(rows.filter((_, index) => isChange(index)))
  return rows.map((row, index): Line => {
    if (!isChange(index)) return row.slice(0, 1)
    const [, , found = ''] = lines[index]?.cells ?? []
    const prints = withoutPrints ? '' : found
    return [changes.shift() ?? '', prints && '  ', styled('dim', prints)].flat()
  })
}

/** Returns true for a deployment that has what the source does not name. */
export function hasUnmanaged(plan: PlanContent): boolean {
  return SECTION_NAMES.some(section => plan[section].unmanaged.length > 0)
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
export function allowing(plans: readonly DeploymentPlan[]): readonly (readonly string[])[] {
  const kinds = new Set(plans.flatMap(problemsOf).map(({ kind }) => kind))
  const words = Array.from(kinds, kind =>
    kind === 'too-many-removals' ? ['--max-removals', `${mostRemovals(plans)}`] : ALLOWED_BY[kind],
  )
  if (words.length === 0 || words.includes(undefined)) return []
  // What has a value is first, so that it takes the place of one that was typed.
  const ordered = words.toSorted((a, b) => (b?.length ?? 0) - (a?.length ?? 0))
  return [[...new Set(ordered.flatMap(word => word ?? []))]]
}

/** Returns the most removals of a plan, as `maxRemovals` counts them. */
function mostRemovals(plans: readonly DeploymentPlan[]): number {
  const weakened = (plan: PlanContent) =>
    [plan.usageLimits, plan.logStreams, plan.canonicalUrls, plan.paused]
      .flatMap(({ changes }) => changes)
      .filter(({ weakens }) => weakens).length
  return Math.max(...plans.map(plan => countChanges([plan]).delete + weakened(plan)))
}

/** The flag that allows each kind of problem, where there is one. */
const ALLOWED_BY: { readonly [kind in ProblemKind]?: readonly string[] } = {
  empty: ['--allow-empty'],
  placeholder: ['--allow-placeholders'],
  reference: ['--allow-placeholders'],
  mask: ['--allow-placeholders'],
  credential: ['--allow-managed'],
}
