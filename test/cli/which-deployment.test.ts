import { execFileSync } from 'node:child_process'
import { rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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

  test('is unset if it is the sentinel of a build that wants no key', async () => {
    const { otter, environment, run, write } = await workspaceBetweenTwo()
    environment.CONVEX_DEPLOY_KEY = '<ignore_deploy_key>'
    await write('.env', `CONVEX_DEPLOYMENT_TOKEN=${otter.token}\n`)
    expect(await run(['env', 'list'])).toMatchObject({
      code: 0,
      stderr: 'happy-otter-123 (dev) · key: CONVEX_DEPLOYMENT_TOKEN in .env\n',
    })
  })

  test('of the environment goes before any of a file, under whichever of its names', async () => {
    const { otter, fox, environment, run, write } = await workspaceBetweenTwo()
    environment.CONVEX_DEPLOYMENT_TOKEN = otter.token
    await write('.env', `CONVEX_DEPLOY_KEY=${fox.token}\n`)
    expect(await run(['env', 'list'])).toMatchObject({ stdout: 'OTTER\n' })
    expect(fox.requests).toEqual([])
  })

  test.each([
    ['in the environment', 'is set in the environment, but empty'],
    ['in .env.local', 'is set in .env.local, line 2, but empty'],
  ])('that is blank %s stops the command: a later one is of another deployment', async (where, says) => {
    const { fox, environment, run, write } = await workspaceBetweenTwo()
    if (where === 'in the environment') environment.CONVEX_DEPLOY_KEY = ' '
    else await write('.env.local', '# local\nCONVEX_DEPLOY_KEY=\n')
    await write('.env', `CONVEX_SELF_HOSTED_URL=${fox.url}\nCONVEX_SELF_HOSTED_ADMIN_KEY=${fox.token}\n`)
    const { code, stderr } = await run(['env', 'list'])
    expect(code).toBe(64)
    expect(stderr).toContain(`CONVEX_DEPLOY_KEY ${says}`)
    expect(fox.requests).toEqual([])
  })

  test.each(['GITHUB_ACTIONS', 'TF_BUILD', 'JENKINS_URL', 'TEAMCITY_VERSION', 'CODEBUILD_BUILD_ID'])(
    'comes from no file where %s says that it is CI',
    async variable => {
      const { run, write } = await createWorkspace({ [variable]: 'true' })
      await write('.env', 'CONVEX_DEPLOY_KEY=prod:otter|token\n')
      const { code, stderr } = await run(['env', 'list'])
      expect({ code, stderr }).toMatchObject({ code: 64, stderr: expect.stringContaining('In CI no .env') })
    },
  )

  test('comes from a file of 150,000 problems in time that grows with its length', async () => {
    const { run, write } = await createWorkspace()
    await write('.env', `${'A=\n'.repeat(150_000)}CONVEX_DEPLOY_KEY=dev:otter|token\n`)
    const answer = () => Response.json({ environmentVariables: { FOX: '1' } })
    expect(await run(['env', 'list'], '', answer)).toMatchObject({ stdout: 'FOX\n' })
  })

  test('is missing in a file that is named: no other place is offered, as none is read', async () => {
    const { run, write } = await createWorkspace({ CONVEX_DEPLOY_KEY: 'dev:otter|token' })
    await write('.env.fake', '')
    const { code, stderr } = await run(['env', 'list', '--credentials', '.env.fake'])
    expect({ code, stderr }).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('.env.fake names no deployment: it needs CONVEX_DEPLOY_KEY'),
    })
  })

  test('comes in CI from no file that is not named', async () => {
    const { fox, environment, run, write } = await workspaceBetweenTwo()
    await write('.env', `CONVEX_DEPLOY_KEY=${fox.token}\n`)
    environment.CI = 'true'
    const { code, stderr } = await run(['env', 'list'])
    expect(code).toBe(64)
    expect(stderr).toContain('In CI no .env file is read unless --credentials names it')
    expect(fox.requests).toEqual([])
    expect(await run(['env', 'list', '--credentials', '.env'])).toMatchObject({ stdout: 'FOX\n' })
    environment.CI = 'false'
    expect(await run(['env', 'list'])).toMatchObject({ stdout: 'FOX\n' })
  })

  test.each<[what: string, content: string | Uint8Array, says: string]>([
    ['is UTF-16', Buffer.from('\ufeffCONVEX_DEPLOY_KEY=dev:a|s3cr3t\n', 'utf16le'), 'it is UTF-16'],
    ['has two keys', 'CONVEX_DEPLOY_KEY=dev:a|s3cr3t\nCONVEX_DEPLOY_KEY=dev:b|s3cr3t\n', 'line 2'],
    [
      'has a line that sets nothing',
      'CONVEX_DEPLOY_KEY: dev:a|s3cr3t =\nCONVEX_DEPLOY_KEY dev:a|s3cr3t',
      'line 2',
    ],
    ['has a quote that swallows the key', 'NOTE="it\nCONVEX_DEPLOY_KEY=dev:a|s3cr3t\\"\nX="', 'line 1'],
    ['never ends', 'A=1\n'.repeat(400_000), 'longer than a mebibyte'],
  ])('is not read past a file that %s', async (_, content, says) => {
    const { fox, run, write } = await workspaceBetweenTwo()
    await write('.env.local', content)
    await write('.env', `CONVEX_DEPLOY_KEY=${fox.token}\n`)
    const { code, stderr } = await run(['env', 'list'])
    expect(code).toBe(64)
    expect(stderr).toContain('.env.local')
    expect(stderr).toContain(says)
    expect(stderr).not.toContain('s3cr3t')
    expect(fox.requests).toEqual([])
  })

  test('is read from a file whose problems are about something else', async () => {
    const { fox, run, write } = await workspaceBetweenTwo()
    await write('.env.local', `A=1\nA=2\nnothing at all\nCONVEX_DEPLOY_KEY=${fox.token}\n`)
    expect(await run(['env', 'list'])).toMatchObject({ stdout: 'FOX\n' })
  })

  test('is refused in the words of the sentinel for a missing key', async () => {
    const { run } = await createWorkspace({
      CONVEX_DEPLOY_KEY: '<missing_deploy_key:Ask\u001b[31m the platform team.>',
    })
    const { code, stderr } = await run(['env', 'list'])
    expect(code).toBe(64)
    expect(stderr).toBe('Error: CONVEX_DEPLOY_KEY holds no key: Ask\\u001b[31m the platform team.\n')
  })

  test('comes from --credentials alone if that is given', async () => {
    const { otter, fox, environment, run, write } = await workspaceBetweenTwo()
    environment.CONVEX_DEPLOY_KEY = otter.token
    await write('fox.env', `CONVEX_DEPLOY_KEY=${fox.token}\n`)
    await write('empty.env', 'GREETING=hello\n')
    expect(await run(['env', 'list', '--credentials', 'fox.env'])).toMatchObject({ stdout: 'FOX\n' })
    expect(await run(['env', 'list', '--credentials', 'empty.env'])).toMatchObject({ code: 64, stdout: '' })
    expect(await run(['env', 'list', '--credentials', 'absent.env'])).toMatchObject({ code: 64 })
    const { code, stderr } = await run(['env', 'list', '--env-file', 'fox.env'])
    expect(code).toBe(64)
    expect(stderr).toContain('--credentials')
    expect(otter.requests).toEqual([])
  })

  test('comes from the local deployment of the project with --local', async () => {
    const fake = await serveFake({ kind: 'selfHosted', name: 'local-otter' })
    const { run, write } = await createWorkspace()
    expect(await run(['env', 'list', '--local'])).toMatchObject({ code: 64 })
    const config = { ports: { cloud: Number(new URL(fake.url).port), site: 3211 }, adminKey: fake.token }
    await write('.convex/local/default/config.json', JSON.stringify(config))
    expect(await run(['env', 'list', '--local'])).toMatchObject({
      code: 0,
      stderr: `${new URL(fake.url).host} (local) · key "local-otter": .convex/local/default/config.json\nThere are no variables.\n`,
    })
    await write('own.env', '')
    expect(await run(['env', 'list', '--local', '--credentials', 'own.env'])).toMatchObject({ code: 64 })
  })

  test('comes from a pipe in place of the local one, which is awaited until Ctrl-C', async () => {
    const fake = await serveFake({ kind: 'selfHosted' })
    const { run, runInterrupted, write, folder } = await createWorkspace()
    const file = '.convex/local/default/config.json'
    await write(file, '')
    await rm(join(folder, file))
    execFileSync('mkfifo', [join(folder, file)])
    expect(await runInterrupted(['env', 'list', '--local'])).toMatchObject({ code: 130 })
    const config = { ports: { cloud: Number(new URL(fake.url).port) }, adminKey: fake.token }
    const [listed] = await Promise.all([
      run(['env', 'list', '--local']),
      writeFile(join(folder, file), JSON.stringify(config)),
    ])
    expect(listed).toMatchObject({ code: 0 })
  })

  test('is not in a local file without an end, nor in a folder', async () => {
    const { run, write, folder } = await createWorkspace()
    const file = '.convex/local/default/config.json'
    await write(`${file}/no-file`, '')
    const { code, stderr } = await run(['env', 'list', '--local'])
    expect({ code, stderr }).toMatchObject({
      code: 64,
      stderr: expect.stringContaining(`${file} can't be read`),
    })
    await rm(join(folder, file), { recursive: true })
    await symlink('/dev/zero', join(folder, file))
    expect(await run(['env', 'list', '--local'])).toMatchObject({ code: 64 })
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
      expect(stderr).toMatch(/^Error: Unknown option '--(?:admin-key|token)'\./m)
      expect(stdout).not.toContain('sekret')
    }
  })
})

describe('a URL and a key from files and the environment', () => {
  test.each([
    ['CONVEX_SELF_HOSTED_ADMIN_KEY', 64],
    ['CONVEX_DEPLOY_KEY', 0],
  ])('come from one source: a file that was checked out does not get %s', async (variable, code) => {
    const [evil, mine] = await Promise.all([serveFake(), serveFake()])
    const { run, write } = await createWorkspace({
      ...cloudRoutes({ 'happy-otter-123': mine }),
      [variable]: mine.token,
    })
    await write('.env', `CONVEX_SELF_HOSTED_URL=${evil.url}\n`)
    await write('app.env', 'A=1\n')
    for (const words of [
      ['env', 'list', '--json'],
      ['env', 'apply', 'app.env', '--yes'],
    ]) {
      const ran = await run(words)
      expect(ran.code).toBe(code)
      expect(ran.stderr).toContain(`${variable} ${code ? 'is set in' : 'in'} the environment`)
      expect(ran.stderr).not.toContain(mine.token)
    }
    expect(evil.requests).toEqual([])
  })

  test('may both be of a pair whose URL `--url` names: its words are then read, and not those of the pair', async () => {
    const fake = await serveFake()
    const { run } = await createWorkspace({
      CONVEX_SELF_HOSTED_URL: `${fake.url}/dashboard`,
      CONVEX_SELF_HOSTED_ADMIN_KEY: fake.token,
    })
    expect(await run(['env', 'list', '--url', fake.url])).toMatchObject({ code: 0 })
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

  test('that is blank selects none, and is no reason to stop', async () => {
    const { otter, environment, run, write } = await workspaceBetweenTwo()
    environment.CONVEX_DEPLOY_KEY = otter.token
    environment.CONVEX_DEPLOYMENT = ''
    await write('.env.local', 'CONVEX_DEPLOYMENT=\n')
    expect(await run(['env', 'list'])).toMatchObject({ code: 0, stdout: 'OTTER\n' })
  })

  test('that is not the deployment of the key gets a note', async () => {
    const { environment, run, write } = await workspaceOnCloud({ deploymentType: 'prod' })
    await write('.env.local', 'CONVEX_DEPLOYMENT=dev:calm-fox-4\n')
    expect((await run(['env', 'list'])).stderr).toBe(
      'happy-otter-123 (prod) · key: CONVEX_DEPLOY_KEY in the environment\n' +
        'Note: this project develops on calm-fox-4 (CONVEX_DEPLOYMENT in .env.local), the key is for happy-otter-123.\n' +
        'There are no variables.\n',
    )
    await write('.env.local', 'CONVEX_DEPLOYMENT=prod:happy-otter-123\n')
    expect((await run(['env', 'list'])).stderr).not.toContain('Note')
    environment.CONVEX_DEPLOYMENT = 'calm-fox-4'
    expect((await run(['env', 'list'])).stderr).toContain('calm-fox-4 (CONVEX_DEPLOYMENT in the environment)')
  })
})

test('the first line on stderr is the deployment, by its host where nothing proves a name', async () => {
  const { fake, run } = await workspaceWithFake()
  for (const [words, input] of [
    [['env', 'set', 'A', '--yes'], 'value\n'],
    [['env', 'plan', '-', '--exit-code'], 'B=1\n'],
    [['info', '--json'], ''],
  ] as const) {
    const { stderr } = await run(words, input)
    expect(stderr.split('\n')[0]).toBe(
      `${new URL(fake.url).host} (local) · key "happy-otter-123": CONVEX_SELF_HOSTED_ADMIN_KEY in the environment`,
    )
  }
})
