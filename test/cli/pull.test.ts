import { execFileSync } from 'node:child_process'
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseEnv } from '../../src/dotenv/index.js'
import { PACKAGES } from '../dotenv/readers/packages.js'
import { type Workspace, workspaceWithFake } from './support/workspace.js'

const VARIABLES = { GREETING: "it's #1", PEM: 'line one\nline two\n', PLAIN: 'a' }

const valuesIn = (text: string) =>
  Object.fromEntries(parseEnv(text).entries.map(({ name, value }) => [name, value]))

/** A repository of git's in the workspace, which tracks one file. */
async function track({ folder, write }: Workspace, file: string): Promise<void> {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder })
  git('init', '--quiet')
  await write(file, 'OLD=1\n')
  git('add', file)
  git('commit', '--quiet', '--message', 'a file')
}

test('env pull writes all variables to a file that only its owner may read', async () => {
  const { run, read, mode, files, fake } = await workspaceWithFake({ environmentVariables: VARIABLES })
  const { code, stderr, stdout } = await run(['env', 'pull', '.env.mine'])
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(stderr).toContain('Wrote 3 variables to .env.mine.')
  expect(valuesIn(await read('.env.mine'))).toEqual(VARIABLES)
  expect(await mode('.env.mine')).toBe('600')
  expect(await files('.')).toHaveLength(1)
  expect(fake.requests.map(({ method }) => method)).toEqual(['GET'])
})

test('a file that exists is left alone, with the two command lines that write to it', async () => {
  const { run, read, write, fake } = await workspaceWithFake({ environmentVariables: VARIABLES })
  await write('.env.mine', 'MINE=1\n')
  const { code, json } = await run(['env', 'pull', '.env.mine', '--json'])
  expect(code).toBe(4)
  expect(json()).toMatchObject({
    error: { exitCode: 4, written: 'nothing' },
    next: [
      'convex-deployment env pull .env.mine --json --merge',
      'convex-deployment env pull .env.mine --json --overwrite',
    ],
  })
  expect(await read('.env.mine')).toBe('MINE=1\n')
  expect(fake.requests).toEqual([])
})

test('a file that appears while the deployment is read is left alone', async () => {
  const { run, read, folder, environment, files } = await workspaceWithFake()
  const server = createServer(async (_request, response) => {
    await writeFile(join(folder, '.env.mine'), 'MINE=1\n')
    response.setHeader('content-type', 'application/json')
    response.end('{"environmentVariables":{"A":"1"}}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  environment.CONVEX_SELF_HOSTED_URL = `http://127.0.0.1:${typeof address === 'object' && address?.port}`
  expect(await run(['env', 'pull', '.env.mine'])).toMatchObject({ code: 4 })
  server.close()
  expect(await read('.env.mine')).toBe('MINE=1\n')
  expect(await files('.')).toHaveLength(1)
})

test('--overwrite replaces a file, and makes it readable by its owner alone', async () => {
  const { run, read, write, mode } = await workspaceWithFake({ environmentVariables: VARIABLES })
  await write('.env.mine', 'MINE=1\n')
  expect(await mode('.env.mine')).toBe('644')
  expect(await run(['env', 'pull', '.env.mine', '--overwrite', '--except', 'PEM'])).toMatchObject({ code: 0 })
  expect(valuesIn(await read('.env.mine'))).toEqual({ GREETING: "it's #1", PLAIN: 'a' })
  expect(await mode('.env.mine')).toBe('600')
})

test('--merge keeps comments, the order, and what only the file has', async () => {
  const { run, read, write, mode } = await workspaceWithFake({ environmentVariables: VARIABLES })
  await write(
    '.env.mine',
    '# mine\nMINE=1\n\nPEM="old\nvalue"   # the key\n# about the greeting\nGREETING=old\nLAST=2',
  )
  expect(await run(['env', 'pull', '.env.mine', '--merge'])).toMatchObject({ code: 0 })
  const text = await read('.env.mine')
  expect(text.match(/^(?:#.*|\w+=|)/gm)?.filter(Boolean)).toEqual([
    '# mine',
    'MINE=',
    'PEM=',
    '# about the greeting',
    'GREETING=',
    'LAST=',
    'PLAIN=',
  ])
  expect(valuesIn(text)).toEqual({ ...VARIABLES, MINE: '1', LAST: '2' })
  expect(await mode('.env.mine')).toBe('600')
})

test.each([
  ['is ambiguous', 'MINE=1\nMINE=2\n'],
  ['is not UTF-8', Buffer.from([0x41, 0x3d, 0xff])],
])('--merge leaves a file that %s alone', async (_what, content) => {
  const { run, folder, read, files } = await workspaceWithFake({ environmentVariables: VARIABLES })
  await writeFile(join(folder, '.env.mine'), content)
  expect(await run(['env', 'pull', '.env.mine', '--merge'])).toMatchObject({ code: 64 })
  expect(await read('.env.mine')).toBe(content.toString())
  expect(await files('.')).toHaveLength(1)
})

test('variables that the format cannot hold are refused by name, with the command line that goes on', async () => {
  const { run, files, write } = await workspaceWithFake({
    environmentVariables: { LINES: 'a\nb', PLAIN: 'a', RETURN: 'a\rb' },
  })
  const docker = await run(['env', 'pull', 'docker.env', '--format', 'docker', '--json'])
  expect(docker.code).toBe(4)
  expect(docker.json()).toMatchObject({
    error: { refused: [{ name: 'LINES' }, { name: 'RETURN' }] },
    next: ['convex-deployment env pull docker.env --json --format json'],
  })
  expect(await files('.')).toEqual([])
  await write('.env.mine', '')
  const merged = await run(['env', 'pull', '.env.mine', '--merge', '--json'])
  expect(merged.json()).toMatchObject({
    next: ['convex-deployment env pull .env.mine --merge --json --except RETURN'],
  })
  expect(await run(['env', 'pull', 'all.env', '--json', '--format', 'json'])).toMatchObject({ code: 0 })
  expect(await run(['env', 'pull', '.env.mine', '--merge', '--except', 'RETURN'])).toMatchObject({ code: 0 })
})

describe('vercel/next.js#59957, oven-sh/bun#14059: a value with a $', () => {
  const environmentVariables = { HASH: '$2b$10$sekret', PRICE: '5 $', PLAIN: 'a' }

  test('is pulled as dotenv and Node read it, and env pull says by name who reads it otherwise', async () => {
    const { run, read } = await workspaceWithFake({ environmentVariables })
    const { code, stderr, json } = await run(['env', 'pull', '.env.local', '--json'])
    expect(code).toBe(0)
    expect(await read('.env.local')).toContain("HASH='$2b$10$sekret'\n")
    expect(stderr).toContain('  HASH: Next.js, Vite, Bun and dotenv-expand replace what a `$` begins')
    expect(stderr).toContain('\nFor Next.js, Vite and Bun: --format next.\n')
    expect(stderr).not.toContain('sekret')
    expect(stderr).not.toContain('PRICE')
    expect(json()).toMatchObject({ remarks: [{ kind: 'expands', name: 'HASH' }] })
    const toStdout = await run(['env', 'pull', '-'])
    expect(toStdout.stderr).toContain('  HASH: Next.js, Vite, Bun')
  })

  test('is pulled by --format next so that Next.js reads it back', async () => {
    const { run, read } = await workspaceWithFake({ environmentVariables })
    const { stderr } = await run(['env', 'pull', '.env.local', '--format', 'next'])
    expect(stderr).not.toContain('HASH')
    const text = await read('.env.local')
    expect(text).toMatch(/^# Environment variables of .*, for Next\.js, Vite and Bun: do not source\.\n/)
    const nextJs = PACKAGES.find(({ name }) => name === 'Next.js')
    expect(await nextJs?.readAll([text])).toEqual([environmentVariables])
  })

  test('is merged with the same remark, and nothing is said of what only the file has', async () => {
    const { run, write } = await workspaceWithFake({ environmentVariables })
    await write('.env.local', "MINE='$a'\nHASH=1 # 2\n")
    const { code, stderr } = await run(['env', 'pull', '.env.local', '--merge'])
    expect(code).toBe(0)
    expect(stderr).toContain('  HASH: Next.js, Vite')
    expect(stderr).not.toContain('MINE')
  })

  test('that was pulled can be applied again', async () => {
    const { run, fake } = await workspaceWithFake({
      environmentVariables: { ...environmentVariables, PATH_1: ' C:\\', QUOTES: "it's #C:\\temp" },
    })
    const before = new Map(fake.state.environmentVariables)
    expect(await run(['env', 'pull', '.env.local'])).toMatchObject({ code: 0 })
    fake.state.environmentVariables.clear()
    expect(await run(['env', 'apply', '.env.local', '--yes'])).toMatchObject({ code: 0 })
    expect(fake.state.environmentVariables).toEqual(before)
  })
})

test('sync-dotenv#20: --merge replaces the characters of a value alone', async () => {
  const { run, read, write } = await workspaceWithFake({ environmentVariables: { OLD: 'after' } })
  await write('.env.mine', '\ufeffexport OLD=before # keep me\r\nMINE=1\r\n')
  expect(await run(['env', 'pull', '.env.mine', '--merge'])).toMatchObject({ code: 0 })
  expect(await read('.env.mine')).toBe('\ufeffexport OLD=after # keep me\r\nMINE=1\r\n')
})

test('a shell reads what --format shell wrote, to the byte', async () => {
  const { run, folder } = await workspaceWithFake({ environmentVariables: VARIABLES })
  expect(await run(['env', 'pull', 'vars.sh', '--format', 'shell'])).toMatchObject({ code: 0 })
  const printed = execFileSync('sh', ['-c', '. ./vars.sh; printf "%s|%s|%s" "$GREETING" "$PEM" "$PLAIN"'], {
    cwd: folder,
  })
  expect(`${printed}`).toBe(Object.values(VARIABLES).join('|'))
})

test.each([
  ['in its folder', '.env'],
  ['in a folder below', 'app/.env'],
])('a file that git tracks is refused %s, whatever the flags', async (_where, file) => {
  const workspace = await workspaceWithFake({ environmentVariables: VARIABLES })
  await mkdir(join(workspace.folder, 'app'))
  await track(workspace, file)
  const { code, stderr } = await workspace.run(['env', 'pull', file, '--overwrite', '--unignored'])
  expect(code).toBe(4)
  expect(stderr).toContain(`git tracks ${file}`)
  expect(await workspace.read(file)).toBe('OLD=1\n')
  expect(workspace.fake.requests).toEqual([])
})

test('a file that git does not track may be written, even if its name is a pattern of git', async () => {
  const workspace = await workspaceWithFake({ environmentVariables: VARIABLES })
  await track(workspace, '.env.shared')
  await workspace.write('.gitignore', '.env.*\n')
  expect(await workspace.run(['env', 'pull', '.env.*'])).toMatchObject({ code: 0 })
})

test('the variables of a git hook do not change where git looks for tracked files', async () => {
  const workspace = await workspaceWithFake({ environmentVariables: VARIABLES })
  await track(workspace, '.env')
  execFileSync('git', ['init', '--quiet', 'other'], { cwd: workspace.folder })
  workspace.environment.GIT_DIR = join(workspace.folder, 'other', '.git')
  expect(await workspace.run(['env', 'pull', '.env', '--merge'])).toMatchObject({ code: 4 })
})

test('without git a file in a repository is refused, and any other is written', async () => {
  const workspace = await workspaceWithFake({ environmentVariables: VARIABLES })
  workspace.environment.PATH = join(workspace.folder, 'nothing')
  expect(await workspace.run(['env', 'pull', '.env.mine'])).toMatchObject({ code: 0 })
  await track(workspace, '.env')
  const { code, stderr } = await workspace.run(['env', 'pull', '.env.other'])
  expect(code).toBe(4)
  expect(stderr).toContain('git is not installed, so it is unknown if it would take .env.other')
  expect(await workspace.run(['env', 'pull', '.env.other', '--unignored'])).toMatchObject({ code: 0 })
})

test('a symbolic link is neither followed nor replaced', async () => {
  const { run, folder, read, write } = await workspaceWithFake({ environmentVariables: VARIABLES })
  await write('shared.env', 'SHARED=1\n')
  await symlink('shared.env', join(folder, '.env'))
  await symlink('nowhere.env', join(folder, '.env.dangling'))
  expect(await run(['env', 'pull', '.env', '--overwrite'])).toMatchObject({ code: 4 })
  expect(await run(['env', 'pull', '.env.dangling'])).toMatchObject({ code: 4 })
  expect(await read('shared.env')).toBe('SHARED=1\n')
})

test('- is stdout, for values and for a plan', async () => {
  const { files, run, write } = await workspaceWithFake({ environmentVariables: VARIABLES })
  const { code, stdout } = await run(['env', 'pull', '-'])
  expect(code).toBe(0)
  expect(valuesIn(stdout)).toEqual(VARIABLES)
  for (const flag of ['--merge', '--overwrite', '--json']) {
    expect(await run(['env', 'pull', '-', flag])).toMatchObject({ code: 64 })
  }
  await write('app.env', 'PLAIN=b\n')
  const plan = await run(['env', 'plan', 'app.env', '--out', '-', '--exit-code'])
  expect(plan).toMatchObject({ code: 2, stderr: expect.stringContaining('~ PLAIN') })
  expect(await run(['env', 'plan', 'app.env', '--out', '-', '--json'])).toMatchObject({ code: 64 })
  expect(await files('.')).toHaveLength(1)
  await write('plan.json', plan.stdout)
  expect(await run(['env', 'apply', 'app.env', '--plan', 'plan.json', '--yes'])).toMatchObject({ code: 0 })
})

test('a file that cannot be written is reported, and nothing is left behind', async () => {
  const { run, files, write, folder } = await workspaceWithFake({ environmentVariables: VARIABLES })
  await write('file', '')
  const below = await run(['env', 'pull', 'file/.env'])
  expect(below).toMatchObject({ code: 1, stderr: expect.stringContaining("can't be written (ENOTDIR)") })
  expect(await run(['env', 'pull', 'missing/.env'])).toMatchObject({ code: 1 })
  await mkdir(join(folder, 'closed'))
  await chmod(join(folder, 'closed'), 0o500)
  if (process.getuid?.() !== 0) expect(await run(['env', 'pull', 'closed/.env'])).toMatchObject({ code: 1 })
  expect(await files('.')).toEqual([join(folder, 'file')])
})
