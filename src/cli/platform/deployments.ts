import type { Deployment, ManagementClient } from '../../management/index.js'
import { quote } from '../../text/quote.js'
import type { Command, Invocation } from '../command.js'
import { CONFIRMING_DELETION, confirmByName } from '../confirm.js'
import { asAbsent } from '../deployment/absent.js'
import { addressOf } from '../deployment/credentials.js'
import { deploymentOf, listChosen } from '../deployment/listing.js'
import { findSelected } from '../deployment/selected.js'
import { type OptionsIn, own, text } from '../flags.js'
import { fields } from '../settings/setting.js'
import { columns } from '../terminal/line.js'
import { CHOICE, platformReader, platformWriter } from './command.js'
import { row } from './rows.js'
import { sweep } from './sweep.js'

const PROJECT = own({
  project: text('<team/project>', 'the project in which the name may be a reference, or prod or dev'),
})

/** The commands about the deployments of a team or a project. */
export const platformCommands: readonly Command[] = [
  platformReader({
    name: 'deployments list',
    purpose: 'List the deployments of a team or a project',
    flags: [CHOICE],
    example: 'convex-deployment deployments list --project my-team/shop --where type=preview',
    async run({ options, terminal, management, interruption: { signal } }) {
      const { deployments } = await listChosen(management, options, signal)
      if (deployments.length === 0) terminal.note('There are no deployments that fit.')
      const described = deployments.map(details => ({ deployment: deploymentOf(details), details }))
      return { data: { deployments: described }, lines: columns(deployments.map(row)) }
    },
  }),
  platformReader({
    name: 'deployments get',
    purpose: 'Show a deployment, by its name or its reference',
    takes: '<name>',
    flags: [PROJECT],
    example:
      'convex-deployment deployments get happy-otter-123\n' +
      'convex-deployment deployments get preview/feat-1 --project my-team/shop',
    async run(invocation) {
      const deployment = await selectedBy(invocation, await invocation.management())
      return {
        data: { deployment: deploymentOf(deployment), details: deployment },
        lines: fields(deployment),
      }
    },
  }),
  platformWriter({
    name: 'deployments delete',
    purpose: 'Delete a deployment with all its data and files, for good',
    takes: '<name>',
    flags: [PROJECT],
    confirming: CONFIRMING_DELETION,
    example: 'convex-deployment deployments delete quick-hare-789',
    async run(invocation) {
      const { terminal, interruption } = invocation
      const { signal } = interruption
      const client = await invocation.management()
      const { name, deploymentType } = await selectedBy(invocation, client)
      const what = `Delete the ${deploymentType} deployment ${quote(name)} with all its data`
      await confirmByName(what, name, invocation)
      await interruption.whileWriting(() => client.deployments.delete(name, { signal }).catch(asAbsent(name)))
      terminal.note(`Deleted ${quote(name)}.`)
      return { data: { deployment: { name, type: deploymentType }, status: 'done' as const } }
    },
  }),
  sweep,
]

/** Finds the deployment that a command line names. */
function selectedBy(
  { args: [named = ''], options, interruption: { signal } }: Invocation<OptionsIn<typeof PROJECT>>,
  client: ManagementClient,
): Promise<Deployment> {
  const { name = named, project } = addressOf(named, options.project)
  return findSelected(client, name, project, signal)
}
