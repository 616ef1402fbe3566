import { appendFile, chmod, chown, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writePrivately } from '../../src/cli/private-file.js'
import { Refusal } from '../../src/cli/refusal.js'
import { memberOf } from '../../src/text/member.js'
import { numRuns } from '../support/strings.js'
import { createRepository, git, takenBy } from './support/git.js'
import { createWorkspace, type Workspace, workspaceWithFake } from './support/workspace.js'

/** Makes a checkout in the folder `project` of a workspace. */
type Checkout = (workspace: Workspace, project: string) => Promise<unknown>

const CHECKOUTS: readonly (readonly [name: string, make: Checkout])[] = [
  ['a repository', (_, project) => createRepository(project)],
  ['an unborn branch', async ({ folder }) => git(folder, 'init', '--quiet', 'project')],
  [
    'a worktree',
    async ({ folder }, project) => {
      await createRepository(join(folder, 'main'))
      git(join(folder, 'main'), 'worktree', 'add', '--quiet', project)
    },
  ],
  [
    'a worktree within a bare repository',
    async ({ folder }, project) => {
      await createRepository(join(folder, 'main'))
      git(folder, 'clone', '--quiet', '--bare', 'main', 'project')
      git(project, 'worktree', 'add', '--quiet', 'tree')
      return 'tree'
    },
  ],
  [
    'a submodule',
    async ({ folder }, project) => {
      await createRepository(join(folder, 'library'))
      await createRepository(project)
      git(project, 'submodule', '--quiet', 'add', join(folder, 'library'), 'library')
      return 'library'
    },
  ],
  [
    'a folder that looks like a bare repository',
    async (_, project) => {
      await createRepository(project)
      git(project, 'init', '--quiet', '--bare', 'bare')
      // What it holds is taken by the repository around it.
      return 'bare'
    },
  ],
  [
    'a folder behind a link',
    async ({ folder }, project) => {
      await createRepository(join(folder, 'real'))
      await symlink('real', project)
    },
  ],
]

/** A workspace with a fake deployment and a checkout, and the folder in it where the command runs. */
async function workspaceIn(make: Checkout) {
  const workspace = await workspaceWithFake({ environmentVariables: { SECRET: 'sekret-value' } })
  const project = join(workspace.folder, 'project')
  const inner = await make(workspace, project)
  const place = join(project, typeof inner === 'string' ? inner : '')
  const file = join('project', typeof inner === 'string' ? inner : '', '.env.mine')
  return { ...workspace, place, file }
}

describe.each(CHECKOUTS)('in %s', (_name, make) => {
  test('a file that nothing ignores is refused, with the line that lets it be written', async () => {
    const { fake, file, files, place, run } = await workspaceIn(make)
    const before = await files('project')
    const { code, json, stderr } = await run(['env', 'pull', file, '--json'])
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('git does not ignore'),
    })
    expect(await files('project')).toEqual(before)
    expect(fake.requests).toEqual([])
    expect(json()).toMatchObject({ next: [`convex-deployment env pull ${file} --json --unignored`] })
    const ignore = memberOf(memberOf(json(), 'error'), 'ignore')
    const [rules, line] = [memberOf(ignore, 'file'), memberOf(ignore, 'line')].map(String)
    expect(stderr).toContain(`Add the line ${line} to ${rules}`)
    await appendFile(rules ?? '', `${line}\n`)
    expect(await run(['env', 'pull', file])).toMatchObject({ code: 0 })
    // Seen from the work tree around it: within the folder itself Git would look at the planted repository.
    expect(takenBy(dirname(rules ?? '')).map(path => basename(path))).not.toContain('.env.mine')
    expect((await readdir(place)).filter(name => name.includes('.tmp'))).toEqual([])
  })

  test('a file that is meant for all is written by --unignored', async () => {
    const { file, read, run } = await workspaceIn(make)
    expect(await run(['env', 'pull', file, '--unignored'])).toMatchObject({ code: 0 })
    expect(await read(file)).toContain('sekret-value')
  })
})

test.each(['.env', '.env.local', '/app/.env', '*.env', '.env*', 'app/', '**/.env', '.env\n.env.*', '/app/*'])(
  'the rule %j is enough for the files that it ignores, and for their temporary ones',
  async rule => {
    const { folder, run } = await workspaceIn((_, project) => createRepository(project))
    const project = join(folder, 'project')
    await mkdir(join(project, 'app'))
    await writeFile(join(project, '.gitignore'), `${rule}\n`)
    const files = ['.env', '.env.local', 'app/.env', 'prod.env']
    const codes = new Map<string, number | null>()
    for (const file of files) {
      const { code } = await run(['env', 'pull', join('project', file)])
      codes.set(file, code)
      await rm(join(project, file), { force: true })
    }
    for (const file of files) await writeFile(join(project, file), 'A=1\n')
    const taken = takenBy(project)
    expect(codes).toEqual(new Map(files.map(file => [file, taken.includes(file) ? 4 : 0])))
  },
)

test('what is ignored by the user, or by this checkout alone, is ignored', async () => {
  const { folder, run, write } = await workspaceIn((_, project) => createRepository(project))
  await write('.config/git/ignore', '.env.user\n')
  await write('project/.git/info/exclude', '.env.here\n')
  for (const name of ['.env.user', '.env.here']) {
    expect(await run(['env', 'pull', join('project', name)])).toMatchObject({ code: 0 })
  }
  git(folder, '-C', 'project', 'add', '--all')
  expect(git(folder, '-C', 'project', 'ls-files')).toBe('README\n')
})

test('a file that is ignored and tracked is refused, by --unignored, too', async () => {
  const { read, run, write } = await workspaceIn((_, project) => createRepository(project, '.env'))
  await write('project/.gitignore', '.env\n')
  for (const flags of [[], ['--unignored']]) {
    const { code, stderr } = await run(['env', 'pull', 'project/.env', '--overwrite', ...flags])
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('git tracks project/.env'),
    })
  }
  expect(await read('project/.env')).toBe('OLD=1\n')
})

test('a file that git tracks by the same name in another case is refused where case does not count', async () => {
  const { folder, files, run, write } = await workspaceIn((_, project) => createRepository(project, '.env'))
  await write('project/.gitignore', '.env\n.ENV\n')
  git(join(folder, 'project'), 'config', 'core.ignorecase', 'true')
  const { code, stderr } = await run(['env', 'pull', 'project/.ENV'])
  expect({ code, stderr }).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('git tracks project/.ENV'),
  })
  expect((await files('project')).filter(file => file.endsWith('.ENV'))).toEqual([])
  git(join(folder, 'project'), 'config', 'core.ignorecase', 'false')
  expect(await run(['env', 'pull', 'project/.ENV'])).toMatchObject({ code: 0 })
})

/** git-fame#81 */
describe('a repository that git cannot read is told from git that is not installed', () => {
  test.skipIf(process.getuid?.() !== 0)('it belongs to another user', async () => {
    const { environment, folder, run, runPrinted } = await workspaceIn((_, project) =>
      createRepository(project),
    )
    const project = join(folder, 'project')
    for (const path of [project, join(project, '.git')]) await chown(path, 12_345, 12_345)
    const { code, json, stderr } = await run(['env', 'pull', 'project/.env', '--json'])
    expect(code).toBe(4)
    expect(stderr).toContain('git does not trust the repository')
    expect(stderr).not.toContain('nstall git')
    const trust = `git config --global --add safe.directory ${project}`
    const retry = 'convex-deployment env pull project/.env --json --unignored'
    expect(json()).toMatchObject({ next: [trust, retry] })
    await writeFile(join(folder, '.gitconfig'), '')
    git(folder, ...trust.split(' ').slice(1))
    await writeFile(join(project, '.gitignore'), '.env\n')
    expect(await run(['env', 'pull', 'project/.env'])).toMatchObject({ code: 0 })
    await rm(join(folder, '.gitconfig'))
    expect(await runPrinted(`${retry} --overwrite`)).toMatchObject({ code: 0 })
    expect(environment.HOME).toBe(folder)
  })

  test.each<[what: string, text: string]>([
    ['of a checkout that is elsewhere', 'gitdir: /nowhere/.git/worktrees/a\n'],
    ['that is broken', 'nothing of git\n'],
  ])('its .git is a file %s', async (_what, text) => {
    const { run, write } = await workspaceWithFake({ environmentVariables: { A: '1' } })
    await write('project/.git', text)
    const { code, stderr } = await run(['env', 'pull', 'project/.env'])
    expect(code).toBe(4)
    expect(stderr).toMatch(/git can't read the repository \S+\/project \(fatal: .*\), so it is unknown/)
    expect(await run(['env', 'pull', 'project/.env', '--unignored'])).toMatchObject({ code: 0 })
  })

  test('git does not end well', async () => {
    const { environment, folder, run } = await workspaceIn((_, project) => createRepository(project))
    await writeFile(join(folder, 'git'), '#!/bin/sh\nkill -9 $$\n')
    await chmod(join(folder, 'git'), 0o755)
    environment.PATH = folder
    const { code, stderr } = await run(['env', 'pull', 'project/.env'])
    expect({ code, stderr }).toMatchObject({ code: 4, stderr: expect.stringContaining('(no answer)') })
  })
})

describe('a plan, which holds no value', () => {
  test('may be saved where Git takes it', async () => {
    const { run, write } = await workspaceIn((_, project) => createRepository(project, 'plan.json'))
    await write('app.env', 'A=1\n')
    expect(await run(['env', 'plan', 'app.env', '--out', 'project/new.json'])).toMatchObject({ code: 0 })
    await write('project/plan.json', '')
    expect(await run(['env', 'plan', 'app.env', '--out', 'project/plan.json'])).toMatchObject({ code: 0 })
  })
})

describe('a backup in a checkout', () => {
  const APPLY = ['env', 'apply', 'app.env', '--yes', '--backup-dir', 'project/backups']

  test('is in a folder that ignores itself', async () => {
    const { folder, files, run, write } = await workspaceIn((_, project) => createRepository(project))
    for (const value of ['1', '2']) {
      await write('app.env', `SECRET=${value}\n`)
      expect(await run(APPLY)).toMatchObject({ code: 0 })
    }
    expect((await files('project/backups')).filter(file => file.endsWith('.json'))).toHaveLength(2)
    expect(takenBy(join(folder, 'project'))).toEqual(['README'])
  })

  test('is refused in one with rules of its own, with the ways out', async () => {
    const { fake, folder, host, run, write } = await workspaceIn((_, project) => createRepository(project))
    await write('app.env', 'SECRET=1\n')
    const own = `project/backups/${host.replaceAll(/[^\w.-]/g, '_')}`
    await write(`${own}/.gitignore`, '!*\n')
    const { code, stderr } = await run(APPLY)
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('or pass --no-backup'),
    })
    expect(fake.state.environmentVariables.get('SECRET')).toBe('sekret-value')
    expect(takenBy(join(folder, 'project'))).toEqual(['README', `${own.slice('project/'.length)}/.gitignore`])
    await write(`${own}/.gitignore`, '*.json\n')
    expect(await run(APPLY)).toMatchObject({ code: 0 })
  })

  test('needs no git', async () => {
    const { environment, files, folder, run, write } = await workspaceIn((_, project) =>
      createRepository(project),
    )
    environment.PATH = join(folder, 'nothing')
    await write('app.env', 'SECRET=1\n')
    expect(await run(APPLY)).toMatchObject({ code: 0 })
    expect(await files('project/backups')).toHaveLength(2)
  })
})

const part = fc.string({
  unit: fc.constantFrom('.', 'e', 'n', 'v', '*', '?', '[', ']', '\\', ' ', '#', '!', ':', '(', 'é', '-'),
  minLength: 1,
  maxLength: 5,
})
const nameOfFile = part.filter(name => !['.', '..'].includes(name))
const rules = fc.array(
  fc.oneof(
    part,
    part.map(name => `!${name}`),
    part.map(name => `/${name}`),
  ),
  { maxLength: 3 },
)

test('a file is written if and only if git add would leave it, whatever its name and the rules, and the line that is offered works', async () => {
  const { folder, environment } = await createWorkspace()
  let index = 0
  await fc.assert(
    fc.asyncProperty(nameOfFile, rules, async (name, lines) => {
      const project = join(folder, `${index++}`)
      await createRepository(project)
      await writeFile(join(project, '.gitignore'), lines.map(line => `${line}\n`).join(''))
      const target = { file: name, host: { folder: project, environment }, holds: 'values' } as const
      const refusal = await writePrivately(target, 'A=1\n').catch((error: unknown) => error)
      await writeFile(join(project, name), 'A=1\n')
      expect({ name, lines, refused: refusal !== undefined }).toEqual({
        name,
        lines,
        refused: takenBy(project).includes(name),
      })
      if (refusal === undefined) return
      expect(refusal).toBeInstanceOf(Refusal)
      git(project, 'rm', '--quiet', '--cached', '--force', '--', `:(literal)${name}`)
      const line = memberOf(memberOf(memberOf(memberOf(refusal, 'details'), 'data'), 'ignore'), 'line')
      await appendFile(join(project, '.gitignore'), `${line}\n`)
      await writePrivately(target, 'A=2\n')
      expect(takenBy(project)).not.toContain(name)
    }),
    { numRuns: Math.ceil(numRuns / 12) },
  )
})
