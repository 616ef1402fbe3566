import {
  type ApplyOptions,
  type ApplyResult,
  applyPlan,
  type DeploymentPlan,
  type PlanContent,
} from '../../config/index.js'
import type { CommandResult, Writing } from '../command.js'
import { deploymentData, type OpenDeployment } from '../deployment/open.js'
import { styled } from '../terminal/line.js'
import { type BackupOptions, keepBackup } from './backup.js'
import { planLines, unsound } from './plan-lines.js'

/** Shows a plan, has it confirmed, and applies it: one request, or none. */
export async function change(
  deployment: OpenDeployment,
  plan: DeploymentPlan,
  writing: Writing<BackupOptions>,
): Promise<CommandResult> {
  show(plan, writing)
  if (!plan.isEmpty) {
    return confirmAndApply(deployment, plan, writing, options => applyPlan(deployment.client, plan, options))
  }
  writing.terminal.note('Nothing to change.')
  return resultOf(deployment, { status: 'unchanged', changes: [], unverified: [] })
}

/**
 * Does the same with a plan that another run saved.
 * @param apply given the options of an apply, it applies the plan with what the plan lacks
 */
export async function changeBySavedPlan(
  deployment: OpenDeployment,
  plan: PlanContent,
  writing: Writing<BackupOptions>,
  apply: (options: ApplyOptions) => Promise<ApplyResult>,
): Promise<CommandResult> {
  show(plan, writing)
  return confirmAndApply(deployment, plan, writing, apply)
}

function show(plan: PlanContent, { terminal }: Writing<BackupOptions>): void {
  terminal.note(...planLines(plan))
  if (plan.environment.problems.length > 0) throw unsound(plan)
}

async function confirmAndApply(
  deployment: OpenDeployment,
  plan: PlanContent,
  writing: Writing<BackupOptions>,
  apply: (options: ApplyOptions) => Promise<ApplyResult>,
): Promise<CommandResult> {
  const { terminal, confirm, interruption } = writing
  const { length: count } = plan.environment.changes
  if (count > 0) await confirm.write(`Make ${count} change${count === 1 ? '' : 's'}`, deployment)
  const options: ApplyOptions = {
    signal: interruption.signal,
    onBackup: values => keepBackup(values, deployment, writing),
  }
  const result = await interruption.whileWriting(() => apply(options))
  const { status, changes, unverified } = result
  terminal.note([styled('green', status), ` ${changes.length} of ${count} on ${deployment.label}`])
  if (unverified.length > 0) {
    terminal.note(styled('yellow', `Reading back did not show: ${unverified.join(', ')}.`))
  }
  return resultOf(deployment, result)
}

function resultOf(deployment: OpenDeployment, { status, changes, unverified }: ApplyResult): CommandResult {
  return { data: { deployment: deploymentData(deployment), status, changes, unverified } }
}
