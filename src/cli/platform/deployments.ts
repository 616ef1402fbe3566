import { quote } from '../../text/quote.js'
import type { Command } from '../command.js'
import { confirmByName } from '../confirm.js'
import { asAbsent } from '../deployment/absent.js'
import { listChosen } from '../deployment/listing.js'
import { fields } from '../settings/setting.js'
import { columns } from '../terminal/line.js'
import { CHOICE, platformReader, platformWriter } from './command.js'
import { row } from './rows.js'
import { sweep } from './sweep.js'

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
      return { data: { deployments }, lines: columns(deployments.map(row)) }
    },
  }),
  platformReader({
    name: 'deployments get',
    purpose: 'Show a deployment, by its name',
    takes: '<name>',
    example: 'convex-deployment deployments get happy-otter-123',
    async run({ args: [name = ''], management, interruption: { signal } }) {
      const deployment = await (await management()).deployments.get(name, { signal }).catch(asAbsent(name))
      return { data: { deployment }, lines: fields(deployment) }
    },
  }),
  platformWriter({
    name: 'deployments delete',
    purpose: 'Delete a deployment with all its data and files, for good',
    takes: '<name>',
    example: 'convex-deployment deployments delete quick-hare-789',
    async run(invocation) {
      const { args, terminal, interruption, management } = invocation
      const [name = ''] = args
      const { signal } = interruption
      const client = await management()
      const { deploymentType } = await client.deployments.get(name, { signal }).catch(asAbsent(name))
      const what = `Delete the ${deploymentType} deployment ${quote(name)} with all its data`
      await confirmByName(what, name, invocation)
      await interruption.whileWriting(() => client.deployments.delete(name, { signal }).catch(asAbsent(name)))
      terminal.note(`Deleted ${quote(name)}.`)
      return { data: { status: 'done', name } }
    },
  }),
  sweep,
]
