import type {
  ApplyResult,
  DeploymentPlan,
  DesiredEnvironment,
  PlanContent,
  SavedPlan,
} from '../../config/index.js'
import { applyPlan as applyDeploymentPlan } from '../../config/index.js'
import { confirmWrite } from '../confirm.js'
import { deploymentData } from '../deployment/data.js'
import type { Target } from '../deployment/deployment.js'
import { EXIT } from '../exit.js'
import type { Outcome } from '../outcome.js'
import { type Refusal, refused } from '../refusal.js'
import type { Session } from '../session.js'
import { styled } from '../terminal/line.js'
import { backupOf } from './backup.js'
import { planLines, problemLines } from './plan-lines.js'
import { planKey } from './plan-options.js'

/** What an empty plan comes to, with nothing sent. */
export const UNCHANGED: ApplyResult = { status: 'unchanged', changes: [], unverified: [] }

/** Shows a plan, has it confirmed, and applies it: one request, or none. */
export async function change(session: Session, target: Target, plan: DeploymentPlan): Promise<Outcome> {
  showPlan(session, plan)
  assertSound(plan)
  if (plan.isEmpty) {
    session.terminal.note('Nothing to change.')
    return outcomeOf(target, UNCHANGED)
  }
  return carryOut(session, target, plan, plan.environment.changes.length)
}

/** Applies a plan that another run saved, from the same sources. */
export function changeBySavedPlan(
  session: Session,
  target: Target,
  plan: SavedPlan,
  desired: DesiredEnvironment,
): Promise<Outcome> {
  showPlan(session, plan)
  assertSound(plan)
  return carryOut(session, target, plan, plan.environment.changes.length, desired)
}

/** What speaks against plans, as a refusal. */
export function assertSound(plan: PlanContent): void {
  if (plan.environment.problems.length > 0) throw unsound(plan)
}

export function unsound(plan: PlanContent): Refusal {
  const { problems } = plan.environment
  return refused(`The plan has problems:\n  ${problemLines(plan).join('\n  ')}\n`, { data: { problems } })
}

function showPlan({ terminal }: Session, plan: PlanContent): void {
  terminal.note(...planLines(plan))
}

async function carryOut(
  session: Session,
  target: Target,
  plan: DeploymentPlan | SavedPlan,
  count: number,
  desired?: DesiredEnvironment,
): Promise<Outcome> {
  const { terminal } = session
  if (count > 0) await confirmWrite(session, `Make ${count} change${count === 1 ? '' : 's'}`, target)
  const result = await applyPlan(session, target, plan, desired)
  terminal.note([styled('green', result.status), ` ${result.changes.length} of ${count} on ${target.label}`])
  if (result.unverified.length > 0) {
    terminal.note(styled('yellow', `Reading back did not show: ${result.unverified.join(', ')}.`))
  }
  return outcomeOf(target, result)
}

/** Applies a plan that was confirmed, with a backup before it. */
export function applyPlan(
  session: Session,
  target: Target,
  plan: DeploymentPlan | SavedPlan,
  desired?: DesiredEnvironment,
): Promise<ApplyResult> {
  const { interruption, environment } = session
  return interruption.whileWriting(() =>
    applyDeploymentPlan(target.client, plan, {
      config: { environment: desired ?? [] },
      planKey: planKey(environment),
      signal: interruption.signal,
      onBackup: backupOf(session, target),
    }),
  )
}

function outcomeOf(target: Target, { status, changes, unverified }: ApplyResult): Outcome {
  return { data: { deployment: deploymentData(target), status, changes, unverified }, exitCode: EXIT.done }
}
