import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { answers } from '../../src/fake/index.js'
import { valuesOf, workspaceWithFleet, writesOf } from './support/fleet.js'
import { createRepository } from './support/git.js'
import { createWorkspace } from './support/workspace.js'

const APPLY = ['env', 'apply', 'app.env', '--deployments', 'fleet.json']
const PLAN = ['env', 'plan', 'app.env', '--deployments', 'fleet.json']

test('env plan shows a table of all plans, and writes nothing', async () => {
  const { run, writes } = await workspaceWithFleet({
    otter: { environmentVariables: { A: 'old', MINE: '1' } },
    beaver: { environmentVariables: { A: 'new', B: '2' }, deploymentType: 'prod' },
  })
  const { code, stdout, stderr } = await run(PLAN)
  expect(code).toBe(0)
  expect(stdout).toEqual(
    expect.stringMatching(
      /^otter \(dev\)\n {2}~ A {2}3→3 B {2}\w{4}→\w{4}\n {2}\+ B {2}1 B\n {2}= 1 left alone\nNo changes: beaver \(prod\)\nPlan: 1 to create, 1 to change, 0 to remove, on 1 of 2 deployments\.\n$/,
    ),
  )
  expect(stderr).toBe('To apply this plan without a question: --confirm fleet.json=1\n')
  expect(await run([...PLAN, '--exit-code'])).toMatchObject({ code: 2 })
  expect(writes()).toEqual([])
})

test('each deployment gets its changes, its own backup, and a result in --json', async () => {
  const { run, fake, files, read } = await workspaceWithFleet({
    otter: { environmentVariables: { A: 'old of the otter' } },
    beaver: { environmentVariables: { A: 'old of the beaver', MINE: 'of the beaver' } },
    mole: { environmentVariables: { A: 'new', B: '2' } },
  })
  const { code, json } = await run([...APPLY, '--yes', '--json'])
  expect(code).toBe(0)
  expect(json()).toMatchObject({
    deployments: [
      {
        deployment: { name: 'otter', type: 'dev' },
        status: 'applied',
        steps: [{ name: 'A', status: 'done' }, { name: 'B' }],
      },
      { deployment: { name: 'beaver' }, status: 'applied' },
      { deployment: { name: 'mole' }, status: 'unchanged', steps: [] },
    ],
  })
  expect(valuesOf(fake('beaver'))).toEqual({ A: 'new', B: '2', MINE: 'of the beaver' })
  expect(valuesOf(fake('otter'))).toEqual({ A: 'new', B: '2' })
  const backups = (await files('state')).sort()
  expect(backups.map(file => file.split('/').at(-2))).toEqual([
    'beaver-beaver.convex.cloud',
    'otter-otter.convex.cloud',
  ])
  const kept = await Promise.all(backups.map(file => read(file.slice(file.indexOf('state')))))
  expect(kept.map(text => JSON.parse(text).variables)).toEqual([
    { A: 'old of the beaver' },
    { A: 'old of the otter' },
  ])
})

test('any guard refuses before anything is written to any deployment', async () => {
  const { run, writes, write, fake, fakes } = await workspaceWithFleet({
    otter: {},
    beaver: { deploymentType: 'prod' },
  })
  const production = await run([...APPLY, '--yes'])
  expect(production.code).toBe(4)
  expect(production.stderr).toContain(
    'convex-deployment env apply app.env --deployments fleet.json --yes --confirm fleet.json=2',
  )
  // The number of the guarded ones alone would not change with another one that the file lists.
  expect(await run([...APPLY, '--confirm', 'fleet.json=1'])).toMatchObject({ code: 4 })
  expect(await run([...APPLY, '--expect', 'dev', '--confirm', 'fleet.json=2'])).toMatchObject({ code: 4 })
  fake('beaver').state.environmentVariables = new Map(Array.from({ length: 511 }, (_, i) => [`V${i}`, 'x']))
  const full = await run([...APPLY, '--confirm', 'fleet.json=2', '--json'])
  expect(full.code).toBe(4)
  expect(full.json()).toMatchObject({
    deployments: [{ status: 'planned' }, { status: 'refused', problems: [{}] }],
    error: { written: 'nothing' },
  })
  const [otter, beaver] = fakes
  expect(otter?.requests.length).toBeGreaterThan(0)
  expect(beaver?.requests.length).toBeGreaterThan(0)
  const other = [
    { name: 'otter', key: 'KEY_OF_OTTER' },
    { name: 'mole', key: 'KEY_OF_BEAVER' },
  ]
  await write('fleet.json', JSON.stringify(other))
  expect(await run([...APPLY, '--confirm', 'fleet.json=2'])).toMatchObject({ code: 64 })
  expect(writes()).toEqual([])
})

describe('if one deployment cannot be planned', () => {
  const fleet = async () => {
    const workspace = await workspaceWithFleet({ otter: {}, beaver: {}, mole: {} })
    workspace.fake('beaver').faults.add(answers.badGateway, { times: 20 })
    return workspace
  }

  test('nothing is written to any, and the refusal says how to go on', async () => {
    const { run, writes } = await fleet()
    const { code, stderr, json } = await run([...APPLY, '--yes', '--json'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/\nbeaver \(\?\): failed: .*502/)
    expect(stderr).toContain("1 of 3 deployments can't be changed as planned. Nothing was written.\n")
    expect(json()).toMatchObject({
      deployments: [{ status: 'planned' }, { status: 'failed' }, { status: 'planned' }],
      error: { exitCode: 1, written: 'nothing' },
      next: ['convex-deployment env apply app.env --deployments fleet.json --yes --json --keep-going'],
    })
    expect(writes()).toEqual([])
  })

  test('--keep-going changes the others, exits 1, and a second run changes only what is left', async () => {
    const { run, fake, fakes } = await fleet()
    const first = await run([...APPLY, '--yes', '--keep-going'])
    expect(first.code).toBe(1)
    expect(first.stderr).toContain(
      'Not all: 2 changed, 0 were as they should be, 1 failed. Run it again for what is left.',
    )
    expect(first.stderr).toMatch(/\nbeaver +failed +.*502/)
    expect(valuesOf(fake('mole'))).toEqual({ A: 'new', B: '2' })
    fake('beaver').faults.clear()
    const second = await run([...APPLY, '--yes'])
    expect(second).toMatchObject({ code: 0 })
    expect(second.stderr).toContain('Done: 1 changed, 2 were as they should be, 0 failed.')
    expect(fakes.map(fake => writesOf(fake).length)).toEqual([1, 1, 1])
  })

  test('--keep-going leaves one whose plan has problems, and exits 1 as others were written', async () => {
    const { run, fake, writes } = await workspaceWithFleet({ otter: {}, beaver: {} })
    fake('beaver').state.environmentVariables = new Map(
      Array.from({ length: 511 }, (_, index) => [`V${index}`, 'x']),
    )
    const { code, stderr, json } = await run([...APPLY, '--yes', '--keep-going', '--json'])
    expect(code).toBe(1)
    expect(stderr).toContain('1 left as they are, as their plan has problems')
    expect(json()).toMatchObject({
      deployments: [{ status: 'applied' }, { status: 'refused', problems: [{}] }],
    })
    expect(writes()).toHaveLength(1)
  })

  test('--keep-going alone is refused', async () => {
    const { run } = await workspaceWithFleet({ otter: {} })
    expect(await run(['env', 'apply', 'app.env', '--keep-going'])).toMatchObject({ code: 64 })
  })
})

test('all backups share a line, and so do all values of which none is kept', async () => {
  const of = { environmentVariables: { A: 'old' } }
  const { run, environment } = await workspaceWithFleet({ otter: of, beaver: of })
  environment.CI = 'true'
  const none = await run([...APPLY, '--yes'])
  expect(none.stderr.match(/No backup|no backup/g)).toHaveLength(1)
  expect(none.stderr).toContain('In CI no backup is kept of A: name a folder by --backup-dir to keep one.\n')
  const again = await workspaceWithFleet({ otter: of, beaver: of })
  const { stderr } = await again.run([...APPLY, '--yes'])
  expect(stderr).toMatch(/\nbackup: 2 files in \S+\/backups\n/)
  expect(stderr.match(/backup:/g)).toHaveLength(1)
})

describe('if one deployment was left as it is, the exit code says so only if no other one was written:', () => {
  const twoOf = (environmentVariables: Record<string, string>) =>
    workspaceWithFleet({ otter: { environmentVariables }, beaver: { environmentVariables: { A: 'old' } } })

  test('another writer came in between', async () => {
    const body = '{"environmentVariables":{"A":"changed"}}'
    const headers = { 'content-type': 'application/json' }
    const changed = { kind: 'answer', status: 200, body, headers } as const
    for (const [code, values, status] of [
      [1, {}, 'applied'],
      [3, { A: 'new', B: '2' }, 'unchanged'],
    ] as const) {
      const { run, fake } = await twoOf(values)
      fake('beaver').faults.add(changed, { operation: 'listEnvironmentVariables', from: 2 })
      const result = await run([...APPLY, '--yes', '--json'])
      expect(result.code).toBe(code)
      expect(result.json()).toMatchObject({ deployments: [{ status }, { error: { exitCode: 3 } }] })
    }
  })

  test('Git would take its backup', async () => {
    for (const [code, values, status] of [
      [1, {}, 'applied'],
      [4, { A: 'new', B: '2' }, 'unchanged'],
    ] as const) {
      const { folder, run, write } = await twoOf(values)
      await createRepository(join(folder, 'project'))
      await write('project/backups/beaver-beaver.convex.cloud/.gitignore', '!*\n')
      const result = await run([...APPLY, '--yes', '--json', '--backup-dir', 'project/backups'])
      expect(result.code).toBe(code)
      expect(result.json()).toMatchObject({ deployments: [{ status }, { error: { exitCode: 4 } }] })
    }
  })
})

test('a write whose response is lost may have taken effect', async () => {
  const { run, fake } = await workspaceWithFleet({ otter: {}, beaver: {} })
  const update = { operation: 'updateEnvironmentVariables' } as const
  fake('otter').faults.add({ kind: 'reset', when: 'before' }, update)
  const { code, json, stderr } = await run([...APPLY, '--yes', '--json'])
  expect(code).toBe(1)
  expect(stderr).toContain('1 changed, 0 were as they should be, 1 failed (1 may have taken effect)')
  expect(json()).toMatchObject({
    deployments: [{ error: { exitCode: 1, written: 'unknown' } }, { status: 'applied' }],
  })
})

test('at most --concurrency deployments are worked on at once', async () => {
  let waiting: (() => void)[] = []
  let most = 0
  const servers = Array.from({ length: 6 }, () =>
    createServer(async (_request, response) => {
      const pair = new Promise<void>(resolve => waiting.push(resolve))
      most = Math.max(most, waiting.length)
      if (waiting.length === 2) {
        for (const release of waiting) release()
        waiting = []
      }
      await pair
      response.setHeader('content-type', 'application/json').end('{"environmentVariables":{}}')
    }),
  )
  const listed = []
  for (const server of servers) {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    listed.push({ url: `http://127.0.0.1:${typeof address === 'object' && address?.port}`, key: 'KEY' })
    onTestFinished(() => server.closeAllConnections())
    onTestFinished(() => void server.close())
  }
  const { run, write } = await createWorkspace({ KEY: 'team-token' })
  await write('fleet.json', JSON.stringify(listed))
  await write('app.env', 'A=1\n')
  const { code, stdout } = await run([...PLAN, '--concurrency', '2'])
  expect(code).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(13)
  expect(most).toBe(2)
})

const OTTER = { name: 'otter', key: 'KEY' }
test.each([
  ['nothing', ' ', /fleet\.json is not JSON: it is empty\./],
  ['the beginning of JSON', '[', /fleet\.json is not JSON: it ends too early\./],
  ['broken JSON', '[\n  { "name": "s3cret" "key": 1 }\n]', /is not JSON, from line 2, column 22\./],
  ['no array', '{ "name": "otter" }', /must be a JSON array: \[\{/],
  ['an empty list', '[]', /fleet\.json lists no deployment\./],
  ['no key', '[{ "name": "otter" }]', /\[0\] needs a "key"/],
  ['neither name nor URL', '[{ "key": "KEY" }]', /either a "name" or a "url"/],
  ['both', '[{ "name": "otter", "url": "https://a.example", "key": "KEY" }]', /either a "name" or a "url"/],
  ['a key that is no string', '[{ "name": "otter", "key": 1 }]', /\[0\]\.key must be a string/],
  [
    'an unknown member',
    '[{ "name": "otter", "regoin": "eu", "key": "KEY" }]',
    /unknown member, "regoin"\. It may have: name, region/,
  ],
  ['a key for a member', '[{ "dev:otter|s3cret": "KEY" }]', /unknown member\. It may have/],
  ['a deploy key', '[{ "name": "otter", "key": "dev:otter|s3cret" }]', /must be the name of a variable/],
  ['another secret', '[{ "name": "otter", "key": "s3cret0123" }]', /\[0\]\.key: the variable is not set/],
  ['an unset variable', '[{ "name": "otter", "key": "KEY_OF_OTTER" }]', /KEY_OF_OTTER is not set/],
  ['a member twice', '[{ "name": "a", "key": "A", "name": "b" }]', /: name is in it twice/],
  ['one twice', JSON.stringify([OTTER, OTTER]), /lists https:\/\/otter\.convex\.cloud twice/],
  [
    'one twice, by name and URL',
    JSON.stringify([OTTER, { url: 'https://otter.convex.cloud/', key: 'KEY' }]),
    /twice/,
  ],
])('a file with %s is refused', async (_what, text, message) => {
  const { run, write } = await createWorkspace({ KEY: 'token' })
  await write('fleet.json', text)
  await write('app.env', 'A=1\n')
  const { code, stderr } = await run(APPLY)
  expect(code).toBe(64)
  expect(stderr).toMatch(message)
  expect(stderr).toContain('Nothing was written.')
  expect(stderr).not.toContain('s3cret')
})

test("one deployment's key is not sent to another, and a team's key serves several", async () => {
  const { run, write, environment, fakes } = await workspaceWithFleet({ otter: {}, beaver: {} })
  const shared = ['otter', 'beaver'].map(name => ({ name, key: 'SHARED' }))
  const own = { url: 'https://custom.example', key: 'KEY_OF_OTTER' }
  await write(
    'fleet.json',
    JSON.stringify([...shared, { name: 'otter', region: 'eu', key: 'KEY_OF_OTTER' }, own]),
  )
  environment.SHARED = 'team-token'
  expect(await run(APPLY)).toMatchObject({ code: 4 })
  expect(fakes.flatMap(({ requests }) => requests)).toEqual([])
  await write('fleet.json', JSON.stringify(shared))
  for (const fake of fakes) fake.state.keys.push({ token: 'team-token' })
  expect(await run([...APPLY, '--yes'])).toMatchObject({ code: 0 })
})

test.each<[what: string, environment: Record<string, string>]>([
  ['another key of the fleet', { KEY: 'token' }],
  ['a deploy key', { CONVEX_DEPLOY_KEY: 'prod:otter|token' }],
])('a file of the checkout adds no key beside %s in the environment', async (_what, environment) => {
  const { run, write } = await createWorkspace(environment)
  await write('.env', 'EVIL_KEY=dev:evil-1|token\n')
  const evil = { name: 'evil-1', key: 'EVIL_KEY' }
  await write('fleet.json', JSON.stringify('KEY' in environment ? [OTTER, evil] : [evil]))
  await write('app.env', 'A=s3cr3t-value\n')
  const asked: string[] = []
  const answer = ({ url }: Request) =>
    Response.json({ environmentVariables: {} }, { headers: { 'x-url': `${asked.push(url)}` } })
  const { code, stderr } = await run([...APPLY, '--yes', '--confirm', 'fleet.json=1'], '', answer)
  expect({ code, asked }).toEqual({ code: 64, asked: [] })
  expect(stderr).toContain('EVIL_KEY is not set in the environment, which holds a key and decides alone.')
  expect(stderr).toContain('let --credentials name .env.')
})

test.each([
  ['an unlabelled token of the team', 'team-token'],
  ['a key that claims another type', 'dev:beaver|of-the-beaver'],
])('--expect stops all deployments if one of them says that it is another: %s', async (_what, token) => {
  const { run, write, environment, fakes, fake, writes } = await workspaceWithFleet({
    otter: {},
    beaver: { deploymentType: 'prod' },
  })
  fake('beaver').state.keys.push({ token })
  environment.KEY_OF_BEAVER = token
  const { code, stderr } = await run([...APPLY, '--expect', 'dev', '--confirm', 'fleet.json=1'])
  expect(code).toBe(4)
  expect(stderr).toContain('Expected dev, but this is beaver (prod).')
  expect(await run([...PLAN, '--expect', 'dev'])).toMatchObject({ code: 4 })
  expect(writes()).toEqual([])
  expect(fakes.map(valuesOf)).toEqual([{}, {}])
  await write('fleet.json', JSON.stringify([{ name: 'otter', key: 'KEY_OF_OTTER' }]))
  expect(await run([...APPLY, '--expect', 'dev', '--yes'])).toMatchObject({ code: 0 })
})

test('flags for one deployment are refused with several', async () => {
  const { run } = await workspaceWithFleet({ otter: {} })
  for (const flags of [
    ['--deployment', 'otter'],
    ['--url', 'https://a.example'],
    ['--local'],
    ['--out', 'plan.json'],
  ]) {
    const { code, stderr } = await run([...PLAN, ...flags])
    expect(code).toBe(64)
    expect(stderr).toContain('cannot be combined')
  }
  const missing = await run(['env', 'plan', 'app.env', '--deployments', 'missing.json'])
  expect(missing).toMatchObject({ code: 64, stderr: expect.stringContaining('missing.json') })
})

test('a blind apply says that nothing was checked, and what reading back does not show is not done', async () => {
  const { run, fake } = await workspaceWithFleet({ otter: {}, beaver: {} })
  const blind = await run([...APPLY, '--yes', '--blind'])
  expect(blind).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('Not checked, as the key may not read'),
  })
  fake('otter').state.environmentVariables.clear()
  fake('otter').faults.add(
    { kind: 'answer', status: 200, body: '' },
    { operation: 'updateEnvironmentVariables' },
  )
  const lost = await run([...APPLY, '--yes'])
  expect(lost.code).toBe(1)
  expect(lost.stderr).toContain('1 not shown by reading back. Run it again for what is left.')
})
