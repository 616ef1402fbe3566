import { byteLength } from '../../text/bytes.js'
import type { PlanKey } from '../plan-key.js'
import type { Change } from './desired.js'
import type { Fullness, PlanOptions } from './options.js'
import type { SectionProblem } from './problems.js'
import type { PlanRemark } from './remarks.js'

/** One change of a plan, as it may be shown: no value, and no digest that could be guessed. */
export interface PlannedChange {
  /** `set` in a blind plan, which does not know if the variable exists. */
  readonly action: 'create' | 'update' | 'delete' | 'set'
  readonly name: string
  readonly bytesBefore?: number
  readonly bytesAfter?: number
  readonly fingerprintBefore?: string
  readonly fingerprintAfter?: string
  /** Says what is made when the plan is applied, such as `32 random bytes`, if the value is not known before. */
  readonly made?: string
}

/**
 * The options that a saved plan is recomputed with.
 * @inline
 */
type SavedOptions = Omit<PlanOptions, 'schema'>

/** The section of a plan for the environment variables. */
export interface EnvironmentSection {
  readonly blind: boolean
  readonly options: SavedOptions
  readonly changes: readonly PlannedChange[]
  /** The names of variables that are as desired. */
  readonly unchanged: readonly string[]
  /** The names of variables that exist and that the plan does not manage. */
  readonly unmanaged: readonly string[]
  /** The names of variables that have to be there, and are. */
  readonly kept: readonly string[]
  /** The desired names that are left out because Convex's own tools manage them. See `allowManaged`. */
  readonly leftOut: readonly string[]
  /** The reasons why the plan cannot be applied. */
  readonly problems: readonly SectionProblem[]
  /** Values of a form that is seldom meant, such as with a line break at the end. They prevent nothing. */
  readonly remarks: readonly PlanRemark[]
  readonly before: Fullness
  readonly after: Fullness
  readonly limits: Fullness
}

/** A computed plan: the section, with the values. */
export interface Computed extends Omit<EnvironmentSection, 'blind' | 'options' | 'changes'> {
  readonly changes: readonly Change[]
}

/** Returns the options that a plan shows, and no others: an object of options may serve other calls, and hold their secrets. */
export function savedOptions(given: PlanOptions): SavedOptions {
  const { maxRemovals, protect, restored, allowEmpty, allowPlaceholders, allowManaged, limits } = given
  return { maxRemovals, protect, restored, allowEmpty, allowPlaceholders, allowManaged, limits }
}

/** Returns what was computed as it may be shown. `JSON.stringify` leaves out what is undefined. */
export async function showSection(
  { changes, ...rest }: Computed,
  blind: boolean,
  options: SavedOptions,
  key: PlanKey,
): Promise<object> {
  const shown = await Promise.all(changes.map(change => showChange(change, blind, key)))
  return { blind, options, changes: shown, ...rest }
}

async function showChange(
  { action, name, before, after, made }: Change,
  blind: boolean,
  key: PlanKey,
): Promise<object> {
  return {
    action: blind ? 'set' : action,
    name,
    bytesBefore: bytesOf(before),
    fingerprintBefore: await key.fingerprint(name, before),
    bytesAfter: bytesOf(after),
    fingerprintAfter: await key.fingerprint(name, after),
    made,
  }
}

function bytesOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : byteLength(value)
}
