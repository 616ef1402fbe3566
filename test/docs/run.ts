import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { spawn as spawnInTerminal } from '@lydell/node-pty'

/** Where commands run: a folder, and an environment of which nothing is this process's but the path. */
export interface Place {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  /** What it printed, on stdout and stderr as they came. */
  readonly output: string
}

/** Runs a command of a shell without a terminal. */
export function runShell(command: string, place: Place): Promise<Ended> {
  const child = start(`exec 2>&1\n${command}`, place)
  let output = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, output }))
  })
}

/** Runs a command in a terminal, and types an answer to its question. */
export function runInTerminal(command: string, { folder, environment }: Place, answer: string) {
  const env = variables(environment, folder)
  const terminal = spawnInTerminal('bash', ['-c', command], { cwd: folder, env, cols: 200, rows: 50 })
  let screen = ''
  let asked = false
  terminal.onData(data => {
    screen += data
    if (asked || !stripVTControlCharacters(screen).endsWith(': ')) return
    asked = true
    terminal.write(`${answer}\r`)
  })
  return new Promise<Ended>(resolve => {
    terminal.onExit(({ exitCode }) => {
      resolve({ code: exitCode, output: stripVTControlCharacters(screen).replace(/\r+\n/g, '\n') })
    })
  })
}

/** Starts a command such as `serve > FILE`, and waits until the file has something in it. */
export async function startInBackground(command: string, place: Place): Promise<() => void> {
  const file = join(place.folder, />\s*(\S+)$/.exec(command)?.[1] ?? '')
  const child = start(`exec ${command}`, place)
  while ((await readFile(file, 'utf8').catch(() => '')) === '') await setTimeout(20)
  // The shell leads a group of its own: what it started ends with it.
  return () => void process.kill(-Number(child.pid))
}

function start(script: string, { folder, environment }: Place): ChildProcess {
  return spawn('bash', ['-c', script], {
    cwd: folder,
    env: variables(environment, folder),
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
}

function variables(environment: Readonly<Record<string, string>>, folder: string) {
  const path = [environment.PATH, process.env.PATH].filter(Boolean).join(':')
  return { HOME: folder, NO_COLOR: '1', TERM: 'xterm', ...QUIET_NPM, ...environment, PATH: path }
}

/** `npx` draws its progress in a terminal, and tells of newer releases of itself. */
const QUIET_NPM = { npm_config_progress: 'false', npm_config_update_notifier: 'false' }

/** The lines of an output, without empty ones at its end. */
export function linesOf(output: string): string[] {
  const text = output.trimEnd()
  return text === '' ? [] : text.split('\n')
}

/** What a page shows, with the lines that were printed in the place of those that they fit: `…` stands for any text. */
export function fitted(shown: readonly string[], printed: readonly string[]): string[] {
  return shown.map((line, index) => {
    const pattern = line.split('…').map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    const real = printed[index] ?? ''
    return new RegExp(`^${pattern.join('.*')}$`).test(real) ? real : line
  })
}
