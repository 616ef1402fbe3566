import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { answers } from 'convex-deployment/fake'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ended } from '../cli/support/run.js'
import { cloudRoutes, createWorkspace, serveFake } from '../cli/support/workspace.js'

const tsx = createRequire(import.meta.url).resolve('tsx/cli')
// Without the repository's path mapping: the examples import the built package, as a user's do.
const CONFIG = ['--tsconfig', resolve('tsconfig.build.json')]

let project: string
/** A user's project: the package installed, and the examples as JavaScript, which starts faster than by tsx. */
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'examples-'))
  await mkdir(join(project, 'node_modules'))
  await symlink(resolve('.'), join(project, 'node_modules/convex-deployment'))
  await cp('examples/app.env', join(project, 'app.env'))
  await build({
    entryPoints: ['examples/*.ts'],
    outdir: project,
    outExtension: { '.js': '.mjs' },
    tsconfigRaw: '{}',
  })
})
afterAll(() => rm(project, { recursive: true, force: true }))

/** Runs an example as its first lines say. */
function runByTsx(args: readonly string[]) {
  const env = { PATH: process.env.PATH ?? '' }
  return ended(spawn(process.execPath, [tsx, ...CONFIG, ...args], { cwd: 'examples', env }))
}

/** Runs an example in the project. */
function run(
  [name, ...args]: readonly [name: string, ...args: string[]],
  environment: Record<string, string>,
) {
  const env = { PATH: process.env.PATH ?? '', ...environment }
  return ended(spawn(process.execPath, [`${name}.mjs`, ...args], { cwd: project, env }))
}

test('first-steps: needs nothing, and shows no value', async () => {
  const { code, stdout } = await runByTsx(['first-steps.ts'])
  expect(code).toBe(0)
  expect(stdout).toMatch(
    / \+ GREETING .*\n .*~ LOG_LEVEL .*\n .*\+ SIGNING_KEY .*\n .*To remove:\n .*- OLD_FLAG .*\n/,
  )
  expect(stdout).toContain('Plan: 2 to create, 1 to change, 1 to remove.')
  expect(stdout).toMatch(/UnauthorizedError .*rejected.*InvalidInputError .*not-sent.*Done\./s)
  expect(stdout).not.toMatch(/Hello, otters|line one|no message shows/)
})

test('copy-variables: copies what differs, and leaves alone what only the target has', async () => {
  const source = await serveFake({ name: 'live-otter-1', environmentVariables: { A: '1', B: 'two\nlines' } })
  const target = await serveFake({ name: 'dev-otter-2', environmentVariables: { A: 'old', OWN: 'kept' } })
  const { code, stdout } = await run(['copy-variables'], {
    SOURCE_DEPLOY_KEY: source.token,
    TARGET_DEPLOY_KEY: target.token,
    ...cloudRoutes({ 'live-otter-1': source, 'dev-otter-2': target }),
  })
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'update A\ncreate B\nlive-otter-1 → dev-otter-2: applied\n',
  })
  expect(Object.fromEntries(target.state.environmentVariables)).toEqual({
    A: '1',
    B: 'two\nlines',
    OWN: 'kept',
  })
})

test('rotate-secret: gives every deployment the same new secret, and keeps the one before', async () => {
  const one = await serveFake({ name: 'otter-1', environmentVariables: { WEBHOOK_SECRET: 'old' } })
  const two = await serveFake({ name: 'otter-2' })
  const { code, stdout } = await run(['rotate-secret'], {
    CONVEX_DEPLOY_KEYS: `${one.token},${two.token}`,
    ...cloudRoutes({ 'otter-1': one, 'otter-2': two }),
  })
  expect(code).toBe(0)
  expect(stdout.split('\n').sort()).toEqual(['', 'otter-1 applied', 'otter-2 applied'])
  const secret = one.state.environmentVariables.get('WEBHOOK_SECRET')
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(Object.fromEntries(one.state.environmentVariables)).toEqual({
    WEBHOOK_SECRET: secret,
    WEBHOOK_SECRET_BEFORE: 'old',
  })
  expect(Object.fromEntries(two.state.environmentVariables)).toEqual({ WEBHOOK_SECRET: secret })
})

test('rotate-secret: writes nothing anywhere where one deployment cannot be planned for', async () => {
  const one = await serveFake({ name: 'otter-1' })
  const two = await serveFake({ name: 'otter-2' })
  two.faults.add(answers.unknownDeployment, { operation: 'listEnvironmentVariables', from: 2 })
  const { code, stderr } = await run(['rotate-secret'], {
    CONVEX_DEPLOY_KEYS: `${one.token},${two.token}`,
    ...cloudRoutes({ 'otter-1': one, 'otter-2': two }),
  })
  expect(code).toBe(1)
  expect(stderr).toContain('Nothing was written.')
  expect(one.state.environmentVariables.size + two.state.environmentVariables.size).toBe(0)
})

test('keep-equal: sets and removes until the deployment is what the file says, and then changes nothing', async () => {
  const given = { LOG_LEVEL: 'debug', OLD: '1', STRIPE_KEY: 'kept' }
  const fake = await serveFake({ environmentVariables: given })
  const key = { CONVEX_DEPLOY_KEY: fake.token, ...cloudRoutes({ 'happy-otter-123': fake }) }
  const first = await run(['keep-equal', 'app.env'], key)
  expect(first.stdout).toMatch(/^\+ GREETING .*\n~ LOG_LEVEL .*\n\+ SIGNING_KEY .*\nTo remove:\n- OLD .*\n/)
  expect(first.stdout).toMatch(/\nPlan: 2 to create, 1 to change, 1 to remove\.\napplied\n$/)
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({
    GREETING: 'Hello, otters',
    LOG_LEVEL: 'info',
    SIGNING_KEY: 'line one\nline two',
    STRIPE_KEY: 'kept',
  })
  const second = await run(['keep-equal', 'app.env'], key)
  expect(second.stdout).toBe('= 3 unchanged, 1 left alone\nNo changes.\nunchanged\n')
})

test('keep-equal: stops at a file with a problem, and tells the line', async () => {
  const fake = await serveFake({ environmentVariables: { A: '1' } })
  const { write, folder } = await createWorkspace()
  await write('twice.env', 'A=2\nA=3\n')
  const { code, stderr } = await run(['keep-equal', `${folder}/twice.env`], {
    CONVEX_DEPLOY_KEY: fake.token,
    ...cloudRoutes({ 'happy-otter-123': fake }),
  })
  expect(code).toBe(1)
  expect(stderr).toContain('twice.env:2: duplicate')
  expect(fake.requests).toEqual([])
})

test('seed-deployment: waits for a new deployment, and never replaces its secret', async () => {
  const fake = await serveFake({ deploymentType: 'preview' })
  fake.faults.add(answers.unknownDeployment, { times: 2 })
  const key = { CONVEX_DEPLOY_KEY: fake.token, ...cloudRoutes({ 'happy-otter-123': fake }) }
  const first = await run(['seed-deployment'], key)
  expect(first.stdout).toBe('happy-otter-123 applied LOG_LEVEL SESSION_SECRET\n')
  const secret = fake.state.environmentVariables.get('SESSION_SECRET')
  const second = await run(['seed-deployment'], key)
  expect(second.stdout).toBe('happy-otter-123 unchanged \n')
  expect(fake.state.environmentVariables.get('SESSION_SECRET')).toBe(secret)
})

test('maintenance.test: the test of an automation passes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tests-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'node_modules'))
  await symlink(resolve('.'), join(folder, 'node_modules/convex-deployment'))
  await symlink(resolve('node_modules/vitest'), join(folder, 'node_modules/vitest'))
  await cp('examples/maintenance.test.ts', join(folder, 'maintenance.test.ts'))
  const args = [resolve('node_modules/vitest/vitest.mjs'), 'run', 'maintenance.test.ts']
  const env = { PATH: process.env.PATH ?? '', NO_COLOR: '1' }
  const { code, stdout } = await ended(spawn(process.execPath, args, { cwd: folder, env }))
  expect({ code, passed: /Tests +(\d+) passed/.exec(stdout)?.[1] }).toEqual({ code: 0, passed: '2' })
})
