import { stripVTControlCharacters } from 'node:util'
import { spawn } from '@lydell/node-pty'
import { onTestFinished } from 'vitest'
import { COMMAND, type Surroundings } from './run.js'

/** The command in a terminal. */
export interface Terminal {
  /** Waits until the screen has shown a text. */
  shows(text: string): Promise<void>
  /** Types a text. */
  type(text: string): void
  /** Waits for the end: the exit code, and all that was on the screen, without colours. */
  ended(): Promise<{ readonly code: number; readonly screen: string; readonly raw: string }>
}

function withoutBreaks(text: string): string {
  return text.replace(/\n */g, ' ')
}

/** Runs the command in a pseudo-terminal, by a shell that has it in `$0` and `$@`. */
export function openTerminal(
  args: readonly string[],
  { cwd, env }: Surroundings,
  script = 'exec "$0" "$@"',
): Terminal {
  const process_ = spawn('bash', ['-c', script, process.execPath, COMMAND, ...args], {
    cwd,
    env,
    cols: 200,
    rows: 50,
    name: 'xterm-256color',
  })
  let raw = ''
  const listeners = new Set<() => void>()
  process_.onData(data => {
    raw += data
    for (const listener of listeners) listener()
  })
  const exit = new Promise<number>(resolve => process_.onExit(({ exitCode }) => resolve(exitCode)))
  onTestFinished(() => process_.kill())
  const screen = () => stripVTControlCharacters(raw).replaceAll('\r\n', '\n')
  return {
    shows: text =>
      new Promise(resolve => {
        const look = () => {
          // Long lines are broken between words.
          if (!withoutBreaks(screen()).includes(withoutBreaks(text))) return
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
        look()
      }),
    type: text => process_.write(text),
    ended: async () => ({ code: await exit, screen: screen(), raw }),
  }
}
