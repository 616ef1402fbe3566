import { matcher } from '../../resources/environment/names.js'
import { byteLength } from '../../text/bytes.js'
import { isManagedByConvex } from '../../text/convex-names.js'
import { quote } from '../../text/quote.js'
import type { ReadConfig } from '../config.js'
import { isKeep } from '../keep.js'
import { CreateOnly } from './create-only.js'
import { type Change, type DesiredValue, textOf } from './desired.js'
import { Literal } from './literal.js'
import type { Fullness, PlanOptions } from './options.js'
import { type Allowances, changeProblems, type SectionProblem } from './problems.js'
import { changeRemarks } from './remarks.js'
import type { Computed } from './section.js'

const LIMITS: Fullness = { variables: 512, bytes: 524_288 }

/** The looks that are accepted of a value that is meant as it is written. */
const MEANT = { allowEmpty: true, allowPlaceholders: true }

/**
 * Computes the way from the current variables to the desired ones. Pure: reads and writes nothing.
 * @param otherRemovals the number of removals in other sections
 */
export function computePlan(
  current: ReadonlyMap<string, string>,
  { environment: desired = new Map(), prune }: Partial<Pick<ReadConfig, 'environment' | 'prune'>>,
  options: PlanOptions & Pick<Allowances, 'token'>,
  otherRemovals = 0,
): Computed {
  const inScope = matcher('prune', prune)
  const isProtected = matcher('protect', options.protect)
  const isRestored = matcher('restored', options.restored)
  const allowancesOf = (name: string) =>
    desired.get(name) instanceof Literal ? { ...options, ...MEANT } : options
  const changes: Change[] = []
  const unchanged: string[] = []
  const unmanaged: string[] = []
  const leftOut: string[] = []
  const kept: string[] = []
  const missing: SectionProblem[] = []
  for (const name of [...new Set([...current.keys(), ...desired.keys()])].sort()) {
    const isDesired = desired.has(name)
    if (isDesired && isLeftOut(name, options)) leftOut.push(name)
    else if (!isDesired && (isProtected(name) || !inScope(name))) unmanaged.push(name)
    else if (isKeep(desired.get(name))) {
      if (current.has(name)) kept.push(name)
      else missing.push({ kind: 'missing', name, message: 'has to be there (`keep`), and is not' })
    } else {
      const change = changeTo(name, current.get(name), desired.get(name))
      if (change) changes.push(change)
      else if (current.has(name)) unchanged.push(name)
    }
  }
  const removals = changes.filter(({ action }) => action === 'delete').length
  const limits = { ...LIMITS, ...options.limits }
  const texts = [...current].flat()
  const before = { variables: current.size, bytes: texts.reduce((sum, text) => sum + byteLength(text), 0) }
  const after = changes.reduce(grown, before)
  return {
    changes,
    unchanged,
    unmanaged,
    leftOut,
    kept,
    problems: [
      ...missing,
      ...pairProblems(changes, current, desired, options),
      ...changes.flatMap(change =>
        changeProblems(change, isProtected(change.name), isRestored(change.name), allowancesOf(change.name)),
      ),
      ...(removals > 0 ? excessRemovals(removals, otherRemovals, options) : []),
      ...excess('variables', after.variables, limits.variables, 'variables would be there', 'limits'),
      ...excess('bytes', after.bytes, limits.bytes, 'bytes of names and values would be there', 'limits'),
    ],
    remarks: changes.flatMap(changeRemarks),
    before,
    after,
    limits,
  }
}

/** Returns true for a desired name that the deployment should not get: one that Convex's own tools manage. */
export function isLeftOut(name: string, { allowManaged }: PlanOptions): boolean {
  return !allowManaged && isManagedByConvex(name)
}

/** Returns the change to a desired value, if any. Without a desired value the variable is to be removed. */
function changeTo(
  name: string,
  before: string | undefined,
  value: DesiredValue | undefined,
): Change | undefined {
  if (before === undefined && value instanceof CreateOnly && value.made)
    return { action: 'create', name, before, after: undefined, made: value.made }
  const after = textOf(value)
  if (before === after || (before !== undefined && value instanceof CreateOnly)) return undefined
  const action = after === undefined ? 'delete' : before === undefined ? 'create' : 'update'
  return { action, name, before, after }
}

/** Returns a problem for each value to be created whose partner exists already, or is not desired. */
function pairProblems(
  changes: readonly Change[],
  current: ReadonlyMap<string, string>,
  desired: ReadonlyMap<string, DesiredValue>,
  options: PlanOptions,
): SectionProblem[] {
  return changes.flatMap(({ name }): SectionProblem[] => {
    const value = desired.get(name)
    const partner = value instanceof CreateOnly ? value.partner : undefined
    if (partner === undefined) return []
    const [other] = [...desired].find(([, one]) => one === partner) ?? []
    const isCreated = other !== undefined && !current.has(other) && !isLeftOut(other, options)
    if (isCreated) return []
    const message = other
      ? `belongs together with ${quote(other)}, which exists alone: remove that one, and both are made, or set this one by hand`
      : 'belongs together with another variable, which the config leaves out: declare both, or neither'
    return [{ kind: 'incomplete-pair', name, message }]
  })
}

/** Returns the problem of removing more than `maxRemovals` allows, over all sections. */
export function excessRemovals(
  variables: number,
  settings: number,
  { maxRemovals = 5 }: PlanOptions,
): SectionProblem[] {
  const what =
    settings === 0
      ? 'variables would be removed'
      : `removals would be made (variables: ${variables}, other: ${settings})`
  return excess('removals', variables + settings, maxRemovals, what, 'maxRemovals')
}

function excess(
  kind: 'removals' | 'variables' | 'bytes',
  count: number,
  most: number,
  what: string,
  option: string,
): SectionProblem[] {
  const message = `${count} ${what}, and at most ${most} may be: see \`${option}\``
  return count > most ? [{ kind: `too-many-${kind}`, message }] : []
}

function grown(
  { variables, bytes }: Fullness,
  { name, before, after, made }: Omit<Change, 'action'>,
): Fullness {
  const count = (value: string | undefined) => (value === undefined ? 0 : 1)
  const size = (value: string | undefined) => (value === undefined ? 0 : byteLength(name) + byteLength(value))
  // Of a value that is not made yet, the name is known.
  const next = after ?? (made && '')
  return { variables: variables + count(next) - count(before), bytes: bytes + size(next) - size(before) }
}
