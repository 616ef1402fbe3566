import { InvalidInputError } from '../../errors.js'
import { parseJson } from '../../text/json.js'
import { textMember } from '../../text/member.js'
import type { DesiredValue } from './desired.js'
import { EnvironmentPlan, fingerprintSources, type PlanContent, type SavedPlan } from './environment-plan.js'
import type { PlanKey } from './plan-key.js'

/**
 * Makes a saved plan whole again with the values of the sources that it was made from.
 * @throws {InvalidInputError} for one of another deployment, key, version or sources, or one that was changed
 */
export async function restorePlan(
  saved: unknown,
  desired: ReadonlyMap<string, DesiredValue>,
  key: PlanKey,
): Promise<EnvironmentPlan> {
  const plan = typeof saved === 'string' ? parseJson(saved) : saved
  if (!isSealed(plan)) throw new InvalidInputError('This is no saved plan: pass what a plan serialises to.')
  const { mac, ...content } = plan
  if (content.version !== 1) {
    throw new InvalidInputError('The saved plan is of another version of this package: make a new plan.')
  }
  if (content.keyId !== key.id) {
    throw new InvalidInputError(
      'The plan was made with another key: pass the same `planKey`, or the same token, to both.',
    )
  }
  const text = JSON.stringify(content)
  if (!(await key.verify(text, mac))) {
    throw new InvalidInputError('The saved plan was changed after it was made: make a new plan.')
  }
  assertDeployment(content, key.deployment)
  if (content.sources !== (await fingerprintSources(desired, key))) {
    throw new InvalidInputError('The sources are not those that the plan was made from: make a new plan.')
  }
  return new EnvironmentPlan(text, mac, desired, key)
}

/** @throws {InvalidInputError} for a plan that was made for another deployment */
export function assertDeployment(plan: PlanContent, deployment: string): void {
  if (plan.deployment === deployment) return
  throw new InvalidInputError(`The plan is for ${plan.deployment}, and this deployment is ${deployment}.`)
}

/** Enough of the shape to check the seal: what is sealed was made by `sealPlan`. */
function isSealed(value: unknown): value is SavedPlan {
  return ['keyId', 'mac', 'deployment'].every(name => textMember(value, name) !== undefined)
}
