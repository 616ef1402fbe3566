import { DeploymentPlan } from '../../config/deployment-plan.js'
import {
  type ApplyResult,
  applyPlan,
  type DeploymentConfig,
  type PlanRemark,
  type SavedPlan,
} from '../../config/index.js'
import { printable, quoteAll } from '../../text/quote.js'
import type { CommandResult, DeploymentInvocation, WriteOptions } from '../command.js'
import { confirmWrite } from '../confirm.js'
import { deploymentData, type OpenDeployment } from '../deployment/open.js'
import { EXIT } from '../refusal.js'
import { styled } from '../terminal/line.js'
import { type BACKUP, keepBackup } from './backup.js'
import { planLines, unsound } from './plan-lines.js'
import { planKeyOf } from './rules.js'

/**
 * Shows a plan, has it confirmed, and applies it: one request, or none.
 * @param plan a new plan, or one that another run saved
 * @param config the config that it was made from
 * @param restored the files of the backups that it brings back
 */
export async function change(
  deployment: OpenDeployment,
  plan: DeploymentPlan | SavedPlan,
  config: DeploymentConfig,
  invocation: DeploymentInvocation<WriteOptions<typeof BACKUP>>,
  restored: readonly string[] = [],
): Promise<CommandResult> {
  const { host, terminal, interruption } = invocation
  const { blind, changes, problems, remarks, unchanged } = plan.environment
  terminal.note(...planLines(plan))
  if (problems.length > 0) throw unsound(plan)
  // A saved plan without changes still has its seal checked.
  if (changes.length === 0 && plan instanceof DeploymentPlan) {
    const files = unchanged.length === 0 ? '' : restored.map(printable).join(', ')
    terminal.note(files === '' ? 'Nothing to change.' : `Nothing to change: already restored from ${files}.`)
    return resultOf(deployment, { status: 'unchanged', changes, unverified: [], steps: [] }, remarks)
  }
  const { length: count } = changes
  if (count > 0) await confirmWrite(`Make ${count} change${count === 1 ? '' : 's'}`, deployment, invocation)
  let backup: string | undefined
  const result = await interruption.whileWriting(() =>
    applyPlan(deployment.client, plan, {
      config,
      planKey: planKeyOf(host.environment),
      signal: interruption.signal,
      async onBackup(values) {
        backup = await keepBackup(values, deployment, invocation, restored)
      },
    }),
  )
  terminal.note([
    styled('green', result.status),
    ` ${result.changes.length} of ${count} on ${deployment.label}`,
  ])
  const { text, isFailure } = doubtOf(result, blind)
  if (text !== '') terminal.note(styled('yellow', text))
  return { ...resultOf(deployment, result, remarks, backup), ...(isFailure && { exitCode: EXIT.failed }) }
}

function resultOf(
  deployment: OpenDeployment,
  { status, changes, unverified }: ApplyResult,
  remarks: readonly PlanRemark[],
  backup: string | null = null,
): CommandResult {
  return { data: { deployment: deploymentData(deployment), status, changes, remarks, unverified, backup } }
}

/** Returns what an apply leaves in doubt, in a sentence, and whether that is a failure: a blind one checks nothing. */
export function doubtOf(
  { unverified }: Pick<ApplyResult, 'unverified'>,
  blind: boolean,
): { readonly text: string; readonly isFailure: boolean } {
  if (unverified.length === 0) return { text: '', isFailure: false }
  const why = blind
    ? 'Not checked, as the key may not read'
    : 'The deployment accepted, but reading back did not show'
  return { text: `${why}: ${quoteAll(unverified)}.`, isFailure: !blind }
}
