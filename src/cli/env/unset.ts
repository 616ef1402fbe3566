import { quoteAll } from '../../text/quote.js'
import { type CommandResult, type DeploymentInvocation, type WriteOptions, writeCommand } from '../command.js'
import { confirmWrite } from '../confirm.js'
import { FLEET, isFleet } from '../deployment/fleet.js'
import { deploymentData, type OpenDeployment } from '../deployment/open.js'
import { on, own } from '../flags.js'
import type { DataOf } from '../output.js'
import { BACKUP } from '../plan/backup.js'
import { change } from '../plan/change.js'
import { applyFleet, FOR_SEVERAL, ROLLOUT } from '../plan/fleet-apply.js'
import { type Desired, isPlanned, type Member, planMember } from '../plan/members.js'
import { absent } from '../refusal.js'
import { styled } from '../terminal/line.js'
import { planKeyOf } from './rules.js'

/** `env unset`: removes variables. */
export const envUnset = writeCommand({
  name: 'env unset',
  purpose: 'Remove variables',
  about:
    'Exits 5, and removes nothing, if one of them does not exist: of several\n' +
    'deployments, if none has it.',
  takes: '<name...>',
  flags: [
    own({
      missingOk: on('remove those that exist'),
      blind: on('read nothing: for a key that may not list'),
      ...ROLLOUT,
    }),
    BACKUP,
    FLEET,
  ],
  example:
    'convex-deployment env unset OLD_FLAG\n' +
    'convex-deployment env unset OLD_FLAG --project my-team/shop --where type=dev',
  async run(invocation) {
    const { args: names, options, host, interruption, deployments } = invocation
    const several = isFleet(options, ['blind'], FOR_SEVERAL)
    const environment = new Map(names.map(name => [name, null]))
    const planKey = planKeyOf(host.environment)
    const { signal } = interruption
    const rules = { allowManaged: true, maxRemovals: names.length, planKey, signal }
    const desired: Desired = { config: { environment }, rules }
    const assertThere = (label: string, planned: readonly Member[]) => {
      const missing = missingIn(names, planned)
      if (missing.length === 0 || options.missingOk) return
      throw absent(`${label} ${several ? 'has' : 'has no'} ${quoteAll(missing)}.`, {
        add: [['--missing-ok']],
        data: { missing },
      })
    }
    if (several)
      return applyFleet(
        invocation,
        async () => () => desired,
        planned => assertThere('No deployment', planned),
      )
    if (options.blind) return removeBlindly(invocation)
    const member = await planMember(await deployments.open(), () => desired)
    assertThere(member.label, [member])
    return change(member, invocation)
  },
})

/** Returns the names that no deployment has, as far as all of them could be read. */
function missingIn(names: readonly string[], planned: readonly Member[]): string[] {
  const plans = planned.filter(isPlanned)
  if (plans.length < planned.length) return []
  const found = new Set(plans.flatMap(({ plan }) => plan.environment.changes.map(({ name }) => name)))
  return names.filter(name => !found.has(name))
}

async function removeBlindly(
  invocation: DeploymentInvocation<WriteOptions<typeof BACKUP>>,
): Promise<CommandResult<DataOf<'env unset'>>> {
  const { args: names, terminal, interruption, deployments } = invocation
  const deployment = await deployments.open()
  terminal.note(styled('yellow', 'Blind: nothing was read, so no backup is kept.'))
  await confirmWrite(`Remove ${quoteAll(names)} without looking`, deployment, invocation)
  await interruption.whileWriting(() => deployment.client.env.unset(names, { signal: interruption.signal }))
  return { data: removedBlindly(deployment, names) }
}

/** Returns the result of a removal without a plan, in the shape of one with a plan. */
function removedBlindly(deployment: OpenDeployment, names: readonly string[]): DataOf<'env unset'> {
  const steps = names.map(
    name => ({ section: 'environment', name, action: 'delete', status: 'done' }) as const,
  )
  const counts = { create: 0, update: 0, set: 0, delete: names.length, all: names.length }
  const member = {
    deployment: deploymentData(deployment),
    status: 'applied',
    counts,
    steps,
    backup: null,
  } as const
  return { deployments: [member], isEmpty: false, counts }
}
