import { ALWAYS_THERE, type Read } from './findings.js'
import { isDemand, strongest } from './outcome.js'
import { outermostFunction, outside } from './path.js'
import type { Path } from './syntax.js'

/** A place that reads a variable, and what a missing one means there. */
export interface Judged {
  readonly read: Read
  readonly kind: 'required' | 'fallback'
  /** The variables that the code takes first: with any of them this place needs nothing. */
  readonly unless: readonly string[]
}

/**
 * Decides for each read whether a missing variable is required there. A function that looks whether a variable is there is
 * prepared for a missing one in the rest of it. A variable whose value nothing takes is a switch, and never required.
 */
export function judge(reads: readonly Read[]): Judged[] {
  const switches = namesOfSwitches(reads)
  return together(reads).flatMap(same => {
    const all = strongest(same.map(({ followed }) => followed.outcome))
    return same.map((read): Judged => {
      const { outcome } = read.followed
      const first = takenFirst(read, reads)
      const isRequired =
        (outcome === 'thrown' || (all !== 'handled' && isDemand(outcome))) &&
        first !== 'another value' &&
        !switches.has(read.name)
      return { read, kind: isRequired ? 'required' : 'fallback', unless: isRequired ? first : [] }
    })
  })
}

/** Groups the reads of one variable in one function, or at the top of a module. */
function together(reads: readonly Read[]): Read[][] {
  const groups = new Map<object, Map<string, Read[]>>()
  for (const read of reads) {
    const around = outermostFunction(read.path) ?? read.path.scope.tree
    const byName = groups.get(around) ?? new Map<string, Read[]>()
    groups.set(around, byName)
    const same = byName.get(read.name) ?? []
    byName.set(read.name, same)
    same.push(read)
  }
  return [...groups.values()].flatMap(byName => [...byName.values()])
}

function namesOfSwitches(reads: readonly Read[]): Set<string> {
  const names = new Set(reads.map(({ name }) => name))
  for (const { name, followed } of reads) if (followed.isTaken) names.delete(name)
  return names
}

/**
 * Returns the variables that the code takes before this one, as in `process.env.A ?? process.env.B`, or `another value` if
 * what it takes first is no variable.
 */
function takenFirst({ path }: Read, reads: readonly Read[]): readonly string[] | 'another value' {
  const names: string[] = []
  for (let at = outside(path); at.parent; at = outside(at.parent)) {
    const { parent, key } = at
    if (key === 'default') return 'another value'
    const { node } = parent
    if (node.type === 'ConditionalExpression' && key !== 'test') continue
    if (node.type !== 'LogicalExpression') break
    if (key === 'left' || node.operator === '&&') continue
    const found = namesIn(node.left.start ?? 0, node.left.end ?? 0, path, reads)
    if (found.length === 0 || found.some(name => ALWAYS_THERE.has(name))) return 'another value'
    names.push(...found)
  }
  return [...new Set(names)]
}

function namesIn(start: number, end: number, { scope }: Path, reads: readonly Read[]): string[] {
  return reads.flatMap(({ name, offset, path }) => {
    return path.scope.tree === scope.tree && offset >= start && offset < end ? [name] : []
  })
}
