import { expect, test } from 'vitest'
import { type Event, PUSH } from './event.js'
import { CONFIG, GIVEN, project } from './project.js'

const OWN = { config: 'deployment.yaml', expect: 'dev', plan: 'plan.json' }
const PLAN = { ...OWN, mode: 'plan' }
const APPLY = { ...OWN, mode: 'apply' }
const APPLIED = { LOG_LEVEL: 'info', OTHER: 'kept', GREETING: 'marker-of-a-value' }

test('a plan is applied by the next job of a run, and again without effect', async () => {
  const { run, variables } = await project()
  expect(await run(PLAN)).toMatchObject({ code: 0 })
  expect(variables()).toEqual(GIVEN)
  const { code, summary, outputs } = await run(APPLY)
  expect({ code, ...outputs }).toMatchObject({ code: 0, changed: 'true', deleted: '["OLD_FLAG"]' })
  expect(summary).toContain('Applied: 1 created, 1 changed, 1 removed.')
  expect(variables()).toEqual(APPLIED)
  expect((await run(APPLY)).summary).toContain('Nothing was left to change.')
})

test('a plan of production is applied, as whoever approved it has seen its name', async () => {
  const { run, variables } = await project({ type: 'prod' })
  await run({ ...PLAN, expect: 'prod' })
  expect(await run({ ...APPLY, expect: 'prod' })).toMatchObject({ code: 0 })
  expect(variables()).toEqual(APPLIED)
})

test('a plan from sources is applied within the same names', async () => {
  const { run, variables, workspace } = await project({ file: 'OLD_KEPT=1\nGREETING=left-out\n' })
  const { environment } = workspace
  environment.CONVEX_PLAN_KEY = '0123456789abcdef'.repeat(4)
  const inputs = { source: 'app.env', expect: 'dev', plan: 'plan.json', prune: 'true', only: 'OLD_*' }
  await run({ ...inputs, mode: 'plan' })
  expect(await run({ ...inputs, mode: 'apply' })).toMatchObject({ code: 0 })
  expect(variables()).toEqual({ LOG_LEVEL: 'debug', OTHER: 'kept', OLD_KEPT: '1' })
})

test('the file of a plan holds no value and no key', async () => {
  const { run, workspace } = await project()
  await run(PLAN)
  const text = await workspace.read('plan.json')
  expect(text).toContain('GREETING')
  expect(text).not.toContain('marker-of')
  expect(text).not.toContain(workspace.fake.token.slice(-32))
})

test('an empty plan is one, too, and changes nothing afterwards', async () => {
  const { run, workspace, variables } = await project()
  await workspace.write('deployment.yaml', 'version: 1\nenvironment: { LOG_LEVEL: debug }\n')
  await run(PLAN)
  workspace.fake.state.environmentVariables.set('LOG_LEVEL', 'changed')
  expect(await run(APPLY)).toMatchObject({ code: 0, summary: expect.stringContaining('Nothing to change.') })
  expect(variables()).toMatchObject({ LOG_LEVEL: 'changed' })
})

type Project = Awaited<ReturnType<typeof project>>

/** Plans, lets something move, and applies. */
async function moved(move: (own: Project) => unknown, inputs: Record<string, string> = {}, event?: Event) {
  const own = await project()
  await own.run(PLAN)
  await move(own)
  return refused(own, inputs, event)
}

/** Applies a plan, which changes nothing. */
async function refused(own: Project, inputs: Record<string, string>, event?: Event) {
  const before = own.variables()
  const result = await own.run({ ...APPLY, ...inputs }, event)
  expect(own.variables()).toEqual(before)
  expect(result.summary).toMatch(/Something moved since the plan|Refused|Failed/)
  expect(result.log).toMatch(/^::error::.+/m)
  return result
}

test('a variable that somebody changed since is named', async () => {
  const { code, summary } = await moved(({ workspace }) =>
    workspace.fake.state.environmentVariables.set('LOG_LEVEL', 'by hand'),
  )
  expect({ code, summary }).toMatchObject({ code: 3, summary: expect.stringContaining('LOG_LEVEL') })
})

test('a config that changed since is named', async () => {
  const { code, log } = await moved(({ workspace }) =>
    workspace.write('deployment.yaml', `${CONFIG}  MORE: value\n`),
  )
  expect({ code, log }).toMatchObject({
    code: 3,
    log: expect.stringContaining('the content of "deployment.yaml" changed'),
  })
})

test('line ends of another system are no change', async () => {
  const { run, workspace } = await project()
  await run(PLAN)
  await workspace.write('deployment.yaml', CONFIG.replaceAll('\n', '\r\n'))
  expect(await run(APPLY)).toMatchObject({ code: 0 })
})

test('a file that the config refers to, and that changed since, stops the apply', async () => {
  const { run, workspace, variables } = await project()
  await workspace.write(
    'deployment.yaml',
    'version: 1\nsources: { app: { file: app.env } }\nenvironmentFrom: [app]\n',
  )
  await run(PLAN)
  await workspace.write('app.env', 'LOG_LEVEL=warn\n')
  expect(await run(APPLY)).toMatchObject({ code: 64, log: expect.stringContaining('Make a new plan') })
  expect(variables()).toEqual(GIVEN)
})

test.each<[what: string, inputs: Record<string, string>, event: Event, says: string]>([
  ['another config', { config: 'other.yaml' }, PUSH, 'config was "deployment.yaml" and is "other.yaml"'],
  [
    'another repository',
    {},
    { ...PUSH, repository: 'otters/lake' },
    'repository was "otters/pond" and is "otters/lake"',
  ],
  ['a source', { config: '', source: 'app.env' }, PUSH, 'config was "deployment.yaml" and is not given'],
])('a plan is for its own repository and files: %s is told', async (_, inputs, event, says) => {
  const { code, log } = await moved(({ workspace }) => workspace.write('other.yaml', CONFIG), inputs, event)
  expect({ code, log }).toMatchObject({ code: 3, log: expect.stringContaining(says) })
})

test('a plan that was changed is refused, and so is one of another key', async () => {
  const changed = await moved(async ({ workspace }) => {
    const text = await workspace.read('plan.json')
    await workspace.write('plan.json', text.replace('GREETING', 'SOMETHING'))
  })
  expect(changed).toMatchObject({
    code: 4,
    log: expect.stringContaining('The plan was changed after it was made'),
  })
  const other = await moved(({ workspace }) => {
    const token = `dev:happy-otter-123|${'c'.repeat(64)}`
    workspace.fake.state.keys.push({ token })
    workspace.environment.CONVEX_DEPLOY_KEY = token
  })
  expect(other).toMatchObject({ code: 4, log: expect.stringContaining('the same CONVEX_PLAN_KEY') })
})

test('with CONVEX_PLAN_KEY the two jobs may have keys of their own', async () => {
  const { run, workspace } = await project()
  workspace.environment.CONVEX_PLAN_KEY = '0123456789abcdef'.repeat(4)
  await run(PLAN)
  const token = `dev:happy-otter-123|${'c'.repeat(64)}`
  workspace.fake.state.keys.push({ token })
  workspace.environment.CONVEX_DEPLOY_KEY = token
  expect(await run(APPLY)).toMatchObject({ code: 0 })
})

test.each([
  ['a file that is not there', 'none.json', 'names no file that this action wrote'],
  ['a file of something else', 'deployment.yaml', 'names no file that this action wrote'],
  ['a file outside of the workspace', '../plan.json', 'in the workspace or in `runner.temp`'],
])('%s is no plan', async (_, plan, says) => {
  const { code, log } = await refused(await project(), { plan })
  expect({ code, log }).toMatchObject({ code: 64, log: expect.stringContaining(says) })
})

test('a plan replaces no file', async () => {
  const { run, workspace } = await project()
  expect(await run({ ...PLAN, plan: 'app.env' })).toMatchObject({
    code: 64,
    log: expect.stringContaining('`plan` names a file that exists'),
  })
  expect(await workspace.read('app.env')).toContain('GREETING')
})

test('a plan with problems is not written', async () => {
  const { run, workspace } = await project()
  await workspace.write('deployment.yaml', 'version: 1\nenvironment: { A: "" }\n')
  expect(await run(PLAN)).not.toMatchObject({ code: 0 })
  expect(await workspace.files('.')).not.toContainEqual(expect.stringMatching(/plan\.json$/))
})
