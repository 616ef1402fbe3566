import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { writePrograms } from './programs.js'
import type { Task } from './run-tasks.js'
import { type Run, type Runtime, runtimes } from './runtimes.js'
import { type Step, scenario } from './scenario.js'

let project: InstalledPackage
beforeAll(async () => {
  project = await installPackage()
  await writePrograms(project)
})
afterAll(() => project?.remove())

const runs = new Map<string, ScenarioRun>()
const passed = new Map<string, number>()
afterAll(() => {
  const rows = Object.keys(runtimes).map(name => {
    const version = runs.get(name)?.version ?? 'did not run'
    return `${name.padEnd(26)}${version.padEnd(16)}${passed.get(name) ?? 0} of ${scenario.length} steps`
  })
  console.log(['', ...rows, ''].join('\n'))
})

describe.each(Object.entries(runtimes))('%s', (name, runtime) => {
  let run: ScenarioRun
  beforeAll(async () => {
    run = await runScenario(runtime)
    runs.set(name, run)
  })

  test.each(scenario)('$name', step => {
    const { expect: expected, asked, left = step.given ?? {} } = { ...step, ...step.on?.[name] }
    expect(run.results[step.name]).toEqual(matching(expected))
    expect(run.reports[step.name]).toMatchObject({ asked, left })
    passed.set(name, (passed.get(name) ?? 0) + 1)
  })

  test('prints no token and no value that was sent', () => {
    const { printed, secrets } = run
    expect(printed).toContain('UnauthorizedError')
    expect(printed).not.toContain('marker-of')
    expect(secrets.filter(secret => printed.includes(secret))).toEqual([])
  })
})

test('Chromium asked each deployment, which is another origin, before it sent anything', () => {
  const reports = Object.values(runs.get('Chromium')?.reports ?? {})
  expect(reports.map(({ preflights }) => preflights > 0)).toEqual(
    scenario.map(({ asked }) => asked.length > 0),
  )
})

/** What the fake deployment of a step was asked, and holds in the end. */
interface Report {
  readonly asked: readonly string[]
  readonly preflights: number
  readonly left: Readonly<Record<string, string>>
}

/** What a runtime made of the scenario, and what the deployments saw of it. */
interface ScenarioRun extends Run {
  readonly reports: Readonly<Record<string, Report>>
  readonly secrets: readonly string[]
}

/** Runs the scenario against fakes that another process serves. */
async function runScenario(runtime: Runtime): Promise<ScenarioRun> {
  const fakes = spawn(process.execPath, ['fakes.mjs', JSON.stringify(scenario)], {
    cwd: project.folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(fakes.stdout)
  try {
    const [addresses] = await once(lines, 'line')
    const places: Record<string, Pick<Task, 'url' | 'token' | 'arrived'>> = JSON.parse(addresses)
    const nowhere = { url: '', token: '', arrived: '' }
    const tasks = scenario.map(({ name, when }) => ({ name, when, ...nowhere, ...places[name] }))
    const run = await runtime(project, tasks)
    fakes.stdin.end()
    const [reports] = await once(lines, 'line')
    const secrets = tasks.map(({ token }) => token.slice(token.indexOf('|') + 1))
    return { ...run, reports: JSON.parse(reports), secrets }
  } finally {
    fakes.kill()
  }
}

/** Errors have more fields than a step is about. */
function matching(expected: Step['expect']): unknown {
  return 'error' in expected ? { error: expect.objectContaining(expected.error) } : expected
}
