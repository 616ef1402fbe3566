import { byteLength } from '../text/bytes.js'
import type { Change } from './changes.js'
import { CreateOnly, type DesiredValue } from './desired.js'
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

let reveal: (plan: EnvironmentPlan) => PlanSecrets

/** What a plan keeps to itself. */
export function secretsOf(plan: EnvironmentPlan): PlanSecrets {
  return reveal(plan)
}

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
    reveal = plan => plan.#secrets
  }

  constructor(content: PlanContent, mac: string, secrets: PlanSecrets) {
    Object.assign(this, deepFreeze(contentOf(content)))
    this.#secrets = secrets
    this.#mac = mac
    Object.freeze(this)
  }

  /** Whether there is nothing to do. */
  get isEmpty(): boolean {
    return this.changes.length === 0
  }

  /** The plan as it can be saved and applied by another job: see `apply`. */
  toJSON(): SavedPlan {
    return { ...contentOf(this), mac: this.#mac }
  }
}

/** What a plan is made for and from. */
export interface PlanOrigin {
  readonly deployment: string
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
  const { deployment, blind, options, desired } = origin
  const { changes, ...rest } = computed
  const shown = await Promise.all(changes.map(change => show(change, blind, deployment, key)))
  const sources = await fingerprintSources(desired, deployment, key)
  // Through JSON, so that what is sealed is what will be read back.
  const content: PlanContent = JSON.parse(
    JSON.stringify({
      version: 1,
      deployment,
      keyId: key.id,
      blind,
      options,
      sources,
      changes: shown,
      ...rest,
    }),
  )
  const values = changes.flatMap(({ name, after }): [string, string][] =>
    after === undefined ? [] : [[name, after]],
  )
  return new EnvironmentPlan(content, await key.seal(JSON.stringify(contentOf(content))), {
    values: new Map(values),
    key,
  })
}

/** A fingerprint of everything that is desired, in whatever order. */
export function fingerprintSources(
  desired: ReadonlyMap<string, DesiredValue>,
  deployment: string,
  key: PlanKey,
): Promise<string> {
  const written = [...desired].map(([name, value]) =>
    JSON.stringify(value instanceof CreateOnly ? [name, value.reveal(), true] : [name, value]),
  )
  return key.fingerprint(deployment, '', JSON.stringify(written.sort()))
}

/** The content of a plan, its members in one order. */
export function contentOf(plan: PlanContent): PlanContent {
  const { version, deployment, keyId, blind, options, sources, changes, unchanged, unmanaged, leftOut } = plan
  const { problems, before, after, limits } = plan
  const lists = { changes, unchanged, unmanaged, leftOut, problems }
  return { version, deployment, keyId, blind, options, sources, ...lists, before, after, limits }
}

async function show(
  { action, name, before, after }: Change,
  blind: boolean,
  deployment: string,
  key: PlanKey,
): Promise<PlannedChange> {
  return {
    action: blind ? 'set' : action,
    name,
    ...(before !== undefined && {
      bytesBefore: byteLength(before),
      fingerprintBefore: await key.fingerprint(deployment, name, before),
    }),
    ...(after !== undefined && {
      bytesAfter: byteLength(after),
      fingerprintAfter: await key.fingerprint(deployment, name, after),
    }),
  }
}

function deepFreeze<Value>(value: Value): Value {
  if (!Object.isFrozen(value)) Object.values(Object.freeze(value) ?? {}).forEach(deepFreeze)
  return value
}
