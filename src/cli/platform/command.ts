import type { ManagementClient } from '../../management/index.js'
import { type Command, type Declaration, declare, type Invocation, OUTPUT } from '../command.js'
import { CONFIRMING, type CONFIRMING_DELETION } from '../confirm.js'
import { openManagement } from '../deployment/management.js'
import { type FlagGroup, group, type OptionsIn, text, texts, whole } from '../flags.js'
import type { CommandName } from '../output.js'

const TOKEN = group('Which token:', {
  credentials: text('<file>', 'read CONVEX_ACCESS_TOKEN from this file alone'),
  managementUrl: text('<url>', 'another management API, such as a fake'),
  timeout: whole('<ms>', 'milliseconds for one request', 1),
})

/** The flags that choose deployments of a team or a project. */
export const CHOICE = group('Which deployments:', {
  team: text('<team>', 'those of a team'),
  project: text('<team/project>', 'those of a project'),
  where: texts('<field=pattern>', 'with this type, reference, name, region or class; may be repeated'),
})

/** One run of a command that speaks to the management API, and to no deployment. */
export interface PlatformInvocation<Options> extends Invocation<Options> {
  /** Opens the management API. */
  management(): Promise<ManagementClient>
}

type Reading<Group extends FlagGroup> = OptionsIn<Group> & OptionsIn<typeof TOKEN> & OptionsIn<typeof OUTPUT>
type Writing<Group extends FlagGroup> = Reading<Group> & OptionsIn<typeof CONFIRMING>

/** Declares a command that reads from the management API. */
export function platformReader<Group extends FlagGroup = never, const Name extends CommandName = CommandName>(
  declaration: Declaration<Group, PlatformInvocation<Reading<Group>>, Name>,
): Command {
  return declare(declaration, [TOKEN, OUTPUT], false, async invocation =>
    declaration.run({ ...invocation, management: () => openManagement(invocation) }),
  )
}

/** Declares a command that changes something by the management API, once that is confirmed. */
export function platformWriter<Group extends FlagGroup = never, const Name extends CommandName = CommandName>(
  declaration: Declaration<Group, PlatformInvocation<Writing<Group>>, Name> & {
    /** The flags that confirm it, if they are others than usual. */
    readonly confirming?: typeof CONFIRMING_DELETION
  },
): Command {
  const { confirming = CONFIRMING, ...spec } = declaration
  return declare(spec, [confirming, TOKEN, OUTPUT], true, async invocation =>
    declaration.run({ ...invocation, management: () => openManagement(invocation) }),
  )
}
