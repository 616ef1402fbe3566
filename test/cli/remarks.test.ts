import { describe, expect, test } from 'vitest'
import { workspaceWithFake } from './support/workspace.js'

describe('trailing newline: a value that is hardly meant gets a remark before anything is asked', () => {
  test('env set --from-env and --from-file, with --json, too, and never the value', async () => {
    const { environment, fake, run, write } = await workspaceWithFake()
    Object.assign(environment, { K: 'sekret\n', Q: '"sekret"\n' })
    await write('k.txt', ' sekret\n')
    const set = await run(['env', 'set', 'K', 'Q', '--from-env', '--yes', '--json'])
    expect(set.code).toBe(0)
    expect(set.stderr).toContain(
      '! K ends with a line break\n! Q ends with a line break\n! Q is in quotes, which are part of it\n',
    )
    const remarks = [{ name: 'K', kind: 'line-break' }, { name: 'Q' }, { name: 'Q', kind: 'quoted' }]
    expect(set.json()).toMatchObject({ deployments: [{ plan: { environment: { remarks } } }] })
    const file = await run(['env', 'set', 'F', '--from-file', 'k.txt', '--yes'])
    expect(file.stderr).toContain('! F ends with a line break\n! F begins with white space\n')
    expect(JSON.stringify([set, file])).not.toContain('sekret')
    expect(fake.state.environmentVariables.get('Q')).toBe('"sekret"\n')
  })

  test('a whole .env file as the value of one variable', async () => {
    const { run, write } = await workspaceWithFake()
    await write('vars.env', '# both\nA=1\nexport B=2\n')
    await write('one.txt', 'A=1\n')
    const set = await run(['env', 'set', 'ALL', '--from-file', 'vars.env', '--yes'])
    expect(set.stderr).toContain('! ALL reads as a whole .env file\n')
    const one = await run(['env', 'set', 'ONE', '--from-file', 'one.txt', '--yes'])
    expect(one.stderr).not.toContain('.env file')
  })

  test('env plan and env apply, for several deployments, too', async () => {
    const { environment, fake, run, write } = await workspaceWithFake()
    await write('app.json', '{ "K": "sekret\\n" }')
    await write('fleet.json', JSON.stringify([{ url: fake.url, key: 'KEY' }]))
    environment.KEY = fake.token
    const plan = await run(['env', 'plan', 'app.json'])
    const json = await run(['env', 'plan', 'app.json', '--json'])
    const several = await run(['env', 'plan', 'app.json', '--deployments', 'fleet.json'])
    const unconfirmed = await run(['env', 'apply', 'app.json'])
    expect(plan.stdout).toContain('! K ends with a line break\n')
    expect(json.json()).toMatchObject({
      deployments: [{ plan: { environment: { remarks: [{ name: 'K' }] } } }],
    })
    expect(several.stdout).toContain('\n  ! K ends with a line break\n')
    expect(unconfirmed).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/! K ends with a line break\n.*Error: /s),
    })
    expect(JSON.stringify([plan, json, several, unconfirmed])).not.toContain('sekret')
  })

  test('of one line that is piped in, the break is dropped, and nothing is left to remark', async () => {
    const { run } = await workspaceWithFake()
    const { stderr } = await run(['env', 'set', 'K', '--yes'], 'k\n')
    expect(stderr).toContain('The line break at the end is left out.')
    expect(stderr).not.toContain('! K')
  })
})
