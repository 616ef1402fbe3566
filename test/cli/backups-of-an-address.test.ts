import { describe, expect, onTestFinished, test } from 'vitest'
import { createFakeDeployment, type FakeDeploymentOptions } from '../../src/fake/index.js'
import { valuesOf } from './support/fleet.js'
import { createWorkspace } from './support/workspace.js'

const RESTORE = ['env', 'apply', 'backup:latest', '--yes']

/** A workspace with one address, on which one deployment serves after the other, as a local Convex always has port 3210. */
async function workspaceWithAddress() {
  const workspace = await createWorkspace()
  let port: number | undefined
  let last: ReturnType<typeof createFakeDeployment> | undefined
  onTestFinished(() => last?.close())
  const serve = async (name: string, value: string, options: FakeDeploymentOptions = {}) => {
    await last?.close()
    const fake = createFakeDeployment({ name, environmentVariables: { A: value }, ...options })
    await fake.listen(port)
    last = fake
    port = Number(new URL(fake.url).port)
    Object.assign(workspace.environment, {
      CONVEX_SELF_HOSTED_URL: fake.url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: fake.token,
    })
    return fake
  }
  const change = (value: string) => workspace.run(['env', 'set', 'A', '--yes'], value)
  const backups = async () => (await workspace.files('state')).sort()
  return { ...workspace, backups, change, serve }
}

/** Makes a backup as an older version of this package left it. */
async function older({ backups, folder, read, write }: Awaited<ReturnType<typeof workspaceWithAddress>>) {
  const [file = ''] = await backups()
  const own = file.slice(folder.length + 1)
  const { of: _, ...content } = JSON.parse(await read(own))
  await write(own, JSON.stringify(content))
  return file
}

describe.each([['cloud'], ['selfHosted']] as const)('deployments that share an address, %s', kind => {
  test('a backup of another is refused, by latest and by its file', async () => {
    const { backups, change, run, serve } = await workspaceWithAddress()
    await serve('project-a-111', 'a', { kind })
    await change('new')
    const b = await serve('project-b-222', 'b', { kind })
    const [file = ''] = await backups()
    for (const which of ['latest', file]) {
      const { code, stderr } = await run(['env', 'apply', `backup:${which}`, '--yes'])
      expect(code).toBe(4)
      expect(stderr).toMatch(/"project-a-111" at http:\S+, and this is "project-b-222" at http:/)
    }
    expect(await run(['env', 'plan', 'backup:latest'])).toMatchObject({ code: 4 })
    expect(valuesOf(b)).toEqual({ A: 'b' })
  })

  test('latest is the newest of this one, whatever came of another since', async () => {
    const { change, run, serve } = await workspaceWithAddress()
    await serve('project-a-111', 'good a', { kind })
    await change('bad')
    await serve('project-b-222', 'good b', { kind })
    await change('bad')
    const a = await serve('project-a-111', 'bad', { kind })
    expect(await run(RESTORE)).toMatchObject({ code: 0 })
    expect(valuesOf(a)).toEqual({ A: 'good a' })
  })
})

test('ten backups are kept of each', async () => {
  const { backups, change, serve } = await workspaceWithAddress()
  await serve('project-a-111', 'a')
  await change('new')
  const [first] = await backups()
  await serve('project-b-222', 'b')
  for (let round = 0; round < 11; round += 1) await change(`${round}`)
  expect(await backups()).toContain(first)
  expect(await backups()).toHaveLength(11)
})

test('an older backup, which does not say whose it is, is no latest, and is taken by its name', async () => {
  const workspace = await workspaceWithAddress()
  const { change, run, runPrinted, serve } = workspace
  const fake = await serve('project-a-111', 'good')
  await change('bad')
  const file = await older(workspace)
  const { code, stderr } = await run(RESTORE)
  expect({ code, stderr }).toMatchObject({
    code: 4,
    stderr: expect.stringContaining(`Nothing says that ${file}`),
  })
  expect(valuesOf(fake)).toEqual({ A: 'bad' })
  const [, next = ''] = /To go on:\n {2}(.*)\n/.exec(stderr) ?? []
  expect(next).toBe(`convex-deployment env apply backup:${file} --yes`)
  expect(await runPrinted(next)).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`Nothing says that ${file} is of this deployment`),
  })
  expect(valuesOf(fake)).toEqual({ A: 'good' })
})
