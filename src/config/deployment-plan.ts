import type { DesiredValue } from './environment/desired.js'
import { textOf } from './environment/desired.js'
import type { PlanProblem } from './environment/problems.js'
import type { EnvironmentSection } from './environment/section.js'
import type { PlanKey } from './plan-key.js'

/** The content of a plan: everything that it shows, and nothing that is secret. */
export interface PlanContent {
  readonly version: 1
  /** The origin of the deployment that the plan is for. */
  readonly deployment: string
  /** Identifies the key that the plan is sealed with. */
  readonly keyId: string
  /** A fingerprint of the whole config. */
  readonly sources: string
  /** The section of the environment variables. */
  readonly environment: EnvironmentSection
}

/** A plan as it is saved: its content, sealed by its key. */
export interface SavedPlan extends PlanContent {
  /** The seal over everything else. */
  readonly mac: string
}

/** The secrets of a plan: the value that each change leads to, if any, by name, and the key of its fingerprints. */
interface PlanSecrets {
  readonly values: ReadonlyMap<string, string | undefined>
  readonly key: PlanKey
}

/** Returns the secrets of a plan. */
export let planSecrets: (plan: DeploymentPlan) => PlanSecrets

/** Keeps the constructor to this file: anybody who has a plan has `plan.constructor`, too. */
const OWN = Symbol('own')

/**
 * Makes a plan.
 * @param text the content as it was sealed
 */
export function createPlan(
  text: string,
  mac: string,
  desired: ReadonlyMap<string, DesiredValue>,
  key: PlanKey,
): DeploymentPlan {
  const content: PlanContent = JSON.parse(text)
  const values = new Map(content.environment.changes.map(({ name }) => [name, textOf(desired.get(name))]))
  return create(content, mac, { values, key })
}

let create: (content: PlanContent, mac: string, secrets: PlanSecrets) => DeploymentPlan

/**
 * The way from the state of a deployment to the desired one. Immutable. Printing, inspecting and serializing it show
 * names, sizes and keyed fingerprints, never a value.
 */
export class DeploymentPlan implements PlanContent {
  declare readonly version: 1
  declare readonly deployment: string
  declare readonly keyId: string
  declare readonly sources: string
  declare readonly environment: EnvironmentSection
  readonly #secrets: PlanSecrets
  readonly #mac: string

  static {
    planSecrets = plan => plan.#secrets
    create = (content, mac, secrets) => new DeploymentPlan(OWN, content, mac, secrets)
  }

  private constructor(own: symbol, content: PlanContent, mac: string, secrets: PlanSecrets) {
    if (own !== OWN) throw new TypeError('A plan is made by `planDeployment`.')
    Object.assign(this, deepFreeze(content))
    this.#secrets = secrets
    this.#mac = mac
    Object.freeze(this)
  }

  /** Returns true if there is nothing to do. */
  get isEmpty(): boolean {
    return this.environment.changes.length === 0
  }

  /** Returns the reasons why the plan cannot be applied, of all sections. */
  get problems(): readonly PlanProblem[] {
    return this.environment.problems
  }

  /** Returns the plan as it can be saved, and applied by another job: see `applyPlan`. */
  toJSON(): SavedPlan {
    return { ...this, mac: this.#mac }
  }
}

function deepFreeze<Value>(value: Value): Value {
  if (!Object.isFrozen(value)) Object.values(Object.freeze(value) ?? {}).forEach(deepFreeze)
  return value
}
