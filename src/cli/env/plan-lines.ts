import type { PlanContent, PlannedChange } from '../../config/index.js'
import { inFlags } from '../failure.js'
import { columns, type Line, type Style, styled } from '../terminal/line.js'

/** Shows a plan as a diff: the variables that are created, updated and removed, by name and size. */
export function planLines({ environment }: PlanContent): Line[] {
  const { changes, unchanged, unmanaged, leftOut, after, limits, blind } = environment
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

/** Shows the problems of a plan, a line each: the options that they name are flags here. */
export function problemLines({ environment: { problems } }: PlanContent): string[] {
  return problems.map(({ name, message }) => [name, inFlags(message)].filter(Boolean).join(' '))
}

/** Counts the changes of each kind, in a few characters. */
export function countsOf({ environment: { changes } }: PlanContent): string {
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
