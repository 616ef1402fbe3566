import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cloudRoutes, createWorkspace, serveFake, workspaceWithFake } from './support/workspace.js'

const CONFIG = `import { defineApp } from 'convex/server'
import { v } from 'convex/values'
export default defineApp({ env: { LEVEL: v.union(v.literal('info'), v.literal('debug')) } })
`
const CODE = `export const a = () => send(process.env.KEY!, process.env.PORT ?? 1)\n`

async function project(environmentVariables: Readonly<Record<string, string>> = {}) {
  const workspace = await workspaceWithFake({ environmentVariables })
  await workspace.write('convex/convex.config.ts', CONFIG)
  await workspace.write('convex/code.ts', CODE)
  return workspace
}

test('check says what is missing, of the wrong type, has a fallback, and is not in the code, and exits 2', async () => {
  const { host, run } = await project({ LEVEL: 'sekret', OLD: 'sekret' })
  const { code, stdout, stderr } = await run(['check'])
  expect(stdout).toBe(`${host}: 1 missing, 1 of the wrong type.
  missing          KEY    convex/code.ts:1:29
  wrong type       LEVEL  must be "info" or "debug": convex/convex.config.ts:3:42
  has a fallback   PORT   convex/code.ts:1:47
  not in the code  OLD    a package may read it
`)
  expect(code).toBe(2)
  expect(stdout + stderr).not.toContain('sekret')
})

test('it exits 0 if everything required is set, and with --exit-code 2 for remarks', async () => {
  const { host, run } = await project({ LEVEL: 'info', KEY: '1' })
  expect(await run(['check'])).toMatchObject({
    code: 0,
    stdout: `${host}: everything required is set.\n  has a fallback  PORT  convex/code.ts:1:47\n`,
  })
  expect(await run(['check', '--exit-code'])).toMatchObject({ code: 2 })
})

test('with --exit-code and no remark it exits 0', async () => {
  const { run } = await project({ LEVEL: 'info', KEY: '1', PORT: '2' })
  expect(await run(['check', '--exit-code'])).toMatchObject({ code: 0 })
})

test('it reads only', async () => {
  const { fake, run } = await project()
  await run(['check'])
  expect(fake.requests.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('--json has names, verdicts and places, and no value', async () => {
  const { host, run } = await project({ LEVEL: 'sekret', OLD: 'sekret' })
  const { code, stdout, json } = await run(['check', '--json'])
  expect(code).toBe(2)
  expect(stdout).not.toContain('sekret')
  expect(json()).toEqual({
    folder: 'convex',
    answers: [
      {
        deployment: expect.objectContaining({ name: host, type: 'local' }),
        isMet: false,
        missing: [
          { name: 'KEY', places: [{ file: 'convex/code.ts', line: 1, column: 29, kind: 'required' }] },
        ],
        wrongType: [
          {
            name: 'LEVEL',
            values: ['info', 'debug'],
            places: [{ file: 'convex/convex.config.ts', line: 3, column: 42, kind: 'declared' }],
          },
        ],
        fallback: [
          { name: 'PORT', places: [{ file: 'convex/code.ts', line: 1, column: 47, kind: 'fallback' }] },
        ],
        unseen: ['OLD'],
      },
    ],
    unclear: [],
    unread: [],
    unbound: [],
    next: [],
  })
})

test('several sources get an answer each, and what they have in common is said once', async () => {
  const { run, write } = await project()
  await write('a.env', 'LEVEL=info\nOLD=1\n')
  await write('b.json', '{ "LEVEL": "loud", "OLD": "1", "KEY": null }')
  const { code, stdout } = await run(['check', 'a.env', 'b.json'])
  expect(stdout).toBe(`all 2:
  missing          KEY   convex/code.ts:1:29
  has a fallback   PORT  convex/code.ts:1:47
  not in the code  OLD   a package may read it
a.env: 1 missing.
b.json: 1 missing, 1 of the wrong type.
  wrong type  LEVEL  must be "info" or "debug": convex/convex.config.ts:3:42
`)
  expect(code).toBe(2)
})

test('a source may be stdin, and another deployment by a key of its own', async () => {
  const { run } = await project()
  expect((await run(['check', '-'], 'KEY=1\nLEVEL=info\n')).stdout).toContain(
    'stdin: everything required is set.',
  )
  const otter = await serveFake({ name: 'calm-otter-1', environmentVariables: { KEY: '1' } })
  const { run: elsewhere, write } = await createWorkspace({
    OTTER_KEY: otter.token,
    ...cloudRoutes({ 'calm-otter-1': otter }),
  })
  await write('convex/code.ts', CODE)
  const { code, stdout } = await elsewhere(['check', 'deployment:calm-otter-1', '--from-key', 'OTTER_KEY'])
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('deployment:calm-otter-1: everything required is set.'),
  })
})

test('a source may be a backup of an earlier change', async () => {
  const { files, run, write } = await project({ LEVEL: 'info', KEY: 'sekret' })
  await write('app.env', 'LEVEL=debug\n')
  await run(['env', 'apply', 'app.env', '--yes'])
  const [file] = await files('state')
  expect((await run(['check'])).stdout).toContain('everything required is set.')
  const { code, stdout } = await run(['check', `backup:${file}`])
  expect({ code, stdout }).toMatchObject({
    code: 2,
    stdout: expect.stringContaining(`backup:${file}: 1 missing.`),
  })
  expect(stdout).not.toContain('sekret')
  await write('empty.json', '{}')
  expect(await run(['check', 'backup:empty.json'])).toMatchObject({ code: 64 })
})

test('a file needs no deployment, and no credentials', async () => {
  const { run, write } = await createWorkspace()
  await write('convex/code.ts', CODE)
  await write('app.env', 'KEY=1\n')
  expect(await run(['check', 'app.env'])).toMatchObject({ code: 0, stderr: '' })
})

test('the deployments of a file get an answer each, and one that fails does not hide the others', async () => {
  const full = await serveFake({ environmentVariables: { KEY: '1', LEVEL: 'info' } })
  const { run, write, fake } = await project()
  await write(
    'fleet.json',
    JSON.stringify([
      { url: full.url, key: 'FULL' },
      { url: fake.url, key: 'CONVEX_SELF_HOSTED_ADMIN_KEY' },
      { url: 'http://127.0.0.1:9', key: 'GONE' },
    ]),
  )
  await write('keys.env', `FULL=${full.token}\nCONVEX_SELF_HOSTED_ADMIN_KEY=${fake.token}\nGONE=otter|01ab\n`)
  const { code, stdout } = await run(['check', '--deployments', 'fleet.json', '--credentials', 'keys.env'])
  expect(stdout).toContain(`${new URL(full.url).host}: everything required is set.`)
  expect(stdout).toContain(`${new URL(fake.url).host}: 2 missing.`)
  expect(stdout).toMatch(/127\.0\.0\.1:9: failed, /)
  expect(code).toBe(1)
})

test('what can not be known or read, and what a component is not given, is said once, with its place', async () => {
  const { run, write } = await createWorkspace()
  await write(
    'mailer/convex.config.ts',
    `import { defineComponent } from 'convex/server'
import { v } from 'convex/values'
export default defineComponent('mailer', { env: { MAIL_KEY: v.string() } })`,
  )
  await write(
    'convex/convex.config.ts',
    `import { defineApp } from 'convex/server'
import mailer from '../mailer/convex.config'
const app = defineApp()
app.use(mailer)
export default app`,
  )
  await write('convex/code.ts', 'export const a = () => send(process.env[name()])')
  await write('convex/broken.ts', 'export const = process.env')
  await write('app.env', '')
  const { code, stdout } = await run(['check', 'app.env'])
  expect(stdout).toBe(`app.env: everything required is set.
not passed      MAIL_KEY               mailer requires it: pass it in \`use\`, convex/convex.config.ts:4:1
can't be known  convex/code.ts:1:29    the name is computed
not read        convex/broken.ts:1:14  its syntax is broken
`)
  expect(code).toBe(2)
})

test('a project without functions is refused, and nothing is asked', async () => {
  const { fake, run } = await workspaceWithFake()
  const { code, stderr, json } = await run(['check', '--json'])
  expect(code).toBe(64)
  expect(stderr).toContain(
    'There is no functions folder convex here. Read the project from its own folder (--folder)',
  )
  expect(json()).toMatchObject({ error: { file: 'convex', exitCode: 64 } })
  expect(fake.requests).toEqual([])
})

test('--folder names the project', async () => {
  const { run, write } = await createWorkspace()
  await write('packages/backend/convex/code.ts', CODE)
  await write('app.env', '')
  const { stdout } = await run(['check', 'app.env', '--folder', 'packages/backend'])
  expect(stdout).toContain('missing         KEY   convex/code.ts:1:29')
})

test.each([
  ['--deployments', 'fleet.json', '--url', 'https://a.example'],
  ['app.env', '--deployments', 'fleet.json'],
])('flags that contradict each other are refused: %s %s %s', async (...words) => {
  const { run } = await project()
  expect(await run(['check', ...words])).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('cannot be combined'),
  })
})

describe('--write-example', () => {
  test('writes the names that the code needs, without a value, and asks no deployment', async () => {
    const { fake, read, run } = await project({ KEY: 'sekret' })
    const { code, stderr } = await run(['check', '--write-example', '.env.example'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Added to .env.example: KEY, LEVEL, PORT.\n' })
    expect(await read('.env.example')).toBe('KEY=\n# one of: info, debug\nLEVEL=info\n# PORT=\n')
    expect(fake.requests).toEqual([])
  })

  test('keeps what is in the file: comments, values, line ends, and names in comments', async () => {
    const { read, run, write } = await project()
    const before = '# The key of the shop\r\nexport KEY=your-key # ask Otter\r\n\r\n# PORT=3000\r\nOTHER=1'
    await write('.env.example', before)
    await run(['check', '--write-example', '.env.example'])
    const after = `${before}\r\n# one of: info, debug\r\nLEVEL=info\r\n`
    expect(await read('.env.example')).toBe(after)
    const again = await run(['check', '--write-example', '.env.example'])
    expect(again.stderr).toBe('.env.example has all of them.\n')
    expect(await read('.env.example')).toBe(after)
  })

  test.skipIf(process.platform === 'win32')('keeps the permissions of the file', async () => {
    const { folder, mode, run, write } = await project()
    const usual = (0o666 & ~process.umask()).toString(8)
    await run(['check', '--write-example', '.env.example'])
    expect(await mode('.env.example')).toBe(usual)
    for (const before of [0o640, 0o664]) {
      await write('.env.example', '')
      await chmod(join(folder, '.env.example'), before)
      await run(['check', '--write-example', '.env.example'])
      expect(await mode('.env.example')).toBe(before.toString(8))
    }
  })

  test('goes with a source', async () => {
    const { read, run, write } = await project()
    await write('app.env', 'LEVEL=info\n')
    expect(await run(['check', 'app.env', '--write-example', '.env.example'])).toMatchObject({ code: 2 })
    expect(await read('.env.example')).toContain('KEY=\n')
  })

  test('leaves an ambiguous file as it is', async () => {
    const { read, run, write } = await project()
    await write('.env.example', 'KEY="open\n')
    const { code, stderr } = await run(['check', '--write-example', '.env.example'])
    expect({ code, stderr }).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('.env.example:1 is ambiguous'),
    })
    expect(await read('.env.example')).toBe('KEY="open\n')
  })
})

test('names that others chose steer no terminal', async () => {
  const { run, write } = await createWorkspace()
  await write('convex/code.ts', `export const a = () => send(process.env['\\u001b[31mA\\n::error::'])`)
  await write('app.env', '')
  const { stdout } = await run(['check', 'app.env'])
  expect(stdout).toContain('"\\u001b[31mA\\n::error::"')
})
