import { quoteAll } from '../../text/quote.js'
import { writeCommand } from '../command.js'
import { confirmWrite } from '../confirm.js'
import { deploymentData } from '../deployment/open.js'
import { on, own } from '../flags.js'
import { BACKUP } from '../plan/backup.js'
import { change } from '../plan/change.js'
import { planMember } from '../plan/members.js'
import { absent } from '../refusal.js'
import { styled } from '../terminal/line.js'
import { planKeyOf } from './rules.js'

/** `env unset`: removes variables. */
export const envUnset = writeCommand({
  name: 'env unset',
  purpose: 'Remove variables',
  about: 'Exits 5, and removes nothing, if one of them does not exist.',
  takes: '<name...>',
  flags: [
    own({
      missingOk: on('remove those that exist'),
      blind: on('read nothing: for a key that may not list'),
    }),
    BACKUP,
  ],
  example: 'convex-deployment env unset OLD_FLAG',
  async run(invocation) {
    const { args: names, options, host, terminal, interruption, deployments } = invocation
    const { signal } = interruption
    const deployment = await deployments.open()
    const { client, label } = deployment
    if (options.blind) {
      terminal.note(styled('yellow', 'Blind: nothing was read, so no backup is kept.'))
      await confirmWrite(`Remove ${quoteAll(names)} without looking`, deployment, invocation)
      await interruption.whileWriting(() => client.env.unset(names, { signal }))
      const steps = names.map(name => ({ section: 'environment', name, action: 'delete', status: 'done' }))
      const member = { deployment: deploymentData(deployment), status: 'applied', steps, backup: null }
      return { data: { deployments: [member], next: [] } }
    }
    const environment = new Map(names.map(name => [name, null]))
    const planKey = planKeyOf(host.environment)
    const rules = { allowManaged: true, maxRemovals: names.length, planKey, signal }
    const member = await planMember(deployment, () => ({ config: { environment }, rules }))
    const found = new Set(member.plan.environment.changes.map(({ name }) => name))
    const missing = names.filter(name => !found.has(name))
    if (missing.length > 0 && !options.missingOk) {
      const details = { add: [['--missing-ok']], data: { missing } }
      throw absent(`${label} has no ${quoteAll(missing)}.`, details)
    }
    return change(member, invocation)
  },
})
