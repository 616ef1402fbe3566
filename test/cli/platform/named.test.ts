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

  test('seeds a preview by references of a project, and by prod or dev as its default deployments', async () => {
    const { run, project, platform, shop, parent, preview } = await workspaceWithTwo()
    const main = platform.createDeployment(shop, { type: 'dev', isDefault: true }).deployment
    main.state.environmentVariables.set('C', 'of the default')
    const copy = ['env', 'copy', '--project', project, '--to', 'preview/a', '--yes']
    const rules = ['--create-only', '*', '--only', 'A,B']
    const { reference = '' } = platform.state.deployments[0] ?? {}
    expect(reference).toBe(`dev/${parent.state.name}`)
    const { code, stderr } = await run([...copy, '--from', reference, ...rules])
    expect(code).toBe(0)
    expect(stderr).toContain(
      `${preview.state.name} (preview, preview/a) · key: CONVEX_ACCESS_TOKEN in the environment\n`,
    )
    expect(stderr).toContain(`from ${parent.state.name} (dev, ${reference}) · key:`)
    expect(Object.fromEntries(preview.state.environmentVariables)).toEqual({
      A: 'sekret',
      B: 'of the preview',
    })
    expect(await run([...copy, '--from', 'dev', '--only', 'C'])).toMatchObject({ code: 0 })
    expect(preview.state.environmentVariables.get('C')).toBe('of the default')
    expect(await run([...copy, '--from', parent.state.name, '--only', 'OWN'])).toMatchObject({ code: 0 })
    expect(preview.state.environmentVariables.get('OWN')).toBe('x')
  })

  test('seeds all previews of a project from the reference of their parent', async () => {
    const { run, project, platform, shop, parent, preview } = await workspaceWithTwo()
    const other = platform.createDeployment(shop, { type: 'preview', reference: 'preview/b' }).deployment
    const source = `deployment:dev/${parent.state.name}`
    const apply = ['env', 'apply', source, '--project', project, '--where', 'type=preview', '--only', 'A']
    expect(await run([...apply, '--yes'])).toMatchObject({ code: 0 })
    for (const { state } of [preview, other]) expect(state.environmentVariables.get('A')).toBe('sekret')
  })

  test('of a reference that is not there, or that has no project, says so', async () => {
    const { run, project, preview, parent } = await workspaceWithTwo()
    const from = ['env', 'copy', '--from', parent.state.name, '--yes']
    const absent = await run([...from, '--project', project, '--to', 'preview/z', '--json'])
    expect(absent).toMatchObject({
      code: 5,
      stderr: expect.stringContaining(`${project} has no deployment "preview/z".`),
    })
    expect(absent.json()).toMatchObject({
      next: [expect.stringMatching(/ deployments list --project otters.shop .*--management-url /)],
    })
    const noDefault = await run([...from, '--project', project, '--to', 'prod'])
    expect(noDefault).toMatchObject({ code: 5, stderr: expect.stringContaining('no default deployment') })
    const bare = await run([...from, '--to', 'preview/a'])
    expect(bare).toMatchObject({ code: 64, stderr: expect.stringContaining('--project TEAM/PROJECT') })
    expect(preview.state.environmentVariables.size).toBe(1)
  })

  test('guards production that is named by its reference', async () => {
    const { run, project, platform, shop, parent } = await workspaceWithTwo()
    const prod = platform.createDeployment(shop, { type: 'prod', reference: 'production' }).deployment
    const ends = ['--project', project, '--from', parent.state.name, '--to', 'production', '--only', 'A']
    const guarded = await run(['env', 'copy', ...ends, '--yes'])
    expect(guarded).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(`--confirm ${prod.state.name}`),
    })
    expect(prod.state.environmentVariables.size).toBe(0)
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
