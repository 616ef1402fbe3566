import { describe, expect, test } from 'vitest'
import type { FakePlatform } from '../../../src/fake/index.js'
import { workspaceOnPlatform } from './support.js'

const valuesOf = (platform: FakePlatform, name: string) =>
  Object.fromEntries(platform.deployment(name).state.environmentVariables)

async function workspaceWithDeployments() {
  const workspace = await workspaceOnPlatform()
  const { platform, shop, write } = workspace
  const other = platform.createProject('Other')
  const names = [
    platform.createDeployment(shop, { type: 'prod' }),
    platform.createDeployment(shop, { type: 'preview', reference: 'preview/feat-a' }),
    platform.createDeployment(shop, { type: 'preview', reference: 'preview/fix-b' }),
    platform.createDeployment(other, { type: 'dev' }),
  ].map(({ deployment }) => deployment.state.name)
  await write('app.env', 'A=1\n')
  const [prod = '', feature = '', fix = '', dev = ''] = names
  return { ...workspace, prod, feature, fix, dev, names }
}

const PLAN = ['env', 'plan', 'app.env']
const APPLY = ['env', 'apply', 'app.env']

describe('the deployments of a token', () => {
  test('are those of a project, or of all projects of a team', async () => {
    const { run, project, team, prod, feature, fix, names } = await workspaceWithDeployments()
    const ofProject = await run([...PLAN, '--project', project])
    expect(ofProject.code).toBe(0)
    expect(ofProject.stdout).toBe(
      `${prod} (prod)\n  + A  1 B\n${feature} (preview)\n  + A  1 B\n${fix} (preview)\n  + A  1 B\n` +
        'Plan: 3 to create, 0 to change, 0 to remove, on 3 of 3 deployments.\n',
    )
    const ofTeam = await run([...PLAN, '--team', team])
    for (const name of names) expect(ofTeam.stdout).toContain(`${name} (`)
  })

  test.each(['type=previw', 'kind=prod', 'type='])(
    'are not chosen by `--where %s`, which is a slip',
    async where => {
      const { run, project, platform } = await workspaceWithDeployments()
      const { code, stderr } = await run([...PLAN, '--project', project, '--where', where])
      expect({ code, stderr }).toEqual({ code: 64, stderr: expect.stringContaining('--where t') })
      expect(platform.requests).toEqual([])
    },
  )

  test('are chosen by --where: all fields fit, and one of the patterns of each', async () => {
    const { run, project, feature, fix } = await workspaceWithDeployments()
    const listed = async (...where: string[]) => {
      const { stdout } = await run([...PLAN, '--project', project, ...where.flatMap(one => ['--where', one])])
      return [...stdout.matchAll(/^(\S+) \(\w+\)$/gm)].map(([, name]) => name)
    }
    expect(await listed('type=preview')).toEqual([feature, fix])
    expect(await listed('type=preview,reference=*feat-*')).toEqual([feature])
    expect(await listed('type=preview', 'reference=preview/feat-?', 'reference=preview/fix-b')).toEqual([
      feature,
      fix,
    ])
    const none = await run([...PLAN, '--project', project, '--where', 'type=custom'])
    expect(none).toMatchObject({ code: 4, stderr: expect.stringContaining('has no deployment that fits') })
    const unknown = await run([...PLAN, '--project', project, '--where', 'owner=me'])
    expect(unknown).toMatchObject({ code: 64, stderr: expect.stringContaining('type, name, reference') })
    expect(await run([...PLAN, '--where', 'type=prod'])).toMatchObject({ code: 64 })
  })

  test('are changed once the project and their number are confirmed, if one is in production', async () => {
    const { run, platform, project, names, dev } = await workspaceWithDeployments()
    const apply = [...APPLY, '--project', project]
    const { code, stderr } = await run([...apply, '--yes'])
    expect(code).toBe(4)
    expect(stderr).toContain(`1 of which may be production: that needs --confirm ${project}=3`)
    expect(names.map(name => valuesOf(platform, name))).toEqual([{}, {}, {}, {}])
    expect(await run([...apply, '--confirm', `${project}=3`])).toMatchObject({ code: 0 })
    expect(names.map(name => valuesOf(platform, name).A)).toEqual(['1', '1', '1', undefined])
    expect(valuesOf(platform, dev)).toEqual({})
    expect(await run([...apply, '--where', 'type=preview', '--yes'])).toMatchObject({ code: 0 })
  })

  test('of a part are confirmed by a word that binds which: another part of the same size is another word', async () => {
    const { run, platform, project, names } = await workspaceWithDeployments()
    const plan = [...PLAN, '--project', project, '--where']
    const planned = await run([...plan, 'type=prod', '--json'])
    const { confirm } = Object(planned.json())
    expect(confirm).toMatch(new RegExp(`^${project}=1:[0-9a-f]{6}$`))
    const { stderr } = await run([...plan, 'type=prod'])
    expect(stderr).toContain(`To apply this plan without a question: --confirm ${confirm}\n`)
    const other = Object((await run([...plan, 'reference=preview/feat-a', '--json'])).json()).confirm
    expect(other).toMatch(new RegExp(`^${project}=1:[0-9a-f]{6}$`))
    expect(other).not.toBe(confirm)
    const apply = [...APPLY, '--project', project, '--where']
    for (const wrong of [`${project}=1`, other])
      expect(await run([...apply, 'type=prod', '--confirm', wrong])).toMatchObject({
        code: 4,
        stderr: expect.stringContaining(`this is ${confirm}`),
      })
    expect(names.map(name => valuesOf(platform, name))).toEqual([{}, {}, {}, {}])
    expect(await run([...apply, 'type=prod', '--confirm', confirm])).toMatchObject({ code: 0 })
    expect(names.map(name => valuesOf(platform, name).A)).toEqual(['1', undefined, undefined, undefined])
  })

  test('get the values of env set and env unset through one plan, once it is confirmed', async () => {
    const { run, platform, project, names, environment } = await workspaceWithDeployments()
    environment.KEY = 'sekret'
    const set = ['env', 'set', 'KEY', '--from-env', '--project', project]
    const refused = await run([...set, '--yes'])
    expect(refused).toMatchObject({ code: 4, stderr: expect.stringContaining(`--confirm ${project}=3`) })
    expect(refused.stderr).toContain('Plan: 3 to create')
    const done = await run([...set, '--confirm', `${project}=3`, '--json'])
    expect(done.code).toBe(0)
    expect(Object(done.json()).deployments).toMatchObject([
      { status: 'applied' },
      { status: 'applied' },
      { status: 'applied' },
    ])
    expect(done.stdout + done.stderr).not.toContain('sekret')
    expect(names.map(name => valuesOf(platform, name).KEY)).toEqual(['sekret', 'sekret', 'sekret', undefined])
    const unset = ['env', 'unset', 'KEY', '--project', project]
    const part = await run([...unset, '--where', 'type=preview', '--yes'])
    expect(part).toMatchObject({ code: 0 })
    expect(names.map(name => valuesOf(platform, name).KEY)).toEqual([
      'sekret',
      undefined,
      undefined,
      undefined,
    ])
    const none = await run(['env', 'unset', 'KEY', 'NOPE', '--project', project, '--json'])
    expect(none.json()).toMatchObject({ error: { exitCode: 5, missing: ['NOPE'], written: 'nothing' } })
    expect(await run([...unset, '--confirm', `${project}=1`])).toMatchObject({ code: 0 })
    expect(valuesOf(platform, names[0] ?? '')).toEqual({})
    expect(await run([...unset, '--blind'])).toMatchObject({ code: 64 })
    expect(await run(['env', 'set', 'A', '--keep-going'], '1')).toMatchObject({ code: 64 })
  })

  test.each([
    ['log-streams set webhook', 'apply FILE'],
    ['usage-limits set', 'apply FILE'],
    ['pause', 'apply FILE'],
    ['env pull .env', 'name it by --deployment'],
    ['audit-log', 'name it by --deployment'],
  ])('are not for %s, which says what is', async (words, hint) => {
    const { run, project } = await workspaceWithDeployments()
    const { code, stderr } = await run([...words.split(' '), '--project', project])
    expect(code).toBe(64)
    expect(stderr).toContain('is for one deployment, without --project')
    expect(stderr).toContain(hint)
  })

  test('of a team or a project that the token cannot see are refused, with those that it can', async () => {
    const { run, team, project, environment, platform, shop } = await workspaceWithDeployments()
    const unseen = await run([...PLAN, '--project', `${team}/nope`])
    expect(unseen.code).toBe(5)
    expect(unseen.stderr).toContain('The token can see the projects')
    expect(unseen.stderr).toContain(shop.slug)
    expect(unseen.stderr).toMatch(
      /To go on:\n {2}convex-deployment deployments list --team TEAM --management-url \S+\n$/,
    )
    const other = await run([...PLAN, '--team', 'nope'])
    expect(other).toMatchObject({ code: 5, stderr: expect.stringContaining(`for the team ${team}`) })
    environment.CONVEX_ACCESS_TOKEN = platform.grant('oauthProject', shop)
    expect(await run([...PLAN, '--project', project])).toMatchObject({ code: 0 })
    expect(await run([...PLAN, '--team', team])).toMatchObject({
      code: 5,
      stderr: expect.stringContaining(`name that by --project "${project}"`),
    })
    const elsewhere = await run([...PLAN, '--project', 'nobody/shop'])
    expect(elsewhere).toMatchObject({ code: 5, stderr: expect.stringContaining(`"${project}"`) })
  })

  test('need a token of the environment or of a named file: that of a checkout is refused', async () => {
    const { run, environment, project, platform, write } = await workspaceWithDeployments()
    const { CONVEX_ACCESS_TOKEN: token } = environment
    delete environment.CONVEX_ACCESS_TOKEN
    const plan = [...PLAN, '--project', project]
    const none = await run(plan)
    expect(none).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('CONVEX_ACCESS_TOKEN is not set'),
    })
    await write('.env.local', `CONVEX_ACCESS_TOKEN=${token}\n`)
    const checkout = await run(plan)
    expect(checkout).toMatchObject({ code: 64, stderr: expect.stringContaining('and not from .env.local') })
    expect(platform.requests).toEqual([])
    await write('mine.env', `CONVEX_ACCESS_TOKEN=${token}\n`)
    expect(await run([...plan, '--credentials', 'mine.env'])).toMatchObject({ code: 0 })
  })

  test('never show the token', async () => {
    const { run, environment, project, platform } = await workspaceWithDeployments()
    platform.faults.add({ kind: 'answer', status: 500, body: `echo ${platform.token}` }, { times: 9 })
    const { stdout, stderr } = await run([...PLAN, '--project', project])
    expect(stdout + stderr).not.toContain(environment.CONVEX_ACCESS_TOKEN ?? '-')
  })
})
