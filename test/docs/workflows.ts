import { resolve } from 'node:path'
import { parse } from 'yaml'
import type { Command } from './command.js'

interface Workflow {
  readonly jobs: { readonly [name: string]: { readonly steps: readonly Step[] } }
}

interface Step {
  readonly run?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/** The commands of each job of a workflow for GitHub Actions; a step that uses our action runs what the action runs. */
export function jobsOf(text: string): Command[][] {
  const { jobs }: Workflow = parse(text)
  return Object.values(jobs).map(({ steps }) => steps.flatMap(commandOf))
}

function commandOf(step: Step): Command[] {
  const { run, uses = '', env = {} } = step
  if (run !== undefined) return [{ text: run, prints: undefined, environment: env }]
  if (uses.startsWith('OWNER/convex-deployment@')) {
    return [
      {
        text: `node ${resolve('action/run.mjs')}`,
        prints: undefined,
        environment: { ...env, ...inputs(step) },
      },
    ]
  }
  // The sources are there, and so is Node.
  if (/^actions\/(?:checkout|setup-node)@/.test(uses)) return []
  throw new Error(`What ${uses} does is not known here.`)
}

/** As action.yml hands them on. */
function inputs({ with: given = {} }: Step): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )
}

/** What every step finds in its environment. */
export const RUNNER = {
  CI: 'true',
  GITHUB_ACTIONS: 'true',
  GITHUB_STEP_SUMMARY: 'summary.md',
  GITHUB_OUTPUT: 'outputs.txt',
}

/** The environment of a step, with the secrets that it names. */
export function withSecrets(
  environment: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]): [string, string] => {
    const secret = /^\$\{\{ secrets\.(\w+) \}\}$/.exec(value)?.[1]
    if (secret === undefined) return [name, value]
    const held = secrets[secret]
    if (held === undefined) throw new Error(`There is no secret ${secret}.`)
    return [name, held]
  })
  return Object.fromEntries(entries)
}
