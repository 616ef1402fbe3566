import type { CallOptions, DeploymentClient } from '../../index.js'
import {
  type Command,
  type CommandResult,
  type CommandSpec,
  type DeploymentInvocation,
  declareWriter,
  type Invocation,
  type OUTPUT,
  type WriteOptions,
} from '../command.js'
import { confirmWrite } from '../confirm.js'
import { deploymentData, type OpenDeployment } from '../deployment/open.js'
import type { FlagGroup, OptionsIn } from '../flags.js'
import type { CommandName, SettingData, Shapes } from '../output.js'
import { type Shown, untypedReader } from '../reading.js'
import { moved } from '../refusal.js'
import { columns, type Line, styled } from '../terminal/line.js'

/** A command that makes one call: its input, the call, and its result. */
interface Setting<Group extends FlagGroup, Input, Result, Name extends CommandName, Left extends string>
  extends CommandSpec<Group> {
  readonly name: Name
  /** Reads the command line. An error that it throws stops the command before anything is sent. */
  readonly input: (
    invocation: Invocation<OptionsIn<Group> & OptionsIn<typeof OUTPUT>>,
  ) => Input | Promise<Input>
  readonly call: (client: DeploymentClient, options: CallOptions, input: Input) => Promise<Result>
  readonly show: (result: Result, input: Input) => Shown<Omit<SettingData<Name>, Left>>
}

/** A command that makes one call which writes. */
interface SettingChange<Group extends FlagGroup, Input, Result, Name extends CommandName>
  extends Setting<Group, Input, Result, Name, 'status'> {
  /** The question to confirm. */
  readonly effect: (input: Input) => string
  /** The report once it is done, such as "Stopped all functions". */
  readonly done: (input: Input) => string
}

/** A write that is confirmed, done and reported. */
interface Change<Result, Data extends object> {
  /** The question to confirm. */
  readonly effect: string
  /** Completes "which …": says why any deployment, not only production, must be named. */
  readonly risk?: string
  /** Reads again what the change was made from. Another answer than before refuses the change. */
  readonly read?: (options: CallOptions) => Promise<unknown>
  readonly before?: unknown
  readonly call: (options: CallOptions) => Promise<Result>
  /** The report once it is done. */
  readonly done: string
  readonly show: (result: Result) => Shown<Data>
}

/** Declares a command that makes one call, and shows its result: that of a deployment, or of each of several. */
export function readSetting<
  Group extends FlagGroup = never,
  Input = undefined,
  Result = void,
  const Name extends CommandName = CommandName,
>(setting: Setting<Group, Input, Result, Name, never>): Command {
  const { input, call, show, ...spec } = setting
  return untypedReader<Group, Input>({
    ...spec,
    input,
    read: async ({ client }, given, options) => show(await call(client, options, given), given),
  })
}

/** Declares a command that makes one call which writes, once that is confirmed. */
export function writeSetting<
  Group extends FlagGroup = never,
  Input = undefined,
  Result = void,
  const Name extends CommandName = CommandName,
>(setting: SettingChange<Group, Input, Result, Name>): Command {
  const { input, effect, done, call, show, ...spec } = setting
  return declareWriter<Group>({
    ...spec,
    async run(invocation) {
      const given = await input(invocation)
      const deployment = await invocation.deployments.open()
      return change(invocation, deployment, {
        effect: effect(given),
        done: done(given),
        call: options => call(deployment.client, options, given),
        show: result => show(result, given),
      })
    },
  })
}

/** Makes a change once it is confirmed, and reports it. */
export async function change<Result, Data extends object>(
  invocation: DeploymentInvocation<WriteOptions<never>>,
  deployment: OpenDeployment,
  { effect, risk, read, before, call, done, show }: Change<Result, Data>,
): Promise<CommandResult<OnDeployment & { readonly status: 'done' } & Data>> {
  const { interruption, terminal } = invocation
  const { signal } = interruption
  await confirmWrite(effect, deployment, invocation, risk)
  // Somebody may have thought about the question for minutes.
  if (read && JSON.stringify(await read({ signal })) !== JSON.stringify(before))
    throw moved(
      `It changed on ${deployment.label} since it was read. Look at it, then run the command again.`,
    )
  const result = await interruption.whileWriting(() => call({ signal }))
  terminal.note(`${done} on ${deployment.label}.`)
  const { data, ...shown } = show(result)
  return resultOf(deployment, { data: { status: 'done' as const, ...data }, ...shown })
}

/** Reads nothing: the input of a call that takes none. */
export function nothing(): undefined {}

/** Shows the members of an object, a line each. */
export function fields(value: object): Line[] {
  return columns(Object.entries(value).map(([name, member]) => [styled('bold', name), textOf(member)]))
}

/** Returns a value as one line: a string as it is, anything else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

interface OnDeployment {
  readonly deployment: Shapes['Deployment']
}

/** Returns the result of a command on a deployment. */
export function resultOf<Data extends object>(
  deployment: OpenDeployment,
  { data, lines }: Shown<Data>,
): CommandResult<OnDeployment & Data> {
  return { data: { deployment: deploymentData(deployment), ...data }, ...(lines && { lines }) }
}
