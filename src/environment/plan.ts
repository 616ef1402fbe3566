import { byteLength } from '../text/bytes.js'
import type { Change, EnvironmentVariable } from './changes.js'
import { CreateOnly, type DesiredValue } from './desired.js'
import { isManagedByConvex, matcher, type NamePattern } from './names.js'
import { changeProblems, type PlanProblem } from './problems.js'
import type { ValueSchemas } from './value-schemas.js'

/** How desired values become a plan. */
export interface PlanOptions {
  /**
   * Removes variables that are listed and not desired, but only those whose names are in this scope.
   * @example { only: 'STRIPE_*' }
   */
  readonly prune?: { readonly only: NamePattern } | undefined
  /**
   * How many variables may be removed, by `null` or by pruning.
   * @default 5
   */
  readonly maxRemovals?: number | undefined
  /** Variables that must stay as they are: pruning spares them, and changing them is a problem. */
  readonly protect?: NamePattern | undefined
  /**
   * Takes empty values, which mostly come from a pipe that broke.
   * @default false
   */
  readonly allowEmpty?: boolean | undefined
  /**
   * Takes values that look like placeholders, such as `[SENSITIVE]` or `******`.
   * @default false
   */
  readonly allowPlaceholders?: boolean | undefined
  /**
   * Includes the names that Convex's own tools write to `.env` files, such as `CONVEX_DEPLOY_KEY`.
   * @default false
   */
  readonly allowManaged?: boolean | undefined
  /** A Standard Schema (zod, valibot, arktype, …) for each value that must fit one. */
  readonly schema?: ValueSchemas | undefined
  /**
   * What the deployment holds at most, where its host changed that.
   * @default { variables: 512, bytes: 524_288 }
   */
  readonly limits?: Partial<Fullness> | undefined
}

/** How many variables, and how many bytes of names and values: of a deployment, or at most. */
export interface Fullness {
  readonly variables: number
  readonly bytes: number
}

/** What a plan comes to, as plain data that holds the values. */
export interface Computed {
  readonly changes: readonly Change[]
  readonly unchanged: readonly string[]
  readonly unmanaged: readonly string[]
  readonly leftOut: readonly string[]
  readonly problems: readonly PlanProblem[]
  readonly before: Fullness
  readonly after: Fullness
  readonly limits: Fullness
}

const LIMITS: Fullness = { variables: 512, bytes: 524_288 }
const DEFAULT_MAX_REMOVALS = 5

/** The way from the variables that are to those that should be. Pure: reads and writes nothing. */
export function computePlan(
  snapshot: readonly EnvironmentVariable[],
  desired: ReadonlyMap<string, DesiredValue>,
  options: PlanOptions,
): Computed {
  const current = new Map(snapshot.map(({ name, value }) => [name, value]))
  const wanted = [...desired].filter(([name]) => !isLeftOut(name, options))
  const inScope = matcher('prune.only', options.prune?.only)
  const isProtected = matcher('protect', options.protect)
  const pruned = [...current.keys()].filter(name => !desired.has(name) && inScope(name) && !isProtected(name))
  const changes = [
    ...wanted.flatMap(([name, value]) => changeTo(name, value, current)),
    ...pruned.map(name => removal(name, current)),
  ].sort(byName)
  const touched = new Set(changes.map(({ name }) => name))
  const limits = { ...LIMITS, ...options.limits }
  const before = fullness(current)
  const after = changes.reduce(fullnessAfter, before)
  return {
    changes,
    unchanged: wanted
      .map(([name]) => name)
      .filter(name => current.has(name) && !touched.has(name))
      .sort(),
    unmanaged: [...current.keys()].filter(name => !desired.has(name) && !touched.has(name)).sort(),
    leftOut: [...desired.keys()].filter(name => isLeftOut(name, options)).sort(),
    problems: [
      ...changes.flatMap(change => changeProblems(change, isProtected(change.name), options)),
      ...tooManyRemovals(changes, options.maxRemovals ?? DEFAULT_MAX_REMOVALS),
      ...tooFull(after, limits),
    ],
    before,
    after,
    limits,
  }
}

/** Whether a desired name is none for the deployment: one that Convex's own tools manage. */
export function isLeftOut(name: string, { allowManaged }: PlanOptions): boolean {
  return !allowManaged && isManagedByConvex(name)
}

function changeTo(name: string, value: DesiredValue, current: ReadonlyMap<string, string>): Change[] {
  const before = current.get(name)
  if (value === null) return before === undefined ? [] : [removal(name, current)]
  if (value instanceof CreateOnly) {
    return before === undefined ? [{ action: 'create', name, before, after: value.reveal() }] : []
  }
  if (before === value) return []
  return [{ action: before === undefined ? 'create' : 'update', name, before, after: value }]
}

function removal(name: string, current: ReadonlyMap<string, string>): Change {
  return { action: 'delete', name, before: current.get(name), after: undefined }
}

function tooManyRemovals(changes: readonly Change[], most: number): PlanProblem[] {
  const removals = changes.filter(({ action }) => action === 'delete').length
  const message = `${removals} variables would be removed, at most ${most} may be: see \`maxRemovals\``
  return removals > most ? [{ kind: 'too-many-removals', message }] : []
}

function tooFull({ variables, bytes }: Fullness, limits: Fullness): PlanProblem[] {
  const problems: PlanProblem[] = []
  if (variables > limits.variables) {
    const message = `there would be ${variables} variables, at most ${limits.variables} fit: see \`limits\``
    problems.push({ kind: 'too-many-variables', message })
  }
  if (bytes > limits.bytes) {
    const message = `there would be ${bytes} bytes of names and values, at most ${limits.bytes} fit: see \`limits\``
    problems.push({ kind: 'too-many-bytes', message })
  }
  return problems
}

function fullness(variables: ReadonlyMap<string, string>): Fullness {
  let bytes = 0
  for (const [name, value] of variables) bytes += byteLength(name) + byteLength(value)
  return { variables: variables.size, bytes }
}

function fullnessAfter({ variables, bytes }: Fullness, { name, before, after }: Change): Fullness {
  const size = (value: string | undefined) => (value === undefined ? 0 : byteLength(name) + byteLength(value))
  const count = (value: string | undefined) => (value === undefined ? 0 : 1)
  return { variables: variables + count(after) - count(before), bytes: bytes + size(after) - size(before) }
}

function byName(a: Change, b: Change): number {
  return a.name < b.name ? -1 : 1
}
