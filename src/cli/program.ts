import { Command, type CommanderError, Option } from 'commander'
import { version } from '../../generated/version.js'
import type { CommandSpec, FlagGroup, FlagSpec } from './command.js'

/** What was typed, once it is understood. */
export interface Chosen {
  readonly spec: CommandSpec
  readonly args: readonly string[]
  readonly flags: { readonly [name: string]: unknown }
}

const GROUPS: { readonly [name: string]: string } = {
  env: 'Environment variables',
  'canonical-urls': 'The addresses that functions see as their own',
  'log-streams': 'Where the deployment sends its logs',
  'usage-limits': 'Limits that warn, or stop the deployment',
}

/**
 * The parser of a command line. It calls `choose` with what was typed, or throws a `CommanderError`. Where the line names a
 * command it knows no other: to declare them all would take longer than the rest.
 */
export function createProgram(
  specs: readonly CommandSpec[],
  typed: readonly string[],
  choose: (chosen: Chosen) => void,
  printError: (text: string) => void,
): Command {
  const program = configured(new Command('convex-deployment'), printError)
    .description('Administers Convex deployments: variables as code, and every other setting.')
    .version(version, '--version', 'print the version')
    .helpCommand('help [command...]', 'show the help of a command')
    .addHelpText('after', INTRODUCTION)
  const named = specs.find(({ name }) => name.split(' ').every((word, index) => word === typed[index]))
  for (const spec of named ? [named] : specs) {
    const words = spec.name.split(' ')
    const parent = words.length === 1 ? program : groupOf(program, words[0] ?? '', printError)
    addCommand(parent, spec, choose, printError)
  }
  return program
}

export function isParserError(error: unknown): error is CommanderError {
  return error instanceof Error && 'code' in error && `${error.code}`.startsWith('commander.')
}

const INTRODUCTION = `
The deployment is that of CONVEX_DEPLOY_KEY, or of CONVEX_SELF_HOSTED_URL with CONVEX_SELF_HOSTED_ADMIN_KEY, in the
environment, .env.local or .env. A key never stands on the command line.

Examples:
  convex-deployment env list
  convex-deployment env plan .env.production
  convex-deployment env apply .env.production --expect prod

Exit codes: 0 done, 1 failed, 2 changes (--exit-code), 3 moved since the plan, 4 refused by a guard, 5 absent, 64 usage.
After 3, 4, 5 and 64 nothing was written.`

function groupOf(program: Command, name: string, printError: (text: string) => void): Command {
  const known = program.commands.find(command => command.name() === name)
  if (known) return known
  return configured(program.command(name), printError)
    .description(GROUPS[name] ?? '')
    .helpCommand(false)
}

function addCommand(
  parent: Command,
  spec: CommandSpec,
  choose: (chosen: Chosen) => void,
  printError: (text: string) => void,
): void {
  const last = spec.flags.at(-1)?.heading
  const command = configured(parent.command(spec.name.split(' ').at(-1) ?? ''), printError, last)
    .summary(spec.purpose)
    .description([spec.purpose, spec.about].filter(Boolean).join('\n\n'))
  if (spec.takes) command.arguments(spec.takes)
  for (const group of spec.flags) for (const flag of group.flags) command.addOption(toOption(flag, group))
  command.addHelpText('after', `\nExample:\n  ${spec.example.replaceAll('\n', '\n  ')}`)
  command.action(() => choose({ spec, args: command.args, flags: command.opts() }))
}

function toOption([flag, effect]: FlagSpec, { heading }: FlagGroup): Option {
  const option = new Option(flag, effect).helpGroup(heading)
  return flag.endsWith('<patterns>') ? option.argParser(collected) : option
}

/** Patterns add up, whether with commas or by repeating the flag. */
function collected(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').filter(Boolean)]
}

/** Errors are thrown, told once, and name the nearest command or flag. */
function configured(command: Command, printError: (text: string) => void, heading = 'Options:'): Command {
  return command
    .exitOverride()
    .configureOutput({ writeErr: () => {}, outputError: printError })
    .configureHelp({ showGlobalOptions: false, helpWidth: 110, subcommandTerm: term })
    .addHelpOption(new Option('-h, --help', 'show this help').helpGroup(heading))
}

/** A command in a list of commands: its name and what it takes. */
function term(command: Command): string {
  const taken = command.registeredArguments.map(
    argument => `<${argument.name()}${argument.variadic ? '...' : ''}>`,
  )
  return [command.name(), ...taken].join(' ')
}
