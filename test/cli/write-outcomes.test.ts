import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { run as runMain } from '../../src/cli/main.js'
import { answers, type Fault } from '../../src/fake/index.js'
import { writesOf } from './support/fleet.js'
import { workspaceWithFake } from './support/workspace.js'

/** A workspace in which `A` is to become `after`. */
async function workspaceWithChange() {
  const workspace = await workspaceWithFake({ environmentVariables: { A: 'before' } })
  await workspace.write('app.env', 'A=after\n')
  return workspace
}

const APPLY = ['env', 'apply', 'app.env', '--yes', '--json']

describe('a write that the deployment refuses exits 1, and nothing was written', () => {
  test.each<[code: string, setUp: (workspace: Awaited<ReturnType<typeof workspaceWithChange>>) => void]>([
    [
      'InvalidEnvironmentVariable',
      ({ fake }) => fake.state.declaredVariables.set('A', { pattern: 'before|other' }),
    ],
    ['AuthConfigMissingEnvironmentVariable', ({ fake }) => fake.state.authConfigVariables.push('ISSUER')],
    ['EnvVarLimitMet', ({ fake }) => fake.faults.add(veto('EnvVarLimitMet'), UPDATE)],
    ['EnvVarTotalSizeLimitMet', ({ fake }) => fake.faults.add(veto('EnvVarTotalSizeLimitMet'), UPDATE)],
    [
      'OperationNotPermitted',
      ({ fake }) => fake.state.keys.splice(0, 1, { token: fake.token, permissions: 'read-only' }),
    ],
  ])('%s', async (veto, setUp) => {
    const workspace = await workspaceWithChange()
    setUp(workspace)
    const { code, stderr, json } = await workspace.run(APPLY)
    expect(code).toBe(1)
    expect(stderr).toContain('Error: ')
    expect(stderr).toContain('Nothing was written.')
    expect(json()).toMatchObject({ error: { code: veto, exitCode: 1, written: 'nothing' } })
    expect(workspace.fake.state.environmentVariables).toEqual(new Map([['A', 'before']]))
  })

  test('RequiredEnvironmentVariable', async () => {
    const { fake, run } = await workspaceWithChange()
    fake.state.declaredVariables.set('A', { required: true })
    const { code, stderr } = await run(['env', 'unset', 'A', '--yes'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/The app requires these variables: A\. Nothing was written\.\n$/)
    expect(fake.state.environmentVariables.size).toBe(1)
  })
})

test('a write that the deployment accepts, and that reading back does not show, exits 1', async () => {
  const { fake, run } = await workspaceWithChange()
  const lost: Fault = { kind: 'answer', status: 200, body: '' }
  fake.faults.add(lost, { ...UPDATE, times: 9 })
  const { code, json, stderr } = await run(APPLY)
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The deployment accepted, but reading back did not show: A.'),
  })
  expect(json()).toMatchObject({ deployments: [{ status: 'applied', unverified: ['A'] }] })
  expect(await run(['env', 'unset', 'A', '--yes'])).toMatchObject({ code: 1 })
})

test('what fails once a write has come back is not told of as nothing written', async () => {
  const { environment, fake, folder } = await workspaceWithChange()
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const [printed, said] = [text(stdout), text(stderr)]
  vi.spyOn(stdout, 'write').mockImplementationOnce(() => {
    throw new RangeError('Invalid string length')
  })
  const host = { environment, folder, stdin: Readable.from([]), stdout, stderr }
  expect(await runMain(APPLY, host)).toBe(1)
  for (const stream of [stdout, stderr]) stream.end()
  expect(fake.state.environmentVariables.get('A')).toBe('after')
  expect(await said).toMatch(/Error: Invalid string length\n$/)
  expect(JSON.parse(await printed)).toMatchObject({ error: { written: 'unknown' } })
})

describe('if the response to a write is lost', () => {
  test.each<[what: string, fault: Fault]>([
    ['breaks', { kind: 'reset', when: 'after' }],
    ['breaks off', { kind: 'truncate' }],
  ])('it exits 0 if reading back shows the change: the response %s', async (_, fault) => {
    const { fake, run } = await workspaceWithChange()
    fake.faults.add(fault, UPDATE)
    const { code, json } = await run(APPLY)
    expect(code).toBe(0)
    expect(json()).toMatchObject({ deployments: [{ status: 'applied', unverified: [] }] })
    expect(fake.state.environmentVariables.get('A')).toBe('after')
  })

  test('it exits 0 if reading back shows the change: the response never ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { fake, run } = await workspaceWithChange()
    fake.faults.add({ kind: 'stall' }, UPDATE)
    const ended = run(APPLY)
    await vi.waitFor(() => expect(writesOf(fake)).toHaveLength(1), { timeout: 100_000 })
    vi.advanceTimersByTime(30_000)
    const { code, json } = await ended
    expect(code).toBe(0)
    expect(json()).toMatchObject({ deployments: [{ status: 'applied', unverified: [] }] })
    expect(fake.state.environmentVariables.get('A')).toBe('after')
  })

  test.each<[what: string, fault: Fault]>([
    ['the connection breaks', { kind: 'reset', when: 'before' }],
    ['a gateway times out', answers.badGateway],
  ])('it exits 1 and says that the change may still land if it does not: %s', async (_, fault) => {
    const { fake, run } = await workspaceWithChange()
    fake.faults.add(fault, UPDATE)
    const { code, stderr, json } = await run(APPLY)
    expect(code).toBe(1)
    expect(stderr).toContain('The response was lost and the change does not show so far. It may still land')
    expect(stderr).not.toContain('Nothing was written')
    expect(json()).toMatchObject({ error: { name: 'UnconfirmedError', exitCode: 1, written: 'unknown' } })
    expect(fake.requests.filter(({ operation }) => operation === 'updateEnvironmentVariables')).toHaveLength(
      1,
    )
  })

  test('it names a variable that changed in the meantime', async () => {
    const { fake, run } = await workspaceWithChange()
    fake.faults.add({ kind: 'reset', when: 'before' }, UPDATE)
    const moved = { ...answers.failure, status: 200, body: '{"environmentVariables":{"A":"moved"}}' }
    fake.faults.add(moved, { operation: 'listEnvironmentVariables', from: 3 })
    const { code, stderr, json } = await run(APPLY)
    expect(code).toBe(1)
    expect(stderr).toContain('A changed meanwhile, and it is unknown if the plan was applied before that.')
    expect(json()).toMatchObject({ error: { written: 'unknown', status: 'moved', names: ['A'] } })
  })
})

test('a key that the deployment does not know exits 1', async () => {
  const { environment, run } = await workspaceWithChange()
  environment.CONVEX_SELF_HOSTED_ADMIN_KEY = 'happy-otter-123|wrong'
  const { code, stdout, json, stderr } = await run(['env', 'list', '--json'])
  expect(code).toBe(1)
  expect(stdout + stderr).not.toContain('wrong')
  expect(stderr).toContain(
    '401 BadAdminKey: The key is not valid for this deployment. Use a valid key of this deployment.\n',
  )
  expect(json()).toMatchObject({ error: { code: 'BadAdminKey', status: 401, written: 'nothing' }, next: [] })
})

test('--exit-code exits 2 if there are changes, and only then', async () => {
  const { fake, run } = await workspaceWithChange()
  expect(await run(['env', 'plan', 'app.env'])).toMatchObject({ code: 0 })
  expect(await run(['env', 'plan', 'app.env', '--exit-code'])).toMatchObject({
    code: 2,
    stdout: expect.stringMatching(
      /^~ A {2}6→5 B {2}[0-9a-f]{4}→[0-9a-f]{4}\nPlan: 0 to create, 1 to change, 0 to remove\.\n$/,
    ),
  })
  fake.state.environmentVariables.set('A', 'after')
  expect(await run(['env', 'plan', 'app.env', '--exit-code'])).toMatchObject({ code: 0 })
})

const UPDATE = { operation: 'updateEnvironmentVariables' } as const

function veto(code: string): Fault {
  return { ...answers.failure, status: 400, body: JSON.stringify({ code, message: 'Too much.' }) }
}
