import { refusal } from '../errors.js'
import { parseJson } from '../text/json.js'
import { textMember } from '../text/member.js'
import { printable } from '../text/quote.js'
import type { ReadConfig } from './config.js'
import { createPlan, type DeploymentPlan, type PlanContent, type SavedPlan } from './deployment-plan.js'
import { CreateOnly } from './environment/create-only.js'
import { textOf } from './environment/desired.js'
import { isKeep } from './keep.js'
import type { PlanKey } from './plan-key.js'
import { textOfState } from './settings/section.js'

/**
 * Makes a saved plan whole again with the values of the config that it was made from.
 * @throws {InvalidInputError} for one of another deployment, key, version or config, or one that was changed
 */
export async function restorePlan(saved: unknown, config: ReadConfig, key: PlanKey): Promise<DeploymentPlan> {
  const plan = typeof saved === 'string' ? parseJson(saved) : saved
  if (!isSealed(plan)) throw refusal('plan', 'This is not a saved plan: pass the JSON of a plan.')
  const { mac, ...content } = plan
  if (content.version !== 2) {
    throw refusal('plan', 'The saved plan is of another version of this package. Make a new plan.')
  }
  assertDeployment(content, key.deployment)
  if (content.keyId !== key.id) {
    throw refusal(
      'planKey',
      'The plan was made with another key. Pass the same `planKey`, or use the same token.',
    )
  }
  const text = textOfPlan(content)
  if (!(await key.verify(text, mac))) {
    throw refusal('plan', 'The saved plan was changed after it was made. Make a new plan.')
  }
  if (content.sources !== (await fingerprintSources(config, key))) {
    throw refusal('config', 'The desired values are not those that the plan was made from. Make a new plan.')
  }
  return createPlan(text, mac, config, key)
}

/** @throws {InvalidInputError} for a plan that was made for another deployment */
export function assertDeployment(plan: PlanContent, deployment: string): void {
  if (plan.deployment === deployment) return
  throw refusal(
    'plan',
    `The plan is for ${printable(`${plan.deployment}`)}, and this deployment is ${deployment}.`,
  )
}

/** Returns a fingerprint of everything that is desired, keys included, in whatever order. */
export function fingerprintSources(
  { expect, environment, prune, settings }: ReadConfig,
  key: PlanKey,
): Promise<string> {
  // Lengths tell the parts apart. JSON, or a text for each variable, would take longer than all the rest of a plan.
  const variables = [...(environment?.keys() ?? [])].sort().flatMap(name => {
    const value = environment?.get(name)
    // What is made later has no value here, nor when the plan is applied: what is made counts.
    const made = value instanceof CreateOnly ? value.made : undefined
    const text = made ?? textOf(value)
    const kind = isKeep(value)
      ? 'keep'
      : value instanceof CreateOnly
        ? made
          ? 'make'
          : 'create'
        : typeof value
    return [`\n${kind} ${name.length} ${text?.length} ${name}`, text ?? '']
  })
  const members = [...settings].flatMap(([section, wanted]) =>
    [...wanted].map(([name, state]) => `\n${section} ${name} ${textOfState(state)}`).sort(),
  )
  const declared = [environment && 'environment', ...settings.keys()].join()
  const scope = prune ? ` ${JSON.stringify(prune)}` : ''
  return key.digest(`sources ${expect} ${declared}${scope}`, ...members, ...variables)
}

/** Returns the text that was sealed. A plan may be any object, even one that nests deeper than the stack. */
function textOfPlan(content: object): string {
  try {
    return JSON.stringify(content)
  } catch {
    throw refusal('plan', 'This is not a saved plan: it cannot be written as JSON.')
  }
}

/** Returns true if there is enough of the shape to check the seal. What is sealed was made by `planDeployment`. */
function isSealed(value: unknown): value is SavedPlan {
  return ['keyId', 'mac', 'deployment'].every(name => textMember(value, name) !== undefined)
}
