import { spawn } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { ended } from '../cli/support/run.js'
import type { Workspace } from '../cli/support/workspace.js'
import { type Event, PUSH, variablesOf } from './event.js'

interface Action {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly steps: readonly Step[] }
}

interface Step {
  readonly id: string
  readonly shell: string
  readonly env: Readonly<Record<string, string>>
  readonly 'working-directory': string
  readonly run: string
}

/** What a run of the action came to. */
export interface ActionRun {
  readonly code: number | null
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly log: string
}

export async function readAction(): Promise<Action> {
  return parse(await readFile('action.yml', 'utf8'))
}

/** Gives a workspace the package, as `npm ci` in a step before would. */
export async function installPackage({ folder }: Workspace): Promise<void> {
  const home = join(folder, 'node_modules/convex-deployment')
  await mkdir(home, { recursive: true })
  for (const part of ['package.json', 'dist']) await cp(part, join(home, part), { recursive: true })
}

/** Runs the steps of action.yml in a workspace, as the runner does: expressions filled in, files for what comes out. */
export async function runAction(
  { folder, environment }: Workspace,
  given: Readonly<Record<string, string>>,
  event: Event = PUSH,
): Promise<ActionRun> {
  const { inputs, outputs, runs } = await readAction()
  const files = { GITHUB_OUTPUT: join(folder, '.output'), GITHUB_STEP_SUMMARY: join(folder, '.summary') }
  for (const file of Object.values(files)) await writeFile(file, '')
  const told = await variablesOf(folder, event)
  const fill = (text: string) =>
    text
      .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => given[name] ?? inputs[name]?.default ?? '')
      .replace(/\$\{\{ github\.token \}\}/, event.github?.token ?? '')
  let log = ''
  let code: number | null = 0
  for (const step of runs.steps) {
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, fill(value)]))
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: join(folder, fill(step['working-directory'])),
      env: {
        ...environment,
        CI: 'true',
        ...told,
        GITHUB_WORKSPACE: folder,
        GITHUB_ACTION_PATH: resolve('.'),
        ...files,
        ...env,
      },
    })
    const run = await ended(child)
    log += run.stdout + run.stderr
    code ||= run.code
  }
  const written = (await readFile(files.GITHUB_OUTPUT, 'utf8')).split('\n').filter(Boolean)
  const set = new Map(
    written.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  const outputOf = (expression: string) =>
    set.get(/steps\.run\.outputs\.(\w+) \}\}$/.exec(expression)?.[1] ?? '')
  return {
    code,
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, { value }]) => [name, outputOf(value) ?? '']),
    ),
    summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
    log,
  }
}
