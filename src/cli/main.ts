import { commands } from './commands.js'
import { EXIT } from './exit.js'
import { Flags } from './flags.js'
import { createInterruption } from './interruption.js'
import { type Chosen, createProgram, isParserError } from './program.js'
import { refuseUsage, report, reportFailure } from './report.js'
import { styled } from './terminal/line.js'
import { createTerminal, type Terminal } from './terminal/terminal.js'

/** Runs a command line, and tells what to exit with. */
export async function main(host: NodeJS.Process): Promise<number> {
  const typed = host.argv.slice(2)
  const terminal = createTerminal(host)
  const json = typed.slice(0, endOfFlags(typed)).includes('--json')
  let chosen: Chosen | undefined
  let complaint = ''
  try {
    const words = apart(typed[0] === 'help' ? [...typed.slice(1), '--help'] : typed)
    const program = createProgram(
      commands,
      words,
      choice => (chosen = choice),
      text => (complaint = text),
    )
    program.parse(words, { from: 'user' })
  } catch (error) {
    if (!isParserError(error)) throw error
    if (error.exitCode === 0) return EXIT.done
    return refuseUsage(terminal, json, complaint || commandsOf(typed[0]))
  }
  return chosen === undefined ? EXIT.done : await run(host, terminal, typed, chosen)
}

async function run(
  host: NodeJS.Process,
  terminal: Terminal,
  typed: string[],
  chosen: Chosen,
): Promise<number> {
  const interruption = createInterruption(text => terminal.note(styled('yellow', text)))
  const flags = new Flags(chosen.flags)
  try {
    const command = await chosen.spec.load()
    const outcome = await command({
      args: chosen.args,
      flags,
      typed,
      terminal,
      interruption,
      environment: host.env,
      folder: host.cwd(),
    })
    return report(terminal, flags.on('json'), outcome)
  } catch (error) {
    return reportFailure(terminal, flags.on('json'), error)
  } finally {
    interruption.end()
  }
}

/** `--flag=value` as two words, so that a flag that nobody knows is told, and told apart, by its name alone. */
function apart(typed: readonly string[]): string[] {
  const end = endOfFlags(typed)
  const words = typed.slice(0, end).flatMap(word => /^(--[a-z-]+)=(.*)$/s.exec(word)?.slice(1) ?? [word])
  return [...words, ...typed.slice(end)]
}

/** What to say to the name of a group alone, such as `env`. */
function commandsOf(group: string | undefined): string {
  const names = commands.flatMap(({ name }) => (name.startsWith(`${group} `) ? [name.split(' ')[1]] : []))
  return `${group} needs a command: ${names.join(', ')}.`
}

/** Behind `--` stands somebody else's command line. */
function endOfFlags(typed: readonly string[]): number {
  const end = typed.indexOf('--')
  return end === -1 ? typed.length : end
}
