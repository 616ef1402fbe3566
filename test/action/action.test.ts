import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answers } from 'convex-deployment/fake'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { workspaceOnCloud, workspaceWithFake } from '../cli/support/workspace.js'
import { installPackage, readAction, runAction } from './runner.js'

const GIVEN = { LOG_LEVEL: 'debug', OLD_FLAG: 'on', OTHER: 'kept' }
const FILE = 'LOG_LEVEL=info\nGREETING=marker-of-a-value\n'

/** A project on the runner, with the package and a source, and a deployment in its environment. */
async function project(options: { type?: 'prod' | 'dev'; file?: string } = {}) {
  const { type = 'dev', file = FILE } = options
  const workspace = await workspaceOnCloud({ deploymentType: type, environmentVariables: GIVEN })
  await installPackage(workspace)
  await workspace.write('app.env', file)
  const variables = () => Object.fromEntries(workspace.fake.state.environmentVariables)
  return { workspace, variables, run: (inputs: Record<string, string>) => runAction(workspace, inputs) }
}

test('a plan shows the names of what would change, and writes nothing', async () => {
  const { run, variables } = await project()
  const { code, outputs, summary } = await run({ mode: 'plan', source: 'app.env', expect: 'dev' })
  expect(code).toBe(0)
  expect(outputs).toEqual({
    changed: 'true',
    created: '["GREETING"]',
    updated: '["LOG_LEVEL"]',
    deleted: '[]',
  })
  expect(summary).toBe(`### happy-otter-123: plan

| change | variable |
| --- | --- |
| create | \`GREETING\` |
| update | \`LOG_LEVEL\` |
`)
  expect(variables()).toEqual(GIVEN)
})

test('an apply changes the deployment; a second one has nothing to change', async () => {
  const { run, variables } = await project()
  const inputs = { mode: 'apply', source: 'app.env', expect: 'dev' }
  expect((await run(inputs)).summary).toContain('### happy-otter-123: apply\n')
  expect(variables()).toEqual({ ...GIVEN, LOG_LEVEL: 'info', GREETING: 'marker-of-a-value' })
  const { code, outputs, summary } = await run(inputs)
  expect({ code, ...outputs }).toEqual({
    code: 0,
    changed: 'false',
    created: '[]',
    updated: '[]',
    deleted: '[]',
  })
  expect(summary).toContain('Nothing to change.')
})

test('pruning removes what `only` names and the source has not', async () => {
  const { run, variables } = await project({ file: 'OLD_KEPT=1\n' })
  const inputs = { mode: 'apply', source: 'app.env', expect: 'dev', prune: 'true', only: 'OLD_*' }
  expect((await run(inputs)).outputs).toMatchObject({ created: '["OLD_KEPT"]', deleted: '["OLD_FLAG"]' })
  expect(variables()).toEqual({ LOG_LEVEL: 'debug', OTHER: 'kept', OLD_KEPT: '1' })
})

test('several sources stand on lines of their own', async () => {
  const { run, workspace } = await project()
  await workspace.write('own file.env', 'SECOND=2\n')
  const { outputs } = await run({ mode: 'plan', source: 'app.env\n  own file.env\n', expect: 'dev' })
  expect(outputs).toMatchObject({ created: '["GREETING","SECOND"]' })
})

test('production is applied to by its name, and by nothing less', async () => {
  const { run, variables } = await project({ type: 'prod' })
  const refused = await run({ mode: 'apply', source: 'app.env', expect: 'prod' })
  expect(refused).toMatchObject({ code: 4, outputs: { changed: '' } })
  expect(refused.summary).toContain('Refused.')
  expect(refused.summary).toContain('--confirm happy-otter-123')
  expect(variables()).toEqual(GIVEN)
  const done = await run({ mode: 'apply', source: 'app.env', expect: 'happy-otter-123' })
  expect(done).toMatchObject({ code: 0, outputs: { changed: 'true' } })
})

test('another deployment than the expected one is left alone', async () => {
  const { run, variables } = await project({ type: 'prod' })
  const { code, summary } = await run({ mode: 'apply', source: 'app.env', expect: 'dev' })
  expect(code).toBe(4)
  expect(summary).toContain('Expected dev')
  expect(variables()).toEqual(GIVEN)
})

test.each([
  ['a mode that is none', { mode: 'destroy' }, '`mode`'],
  ['no expectation', { expect: '' }, '`expect`'],
  ['a `prune` that is neither', { prune: 'yes' }, '`prune`'],
  ['no source', { source: ' \n' }, '`source`'],
])('%s is refused, and nothing is asked', async (_, inputs, named) => {
  const { run, workspace } = await project()
  const { code, log } = await run({ mode: 'apply', source: 'app.env', expect: 'dev', ...inputs })
  expect(code).toBe(64)
  expect(log).toContain(`::error::${named}`)
  expect(workspace.fake.requests).toEqual([])
})

test('pruning without names is refused by the command', async () => {
  const { run } = await project()
  const { code, log, summary } = await run({ mode: 'plan', source: 'app.env', expect: 'dev', prune: 'true' })
  expect(code).toBe(64)
  expect(log).toContain('--prune goes with --only')
  expect(summary).toContain('Failed.')
})

// `mode` and `prune` are refused before the command gets the others, so each has a run of its own.
test.each([[['source', 'expect', 'only']], [['mode']], [['prune']]])('%j reach no shell', async inputs => {
  const { run, workspace } = await project()
  const hostile = Object.fromEntries(inputs.map(input => [input, '"; touch ran; $(touch ran) `touch ran` #']))
  const { code } = await run({ mode: 'plan', source: 'app.env', expect: 'dev', ...hostile })
  expect(code).not.toBe(0)
  expect(await workspace.files('.')).not.toContainEqual(expect.stringMatching(/\bran$/))
})

test('no key and no value shows in the log, the summary or the outputs', async () => {
  const { run, workspace } = await project()
  const told = JSON.stringify(await run({ mode: 'apply', source: 'app.env', expect: 'dev' }))
  expect(told).toContain('GREETING')
  expect(told).not.toContain('marker-of')
  expect(told).not.toContain(workspace.fake.token.slice(-32))
})

test('what the command prints gives the runner no orders', async () => {
  const { run } = await project()
  const { log } = await run({ mode: 'plan', source: '::warning::no such file', expect: 'dev' })
  const [, pause] = /^::stop-commands::(\S+)\n/.exec(log) ?? []
  expect(log).toContain(`::${pause}::`)
})

test('a project without the package is told to install it, and no registry is asked', async () => {
  const workspace = await workspaceWithFake()
  await workspace.write('app.env', FILE)
  const { code, log } = await runAction(workspace, { mode: 'plan', source: 'app.env', expect: 'local' })
  expect(code).toBe(64)
  expect(log).toMatch(/^::error::convex-deployment is not installed .*npm ci/)
})

test('`working-directory` is where the source and the project are', async () => {
  const { run, workspace } = await project()
  await mkdir(join(workspace.folder, 'app'))
  await workspace.write('app/own.env', 'OWN=1\n')
  const inputs = { mode: 'plan', source: 'own.env', expect: 'dev', 'working-directory': 'app' }
  expect((await run(inputs)).outputs).toMatchObject({ created: '["OWN"]' })
})

test('where the answer to an apply is lost, no output claims anything', async () => {
  const { run, workspace } = await project()
  const lost = { kind: 'reset', when: 'after' } as const
  workspace.fake.faults.add(lost, { operation: 'updateEnvironmentVariables' })
  workspace.fake.faults.add(answers.unknownDeployment, { operation: 'listEnvironmentVariables', from: 3 })
  const { code, outputs, summary } = await run({ mode: 'apply', source: 'app.env', expect: 'dev' })
  expect({ code, changed: outputs.changed }).toEqual({ code: 1, changed: '' })
  expect(summary).toContain('Failed.')
})

test('action.yml: no expression stands in a script', async () => {
  const { runs } = await readAction()
  expect(runs.steps.map(({ run }) => run).join()).not.toContain('${{')
})

test('action.yml: every input is handed on', async () => {
  const { inputs, runs } = await readAction()
  const handed = JSON.stringify(runs.steps)
  expect(Object.keys(inputs).filter(name => !handed.includes(`inputs.${name} `))).toEqual([])
})

test("the guide's workflows use inputs and outputs that the action has", async () => {
  const { inputs, outputs } = await readAction()
  const page = await readFile('docs/guide/recipe-github-actions.md', 'utf8')
  const workflows = Array.from(page.matchAll(/```yaml[^\n]*\n(.*?)```/gs), ([, text = '']) => parse(text))
  const steps = workflows.flatMap(({ jobs }) =>
    Object.values<{ steps: GuideStep[] }>(jobs).flatMap(job => job.steps),
  )
  const ours = steps.filter(({ uses }) => uses?.includes('convex-deployment@'))
  expect(ours.length).toBeGreaterThan(1)
  for (const step of ours) {
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)))
    const required = Object.keys(inputs).filter(name => inputs[name]?.required)
    expect(Object.keys(step.with)).toEqual(expect.arrayContaining(required))
  }
  const used = Array.from(page.matchAll(/steps\.\w+\.outputs\.(\w+)/g), ([, name]) => name)
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(used))
})

interface GuideStep {
  readonly uses?: string
  readonly with: Readonly<Record<string, string>>
}
