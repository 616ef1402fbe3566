import { answers } from 'convex-deployment/fake'
import { expect, test } from 'vitest'
import { GIVEN, project } from './project.js'
import { readAction } from './runner.js'

const APPLY = { mode: 'apply', source: 'app.env', expect: 'dev', unreviewed: 'true' }

test('a plan shows the names of what would change, and writes nothing', async () => {
  const { run, variables } = await project()
  const { code, outputs, summary } = await run({ mode: 'plan', source: 'app.env', expect: 'dev' })
  expect(code).toBe(0)
  expect(outputs).toEqual({
    changed: 'true',
    created: '["GREETING"]',
    updated: '["LOG_LEVEL"]',
    deleted: '[]',
    missing: '[]',
  })
  expect(summary).toBe(`### \`happy-otter-123\` (\`dev\`): plan

1 to create, 1 to change, 0 to remove.

~~~diff
+ GREETING
~ LOG_LEVEL
~~~

<sub>Commit \`aaaaaaaaa\` · [run](https://github.com/otters/pond/actions/runs/100)</sub>
`)
  expect(variables()).toEqual(GIVEN)
})

test('an apply changes the deployment; a second one has nothing to change', async () => {
  const { run, variables } = await project()
  const first = await run(APPLY)
  expect(first.summary).toContain('### `happy-otter-123` (`dev`): apply\n')
  expect(first.summary).toContain('Applied: 1 created, 1 changed, 0 removed.')
  expect(variables()).toEqual({ ...GIVEN, LOG_LEVEL: 'info', GREETING: 'marker-of-a-value' })
  const { code, outputs, summary } = await run(APPLY)
  expect({ code, ...outputs }).toMatchObject({
    code: 0,
    changed: 'false',
    created: '[]',
    updated: '[]',
    deleted: '[]',
  })
  expect(summary).toContain('Nothing to change.')
})

test('a deployment file is planned and applied, with its settings', async () => {
  const { run, variables, workspace } = await project()
  await workspace.write(
    'own.yaml',
    'version: 1\nenvironment: { A: one, OLD_FLAG: null }\nlogStreams:\n  webhook: { url: "https://logs.example.com/x", format: jsonl }\n',
  )
  const inputs = { config: 'own.yaml', expect: 'dev' }
  const planned = await run({ ...inputs, mode: 'plan', plan: 'plan.json' })
  expect(planned.outputs).toMatchObject({
    created: '["A","logStreams.webhook"]',
    deleted: '["OLD_FLAG"]',
  })
  expect(planned.summary).toContain('~~~diff\n+ A\n- OLD_FLAG\n+ logStreams.webhook\n~~~')
  expect(planned.summary).not.toContain('example.com')
  const applied = await run({ ...inputs, mode: 'apply', plan: 'plan.json' })
  expect(applied).toMatchObject({ code: 0 })
  expect(variables()).toEqual({ LOG_LEVEL: 'debug', OTHER: 'kept', A: 'one' })
})

test('pruning removes what `only` names and the source has not', async () => {
  const { run, variables } = await project({ file: 'OLD_KEPT=1\n' })
  const inputs = { ...APPLY, prune: 'true', only: 'OLD_*' }
  expect((await run(inputs)).outputs).toMatchObject({ created: '["OLD_KEPT"]', deleted: '["OLD_FLAG"]' })
  expect(variables()).toEqual({ LOG_LEVEL: 'debug', OTHER: 'kept', OLD_KEPT: '1' })
})

test('write-only keys: `blind` sets without reading, and says that nothing was checked', async () => {
  const { run, variables, workspace } = await project()
  const token = `dev:happy-otter-123|${'b'.repeat(64)}`
  workspace.fake.state.keys.push({ token, permissions: ['deployment:env:write'] })
  workspace.environment.CONVEX_DEPLOY_KEY = token
  const inputs = { ...APPLY, expect: 'happy-otter-123' }
  const reading = await run(inputs)
  expect(reading).toMatchObject({ code: 1, summary: expect.stringContaining('--blind') })
  const { code, outputs, summary } = await run({ ...inputs, blind: 'true' })
  expect({ code, outputs }).toMatchObject({
    code: 0,
    outputs: { changed: 'true', created: '[]', updated: '[]', deleted: '[]' },
  })
  expect(summary).toContain('± GREETING')
  expect(summary).toContain('Not checked, as the key may not read: `GREETING`, `LOG_LEVEL`.')
  expect(variables()).toEqual({ ...GIVEN, LOG_LEVEL: 'info', GREETING: 'marker-of-a-value' })
  const pruning = await run({ ...inputs, blind: 'true', prune: 'true', only: 'OLD_*,LOG_LEVEL' })
  expect(pruning.code).toBe(64)
})

test('several sources stand on lines of their own', async () => {
  const { run, workspace } = await project()
  await workspace.write('own file.env', 'SECOND=2\n')
  const { outputs } = await run({ mode: 'plan', source: 'app.env\n  own file.env\n', expect: 'dev' })
  expect(outputs).toMatchObject({ created: '["GREETING","SECOND"]' })
})

test('production is applied to by its name, and by nothing less', async () => {
  const { run, variables } = await project({ type: 'prod' })
  const refused = await run({ ...APPLY, expect: 'prod' })
  expect(refused).toMatchObject({ code: 4, outputs: { changed: '' } })
  expect(refused.summary).toContain('Refused.')
  expect(refused.summary).toContain('--confirm happy-otter-123')
  expect(variables()).toEqual(GIVEN)
  const done = await run({ ...APPLY, expect: 'happy-otter-123' })
  expect(done).toMatchObject({ code: 0, outputs: { changed: 'true' } })
})

test('another deployment than the expected one is left alone, and a line says so', async () => {
  const { run, variables } = await project({ type: 'prod' })
  const { code, summary, log } = await run(APPLY)
  expect(code).toBe(4)
  expect(summary).toContain('Expected dev')
  expect(log).toMatch(/^::error::Expected dev, but this is happy-otter-123 \(prod\)/m)
  expect(variables()).toEqual(GIVEN)
})

test('no key and no value shows in the log, the summary or the outputs', async () => {
  const { run, workspace } = await project()
  const told = JSON.stringify(await run(APPLY))
  expect(told).toContain('GREETING')
  expect(told).not.toContain('marker-of')
  expect(told).not.toContain(workspace.fake.token.slice(-32))
})

test('where the answer to an apply is lost, no output claims anything', async () => {
  const { run, workspace } = await project()
  const lost = { kind: 'reset', when: 'after' } as const
  workspace.fake.faults.add(lost, { operation: 'updateEnvironmentVariables' })
  workspace.fake.faults.add(answers.unknownDeployment, { operation: 'listEnvironmentVariables', from: 3 })
  const { code, outputs, summary } = await run(APPLY)
  expect({ code, changed: outputs.changed }).toEqual({ code: 1, changed: '' })
  expect(workspace.fake.requests.map(({ operation }) => operation)).toContain('updateEnvironmentVariables')
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
