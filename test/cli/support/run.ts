import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The command as it is published. */
export const COMMAND = fileURLToPath(new URL('../../../dist/cli/bin.js', import.meta.url))

/** What a run of the command came to. */
export interface Run {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
  /** What it printed on stdout, as JSON. */
  json(): unknown
}

export interface Surroundings {
  readonly cwd: string
  readonly env: Record<string, string>
  readonly input?: string | Uint8Array | undefined
}

/** Runs the command as a child process without a terminal. */
export function runCommand(args: readonly string[], { cwd, env, input = '' }: Surroundings): Promise<Run> {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd, env, stdio: 'pipe' })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return ended(child)
}

/** Runs a command line as a person would, who has the command in the path. */
export function runInShell(commandLine: string, { cwd, env }: Surroundings): Promise<Run> {
  const script = `convex-deployment() { "$NODE" "$COMMAND" "$@"; }\n${commandLine}`
  const named = { ...env, NODE: process.execPath, COMMAND }
  return ended(spawn('bash', ['-c', script], { cwd, env: named, stdio: ['ignore', 'pipe', 'pipe'] }))
}

/** What a child process came to. */
export function ended(child: ReturnType<typeof spawn>): Promise<Run> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', text => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', text => (stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) =>
      resolve({ code, signal, stdout, stderr, json: () => JSON.parse(stdout) }),
    )
  })
}
