import {
  type ApplyOptions,
  type ApplyResult,
  applyPlan,
  type DeploymentConfig,
  type DeploymentPlan,
  type PlanContent,
  type SavedPlan,
} from '../../config/index.js'
import type { CommandResult } from '../command.js'
import type { Confirm } from '../confirm.js'
import { deploymentData, type OpenDeployment } from '../deployment/open.js'
import type { Interruption } from '../interruption.js'
import { type Refusal, refused } from '../refusal.js'
import { styled } from '../terminal/line.js'
import type { Terminal } from '../terminal/terminal.js'
import type { Backup } from './backup.js'
import { planLines, problemLines } from './plan-lines.js'

/** The means to change a deployment by a plan. */
export interface Means {
  readonly terminal: Terminal
  readonly confirm: Confirm
  readonly interruption: Interruption
  readonly backup: Backup
}

/** The parts that a saved plan lacks: its values, and the secret that it was sealed with. */
export interface Missing {
  readonly config: DeploymentConfig
  readonly planKey: string | undefined
}

/** Shows a plan, has it confirmed, and applies it: one request, or none. */
export async function change(
  deployment: OpenDeployment,
  plan: DeploymentPlan,
  means: Means,
): Promise<CommandResult> {
  means.terminal.note(...planLines(plan))
  assertSound(plan)
  if (plan.isEmpty) {
    means.terminal.note('Nothing to change.')
    return resultOf(deployment, { status: 'unchanged', changes: [], unverified: [] })
  }
  return carryOut(deployment, plan, means, options => applyPlan(deployment.client, plan, options))
}

/** Applies a plan that another run saved, from the same sources. */
export async function changeBySavedPlan(
  deployment: OpenDeployment,
  plan: SavedPlan,
  missing: Missing,
  means: Means,
): Promise<CommandResult> {
  means.terminal.note(...planLines(plan))
  assertSound(plan)
  return carryOut(deployment, plan, means, options =>
    applyPlan(deployment.client, plan, { ...options, ...missing }),
  )
}

/** Returns the problems of a plan as a refusal. */
export function unsound(plan: PlanContent): Refusal {
  const { problems } = plan.environment
  return refused(`The plan has problems:\n  ${problemLines(plan).join('\n  ')}\n`, { data: { problems } })
}

function assertSound(plan: PlanContent): void {
  if (plan.environment.problems.length > 0) throw unsound(plan)
}

async function carryOut(
  deployment: OpenDeployment,
  plan: PlanContent,
  { terminal, confirm, interruption, backup }: Means,
  apply: (options: ApplyOptions) => Promise<ApplyResult>,
): Promise<CommandResult> {
  const { label } = deployment
  const { length: count } = plan.environment.changes
  if (count > 0) await confirm.write(`Make ${count} change${count === 1 ? '' : 's'}`, deployment)
  const options = {
    signal: interruption.signal,
    onBackup: (values: ReadonlyMap<string, string>) => backup.keep(values, deployment),
  }
  const result = await interruption.whileWriting(() => apply(options))
  const { status, changes, unverified } = result
  terminal.note([styled('green', status), ` ${changes.length} of ${count} on ${label}`])
  if (unverified.length > 0) {
    terminal.note(styled('yellow', `Reading back did not show: ${unverified.join(', ')}.`))
  }
  return resultOf(deployment, result)
}

function resultOf(deployment: OpenDeployment, { status, changes, unverified }: ApplyResult): CommandResult {
  return { data: { deployment: deploymentData(deployment), status, changes, unverified } }
}
