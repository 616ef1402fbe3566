/** The action as the runner starts it: by a shell, in a process, whose command is a process of the published package. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pullRequest } from './event.js'
import { serveGitHub } from './github.js'
import { GIVEN, projectOfProcesses } from './project.js'
import { BIN, readAction } from './runner.js'

const PLAN = { mode: 'plan', source: 'app.env', expect: 'dev' }

test('a plan ends with 0 and writes outputs, a summary and nothing of its own into the log', async () => {
  const { run, variables } = await projectOfProcesses()
  const { code, log, outputs, summary } = await run(PLAN)
  expect(code).toBe(0)
  expect(log).toMatch(/^::stop-commands::(\S+)\n::\1::\n/)
  expect(log).not.toContain('::error::')
  expect(outputs).toMatchObject({ changed: 'true', created: '["GREETING"]', updated: '["LOG_LEVEL"]' })
  expect(summary).toContain('~~~diff\n+ GREETING\n~ LOG_LEVEL\n~~~')
  expect(variables()).toEqual(GIVEN)
})

test('a plan that was reviewed is applied by a process of its own, from the `working-directory`', async () => {
  const { run, variables, workspace } = await projectOfProcesses()
  await workspace.write('app/own.yaml', 'version: 1\nenvironment: { OWN: one, OLD_FLAG: null }\n')
  const inputs = { config: 'own.yaml', expect: 'dev', plan: 'plan.json', 'working-directory': 'app' }
  expect(await run({ ...inputs, mode: 'plan' })).toMatchObject({ code: 0 })
  expect(await workspace.files('app')).toContainEqual(expect.stringMatching(/app.plan\.json$/))
  const applied = await run({ ...inputs, mode: 'apply' })
  expect(applied).toMatchObject({ code: 0, outputs: { created: '["OWN"]', deleted: '["OLD_FLAG"]' } })
  expect(variables()).toEqual({ LOG_LEVEL: 'debug', OTHER: 'kept', OWN: 'one' })
})

test('the exit code is that of the command, such as 4 for another deployment than the expected one', async () => {
  const { run, variables } = await projectOfProcesses({ type: 'prod' })
  expect(await run({ ...PLAN, mode: 'apply', unreviewed: 'true' })).toMatchObject({
    code: 4,
    log: expect.stringMatching(/^::error::Expected dev, but this is happy-otter-123 \(prod\)/m),
    summary: expect.stringContaining('Expected dev'),
  })
  expect(variables()).toEqual(GIVEN)
})

test('a command that a signal ends, and that printed nothing, is a failure', async () => {
  const { run, workspace } = await projectOfProcesses()
  await workspace.write(BIN, "process.kill(process.pid, 'SIGKILL')\n")
  expect(await run(PLAN)).toMatchObject({
    code: 1,
    log: expect.stringContaining('::error::The command ended without a result: see the log.'),
    outputs: { changed: '' },
  })
})

test('what the command prints gives the runner no orders', async () => {
  const { run } = await projectOfProcesses()
  const { log } = await run({ ...PLAN, source: '::warning::no such file' })
  const [, pause] = /^::stop-commands::(\S+)\n/m.exec(log) ?? []
  expect(log).toContain(`::${pause}::`)
  expect(log.match(/^::(?!stop-commands).*$/gm)).toEqual([
    `::${pause}::`,
    expect.stringMatching(/^::error::/),
  ])
})

const HOSTILE = '"$(touch ran) `touch ran`"; touch ran #'

test('no input reaches the shell of action.yml', async () => {
  const { run, workspace } = await projectOfProcesses()
  const { inputs } = await readAction()
  const names = Object.keys(inputs).filter(name => name !== 'working-directory')
  expect(await run(Object.fromEntries(names.map(name => [name, HOSTILE])))).toMatchObject({ code: 64 })
  expect(await workspace.files('.')).not.toContainEqual(expect.stringMatching(/\bran$/))
})

// All inputs that are an argument of the command, and that may be any text.
test.each<[what: string, inputs: Record<string, string>]>([
  ['source and only', { source: HOSTILE, only: HOSTILE }],
  ['config and plan', { source: '', config: HOSTILE, plan: HOSTILE }],
  ['project and where', { project: 'a/$(>ran)', where: `type=${HOSTILE}` }],
])('%s reach no shell on the way to the command', async (_, inputs) => {
  const { run, workspace } = await projectOfProcesses()
  if (inputs.project !== undefined) {
    delete workspace.environment.CONVEX_DEPLOY_KEY
    workspace.environment.CONVEX_ACCESS_TOKEN = 'marker-of-a-token'
  }
  const { log } = await run({ ...PLAN, ...inputs })
  expect(log).toMatch(/^::stop-commands::/)
  expect(await workspace.files('.')).not.toContainEqual(expect.stringMatching(/\bran$/))
})

test('the token goes to the API, and neither to the command nor into anything that is shown', async () => {
  const { run, workspace } = await projectOfProcesses()
  const github = await serveGitHub()
  workspace.environment.GITHUB_TOKEN = github.token
  workspace.environment.GH_TOKEN = github.token
  workspace.environment.UNDER_ANOTHER_NAME = `token ${github.token}`
  const command = await workspace.read(BIN)
  await workspace.write(
    BIN,
    command.replace(
      /^#!.*\n/,
      "import { writeFileSync } from 'node:fs'\nwriteFileSync('seen.json', JSON.stringify(process.env))\n",
    ),
  )
  const told = await run(PLAN, { ...pullRequest(), github })
  expect(told.code).toBe(0)
  expect(github.received.map(({ authorization }) => authorization)).toContain(`Bearer ${github.token}`)
  const seen = await workspace.read('seen.json')
  expect(seen).toContain('CONVEX_DEPLOY_KEY')
  expect(seen).not.toContain('marker-of-the-token')
  expect(seen).not.toContain('INPUT_')
  expect(JSON.stringify([told, github.comments])).not.toContain('marker-of-the-token')
  expect(JSON.stringify(workspace.fake.requests)).not.toContain('marker-of-the-token')
})

test('the token and the inputs are gone before anything of the workspace runs in the process of the action', async () => {
  const { run, workspace } = await projectOfProcesses()
  const github = await serveGitHub()
  workspace.environment.GITHUB_TOKEN = github.token
  workspace.environment.UNDER_ANOTHER_NAME = `token ${github.token}`
  await rm(join(workspace.folder, 'node_modules'), { recursive: true })
  await workspace.write(
    '.pnp.cjs',
    "require('node:fs').writeFileSync('seen.json', JSON.stringify(process.env))\n",
  )
  const told = await run(PLAN, { ...pullRequest(), github })
  expect(told).toMatchObject({ code: 64, log: expect.stringContaining('is no dependency of') })
  const seen = await workspace.read('seen.json')
  expect(seen).toContain('CONVEX_DEPLOY_KEY')
  expect(seen).not.toContain('marker-of-the-token')
  expect(seen).not.toContain('INPUT_')
})
