import { expect, test } from 'vitest'
import { workspaceOnCloud, workspaceWithFake } from './support/workspace.js'

/** Reads what `env -0` printed. */
const environmentIn = (stdout: string) =>
  Object.fromEntries(
    stdout
      .split('\0')
      .filter(Boolean)
      .map(entry => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  )

test('env run gives the program the variables to the byte, and its own environment', async () => {
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
  expect(stderr).toMatch(/^127\.0\.0\.1:\d+ \(local\) · key .*\n$/)
})

test("Convex's own credentials are kept from the program, wherever they come from", async () => {
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

test('--pristine hands over the variables and what every program needs, and --only and --except choose', async () => {
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

test('variables that would change how programs run are refused by name, with the command line that leaves them out', async () => {
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

test('a value that no environment can hold is refused', async () => {
  const { run } = await workspaceWithFake({ environmentVariables: { NUL: 'a\0b' } })
  const { code, stderr } = await run(['env', 'run', '--', 'env'])
  expect(code).toBe(4)
  expect(stderr).toContain('NUL holds a NUL character')
})

test('all words behind -- belong to the program', async () => {
  const { run } = await workspaceWithFake()
  const words = ['--json', '--help', '-h', '--only', 'A', '--', 'two words', '', '--yes']
  const { code, stdout } = await run(['env', 'run', '--', 'printf', '[%s]', ...words])
  expect({ code, stdout }).toEqual({ code: 0, stdout: words.map(word => `[${word}]`).join('') })
})

test('stdin and exit code of the program pass through, and its death by a signal is a code above 128', async () => {
  const { run } = await workspaceWithFake()
  const counted = await run(['env', 'run', '--', 'sh', '-c', 'read line; echo "$line"; exit 3'], 'hello\n')
  expect(counted).toMatchObject({ code: 3, stdout: 'hello\n' })
  expect(await run(['env', 'run', '--', 'sh', '-c', 'kill -TERM $$'])).toMatchObject({ code: 128 + 15 })
})

test('a program that does not exist exits 127, one that cannot be run 126, and no program 64', async () => {
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
