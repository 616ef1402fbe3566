import { expect, test } from 'vitest'
import type { Run } from './support/run.js'
import { workspaceOnCloud, workspaceWithFake } from './support/workspace.js'

/** Reads what `env -0` printed. */
const environmentIn = (stdout: string) =>
  Object.fromEntries(
    stdout
      .split('\0')
      .filter(Boolean)
      .map(entry => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  )

/** Returns the command lines that a refusal offers. */
const nextIn = ({ stderr }: Run) =>
  [...stderr.matchAll(/^ {2}(convex-deployment .*)$/gm)].map(([, line]) => line)

test('env run gives the program the variables to the byte, and its own environment', async () => {
  const variables = {
    EMPTY: '',
    LINES: 'one\n\ttwo\r\n',
    QUOTES: `"it's" \`$HOME\` \\n %s`,
    UNICODE: 'zażółć 🦦\u200b',
    LONG: 'x'.repeat(8192),
    SAME: 'as mine',
  }
  const { run, environment } = await workspaceWithFake({ environmentVariables: variables })
  Object.assign(environment, { SAME: 'as mine', OTHER: 'other' })
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
  expect(stderr).toContain('Not handed over, as keys of Convex: CONVEX_DEPLOY_KEY.')
})

test('keys of Convex under other names are kept from the program, unless they are allowed', async () => {
  const { run, environment } = await workspaceOnCloud({
    environmentVariables: {
      CUSTOMER_KEY: 'prod:calm-fox-4|secret',
      FINE: 'dev:x',
      KEYS_JSON: '{"prod":"prod:calm-fox-4|secret"}',
      LINK_TO: 'https://h.example/?key=prod%3Acalm-fox-4%7Csecret',
      SELF_KEY: `convex-self-hosted|${'0a'.repeat(20)}`,
    },
  })
  Object.assign(environment, {
    ...{ DEV_KEY: 'dev:happy-otter-123|secret', CONVEX_DEPLOY_KEY_PROD: 'x', VITE_CONVEX_DEPLOY_KEY: 'x' },
    ...{ CONVEX_SELF_HOSTED_ADMIN_KEY_2: 'x', CONVEX_TEAM_TOKEN: 'x' },
  })
  const handed = async (...flags: string[]) => {
    const { stdout, stderr } = await run(['env', 'run', ...flags, '--', 'env', '-0'])
    const names = Object.keys(environmentIn(stdout)).filter(name =>
      /CONVEX_|_KEY$|^(?:FINE|KEYS_JSON|LINK_TO)$/.test(name),
    )
    return { names: names.sort(), stderr }
  }
  const { names, stderr } = await handed()
  expect(names).toEqual(['FINE'])
  expect(stderr).toContain(
    'Not handed over, as keys of Convex: CUSTOMER_KEY, KEYS_JSON, LINK_TO, SELF_KEY, DEV_KEY.',
  )
  expect(await handed('--allow', 'CUSTOMER_KEY,DEV_KEY')).toMatchObject({
    names: ['CUSTOMER_KEY', 'DEV_KEY', 'FINE'],
  })
})

test("a key of the user's own is not replaced by a value of the deployment unless that is allowed", async () => {
  const { run, environment } = await workspaceOnCloud({
    environmentVariables: { DEV_KEY: 'of the deployment' },
  })
  environment.DEV_KEY = 'dev:happy-otter-123|mine'
  const { code, stderr } = await run(['env', 'run', '--', 'env', '-0'])
  expect({ code, stderr }).toMatchObject({ code: 4, stderr: expect.stringContaining('another value') })
})

test('a value of 200 KB that begins like a key takes no more time than another', async () => {
  const { run } = await workspaceOnCloud({ environmentVariables: { A: '1' } })
  const listed = { A: `prod:a|${"'".repeat(200_000)} x`, [`CONVEX_${'_'.repeat(100_000)}`]: '1' }
  const answer = () => Response.json({ environmentVariables: listed })
  const { stderr } = await run(['env', 'run', '--', 'true'], '', answer)
  expect(stderr).not.toContain('as keys of Convex')
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

test('variables that programs obey are refused by name, with the command lines that leave them out or let them through', async () => {
  const odd = ['DYLD_INSERT_LIBRARIES', 'ENV', 'LD_PRELOAD', 'NODE_OPTIONS', 'PYTHONPATH']
  const { run } = await workspaceWithFake({
    environmentVariables: {
      ...Object.fromEntries(odd.map(name => [name, ''])),
      PATHS: 'fine',
      NODE_ENV: 'x',
    },
  })
  const refused = await run(['env', 'run', '--', 'env', '-0'])
  expect(refused).toMatchObject({ code: 4, stdout: '' })
  expect(refused.stderr).toContain('\n  DYLD_INSERT_LIBRARIES, LD_PRELOAD: read by the loader of programs\n')
  expect(refused.stderr).toContain('\n  NODE_OPTIONS: read by Node, Bun and Deno\n')
  expect(nextIn(refused)).toEqual([
    `convex-deployment env run --except ${odd.join(',')} -- env -0`,
    `convex-deployment env run --allow ${odd.join(',')} -- env -0`,
  ])
  const { stdout } = await run(['env', 'run', '--except', odd.join(','), '--', 'env', '-0'])
  expect(environmentIn(stdout)).toMatchObject({ NODE_ENV: 'x', PATHS: 'fine' })
  expect(environmentIn(stdout)).not.toHaveProperty('NODE_OPTIONS')
  const allowed = await run(['env', 'run', ...odd.flatMap(name => ['--allow', name]), '--', 'env', '-0'])
  expect(environmentIn(allowed.stdout)).toMatchObject(Object.fromEntries(odd.map(name => [name, ''])))
})

test('a name that a deployment lists twice is not handed over, and no program is blamed for it', async () => {
  const { run } = await workspaceWithFake()
  const twice = ['1', '2'].map(value => ({ name: 'A', value }))
  const { code, stderr } = await run(['env', 'run', '--', 'env'], '', ({ url, method }) => {
    if (url.endsWith('/deployment_info')) return Response.json({ kind: 'selfHosted' })
    return method === 'POST' ? Response.json(twice) : new Response('', { status: 404 })
  })
  expect(code).toBe(4)
  expect(stderr).toContain(
    'These variables are not handed over unasked:\n  A: the deployment lists it twice\nGo on without them by --except.\n',
  )
  expect(stderr).not.toContain('Windows')
})

test("a variable does not take the place of the caller's own unless it is allowed, and is free in a pristine environment", async () => {
  const { run, environment } = await workspaceWithFake({ environmentVariables: { MINE: "the deployment's" } })
  environment.MINE = 'mine'
  const refused = await run(['env', 'run', '--', 'env', '-0'])
  expect(refused).toMatchObject({ code: 4, stdout: '' })
  expect(refused.stderr).toContain('MINE: your own environment has another value')
  expect(refused.stderr).not.toContain("the deployment's")
  for (const flags of [['--allow', 'MINE'], ['--pristine']]) {
    const { stdout } = await run(['env', 'run', ...flags, '--', 'env', '-0'])
    expect(environmentIn(stdout)).toMatchObject({ MINE: "the deployment's" })
  }
})

test.each(['BASH_FUNC_ls%%', 'A=B', 'TWO WORDS', 'ZAŻÓŁĆ', '1ST', 'LINE\nBREAK', 'A,B', "'"])(
  'a name that no deployment can hold is never handed over, and can be left out: %j',
  async name => {
    const { fake, run, runPrinted } = await workspaceWithFake()
    fake.state.environmentVariables = new Map([
      [name, '() { echo ran; }'],
      ['NODE_PATH', 'x'],
      ['FINE', '1'],
    ])
    const refused = await run(['env', 'run', '--allow', 'NODE_PATH', '--', 'env', '-0'])
    expect(refused).toMatchObject({ code: 4, stdout: '' })
    const [without, ...others] = nextIn(refused)
    expect(others).toEqual([])
    const { code, stdout } = await runPrinted(without ?? '')
    expect(code).toBe(0)
    expect(environmentIn(stdout)).toMatchObject({ NODE_PATH: 'x', FINE: '1' })
    expect(environmentIn(stdout)).not.toHaveProperty([name])
    const both = nextIn(await run(['env', 'run', '--', 'env', '-0']))
    expect((await runPrinted(both[1] ?? '')).code).toBe(0)
    expect(await run(['env', 'run', '--allow', name.slice(0, -1) || '*', '--', 'env'])).toMatchObject({
      code: expect.toSatisfy(exit => [4, 64].includes(exit)),
      stdout: '',
    })
  },
)

test('--allow takes no patterns', async () => {
  const { run } = await workspaceWithFake({ environmentVariables: { NODE_PATH: 'x' } })
  expect(await run(['env', 'run', '--allow', 'NODE_*', '--', 'env'])).toMatchObject({ code: 64, stdout: '' })
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
