import { describe, expect, test } from 'vitest'
import { programOf } from '../../src/cli/program.js'
import { answers } from '../../src/fake/index.js'
import { fetchFailed } from '../support/answers.js'
import { asGlobal } from '../support/global-fetch.js'
import { answering } from '../support/recorder.js'
import { assertUsable } from './support/next-steps.js'
import { createWorkspace, workspaceOnCloud, workspaceWithFake } from './support/workspace.js'

const next = (json: () => unknown) => Object(json()).next

describe('a refusal says how to go on', () => {
  test.each([
    [['env', 'set'], 'env set --help'],
    [['env', 'lists'], 'env --help'],
    [['env', 'defaults', 'lists'], 'env defaults --help'],
    [['otters'], '--help'],
    [['usage-limits', 'set', '--metric', 'otters'], 'usage-limits set --help'],
  ])('a line that is wrong, by the help of what it begins with: %j', async (words, help) => {
    const { run } = await createWorkspace()
    const { code, json } = await run([...words, '--json'])
    expect(code).toBe(64)
    expect(next(json)).toEqual([`convex-deployment ${help}`])
  })

  test.each([
    [['env', 'get', 'GONE', '--timeout', '5000'], ['env list --timeout 5000 --json']],
    [['log-streams', 'get', 'webhook'], ['log-streams list --json']],
    [
      ['usage-limits', 'remove', ...'--metric functionCalls --window day --type disable'.split(' ')],
      ['usage-limits list --json'],
    ],
  ])('what is absent, by the list of what there is, with its flags: %j', async (words, lines) => {
    const { run } = await workspaceWithFake()
    const { code, json } = await run([...words, '--json'])
    expect(code).toBe(5)
    expect(next(json)).toEqual(lines.map(line => `convex-deployment ${line}`))
  })

  test('another deployment than expected, by what shows which it is', async () => {
    const { run, host } = await workspaceWithFake()
    const { json } = await run(['pause', '--expect', 'prod', '--timeout', '5000', '--json'])
    expect(next(json)).toEqual(['convex-deployment info --timeout 5000 --json'])
    const other = await run(['pause', '--confirm', 'otter', '--json'])
    expect(other.stderr).toContain(`this is ${host}`)
    expect(next(other.json)).toEqual(['convex-deployment info --json'])
  })

  test('another target of a copy than expected, by what shows that target', async () => {
    const { run, environment, fake } = await workspaceWithFake()
    environment.CONVEX_DEPLOY_KEY = fake.token
    const copy = ['env', 'copy', '--from', fake.url, '--to', fake.url, '--expect', 'prod']
    expect(next((await run([...copy, '--json'])).json)).toEqual([
      `convex-deployment info --url ${fake.url} --json`,
    ])
  })

  test('no deployment, where there is a token of all of them, by its name', async () => {
    const { run } = await createWorkspace({ CONVEX_ACCESS_TOKEN: 'team:otters|0123456789abcdef' })
    const { code, stderr, json } = await run(['env', 'list', '--json'])
    expect(code).toBe(64)
    expect(stderr).toContain('CONVEX_ACCESS_TOKEN opens any of its team or project')
    expect(next(json)).toEqual(['convex-deployment env list --json --deployment NAME'])
  })

  test('a connection that fails, by the same line', async () => {
    const { run, environment } = await createWorkspace({ CONVEX_DEPLOY_KEY: 'dev:otter|0123456789abcdef' })
    asGlobal(answering(fetchFailed('ECONNREFUSED')))
    environment.API_KEY = 'sekret'
    const { json } = await run(['env', 'set', 'API_KEY', '--from-env', '--blind', '--yes', '--json'])
    expect(next(json)).toEqual(['convex-deployment env set API_KEY --from-env --blind --yes --json'])
    // A second word may be a value.
    const doubtful = await run(['env', 'set', 'API_KEY', 'sekret_1', '--from-env', '--json'])
    expect(doubtful.stdout + doubtful.stderr).not.toContain('convex-deployment env set API_KEY sekret_1')
  })

  test('a key that is refused, by what makes another', async () => {
    const { fake, run } = await workspaceOnCloud()
    fake.faults.add(
      { kind: 'answer', status: 401, body: '{"code":"BadAdminKey","message":"Otter"}' },
      { times: 9 },
    )
    const { json } = await run(['usage', '--json'])
    expect(next(json)).toEqual([
      'npx convex deployment token create my-key --deployment happy-otter-123 --save-env',
    ])
  })

  test('a write whose outcome nobody knows, by what reads it', async () => {
    const { fake, run } = await workspaceWithFake()
    fake.faults.add(answers.badGateway, { operation: 'updateCanonicalUrl', times: 20 })
    const { code, json } = await run([
      ...['canonical-urls', 'set', 'convexCloud', 'https://api.example.com', '--yes', '--json'],
    ])
    expect(code).toBe(1)
    expect(next(json)).toEqual(['convex-deployment canonical-urls get --json'])
  })
})

describe('the search for steps that cannot be taken', () => {
  test.each([
    ['convex-deployment env list --otter', 'is refused'],
    ['convex-deployment otters', 'is refused'],
    ['otter env list', 'calls another program'],
    ['convex-deployment env list --deployment sekret', 'holds a secret'],
  ])('finds %s', (line, complaint) => {
    expect(() => assertUsable(line, ['sekret'])).toThrow(complaint)
  })
})

describe('the program is called as it was called', () => {
  const IN_PROJECT = '/srv/shop/node_modules/.bin/convex-deployment'
  test.each([
    [
      'npx',
      IN_PROJECT,
      { npm_config_user_agent: 'npm/10.8.2 node/v20' },
      'npx --no-install convex-deployment',
    ],
    [
      'pnpm',
      IN_PROJECT,
      { npm_config_user_agent: 'pnpm/9.1.0 npm/? node/v20' },
      'pnpm exec convex-deployment',
    ],
    [
      'Yarn',
      '/srv/shop/.yarn/cache/a.zip/node_modules/convex-deployment/dist/cli/bin.js',
      { npm_config_user_agent: 'yarn/4.5.0' },
      'yarn run convex-deployment',
    ],
    ['Bun', IN_PROJECT, { npm_config_user_agent: 'bun/1.2.0 npm/? node/v22' }, 'bun run convex-deployment'],
    ['its path in the project', IN_PROJECT, { PATH: '/usr/bin' }, 'npx --no-install convex-deployment'],
    [
      'a path that has the programs of the project',
      IN_PROJECT,
      { PATH: '/srv/shop/node_modules/.bin:/usr/bin' },
      'convex-deployment',
    ],
    ['its name, installed for all projects', '/usr/local/bin/convex-deployment', {}, 'convex-deployment'],
    [
      'Windows, for all projects',
      'C:\\npm\\node_modules\\convex-deployment\\dist\\cli\\bin.js',
      {},
      'convex-deployment',
    ],
    ['its file', '/srv/shop/client/dist/cli/bin.js', {}, 'node ../client/dist/cli/bin.js'],
  ])('by %s', (_, script, environment, words) => {
    expect(programOf(script, environment, '/srv/shop/packages').join(' ')).toBe(words)
  })
})
