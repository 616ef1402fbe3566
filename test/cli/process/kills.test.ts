import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createRepository, takenBy } from '../support/git.js'
import { workspaceWithFake } from '../support/workspace.js'

/** A workspace whose file system behaves as the variables of `fs-hook.mjs` say. */
async function workspaceWith(behaviour: Record<string, string>) {
  const workspace = await workspaceWithFake({ environmentVariables: { A: 'sekret-1' } })
  const hook = new URL('../support/fs-hook.mjs', import.meta.url).href
  Object.assign(workspace.environment, { NODE_OPTIONS: `--import=${hook}`, ...behaviour })
  const heal = () => {
    for (const name of Object.keys(behaviour)) delete workspace.environment[name]
  }
  const project = join(workspace.folder, 'project')
  await createRepository(project)
  return { ...workspace, project, heal }
}

describe('killed between writing and renaming', () => {
  test.each([
    ['.env', '.env'],
    ['.env.local', '*.local'],
    ['.env.local', '/.env.local'],
    ['prod.env', '*.env'],
  ])(
    '%s, which %j ignores, leaves the old file and nothing that Git takes; the next run removes it',
    async (name, rule) => {
      const { heal, project, read, run, runProcess } = await workspaceWith({ KILL_AT: 'rename' })
      await writeFile(join(project, '.gitignore'), `${rule}\n`)
      await writeFile(join(project, name), 'A=old\n')
      const pull = ['env', 'pull', join('project', name), '--overwrite']
      expect(await runProcess(pull)).toMatchObject({ signal: 'SIGKILL' })
      expect(await read(join('project', name))).toBe('A=old\n')
      const [left = ''] = (await readdir(project)).filter(entry => entry.includes('.tmp'))
      expect(await read(join('project', left, name))).toContain('sekret-1')
      expect(takenBy(project)).toEqual(['.gitignore', 'README'])
      heal()
      expect(await run(pull)).toMatchObject({ code: 0 })
      expect((await readdir(project)).sort()).toEqual(['.git', '.gitignore', 'README', name].sort())
      expect(await read(join('project', name))).toContain('sekret-1')
    },
  )

  test('a new file is not there', async () => {
    const { heal, project, run, runProcess } = await workspaceWith({ KILL_AT: 'link' })
    await writeFile(join(project, '.gitignore'), '.env\n')
    expect(await runProcess(['env', 'pull', 'project/.env'])).toMatchObject({ signal: 'SIGKILL' })
    expect(await readdir(project)).not.toContain('.env')
    heal()
    expect(await run(['env', 'pull', 'project/.env'])).toMatchObject({ code: 0 })
    expect((await readdir(project)).sort()).toEqual(['.env', '.git', '.gitignore', 'README'])
  })

  test('a backup is not there, nothing is written to the deployment, and the next one cleans up', async () => {
    const { fake, files, folder, heal, project, run, runProcess, write } = await workspaceWith({
      KILL_AT: 'link',
    })
    await write('app.env', 'A=2\n')
    const apply = ['env', 'apply', 'app.env', '--yes', '--backup-dir', 'project/kept']
    expect(await runProcess(apply)).toMatchObject({ signal: 'SIGKILL' })
    expect(fake.state.environmentVariables.get('A')).toBe('sekret-1')
    expect(takenBy(project)).toEqual(['README'])
    const [own = ''] = await readdir(join(folder, 'project/kept'))
    expect(await readdir(join(project, 'kept', own))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^backup\.\d+-\w{6}\.tmp\.json$/)]),
    )
    heal()
    expect(await run(apply)).toMatchObject({ code: 0 })
    expect(await readdir(join(project, 'kept', own))).toHaveLength(2)
    expect(await files('project/kept')).toHaveLength(2)
  })
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
  '%s while a file is written leaves no temporary one',
  async signal => {
    const { project, runProcess } = await workspaceWith({ KILL_AT: 'link,rename', KILL_BY: signal })
    await writeFile(join(project, '.gitignore'), '.env\n')
    expect((await runProcess(['env', 'pull', 'project/.env'])).signal).toBeNull()
    expect((await readdir(project)).filter(name => name.includes('.tmp'))).toEqual([])
  },
)

/** openclaw#81388 */
describe('on a file system without hard links', () => {
  test.each(['ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'ENOSYS', 'EINVAL', 'EMLINK', 'EACCES', 'EXDEV'])(
    'which says %s, a new file is written',
    async code => {
      const { mode, project, read, runProcess } = await workspaceWith({ LINK_FAILS: code })
      await writeFile(join(project, '.gitignore'), '.env*\n')
      expect(await runProcess(['env', 'pull', 'project/.env'])).toMatchObject({ code: 0 })
      expect(await read('project/.env')).toContain('sekret-1')
      expect(await mode('project/.env')).toBe('600')
      expect((await readdir(project)).sort()).toEqual(['.env', '.git', '.gitignore', 'README'])
    },
  )

  test('a file that appears while the new one is written is kept', async () => {
    const { project, read, runProcess } = await workspaceWith({ LINK_FAILS: 'ENOTSUP', APPEARS: 'OWN=1\n' })
    await writeFile(join(project, '.gitignore'), '.env*\n')
    expect(await runProcess(['env', 'pull', 'project/.env'])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('appeared in the meantime'),
    })
    expect(await read('project/.env')).toBe('OWN=1\n')
    expect((await readdir(project)).sort()).toEqual(['.env', '.git', '.gitignore', 'README'])
  })

  test('nothing is left where it cannot be renamed either', async () => {
    const { project, runProcess } = await workspaceWith({ LINK_FAILS: 'EPERM', RENAME_FAILS: 'EIO' })
    const { code, stderr } = await runProcess(['env', 'pull', 'project/.env', '--unignored'])
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("can't be written (EIO)"),
    })
    expect((await readdir(project)).sort()).toEqual(['.git', 'README'])
  })
})
