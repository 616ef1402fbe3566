import { writeCommand } from '../command.js'
import { addressOf } from '../deployment/credentials.js'
import type { Deployments, OpenDeployment } from '../deployment/open.js'
import { group, text } from '../flags.js'
import { BACKUP } from '../plan/backup.js'
import { change } from '../plan/change.js'
import { planMember } from '../plan/members.js'
import { usage } from '../refusal.js'
import { assertRules, desiredFrom, RULES, SCOPE } from './rules.js'
import { assertFilled, readDeployment } from './sources.js'

const ENDS = group('From where to where:', {
  from: text('<name>', 'the name, URL or reference of the deployment to copy from'),
  fromKey: text('<variable>', 'the variable that holds its key'),
  to: text('<name>', 'the name, URL or reference of the deployment to copy to'),
  toKey: text('<variable>', 'the variable that holds its key'),
  project: text(
    '<team/project>',
    'the project of the references, and of prod or dev, its default deployments',
  ),
})

/** `env copy`: plans with another deployment as the source, and applies the plan. */
export const envCopy = writeCommand({
  name: 'env copy',
  purpose: 'Copy variables from one deployment to another',
  about:
    'Each has a key of its own, or both are opened by CONVEX_ACCESS_TOKEN: then --project\n' +
    'lets them be references, such as preview/feat-1. Without --to, it copies to the\n' +
    'deployment of the key, as every other command.',
  flags: [ENDS, SCOPE, RULES, BACKUP],
  example:
    'convex-deployment env copy --from happy-otter-123 --from-key DEV_KEY \\\n' +
    '  --to tall-fox-9 --to-key PREVIEW_KEY\n' +
    'convex-deployment env copy --project my-team/shop --from dev \\\n' +
    '  --to preview/feat-1 --create-only "*" --only "STRIPE_*"',
  async run(invocation) {
    const { options, deployments } = invocation
    const { from, to, toKey, project } = options
    if (from === undefined) {
      throw usage('Name the deployment to copy from: --from NAME --from-key VARIABLE.')
    }
    assertRules(options)
    const deployment = await openTarget(deployments, to, toKey, project)
    const entries = await readDeployment(from, options, invocation)
    if (!options.allowEmpty) assertFilled(entries, `deployment:${from}`)
    const desired = desiredFrom(entries, invocation)
    return change(await planMember(deployment, () => desired), invocation)
  },
})

async function openTarget(
  deployments: Deployments,
  to: string | undefined,
  variable: string | undefined,
  project: string | undefined,
): Promise<OpenDeployment> {
  if (to === undefined && variable !== undefined) throw usage('--to-key goes with --to.')
  if (to === undefined) return deployments.open()
  return variable === undefined
    ? deployments.openAt(addressOf(to, project))
    : deployments.openBy(variable, addressOf(to))
}
