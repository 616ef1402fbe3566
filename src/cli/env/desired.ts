import type { DeploymentInvocation } from '../command.js'
import { type FleetOptions, isFleet } from '../deployment/fleet.js'
import type { DeploymentOptions } from '../deployment/options.js'
import type { OptionsIn } from '../flags.js'
import { readBackup } from '../plan/backup.js'
import type { ReadDesired } from '../plan/members.js'
import { usage } from '../refusal.js'
import { assertRules, desiredFrom, type RuleOptions } from './rules.js'
import { readSources, type SOURCE } from './sources.js'

/**
 * Returns what reads the variables of the sources that a command line names.
 * @param allowEmpty accepts a source without a variable
 */
export function fromSources(
  invocation: DeploymentInvocation<RuleOptions & FleetOptions & DeploymentOptions & OptionsIn<typeof SOURCE>>,
  allowEmpty: boolean,
  backupDir?: string,
): ReadDesired {
  assertRules(invocation.options)
  if (isFleet(invocation.options) && invocation.args.some(place => place.startsWith('backup:')))
    throw usage("A backup is of one deployment, and can't be a source for several.")
  return async only => {
    const { entries, restored } = await readSources(invocation, allowEmpty, async which =>
      only === undefined ? NONE : readBackup(which, only, invocation, backupDir),
    )
    const desired = { ...desiredFrom(entries, invocation), restored }
    return () => desired
  }
}

const NONE = { entries: [], restored: [] }
