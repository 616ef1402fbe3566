import type { Command, CommandResult } from './command.js'
import { endOfFlags } from './command-line.js'
import { commands } from './commands.js'
import { type Failure, failureOf } from './failure.js'
import type { Host } from './host.js'
import { createInterruption } from './interruption.js'
import { type Chosen, parse } from './program.js'
import { EXIT } from './refusal.js'
import { renderJson, styled } from './terminal/line.js'
import { createTerminal, type Terminal } from './terminal/terminal.js'

/**
 * Runs a command line, in whichever process calls it. Returns the exit code.
 * @param argv the words behind the name of the program
 */
export async function run(argv: readonly string[], host: Host): Promise<number> {
  const terminal = createTerminal(host)
  const exitCode = await understand(argv, host, terminal)
  const printed = await terminal.flush()
  return printed ? exitCode : exitCode || EXIT.failed
}

async function understand(argv: readonly string[], host: Host, terminal: Terminal): Promise<number> {
  let chosen: Chosen<Command> | undefined
  try {
    chosen = parse(commands, argv, text => host.stdout.write(text))
  } catch (error) {
    const json = argv.slice(0, endOfFlags(argv)).includes('--json')
    const line = argv.join(' ')
    const writes = commands.some(command => command.writes && line.startsWith(`${command.name} `))
    return reportFailure(terminal, json, failureOf(error, writes))
  }
  return chosen === undefined ? EXIT.done : start(chosen, argv, host, terminal)
}

async function start(
  { command, args, given }: Chosen<Command>,
  typed: readonly string[],
  host: Host,
  terminal: Terminal,
): Promise<number> {
  const interruption = createInterruption(host.process, text => terminal.note(styled('yellow', text)))
  const json = given.json === true
  try {
    return report(
      terminal,
      json,
      await command.run({ args, options: given, typed, host, terminal, interruption }),
    )
  } catch (error) {
    return reportFailure(terminal, json, failureOf(error, command.writes, typed, host.isWindows))
  } finally {
    await terminal.release()
    interruption.end()
  }
}

/** Prints the result of a command. Returns the exit code. */
function report(terminal: Terminal, json: boolean, result: CommandResult): number {
  const { data, lines = [], raw, exitCode = EXIT.done } = result
  if (json) printJson(terminal, data)
  else if (raw !== undefined) terminal.printRaw(raw)
  else terminal.print(lines)
  return exitCode
}

/** Prints why a command failed: on stderr, and with `--json` as an object on stdout, too. Returns the exit code. */
function reportFailure(terminal: Terminal, json: boolean, failure: Failure): number {
  const { exitCode, title, message, written, next, data } = failure
  terminal.progress('')
  const [first = '', ...more] = message.split('\n')
  terminal.note([styled('red', `${title}: `), first], ...more)
  if (next.length > 0) terminal.note('To go on:', ...next.map(command => ['  ', styled('bold', command)]))
  if (json) printJson(terminal, { error: { ...data, exitCode, message, written }, next })
  return exitCode
}

function printJson(terminal: Terminal, data: object | undefined): void {
  if (data) terminal.printRaw(`${renderJson(data)}\n`)
}
