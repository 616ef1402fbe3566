import { execFileSync } from 'node:child_process'
import { chmod, lstat, mkdir, readdir, readlink, symlink, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { workspaceWithFake } from './support/workspace.js'

/** Kinds of things that are not regular files, each made at a path. */
const KINDS: readonly (readonly [kind: string, make: (path: string) => unknown])[] = [
  ['a symbolic link', path => symlink('README', path)],
  ['a dangling symbolic link', path => symlink('nowhere', path)],
  ['a symbolic link to a device', path => symlink('/dev/zero', path)],
  ['a folder', path => mkdir(path)],
  ['a pipe', path => execFileSync('mkfifo', [path])],
  [
    'a socket',
    path => {
      const server = createServer()
      onTestFinished(() => void server.close())
      return new Promise<void>(resolve => server.listen(path, resolve))
    },
  ],
  ...(process.getuid?.() === 0
    ? [
        ['a device', (path: string) => execFileSync('mknod', [path, 'c', '1', '3'])] as const,
        ['a device without end', (path: string) => execFileSync('mknod', [path, 'c', '1', '5'])] as const,
      ]
    : []),
]

/** The command lines that write to a path, with and without one that may replace a file. */
const WRITERS: readonly (readonly string[])[] = [
  ['env', 'pull', 'there'],
  ['env', 'pull', 'there', '--overwrite'],
  ['env', 'pull', 'there', '--merge'],
  ['env', 'plan', 'app.env', '--out', 'there'],
]

test.each(KINDS)('%s is neither written to, nor replaced, nor waited for', async (kind, make) => {
  const { fake, folder, read, run, write } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  await write('README', 'kept\n')
  await write('app.env', 'A=2\n')
  const path = join(folder, 'there')
  await make(path)
  const before = await lstat(path)
  for (const words of WRITERS) {
    const { code, stderr } = await run(words)
    expect({ code, stderr }).toMatchObject({ code: 4, stderr: expect.stringContaining('there is a') })
    if (!kind.includes('link')) expect(stderr).toContain(kind.replace(' without end', ''))
  }
  const after = await lstat(path)
  expect([after.ino, after.mode, after.mtimeMs]).toEqual([before.ino, before.mode, before.mtimeMs])
  expect(await read('README')).toBe('kept\n')
  expect(fake.requests).toEqual([])
})

test('a standard stream is told to be named -', async () => {
  const { run } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  for (const file of ['/dev/stdout', '/dev/fd/1', '/dev/null']) {
    const { code, stderr } = await run(['env', 'pull', file, '--overwrite'])
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/symbolic link|name - instead/),
    })
  }
})

/** A process number that nobody has. */
const GONE = 2 ** 22 + 1

/** Makes what a killed run leaves beside a file. */
async function leave(folder: string, name: string, file: string): Promise<string> {
  const path = join(folder, name)
  await mkdir(path, { recursive: true })
  await writeFile(join(path, '.gitignore'), '*\n')
  await writeFile(join(path, file), 'SECRET=half')
  return path
}

test.each([
  ['.env', `.env.${GONE}-abc123.tmp.env`],
  ['.env.local', `.env.${GONE}-abc123.tmp.local`],
  ['.env.production.local', `.env.production.${GONE}-abc123.tmp.local`],
  ['values', `values.${GONE}-abc123.tmp`],
  ['app/prod.env', `prod.${GONE}-abc123.tmp.env`],
])('what a killed run left beside %s is removed by the next one', async (file, name) => {
  const { folder, run } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  const place = join(folder, dirname(file))
  await leave(place, name, file.replace('app/', ''))
  expect(await run(['env', 'pull', file])).toMatchObject({ code: 0 })
  expect(await readdir(place)).toEqual([file.replace('app/', '')])
})

test('what is not left by a killed run stays', async () => {
  const { folder, run } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  const running = process.ppid
  const others = [
    `.env.${running}-abc123.tmp.env`,
    `.env.${GONE}-abc.tmp.env`,
    `.env.${GONE}-abc123.tmp.local`,
    `.env.${GONE}-abc123.tmp`,
    '.env.backup.tmp.env',
  ]
  for (const name of others) await leave(folder, name, '.env')
  const elsewhere = await leave(folder, 'elsewhere', '.env')
  await symlink(elsewhere, join(folder, `.env.${GONE}-linked.tmp.env`))
  const shared = await leave(folder, `.env.${GONE}-shared.tmp.env`, '.env')
  await writeFile(join(shared, 'mine'), '')
  expect(await run(['env', 'pull', '.env'])).toMatchObject({ code: 0 })
  const left = await readdir(folder)
  expect(left).toEqual(expect.arrayContaining([...others, 'elsewhere']))
  expect((await readdir(elsewhere)).sort()).toEqual(['.env', '.gitignore'])
  expect(await readlink(join(folder, `.env.${GONE}-linked.tmp.env`))).toBe(elsewhere)
  expect(await readdir(shared)).toEqual(['mine'])
})

test('after an hour the number of a process says nothing', async () => {
  const { folder, run } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  const old = await leave(folder, `.env.${process.ppid}-abc123.tmp.env`, '.env')
  const time = new Date(Date.now() - 2 * 3_600_000)
  await utimes(old, time, time)
  expect(await run(['env', 'pull', '.env'])).toMatchObject({ code: 0 })
  expect(await readdir(folder)).toEqual(['.env'])
})

test('a name may be as long as the file system allows', async () => {
  const { files, folder, run } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  for (const name of ['a'.repeat(255), `.${'é'.repeat(127)}`, `${'💚'.repeat(60)}.${'x'.repeat(14)}`]) {
    expect(await run(['env', 'pull', name])).toMatchObject({ code: 0 })
  }
  expect(await run(['env', 'pull', 'a'.repeat(256)])).toMatchObject({ code: 1 })
  expect(await files('.')).toHaveLength(3)
  expect(await readdir(folder)).toHaveLength(3)
})

test.skipIf(process.getuid?.() === 0)('a folder that is closed is left as it is', async () => {
  const { folder, run } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  await mkdir(join(folder, 'closed'))
  await chmod(join(folder, 'closed'), 0o500)
  expect(await run(['env', 'pull', 'closed/.env'])).toMatchObject({ code: 1 })
})
