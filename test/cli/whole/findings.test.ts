import { describe, expect, test } from 'vitest'
import { answers } from '../../../src/fake/index.js'
import { workspaceWithFleet } from '../support/fleet.js'
import { workspaceWithFile } from './deploying.js'

describe('values and tokens', () => {
  test('a value that holds the key of the plan is a problem, whatever the variable is called', async () => {
    const { fake, run, environment } = await workspaceWithFile(
      'environment: { COPY: { env: MINE }, SAFE: { env: OTHER } }\n',
    )
    environment.MINE = `https://x/?k=${fake.token}`
    environment.OTHER = 'x'
    const { code, stderr } = await run(['apply', '--yes'])
    expect(code).toBe(4)
    expect(stderr).toMatch(/COPY holds/)
    expect(fake.state.environmentVariables.has('COPY')).toBe(false)
  })

  test('a credential is no member of a source', async () => {
    const text =
      'sources: { e: { file: t.env } }\nenvironment: { A: { from: e, name: CONVEX_ACCESS_TOKEN } }\n'
    const { run, write } = await workspaceWithFile(text)
    await write('t.env', 'CONVEX_ACCESS_TOKEN=sekret\n')
    const { code, stderr } = await run(['plan'])
    expect({ code, stderr }).toEqual({ code: 64, stderr: expect.stringContaining('holds a key of Convex') })
    expect(stderr).not.toContain('sekret')
  })
})

describe('confirming several deployments', () => {
  test('a log stream that is new needs another word', async () => {
    const { run, write } = await workspaceWithFleet({ otter: {}, beaver: { deploymentType: 'prod' } })
    await write(
      'convex-deployment.yaml',
      'version: 1\nlogStreams: { webhook: { url: "https://logs.example.com", format: jsonl } }\n',
    )
    const apply = ['apply', '--deployments', 'fleet.json', '--confirm']
    const old = await run([...apply, 'fleet.json=2'])
    expect(old).toMatchObject({ code: 4, stderr: expect.stringContaining('this is fleet.json=2+logs') })
    expect(old.stderr).toContain('each of which sends its logs by webhook to logs.example.com')
  })
})

test('a fleet of one that cannot be reached tells why', async () => {
  const { run, fake, write } = await workspaceWithFleet({ otter: {} })
  await write('convex-deployment.yaml', 'version: 1\nenvironment: { A: "1" }\n')
  fake('otter').faults.add(answers.badGateway, { times: 20 })
  const { code, stderr } = await run(['plan', '--deployments', 'fleet.json'])
  expect(code).toBe(1)
  expect(stderr).toMatch(/^otter \(dev\): failed: .*502.*\nError: 1 of 1 deployments/)
  expect(stderr).not.toContain('No changes')
})

test('--show-values shows nothing where a refusal goes to a stream that is no terminal', async () => {
  const { run } = await workspaceWithFile('environment: { A: "op://vault/sekret" }\n')
  const { stderr } = await run(['plan', '--show-values'])
  expect(stderr).not.toContain('sekret')
})

test('import refuses one file for the config and its values', async () => {
  const { run, files } = await workspaceWithFile()
  const { code } = await run(['import', 'mine.yaml', '--values', './mine.yaml'])
  expect(code).toBe(64)
  expect((await files('.')).filter(file => file.endsWith('mine.yaml'))).toEqual([])
})

test('import names the schema from the folder of the file', async () => {
  const { read, run, write } = await workspaceWithFile()
  await write('infra/.keep', '')
  expect(await run(['import', 'infra/mine.yaml'])).toMatchObject({ code: 0 })
  expect(await read('infra/mine.yaml')).toContain('$schema=../node_modules/convex-deployment/schema/')
})
