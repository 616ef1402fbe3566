import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { valuesOf } from '../support/fleet.js'
import { workspaceOnCloud } from '../support/workspace.js'

const FILE = `version: 1
sources:
  vault: { exec: [./secrets.sh, --json], env: [VAULT_TOKEN] }
environment:
  A: { from: vault }
`

async function workspaceWithProgram() {
  const workspace = await workspaceOnCloud({ environmentVariables: {} })
  await workspace.write('convex-deployment.yaml', FILE)
  await workspace.write(
    'secrets.sh',
    '#!/bin/sh\necho run >> trace\nenv | sort >> seen\necho "secret-in-stderr $VAULT_TOKEN" >&2\necho "{\\"A\\":\\"sekret-of-$VAULT_TOKEN\\"}"\n',
  )
  await chmod(join(workspace.folder, 'secrets.sh'), 0o755)
  workspace.environment.VAULT_TOKEN = 'vault-token'
  return workspace
}

test('a file that was merely found runs no program, and says how to allow it', async () => {
  const { fake, files, run } = await workspaceWithProgram()
  const { code, stderr } = await run(['plan'])
  expect(code).not.toBe(0)
  expect(stderr).toContain('--allow-exec')
  expect((await files('.')).filter(file => file.endsWith('trace'))).toEqual([])
  expect(fake.requests.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('a file that is named runs its programs, once, says so before, and shows no value', async () => {
  const { fake, read, run } = await workspaceWithProgram()
  const { code, stderr } = await run(['apply', 'convex-deployment.yaml', '--yes'])
  expect(code).toBe(0)
  expect(stderr).toContain('runs: ./secrets.sh --json\n')
  expect(valuesOf(fake)).toEqual({ A: 'sekret-of-vault-token' })
  expect(await read('trace')).toBe('run\n')
  expect(stderr).not.toContain('vault-token')
  const seen = await read('seen')
  expect(seen).toContain('VAULT_TOKEN=vault-token\n')
  expect(seen).not.toContain('CONVEX')
})

test('--deny-exec runs no program of a file that is named, and does not go with --allow-exec', async () => {
  const { fake, files, run } = await workspaceWithProgram()
  const denied = await run(['plan', 'convex-deployment.yaml', '--deny-exec'])
  expect(denied.code).toBe(4)
  expect(denied.stderr).toContain('--deny-exec forbids that')
  expect((await files('.')).filter(file => file.endsWith('trace'))).toEqual([])
  expect(fake.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  const both = await run(['plan', '--deny-exec', '--allow-exec'])
  expect(both).toMatchObject({ code: 64, stderr: expect.stringContaining('cannot be combined') })
})

test('a program that has to do without a variable of its source is reported, whether it fails or not', async () => {
  const { run, write } = await workspaceWithProgram()
  const file = (script: string) =>
    `version: 1\nsources: { vault: { exec: [sh, -c, '${script}'], env: [NO_SUCH, VAULT_TOKEN] } }\nenvironmentFrom: [vault]\n`
  await write('fine.yaml', file('echo A=x-$NO_SUCH'))
  await write('fails.yaml', file('exit 3'))
  const fine = await run(['plan', 'fine.yaml'])
  expect(fine).toMatchObject({ code: 0 })
  expect(fine.stderr).toContain('It runs without NO_SUCH: not set in the environment.\n')
  const { stderr } = await run(['plan', 'fails.yaml'])
  expect(stderr).toContain('Of its `env`, NO_SUCH is not set.')
})

test('a variable of a source with its value is refused, and the value is not repeated', async () => {
  const { run, write } = await workspaceWithProgram()
  await write(
    'app.yaml',
    'version: 1\nsources: { vault: { exec: [sh, -c, echo A=1], env: [TOKEN=hunter2] } }\nenvironmentFrom: [vault]\n',
  )
  const { code, stderr } = await run(['plan', 'app.yaml'])
  expect(code).toBe(64)
  expect(stderr).toContain('must list the names of variables in `env`')
  expect(stderr).not.toContain('hunter2')
})

test('a source that cannot be read is named once, with all that refers to it', async () => {
  const { run, write } = await workspaceWithProgram()
  await write(
    'two.yaml',
    'version: 1\nsources: { vault: { exec: [sh, -c, exit 3] } }\nenvironment: { A: { from: vault }, B: { from: vault } }\n',
  )
  const { stderr } = await run(['plan', 'two.yaml'])
  expect(stderr).toContain(
    '2 references cannot be resolved: `environment.A`, `environment.B`: The source vault runs sh, which failed with the exit code 3',
  )
  const found = await run(['plan', 'two.yaml', '--deny-exec'])
  expect(found.stderr.match(/--deny-exec/g)).toHaveLength(1)
})

test('--allow-exec runs those of a file that was found', async () => {
  const { run } = await workspaceWithProgram()
  expect(await run(['plan', '--allow-exec'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('+ A  21 B\n'),
  })
})
