import { planDeployment } from '../../config/index.js'
import { type CommandResult, type DeploymentInvocation, type ReadOptions, readCommand } from '../command.js'
import { commandLine, withMore } from '../command-line.js'
import { deploymentData } from '../deployment/open.js'
import { assertOneOf, dashed, on, own, text } from '../flags.js'
import { STDOUT } from '../private-file.js'
import { EXIT, gravest, usage } from '../refusal.js'
import { readBackup } from './backup.js'
import { FLEET, planFleet } from './fleet.js'
import { allowingAll, exitCodeOf, memberData, planTable } from './fleet-table.js'
import { planLines, unsound } from './plan-lines.js'
import { assertRules, desiredFrom, PLAN_FLAGS, RULES, SCOPE } from './rules.js'
import { assertReplaceable, planText, savePlan } from './saved-plan.js'
import { readSources, SOURCE } from './sources.js'

const OWN = own({
  exitCode: on('exit 2 if there are changes'),
  out: text('<file>', 'save the plan, without a value, for `env apply --plan`; - is stdout'),
})
const FLAGS = [OWN, SCOPE, RULES, SOURCE, FLEET]

/** `env plan`: shows what would change. */
export const envPlan = readCommand({
  name: 'env plan',
  purpose: 'Show what would change, by name and size, and write nothing',
  about:
    'A source is a .env file, a .json file, - for stdin, deployment:NAME, or\n' +
    'backup:FILE (backup:latest). Values are never shown: an update has sizes and\n' +
    'keyed fingerprints.',
  takes: '<source...>',
  flags: FLAGS,
  example: 'convex-deployment env plan .env.production --exit-code \\\n  --prune --only "STRIPE_*"',
  run: async invocation => {
    const { deployments: file } = invocation.options
    return file === undefined ? planOne(invocation) : planSeveral(invocation, file)
  },
})

type PlanInvocation = DeploymentInvocation<ReadOptions<(typeof FLAGS)[number]>>

async function planOne(invocation: PlanInvocation): Promise<CommandResult> {
  const { options, typed, host, terminal, deployments, interruption } = invocation
  const { out, json } = options
  assertRules(options)
  if (out === STDOUT && json) throw usage('--json and --out - both print to stdout: leave one of them out.')
  if (out !== undefined && out !== STDOUT) await assertReplaceable(out, host, interruption.signal)
  const deployment = await deployments.open()
  const { entries } = await readSources(invocation, options.allowEmpty, which =>
    readBackup(which, deployment, invocation),
  )
  const { config, rules } = desiredFrom(entries, invocation)
  const plan = await planDeployment(deployment.client, config, rules)
  if (plan.problems.length > 0) {
    terminal.note(...planLines(plan))
    throw unsound(plan)
  }
  const exitCode = options.exitCode && !plan.isEmpty ? EXIT.changes : EXIT.done
  if (out === STDOUT) {
    terminal.note(...planLines(plan))
    return { raw: planText(plan), exitCode }
  }
  if (out !== undefined) {
    await savePlan(out, host, plan)
    terminal.note(`Saved to ${out}, without a value. Apply it from the same sources by --plan ${out}.`)
  }
  const next = plan.isEmpty ? [] : commandLine(asApply(typed, out !== undefined), host.isWindows)
  return {
    data: { deployment: deploymentData(deployment), plan: plan.toJSON(), next },
    lines: plan.isEmpty ? ['No changes.', ...planLines(plan)] : planLines(plan),
    exitCode,
  }
}

async function planSeveral(invocation: PlanInvocation, file: string): Promise<CommandResult> {
  const { options, typed, host, terminal } = invocation
  assertOneOf(options, 'deployments', 'out')
  const members = await planFleet(invocation, file)
  const changes = options.exitCode && members.some(({ plan }) => plan && !plan.isEmpty)
  const next = allowingAll(members).flatMap(more =>
    commandLine(['convex-deployment', ...withMore(typed, more)], host.isWindows),
  )
  if (next.length > 0) terminal.note('To go on:', ...next.map(line => `  ${line}`))
  return {
    data: { deployments: members.map(memberData), next },
    lines: planTable(members),
    exitCode: gravest([...members.map(exitCodeOf), ...(changes ? [EXIT.changes] : [])]),
  }
}

/** Returns the command line that applies the plan. If it is saved, it holds the rules that it was made by. */
function asApply([group = '', , ...words]: readonly string[], saved: boolean): string[] {
  const gone = saved ? [...PLAN_FLAGS, 'exitCode'] : ['exitCode']
  const kept = words.filter((word, index) => {
    const [flag = ''] = word.split('=')
    const before = words[index - 1]
    return !gone.map(dashed).includes(flag) && !(saved && before === dashed('maxRemovals'))
  })
  const options = kept.map(word => word.replace(/^--out(?==|$)/, '--plan'))
  return ['convex-deployment', group, 'apply', ...options]
}
