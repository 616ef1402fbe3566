import type { ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { errorCode } from '../../config/node/error-code.js'
import type { EnvironmentRecord } from '../../connection/environment.js'
import { printable } from '../../text/quote.js'
import type { Host } from '../host.js'
import { notRun } from '../refusal.js'
import { findWindowsProgram } from './windows-program.js'

/**
 * Runs a program until it ends, and ends as it does. In a process of its own the child gets the streams of the process, and
 * its signals.
 * @param stopListening called before the child starts: from then on no signal may end this process alone
 * @param finish called when the child has ended, and awaited before this process ends as it did
 */
export async function runChild(
  program: string,
  args: readonly string[],
  environment: EnvironmentRecord,
  { process, folder, stdin, stdout, stderr, isWindows }: Host,
  stopListening: () => void,
  finish: () => Promise<unknown> = async () => {},
): Promise<number> {
  const found = isWindows ? await findWindowsProgram({ program, args, folder, environment }) : program
  const { default: spawn } = await import('cross-spawn')
  const onTerminal = [stdin, stdout, stderr].some(({ isTTY }) => isTTY)
  const listeners = SIGNALS.map(signal => {
    const passOn = () => void (onTerminal && KEYS.includes(signal) ? undefined : child.kill(signal))
    process?.on(signal, passOn)
    return { signal, passOn }
  })
  stopListening()
  const stdio = process ? 'inherit' : 'pipe'
  const child = spawn(found, args, { cwd: folder, stdio, env: environment })
  if (child.stdin) stdin.pipe(child.stdin.on('error', () => {}))
  child.stdout?.pipe(stdout, { end: false })
  child.stderr?.pipe(stderr, { end: false })
  const { code, signal } = await endOf(child, program)
  await finish()
  if (signal === null) return code ?? 0
  for (const { signal, passOn } of listeners) process?.off(signal, passOn)
  process?.kill(process.pid, signal)
  // If there is no process to end, or it outlives that signal, the code says it as a shell would.
  return 128 + constants.signals[signal]
}

/** Returns how a child ends. Rejects if it never started. */
function endOf(
  child: ChildProcess,
  program: string,
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', error => {
      const code = errorCode(error) ?? error.message
      reject(notRun(code === 'ENOENT' ? 127 : 126, printable(`${program} can't be run (${code}).`)))
    })
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
}

/** The signals that are passed on to the child; on a terminal, the keys for the first two reach it by themselves. */
const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const
const KEYS: readonly string[] = ['SIGINT', 'SIGQUIT']
