import type { Readable, Writable } from 'node:stream'

/** Environment variables by name. */
export type Environment = { readonly [name: string]: string | undefined }

/** The surroundings that a command line is run in. Nothing else of a process is read or changed. */
export interface Host {
  readonly environment: Environment
  /** The working folder. */
  readonly folder: string
  readonly stdin: Readable & Stream & { setRawMode?(mode: boolean): unknown }
  readonly stdout: Writable & Stream
  readonly stderr: Writable & Stream
  /** @default the global `fetch` */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined
  /** The process, if the command has one of its own: it then listens to signals, and may end by one. */
  readonly process?: HostProcess
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
}

/** What services of continuous integration set: most of them `CI`, and some only a variable of their own. */
const OF_CI = ['CI', 'GITHUB_ACTIONS', 'TF_BUILD', 'JENKINS_URL', 'TEAMCITY_VERSION', 'CODEBUILD_BUILD_ID']

/** Returns true in a job of continuous integration. */
export function isCi(environment: Environment): boolean {
  return OF_CI.some(name => !['', '0', 'false'].includes(environment[name] ?? ''))
}
