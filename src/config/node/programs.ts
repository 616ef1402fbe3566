import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import paths from 'node:path'
import type { EnvironmentRecord } from '../../connection/environment.js'
import { isCredential } from '../../text/convex-names.js'
import { errorCode } from './error-code.js'

/** A question to a program that this package does not bring along. */
export interface Question {
  /** The folder that it runs in. */
  readonly folder: string
  readonly environment: EnvironmentRecord
  /** Comes to it on stdin, which is empty otherwise. */
  readonly input?: string
  /** The variables of the environment that it gets beyond the few of every program. Convex's own stay here. */
  readonly needs?: readonly string[]
  /** Variables that are set for it. */
  readonly set?: EnvironmentRecord
  /** The time that it may take, in milliseconds. @default 30_000 */
  readonly timeout?: number
  /** Ends it. */
  readonly signal?: AbortSignal | undefined
  /**
   * Starts it without a terminal, so that it can ask nobody, and ends it with all that it has started.
   * @default false
   */
  readonly apart?: boolean
}

/** The end of a program. */
export interface Answer {
  /** The exit code; -1 for a program that was ended, or never started. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Says why a program was ended, or the system's code of one that did not start. */
  readonly ended?: 'time' | 'output' | 'signal' | (string & {}) | undefined
}

/** The variables without which few programs start. Each other one may hold a secret, or change what the program does. */
const NEEDED = ['HOME', 'LANG', 'SystemRoot']

/** The time that a program may take, in milliseconds. */
export const PATIENCE = 30_000

/** The bytes that a program may print, on each of its two streams. */
const MOST_PRINTED = 1024 * 1024

/**
 * Runs a program, without a shell, and returns its answer, or nothing if it is not installed. A name is looked for in the
 * absolute folders of `PATH` alone, and in none of a package manager's: the working folder may be somebody else's checkout, whose
 * own programs npx and npm put first. A path is that of a file, from the working folder.
 */
export async function askProgram(
  name: string,
  args: readonly string[],
  question: Question,
): Promise<Answer | undefined> {
  const { folder, environment, needs = [], set } = question
  const program = /[\\/]/.test(name) ? paths.resolve(folder, name) : await findProgram(name, environment)
  if (program === undefined) return undefined
  const env = {
    PATH: systemPath(environment).join(paths.delimiter),
    ...handedOn([...NEEDED, ...needs], environment),
    ...set,
  }
  return start(program, args, env, question)
}

async function start(
  program: string,
  args: readonly string[],
  env: EnvironmentRecord,
  { folder, input, timeout = PATIENCE, signal, apart = false }: Question,
): Promise<Answer> {
  const { spawn } = await import('node:child_process')
  // Windows has no sessions: there, a program of its own would get a window.
  const detached = apart && process.platform !== 'win32'
  const options = { cwd: folder, env, detached, windowsHide: true, stdio: 'pipe' } as const
  let child: ChildProcessWithoutNullStreams
  try {
    child = spawn(program, args, options)
  } catch (error) {
    // Some reasons come at once, such as arguments that are too long.
    return { code: -1, stdout: '', stderr: '', ended: `${errorCode(error)}` }
  }
  let ended: Answer['ended']
  const end = (why: NonNullable<Answer['ended']>) => {
    ended ??= why
    if (detached && child.pid !== undefined) killGroup(child.pid)
    else child.kill('SIGKILL')
    // What it has started may hold its streams open.
    child.stdout.destroy()
    child.stderr.destroy()
  }
  const timer = setTimeout(end, timeout, 'time')
  const stop = () => end('signal')
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  const [stdout, stderr] = [child.stdout, child.stderr].map(stream => {
    const chunks: Buffer[] = []
    let size = 0
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      chunks.push(chunk)
      if (size > MOST_PRINTED) end('output')
    })
    return chunks
  })
  // A program that does not read its input closes it.
  child.stdin.on('error', () => {}).end(input)
  const code = await new Promise<number>(resolve => {
    child.once('error', error => {
      ended ??= `${errorCode(error)}`
      resolve(-1)
    })
    child.once('close', code => resolve(ended === undefined ? (code ?? -1) : -1))
  })
  clearTimeout(timer)
  signal?.removeEventListener('abort', stop)
  const text = (chunks: readonly Buffer[] = []) => Buffer.concat(chunks).toString()
  return { code, stdout: text(stdout), stderr: text(stderr), ended }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}

async function findProgram(name: string, environment: EnvironmentRecord): Promise<string | undefined> {
  for (const path of programPaths(name, environment)) {
    if (await isProgram(path)) return path
  }
  return undefined
}

/** Returns where a program may be, in order. On Windows only what needs no shell to run is one. */
export function programPaths(
  name: string,
  environment: EnvironmentRecord,
  platform: NodeJS.Platform = process.platform,
): string[] {
  const file = platform === 'win32' ? `${name}.exe` : name
  const { join } = platform === 'win32' ? paths.win32 : paths.posix
  return systemPath(environment, platform).map(folder => join(folder, file))
}

function systemPath(environment: EnvironmentRecord, platform?: NodeJS.Platform): string[] {
  return searchPath(environment, platform).filter(folder => !/[\\/]node_modules[\\/]/.test(`${folder}/`))
}

/** Returns the folders of `PATH`, in order: the absolute ones, as any other may be of somebody else's checkout. */
export function searchPath(
  environment: EnvironmentRecord,
  platform: NodeJS.Platform = process.platform,
): string[] {
  const { delimiter, isAbsolute } = platform === 'win32' ? paths.win32 : paths.posix
  const folders = (environmentValue('PATH', environment, platform) ?? '').split(delimiter)
  // Windows allows quotes around a folder.
  const bare = platform === 'win32' ? folders.map(folder => folder.replace(/^"(.*)"$/, '$1')) : folders
  return bare.filter(folder => isAbsolute(folder))
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

function handedOn(names: readonly string[], environment: EnvironmentRecord): EnvironmentRecord {
  const open = names.filter(name => !/^CONVEX_/i.test(name) && !isCredential(name))
  const values = open.map(name => [name, environmentValue(name, environment, process.platform)] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

/** Returns a variable's value. On Windows a name is the same in any case. */
export function environmentValue(
  name: string,
  environment: EnvironmentRecord,
  platform: NodeJS.Platform,
): string | undefined {
  if (platform !== 'win32') return Object.hasOwn(environment, name) ? environment[name] : undefined
  const own = Object.keys(environment).find(key => key.toUpperCase() === name.toUpperCase())
  return own === undefined ? undefined : environment[own]
}
