import { expect, test } from 'vitest'
import { workspaceOnCloud, workspaceWithFake } from './support/workspace.js'

test('production is written to once its name is typed', async () => {
  const { fake, terminal, write } = await workspaceOnCloud({ deploymentType: 'prod' })
  await write('app.env', 'A=1\n')
  const screen = terminal(['env', 'apply', 'app.env'])
  await screen.shows('Type happy-otter-123 to go on:')
  screen.type('happy-otter-123\r')
  const { code, screen: shown } = await screen.ended()
  expect(shown).toContain('happy-otter-123 (prod, otter-pond)')
  expect(shown).toContain('applied 1 of 1')
  expect(code).toBe(0)
  expect(fake.state.environmentVariables).toEqual(new Map([['A', '1']]))
})

test('a yes is not enough for production', async () => {
  const { fake, terminal, write } = await workspaceOnCloud({ deploymentType: 'prod' })
  await write('app.env', 'A=1\n')
  const screen = terminal(['env', 'apply', 'app.env', '--yes'])
  await screen.shows('Type happy-otter-123 to go on:')
  screen.type('y\r')
  expect(await screen.ended()).toMatchObject({ code: 4 })
  expect(fake.state.environmentVariables.size).toBe(0)
})

test('without a terminal production is refused, with the command that would do it', async () => {
  const { fake, run, write } = await workspaceOnCloud({ deploymentType: 'prod' })
  await write('app.env', 'A=1\n')
  const { code, stderr } = await run(['env', 'apply', 'app.env', '--yes'])
  expect(code).toBe(4)
  expect(stderr).toContain('Nothing was written.')
  expect(stderr).toContain('convex-deployment env apply app.env --yes --confirm happy-otter-123')
  expect(fake.state.environmentVariables.size).toBe(0)
})

test('a key of production that is labelled dev is still guarded: the deployment is asked', async () => {
  const { fake, run, write, environment } = await workspaceOnCloud({ deploymentType: 'prod' })
  const labelled = fake.token.replace('prod:', 'dev:')
  fake.state.keys.push({ token: labelled })
  environment.CONVEX_DEPLOY_KEY = labelled
  await write('app.env', 'A=1\n')
  expect(await run(['env', 'apply', 'app.env', '--yes'])).toMatchObject({ code: 4 })
  expect(fake.state.environmentVariables.size).toBe(0)
})

test('elsewhere a yes is asked for, and anything else is a no', async () => {
  const { fake, terminal, write } = await workspaceWithFake()
  await write('app.env', 'A=1\n')
  const no = terminal(['env', 'apply', 'app.env'])
  await no.shows('[y/N]')
  no.type('\r')
  expect(await no.ended()).toMatchObject({ code: 4 })
  expect(fake.state.environmentVariables.size).toBe(0)
  const yes = terminal(['env', 'apply', 'app.env'])
  await yes.shows('[y/N]')
  yes.type('y\r')
  expect(await yes.ended()).toMatchObject({ code: 0 })
  expect(fake.state.environmentVariables.size).toBe(1)
})

test('a secret is asked for without being shown', async () => {
  const { fake, terminal } = await workspaceWithFake()
  const screen = terminal(['env', 'set', 'API_KEY', '--yes'])
  await screen.shows('Value of API_KEY (hidden):')
  screen.type('typed-secret\r')
  const { code, raw } = await screen.ended()
  expect(code).toBe(0)
  expect(raw).not.toContain('typed-secret')
  expect(fake.state.environmentVariables.get('API_KEY')).toBe('typed-secret')
})
