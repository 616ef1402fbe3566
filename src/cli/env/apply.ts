import type { SavedPlan } from '../../config/index.js'
import { planDeployment } from '../../config/index.js'
import { openTarget } from '../deployment/deployment.js'
import { readNamed } from '../files.js'
import { parseJson } from '../json.js'
import type { Outcome } from '../outcome.js'
import { usage } from '../refusal.js'
import type { Session } from '../session.js'
import { change, changeBySavedPlan } from './change.js'
import { desiredFrom } from './desired.js'
import { applyFleet } from './fleet.js'
import { PLAN_FLAGS, planOptions } from './plan-options.js'
import { isSavedPlan } from './saved-plan.js'
import { readSources } from './sources.js'

/** `env apply`: makes the deployment as the source says. Writes. */
export async function apply(session: Session): Promise<Outcome> {
  const { flags } = session
  flags.exclusive('deployments', 'plan')
  if (flags.has('deployments')) return applyFleet(session)
  const file = flags.text('plan')
  const saved = file === undefined ? undefined : await readPlan(session, file)
  const target = await openTarget(session, 'write')
  const desired = desiredFrom(session, await readSources(session, target))
  if (saved) return changeBySavedPlan(session, target, saved, desired)
  return change(
    session,
    target,
    await planDeployment(target.client, { environment: desired }, planOptions(session)),
  )
}

/** A saved plan as far as it is shown; the library checks its seal before anything is sent. */
async function readPlan({ flags, folder }: Session, file: string): Promise<SavedPlan> {
  const given = PLAN_FLAGS.filter(name => flags.has(name))
  if (given.length > 0)
    throw usage('A saved plan has its own rules: give --plan no flags of what may happen.')
  const plan = parseJson(`${await readNamed(folder, file, `The plan ${file}`)}`)
  if (isSavedPlan(plan)) return plan
  throw usage(`${file} is no saved plan: make one by \`env plan … --out ${file}\`.`)
}
