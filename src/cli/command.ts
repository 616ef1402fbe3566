import { type FlagGroup, type Given, group, type OptionsIn, on, readOptions } from './flags.js'
import type { Host } from './host.js'
import type { Interruption } from './interruption.js'
import type { Line } from './terminal/line.js'
import type { Terminal } from './terminal/terminal.js'

/** One run of a command. It stays in the function that runs the command: every step below takes only what it needs. */
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

/** The result of a command. */
export interface CommandResult {
  /** Printed with `--json`. A command that has printed all there is has none. */
  readonly data?: object
  /** Printed on stdout without `--json`. */
  readonly lines?: readonly Line[]
  /** Printed on stdout in place of lines: to the byte, but on a terminal without control characters. */
  readonly raw?: string
  /** @default 0 */
  readonly exitCode?: number
}

/** The declaration of a command, as help, completion and parser read it. */
export interface CommandSpec {
  /** The words that name it, such as `env list`. */
  readonly name: string
  /** Its purpose, in one line. */
  readonly purpose: string
  /** More than a line about it. */
  readonly about?: string
  /** Its arguments, such as `<name...>`. */
  readonly takes?: string
  /** Command lines, each on its own line; one that ends in a backslash goes on in the next. */
  readonly example: string
  readonly flags: readonly FlagGroup[]
}

/** A command: what is known of it, and its code. */
export interface Command extends CommandSpec {
  /** True if it changes a deployment: its errors then say that nothing was written. */
  readonly writes: boolean
  readonly run: (invocation: Invocation) => Promise<CommandResult>
}

/** A command as it is declared beside its code. */
export interface Declaration<Group extends FlagGroup, Run> extends CommandSpec {
  readonly flags: readonly Group[]
  readonly run: (invocation: Run) => Promise<CommandResult>
}

export const OUTPUT = group('Output:', { json: on('print one JSON object on stdout, for errors too') })

export type OutputOptions = OptionsIn<typeof OUTPUT>

/** Declares a command: its flags are read once, before its code runs. */
export function command<Group extends FlagGroup = never>(
  declaration: Declaration<Group, Invocation<OptionsIn<Group> & OutputOptions>>,
): Command {
  return withCommonFlags(declaration, [OUTPUT], false, declaration.run)
}

/** Declares a command with flags that it has in common with others. */
export function withCommonFlags<Group extends FlagGroup, Common extends FlagGroup>(
  declaration: CommandSpec & { readonly flags: readonly Group[] },
  common: readonly Common[],
  writes: boolean,
  run: (invocation: Invocation<OptionsIn<Group> & OptionsIn<Common>>) => Promise<CommandResult>,
): Command {
  const { flags } = declaration
  return {
    ...declaration,
    flags: [...flags, ...common],
    writes,
    run: async invocation => run({ ...invocation, options: readOptions(flags, common, invocation.options) }),
  }
}
