import { describe, expect, test } from 'vitest'
import { valuesOf, workspaceWithFleet } from '../support/fleet.js'
import { workspaceOnCloud, workspaceWithFake } from '../support/workspace.js'

const APPLY = ['env', 'apply', 'app.env']

describe('a write in a terminal', () => {
  test('goes to production once its name is typed', async () => {
    const { fake, terminal, write } = await workspaceOnCloud({ deploymentType: 'prod' })
    await write('app.env', 'A=1\n')
    const screen = terminal(APPLY)
    await screen.shows('Type happy-otter-123 to go on:')
    screen.type('happy-otter-123\r')
    const { code, screen: shown } = await screen.ended()
    expect(shown).toContain('happy-otter-123 (prod, otter-pond)')
    expect(shown).toContain('applied 1 of 1')
    expect(code).toBe(0)
    expect(fake.state.environmentVariables).toEqual(new Map([['A', '1']]))
  })

  test('does not go to production by a yes, given as a flag or typed', async () => {
    const { fake, terminal, write } = await workspaceOnCloud({ deploymentType: 'prod' })
    await write('app.env', 'A=1\n')
    const screen = terminal([...APPLY, '--yes'])
    await screen.shows('Type happy-otter-123 to go on:')
    screen.type('y\r')
    expect(await screen.ended()).toMatchObject({ code: 4 })
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test.each([
    ['y', 0, 1],
    ['', 4, 0],
  ])('elsewhere asks for a yes, and takes %j as such or not', async (typed, code, size) => {
    const { fake, terminal, write } = await workspaceWithFake()
    await write('app.env', 'A=1\n')
    const screen = terminal(APPLY)
    await screen.shows('[y/N]')
    screen.type(`${typed}\r`)
    expect(await screen.ended()).toMatchObject({ code })
    expect(fake.state.environmentVariables.size).toBe(size)
  })

  test('is refused if a variable changes while the question is on the screen', async () => {
    const { fake, terminal, write } = await workspaceWithFake({ environmentVariables: { A: 'before' } })
    await write('app.env', 'A=after\n')
    const screen = terminal(APPLY)
    await screen.shows('[y/N]')
    fake.state.environmentVariables.set('A', 'moved')
    screen.type('y\r')
    const { code, screen: shown } = await screen.ended()
    expect(code).toBe(3)
    expect(shown).toContain('Nothing was written.')
    expect(fake.state.environmentVariables.get('A')).toBe('moved')
  })

  test('to several deployments is confirmed by the number of those that may be production', async () => {
    const { terminal, fakes } = await workspaceWithFleet({
      otter: {},
      beaver: { deploymentType: 'prod' },
      mole: { deploymentType: 'custom' },
    })
    const words = [...APPLY, '--deployments', 'fleet.json']
    const no = terminal([...words, '--yes'])
    await no.shows('Change 3 deployments, 2 of which may be production. Type 2 to go on:')
    no.type('y\r')
    expect(await no.ended()).toMatchObject({ code: 4 })
    const yes = terminal(words)
    await yes.shows('Type 2 to go on:')
    yes.type('2\r')
    const { code, screen } = await yes.ended()
    expect(code).toBe(0)
    expect(screen).toContain('planned 3 of 3')
    expect(screen).toContain('settled 3 of 3')
    expect(fakes.map(valuesOf)).toEqual([1, 2, 3].map(() => ({ A: 'new', B: '2' })))
  })
})

describe('a value that is typed', () => {
  test('is not shown, one for each variable', async () => {
    const { fake, terminal } = await workspaceWithFake()
    const screen = terminal(['env', 'set', 'A', 'B', '--yes'])
    await screen.shows('Value of A (hidden):')
    screen.type('sekret a\r')
    await screen.shows('Value of B (hidden):')
    screen.type('sekret b\r')
    const { code, raw } = await screen.ended()
    expect(code).toBe(0)
    expect(raw).not.toContain('sekret')
    expect(valuesOf(fake)).toEqual({ A: 'sekret a', B: 'sekret b' })
  })

  test('is not asked for if the question would not be seen', async () => {
    const { fake, read, terminal } = await workspaceWithFake()
    const { code } = await terminal(['env', 'set', 'A', '--yes'], '2>log').ended()
    expect(code).toBe(64)
    expect(await read('log')).toContain('Usage: There is no terminal to ask for a value on')
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test('is none at all if the input ends, not even an empty one', async () => {
    const { fake, terminal } = await workspaceWithFake()
    const screen = terminal(['env', 'set', 'A', '--allow-empty', '--yes'])
    await screen.shows('(hidden)')
    screen.type('\x04')
    const { code, screen: shown } = await screen.ended()
    expect(code).toBe(4)
    expect(shown).toContain('Nothing was written.')
    expect(fake.state.environmentVariables.size).toBe(0)
  })
})

test.each([
  ['for a yes', ['pause'], '[y/N]'],
  ['for a value', ['env', 'set', 'A'], '(hidden)'],
])('Ctrl-C at a question %s ends the command, and nothing is written', async (_, words, question) => {
  const { fake, terminal } = await workspaceWithFake()
  const screen = terminal(words)
  await screen.shows(question)
  screen.type('\x03')
  const { code, screen: shown } = await screen.ended()
  expect(code).toBe(130)
  expect(shown).toContain('Interrupted: The command was stopped. Nothing was written.')
  expect(fake.state.paused).toBe(false)
  expect(fake.state.environmentVariables.size).toBe(0)
})

test('Ctrl-C during env run reaches the program once, and its exit code counts', async () => {
  const { terminal } = await workspaceWithFake()
  const script = `n=0; trap 'n=$((n+1)); echo caught' INT; echo ready; until read line; do :; done; echo "$n times"; exit 7`
  const screen = terminal(['env', 'run', '--', 'bash', '-c', script])
  await screen.shows('ready')
  screen.type('\x03')
  await screen.shows('caught')
  screen.type('go on\r')
  const { code, screen: shown } = await screen.ended()
  expect(code).toBe(7)
  expect(shown).toContain('1 times')
})
