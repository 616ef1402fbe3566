import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { valuesOf, workspaceWithFleet } from './support/fleet.js'
import { workspaceWithFake } from './support/workspace.js'

const GOOD = { A: 'good a', B: 'good b' }
const BAD = { A: 'bad a', B: 'bad b' }
const RESTORE = ['env', 'apply', 'backup:latest', '--yes']

/** A deployment on which a change went wrong, and the backup of what was there before. */
async function workspaceWithBadChange() {
  const workspace = await workspaceWithFake({ environmentVariables: GOOD })
  await workspace.write('app.json', JSON.stringify(BAD))
  await workspace.run(['env', 'apply', 'app.json', '--yes'])
  const backups = async () => (await workspace.files('state')).sort()
  const values = () => valuesOf(workspace.fake)
  const [first = ''] = await backups()
  return { ...workspace, backups, values, first }
}

describe('terraform habits: backup:latest twice brings the bad value back no more', () => {
  test('the second run says that it is restored, and what it replaced', async () => {
    const { backups, first, run, values } = await workspaceWithBadChange()
    expect(await run(RESTORE)).toMatchObject({ code: 0 })
    expect(values()).toEqual(GOOD)
    const [, second = ''] = await backups()
    const { code, stderr, json } = await run([...RESTORE, '--json'])
    expect(code).toBe(0)
    expect(stderr).toContain(`latest: ${first}, restored before; what that replaced: ${second}\n`)
    expect(stderr).toContain(`No changes.\nAlready restored from ${first}.\n`)
    expect(json()).toMatchObject({ deployments: [{ status: 'unchanged', steps: [] }] })
    expect(values()).toEqual(GOOD)
    expect(await backups()).toHaveLength(2)
    expect(await run(['env', 'plan', 'backup:latest', '--exit-code'])).toMatchObject({ code: 0 })
  })

  test('a restore of a part is completed by the second run', async () => {
    const { run, values } = await workspaceWithBadChange()
    await run([...RESTORE, '--only', 'A'])
    expect(values()).toEqual({ ...BAD, A: GOOD.A })
    await run(RESTORE)
    expect(values()).toEqual(GOOD)
    expect(await run(RESTORE)).toMatchObject({ stderr: expect.stringContaining('Already restored from') })
  })

  test('after a change by hand the same is restored once more', async () => {
    const { fake, run, values } = await workspaceWithBadChange()
    await run(RESTORE)
    fake.state.environmentVariables.set('A', 'by hand')
    await run(RESTORE)
    await run(RESTORE)
    expect(values()).toEqual(GOOD)
  })

  test('after a change by the command, latest is what that replaced', async () => {
    const { run, values } = await workspaceWithBadChange()
    await run(RESTORE)
    await run(['env', 'set', 'A', '--yes'], 'next')
    await run(RESTORE)
    await run(RESTORE)
    expect(values()).toEqual(GOOD)
  })

  test('a restore is undone by the name of its own backup, and stays undone', async () => {
    const { backups, run, values } = await workspaceWithBadChange()
    await run(RESTORE)
    const [, second = ''] = await backups()
    expect(await run(['env', 'apply', `backup:${second}`, '--yes'])).toMatchObject({ code: 0 })
    expect(values()).toEqual(BAD)
    const { stderr } = await run(RESTORE)
    expect(stderr).toContain(`Already restored from ${second}.`)
    expect(values()).toEqual(BAD)
  })

  test('an older backup that was restored by its name stays restored', async () => {
    const { first, run, values } = await workspaceWithBadChange()
    await run(['env', 'set', 'A', '--yes'], 'worse')
    await run(['env', 'apply', `backup:${first}`, '--yes'])
    await run(RESTORE)
    expect(values()).toEqual(GOOD)
  })

  test('a restore whose request failed is made by the second run', async () => {
    const { fake, run, values } = await workspaceWithBadChange()
    const update = { operation: 'updateEnvironmentVariables' } as const
    fake.faults.add({ kind: 'answer', status: 500 }, { ...update, times: 9 })
    expect(await run(RESTORE)).toMatchObject({ code: 1 })
    fake.faults.clear()
    expect(await run(RESTORE)).toMatchObject({ code: 0 })
    expect(values()).toEqual(GOOD)
  })

  test('several backups, a source beside them, and a folder that is named', async () => {
    const { fake, files, run, write } = await workspaceWithFake({ environmentVariables: GOOD })
    const to = ['--yes', '--backup-dir', 'mine']
    await run(['env', 'set', 'A', ...to], 'bad a')
    await run(['env', 'set', 'B', ...to], 'bad b')
    await write('more.env', 'C=1\n')
    const [a, b] = (await files('mine')).sort()
    await run(['env', 'apply', `backup:${a}`, `backup:${b}`, 'more.env', ...to])
    expect(valuesOf(fake)).toEqual({ ...GOOD, C: '1' })
    const { stderr } = await run(['env', 'apply', 'backup:latest', 'more.env', ...to])
    expect(stderr).toContain(`Already restored from ${a}, ${b}.`)
  })

  test('what was restored is kept as long as it is the latest', async () => {
    const { backups, fake, first, run, values } = await workspaceWithBadChange()
    for (let round = 0; round < 12; round += 1) {
      fake.state.environmentVariables.set('A', `by hand ${round}`)
      await run(RESTORE)
    }
    expect(values()).toEqual(GOOD)
    expect((await backups()).map(file => basename(file))).toContain(basename(first))
    expect(await backups()).toHaveLength(11)
  })

  test('what was restored and is gone is reported, and nothing else is taken in its place', async () => {
    const { first, folder, run, values, write } = await workspaceWithBadChange()
    await run(RESTORE)
    await write(first.slice(folder.length + 1), '')
    expect(await run(RESTORE)).toMatchObject({ code: 64, stderr: expect.stringContaining(basename(first)) })
    expect(values()).toEqual(GOOD)
  })

  test('each deployment of a fleet is restored by itself', async () => {
    const { run, fake, environment } = await workspaceWithFleet({
      otter: { environmentVariables: { A: 'good otter' } },
      beaver: { environmentVariables: { A: 'good beaver' } },
    })
    await run(['env', 'apply', 'app.env', '--deployments', 'fleet.json', '--yes'])
    environment.CONVEX_DEPLOY_KEY = fake('otter').token
    await run(RESTORE)
    await run(RESTORE)
    expect(valuesOf(fake('otter'))).toEqual({ A: 'good otter', B: '2' })
    expect(valuesOf(fake('beaver'))).toEqual({ A: 'new', B: '2' })
  })

  test('a saved plan of a restore is applied once', async () => {
    const { run, values } = await workspaceWithBadChange()
    await run(['env', 'plan', 'backup:latest', '--out', 'plan.json'])
    const apply = [...RESTORE, '--plan', 'plan.json']
    expect(await run(apply)).toMatchObject({ code: 0 })
    expect(await run(apply)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Nothing was left to change'),
    })
    expect(values()).toEqual(GOOD)
  })
})
