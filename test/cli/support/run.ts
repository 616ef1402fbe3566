import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { PassThrough, Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { HostProcess } from '../../../src/cli/host.js'
import { run } from '../../../src/cli/main.js'
import { assertUsable, suggested } from './next-steps.js'
import { assertDescribed } from './output-schema.js'

/** The command as it is published. */
export const COMMAND = fileURLToPath(new URL('../../../dist/cli/bin.js', import.meta.url))

/** The result of a command line. */
export interface Run {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
  /** Parses stdout as JSON. */
  json(): unknown
}

export interface Surroundings {
  readonly cwd: string
  readonly env: Record<string, string>
  readonly input?: string | Uint8Array | undefined
  readonly process?: HostProcess
}

/** A process that is asked to end as soon as it listens. */
export const interrupted: HostProcess = {
  pid: 0,
  on: (signal, listener) => signal === 'SIGINT' && listener(),
  off() {},
  kill() {},
}

/** Runs the command in this process, without a terminal. */
export function runCommand(
  args: readonly string[],
  surroundings: Surroundings,
  fetch?: (request: Request) => Promise<Response>,
): Promise<Run> {
  return startHere(args, surroundings, fetch).end
}

/** Begins the command in this process, without a terminal. It goes on until it is done, or is sent a signal that it listens to. */
export function beginCommand(args: readonly string[], surroundings: Surroundings) {
  const signals = new EventEmitter()
  const process: HostProcess = {
    pid: 0,
    on: (signal, listener) => signals.on(signal, listener),
    off: (signal, listener) => signals.off(signal, listener),
    kill() {},
  }
  /** Returns true if the command listened. */
  const kill = (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => signals.emit(signal)
  return { ...startHere(args, { ...surroundings, process }), kill }
}

/** Starts the command in this process, and checks what it has printed when it ends. */
function startHere(
  args: readonly string[],
  { cwd, env, input = '', process }: Surroundings,
  fetch = routedFetch(env.CLOUD_ROUTES),
) {
  const [stdout, stderr] = [new PassThrough({ encoding: 'utf8' }), new PassThrough({ encoding: 'utf8' })]
  const printed = { stdout: '', stderr: '' }
  stdout.on('data', text => (printed.stdout += text))
  stderr.on('data', text => (printed.stderr += text))
  const end = run(args, {
    environment: env,
    folder: cwd,
    stdin: Readable.from(input.length === 0 ? [] : [Buffer.from(input)], { objectMode: false }),
    stdout,
    stderr,
    fetch,
    ...(process && { process }),
  }).then(async code => {
    // What was printed last is read before the end is told.
    await Promise.all([stdout, stderr].map(stream => once(stream.end(), 'end')))
    assertDescribed(args, printed.stdout)
    const isJson = printed.stdout.startsWith('{') && args.includes('--json')
    for (const line of suggested(printed.stdout, printed.stderr, isJson)) assertUsable(line, secretsIn(env))
    return runOf(code, null, printed.stdout, printed.stderr)
  })
  return { stdout, stderr, end }
}

/** Runs the command in this process, on what it takes for a terminal: nobody types, and all it prints is on one screen. */
export async function runOnScreen(args: readonly string[], { cwd, env }: Surroundings, columns?: number) {
  const { stream, text } = collector()
  const screen = Object.assign(stream, { isTTY: true, ...(columns && { columns }) })
  const code = await run(args, {
    environment: env,
    folder: cwd,
    stdin: Object.assign(new PassThrough().end(), { isTTY: true }),
    stdout: screen,
    stderr: screen,
    fetch: routedFetch(env.CLOUD_ROUTES),
  })
  // A passing line is gone at the end: whether it showed depends on the machine.
  const left = text()
    .split('\n')
    .map(line => line.split('\r\x1b[K').at(-1))
  return { code, raw: text(), screen: stripVTControlCharacters(left.join('\n')) }
}

/** Starts the published command as a process without a terminal. Without `input` its stdin stays open. */
export function startCommand(args: readonly string[], { cwd, env, input }: Surroundings) {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd, env, stdio: 'pipe' })
  child.stdin.on('error', () => {})
  if (input !== undefined) child.stdin.end(input)
  return child
}

/** Waits for the end of a process. */
export function ended(child: ReturnType<typeof spawn>): Promise<Run> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', text => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', text => (stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      const [, program, ...args] = child.spawnargs
      if (program === COMMAND && signal === null) assertDescribed(args, stdout)
      resolve(runOf(code, signal, stdout, stderr))
    })
  })
}

/** Splits a printed command line into words, as a shell does. */
export async function wordsOf(commandLine: string): Promise<string[]> {
  const script = `convex-deployment() { printf '%s\\0' "$@"; }\n${commandLine}`
  const { stdout } = await ended(spawn('bash', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] }))
  return stdout.split('\0').slice(0, -1)
}

function runOf(code: number | null, signal: string | null, stdout: string, stderr: string): Run {
  return { code, signal, stdout, stderr, json: () => JSON.parse(stdout) }
}

/** Returns the keys in an environment: no command line may hold one. */
function secretsIn(environment: Record<string, string>): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    /KEY|TOKEN/.test(name) && value.length > 12 ? [value] : [],
  )
}

function collector() {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}

/** Leads requests to other origins, as `cloud-routes.mjs` does in a process. */
function routedFetch(text: string | undefined): ((request: Request) => Promise<Response>) | undefined {
  if (text === undefined) return undefined
  const routes: { readonly [origin: string]: string } = JSON.parse(text)
  return (request: Request) => {
    const { origin, pathname, search } = new URL(request.url)
    return fetch(new Request(`${routes[origin] ?? origin}${pathname}${search}`, request))
  }
}
