import { describe, expect, test } from 'vitest'
import { workspaceOnPlatform } from './support.js'

async function workspaceWithTwo() {
  const workspace = await workspaceOnPlatform()
  const { platform, shop } = workspace
  const parent = platform.createDeployment(shop, { type: 'dev' }).deployment
  const preview = platform.createDeployment(shop, { type: 'preview', reference: 'preview/a' }).deployment
  parent.state.environmentVariables = new Map([
    ['A', 'sekret'],
    ['B', 'of the parent'],
    ['OWN', 'x'],
  ])
  preview.state.environmentVariables.set('B', 'of the preview')
  return { ...workspace, parent, preview }
}

describe('one token of a team', () => {
  test('seeds a preview from its parent, and keeps what the preview has', async () => {
    const { run, parent, preview } = await workspaceWithTwo()
    const ends = ['--from', parent.state.name, '--to', preview.state.name]
    const rules = ['--create-only', '*', '--only', 'A,B']
    const { code, stderr } = await run(['env', 'copy', ...ends, ...rules, '--yes'])
    expect(code).toBe(0)
    expect(stderr).toContain(
      `${preview.state.name} (preview) · key: CONVEX_ACCESS_TOKEN in the environment\n`,
    )
    expect(stderr).toContain(
      `from ${parent.state.name} (dev) · key: CONVEX_ACCESS_TOKEN in the environment\n`,
    )
    expect(Object.fromEntries(preview.state.environmentVariables)).toEqual({
      A: 'sekret',
      B: 'of the preview',
    })
    expect(parent.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })

  test('opens a deployment that is named, wherever it is, and guards it by what the API says of it', async () => {
    const { run, platform, shop } = await workspaceWithTwo()
    const prod = platform.createDeployment(shop, { type: 'prod', region: 'aws-eu-west-1' }).deployment
    const named = ['--deployment', prod.state.name]
    expect(await run(['env', 'list', ...named])).toMatchObject({ code: 0 })
    const set = await run(['env', 'set', 'A', '--yes', ...named], '1')
    expect(set).toMatchObject({ code: 4, stderr: expect.stringContaining(`--confirm ${prod.state.name}`) })
    expect(await run(['env', 'list', '--expect', 'dev', ...named])).toMatchObject({ code: 4 })
  })

  test('is not asked for a deployment where there is a key, or none is named', async () => {
    const { run, parent, environment, platform } = await workspaceWithTwo()
    expect(await run(['env', 'list'])).toMatchObject({ code: 64 })
    environment.CONVEX_DEPLOY_KEY = `dev:${parent.state.name}|key`
    await run(['env', 'list', '--deployment', parent.state.name])
    expect(platform.requests).toEqual([])
  })

  test('of a deployment that is not there says so', async () => {
    const { run } = await workspaceWithTwo()
    const { code, stderr } = await run(['env', 'list', '--deployment', 'calm-fox-999'])
    expect(code).toBe(5)
    expect(stderr).toContain('There is no deployment "calm-fox-999" that the token can see.')
  })
})

describe('a deployment that says another type than the management API', () => {
  test('is guarded as production if either says that, and fits no type that is expected', async () => {
    const { run, preview } = await workspaceWithTwo()
    preview.state.deploymentType = 'prod'
    const set = ['env', 'set', 'A', '--yes', '--deployment', preview.state.name]
    const guarded = await run(set, '1')
    expect(guarded).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(`--confirm ${preview.state.name}`),
    })
    expect(await run([...set, '--expect', 'preview'], '1')).toMatchObject({ code: 4 })
    expect(preview.state.environmentVariables.has('A')).toBe(false)
  })

  test('--expect is about the deployment that is written to, not about the source', async () => {
    const { run, parent, preview } = await workspaceWithTwo()
    const ends = ['--from', parent.state.name, '--to', preview.state.name, '--only', 'A']
    expect(await run(['env', 'copy', ...ends, '--expect', 'preview', '--yes'])).toMatchObject({ code: 0 })
    expect(await run(['env', 'copy', ...ends, '--expect', 'dev', '--yes'])).toMatchObject({ code: 4 })
  })

  test('--local and another name are not combined with a token', async () => {
    const { run, parent } = await workspaceWithTwo()
    expect(await run(['env', 'list', '--deployment', parent.state.name, '--local'])).toMatchObject({
      code: 64,
    })
  })
})
