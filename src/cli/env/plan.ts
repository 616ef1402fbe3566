import { readCommand } from '../command.js'
import { FLEET } from '../deployment/fleet.js'
import { assertOneOf, dashed } from '../flags.js'
import { asApply, PLANNING, runPlan } from '../plan/plan.js'
import { fromSources } from './desired.js'
import { PLAN_FLAGS, RULES, SCOPE } from './rules.js'
import { SOURCE } from './sources.js'

/** `env plan`: shows what would change. */
export const envPlan = readCommand({
  name: 'env plan',
  purpose: 'Show what would change, by name and size, and write nothing',
  about:
    'A source is a .env file, a .json file, - for stdin, deployment:NAME, or\n' +
    'backup:FILE (backup:latest). Values are hidden: an update has sizes and keyed\n' +
    'fingerprints.',
  takes: '<source...>',
  flags: [PLANNING, SCOPE, RULES, SOURCE, FLEET],
  example: 'convex-deployment env plan .env.production --exit-code \\\n  --prune --only "STRIPE_*"',
  async run(invocation) {
    const { options, typed } = invocation
    // Names that a scope leaves out are meant to be there.
    for (const scope of ['only', 'except'] as const) assertOneOf(options, 'unmanaged', scope)
    const [group = '', , ...words] = typed
    const rules = PLAN_FLAGS.map(dashed)
    return runPlan(invocation, fromSources(invocation, options.allowEmpty), isSaved => {
      return ['convex-deployment', group, 'apply', ...asApply(words, isSaved, rules, ['--max-removals'])]
    })
  },
})
