import { refusal, type SectionName, StalePlanError } from '../errors.js'
import type { ReadConfig } from './config.js'
import { type DeploymentPlan, planSecrets } from './deployment-plan.js'
import { CreateOnly } from './environment/create-only.js'
import { type DesiredValue, textOf } from './environment/desired.js'
import type { PlannedChange } from './environment/section.js'
import type { State } from './reading.js'
import { label } from './rows.js'
import { computeSettings, fingerprintFound, fingerprintSetting } from './settings/compute.js'
import { type SectionChange, withKeys } from './settings/later-key.js'
import { pathOf, type Section } from './settings/section.js'
import { SECTIONS } from './settings/sections.js'

/** The changes that are still to be made. */
export interface Pending {
  readonly variables: readonly PlannedChange[]
  readonly settings: readonly SectionChange[]
}

/** Returns the changes that are still to be made. What changed since the plan makes it stale. */
export async function pendingChanges(plan: DeploymentPlan, state: State): Promise<Pending> {
  const { key, config } = planSecrets(plan)
  const { variables: current } = state
  const variables = plan.environment.changes.filter(({ name, made }) => {
    const wanted = textOf(config.environment?.get(name))
    // What is not made yet has no text: an apply that came before may have made it, and nothing replaces it.
    if (made && wanted === undefined) return !isThere(name, config.environment, current)
    return current.get(name) !== wanted
  })
  const settings = SECTIONS.flatMap(section => pendingSettings(plan, section, config, state))
  const stale: { readonly section: SectionName; readonly name: string }[] = []
  for (const { name, fingerprintBefore } of variables) {
    const moved = fingerprintBefore !== (await key.fingerprint(name, current.get(name)))
    if (moved) stale.push({ section: 'environment', name })
  }
  for (const { section, change, fingerprintBefore } of settings) {
    const moved = fingerprintBefore !== (await fingerprintFound(section, change, key))
    if (moved) stale.push({ section: section.name, name: change.name })
  }
  if (stale.length === 0) return { variables, settings }
  const labels = stale.map(({ section, name }) => label(section, name)).join(', ')
  throw new StalePlanError(
    `${labels} changed on ${plan.deployment} since the plan was made. Make a new plan.`,
    {
      url: plan.deployment,
      outcome: 'not-sent',
      names: stale.map(({ section, name }) => pathOf(section, name)),
    },
  )
}

/** Returns true for a variable that exists, together with the one that has to be made with it, if there is one. */
function isThere(
  name: string,
  desired: ReadonlyMap<string, DesiredValue> = new Map(),
  current: ReadonlyMap<string, string>,
): boolean {
  const value = desired.get(name)
  const partner = value instanceof CreateOnly ? value.partner : undefined
  const others = [...desired].filter(([, other]) => other === partner)
  return current.has(name) && others.every(([other]) => current.has(other))
}

/** Returns the changes of a section that are still to be made, as they are computed from what is there now. */
function pendingSettings(plan: DeploymentPlan, section: Section, config: ReadConfig, { settings }: State) {
  const planned = new Map(plan[section.name].changes.map(change => [change.name, change]))
  const wanted = [...(config.settings.get(section.name) ?? [])].filter(([name]) => planned.has(name))
  const sendsKeys = (name: string) => planned.get(name)?.keys !== undefined
  const { changes } = computeSettings(
    section,
    settings.get(section.name) ?? new Map(),
    new Map(wanted),
    sendsKeys,
  )
  return changes.map(change => ({
    section,
    change,
    fingerprintBefore: planned.get(change.name)?.fingerprintBefore,
  }))
}

/**
 * Returns the pending changes of settings with the keys that they send.
 * @throws {InvalidInputError} for a key that cannot be resolved, or that is not the one that the plan was made with
 */
export async function keyedSettings(
  plan: DeploymentPlan,
  { settings }: Pending,
): Promise<Pending['settings']> {
  const { key } = planSecrets(plan)
  const keyed = await withKeys(settings)
  for (const { section, change } of keyed) {
    const planned = plan[section.name].changes.find(({ name }) => name === change.name)
    for (const setting of change.keys) {
      const print = await fingerprintSetting(section, change.name, setting, change.wanted?.[setting], key)
      // A fingerprint is of a setting and its value: no other setting has it.
      if (planned?.hidden?.some(({ fingerprintAfter }) => fingerprintAfter === print)) continue
      const path = pathOf(section.name, `${change.name}.${setting}`)
      throw refusal('config', `\`${path}\` is not the key that the plan was made with. Make a new plan.`)
    }
  }
  return keyed
}
