import {
  type Command,
  type Declaration,
  type Invocation,
  OUTPUT,
  type OutputOptions,
  withCommonFlags,
} from '../command.js'
import { CONFIRMING, type Confirm, createConfirm } from '../confirm.js'
import type { FlagGroup, OptionsIn } from '../flags.js'
import { createDeployments, DEPLOYMENT, type Deployments } from './open.js'

/** One run of a command that reads from a deployment. */
export interface Reading<Options> extends Invocation<Options> {
  readonly deployments: Deployments
}

/** One run of a command that changes a deployment. */
export interface Writing<Options> extends Reading<Options> {
  readonly confirm: Confirm
}

type Common = OptionsIn<typeof DEPLOYMENT> & OutputOptions

/** The options of a command that reads, with those that all of its kind have. */
export type ReadOptions<Group extends FlagGroup> = OptionsIn<Group> & Common

/** The options of a command that writes, with those that all of its kind have. */
export type WriteOptions<Group extends FlagGroup> = OptionsIn<Group> & OptionsIn<typeof CONFIRMING> & Common

/** Declares a command that reads from a deployment and changes nothing on it. */
export function readCommand<Group extends FlagGroup = never>(
  declaration: Declaration<Group, Reading<ReadOptions<Group>>>,
): Command {
  return withCommonFlags(declaration, [DEPLOYMENT, OUTPUT], false, async invocation =>
    declaration.run({ ...invocation, deployments: opener(invocation, false) }),
  )
}

/** Declares a command that changes a deployment, once that is confirmed. */
export function writeCommand<Group extends FlagGroup = never>(
  declaration: Declaration<Group, Writing<WriteOptions<Group>>>,
): Command {
  return withCommonFlags(declaration, [CONFIRMING, DEPLOYMENT, OUTPUT], true, async invocation => {
    const { options, terminal, interruption } = invocation
    const confirm = createConfirm(options, terminal, interruption)
    return declaration.run({ ...invocation, deployments: opener(invocation, true), confirm })
  })
}

function opener(
  { options, host, terminal, interruption }: Invocation<OptionsIn<typeof DEPLOYMENT>>,
  writes: boolean,
): Deployments {
  return createDeployments(options, host, terminal, interruption.signal, writes)
}
