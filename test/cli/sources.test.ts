import { describe, expect, test } from 'vitest'
import { cloudRoutes, serveFake, workspaceOnCloud, workspaceWithFake } from './support/workspace.js'

describe('an ambiguous .env file', () => {
  test('is refused with all its problems, by line and name, and without any of its text', async () => {
    const { fake, run, write } = await workspaceWithFake()
    const lines = [
      'A=1',
      'sekret-without-a-name',
      'B="sekret',
      'A=2',
      'BAD-NAME=sekret',
      "C='sekret' more sekret",
    ]
    await write('app.env', `${lines.join('\n')}\n`)
    const { code, stdout, stderr, json } = await run(['env', 'apply', 'app.env', '--yes', '--json'])
    expect(code).toBe(64)
    expect(stderr).toMatch(/app\.env:2: /)
    expect(stderr).toMatch(/app\.env:3 B: /)
    expect(stderr).toMatch(/app\.env:4 A: The name is set on line 1 already/)
    expect(stderr).toMatch(/app\.env:5: /)
    expect(stderr).toMatch(/\nNothing was written\.\n$/)
    expect(stdout + stderr).not.toContain('sekret')
    expect(json()).toMatchObject({
      error: { problems: expect.arrayContaining([expect.objectContaining({ line: 2 })]) },
    })
    expect(fake.state.environmentVariables.size).toBe(0)
  })
})

test('what readers find otherwise is said of a .env file, by name, and the file is applied as dotenv reads it', async () => {
  const { fake, run, write } = await workspaceWithFake()
  await write('app.env', "A='$sekret'\nB=1\nC='$2b$10$sekret'\nD=`sekret`\n")
  const { code, stdout, stderr } = await run(['env', 'apply', 'app.env', '--yes'])
  expect(code).toBe(0)
  expect(stderr).toContain('app.env is read as by dotenv. Others differ:\n  A, C: Next.js, Vite, Bun')
  expect(stderr).toContain('\n  D: Python and shells do not take backticks for quotes.\n')
  expect(stdout + stderr).not.toContain('sekret')
  expect(fake.state.environmentVariables.get('A')).toBe('$sekret')
})

test.each([
  ['motdotla/dotenv#601: a value cut at a #', 'DB_PASSWORD=sekret#w0rd', 'The value ends at a `#`'],
  ['DopplerHQ/cli#528: escaped quotes', 'A="{\\"sekret\\":1}"', 'Readers disagree on this backslash'],
])('%s is refused, and nothing of it is shown', async (_, text, says) => {
  const { fake, run, write } = await workspaceWithFake()
  await write('app.env', `${text}\n`)
  const { code, stdout, stderr } = await run(['env', 'apply', 'app.env', '--yes'])
  expect(code).toBe(64)
  expect(stderr).toContain(says)
  expect(stdout + stderr).not.toContain('sekret')
  expect(fake.state.environmentVariables.size).toBe(0)
})

test.each<[what: string, file: string, content: string | Uint8Array, values: object]>([
  [
    'a .env file with a byte order mark and CRLF',
    'app.env',
    '\ufeffA=1\r\nB="x\r\ny"\r\n',
    { A: '1', B: 'x\ny' },
  ],
  [
    'a .env file as other tools write it',
    'app.env',
    "export A='1' # one\n\n# two\nB=`it's`\n__proto__=own\n",
    {
      A: '1',
      B: "it's",
      ['__proto__']: 'own',
    },
  ],
  [
    'a JSON file, with a byte order mark or without',
    'app.json',
    '\ufeff{ "A": "1\\r\\n", "B": "" }',
    { A: '1\r\n', B: '' },
  ],
])('%s is read as its author means it', async (_, file, content, values) => {
  const { fake, run, write } = await workspaceWithFake()
  await write(file, content)
  expect(await run(['env', 'apply', file, '--yes', '--allow-empty'])).toMatchObject({ code: 0 })
  expect(fake.state.environmentVariables).toEqual(new Map(Object.entries(values)))
})

test.each<[what: string, file: string, content: string | Uint8Array, says: string]>([
  [
    'another encoding',
    'app.env',
    Buffer.from('A=\xe9\n', 'latin1'),
    "app.env can't be read: it is not UTF-8.",
  ],
  [
    'a number in JSON',
    'app.json',
    '{ "A": "sekret", "PORT": 3000 }',
    'app.json: the value of PORT is number',
  ],
  ['an object in JSON', 'app.json', '{ "A": { "sekret": "x" } }', 'app.json: the value of A is object'],
  ['an array', 'app.json', '["sekret"]', 'app.json is not a JSON object of names and values.'],
  ['the beginning of JSON', 'app.json', '{ "A": "sekret"', 'app.json is not JSON'],
  [
    'broken JSON',
    'app.json',
    '{\n  "A": "sekret" "B": "" }',
    'app.json is not JSON, from line 2, column 17.',
  ],
  ['an empty .json file', 'app.json', '', 'app.json is not JSON: it is empty.'],
  ['a saved plan', 'app.json', '{ "keyId": "x", "mac": "x" }', 'app.json is a saved plan: pass it by --plan'],
  ['a name twice in JSON', 'app.json', '{ "A": "sekret", "A": "sekret2" }', 'app.json: A is in it twice'],
])('%s is refused, and nothing of it is shown', async (_, file, content, says) => {
  const { fake, run, write } = await workspaceWithFake()
  await write(file, content)
  const { code, stdout, stderr } = await run(['env', 'apply', file, '--yes', '--json'])
  expect(code).toBe(64)
  expect(stderr).toContain(says)
  expect(stderr).toContain('Nothing was written.')
  expect(stdout + stderr).not.toContain('sekret')
  expect(fake.state.environmentVariables.size).toBe(0)
})

test('a source that does not exist is reported', async () => {
  const { run } = await workspaceWithFake()
  const [absent, folder, backup] = await Promise.all([
    run(['env', 'plan', 'absent.env']),
    run(['env', 'plan', '.']),
    run(['env', 'plan', 'backup:latest']),
  ])
  expect(absent).toMatchObject({ code: 64, stderr: expect.stringContaining('there is no such file.') })
  expect(folder).toMatchObject({ code: 64, stderr: expect.stringContaining('it is a folder.') })
  expect(backup).toMatchObject({
    code: 5,
    stderr: expect.stringContaining('There is no backup of this deployment in'),
  })
})

test('stdin is a source, as .env or as JSON', async () => {
  const { fake, run } = await workspaceWithFake()
  const words = ['env', 'apply', '-', '--yes']
  expect(await run(words, 'A=1\n')).toMatchObject({ code: 0 })
  expect(await run(words, '{ "B": "2" }')).toMatchObject({ code: 0 })
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: '1', B: '2' })
  const { code, stderr } = await run(words, 'sekret\n')
  expect(code).toBe(64)
  expect(stderr).toContain('stdin:1: ')
  expect(stderr).not.toContain('sekret')
})

test('several sources add up, and a name in two of them is refused', async () => {
  const { fake, run, write } = await workspaceWithFake()
  await write('a.env', 'A=1\n')
  await write('b.json', '{ "B": "2" }')
  await write('c.env', 'A=1\n')
  expect(await run(['env', 'apply', 'a.env', 'b.json', '--yes'])).toMatchObject({ code: 0 })
  expect(fake.state.environmentVariables.size).toBe(2)
  const { code, stderr } = await run(['env', 'plan', 'a.env', 'b.json', 'c.env'])
  expect(code).toBe(64)
  expect(stderr).toContain('A is in a.env and in c.env: leave one of them out.')
})

test('another deployment can be a source, by its own key', async () => {
  const fox = await serveFake({ name: 'calm-fox-4', environmentVariables: { A: 'sekret', B: 'same' } })
  const { fake, environment, run } = await workspaceWithFake({ environmentVariables: { B: 'same' } })
  Object.assign(environment, cloudRoutes({ 'calm-fox-4': fox }), { FOX_KEY: fox.token })
  const words = ['env', 'plan', 'deployment:calm-fox-4']
  const { code, stdout, stderr } = await run([...words, '--from-key', 'FOX_KEY'])
  expect(code).toBe(0)
  expect(stdout).toContain('+ A  6 B\n= 1 unchanged\n')
  expect(stderr).toContain('from calm-fox-4 (dev) · key: FOX_KEY in the environment\n')
  expect(stdout + stderr).not.toContain('sekret')
  const keyless = await run(words)
  expect(keyless.code).toBe(64)
  expect(keyless.stderr).toContain('There is no key for calm-fox-4, to read from.')
  expect(keyless.stderr).toContain('env plan deployment:calm-fox-4 --from-key VARIABLE\n')
  expect(fake.state.environmentVariables.size).toBe(1)
})

test('the key of the deployment that is planned for is none of a source: --from-key is asked for', async () => {
  const { environment, fake, run } = await workspaceOnCloud()
  for (const words of [
    ['env', 'plan', 'deployment:calm-fox-4'],
    ['env', 'copy', '--from', 'calm-fox-4'],
  ]) {
    const { code, stderr } = await run(words)
    expect(code).toBe(64)
    expect(stderr).toContain('There is no key for calm-fox-4, to read from.')
    expect(stderr).toContain(`${words.join(' ')} --from-key VARIABLE\n`)
  }
  // A key of the team fits both.
  fake.state.keys.push({ token: 'team-token' })
  environment.CONVEX_DEPLOY_KEY = 'team-token'
  const own = [
    'env',
    'plan',
    'deployment:happy-otter-123',
    '--deployment',
    'happy-otter-123',
    '--allow-empty',
  ]
  expect(await run(own)).toMatchObject({ code: 0 })
})

test('a .env file of a megabyte is read, and more values than a deployment holds are refused', async () => {
  const { run, write, fake } = await workspaceWithFake()
  const comments = '# a comment of some length, so that the file gets long\n'.repeat(20_000)
  await write('app.env', `${comments}A=1\n`)
  expect(await run(['env', 'apply', 'app.env', '--yes'])).toMatchObject({ code: 0 })
  const full = Array.from({ length: 130 }, (_, i) => `V${i}=${'x'.repeat(8_000)}\n`).join('')
  await write('app.env', full)
  const { code, stderr } = await run(['env', 'apply', 'app.env', '--yes'])
  expect(code).toBe(4)
  expect(stderr).toContain('Nothing was written.')
  expect(fake.state.environmentVariables.size).toBe(1)
})

test('stdin that does not end is not read for ever', async () => {
  const { run } = await workspaceWithFake()
  const { code, stderr } = await run(['env', 'plan', '-'], Buffer.alloc(17 * 1024 * 1024))
  expect(code).toBe(64)
  expect(stderr).toContain('stdin is longer than 16 MiB.')
})
