import type { Readable, Writable } from 'node:stream'
import type { EnvironmentRecord } from '../connection/environment.js'

/**
 * The surroundings that a command line is run in. Beyond them only what is one for the machine or the whole process is read:
 * platform, process ID, home folder, and the proxy that `fetch` takes.
 */
export interface Host {
  readonly environment: EnvironmentRecord
  /** The working folder. */
  readonly folder: string
  readonly stdin: Readable & Stream & { setRawMode?(mode: boolean): unknown }
  readonly stdout: Writable & Stream
  readonly stderr: Writable & Stream
  /** @default the global `fetch` */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** The process, if the command has one of its own: it then listens to signals, and may end by one. */
  readonly process?: HostProcess
  /** The words that call this program, such as `npx --no-install convex-deployment`. @default its name */
  readonly program?: readonly string[] | undefined
  /** True on Windows, where names of variables are one in any case, and cmd reads command lines. */
  readonly isWindows?: boolean
}

/** The part of a process that is used. */
export interface HostProcess {
  readonly pid: number
  on(signal: NodeJS.Signals, listener: () => void): unknown
  off(signal: NodeJS.Signals, listener: () => void): unknown
  kill(pid: number, signal: NodeJS.Signals): unknown
}

interface Stream {
  readonly isTTY?: boolean
  /** The width of a terminal. */
  readonly columns?: number
}

/** The variables that services of continuous integration set: most of them `CI`, and some only one of their own. */
const OF_CI = ['CI', 'GITHUB_ACTIONS', 'TF_BUILD', 'JENKINS_URL', 'TEAMCITY_VERSION', 'CODEBUILD_BUILD_ID']

/** Returns true in a job of continuous integration. */
export function isCi(environment: EnvironmentRecord): boolean {
  return OF_CI.some(name => !['', '0', 'false'].includes(environment[name] ?? ''))
}
