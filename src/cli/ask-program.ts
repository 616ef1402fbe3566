import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import paths from 'node:path'
import type { EnvironmentRecord } from '../connection/environment.js'
import { errorCode } from './files.js'

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
}

/** The end of a program. */
export interface Answer {
  /** The exit code; -1 for a program that was ended, or printed more than a mebibyte. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The variables without which few programs start. Each other one may hold a secret, or change what the program does. */
const NEEDED = ['HOME', 'LANG', 'SystemRoot']

/** The time that a program may take, in milliseconds. */
const PATIENCE = 30_000

/**
 * Runs a program, without a shell, and returns its answer, or nothing if it is not installed. It is found in the absolute
 * folders of `PATH` alone, and in none of a package manager's: the working folder may be somebody else's checkout, whose
 * own programs npx and npm put first.
 */
export async function askProgram(
  name: string,
  args: readonly string[],
  question: Question,
): Promise<Answer | undefined> {
  const { folder, environment, input = '', needs = [], set } = question
  const program = await findProgram(name, environment)
  if (program === undefined) return undefined
  const env = {
    PATH: systemPath(environment).join(paths.delimiter),
    ...handedOn([...NEEDED, ...needs], environment),
    ...set,
  }
  const { execFile } = await import('node:child_process')
  return new Promise(resolve => {
    const options = { cwd: folder, env, timeout: PATIENCE, killSignal: 'SIGKILL' } as const
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : errorCode(error)
      resolve({ code: typeof code === 'number' ? code : -1, stdout, stderr })
    })
    // A program that does not read its input closes it.
    child.stdin?.on('error', () => {}).end(input)
  })
}

/** Makes git run nothing that a repository's configuration names: no monitor, no hook, no pager, no transport. */
const HARDENING = [
  '--no-pager',
  // Git before 2.36 would take `false` for the name of a program.
  ...['-c', 'core.fsmonitor='],
  // A folder with HEAD, config, objects and refs is a bare repository, and comes along in a clone.
  ...['-c', 'safe.bareRepository=explicit'],
  ...['-c', 'core.hooksPath=/dev/null'],
]

/** The variables by which git finds the user's own settings, which say what is ignored and whom to trust. */
const SETTINGS = ['USERPROFILE', 'HOMEDRIVE', 'HOMEPATH', 'TEMP', 'TMP', 'XDG_CONFIG_HOME', 'SUDO_UID']

/**
 * Asks git. None of git's own variables is handed on: in a hook they would make it look elsewhere.
 */
export function askGit(
  args: readonly string[],
  question: Pick<Question, 'folder' | 'environment' | 'input'>,
): Promise<Answer | undefined> {
  // In a partial clone, reading the index may fetch, by a program that the configuration names. No transport has this name.
  const set = {
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  }
  return askProgram('git', [...HARDENING, ...args], { ...question, needs: SETTINGS, set })
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
  const open = names.filter(name => !/^CONVEX_/i.test(name))
  const values = open.map(name => [name, environmentValue(name, environment, process.platform)] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

/** Returns a variable's value. On Windows a name is the same in any case. */
export function environmentValue(
  name: string,
  environment: EnvironmentRecord,
  platform: NodeJS.Platform,
): string | undefined {
  if (platform !== 'win32') return environment[name]
  const own = Object.keys(environment).find(key => key.toUpperCase() === name.toUpperCase())
  return own === undefined ? undefined : environment[own]
}
