import { writeCommand } from '../command.js'
import { FLEET } from '../deployment/fleet.js'
import { APPLYING, refuseRules, runApply } from '../plan/apply.js'
import { BACKUP } from '../plan/backup.js'
import { fromSources } from './desired.js'
import { PLAN_FLAGS, RULES, SCOPE } from './rules.js'
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
    return runApply(invocation, read, () => refuseRules(options, PLAN_FLAGS))
  },
})
