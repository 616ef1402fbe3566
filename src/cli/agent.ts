import type { EnvironmentRecord } from '../connection/environment.js'
import { type Flag, group, on } from './flags.js'
import type { Host } from './host.js'
import { refused } from './refusal.js'

/** Declares `--reveal`. */
export const revealFlag: Flag<boolean> = on('let a coding agent that runs the command have values')

/**
 * Declares the flags that show what is hidden otherwise.
 * @param what such as `values`
 */
export function secretFlags(what: string) {
  return group('Secrets:', {
    showValues: on(`show ${what}, which are hidden otherwise`),
    reveal: revealFlag,
  })
}

/** Returns true if secrets are to be shown, which a coding agent may not ask for by itself. */
export function showsSecrets(asked: {
  readonly options: { readonly showValues: boolean; readonly reveal: boolean }
  readonly host: Host
}): boolean {
  if (asked.options.showValues) assertRevealed(asked)
  return asked.options.showValues
}

/** The variables by which coding agents say that they run a command: those that Convex's own command looks at, too. */
const OF_AGENTS = [
  'AI_AGENT',
  'CURSOR_TRACE_ID',
  'CURSOR_AGENT',
  'GEMINI_CLI',
  'CODEX_SANDBOX',
  'CODEX_CI',
  'CODEX_THREAD_ID',
  'ANTIGRAVITY_AGENT',
  'AUGMENT_AGENT',
  'OPENCODE_CLIENT',
  'CLAUDECODE',
  'CLAUDE_CODE',
  'REPL_ID',
  'COPILOT_MODEL',
  'COPILOT_ALLOW_ALL',
  'COPILOT_GITHUB_TOKEN',
] as const

/** Returns the variable by which a coding agent says that it runs the command, if one does. */
function agentIn(environment: EnvironmentRecord): string | undefined {
  // Of this one, only one value is an agent's.
  if (environment.CURSOR_EXTENSION_HOST_ROLE === 'agent-exec') return 'CURSOR_EXTENSION_HOST_ROLE'
  return OF_AGENTS.find(name => environment[name]?.trim())
}

/**
 * Refuses to hand values to a coding agent, which sends on what it reads: on stdout, or to a program whose output it sees. A
 * person may allow it.
 */
export function assertRevealed({
  options,
  host,
}: {
  readonly options: { readonly reveal: boolean }
  readonly host: Host
}): void {
  const variable = agentIn(host.environment)
  if (variable === undefined || options.reveal) return
  throw refused(
    `A coding agent runs this command (${variable} is set), and it gets no values unasked: they would become part of its ` +
      'conversation. Do without them, or let a person decide on --reveal.',
    { add: [['--reveal']] },
  )
}
