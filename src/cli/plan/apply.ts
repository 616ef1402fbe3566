import { revealFlag } from '../agent.js'
import type { CommandResult, DeploymentInvocation, WriteOptions } from '../command.js'
import { type FLEET, isFleet } from '../deployment/fleet.js'
import { dashed, own, text } from '../flags.js'
import { usage } from '../refusal.js'
import type { BACKUP } from './backup.js'
import { change } from './change.js'
import { applyFleet, FOR_SEVERAL, ROLLOUT } from './fleet-apply.js'
import { assertShown, showValues } from './lines.js'
import { type DesiredOf, planOne, type ReadDesired } from './members.js'
import type { ChangesData } from './result.js'
import { readPlan, restored } from './saved-plan.js'

/** The flags of every command that applies a plan. */
export const APPLYING = own({
  plan: text('<file>', 'apply this saved plan, from the sources that it was made from'),
  showValues,
  reveal: revealFlag,
  ...ROLLOUT,
})

export type ApplyInvocation = DeploymentInvocation<
  WriteOptions<typeof APPLYING | typeof BACKUP | typeof FLEET>
>

/**
 * Plans for one deployment, or for all that a file lists, and applies what is confirmed.
 * @param assertNoRules refuses flags that a saved plan holds by itself
 */
export async function runApply(
  invocation: ApplyInvocation,
  read: ReadDesired,
  assertNoRules: () => void,
): Promise<CommandResult<ChangesData>> {
  const { options, host, interruption } = invocation
  const several = isFleet(options, ['plan'], FOR_SEVERAL)
  assertShown(options, host, host.stderr)
  if (several) return applyFleet(invocation, read)
  if (options.plan === undefined) return change(await planOne(invocation, read), invocation, options)
  const saved = await readPlan(host.folder, options.plan, interruption.signal)
  assertNoRules()
  const open = await invocation.deployments.open()
  const desiredOf: DesiredOf = await read(open)
  const desired = await desiredOf(open)
  const plan = await restored(saved, open, desired)
  return change({ label: open.label, open, ...desired, plan }, invocation, options)
}

/**
 * Refuses flags that a saved plan holds by itself.
 * @param flags the flags that a plan is made by
 */
export function refuseRules<Name extends string>(
  options: { readonly [name in Name]: unknown },
  flags: readonly Name[],
): void {
  const given = flags.filter(name => options[name] !== undefined && options[name] !== false)
  if (given.length === 0) return
  throw usage(
    `A saved plan holds its own rules: leave out ${given.map(dashed).join(', ')}, or make a new plan.`,
  )
}
