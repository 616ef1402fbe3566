import { describe, expect, test } from 'vitest'
import { answers } from '../../../src/fake/index.js'
import { valuesOf, workspaceWithFleet } from '../support/fleet.js'
import { workspaceOnCloud } from '../support/workspace.js'
import { FILE, workspaceWithFile } from './deploying.js'

const writes = (requests: readonly { readonly method: string; readonly operation: string | undefined }[]) =>
  requests.filter(({ method, operation }) => method !== 'GET' && operation !== undefined)

describe('plan', () => {
  test('shows the changes of every section, without a secret, and writes nothing', async () => {
    const { fake, run } = await workspaceWithFile()
    const { code, stdout, stderr } = await run(['plan', '--exit-code'])
    expect(code).toBe(2)
    expect(stdout).toMatch(
      new RegExp(
        [
          '^~ LOG_LEVEL +5→4 B +\\w{4}→\\w{4}',
          '\\+ canonicalUrls.convexCloud +url https://\\S+ → https://api.example.com',
          '\\+ usageLimits.functionCalls/day/disable +limit 5000',
          '\\+ logStreams.webhook +url logs.example.com, format jsonl',
          'To remove:',
          '- OLD_FLAG +1 B',
          '= 1 kept and not compared, 1 left alone',
          'Plan: 3 to create, 1 to change, 1 to remove.\n$',
        ].join('\n'),
      ),
    )
    expect(stdout + stderr).not.toContain('sekret')
    expect(writes(fake.requests)).toEqual([])
  })

  test('counts what somebody added by hand as drift with --unmanaged, and names it', async () => {
    const { fake, run, write } = await workspaceOnCloud({ environmentVariables: { A: '1' } })
    await write('app.yaml', 'version: 1\nenvironment: { A: "1" }\n')
    const watch = ['plan', 'app.yaml', '--unmanaged', '--exit-code']
    expect(await run(watch)).toMatchObject({ code: 0, stdout: '= 1 unchanged\nNo changes.\n' })
    fake.state.environmentVariables.set('BY_HAND', '1')
    expect(await run(watch)).toMatchObject({
      code: 2,
      stdout: '= BY_HAND  left alone\n= 1 unchanged\nNo changes.\n',
    })
    expect(await run(['plan', 'app.yaml', '--exit-code'])).toMatchObject({
      code: 0,
      stdout: '= 1 unchanged, 1 left alone\nNo changes.\n',
    })
    expect(await run(['env', 'plan', 'backup:latest', '--unmanaged'])).toMatchObject({ code: 5 })
  })

  test('of several with --unmanaged names what each has besides', async () => {
    const { run, write } = await workspaceWithFleet({
      otter: { environmentVariables: { A: '1', BY_HAND: '1' } },
      beaver: { environmentVariables: { A: '1' } },
    })
    await write('app.yaml', 'version: 1\nenvironment: { A: "1" }\n')
    const watch = ['plan', 'app.yaml', '--unmanaged', '--exit-code', '--deployments', 'fleet.json']
    expect(await run(watch)).toMatchObject({
      code: 2,
      stdout:
        'otter (dev)\n  = BY_HAND  left alone\n  = 1 unchanged\nNo changes: beaver (dev)\nNo changes.\n',
    })
  })

  test('of several deployments shows each, and their sum', async () => {
    const { run, write } = await workspaceWithFleet({
      otter: {},
      beaver: { environmentVariables: { A: '1' } },
    })
    await write(
      'convex-deployment.yaml',
      'version: 1\nenvironment: { A: "1" }\nlogStreams: { webhook: null }\n',
    )
    const { stdout } = await run(['plan', '--deployments', 'fleet.json'])
    expect(stdout).toBe(
      'otter (dev)\n  + A  1 B\nNo changes: beaver (dev)\nPlan: 1 to create, 0 to change, 0 to remove, on 1 of 2 deployments.\n',
    )
  })

  test('is refused without a file, with the command that makes one', async () => {
    const { fake, run } = await workspaceOnCloud()
    const { code, stderr } = await run(['plan'])
    expect(code).toBe(64)
    expect(stderr).toContain(
      'There is no convex-deployment.yaml here: name a file, or write one by `import`.',
    )
    expect(stderr).toContain('  convex-deployment import convex-deployment.yaml\n')
    expect(fake.requests).toEqual([])
  })

  test('names line and column of what is wrong with the file, and sends nothing', async () => {
    const { fake, run } = await workspaceWithFile('environment:\n  PORT: 3000\nlogStream: {}\n')
    const { code, stderr } = await run(['plan'])
    expect(code).toBe(64)
    expect(stderr).toMatch(/3:9.*environment\.PORT.*quote it/s)
    expect(stderr).toMatch(/4:1.*logStream.*logStreams/s)
    expect(fake.requests).toEqual([])
  })

  test('of a file that is for another deployment is refused', async () => {
    const { run } = await workspaceWithFile('expect: prod\nenvironment: { A: "1" }\n')
    const { code, stderr } = await run(['plan'])
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('expects the type "prod"') })
  })

  test('says which overrides apply, by what the deployment says of itself', async () => {
    const text = 'environment: { A: "1" }\noverrides: { preview: { environment: { A: "22" } } }\n'
    const { run } = await workspaceWithFile(text, { deploymentType: 'preview' })
    const { stdout } = await run(['plan'])
    expect(stdout).toMatch(/^Overrides: preview\n\+ A {2}2 B\n/)
    const silent = await workspaceWithFile(text)
    silent.fake.state.keys = [{ token: silent.fake.token, permissions: ['deployment:env:view'] }]
    const { code, stderr } = await silent.run(['plan'])
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: expect.stringContaining('does not say of which type'),
    })
  })
})

describe('apply', () => {
  test('makes the deployment as the file says, and a second run sends nothing', async () => {
    const { fake, name, run } = await workspaceWithFile()
    const first = await run(['apply', '--confirm', name])
    expect(first).toMatchObject({ code: 0, stdout: '' })
    expect(first.stderr).toContain(`Applied 5 of 5 on ${name}.\n`)
    expect(first.stderr).toContain('`log-streams get webhook --show-values`')
    expect(first.stderr).not.toContain('sekret')
    expect(valuesOf(fake)).toEqual({ LOG_LEVEL: 'info', DATABASE_URL: 'kept', OTHER: 'x' })
    expect(fake.state.logStreams).toMatchObject([
      { config: { url: 'https://logs.example.com/in?key=sekret' } },
    ])
    const sent = writes(fake.requests).length
    const second = await run(['apply', '--yes', '--json'])
    expect(second.code).toBe(0)
    expect(second.json()).toMatchObject({ deployments: [{ status: 'unchanged', steps: [] }] })
    expect(writes(fake.requests)).toHaveLength(sent)
  })

  test('that sends logs to somebody new has the deployment named, also one of development', async () => {
    const { fake, name, run } = await workspaceWithFile()
    const { code, stderr } = await run(['apply', '--yes'])
    expect(code).toBe(4)
    expect(stderr).toContain(
      `Make 5 changes on ${name}, which sends its logs by webhook to logs.example.com: that needs --confirm ${name}`,
    )
    expect(writes(fake.requests)).toEqual([])
    await run(['apply', '--confirm', name])
    fake.state.environmentVariables.set('LOG_LEVEL', 'debug')
    expect(await run(['apply', '--yes'])).toMatchObject({ code: 0 })
  })

  test('takes a saved plan, once, and not one of another file', async () => {
    const { name, read, run, write } = await workspaceWithFile()
    await run(['plan', '--out', 'plan.json'])
    expect(await read('plan.json')).not.toContain('sekret')
    const apply = ['apply', '--plan', 'plan.json', '--confirm', name]
    await write('convex-deployment.yaml', FILE.replace('info', 'warn'))
    expect(await run(apply)).toMatchObject({ code: 64 })
    await write('convex-deployment.yaml', FILE)
    expect(await run(apply)).toMatchObject({ code: 0 })
    expect((await run(apply)).stderr).toContain('Nothing was left to change')
    expect(await run([...apply, '--max-removals', '9'])).toMatchObject({ code: 64 })
  })

  test('that fails in the middle says of each change what became of it, with --json, too', async () => {
    const { fake, name, run } = await workspaceWithFile()
    fake.faults.add({ ...answers.failure, status: 403 }, { operation: 'createUsageLimit', times: 9 })
    const { code, stderr, json } = await run(['apply', '--confirm', name, '--json'])
    expect(code).toBe(1)
    expect(stderr).toContain('Done: LOG_LEVEL, OLD_FLAG, canonicalUrls.convexCloud.')
    expect(stderr).toContain('Not sent: logStreams.webhook.')
    expect(stderr).not.toContain('Nothing was written')
    const statuses = ['done', 'done', 'done', 'rejected', 'not-sent']
    expect(json()).toMatchObject({
      deployments: [
        {
          status: 'failed',
          backup: expect.stringContaining('backups'),
          error: { steps: statuses.map(status => ({ status })) },
        },
      ],
      error: { exitCode: 1, written: 'some', cause: { status: 403 } },
    })
  })

  test('makes what is to be made once, and never prints it', async () => {
    const text = 'environment:\n  PEPPER: { random: 32 }\n  KEY: { keyPair: RS256, jwks: JWKS }\n'
    const { fake, run } = await workspaceWithFile(text, { environmentVariables: {} })
    const first = await run(['apply', '--yes'])
    expect(first.stderr).toMatch(/\+ PEPPER +will be made: 32 random bytes\n/)
    const made = valuesOf(fake)
    expect(Object.keys(made).sort()).toEqual(['JWKS', 'KEY', 'PEPPER'])
    for (const value of Object.values(made)) expect(first.stderr).not.toContain(value.slice(0, 20))
    expect(await run(['apply', '--yes'])).toMatchObject({ code: 0 })
    expect(valuesOf(fake)).toEqual(made)
  })
})

test('--json has one shape: for one and many, for variables and a whole deployment, for plan and apply', async () => {
  const { run, write } = await workspaceWithFleet({ otter: {}, beaver: {} })
  await write('convex-deployment.yaml', 'version: 1\nenvironment: { A: "1" }\n')
  await write('one.json', JSON.stringify([{ name: 'otter', key: 'KEY_OF_OTTER' }]))
  const shapes = []
  for (const words of [
    ['plan', '--deployments', 'fleet.json'],
    ['plan', '--deployments', 'one.json'],
    ['env', 'plan', 'app.env', '--deployments', 'fleet.json'],
  ]) {
    const { json } = await run([...words, '--json'])
    shapes.push(shapeOf(json()))
  }
  const { run: runOne } = await workspaceWithFile('environment: { A: "1" }\n')
  shapes.push(shapeOf((await runOne(['plan', '--json'])).json()))
  expect(new Set(shapes.map(shape => JSON.stringify(shape))).size).toBe(1)
})

/** The names of the members of a result, and of its first deployment. */
function shapeOf(result: unknown): unknown {
  const { deployments, ...rest } = Object(result)
  const { overrides: _, ...member } = deployments[0]
  return [Object.keys(rest), Object.keys(member)]
}
