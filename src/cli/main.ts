import type { Command } from './command.js'
import { endOfFlags } from './command-line.js'
import { commands } from './commands.js'
import { concealer } from './conceal.js'
import { failureOf } from './failure.js'
import type { Host } from './host.js'
import { createInterruption } from './interruption.js'
import type { Typed } from './next.js'
import { type Chosen, commandNamed, parse } from './parser.js'
import { EXIT } from './refusal.js'
import { createReport } from './report.js'
import { styled } from './terminal/line.js'
import { createTerminal, type Terminal } from './terminal/terminal.js'
import { widthOf } from './terminal/wrap.js'

/**
 * Runs a command line, in whichever process calls it. Returns the exit code.
 * @param argv the words behind the name of the program
 */
export async function run(argv: readonly string[], host: Host): Promise<number> {
  const terminal = createTerminal(host, concealer(argv, host.environment))
  const exitCode = await understand(argv, host, terminal)
  const printed = await terminal.flush()
  return printed ? exitCode : exitCode || EXIT.failed
}

async function understand(argv: readonly string[], host: Host, terminal: Terminal): Promise<number> {
  let chosen: Chosen<Command> | undefined
  try {
    chosen = parse(commands, argv, text => host.stdout.write(text), widthOf(host.stdout))
  } catch (error) {
    const json = argv.slice(0, endOfFlags(argv)).includes('--json')
    const writes = commandNamed(commands, argv)?.writes ?? false
    return createReport(terminal, json).failure(failureOf(error, writes, typedOn(host, argv)))
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
  const report = createReport(terminal, given.json === true)
  try {
    // The result may still be read while it is printed.
    return await report.result(
      await command.run({ args, options: given, typed, host, terminal, interruption }),
    )
  } catch (error) {
    const failure = failureOf(error, command.writes && !interruption.hasWritten, typedOn(host, typed))
    return report.failure(interruption.hasWritten ? { ...failure, written: 'unknown' } : failure)
  } finally {
    await terminal.release()
    interruption.end()
  }
}

function typedOn({ program, isWindows }: Host, words: readonly string[]): Typed {
  return { words, commands, program, isWindows }
}
