import type { Command } from './command.js'
import { endOfFlags, splitFlags } from './command-line.js'
import { commands } from './commands.js'
import { failureOf } from './failure.js'
import type { Given } from './flags.js'
import type { Host } from './host.js'
import { createInterruption } from './interruption.js'
import { createProgram, isParserError } from './program.js'
import { EXIT, type Refusal } from './refusal.js'
import { refuseUsage, report, reportFailure } from './report.js'
import { styled } from './terminal/line.js'
import { createTerminal, type Terminal } from './terminal/terminal.js'

/**
 * Runs a command line, in whichever process calls it. Returns the exit code.
 * @param argv the words behind the name of the program
 */
export async function run(argv: readonly string[], host: Host): Promise<number> {
  const terminal = createTerminal(host)
  const parsed = parse(argv, text => host.stdout.write(text))
  const exitCode =
    parsed === 'help'
      ? EXIT.done
      : 'refusal' in parsed
        ? reportFailure(terminal, parsed.json, failureOf(parsed.refusal, parsed.writes))
        : await start(parsed, argv, host, terminal)
  const printed = await terminal.flush()
  return printed ? exitCode : exitCode || EXIT.failed
}

/** A command line, once it is understood. */
interface Understood {
  readonly command: Command
  readonly args: readonly string[]
  readonly given: Given
}

/** A command line that is wrong. */
interface Misunderstood {
  readonly refusal: Refusal
  readonly json: boolean
  /** True if it is certain that a command was meant that writes. */
  readonly writes: boolean
}

function parse(
  argv: readonly string[],
  printHelp: (text: string) => void,
): Understood | Misunderstood | 'help' {
  let understood: Understood | undefined
  let complaint = ''
  const words = splitFlags(argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv)
  try {
    createProgram(
      commands,
      words,
      choice => (understood = choice),
      text => (complaint = text),
      printHelp,
    ).parse(words, { from: 'user' })
  } catch (error) {
    if (!isParserError(error)) throw error
    if (error.exitCode === 0) return 'help'
    return {
      refusal: refuseUsage(complaint || commandsOf(argv[0])),
      json: argv.slice(0, endOfFlags(argv)).includes('--json'),
      writes: commands.some(({ name, writes }) => writes && argv.join(' ').startsWith(`${name} `)),
    }
  }
  return understood ?? 'help'
}

async function start(
  { command, args, given }: Understood,
  typed: readonly string[],
  host: Host,
  terminal: Terminal,
): Promise<number> {
  const interruption = createInterruption(host.process, text => terminal.note(styled('yellow', text)))
  const json = given.json === true
  try {
    const result = await command.run({ args, options: given, typed, host, terminal, interruption })
    return report(terminal, json, result)
  } catch (error) {
    return reportFailure(terminal, json, failureOf(error, command.writes, typed))
  } finally {
    interruption.end()
  }
}

/** Returns the answer to the name of a group alone, such as `env`. */
function commandsOf(group: string | undefined): string {
  const names = commands.flatMap(({ name }) => (name.startsWith(`${group} `) ? [name.split(' ')[1]] : []))
  return `${group} needs a command: ${names.join(', ')}.`
}
