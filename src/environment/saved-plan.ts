import { InvalidInputError } from '../errors.js'
import { CreateOnly, type DesiredValue } from './desired.js'
import { contentOf, EnvironmentPlan, fingerprintSources, type SavedPlan } from './environment-plan.js'
import type { PlanKey } from './plan-key.js'

/**
 * Makes a saved plan whole again with the values of the sources that it was made from.
 * @throws {InvalidInputError} for one of another deployment, key, version or sources, or one that was changed
 */
export async function restorePlan(
  saved: unknown,
  deployment: string,
  desired: ReadonlyMap<string, DesiredValue>,
  key: PlanKey,
): Promise<EnvironmentPlan> {
  const plan = await readSealed(saved, deployment, key)
  if (plan.sources !== (await fingerprintSources(desired, deployment, key))) {
    throw new InvalidInputError('The sources are not those that the plan was made from: make a new plan.')
  }
  const values = plan.changes.flatMap(({ name }): [string, string][] => {
    const value = desired.get(name)
    const text = value instanceof CreateOnly ? value.reveal() : value
    return typeof text === 'string' ? [[name, text]] : []
  })
  return new EnvironmentPlan(plan, plan.mac, { values: new Map(values), key })
}

async function readSealed(saved: unknown, deployment: string, key: PlanKey): Promise<SavedPlan> {
  const plan = typeof saved === 'string' ? parse(saved) : saved
  if (!isSealed(plan)) throw new InvalidInputError('This is no saved plan: pass what a plan serialises to.')
  if (plan.version !== 1) {
    throw new InvalidInputError('The saved plan is of another version of this package: make a new one.')
  }
  if (plan.keyId !== key.id) {
    throw new InvalidInputError(
      'The plan was made with another key: pass the same `planKey`, or the same token, to both.',
    )
  }
  if (!(await key.verify(JSON.stringify(contentOf(plan)), plan.mac))) {
    throw new InvalidInputError('The saved plan was changed after it was made: make a new one.')
  }
  if (plan.deployment !== deployment) {
    throw new InvalidInputError(`The plan is for ${plan.deployment}, and this deployment is ${deployment}.`)
  }
  return plan
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Enough of the shape to check the seal: what is sealed was made by `sealPlan`. */
function isSealed(value: unknown): value is SavedPlan {
  if (typeof value !== 'object' || value === null) return false
  return ['keyId', 'mac', 'deployment'].every(member => typeof Reflect.get(value, member) === 'string')
}
