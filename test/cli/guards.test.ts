import { describe, expect, test } from 'vitest'
import type { FakeDeploymentOptions } from '../../src/fake/index.js'
import {
  cloudRoutes,
  createWorkspace,
  routes,
  serveFake,
  workspaceOnCloud,
  workspaceWithFake,
} from './support/workspace.js'

const TYPES = ['prod', 'dev', 'preview', 'custom'] as const

describe('--expect', () => {
  test.each(TYPES)(
    '%s goes on with such a deployment, and refuses any other before anything is sent',
    async deploymentType => {
      const { fake, run, write } = await workspaceOnCloud({ deploymentType })
      await write('app.env', 'A=1\n')
      const other = deploymentType === 'prod' ? 'dev' : 'prod'
      const apply = ['env', 'apply', 'app.env', '--confirm', 'happy-otter-123']
      const { code, stderr } = await run([...apply, '--expect', other])
      expect(code).toBe(4)
      expect(stderr).toBe(
        `Error: Expected ${other}, but this is happy-otter-123 (${deploymentType}). Nothing was written.\n` +
          'To go on:\n  convex-deployment info\n',
      )
      expect(fake.requests).toEqual([])
      expect(await run([...apply, '--expect', deploymentType])).toMatchObject({ code: 0 })
      expect(fake.state.environmentVariables.size).toBe(1)
    },
  )

  test('takes a name, and guards commands that read, too', async () => {
    const { fake, run } = await workspaceOnCloud({ environmentVariables: { A: '1' } })
    expect(await run(['env', 'list', '--expect', 'calm-fox-4'])).toMatchObject({ code: 4, stdout: '' })
    expect(fake.requests).toEqual([])
    expect(await run(['env', 'list', '--expect', 'happy-otter-123'])).toMatchObject({
      code: 0,
      stdout: 'A\n',
    })
  })

  test('trusts the deployment more than the label of a key', async () => {
    const { fake, environment, run } = await workspaceOnCloud({ deploymentType: 'prod' })
    environment.CONVEX_DEPLOY_KEY = fake.token.replace('prod:', 'dev:')
    for (const words of [
      ['env', 'list'],
      ['env', 'set', 'A', '--confirm', 'happy-otter-123'],
    ]) {
      const { code, stderr } = await run([...words, '--expect', 'dev'], 'value')
      expect(code).toBe(4)
      expect(stderr).toContain('Expected dev, but this is happy-otter-123 (prod)')
    }
    expect(new Set(fake.requests.map(({ operation }) => operation))).toEqual(new Set(['getDeploymentInfo']))
  })

  test('is not satisfied by the label of a key that may not read what the deployment is', async () => {
    const { fake, environment, run } = await workspaceOnCloud({ deploymentType: 'prod' })
    environment.CONVEX_DEPLOY_KEY = fake.token.replace('prod:', 'dev:')
    fake.state.keys.splice(0, 1, { token: environment.CONVEX_DEPLOY_KEY, permissions: ONLY_ENV })
    const set = ['env', 'set', 'A', '--yes']
    const { code, stderr } = await run([...set, '--expect', 'dev', '--confirm', 'happy-otter-123'], 'value')
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('only claims to be that: its key may not read what it is'),
    })
    expect(await run(set, 'value')).toMatchObject({ code: 4 })
    expect(fake.state.environmentVariables.size).toBe(0)
    const named = ['--expect', 'happy-otter-123', '--confirm', 'happy-otter-123']
    expect(await run([...set, ...named], 'value')).toMatchObject({ code: 0 })
  })

  test('knows a deployment on this machine', async () => {
    const { fake, run } = await workspaceWithFake()
    expect(await run(['env', 'list', '--expect', 'local'])).toMatchObject({ code: 0 })
    expect(await run(['env', 'list', '--expect', new URL(fake.url).host])).toMatchObject({ code: 0 })
    expect(await run(['env', 'list', '--expect', 'dev'])).toMatchObject({ code: 4 })
    expect(await run(['env', 'list', '--expect', 'happy-otter-123'])).toMatchObject({ code: 4 })
  })

  test('is not satisfied by what a host outside of the cloud says of itself', async () => {
    const fake = await serveFake({ deploymentType: 'prod' })
    const { run } = await createWorkspace({
      ...routes({ 'https://convex.example.com': fake }),
      CONVEX_DEPLOY_KEY: fake.token,
    })
    const list = ['env', 'list', '--url', 'https://convex.example.com', '--expect']
    for (const typed of [
      [...list, 'prod'],
      [...list.slice(0, -1), '--expect=prod'],
    ]) {
      const { code, stderr } = await run(typed)
      expect(code).toBe(4)
      expect(stderr).toContain('Expected prod, but convex.example.com only claims to be that')
      expect(stderr).toMatch(
        /\n {2}convex-deployment env list --url https:\/\/convex\.example\.com --expect convex\.example\.com\n$/,
      )
    }
    expect(await run([...list, 'happy-otter-123'])).toMatchObject({ code: 4 })
    expect(await run([...list, 'convex.example.com'])).toMatchObject({ code: 0 })
  })
})

const ONLY_ENV = ['deployment:env:view', 'deployment:env:write'] as const
const OPAQUE = 'eyJ2MiI6Im9wYXF1ZSJ9'

describe('--yes is enough', () => {
  test.each<[what: string, enough: boolean, options: FakeDeploymentOptions, key?: string]>([
    ['for a dev deployment', true, { deploymentType: 'dev' }],
    ['for a preview deployment', true, { deploymentType: 'preview' }],
    ['not for a key of production', false, { deploymentType: 'prod' }],
    ['not for a custom deployment', false, { deploymentType: 'custom' }],
    ['not for one whose key says prod, whatever it says itself', false, {}, 'prod:happy-otter-123|secret'],
    ['for one that says to a token that it is dev', true, {}, OPAQUE],
    [
      'not for one that may not say to the token what it is',
      false,
      { keys: [{ token: OPAQUE, permissions: ONLY_ENV }] },
      OPAQUE,
    ],
  ])('%s', async (_, enough, options, key) => {
    const fake = await serveFake(options)
    if (key !== undefined) fake.state.keys.push({ token: key })
    const { run } = await createWorkspace({
      ...cloudRoutes({ 'happy-otter-123': fake }),
      CONVEX_DEPLOY_KEY: key ?? fake.token,
    })
    const { code } = await run(['env', 'set', 'A', '--yes', '--deployment', 'happy-otter-123'], 'value')
    expect(code).toBe(enough ? 0 : 4)
    expect(fake.state.environmentVariables.size).toBe(enough ? 1 : 0)
  })

  test('not for a self-hosted one elsewhere, but for one on loopback', async () => {
    const fake = await serveFake({ kind: 'selfHosted', name: 'self-otter' })
    const { environment, run } = await createWorkspace({
      ...routes({ 'https://convex.example.com': fake }),
      CONVEX_SELF_HOSTED_URL: 'https://convex.example.com',
      CONVEX_SELF_HOSTED_ADMIN_KEY: fake.token,
    })
    const { code, stderr } = await run(['env', 'set', 'A', '--yes'], 'value')
    expect(code).toBe(4)
    expect(stderr).toContain('convex.example.com (self-hosted) · key "self-otter":')
    expect(fake.state.environmentVariables.size).toBe(0)
    environment.CONVEX_SELF_HOSTED_URL = fake.url
    expect(await run(['env', 'set', 'A', '--yes'], 'value')).toMatchObject({ code: 0 })
  })

  test.each([
    ['the server', { deploymentType: 'prod' as const, keys: [{ token: OPAQUE }] }, OPAQUE],
    [
      'the server, of a custom one,',
      { deploymentType: 'custom' as const, keys: [{ token: OPAQUE }] },
      OPAQUE,
    ],
    ['the key', { keys: [{ token: 'prod:happy-otter-123|s3cr3t' }] }, 'prod:happy-otter-123|s3cr3t'],
  ])('not for loopback where %s says that production is behind it', async (_, options, key) => {
    const fake = await serveFake(options)
    const { run } = await createWorkspace({ CONVEX_DEPLOY_KEY: key })
    const set = ['env', 'set', 'A', '--url', fake.url]
    const { code, stderr } = await run([...set, '--yes'], 'value')
    expect(code).toBe(4)
    const { host } = new URL(fake.url)
    expect(stderr).toContain(`--confirm ${host}`)
    expect(fake.state.environmentVariables.size).toBe(0)
    expect(await run([...set, '--confirm', 'happy-otter-123'], 'value')).toMatchObject({ code: 4 })
    expect(await run([...set, '--confirm', host], 'value')).toMatchObject({ code: 0 })
  })
})

describe('--confirm', () => {
  test('goes on with the deployment of that name, and refuses any other, even with --yes', async () => {
    for (const deploymentType of ['prod', 'dev'] as const) {
      const { fake, run } = await workspaceOnCloud({ deploymentType })
      const set = ['env', 'set', 'A', '--yes', '--confirm']
      const { code, stderr } = await run([...set, 'calm-fox-4'], 'value')
      expect(code).toBe(4)
      expect(stderr).toContain(
        '--confirm says something else, and this is happy-otter-123. Nothing was written.',
      )
      expect(fake.state.environmentVariables.size).toBe(0)
      expect(await run([...set, 'happy-otter-123'], 'value')).toMatchObject({ code: 0 })
      expect(fake.state.environmentVariables.size).toBe(1)
    }
  })

  test.each(['prod', 'dev'] as const)(
    'without a terminal prints the command line to run, which works: %s',
    async deploymentType => {
      const { fake, run, runPrinted, write } = await workspaceOnCloud({ deploymentType })
      await write("it's mine.env", 'A=1\nB=$2\n')
      const refused = await run(['env', 'apply', "it's mine.env", '--only', 'A,B', '--json'])
      expect(refused.code).toBe(4)
      expect(refused.stderr).toContain('Nothing was written.')
      expect(fake.state.environmentVariables.size).toBe(0)
      const { next } = refused.json() as { next: [string] }
      expect(refused.stderr).toContain(next[0])
      expect(await runPrinted(next[0])).toMatchObject({ code: 0 })
      expect(fake.state.environmentVariables).toEqual(
        new Map([
          ['A', '1'],
          ['B', '$2'],
        ]),
      )
    },
  )
})

test('without a terminal a write to production is refused, with the command line that does it', async () => {
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
