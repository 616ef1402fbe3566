import { describe, expect, test } from 'vitest'
import { answers, type FakeDeployment } from '../../../src/fake/index.js'
import { workspaceOnPlatform } from './support.js'

async function workspaceWithThree() {
  const workspace = await workspaceOnPlatform()
  const { platform, shop } = workspace
  const create = (type: 'prod' | 'preview', reference: string, variables: Record<string, string>) => {
    const { deployment } = platform.createDeployment(shop, { type, reference })
    for (const [name, value] of Object.entries(variables))
      deployment.state.environmentVariables.set(name, value)
    return deployment
  }
  const prod = create('prod', 'production', { A: 'sekret', B: 'x' })
  const full = create('preview', 'preview/full', { A: 'a "b"\nc' })
  const empty = create('preview', 'preview/empty', {})
  return { ...workspace, prod, full, empty }
}

const nameOf = ({ state }: FakeDeployment) => state.name
const refuse = ({ faults }: FakeDeployment) =>
  faults.add({
    kind: 'answer',
    status: 403,
    body: '{"code":"OperationNotPermitted","message":"No."}',
    headers: { 'content-type': 'application/json' },
  })

describe('a read over the deployments of a project', () => {
  test('shows what each has, below its name', async () => {
    const { run, project, prod, full, empty } = await workspaceWithThree()
    expect(await run(['env', 'list', '--project', project])).toEqual(
      expect.objectContaining({
        code: 0,
        stdout: `${nameOf(prod)} (prod)\n  A\n  B\n${nameOf(full)} (preview)\n  A\n${nameOf(empty)} (preview): There are no variables.\n`,
        stderr: '',
      }),
    )
    const previews = await run([
      'env',
      'list',
      '--project',
      project,
      '--where',
      'type=preview',
      '--only',
      'B',
    ])
    expect(previews.stdout).toBe(
      `${nameOf(full)} (preview): No variable fits.\n${nameOf(empty)} (preview): No variable fits.\n`,
    )
  })

  test('reports one that is gone since it was listed, which is no failure', async () => {
    const { run, project, prod, full, empty } = await workspaceWithThree()
    full.faults.add(answers.unknownDeployment, { times: 99 })
    const { code, stdout, stderr } = await run(['env', 'list', '--project', project])
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Not all: of 3 deployments, 1 vanished.\n' })
    expect(stdout).toContain(`${nameOf(full)}: vanished, it does not exist any more\n`)
    const { code: exit, json } = await run(['usage', '--project', project, '--json'])
    expect(exit).toBe(0)
    expect(json()).toMatchObject({
      deployments: [
        { deployment: { name: nameOf(prod) }, usage: {} },
        { deployment: { name: nameOf(full) }, status: 'vanished' },
        { deployment: { name: nameOf(empty) }, usage: {} },
      ],
    })
  })

  test('has one shape with --json: the result of each deployment, or its error', async () => {
    const { run, project, prod, full, empty } = await workspaceWithThree()
    refuse(full)
    const { code, json, stderr } = await run(['env', 'list', '--project', project, '--json', '--only', 'A'])
    expect(code).toBe(1)
    expect(stderr).toContain('Not all: of 3 deployments, 1 failed.\n')
    expect(json()).toEqual({
      deployments: [
        {
          deployment: { name: nameOf(prod), url: expect.any(String), type: 'prod' },
          variables: [{ name: 'A', bytes: 6 }],
        },
        {
          deployment: { name: nameOf(full), url: expect.any(String), type: 'preview' },
          error: expect.objectContaining({ exitCode: 1, code: 'OperationNotPermitted' }),
        },
        { deployment: expect.objectContaining({ name: nameOf(empty) }), variables: [] },
      ],
      next: [],
    })
  })

  test('shows values as JSON strings, once they are asked for, and writes no .env of several', async () => {
    const { run, project, prod, full } = await workspaceWithThree()
    const list = ['env', 'list', '--project', project]
    expect((await run([...list, '--json'])).stdout).not.toContain('sekret')
    const { stdout } = await run([...list, '--show-values'])
    expect(stdout).toContain(`${nameOf(prod)} (prod)\n  A  "sekret"\n  B  "x"\n`)
    expect(stdout).toContain(`${nameOf(full)} (preview)\n  A  "a \\"b\\"\\nc"\n`)
    expect(await run([...list, '--show-values', '--format', 'docker'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('--project and --format cannot be combined.'),
    })
  })

  test('of one variable exits 5 if a deployment lacks it, and 1 if one could not be read', async () => {
    const { run, project, prod, full, empty } = await workspaceWithThree()
    const get = ['env', 'get', 'A', '--project', project]
    const some = await run(get)
    expect(some).toMatchObject({
      code: 5,
      stdout:
        `${nameOf(prod)} (prod)\n  "sekret"\n${nameOf(full)} (preview)\n  "a \\"b\\"\\nc"\n` +
        `${nameOf(empty)} (preview): absent: ${nameOf(empty)} has no variable A.\n`,
    })
    refuse(full)
    expect(await run(get)).toMatchObject({ code: 1 })
    expect(await run([...get, '--where', 'type=prod'])).toMatchObject({ code: 0 })
  })

  test.each([
    ['usage', ['usage'], 'metric', 'usage'],
    ['usage-limits list', ['usage-limits', 'list'], 'There are no usage limits.', 'usageLimits'],
    ['log-streams list', ['log-streams', 'list'], 'There are no log streams.', 'logStreams'],
    ['info', ['info'], 'kind', 'info'],
    ['canonical-urls get', ['canonical-urls', 'get'], 'convexCloudUrl', 'canonicalUrls'],
  ])('is %s, too', async (_, words, shown, member) => {
    const { run, project, prod, empty } = await workspaceWithThree()
    const { code, stdout } = await run([...words, '--project', project])
    expect(code).toBe(0)
    for (const name of [nameOf(prod), nameOf(empty)]) expect(stdout).toContain(name)
    expect(stdout.split(shown)).toHaveLength(4)
    const { json } = await run([...words, '--project', project, '--json'])
    const { deployments } = Object(json())
    for (const one of deployments) expect(Object.keys(one)).toEqual(['deployment', member])
    expect(deployments).toHaveLength(3)
  })

  test('of a log stream tells of those that have none', async () => {
    const { run, project, prod, platform } = await workspaceWithThree()
    await platform.deployment(nameOf(prod)).fetch(
      new Request(`${prod.url}/api/v1/create_log_stream`, {
        method: 'POST',
        headers: { authorization: `Convex ${platform.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ logStreamType: 'webhook', url: 'https://logs.example', format: 'json' }),
      }),
    )
    const { code, stdout } = await run(['log-streams', 'get', 'webhook', '--project', project])
    expect(code).toBe(5)
    expect(stdout).toMatch(/^\S+ \(prod\)\n(?: {2}.*\n)* {2}format +json\n/)
    expect(stdout.match(/has no log stream webhook/g)).toHaveLength(2)
  })

  test('asks as many at once as --concurrency says', async () => {
    const { run, project, platform, shop } = await workspaceWithThree()
    for (let index = 0; index < 6; index++) platform.createDeployment(shop, { type: 'preview' })
    const { stdout, code } = await run(['usage', '--project', project, '--concurrency', '2', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout).deployments).toHaveLength(9)
    expect(await run(['usage', '--concurrency', '2'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('--concurrency goes with --deployments, --team or --project.'),
    })
  })

  test('asks nobody who is no part of it, and refuses the flags of one deployment', async () => {
    const { run, project, prod, full } = await workspaceWithThree()
    await run(['env', 'list', '--project', project, '--where', 'type=preview'])
    expect(prod.requests).toEqual([])
    expect(full.requests).not.toEqual([])
    const one = await run(['usage', '--project', project, '--deployment', nameOf(prod)])
    expect(one).toMatchObject({ code: 64 })
    expect(await run(['usage', '--where', 'type=prod'])).toMatchObject({ code: 64 })
  })
})
