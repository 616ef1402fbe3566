import { Command, CommanderError, Option } from 'commander'
import { version } from '../../generated/version.js'
import { textMember } from '../text/member.js'
import type { CommandSpec } from './command.js'
import { splitFlags } from './command-line.js'
import { commandsOf, usageOf } from './complaint.js'
import { bareValues, dashed, type Flag, type Given } from './flags.js'
import type { CommandName } from './output.js'
import { render } from './terminal/line.js'
import { wrapCommand } from './terminal/wrap.js'

/** A command line, once it is understood. */
export interface Chosen<Spec> {
  readonly command: Spec
  readonly args: readonly string[]
  readonly given: Given
}

/** The words before the last one of a command. */
type GroupOf<Name extends string> = Name extends `${infer First} ${infer Second} ${string}`
  ? First | `${First} ${Second}`
  : Name extends `${infer First} ${string}`
    ? First
    : never

const GROUPS: { readonly [name in GroupOf<CommandName>]: string } = {
  env: 'Environment variables',
  'canonical-urls': 'The URLs that functions see as their own',
  'log-streams': 'Where the deployment sends its logs',
  'usage-limits': 'Limits that warn, or stop the deployment',
  deployments: 'The deployments of a team or a project',
  'env defaults': 'The variables that new deployments of a project begin with',
}

/** The width of the help that is printed for nobody, or to a file. */
const WIDTH = 80

/**
 * Reads a command line. Returns nothing if it asked for help, which is printed.
 * @param width the columns of the help
 * @throws {Refusal} for one that is wrong; it names the nearest command or flag
 */
export function parse<Spec extends CommandSpec>(
  specs: readonly Spec[],
  argv: readonly string[],
  printHelp: (text: string) => void,
  width = WIDTH,
): Chosen<Spec> | undefined {
  const bare = bareValues(commandNamed(specs, argv)?.flags ?? [])
  const words = splitFlags(argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv, bare)
  let chosen: Chosen<Spec> | undefined
  let complaint = ''
  const print = { printHelp, width, printError: (text: string) => (complaint = text) }
  try {
    createProgram(specs, words, print, choice => (chosen = choice)).parse(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0)
      throw usageOf(
        complaint || commandsOf(specs, argv, groupNamed(argv)),
        error.code,
        commandNamed(specs, argv),
        argv,
      )
  }
  return chosen
}

/** Returns the command that a command line begins with. */
export function commandNamed<Spec extends CommandSpec>(
  specs: readonly Spec[],
  typed: readonly string[],
): Spec | undefined {
  return specs.find(({ name }) => name.split(' ').every((word, index) => word === typed[index]))
}

/** Returns the words of the group that a command line begins with, such as `env`, or none. */
export function groupNamed([first = '', second = '']: readonly string[]): readonly string[] {
  if (Object.hasOwn(GROUPS, `${first} ${second}`)) return [first, second]
  return Object.hasOwn(GROUPS, first) ? [first] : []
}

/** A flag as it is typed. */
interface NamedFlag extends Pick<Flag, 'effect' | 'takes' | 'words'> {
  readonly flag: string
}

/** Returns the flags of a command, in the order of its help. */
export function flagsOf({ flags = [] }: CommandSpec): readonly NamedFlag[] {
  const own = flags.flatMap(group => Object.entries<Flag>(group.flags))
  return [
    ...own.map(([name, flag]) => ({ ...flag, flag: dashed(name) })),
    { flag: '--help', effect: 'show the help' },
  ]
}

const INTRODUCTION = [
  'The deployment is that of CONVEX_DEPLOY_KEY, or of CONVEX_SELF_HOSTED_URL with CONVEX_SELF_HOSTED_ADMIN_KEY, in the ' +
    'environment, .env.local or .env. A key is never an argument.',
  '',
  'Examples:',
  '  convex-deployment env list',
  '  convex-deployment env plan .env.production',
  '  convex-deployment env apply .env.production --expect prod',
  '',
  'Exit codes: 0 done, 1 failed, 2 changes (--exit-code) or missing variables (check), 3 changed since the plan, 4 refused by ' +
    'a guard, 5 absent, 64 usage. After 3, 4, 5 and 64 nothing was written.',
]

/** Makes the parser. If the line names a command, it knows no other: to declare them all would take longer than the rest. */
function createProgram<Spec extends CommandSpec>(
  specs: readonly Spec[],
  typed: readonly string[],
  print: Print,
  choose: (chosen: Chosen<Spec>) => void,
): Command {
  const program = configured(new Command('convex-deployment'), print)
    .description('Administers Convex deployments: variables as code, and every other setting.')
    .version(version, '--version', 'print the version')
    .helpCommand('help [command...]', 'show the help of a command')
    .addHelpText('after', ['', ...INTRODUCTION].map(line => render(line, false, print.width)).join('\n'))
  const named = commandNamed(specs, typed)
  for (const spec of named ? [named] : specs) {
    const groups = spec.name.split(' ').slice(0, -1)
    const parent = groups.reduce(
      (above, _, index) => groupOf(above, groups.slice(0, index + 1), print),
      program,
    )
    const command = addCommand(parent, spec, print)
    command.action(() => choose({ command: spec, args: command.args, given: givenTo(command) }))
  }
  return program
}

interface Print {
  readonly width: number
  readonly printError: (text: string) => void
  readonly printHelp: (text: string) => void
}

/** Returns the group of a path such as `env defaults` within the one above it. */
function groupOf(above: Command, path: readonly string[], print: Print): Command {
  const name = path.at(-1) ?? ''
  const known = above.commands.find(command => command.name() === name)
  if (known) return known
  return configured(above.command(name), print)
    .description(textMember(GROUPS, path.join(' ')) ?? '')
    .helpCommand(false)
}

function addCommand(parent: Command, spec: CommandSpec, print: Print): Command {
  const last = spec.flags?.at(-1)?.heading
  const command = configured(parent.command(spec.name.split(' ').at(-1) ?? ''), print, last)
    .summary(spec.purpose)
    // The help wraps it to its own width.
    .description([spec.purpose, spec.about?.replace(/(?<!\n)\n(?!\n)/g, ' ')].filter(Boolean).join('\n\n'))
  if (spec.takes) command.arguments(spec.takes)
  for (const { heading, flags } of spec.flags ?? []) {
    for (const [name, flag] of Object.entries(flags)) command.addOption(toOption(name, flag, heading))
  }
  const examples = spec.example.split('\n').map(line => wrapCommand(`  ${line}`, print.width))
  return command.addHelpText('after', `\nExamples:\n${examples.join('\n')}`)
}

function toOption(name: string, { takes, effect, repeatable }: Flag, heading: string): Option {
  const option = new Option([dashed(name), takes].filter(Boolean).join(' '), effect).helpGroup(heading)
  return repeatable ? option.argParser(collected) : option
}

/** Adds up patterns, which are separated by commas or given by repeating the flag. */
function collected(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').filter(Boolean)]
}

/** Returns the flags that were given. The parser takes `--no-backup` for the opposite of `--backup`: here it is a switch. */
function givenTo(command: Command): Given {
  const values = command.opts<Given>()
  return Object.fromEntries(
    command.options.map(option => {
      const value = values[option.attributeName()]
      if (!option.negate) return [option.attributeName(), value]
      return [`no${option.attributeName().replace(/^./, first => first.toUpperCase())}`, value === false]
    }),
  )
}

/** Makes a command throw its errors, so that they are reported once, and show its help our way. */
function configured(
  command: Command,
  { printError, printHelp, width }: Print,
  heading = 'Options:',
): Command {
  return command
    .exitOverride()
    .configureOutput({ writeOut: printHelp, writeErr: () => {}, outputError: printError })
    .configureHelp({ ...HELP, helpWidth: width, styleUsage: usage => wrapCommand(usage, width - 7, '') })
    .addHelpOption(new Option('-h, --help', 'show this help').helpGroup(heading))
}

const HELP = { showGlobalOptions: false, minWidthToWrap: 20, subcommandTerm: term }

/** Returns a command as a list of commands shows it: its name and its arguments. */
function term(command: Command): string {
  const taken = command.registeredArguments.map(argument => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`
    return argument.required ? `<${name}>` : `[${name}]`
  })
  return [command.name(), ...taken].join(' ')
}
