import { describe, expect, test } from 'vitest'
import {
  cloudRoutes,
  createWorkspace,
  routes,
  serveFake,
  workspaceOnCloud,
  workspaceWithFake,
} from './support/workspace.js'

/** A workspace that no deployment is named in, and two that could be. */
async function workspaceBetweenTwo() {
  const [otter, fox] = await Promise.all([
    serveFake({ name: 'happy-otter-123', environmentVariables: { OTTER: '1' } }),
    serveFake({ name: 'calm-fox-4', environmentVariables: { FOX: '1' } }),
  ])
  const workspace = await createWorkspace(cloudRoutes({ 'happy-otter-123': otter, 'calm-fox-4': fox }))
  return { otter, fox, ...workspace }
}

describe('the key', () => {
  test('comes from the environment, then from .env.local, then from .env', async () => {
    const { otter, fox, environment, run, write } = await workspaceBetweenTwo()
    await write('.env', `CONVEX_DEPLOY_KEY=${fox.token}\n`)
    expect(await run(['env', 'list'])).toMatchObject({
      stdout: 'FOX\n',
      stderr: 'calm-fox-4 (dev) · key: CONVEX_DEPLOY_KEY in .env\n',
    })
    await write('.env.local', `CONVEX_DEPLOY_KEY='${otter.token}' # the key of this machine\n`)
    expect(await run(['env', 'list'])).toMatchObject({
      stdout: 'OTTER\n',
      stderr: 'happy-otter-123 (dev) · key: CONVEX_DEPLOY_KEY in .env.local\n',
    })
    environment.CONVEX_DEPLOY_KEY = fox.token
    expect((await run(['env', 'list'])).stderr).toContain(
      'calm-fox-4 (dev) · key: CONVEX_DEPLOY_KEY in the environment',
    )
  })

  test.each([
    ['blank', '  ', 'CONVEX_DEPLOY_KEY in .env.local'],
    ['the sentinel of a build that wants no key', '<ignore_deploy_key>', 'CONVEX_DEPLOYMENT_TOKEN in .env'],
  ])('is unset if it is %s', async (_, value, from) => {
    const { otter, environment, run, write } = await workspaceBetweenTwo()
    environment.CONVEX_DEPLOY_KEY = value
    await write('.env.local', `CONVEX_DEPLOY_KEY=${otter.token}\n`)
    await write('.env', `CONVEX_DEPLOYMENT_TOKEN=${otter.token}\n`)
    expect(await run(['env', 'list'])).toMatchObject({
      code: 0,
      stderr: `happy-otter-123 (dev) · key: ${from}\n`,
    })
  })

  test('is refused in the words of the sentinel for a missing key', async () => {
    const { run } = await createWorkspace({
      CONVEX_DEPLOY_KEY: '<missing_deploy_key:Ask\u001b[31m the platform team.>',
    })
    const { code, stderr } = await run(['env', 'list'])
    expect(code).toBe(64)
    expect(stderr).toBe('Failed: CONVEX_DEPLOY_KEY holds no key: Ask\\u001b[31m the platform team.\n')
  })

  test('is not read from an --env-file that sets NODE_OPTIONS, which Node itself obeys', async () => {
    const { fake, run, write } = await workspaceWithFake()
    await write('odd.env', `NODE_OPTIONS=--no-warnings\nCONVEX_SELF_HOSTED_URL=${fake.url}\n`)
    const { code, stderr } = await run(['env', 'list', '--env-file', 'odd.env'])
    expect(code).toBe(64)
    expect(stderr).toContain('odd.env sets NODE_OPTIONS')
    expect(fake.requests).toHaveLength(0)
  })

  test('comes from --env-file alone if that is given', async () => {
    const { otter, fox, environment, run, write } = await workspaceBetweenTwo()
    environment.CONVEX_DEPLOY_KEY = otter.token
    await write('fox.env', `CONVEX_DEPLOY_KEY=${fox.token}\n`)
    await write('empty.env', 'GREETING=hello\n')
    expect(await run(['env', 'list', '--env-file', 'fox.env'])).toMatchObject({ stdout: 'FOX\n' })
    expect(await run(['env', 'list', '--env-file', 'empty.env'])).toMatchObject({ code: 64, stdout: '' })
    // Node looks for a flag of this name everywhere: without the file it ends with its own 9.
    expect([9, 64]).toContain((await run(['env', 'list', '--env-file', 'absent.env'])).code)
    expect(otter.requests).toEqual([])
  })

  test('comes from the local deployment of the project with --local', async () => {
    const fake = await serveFake({ personality: 'selfHosted', name: 'local-otter' })
    const { run, write } = await createWorkspace()
    expect(await run(['env', 'list', '--local'])).toMatchObject({ code: 64 })
    const config = { ports: { cloud: Number(new URL(fake.url).port), site: 3211 }, adminKey: fake.token }
    await write('.convex/local/default/config.json', JSON.stringify(config))
    expect(await run(['env', 'list', '--local'])).toMatchObject({
      code: 0,
      stderr: 'local-otter (local) · key: .convex/local/default/config.json\n',
    })
    await write('own.env', '')
    expect(await run(['env', 'list', '--local', '--env-file', 'own.env'])).toMatchObject({ code: 64 })
  })

  test('never comes from the command line, and is not repeated from there', async () => {
    const { run } = await createWorkspace()
    const key = 'prod:happy-otter-123|sekret'
    const runs = await Promise.all([
      run(['env', 'list', `--admin-key=${key}`]),
      run(['env', 'list', '--token', key, '--json']),
    ])
    for (const { code, stdout, stderr } of runs) {
      expect(code).toBe(64)
      expect(stderr).toMatch(/^Usage: Unknown option '--(?:admin-key|token)'\.\n$/)
      expect(stdout).not.toContain('sekret')
    }
  })
})

describe('a URL and a key from files and the environment', () => {
  test.each([
    ['CONVEX_SELF_HOSTED_ADMIN_KEY', 'an admin key'],
    ['CONVEX_DEPLOY_KEY', 'a deploy key'],
  ])('must come from one source: a file that was checked out does not get %s', async variable => {
    const [evil, mine] = await Promise.all([serveFake(), serveFake()])
    const { run, write } = await createWorkspace({
      ...cloudRoutes({ 'happy-otter-123': mine }),
      [variable]: mine.token,
    })
    await write('.env', `CONVEX_SELF_HOSTED_URL=${evil.url}\n`)
    await write('app.env', 'A=1\n')
    const commands = [
      ['env', 'list', '--json'],
      ['env', 'apply', 'app.env', '--yes'],
    ]
    for (const { code, stderr } of await Promise.all(commands.map(words => run(words)))) {
      expect(code).toBe(4)
      expect(stderr).toContain(variable)
      expect(stderr).toContain('the environment')
      expect(stderr).toContain('CONVEX_SELF_HOSTED_URL')
      expect(stderr).toContain('.env')
      expect(stderr).not.toContain(mine.token)
    }
    expect([...evil.requests, ...mine.requests]).toEqual([])
  })

  test('may come from two sources if a flag names the deployment', async () => {
    const { otter, fox, environment, run, write } = await workspaceBetweenTwo()
    environment.CONVEX_DEPLOY_KEY = otter.token
    await write('.env', `CONVEX_SELF_HOSTED_URL=${fox.url}\n`)
    expect(await run(['env', 'list', '--deployment', 'happy-otter-123'])).toMatchObject({ stdout: 'OTTER\n' })
    expect(await run(['env', 'list', '--url', otter.url])).toMatchObject({ stdout: 'OTTER\n' })
    expect(fox.requests).toEqual([])
  })

  test.each([
    ['CONVEX_SELF_HOSTED_URL', 'http://127.0.0.1:3210', 'but CONVEX_SELF_HOSTED_ADMIN_KEY is not'],
    ['CONVEX_SELF_HOSTED_ADMIN_KEY', 'otter|01ab', 'but CONVEX_SELF_HOSTED_URL is not'],
  ])('are refused if there is only %s', async (variable, value, missing) => {
    const { run } = await createWorkspace({ [variable]: value })
    const { code, stderr } = await run(['env', 'list'])
    expect(code).toBe(64)
    expect(stderr).toContain(`${variable} is set in the environment, ${missing}`)
  })
})

describe('a flag', () => {
  test('names a deployment by name and region', async () => {
    const fake = await serveFake({ environmentVariables: { OTTER: '1' } })
    const { run } = await createWorkspace({
      ...routes({ 'https://happy-otter-123.eu-west-1.convex.cloud': fake }),
      CONVEX_DEPLOY_KEY: fake.token,
    })
    const words = ['env', 'list', '--deployment', 'happy-otter-123', '--region', 'eu-west-1']
    expect(await run(words)).toMatchObject({ code: 0, stdout: 'OTTER\n' })
    expect(await run(['env', 'list', '--region', 'eu-west-1'])).toMatchObject({ code: 64 })
  })

  test('names a deployment by a URL, which may be plain http outside of loopback only with --allow-http', async () => {
    const fake = await serveFake({ environmentVariables: { OTTER: '1' } })
    const { run } = await createWorkspace({
      ...routes({ 'http://convex.example.com': fake }),
      CONVEX_DEPLOY_KEY: fake.token,
    })
    const words = ['env', 'list', '--url', 'http://convex.example.com']
    const { code, stderr } = await run(words)
    expect(code).toBe(64)
    expect(stderr).toContain('--allow-http')
    expect(fake.requests).toEqual([])
    expect(await run([...words, '--allow-http'])).toMatchObject({ code: 0, stdout: 'OTTER\n' })
  })

  test('does not send the key of one deployment to another', async () => {
    const { otter, fox, environment, run } = await workspaceBetweenTwo()
    environment.CONVEX_DEPLOY_KEY = otter.token
    for (const flags of [
      ['--deployment', 'calm-fox-4'],
      ['--url', 'https://calm-fox-4.convex.cloud'],
    ]) {
      const { code, stderr } = await run(['env', 'list', ...flags])
      expect(code).toBe(64)
      expect(stderr).toContain('The deploy key is for happy-otter-123, but the deployment is calm-fox-4.')
    }
    expect(fox.requests).toEqual([])
  })

  test.each([
    [['--deployment', 'a', '--url', 'https://a.convex.cloud'], '--deployment and --url cannot be combined'],
    [['--local', '--url', 'https://a.convex.cloud'], '--url and --local cannot be combined'],
    [['--url', 'https://a.convex.site'], 'https://a.convex.cloud'],
    [['--url', 'nonsense'], '--url'],
    [['--deployment', 'https://a.convex.cloud'], '--deployment'],
  ])('is refused if it cannot be right: %j', async (flags, says) => {
    const { run } = await createWorkspace({ CONVEX_DEPLOY_KEY: 'dev:a|secret' })
    const { code, stderr } = await run(['env', 'list', ...flags])
    expect(code).toBe(64)
    expect(stderr).toContain(says)
  })

  test('is needed by a key that names no deployment', async () => {
    const keys = [
      'project:team:otter-pond|secret',
      'preview:team:otter-pond|secret',
      'team:team|secret',
      'ey0=',
    ]
    const fake = await serveFake({
      keys: keys.map(token => ({ token })),
      environmentVariables: { OTTER: '1' },
    })
    const { environment, run } = await createWorkspace(cloudRoutes({ 'happy-otter-123': fake }))
    for (const key of keys) {
      environment.CONVEX_DEPLOY_KEY = key
      const { code, stderr } = await run(['env', 'list'])
      expect(code).toBe(64)
      expect(stderr).toContain('Pass --deployment or --url')
      expect(stderr).not.toContain('secret')
    }
    expect(fake.requests).toEqual([])
    expect(await run(['env', 'list', '--deployment', 'happy-otter-123'])).toMatchObject({
      stdout: 'OTTER\n',
      stderr: 'happy-otter-123 (dev, otter-pond) · key: CONVEX_DEPLOY_KEY in the environment\n',
    })
  })
})

describe('CONVEX_DEPLOYMENT', () => {
  test('is not enough: the command that makes a key is shown', async () => {
    const { run, write } = await createWorkspace()
    await write('.env.local', 'CONVEX_DEPLOYMENT=dev:happy-otter-123 # team: otters, project: otter-pond\n')
    const { code, stderr, json } = await run(['env', 'list', '--json'])
    expect(code).toBe(64)
    expect(stderr).toContain(
      'CONVEX_DEPLOYMENT in .env.local names happy-otter-123, but there is no key for it',
    )
    expect(json()).toMatchObject({
      error: { exitCode: 64, written: 'nothing' },
      next: ['npx convex deployment token create my-key --deployment happy-otter-123 --save-env'],
    })
  })

  test.each([
    ['local:local-otter', '--local'],
    ['anonymous:anonymous-otter', '--local'],
  ])('%s is a deployment on this machine', async (value, says) => {
    const { run } = await createWorkspace({ CONVEX_DEPLOYMENT: value })
    const { code, stderr } = await run(['env', 'list'])
    expect(code).toBe(64)
    expect(stderr).toContain(says)
  })

  test('is not needed: without any key the error says what to set', async () => {
    const { run } = await createWorkspace()
    const [plain, named] = await Promise.all([
      run(['env', 'list']),
      run(['env', 'list', '--deployment', 'calm-fox-4', '--json']),
    ])
    expect(plain).toMatchObject({ code: 64, stdout: '' })
    expect(plain.stderr).toContain('CONVEX_DEPLOY_KEY')
    expect(named.stderr).toContain('There is no key for calm-fox-4.')
    expect(named.json()).toMatchObject({ next: [expect.stringContaining('--deployment calm-fox-4')] })
  })

  test('that is not the deployment of the key gets a note', async () => {
    const { environment, run, write } = await workspaceOnCloud({ deploymentType: 'prod' })
    await write('.env.local', 'CONVEX_DEPLOYMENT=dev:calm-fox-4\n')
    expect((await run(['env', 'list'])).stderr).toBe(
      'happy-otter-123 (prod) · key: CONVEX_DEPLOY_KEY in the environment\n' +
        'Note: this project develops on calm-fox-4 (CONVEX_DEPLOYMENT in .env.local), the key is for happy-otter-123.\n',
    )
    await write('.env.local', 'CONVEX_DEPLOYMENT=prod:happy-otter-123\n')
    expect((await run(['env', 'list'])).stderr).not.toContain('Note')
    environment.CONVEX_DEPLOYMENT = 'calm-fox-4'
    expect((await run(['env', 'list'])).stderr).toContain('calm-fox-4 (CONVEX_DEPLOYMENT in the environment)')
  })
})

test('the first line on stderr is the deployment', async () => {
  const { run } = await workspaceWithFake()
  for (const [words, input] of [
    [['env', 'set', 'A', '--yes'], 'value\n'],
    [['env', 'plan', '-', '--exit-code'], 'B=1\n'],
    [['info', '--json'], ''],
  ] as const) {
    const { stderr } = await run(words, input)
    expect(stderr.split('\n')[0]).toBe(
      'happy-otter-123 (local) · key: CONVEX_SELF_HOSTED_ADMIN_KEY in the environment',
    )
  }
})
