import type { Flags } from './flags.js'
import type { Interruption } from './interruption.js'
import type { Terminal } from './terminal/terminal.js'

/** One run of the command: what was typed, and where. */
export interface Session {
  /** What stands on the command line beside flags. */
  readonly args: readonly string[]
  readonly flags: Flags
  /** The command line as it was typed, without the program. */
  readonly typed: readonly string[]
  readonly terminal: Terminal
  readonly interruption: Interruption
  readonly environment: NodeJS.ProcessEnv
  readonly folder: string
}

/** The same command line with more to it, ready to run. */
export function repeated({ typed }: Pick<Session, 'typed'>, ...more: readonly string[]): string {
  const end = typed.indexOf('--')
  const at = end === -1 ? typed.length : end
  return commandLine([...typed.slice(0, at), ...more, ...typed.slice(at)])
}

/** A command line that a shell reads as it is meant. */
export function commandLine(words: readonly string[]): string {
  return ['convex-deployment', ...words].map(quoted).join(' ')
}

function quoted(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
