import { CONFIRMING } from './confirm.js'
import { createDeployments, type Deployments } from './deployment/open.js'
import { DEPLOYMENT } from './deployment/options.js'
import { assertNotExpanded } from './expanded.js'
import { type FlagGroup, type Given, group, type OptionsIn, on, patternFlags, readOptions } from './flags.js'
import type { Host } from './host.js'
import type { Interruption } from './interruption.js'
import type { CommandName, DataOf, Shapes } from './output.js'
import type { Line, Row } from './terminal/line.js'
import type { Terminal } from './terminal/terminal.js'

/** One run of a command. */
export interface Invocation<Options = Given> {
  /** The words of the command line that are not flags. */
  readonly args: readonly string[]
  readonly options: Options
  /** The command line as it was typed, without the program. */
  readonly typed: readonly string[]
  readonly host: Host
  readonly terminal: Terminal
  readonly interruption: Interruption
}

/** One run of a command that reads from a deployment, or changes it. */
export interface DeploymentInvocation<Options> extends Invocation<Options> {
  readonly deployments: Deployments
}

/** The result of a command. */
export interface CommandResult<Data extends object = object> {
  /** Printed with `--json`, together with `next`. A command that has printed all there is has none. */
  readonly data?: Data
  /** Command lines that go on from here, with `--json`. */
  readonly next?: Shapes['NextSteps']
  /** Printed while they are read, in place of lines, and with `--json` as the last member of the data. */
  readonly items?: Items
  /** Printed on stdout without `--json`. */
  readonly lines?: readonly Line[]
  /** Printed on stdout in place of lines: to the byte, but on a terminal without control characters. */
  readonly raw?: string
  /** @default 0 */
  readonly exitCode?: number
}

/** Results that come one by one: a log has no end that memory would hold. */
export interface Items {
  /** Their member of the JSON object. */
  readonly member: 'events'
  /** Each item, as `--json` shows it, and its row of a table. */
  readonly values: AsyncIterable<{ readonly data: Shapes['AuditLog']['events'][number]; readonly cells: Row }>
  /** True if they have no end: each is printed when it comes, and with `--json` as a line of its own. */
  readonly live?: boolean
}

/** The declaration of a command, as help, completion and parser read it. */
export interface CommandSpec<Group extends FlagGroup = FlagGroup> {
  /** The words that name it, such as `env list`. */
  readonly name: string
  /** Its purpose, in one line. */
  readonly purpose: string
  /** More than a line about it. */
  readonly about?: string
  /** Its arguments, such as `<name...>`. */
  readonly takes?: string
  /** The words that its first argument may be, for completion. */
  readonly words?: readonly string[]
  /** Command lines, each on its own line; one that ends in a backslash goes on in the next. */
  readonly example: string
  readonly flags?: readonly Group[]
}

/** A command: its declaration, with all flags, and its code. */
export interface Command extends CommandSpec {
  readonly name: CommandName
  readonly flags: readonly FlagGroup[]
  /** True if it changes a deployment: its errors then say that nothing was written. */
  readonly writes: boolean
  readonly run: (invocation: Invocation) => Promise<CommandResult>
}

/** The declaration of a command, and its code: what it returns is as the document of the command says. */
export interface Declaration<Group extends FlagGroup, Run, Name extends CommandName>
  extends CommandSpec<Group> {
  readonly name: Name
  readonly run: (invocation: Run) => Promise<CommandResult<DataOf<Name>>>
}

interface NamedSpec<Group extends FlagGroup> extends CommandSpec<Group> {
  readonly name: CommandName
}

interface Untyped<Group extends FlagGroup, Run> extends NamedSpec<Group> {
  readonly run: (invocation: Run) => Promise<CommandResult>
}

export const OUTPUT = group('Output:', { json: on('print one JSON object on stdout, for errors too') })

type Common = OptionsIn<typeof DEPLOYMENT> & OptionsIn<typeof OUTPUT>

/** The options of a command that reads, with those that all of its kind have. */
export type ReadOptions<Group extends FlagGroup> = OptionsIn<Group> & Common

/** The options of a command that writes, with those that all of its kind have. */
export type WriteOptions<Group extends FlagGroup> = OptionsIn<Group> & OptionsIn<typeof CONFIRMING> & Common

/** Declares a command that sends nothing to a deployment. */
export function command<Group extends FlagGroup = never, const Name extends CommandName = CommandName>(
  declaration: Declaration<Group, Invocation<OptionsIn<Group> & OptionsIn<typeof OUTPUT>>, Name>,
): Command {
  return declare(declaration, [OUTPUT], false, declaration.run)
}

/** Declares a command that reads from a deployment and changes nothing on it. */
export function readCommand<Group extends FlagGroup = never, const Name extends CommandName = CommandName>(
  declaration: Declaration<Group, DeploymentInvocation<ReadOptions<Group>>, Name>,
): Command {
  return declare(declaration, [DEPLOYMENT, OUTPUT], false, async invocation =>
    declaration.run({ ...invocation, deployments: createDeployments(invocation, false) }),
  )
}

/** Declares a command that changes a deployment, once that is confirmed. */
export function writeCommand<Group extends FlagGroup = never, const Name extends CommandName = CommandName>(
  declaration: Declaration<Group, DeploymentInvocation<WriteOptions<Group>>, Name>,
): Command {
  return declareWriter(declaration)
}

/** Declares a command that changes a deployment, without its types of output: its caller has them. */
export function declareWriter<Group extends FlagGroup>(
  declaration: Untyped<Group, DeploymentInvocation<WriteOptions<Group>>>,
): Command {
  return declare(declaration, [CONFIRMING, DEPLOYMENT, OUTPUT], true, async invocation =>
    declaration.run({ ...invocation, deployments: createDeployments(invocation, true) }),
  )
}

/** Reads the flags of a command once, before its code runs. */
export function declare<Group extends FlagGroup, Shared extends FlagGroup>(
  spec: NamedSpec<Group>,
  shared: readonly Shared[],
  writes: boolean,
  run: (invocation: Invocation<OptionsIn<Group> & OptionsIn<Shared>>) => Promise<CommandResult>,
): Command {
  const { flags = [] } = spec
  return {
    ...spec,
    flags: [...flags, ...shared],
    writes,
    async run(invocation) {
      await assertNotExpanded(patternFlags(flags), invocation)
      return run({ ...invocation, options: readOptions(flags, shared, invocation.options) })
    },
  }
}
