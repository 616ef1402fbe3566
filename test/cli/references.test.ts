import { describe, expect, test } from 'vitest'
import { workspaceWithFleet } from './support/fleet.js'
import { cloudRoutes, createWorkspace, serveFake, workspaceWithFake } from './support/workspace.js'

const VALUES = {
  'a reference': ['op://sekret/item/field', 'looks like a reference of 1Password that nobody resolved'],
  'a variable of a shell': [`\${SEKRET}`, 'looks like a reference of a shell or a CI system'],
  'a mask': ['sekret-••••••••', 'looks like a mask'],
  'a missing value': ['None', 'looks like the word that a program prints for a missing value'],
  'a placeholder': ['<sekret_key>', 'looks like a placeholder'],
} as const

describe.each(Object.entries(VALUES))('%s as a value', (_, [value, message]) => {
  const refusal = { code: 4, stdout: '' }

  test.each([
    ['env set, from stdin', ['env', 'set', 'A']],
    ['env set, from the environment', ['env', 'set', 'A', '--from-env', 'FROM']],
    ['env set, from a file', ['env', 'set', 'A', '--from-file', 'value.txt']],
    ['env set --blind', ['env', 'set', 'A', '--blind']],
    ['env set --create-only', ['env', 'set', 'A', '--create-only']],
    ['env apply', ['env', 'apply', 'app.json']],
  ])('is refused by %s, unless it is meant', async (_, words) => {
    const { fake, environment, run, write } = await workspaceWithFake()
    environment.FROM = value
    await write('value.txt', value)
    await write('app.json', JSON.stringify({ A: value }))
    const refused = await run([...words, '--yes'], value)
    expect(refused).toMatchObject(refusal)
    expect(refused.stderr).toContain(`A ${message}`)
    expect(refused.stderr).toContain('Pass --allow-placeholders to allow it')
    expect(refused.stderr).not.toMatch(/sekret/i)
    expect(fake.state.environmentVariables.size).toBe(0)
    expect(await run([...words, '--yes', '--allow-placeholders'], value)).toMatchObject({ code: 0 })
    expect(fake.state.environmentVariables.get('A')).toBe(value)
  })

  test('is a problem that env plan shows', async () => {
    const { fake, run, write } = await workspaceWithFake()
    await write('app.json', JSON.stringify({ A: value }))
    const { stdout, stderr } = await run(['env', 'plan', 'app.json'])
    expect(stdout + stderr).toContain(message)
    expect(stdout + stderr).not.toMatch(/sekret/i)
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test('is refused by env copy, and stays where it is the value already', async () => {
    const [otter, fox] = await Promise.all([
      serveFake({ environmentVariables: { A: value, SAME: value } }),
      serveFake({ name: 'calm-fox-4', environmentVariables: { SAME: value } }),
    ])
    const { run } = await createWorkspace({
      ...cloudRoutes({ 'happy-otter-123': otter, 'calm-fox-4': fox }),
      OTTER_KEY: otter.token,
      FOX_KEY: fox.token,
    })
    const ends = [
      '--from',
      'happy-otter-123',
      '--from-key',
      'OTTER_KEY',
      '--to',
      'calm-fox-4',
      '--to-key',
      'FOX_KEY',
    ]
    const { code, stderr } = await run(['env', 'copy', ...ends, '--yes'])
    expect(code).toBe(4)
    expect(stderr).toContain(`A ${message}`)
    expect(stderr).not.toContain('SAME')
    expect(stderr).not.toMatch(/sekret/i)
    expect(Object.fromEntries(fox.state.environmentVariables)).toEqual({ SAME: value })
  })

  test('is refused for all deployments of a fleet', async () => {
    const { run, write, writes } = await workspaceWithFleet({ otter: {}, beaver: {} })
    await write('app.json', JSON.stringify({ A: value }))
    const { code, stdout, stderr } = await run([
      'env',
      'apply',
      'app.json',
      '--deployments',
      'fleet.json',
      '--yes',
    ])
    expect(code).toBe(4)
    expect(stdout + stderr).toContain(message)
    expect(stdout + stderr).not.toMatch(/sekret/i)
    expect(writes()).toEqual([])
  })
})
