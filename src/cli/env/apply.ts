import { writeCommand } from '../command.js'
import { FLEET } from '../deployment/fleet.js'
import { dashed } from '../flags.js'
import { APPLYING, runApply } from '../plan/apply.js'
import { BACKUP } from '../plan/backup.js'
import { usage } from '../refusal.js'
import { fromSources } from './desired.js'
import { PLAN_FLAGS, RULES, type RuleOptions, SCOPE } from './rules.js'
import { SOURCE } from './sources.js'

/** `env apply`: makes a deployment, or several, as the source says. */
export const envApply = writeCommand({
  name: 'env apply',
  purpose: 'Make a deployment as the source says, in one transaction',
  about:
    'Shows the plan, asks, keeps a backup, reads again, sends one request, and reads\n' +
    'back. Variables that the source does not have stay, unless --prune and --only\n' +
    'name them.',
  takes: '<source...>',
  flags: [APPLYING, SCOPE, RULES, BACKUP, SOURCE, FLEET],
  example:
    'convex-deployment env apply .env.production --expect prod\nconvex-deployment env apply backup:latest',
  async run(invocation) {
    const { options } = invocation
    // The rules of a saved plan are within it, and its seal says if the source is the same.
    const allowEmpty = options.plan === undefined ? options.allowEmpty : true
    const read = fromSources(invocation, allowEmpty, options.backupDir)
    return runApply(invocation, read, () => refuseRules(options))
  },
})

function refuseRules(options: RuleOptions): void {
  const given = PLAN_FLAGS.filter(name => options[name] !== undefined && options[name] !== false)
  if (given.length === 0) return
  throw usage(
    `A saved plan holds its own rules: leave out ${given.map(dashed).join(', ')}, or make a new plan.`,
  )
}
