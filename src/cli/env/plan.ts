import type { DeploymentPlan } from '../../config/index.js'
import { planDeployment } from '../../config/index.js'
import { deploymentData } from '../deployment/data.js'
import { openTarget, type Target } from '../deployment/deployment.js'
import { EXIT } from '../exit.js'
import { writePrivately } from '../files.js'
import { dashed } from '../flags.js'
import type { Outcome } from '../outcome.js'
import { repeated, type Session } from '../session.js'
import { unsound } from './change.js'
import { desiredFrom } from './desired.js'
import { planFleet } from './fleet.js'
import { planLines } from './plan-lines.js'
import { PLAN_FLAGS, planOptions } from './plan-options.js'
import { assertReplaceable } from './saved-plan.js'
import { readSources } from './sources.js'

/** `env plan`: what would change. Reads only. */
export async function plan(session: Session): Promise<Outcome> {
  const { flags } = session
  if (flags.has('deployments')) return planFleet(session)
  const file = flags.text('out')
  if (file !== undefined) await assertReplaceable(session.folder, file)
  const target = await openTarget(session, 'read')
  const desired = desiredFrom(session, await readSources(session, target))
  const made = await planDeployment(target.client, { environment: desired }, planOptions(session))
  if (made.problems.length > 0) {
    session.terminal.note(...planLines(made))
    throw unsound(made)
  }
  if (file !== undefined) await savePlan(session, file, made)
  return planOutcome(session, target, made)
}

async function savePlan({ folder, terminal }: Session, file: string, made: DeploymentPlan): Promise<void> {
  await writePrivately(folder, file, `${JSON.stringify(made, null, 2)}\n`)
  terminal.note(`Saved to ${file}, without a value. Apply it from the same sources by --plan ${file}.`)
}

function planOutcome(session: Session, target: Target, made: DeploymentPlan): Outcome {
  const { flags, typed } = session
  const next = made.isEmpty ? [] : [repeated({ ...session, typed: asApply(typed, flags.has('out')) })]
  return {
    data: { deployment: deploymentData(target), plan: made.toJSON(), next },
    lines: made.isEmpty ? ['No changes.', ...planLines(made)] : planLines(made),
    exitCode: flags.on('exitCode') && !made.isEmpty ? EXIT.changes : EXIT.done,
  }
}

/** The same command line with `apply` for `plan`, and with a saved plan in the place of the rules that it was made by. */
function asApply([group = '', , ...words]: readonly string[], saved: boolean): string[] {
  const gone = saved ? [...PLAN_FLAGS, 'exitCode'] : ['exitCode']
  const kept = words.filter((word, index) => {
    const [flag = ''] = word.split('=')
    const before = words[index - 1]
    return !gone.map(dashed).includes(flag) && !(saved && before === dashed('maxRemovals'))
  })
  return [group, 'apply', ...kept.map(word => word.replace(/^--out(?==|$)/, '--plan'))]
}
