import type { SectionName } from '../errors.js'
import type { ReadConfig } from './config.js'
import type { PlanProblem } from './environment/problems.js'
import type { EnvironmentSection } from './environment/section.js'
import type { PlanKey } from './plan-key.js'
import type { SettingsSection } from './settings/compute.js'
import type { SettingsName } from './settings/section.js'

/** The content of a plan: everything that it shows, and nothing that is secret. */
export interface PlanContent extends Readonly<Record<SettingsName, SettingsSection>> {
  readonly version: 2
  /** The origin of the deployment that the plan is for. */
  readonly deployment: string
  /** Identifies the key that the plan is sealed with. */
  readonly keyId: string
  /** A fingerprint of the whole config. */
  readonly sources: string
  /** The sections that the config has. Every other one is empty: it was not read. */
  readonly sections: readonly SectionName[]
  /** The section of the environment variables. */
  readonly environment: EnvironmentSection
}

/** A plan as it is saved: its content, sealed by its key. */
export interface SavedPlan extends PlanContent {
  /** The seal over everything else. */
  readonly mac: string
}

/**
 * The secrets of a plan: the values that its changes of variables replace, unless it was saved; the config with all values;
 * and the key of its fingerprints.
 */
interface PlanSecrets {
  readonly before: ReadonlyMap<string, string | undefined>
  readonly config: ReadConfig
  readonly key: PlanKey
}

/** Returns the secrets of a plan. */
export let planSecrets: (plan: DeploymentPlan) => PlanSecrets

/** The sections of a plan in the order in which they are applied. */
export const SECTION_NAMES = [
  'environment',
  'canonicalUrls',
  'usageLimits',
  'logStreams',
  'paused',
] as const satisfies readonly SectionName[]

/** Returns the problems of a plan, of all sections. */
export function problemsOf(plan: PlanContent): PlanProblem[] {
  return SECTION_NAMES.flatMap(section => plan[section].problems.map(problem => ({ section, ...problem })))
}

/** Keeps the constructor to this file: anybody who has a plan has `plan.constructor`, too. */
const OWN = Symbol('own')

/**
 * Makes a plan.
 * @param text the content as it was sealed
 */
export function createPlan(
  text: string,
  mac: string,
  config: ReadConfig,
  key: PlanKey,
  before: PlanSecrets['before'] = new Map(),
): DeploymentPlan {
  const content: PlanContent = JSON.parse(text)
  return create(content, mac, { before, config, key })
}

let create: (content: PlanContent, mac: string, secrets: PlanSecrets) => DeploymentPlan

/**
 * The way from the state of a deployment to the desired one. Immutable. Printing, inspecting and serializing it show
 * names, sizes, settings that are no secret, and keyed fingerprints, never a value of a variable or a key.
 */
export class DeploymentPlan implements PlanContent {
  declare readonly version: 2
  declare readonly deployment: string
  declare readonly keyId: string
  declare readonly sources: string
  declare readonly sections: readonly SectionName[]
  declare readonly environment: EnvironmentSection
  declare readonly canonicalUrls: SettingsSection
  declare readonly usageLimits: SettingsSection
  declare readonly logStreams: SettingsSection
  declare readonly paused: SettingsSection
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

  /** Returns true if there is nothing to do, in any section. */
  get isEmpty(): boolean {
    return SECTION_NAMES.every(section => this[section].changes.length === 0)
  }

  /** Returns the reasons why the plan cannot be applied, of all sections. */
  get problems(): readonly PlanProblem[] {
    return problemsOf(this)
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
