import { spawn } from 'node:child_process'
import { cp, mkdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { runStep, type StepHost } from '../../action/step.mjs'
import { ended, runCommand } from '../cli/support/run.js'
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

const PACKAGE = 'node_modules/convex-deployment'
/** The program of the package, in a workspace. */
export const BIN = `${PACKAGE}/dist/cli/bin.js`

/** Gives a workspace the package, as `npm ci` in a step before would. */
export async function installPackage({ folder }: Workspace): Promise<void> {
  const home = join(folder, PACKAGE)
  await mkdir(home, { recursive: true })
  for (const part of ['package.json', 'dist']) await cp(part, join(home, part), { recursive: true })
}

/** Gives a workspace what stands for the package where `runAction` runs the command of the source. */
export async function installStandIn({ write }: Workspace): Promise<void> {
  await write(`${PACKAGE}/package.json`, await readFile('package.json'))
  await write(BIN, "throw new Error('This is not the command.')")
}

/** The command of the source in this process, in place of the installed one. What it says is a part of the log. */
export function sourceCommand(log: (text: string) => void): StepHost['start'] {
  return async ([program = '', ...args], { folder, env }) => {
    expect(program.replaceAll('\\', '/')).toMatch(new RegExp(`/${BIN}$`))
    const { code, stdout, stderr } = await runCommand(args, { cwd: folder, env })
    log(stderr)
    return { status: code, stdout }
  }
}

/**
 * Runs the step of action.yml in this process.
 * @param commandOf makes what takes the place of the process of the command
 */
export async function runAction(
  workspace: Workspace,
  given: Readonly<Record<string, string>>,
  event: Event = PUSH,
  commandOf: (log: (text: string) => void) => StepHost['start'] = sourceCommand,
): Promise<ActionRun> {
  return runSteps(workspace, given, event, async ({ run, folder, environment }) => {
    expect(run).toBe('node "$GITHUB_ACTION_PATH/action/run.mjs"')
    let [stdout, stderr] = ['', '']
    const command = commandOf(text => (stderr += text))
    let failed: unknown
    const code = await runStep({
      environment,
      folder: await realpath(folder),
      forget() {},
      print: line => (stdout += `${line}\n`),
      // The step turns what its command throws into an exit code: a failed assertion is thrown again.
      start: async (...given) => {
        try {
          return await command(...given)
        } catch (error) {
          failed ??= error
          throw error
        }
      },
    })
    if (failed !== undefined) throw failed
    return { code, log: stdout + stderr }
  })
}

/** Runs the step of action.yml in processes, as the runner does: of a shell, of the action, and of the command. */
export async function runActionProcess(
  workspace: Workspace,
  given: Readonly<Record<string, string>>,
  event: Event = PUSH,
): Promise<ActionRun> {
  return runSteps(workspace, given, event, async ({ run, folder, environment }) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: folder,
      env: environment,
    })
    const { code, stdout, stderr } = await ended(child)
    return { code, log: stdout + stderr }
  })
}

interface StartedStep {
  readonly run: string
  readonly folder: string
  readonly environment: Record<string, string>
}

/** Runs the steps of action.yml in a workspace: expressions filled in, files for what comes out. */
async function runSteps(
  { folder, environment }: Workspace,
  given: Readonly<Record<string, string>>,
  event: Event,
  start: (step: StartedStep) => Promise<Pick<ActionRun, 'code' | 'log'>>,
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
    const ran = await start({
      run: fill(step.run),
      folder: join(folder, fill(step['working-directory'])),
      environment: {
        ...environment,
        CI: 'true',
        ...told,
        GITHUB_WORKSPACE: folder,
        GITHUB_ACTION_PATH: resolve('.'),
        ...files,
        ...env,
      },
    })
    log += ran.log
    code ||= ran.code
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
