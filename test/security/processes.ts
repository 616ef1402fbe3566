import { fork } from 'node:child_process'
import { join } from 'node:path'

/** What a program printed, and what it sent. */
export interface Run {
  readonly stdout: string
  readonly stderr: string
  readonly message: unknown
}

/** Runs a program of this folder in a process of its own, and keeps what it prints and sends. */
export async function runProgram(name: string, parameters: readonly string[]): Promise<Run> {
  const child = fork(join(import.meta.dirname, name), parameters, {
    execArgv: ['--import', 'tsx', '--unhandled-rejections=warn'],
    silent: true,
  })
  const printed = { stdout: '', stderr: '' }
  let message: unknown
  child.stdout?.on('data', chunk => {
    printed.stdout += chunk
  })
  child.stderr?.on('data', chunk => {
    printed.stderr += chunk
  })
  child.on('message', sent => {
    message = sent
  })
  const code = await new Promise(done => child.on('close', done))
  if (code !== 0) throw new Error(`${name} failed: ${printed.stderr.slice(-2_000)}`)
  return { ...printed, message }
}
