import { planDeployment } from '../../config/index.js'
import { memberOf } from '../../text/member.js'
import { type CommandResult, type DeploymentInvocation, type WriteOptions, writeCommand } from '../command.js'
import { confirmFleet } from '../confirm.js'
import { assertOneOf, dashed, own, text } from '../flags.js'
import { EXIT, refused, usage } from '../refusal.js'
import { BACKUP, readBackup } from './backup.js'
import { change } from './change.js'
import { applyFleet, FLEET, planFleet } from './fleet.js'
import {
  allowingAll,
  exitCodeOf,
  exitCodeOfAll,
  memberData,
  planTable,
  resultTable,
  summary,
} from './fleet-table.js'
import { assertRules, desiredFrom, PLAN_FLAGS, RULES, type RuleOptions, SCOPE } from './rules.js'
import { readPlan } from './saved-plan.js'
import { readSources, SOURCE } from './sources.js'

const OWN = own({
  plan: text('<file>', 'apply this saved plan, from the sources that it was made from'),
})
const FLAGS = [OWN, SCOPE, RULES, BACKUP, SOURCE, FLEET]

/** `env apply`: makes a deployment, or several, as the source says. */
export const envApply = writeCommand({
  name: 'env apply',
  purpose: 'Make a deployment as the source says, in one transaction',
  about:
    'Shows the plan, asks, keeps a backup, reads again, sends one request, and reads\n' +
    'back. Variables that the source does not have stay, unless --prune and --only\n' +
    'name them.',
  takes: '<source...>',
  flags: FLAGS,
  example:
    'convex-deployment env apply .env.production --expect prod\nconvex-deployment env apply backup:latest',
  run: async invocation => {
    const { options } = invocation
    assertOneOf(options, 'deployments', 'plan')
    return options.deployments === undefined
      ? applyOne(invocation)
      : applySeveral(invocation, options.deployments)
  },
})

type ApplyInvocation = DeploymentInvocation<WriteOptions<(typeof FLAGS)[number]>>

async function applyOne(invocation: ApplyInvocation): Promise<CommandResult> {
  const { options, host, deployments, interruption } = invocation
  const { signal } = interruption
  assertRules(options)
  const saved = options.plan === undefined ? undefined : await readPlan(host.folder, options.plan, signal)
  if (saved) refuseRules(options)
  const deployment = await deployments.open()
  // The rules of a saved plan are within it.
  const allowEmpty = saved ? memberOf(saved.environment.options, 'allowEmpty') === true : options.allowEmpty
  const { entries, restored } = await readSources(invocation, allowEmpty, which =>
    readBackup(which, deployment, invocation, options.backupDir),
  )
  const { config, rules } = desiredFrom(entries, invocation)
  const plan = saved ?? (await planDeployment(deployment.client, config, rules))
  return change(deployment, plan, config, invocation, restored)
}

/** Makes all plans first. A guard stops them all; an error stops the deployment that it is about. */
async function applySeveral(invocation: ApplyInvocation, file: string): Promise<CommandResult> {
  const { terminal } = invocation
  const planned = await planFleet(invocation, file)
  terminal.note(...planTable(planned))
  const stopped = planned.map(exitCodeOf).filter(code => code !== EXIT.done && code !== EXIT.failed)
  if (stopped.length > 0) {
    const data = { deployments: planned.map(memberData) }
    const message = `${stopped.length} of ${planned.length} deployments can't be changed as planned.`
    throw refused(message, { add: allowingAll(planned), data })
  }
  const changing = planned.flatMap(({ open, plan }) => (open && plan && !plan.isEmpty ? [open] : []))
  if (changing.length > 0) await confirmFleet(changing, invocation)
  const members = await applyFleet(invocation, planned)
  terminal.note(...resultTable(members), summary(members))
  return { data: { deployments: members.map(memberData) }, exitCode: exitCodeOfAll(members) }
}

function refuseRules(options: RuleOptions): void {
  const given = PLAN_FLAGS.filter(name => options[name] !== undefined && options[name] !== false)
  if (given.length === 0) return
  throw usage(
    `A saved plan holds its own rules: leave out ${given.map(dashed).join(', ')}, or make a new plan.`,
  )
}
