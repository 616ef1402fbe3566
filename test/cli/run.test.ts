import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { COMMAND, ended } from './support/run.js'
import { workspaceOnCloud, workspaceWithFake } from './support/workspace.js'

/** What `env -0` printed. */
const environmentIn = (stdout: string) =>
  Object.fromEntries(
    stdout
      .split('\0')
      .filter(Boolean)
      .map(entry => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  )

test('a command finds the variables to the byte, beside the environment that it was called in', async () => {
  const variables = {
    EMPTY: '',
    LINES: 'one\n\ttwo\r\n',
    QUOTES: `"it's" \`$HOME\` \\n %s`,
    UNICODE: 'zażółć 🦦\u200b',
    LONG: 'x'.repeat(8192),
    MINE: "the deployment's",
  }
  const { run, environment } = await workspaceWithFake({ environmentVariables: variables })
  Object.assign(environment, { MINE: 'mine', OTHER: 'other' })
  const { code, stdout, stderr } = await run(['env', 'run', '--', 'env', '-0'])
  expect(code).toBe(0)
  expect(environmentIn(stdout)).toMatchObject({ ...variables, OTHER: 'other', PATH: environment.PATH })
  expect(stderr).toMatch(/^happy-otter-123 \(local\) · key: .*\n$/)
})

test("Convex's own credentials are kept from it, wherever they come from", async () => {
  const { run, environment } = await workspaceOnCloud({
    environmentVariables: {
      CONVEX_DEPLOY_KEY: 'of the app',
      CONVEX_URL: 'https://happy-otter-123.convex.cloud',
    },
  })
  Object.assign(environment, {
    CONVEX_DEPLOYMENT: 'dev:happy-otter-123',
    CONVEX_DEPLOYMENT_TOKEN: 'secret',
    CONVEX_SELF_HOSTED_ADMIN_KEY: 'secret',
    CONVEX_OVERRIDE_ACCESS_TOKEN: 'secret',
    CONVEX_PLAN_KEY: 'secret',
  })
  const { stdout, stderr } = await run(['env', 'run', '--', 'env', '-0'])
  const names = Object.keys(environmentIn(stdout)).filter(name => name.startsWith('CONVEX_'))
  expect(names).toEqual(['CONVEX_URL'])
  expect(stderr).toContain('Not handed over: CONVEX_DEPLOY_KEY.')
})

test('--pristine hands over the variables and what every program needs; --only and --except choose', async () => {
  const { run, environment } = await workspaceWithFake({
    environmentVariables: { A_ONE: '1', A_TWO: '2', B: '3' },
  })
  environment.OTHER = 'other'
  const pristine = await run(['env', 'run', '--pristine', '--', 'env', '-0'])
  expect(environmentIn(pristine.stdout)).toEqual({
    A_ONE: '1',
    A_TWO: '2',
    B: '3',
    PATH: environment.PATH,
    HOME: environment.HOME,
  })
  const chosen = await run([
    'env',
    'run',
    '--pristine',
    '--only',
    'A_*',
    '--except',
    'A_TWO',
    '--',
    'env',
    '-0',
  ])
  expect(Object.keys(environmentIn(chosen.stdout)).sort()).toEqual(['A_ONE', 'HOME', 'PATH'])
})

test('variables that would change how programs run stop it, by name, with the command that leaves them out', async () => {
  const odd = ['DYLD_INSERT_LIBRARIES', 'HOME', 'LD_PRELOAD', 'NODE_OPTIONS', 'PATH', 'PYTHONPATH']
  const { run } = await workspaceWithFake({
    environmentVariables: {
      ...Object.fromEntries(odd.map(name => [name, 'x'])),
      ENV: 'production',
      PATHS: 'fine',
    },
  })
  const refused = await run(['env', 'run', '--', 'env', '-0'])
  expect(refused).toMatchObject({ code: 4, stdout: '' })
  expect(refused.stderr).toContain(odd.join(', '))
  expect(refused.stderr).toContain(`convex-deployment env run --except ${odd.join(',')} -- env -0`)
  const { stdout } = await run(['env', 'run', '--except', odd.join(','), '--', 'env', '-0'])
  expect(environmentIn(stdout)).toMatchObject({ ENV: 'production', PATHS: 'fine' })
})

test('a value that no environment can hold stops it', async () => {
  const { run } = await workspaceWithFake({ environmentVariables: { NUL: 'a\0b' } })
  const { code, stderr } = await run(['env', 'run', '--', 'env'])
  expect(code).toBe(4)
  expect(stderr).toContain('NUL holds a NUL character')
})

test('behind -- everything belongs to the command', async () => {
  const { run } = await workspaceWithFake()
  const words = ['--json', '--help', '-h', '--only', 'A', '--', 'two words', '', '--yes']
  const { code, stdout } = await run(['env', 'run', '--', 'printf', '[%s]', ...words])
  expect({ code, stdout }).toEqual({ code: 0, stdout: words.map(word => `[${word}]`).join('') })
})

test('its stdin, its exit code and its death by a signal pass through', async () => {
  const { run } = await workspaceWithFake()
  const counted = await run(['env', 'run', '--', 'sh', '-c', 'read line; echo "$line"; exit 3'], 'hello\n')
  expect(counted).toMatchObject({ code: 3, stdout: 'hello\n' })
  expect(await run(['env', 'run', '--', 'sh', '-c', 'kill -KILL $$'])).toMatchObject({ signal: 'SIGKILL' })
  expect(await run(['env', 'run', '--', 'sh', '-c', 'kill -INT $$'])).toMatchObject({ signal: 'SIGINT' })
})

test('a program that does not exist is 127, one that can not be run 126, and none at all 64', async () => {
  const { run, write } = await workspaceWithFake()
  await write('text', '')
  const missing = await run(['env', 'run', '--', 'no-such-program'])
  expect(missing).toMatchObject({
    code: 127,
    stderr: expect.stringContaining("no-such-program can't be run"),
  })
  expect(await run(['env', 'run', '--', './text'])).toMatchObject({ code: 126 })
  expect(await run(['env', 'run'])).toMatchObject({ code: 64 })
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2'] as const)('%s is passed on to it', async signal => {
  const { folder, environment } = await workspaceWithFake()
  const script = `trap 'echo ${signal}; exit 9' ${signal.slice(3)}; echo ready; read line`
  const args = [COMMAND, 'env', 'run', '--', 'bash', '-c', script]
  const child = spawn(process.execPath, args, { cwd: folder, env: environment, stdio: 'pipe' })
  child.stdout.once('data', () => child.kill(signal))
  expect(await ended(child)).toMatchObject({ code: 9, stdout: `ready\n${signal}\n` })
})

test('Ctrl-C in a terminal reaches it once, and what it makes of it counts', async () => {
  const { terminal } = await workspaceWithFake()
  const script = `n=0; trap 'n=$((n+1)); echo caught' INT; echo ready; until read line; do :; done; echo "$n times"; exit 7`
  const screen = terminal(['env', 'run', '--', 'bash', '-c', script])
  await screen.shows('ready')
  screen.type('\x03')
  await screen.shows('caught')
  screen.type('go on\r')
  expect(await screen.ended()).toMatchObject({ code: 7, screen: expect.stringContaining('1 times') })
})
