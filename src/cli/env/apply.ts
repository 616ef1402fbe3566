import { planDeployment } from '../../config/index.js'
import type { CommandResult } from '../command.js'
import { type WriteOptions, type Writing, writeCommand } from '../command.js'
import { assertOneOf, own, text } from '../flags.js'
import { EXIT, gravest, refused, usage } from '../refusal.js'
import { BACKUP, createBackup } from './backup.js'
import { change, changeBySavedPlan } from './change.js'
import { applyFleet, FLEET, planFleet, refuseBackup, refuseFlagsOfOne } from './fleet.js'
import { exitCodeOf, memberData, planTable, resultTable, summary } from './fleet-table.js'
import { desiredFrom, PLAN_FLAGS, planKeyOf, planOptions, RULES, type RuleOptions, SCOPE } from './rules.js'
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

type ApplyInvocation = Writing<WriteOptions<(typeof FLAGS)[number]>>

async function applyOne(invocation: ApplyInvocation): Promise<CommandResult> {
  const { args, options, host, terminal, deployments, confirm, interruption } = invocation
  const { folder, environment } = host
  const { signal } = interruption
  const saved = options.plan === undefined ? undefined : await readPlan(folder, options.plan)
  if (saved) refuseRules(options)
  const deployment = await deployments.open()
  const backup = createBackup(options, host, terminal)
  const entries = await readSources(args, {
    folder,
    terminal,
    deployments,
    keyVariable: options.fromKey,
    readBackup: which => backup.read(which, deployment),
    signal,
  })
  const config = { environment: desiredFrom(options, entries) }
  const means = { terminal, confirm, interruption, backup }
  if (saved) {
    return changeBySavedPlan(deployment, saved, { config, planKey: planKeyOf(environment) }, means)
  }
  const rules = planOptions(options, environment)
  return change(deployment, await planDeployment(deployment.client, config, { ...rules, signal }), means)
}

/** Makes all plans first. A guard stops them all; an error stops the deployment that it is about. */
async function applySeveral(invocation: ApplyInvocation, file: string): Promise<CommandResult> {
  const { args, options, host, terminal, deployments, confirm, interruption } = invocation
  const { signal } = interruption
  refuseFlagsOfOne(options)
  const fleet = await deployments.readFleet(file)
  const entries = await readSources(args, {
    folder: host.folder,
    terminal,
    deployments,
    keyVariable: options.fromKey,
    readBackup: refuseBackup,
    signal,
  })
  const config = { environment: desiredFrom(options, entries) }
  const rules = { ...planOptions(options, host.environment), signal }
  const { concurrency } = options
  const planned = await planFleet(fleet, config, rules, { deployments, terminal, concurrency })
  terminal.note(...planTable(planned))
  const stopped = planned.map(exitCodeOf).filter(code => code !== EXIT.done && code !== EXIT.failed)
  if (stopped.length > 0) {
    const data = { deployments: planned.map(memberData) }
    throw refused(`${stopped.length} of ${planned.length} deployments can't be changed as planned.`, { data })
  }
  const changing = planned.flatMap(({ open, plan }) => (open && plan && !plan.isEmpty ? [open] : []))
  if (changing.length > 0) await confirm.fleet(changing)
  const backup = createBackup(options, host, terminal)
  const members = await applyFleet(planned, { backup, interruption, terminal, concurrency })
  terminal.note(...resultTable(members), summary(members))
  return { data: { deployments: members.map(memberData) }, exitCode: gravest(members.map(exitCodeOf)) }
}

function refuseRules(options: RuleOptions): void {
  const given = PLAN_FLAGS.filter(name => options[name] !== undefined && options[name] !== false)
  if (given.length > 0) throw usage('A saved plan holds its own rules: flags cannot change them.')
}
