import { describe, expect, test } from 'vitest'
import { workspaceOnPlatform } from './support.js'

async function workspaceWithDefaults() {
  const workspace = await workspaceOnPlatform()
  await workspace.write('preview.env', 'LOG_LEVEL=debug\nAPI_KEY=sekret\n')
  const of = ['--project', workspace.project]
  const apply = ['env', 'defaults', 'apply', 'preview.env', ...of, '--type', 'preview']
  return { ...workspace, of, apply }
}

describe('env defaults', () => {
  test('apply changes those of a type once the project is named, and a second run sends nothing', async () => {
    const { run, project, platform, of, apply, shop } = await workspaceWithDefaults()
    const plan = await run([
      'env',
      'defaults',
      'plan',
      'preview.env',
      ...of,
      '--type',
      'preview',
      '--exit-code',
    ])
    expect(plan).toMatchObject({
      code: 2,
      stdout:
        '+ LOG_LEVEL  preview  5 B\n+ API_KEY    preview  6 B\nPlan: 2 to create, 0 to change, 0 to remove.\n',
    })
    expect(await run([...apply, '--yes'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(`--confirm ${project}`),
    })
    const done = await run([...apply, '--confirm', project, '--json'])
    expect(done.json()).toMatchObject({ status: 'applied', changes: [{ name: 'LOG_LEVEL' }, {}] })
    expect(done.stdout + done.stderr).not.toContain('sekret')
    const sent = () => platform.requests.filter(({ method }) => method === 'POST').length
    const before = sent()
    expect((await run([...apply, '--json'])).json()).toMatchObject({
      status: 'unchanged',
      changes: [],
      isEmpty: true,
    })
    expect(sent()).toBe(before)
    const preview = platform.createDeployment(shop, { type: 'preview', reference: 'preview/new' })
    expect(preview.deployment.state.environmentVariables.get('LOG_LEVEL')).toBe('debug')
  })

  test('list hides the values, unless they are asked for', async () => {
    const { run, project, of, apply } = await workspaceWithDefaults()
    await run([...apply, '--confirm', project])
    const list = ['env', 'defaults', 'list', ...of]
    const { stdout } = await run(list)
    expect(stdout).toMatch(/^LOG_LEVEL +preview +5 B\nAPI_KEY +preview +6 B\n$/)
    const values = await run([...list, '--show-values', '--json'])
    expect(values.json()).toMatchObject({ variables: [{ value: 'debug' }, { value: 'sekret' }] })
    const prod = await run([...list, '--type', 'prod'])
    expect(prod.stderr).toContain('There are no default variables.')
  })

  test('apply removes what is null with a flag of its own, and refuses placeholders', async () => {
    const { run, project, apply, write, of } = await workspaceWithDefaults()
    await run([...apply, '--confirm', project])
    await write('less.json', '{ "API_KEY": null }')
    const remove = ['env', 'defaults', 'apply', 'less.json', ...of, '--type', 'preview', '--confirm', project]
    expect(await run(remove)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('--allow-removals'),
    })
    expect(await run([...remove, '--allow-removals'])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('- API_KEY  preview  6 B'),
    })
    await write('less.json', '{ "API_KEY": "op://vault/key" }')
    expect(await run(remove)).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('--allow-placeholders'),
    })
  })

  test('need a project and a type', async () => {
    const { run, of } = await workspaceWithDefaults()
    for (const words of [
      ['plan', 'preview.env', ...of],
      ['plan', 'preview.env', '--type', 'preview'],
      ['plan', 'preview.env', ...of, '--type', 'otter'],
      [],
    ])
      expect(await run(['env', 'defaults', ...words])).toMatchObject({ code: 64 })
  })
})
