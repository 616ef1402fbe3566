import { mkdir, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { workspaceWithFake } from './support/workspace.js'

async function workspaceWithBackups() {
  const workspace = await workspaceWithFake({ environmentVariables: { A: 'old a', B: 'old b', C: 'kept' } })
  await workspace.write('app.json', '{ "A": "new", "B": null, "D": "new" }')
  return workspace
}

const APPLY = ['env', 'apply', 'app.json', '--yes', '--allow-removals']

test('a backup keeps what is overwritten or removed, for its owner alone, outside of the working folder', async () => {
  const { folder, environment, files, mode, read, run } = await workspaceWithBackups()
  const before = await files('.')
  environment.XDG_STATE_HOME = join(folder, 'elsewhere', 'state')
  const { code, stderr } = await run(APPLY)
  expect(code).toBe(0)
  const [file = '', ...more] = (await files('.')).filter(one => !before.includes(one))
  expect(more).toEqual([])
  expect(file).toContain(join(folder, 'elsewhere/state/convex-deployment/backups/127.0.0.1_'))
  expect(stderr).toContain(`backup: ${file}\n`)
  const own = file.slice(folder.length + 1)
  expect(await mode(own)).toBe('600')
  expect(await mode(join(own, '..'))).toBe('700')
  expect(JSON.parse(await read(own)).variables).toEqual({ A: 'old a', B: 'old b' })
})

test('a state folder that is not an absolute path is ignored', async () => {
  const { environment, files, run } = await workspaceWithBackups()
  environment.XDG_STATE_HOME = 'state-here'
  expect(await run(APPLY)).toMatchObject({ code: 0 })
  expect(await files('state-here')).toEqual([])
  expect(await files('.local/state/convex-deployment/backups')).toHaveLength(1)
})

test('backup:latest restores the newest backup, and backup:FILE restores that one', async () => {
  const { fake, files, run } = await workspaceWithBackups()
  await run(APPLY)
  const [file] = await files('state')
  expect(await run(['env', 'apply', 'backup:latest', '--yes'])).toMatchObject({ code: 0 })
  const restored = { A: 'old a', B: 'old b', C: 'kept', D: 'new' }
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual(restored)
  await run(['env', 'unset', 'A', '--yes'])
  expect(await run(['env', 'apply', `backup:${file}`, '--yes'])).toMatchObject({ code: 0 })
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual(restored)
})

test('a backup of another deployment is refused, and so is a file that is not a backup', async () => {
  const { environment, files, run, write } = await workspaceWithBackups()
  await run(APPLY)
  const [file] = await files('state')
  const other = await workspaceWithFake({ name: 'calm-fox-4' })
  Object.assign(environment, {
    CONVEX_SELF_HOSTED_URL: other.fake.url,
    CONVEX_SELF_HOSTED_ADMIN_KEY: other.fake.token,
  })
  const { code, stderr } = await run(['env', 'apply', `backup:${file}`, '--yes'])
  expect(code).toBe(4)
  expect(stderr).toMatch(/is a backup of \S+, and this is \S+\. Nothing was written\.\n$/)
  expect(await run(['env', 'apply', 'backup:latest', '--yes'])).toMatchObject({ code: 5 })
  await write('own.json', '{ "version": 2 }')
  expect(await run(['env', 'apply', 'backup:own.json', '--yes'])).toMatchObject({ code: 64 })
  expect(other.fake.state.environmentVariables.size).toBe(0)
})

const BACKUP_NAMES = Array.from({ length: 10 }, (_, day) => `2001-01-${10 + day}T00-00-00.000Z-abcdef.json`)

/** Names that begin as a backup's, of files that are not. */
const FOREIGN_NAMES = [
  '2001-notes.json',
  '2001-01-01.json',
  '2001-01-01T00-00-00.000Z-abcd.json',
  '2001-01-01T00-00-00.000Z-abcdef.json.bak',
  'x2001-01-01T00-00-00.000Z-abcdef.json',
  '2000-01-01T00-00-00.000Z-abcdef.json',
]

test('the newest ten backups are kept, and no other file is removed', async () => {
  const { files, read, run, write } = await workspaceWithBackups()
  await run(APPLY)
  const [first = ''] = await files('state')
  const folder = first.slice(first.indexOf('state/'), first.lastIndexOf('/'))
  const text = await read(first.slice(first.indexOf('state/')))
  await Promise.all(BACKUP_NAMES.map(name => write(join(folder, name), text)))
  await Promise.all(FOREIGN_NAMES.map(name => write(join(folder, name), '{}')))
  await run(['env', 'unset', 'A', '--yes'])
  const left = (await files(folder)).map(file => basename(file))
  expect(left).toHaveLength(10 + FOREIGN_NAMES.length)
  expect(left).toEqual(expect.arrayContaining([...FOREIGN_NAMES, ...BACKUP_NAMES.slice(2)]))
})

test.each(['', '{"version":1,"deploy', '{"version":2}', '[]'])(
  'backup:latest passes over a newest file that is no backup, and says so: %j',
  async torn => {
    const { fake, files, run, write } = await workspaceWithBackups()
    await run(APPLY)
    const [file = ''] = await files('state')
    const newer = join(file.slice(file.indexOf('state/')), '..', '9001-01-01T00-00-00.000Z-abcdef.json')
    await write(newer, torn)
    const { code, stderr } = await run(['env', 'apply', 'backup:latest', '--yes'])
    expect(code).toBe(0)
    expect(stderr).toContain("9001-01-01T00-00-00.000Z-abcdef.json can't be read as a backup")
    expect(fake.state.environmentVariables.get('A')).toBe('old a')
  },
)

describe('a backup is not written through a link', () => {
  test.each(['mine', 'mine/NAME'])('at %s, and what it leads to keeps its permissions', async place => {
    const { fake, files, folder, host, mode, run } = await workspaceWithBackups()
    await mkdir(join(folder, 'shared'), { mode: 0o755 })
    await mkdir(join(folder, dirname(place)), { recursive: true })
    const link = place.replace('NAME', host.replaceAll(/[^\w.-]/g, '_'))
    await symlink(join(folder, 'shared'), join(folder, link))
    const { code, stderr } = await run([...APPLY, '--backup-dir', 'mine'])
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('is a symbolic link') })
    expect(await mode('shared')).toBe('755')
    expect(await files('shared')).toEqual([])
    expect(fake.state.environmentVariables.get('A')).toBe('old a')
  })

  test('in the state folder, whichever of its folders is one', async () => {
    const { environment, files, folder, mode, run } = await workspaceWithBackups()
    for (const place of ['convex-deployment', 'convex-deployment/backups']) {
      environment.XDG_STATE_HOME = join(folder, `state-of-${place.length}`)
      const target = join(folder, `shared-${place.length}`)
      await mkdir(target, { mode: 0o755 })
      await mkdir(join(environment.XDG_STATE_HOME, dirname(place)), { recursive: true })
      await symlink(target, join(environment.XDG_STATE_HOME, place))
      expect(await run(APPLY)).toMatchObject({
        code: 4,
        stderr: expect.stringContaining('is a symbolic link'),
      })
      expect(await mode(`shared-${place.length}`)).toBe('755')
      expect(await files(`shared-${place.length}`)).toEqual([])
    }
  })
})

describe('no backup is kept', () => {
  test('in CI, with a note, unless a folder is named', async () => {
    const { environment, files, run, fake } = await workspaceWithBackups()
    environment.CI = 'true'
    const { code, stderr } = await run(APPLY)
    expect(code).toBe(0)
    expect(stderr).toContain('In CI no backup is kept of A, B: name a folder by --backup-dir to keep one.')
    expect(await files('state')).toEqual([])
    fake.state.environmentVariables.set('A', 'old')
    expect(await run([...APPLY, '--backup-dir', 'mine'])).toMatchObject({ code: 0 })
    expect(await files('mine')).toHaveLength(1)
  })

  test('with --no-backup, with a note, and if nothing is lost', async () => {
    const { files, run, fake } = await workspaceWithBackups()
    const { code, stderr } = await run([...APPLY, '--no-backup'])
    expect(code).toBe(0)
    expect(stderr).toContain('No backup is kept of A, B.')
    fake.state.environmentVariables.clear()
    expect(await run(APPLY)).toMatchObject({ code: 0, stderr: expect.not.stringContaining('ackup') })
    expect(await files('state')).toEqual([])
  })

  test('if the folder cannot be written to: then nothing is written to the deployment, either', async () => {
    const { fake, run, write } = await workspaceWithBackups()
    await write('state', 'a file where the folder should be')
    const { code, stderr, json } = await run([...APPLY, '--json'])
    expect(code).toBe(4)
    expect(stderr).toMatch(
      /The backup can't be written to \S+ \(ENOTDIR\)\. Name another folder by --backup-dir/,
    )
    expect(json()).toMatchObject({ error: { exitCode: 4, written: 'nothing' } })
    expect(fake.state.environmentVariables.get('A')).toBe('old a')
    expect(fake.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })
})
