import type { Change } from '../../resources/environment/changes.js'
import { byteLength } from '../../text/bytes.js'
import { CreateOnly, type DesiredValue, textOf } from './desired.js'
import type { Computed, Fullness, PlanOptions } from './plan.js'
import type { PlanKey } from './plan-key.js'
import type { PlanProblem } from './problems.js'

/** One change of a plan, as it may be shown: no value, and no digest that could be guessed. */
export interface PlannedChange {
  /** `set` in a plan that was made blind: whether the variable exists is not known. */
  readonly action: 'create' | 'update' | 'delete' | 'set'
  readonly name: string
  readonly bytesBefore?: number
  readonly bytesAfter?: number
  readonly fingerprintBefore?: string
  readonly fingerprintAfter?: string
}

/**
 * The options that a saved plan is recomputed with.
 * @inline
 */
export type SavedOptions = Omit<PlanOptions, 'schema'>

/** The options that a plan shows, and no others: an object of options may serve other calls, and hold their secrets. */
export function savedOptions(given: PlanOptions): SavedOptions {
  const { prune, maxRemovals, protect, allowEmpty, allowPlaceholders, allowManaged, limits } = given
  return { prune, maxRemovals, protect, allowEmpty, allowPlaceholders, allowManaged, limits }
}

/** A plan as it is saved: everything that it shows, sealed by its key. */
export interface SavedPlan extends PlanContent {
  /** The seal over all else. */
  readonly mac: string
}

/** What a plan says. */
export interface PlanContent {
  readonly version: 1
  /** The origin of the deployment that the plan is for. */
  readonly deployment: string
  readonly keyId: string
  readonly blind: boolean
  readonly options: SavedOptions
  /** A fingerprint of all that is desired. */
  readonly sources: string
  readonly changes: readonly PlannedChange[]
  /** Desired and already so. */
  readonly unchanged: readonly string[]
  /** There, and not the plan's business. */
  readonly unmanaged: readonly string[]
  /** Desired but left out: names that Convex's own tools manage. See `allowManaged`. */
  readonly leftOut: readonly string[]
  /** Why the plan must not be applied. */
  readonly problems: readonly PlanProblem[]
  readonly before: Fullness
  readonly after: Fullness
  readonly limits: Fullness
}

/** What a plan keeps to itself: the values to set, by name, and the key of its fingerprints. */
export interface PlanSecrets {
  readonly values: ReadonlyMap<string, string>
  readonly key: PlanKey
}

/** Tells what a plan keeps to itself. */
export let secretsOf: (plan: EnvironmentPlan) => PlanSecrets

/**
 * The way from a deployment's variables to the desired ones. Immutable; printing, inspecting and serialising it show
 * names, sizes and keyed fingerprints, never a value.
 */
export class EnvironmentPlan implements PlanContent {
  declare readonly version: 1
  declare readonly deployment: string
  declare readonly keyId: string
  declare readonly blind: boolean
  declare readonly options: SavedOptions
  declare readonly sources: string
  declare readonly changes: readonly PlannedChange[]
  declare readonly unchanged: readonly string[]
  declare readonly unmanaged: readonly string[]
  declare readonly leftOut: readonly string[]
  declare readonly problems: readonly PlanProblem[]
  declare readonly before: Fullness
  declare readonly after: Fullness
  declare readonly limits: Fullness
  readonly #secrets: PlanSecrets
  readonly #mac: string

  static {
    secretsOf = plan => plan.#secrets
  }

  /** @param text the content as it was sealed */
  constructor(text: string, mac: string, desired: ReadonlyMap<string, DesiredValue>, key: PlanKey) {
    Object.assign(this, deepFreeze(JSON.parse(text)))
    const values = new Map<string, string>()
    for (const { name } of this.changes) {
      const value = textOf(desired.get(name))
      if (value !== undefined) values.set(name, value)
    }
    this.#secrets = { values, key }
    this.#mac = mac
    Object.freeze(this)
  }

  /** Whether there is nothing to do. */
  get isEmpty(): boolean {
    return this.changes.length === 0
  }

  /** The plan as it can be saved and applied by another job: see `apply`. */
  toJSON(): SavedPlan {
    return { ...this, mac: this.#mac }
  }
}

/** What a plan is made from. */
export interface PlanOrigin {
  readonly blind: boolean
  readonly options: SavedOptions
  readonly desired: ReadonlyMap<string, DesiredValue>
}

/** What a plan comes to, fingerprinted and sealed. */
export async function sealPlan(
  computed: Computed,
  origin: PlanOrigin,
  key: PlanKey,
): Promise<EnvironmentPlan> {
  const { blind, options, desired } = origin
  const { changes, ...rest } = computed
  const text = JSON.stringify({
    version: 1,
    deployment: key.deployment,
    keyId: key.id,
    blind,
    options,
    sources: await fingerprintSources(desired, key),
    changes: await Promise.all(changes.map(change => show(change, blind, key))),
    ...rest,
  })
  return new EnvironmentPlan(text, await key.seal(text), desired, key)
}

/** A fingerprint of everything that is desired, in whatever order. */
export function fingerprintSources(
  desired: ReadonlyMap<string, DesiredValue>,
  key: PlanKey,
): Promise<string | undefined> {
  const written = [...desired].map(([name, value]) =>
    JSON.stringify(value instanceof CreateOnly ? [name, value.reveal(), true] : [name, value]),
  )
  return key.fingerprint('', JSON.stringify(written.sort()))
}

/** A change as it may be shown, once what is undefined has been left out by `JSON.stringify`. */
async function show({ action, name, before, after }: Change, blind: boolean, key: PlanKey): Promise<object> {
  return {
    action: blind ? 'set' : action,
    name,
    bytesBefore: bytesOf(before),
    fingerprintBefore: await key.fingerprint(name, before),
    bytesAfter: bytesOf(after),
    fingerprintAfter: await key.fingerprint(name, after),
  }
}

function bytesOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : byteLength(value)
}

function deepFreeze<Value>(value: Value): Value {
  if (!Object.isFrozen(value)) Object.values(Object.freeze(value) ?? {}).forEach(deepFreeze)
  return value
}
