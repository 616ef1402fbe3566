import { spawn } from 'node:child_process'
import { chmod, mkdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { ended } from '../cli/support/run.js'
import { createWorkspace, type Workspace } from '../cli/support/workspace.js'
import { type Event, variablesOf } from './event.js'
import { evaluate, filled, type Scope } from './expressions.js'
import { type ActionRun, installPackage, runAction } from './runner.js'

interface Workflow {
  readonly on: unknown
  readonly jobs: { readonly [name: string]: Job }
}

interface Job {
  readonly if?: string
  readonly needs?: string
  readonly steps: readonly Step[]
}

/** A step of a workflow. */
export interface Step {
  readonly id?: string
  readonly if?: string
  readonly name?: string
  readonly run?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/** The surroundings of a run. */
export interface Surroundings {
  /** The files of the repository, by their paths. */
  readonly files: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  /** Variables that lead to fakes. */
  readonly environment: Readonly<Record<string, string>>
  /** The artifacts of this run, and of others, by their names: each is a file. */
  readonly artifacts: Map<string, string>
  readonly inputs?: Readonly<Record<string, string>>
}

/** A step that ran. */
export interface StepRun {
  readonly job: string
  readonly step: Step
  readonly code: number | null
  readonly log: string
  readonly action?: ActionRun
}

/** Runs the jobs of a workflow one after the other, as GitHub does: each in a folder of its own, a step at a time until one fails. */
export async function runWorkflow(text: string, event: Event, around: Surroundings): Promise<StepRun[]> {
  const { jobs }: Workflow = parse(text)
  const ran: StepRun[] = []
  const skipped = new Set<string>()
  for (const [name, job] of Object.entries(jobs)) {
    const scope = scopeOf(event, around)
    const needed = job.needs === undefined || !(skipped.has(job.needs) || hasFailed(ran, job.needs))
    if (needed && (job.if === undefined || evaluate(job.if, scope)))
      ran.push(...(await runJob(name, job, event, around)))
    else skipped.add(name)
  }
  return ran
}

function hasFailed(ran: readonly StepRun[], name: string): boolean {
  return ran.some(({ job, code }) => job === name && code !== 0)
}

function scopeOf(event: Event, { secrets, inputs = {} }: Surroundings): Scope {
  const github = {
    event_name: event.name,
    event: event.payload ?? {},
    repository: 'otters/pond',
    token: event.github?.token ?? '',
  }
  return { github, secrets, inputs, steps: {} }
}

async function runJob(job: string, { steps }: Job, event: Event, around: Surroundings): Promise<StepRun[]> {
  const workspace = await createWorkspace({ ...around.environment })
  const scope = scopeOf(event, around)
  const ran: StepRun[] = []
  for (const step of steps) {
    if (step.if !== undefined && !evaluate(step.if, scope)) continue
    const env = mapped(step.env, scope)
    const own = { ...workspace, environment: { ...workspace.environment, ...env } }
    const run = await runStep(step, own, mapped(step.with, scope), event, around)
    ran.push({ job, step, code: 0, log: '', ...run })
    if (step.id !== undefined)
      Object.assign(scope.steps, { [step.id]: { outputs: run.action?.outputs ?? {} } })
    if (run.code) break
  }
  return ran
}

function mapped(texts: Readonly<Record<string, string>> = {}, scope: Scope): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(`${text}`, scope)]))
}

type Ran = Partial<Pick<StepRun, 'code' | 'log' | 'action'>>

async function runStep(
  step: Step,
  workspace: Workspace,
  inputs: Readonly<Record<string, string>>,
  event: Event,
  { files, artifacts }: Surroundings,
): Promise<Ran> {
  const { uses = '', run } = step
  const [what] = uses.split('@')
  if (what === 'actions/checkout') {
    for (const [file, text] of Object.entries(files)) await workspace.write(file, text)
    return {}
  }
  if (what === 'actions/setup-node') return {}
  if (what === 'actions/upload-artifact') {
    artifacts.set(`${inputs.name}/${inputs.path}`, await workspace.read(`${inputs.path}`))
    return {}
  }
  if (what === 'actions/download-artifact') {
    await download(workspace, artifacts, `${inputs.name}`)
    return {}
  }
  if (what === 'OWNER/convex-deployment') {
    const action = await runAction(workspace, inputs, event)
    return { code: action.code, log: action.log, action }
  }
  if (run === undefined) throw new Error(`Nobody knows what ${uses} does.`)
  if (run === 'npm ci') {
    await install(workspace)
    return {}
  }
  return runScript(run, workspace, event, artifacts)
}

async function download(
  { write }: Workspace,
  artifacts: Surroundings['artifacts'],
  name: string,
): Promise<void> {
  for (const [path, text] of artifacts)
    if (path.startsWith(`${name}/`)) await write(path.slice(name.length + 1), text)
}

/** Installs the package, and its command where `npx` finds it. */
async function install(workspace: Workspace): Promise<void> {
  await installPackage(workspace)
  const modules = join(workspace.folder, 'node_modules')
  await mkdir(join(modules, '.bin'))
  await chmod(join(modules, 'convex-deployment/dist/cli/bin.js'), 0o755)
  await symlink('../convex-deployment/dist/cli/bin.js', join(modules, '.bin/convex-deployment'))
}

/** Runs a script as the runner does. GitHub's own command is one that only finds the artifacts. */
async function runScript(
  script: string,
  workspace: Workspace,
  event: Event,
  artifacts: Surroundings['artifacts'],
): Promise<Ran> {
  const { folder, environment } = workspace
  const [tools, kept] = [join(folder, '.tools'), join(folder, '.artifacts')]
  await mkdir(kept, { recursive: true })
  for (const [path, text] of artifacts) await workspace.write(join('.artifacts', path), text)
  const commit = Object(event.github?.pulls[0])?.head?.sha ?? ''
  await workspace.write('.tools/gh', GH)
  await chmod(join(tools, 'gh'), 0o755)
  const told = await variablesOf(folder, event)
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: folder,
    env: {
      ...environment,
      ...told,
      CI: 'true',
      PATH: `${tools}:${dirname(process.execPath)}:${environment.PATH}`,
      COMMIT: `${commit}`,
      ARTIFACTS: kept,
    },
  })
  const { code, stdout, stderr } = await ended(child)
  return { code, log: stdout + stderr }
}

const GH = `#!/bin/bash
case "$1 $2" in
  "api repos/otters/pond/commits/$GITHUB_SHA/pulls") echo "$COMMIT" ;;
  "run list") [[ "$*" == *"--commit $COMMIT "* ]] && echo 100 ;;
  "run download") [[ "$3 $4" == "100 --name" ]] && cp "$ARTIFACTS/$5"/* . ;;
  *) exit 1 ;;
esac
`
