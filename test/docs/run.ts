import { spawn } from 'node:child_process'

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  /** What it printed, on stdout and stderr as they came. */
  readonly output: string
}

/** Runs a command of a shell in a folder, with nothing of this process's environment but what a shell needs. */
export function runShell(command: string, cwd: string, environment: Readonly<Record<string, string>>) {
  const { PATH = '', HOME = '' } = process.env
  return new Promise<Ended>((resolve, reject) => {
    const child = spawn('bash', ['-c', `exec 2>&1\n${command}`], {
      cwd,
      env: { PATH, HOME, NO_COLOR: '1', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.on('error', reject)
    child.on('close', code => resolve({ code, output }))
  })
}

/** The lines of an output, without empty ones at its end. */
export function linesOf(output: string): string[] {
  const text = output.trimEnd()
  return text === '' ? [] : text.split('\n')
}
