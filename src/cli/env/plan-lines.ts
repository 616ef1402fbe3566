import type { PlanContent, PlannedChange } from '../../config/index.js'
import { withFlags } from '../option-flags.js'
import { columns, type Line, type Style, styled } from '../terminal/line.js'

/** A plan as a diff: what comes, what changes, what goes, by name and size. */
export function planLines(plan: PlanContent): Line[] {
  const { changes, unchanged, unmanaged, leftOut, after, limits, blind } = plan.environment
  return [
    ...columns(changes.map(row)),
    ...counted('=', unchanged.length, 'unchanged'),
    ...counted('·', unmanaged.length, 'others, left alone'),
    ...leftOut.map((name): Line => styled('yellow', `! ${name} is left out: Convex's own tools manage it`)),
    blind
      ? styled('yellow', 'Blind: nothing was read, so what exists is overwritten.')
      : styled(
          'dim',
          `after: ${after.variables}/${limits.variables} variables, ${kib(after.bytes)}/${kib(limits.bytes)} KiB`,
        ),
  ]
}

/** What speaks against a plan, a line each. */
export function problemLines({ environment }: PlanContent): string[] {
  return environment.problems.map(({ name, message }) =>
    withFlags(name === undefined ? message : `${name} ${message}`),
  )
}

/** How many changes of each kind, in a few characters. */
export function countsOf({ changes }: { readonly changes: readonly PlannedChange[] }): string {
  const count = (...actions: readonly string[]) =>
    changes.filter(({ action }) => actions.includes(action)).length
  return `+${count('create', 'set')} ~${count('update')} -${count('delete')}`
}

const MARKS = {
  create: ['+', 'green'],
  set: ['±', 'yellow'],
  update: ['~', 'yellow'],
  delete: ['-', 'red'],
} as const satisfies Record<PlannedChange['action'], readonly [mark: string, style: Style]>

function row({ action, name, ...change }: PlannedChange) {
  const [mark, style] = MARKS[action]
  const size = [change.bytesBefore, change.bytesAfter].filter(bytes => bytes !== undefined).join('→')
  const prints = [change.fingerprintBefore, change.fingerprintAfter].map(print => print?.slice(0, 4) ?? '')
  const moved = action === 'update' ? prints.join('→') : ''
  return [styled(style, `${mark} ${name}`), `${size} B`, styled('dim', moved)]
}

function counted(mark: string, count: number, what: string): Line[] {
  return count === 0 ? [] : [styled('dim', `${mark} ${count} ${what}`)]
}

function kib(bytes: number): string {
  const value = bytes / 1024
  return Number.isInteger(value) ? `${value}` : value.toFixed(1)
}
