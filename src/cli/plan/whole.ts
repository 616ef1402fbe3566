import { type Command, readCommand, writeCommand } from '../command.js'
import { FLEET } from '../deployment/fleet.js'
import { dashed } from '../flags.js'
import { APPLYING, refuseRules, runApply } from './apply.js'
import { BACKUP } from './backup.js'
import { FILE_PLAN_FLAGS, FILE_RULES, fromFile } from './config-file.js'
import { asApply, PLANNING, runPlan } from './plan.js'

const ABOUT =
  'The file says what the deployment is: its variables, canonical URLs, usage limits\n' +
  'and log streams. What it does not name is left alone. Without a file:\n' +
  'convex-deployment.yaml.'

/** `plan` and `apply`: a whole deployment, as a file says. */
export const wholeCommands: readonly Command[] = [
  readCommand({
    name: 'plan',
    purpose: 'Show what would change to make a deployment as a file says',
    about: ABOUT,
    takes: '[file]',
    flags: [PLANNING, FILE_RULES, FLEET],
    example:
      'convex-deployment plan\nconvex-deployment plan convex-deployment.yaml --exit-code --out plan.json',
    async run(invocation) {
      const [, ...words] = invocation.typed
      const desiredOf = await fromFile(invocation)
      const rules = FILE_PLAN_FLAGS.map(dashed)
      return runPlan(
        invocation,
        async () => desiredOf,
        isSaved => ['convex-deployment', 'apply', ...asApply(words, isSaved, rules, ['--max-removals'])],
      )
    },
  }),
  writeCommand({
    name: 'apply',
    purpose: 'Make a deployment as a file says',
    about:
      `${ABOUT} Shows the plan, asks, keeps a backup of variables,\n` +
      'reads again, and changes variables, canonical URLs, usage limits and log streams, in\n' +
      'this order. It stops at the first failure, and says what became of each change.',
    takes: '[file]',
    flags: [APPLYING, FILE_RULES, BACKUP, FLEET],
    example: 'convex-deployment apply --expect prod',
    async run(invocation) {
      const { options } = invocation
      const desiredOf = await fromFile(invocation, options.plan !== undefined)
      return runApply(
        invocation,
        async () => desiredOf,
        () => refuseRules(options, FILE_PLAN_FLAGS),
      )
    },
  }),
]
