import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { version } from '../../../generated/version.js'
import { commands } from '../../../src/cli/commands.js'
import { answers } from '../../../src/fake/index.js'
import { COMMAND, ended } from '../support/run.js'
import { createWorkspace, type Workspace, workspaceWithFake } from '../support/workspace.js'

/** Runs the published command by a line of bash, where `"$@"` stands for it. */
function inShell({ folder, environment }: Workspace, line: string, words: readonly string[]) {
  const args = ['-c', line, 'bash', process.execPath, COMMAND, ...words]
  return ended(spawn('bash', args, { cwd: folder, env: environment }))
}

test.each<[code: number, words: string[], stdout: string]>([
  [0, ['env', 'get', 'A'], '1'],
  [1, ['usage'], ''],
  [2, ['env', 'plan', 'app.env', '--exit-code'], 'A'],
  [3, ['env', 'apply', 'app.env', '--yes'], ''],
  [4, ['env', 'apply', 'app.env'], ''],
  [5, ['env', 'get', 'GONE'], ''],
  [64, ['env', 'aply'], ''],
])('the exit code is %i after %j', async (code, words, stdout) => {
  const { fake, write, runProcess } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  await write('app.env', 'A=2\n')
  fake.faults.add(answers.unknownDeployment, { operation: 'getCurrentUsage', times: 9 })
  const moved = { ...answers.failure, status: 200, body: '{"environmentVariables":{"A":"moved"}}' }
  fake.faults.add(moved, { operation: 'listEnvironmentVariables', from: 2 })
  const run = await runProcess(words)
  expect(run.code).toBe(code)
  expect(run.stdout).toContain(stdout)
})

test('help and version are printed without a deployment, and all commands are in the help', async () => {
  const { runProcess } = await createWorkspace()
  expect(await runProcess(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
  const help = await runProcess(['--help'])
  expect(help).toMatchObject({ code: 0, stderr: '' })
  expect(await runProcess([])).toEqual({ ...help, json: expect.anything() })
  for (const name of new Set(commands.map(({ name }) => name.split(' ')[0]))) {
    expect(help.stdout).toMatch(new RegExp(`^  ${name} `, 'm'))
  }
})

test('a value comes in by stdin, and comes out to the byte', async () => {
  const { runProcess } = await workspaceWithFake()
  const value = "é 'one'\n\ttwo\n"
  expect(await runProcess(['env', 'set', 'A', '--yes'], value)).toMatchObject({ code: 0, stdout: '' })
  expect(await runProcess(['env', 'get', 'A'])).toMatchObject({ code: 0, stdout: value })
})

test('stdin that stays open is waited for, and the command says so', async () => {
  const { start, fake } = await workspaceWithFake()
  const child = start(['env', 'set', 'A', '--yes'])
  const end = ended(child)
  child.stderr.on(
    'data',
    text => String(text).includes('Reading stdin until it ends.') && child.stdin.end('late'),
  )
  expect(await end).toMatchObject({ code: 0 })
  expect(fake.state.environmentVariables.get('A')).toBe('late')
})

describe('output', () => {
  test('may be cut off by a reader that goes away', async () => {
    const workspace = await workspaceWithFake({
      environmentVariables: Object.fromEntries(
        Array.from({ length: 500 }, (_, i) => [`V${i}`, 'x'.repeat(1000)]),
      ),
    })
    const line = `"$@" | head -1; echo "code \${PIPESTATUS[0]}"; "$@" >&-; echo "closed $?"`
    const { stdout, stderr } = await inShell(workspace, line, ['env', 'list', '--show-values'])
    expect(stdout).toMatch(/^V0=x+\ncode 0\nclosed 0\n$/)
    expect(stderr.trim().split('\n')).toHaveLength(2)
  })

  test.skipIf(!existsSync('/dev/full'))('that is lost is a failure, unless it is no data', async () => {
    const workspace = await workspaceWithFake({ environmentVariables: { A: '1' } })
    const lost = await inShell(workspace, '"$@" > /dev/full', ['env', 'list'])
    expect(lost.code).toBe(1)
    expect(lost.stderr).toContain("The output can't be written (ENOSPC).")
    expect(lost.stderr).not.toMatch(/^ +at /m)
    const silent = await inShell(workspace, '"$@" 2> /dev/full', ['env', 'list'])
    expect(silent).toMatchObject({ code: 0, stdout: 'A\n' })
  })

  test('to a disk that is full leaves the old file as it was, and no part of the new one', async () => {
    const workspace = await workspaceWithFake({
      environmentVariables: Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`V${i}`, 'x'.repeat(8000)]),
      ),
    })
    const { read, files, write } = workspace
    await write('.env.mine', 'MINE=1\n')
    // No file may grow beyond 64 KiB, as if the disk ended there.
    const words = ['env', 'pull', '.env.mine', '--overwrite']
    const { code, stderr } = await inShell(workspace, 'ulimit -f 64 && exec "$@"', words)
    expect(stderr).toContain("can't be written (EFBIG)")
    expect(code).toBe(1)
    expect(await read('.env.mine')).toBe('MINE=1\n')
    expect(await files('.')).toHaveLength(1)
  })
})
