import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { askProgram, programPaths } from '../../src/config/node/programs.js'
import { createRepository, createTrap, git } from './support/git.js'
import { createWorkspace, workspaceWithFake } from './support/workspace.js'

/** The settings by which a repository can name a program, each leading to the trap. */
function hostileConfig(program: string, hooks: string): string {
  return `
[core]
  fsmonitor = ${program}
  hooksPath = ${hooks}
  sshCommand = ${program}
  gitProxy = ${program}
  pager = ${program}
  editor = ${program}
  askPass = ${program}
  alternateRefsCommand = ${program}
[pager]
  ls-files = ${program}
  check-ignore = ${program}
[alias]
  ls-files = !${program}
  check-ignore = !${program}
[filter "trap"]
  clean = ${program}
  smudge = ${program}
  process = ${program}
  required = true
[diff "trap"]
  textconv = ${program}
  command = ${program}
[credential]
  helper = ${program}
[gpg]
  program = ${program}
[uploadpack]
  packObjectsHook = ${program}
[include]
  path = /dev/null
`
}

async function workspaceWithTrap() {
  const workspace = await workspaceWithFake({ environmentVariables: { A: '1' } })
  const { program, trace } = await createTrap(join(workspace.folder, 'elsewhere'))
  const hooks = join(workspace.folder, 'elsewhere', 'hooks')
  const names = [
    'post-index-change',
    'fsmonitor-watchman',
    'query-watchman',
    'pre-commit',
    'reference-transaction',
  ]
  await mkdir(hooks)
  for (const name of names) await cp(program, join(hooks, name))
  const project = join(workspace.folder, 'project')
  await createRepository(project)
  await writeFile(join(project, '.gitignore'), '.env*\n')
  await writeFile(join(project, '.gitattributes'), '* filter=trap diff=trap\n')
  const pull = (file: string) => workspace.run(['env', 'pull', file])
  const ran = () => existsSync(trace)
  return { ...workspace, project, program, trace, hooks, pull, ran }
}

describe('a repository runs nothing', () => {
  test('by its configuration', async () => {
    const { project, program, hooks, trace, pull, ran } = await workspaceWithTrap()
    await appendFile(join(project, '.git/config'), hostileConfig(program, hooks))
    git(project, 'ls-files')
    expect(ran(), 'the trap works').toBe(true)
    await rm(trace)
    expect(await pull('project/.env')).toMatchObject({ code: 0 })
    expect(await pull('project/values')).toMatchObject({ code: 4 })
    expect(ran()).toBe(false)
  })

  test('that looks like a bare one, and comes along in a clone', async () => {
    const { project, program, hooks, trace, pull, ran } = await workspaceWithTrap()
    const bare = join(project, 'app')
    git(project, 'init', '--quiet', '--bare', 'app')
    await rm(join(bare, 'config'))
    const config = `[core]\nrepositoryformatversion = 0\nbare = false\nworktree = ${bare}\n`
    await writeFile(join(bare, 'config'), config + hostileConfig(program, hooks))
    git(bare, 'ls-files')
    expect(ran(), 'the trap works').toBe(true)
    await rm(trace)
    expect(await pull('project/app/.env')).toMatchObject({ code: 0 })
    expect(await pull('project/app/values')).toMatchObject({ code: 4 })
    await rm(join(project, '.git'), { recursive: true })
    expect(await pull('project/app/values')).toMatchObject({ code: 0 })
    expect(ran()).toBe(false)
  })

  test('by fetching what a partial clone lacks', async () => {
    const { project, program, trace, pull, ran } = await workspaceWithTrap()
    for (const name of ['kept', 'left']) {
      await mkdir(join(project, name))
      await writeFile(join(project, name, 'file'), name)
    }
    git(project, 'add', '--all')
    git(project, '-c', 'filter.trap.clean=cat', 'commit', '--quiet', '--message', 'folders')
    const tree = git(project, 'rev-parse', 'HEAD:left').trim()
    git(project, 'sparse-checkout', 'init', '--cone', '--sparse-index')
    git(project, 'sparse-checkout', 'set', 'kept')
    await rm(join(project, '.git/objects', tree.slice(0, 2), tree.slice(2)))
    const remote = `[remote "origin"]\npromisor = true\nurl = ssh://host/path\nuploadpack = ${program}\n`
    const config = `[core]\nrepositoryformatversion = 1\nsshCommand = ${program}\n[extensions]\npartialClone = origin\n`
    await appendFile(join(project, '.git/config'), config + remote)
    execFileSync('sh', ['-c', 'git ls-files || true'], { cwd: project, stdio: 'ignore' })
    expect(ran(), 'the trap works').toBe(true)
    await rm(trace)
    await pull('project/.env')
    await pull('project/values')
    expect(ran()).toBe(false)
  })
})

test('a program gets the few variables that it needs, and none of Convex', async () => {
  const { folder, environment } = await createWorkspace({
    LANG: 'C.UTF-8',
    CONVEX_DEPLOY_KEY: 'prod:happy-otter-123|sekret',
    AWS_SECRET: 'sekret',
    VAULT_ADDR: 'http://127.0.0.1',
    GIT_DIR: 'elsewhere',
  })
  const needs = ['VAULT_ADDR', 'CONVEX_DEPLOY_KEY', 'ABSENT']
  const answer = await askProgram('env', [], { folder, environment, needs, set: { OWN: '1' } })
  const names = answer?.stdout.split('\n').flatMap(line => /^\w+/.exec(line)?.[0] ?? [])
  expect(names?.sort()).toEqual(['HOME', 'LANG', 'OWN', 'PATH', 'VAULT_ADDR'])
})

test('a program gets its input, and its exit code comes back', async () => {
  const { folder, environment } = await createWorkspace()
  const question = { folder, environment }
  expect(await askProgram('cat', [], { ...question, input: 'a\0b' })).toEqual({
    code: 0,
    stdout: 'a\0b',
    stderr: '',
  })
  expect(await askProgram('cat', [], question)).toMatchObject({ code: 0, stdout: '' })
  expect(await askProgram('true', [], { ...question, input: 'x'.repeat(1e6) })).toMatchObject({ code: 0 })
  expect(await askProgram('sh', ['-c', 'echo no >&2; exit 3'], question)).toMatchObject({
    code: 3,
    stderr: 'no\n',
  })
  expect(await askProgram('sh', ['-c', 'kill -9 $$'], question)).toMatchObject({ code: -1 })
  expect(await askProgram('no-such-program', [], question)).toBeUndefined()
})

test.each(['', '.', 'bin', './bin'])(
  'no program is taken from the relative folder %j of PATH',
  async relative => {
    const { folder, environment } = await createWorkspace()
    for (const place of ['.', 'bin']) {
      await mkdir(join(folder, place), { recursive: true })
      await writeFile(join(folder, place, 'cat'), '#!/bin/sh\necho planted\n')
      await chmod(join(folder, place, 'cat'), 0o755)
    }
    environment.PATH = `${relative}:${environment.PATH}:${relative}`
    const question = { folder, environment, input: 'real' }
    expect(await askProgram('cat', [], question)).toMatchObject({ stdout: 'real' })
    // Nor does it find others there.
    expect(await askProgram('sh', ['-c', 'cat'], question)).toMatchObject({ stdout: 'real' })
  },
)

test('what cannot be executed is no program', async () => {
  const { folder, environment } = await createWorkspace()
  await mkdir(join(folder, 'first/cat'), { recursive: true })
  await mkdir(join(folder, 'second'))
  await writeFile(join(folder, 'second/cat'), '')
  environment.PATH = `${join(folder, 'first')}:${join(folder, 'second')}:${environment.PATH}`
  expect(await askProgram('cat', [], { folder, environment, input: 'real' })).toMatchObject({
    stdout: 'real',
  })
})

test('on Windows a program is an .exe in an absolute folder, by whichever name PATH goes', () => {
  const Path = '.;C:\\Git\\cmd;;bin;"C:\\Program Files\\Git\\cmd";C:relative;\\\\server\\share'
  expect(programPaths('git', { Path }, 'win32')).toEqual([
    'C:\\Git\\cmd\\git.exe',
    'C:\\Program Files\\Git\\cmd\\git.exe',
    '\\\\server\\share\\git.exe',
  ])
  expect(programPaths('git', {}, 'win32')).toEqual([])
})

test('the key of a deployment does not reach git', async () => {
  const { environment, folder, run } = await workspaceWithFake()
  const { program, trace } = await createTrap(join(folder, 'bin'), 'git')
  await createRepository(join(folder, 'project'))
  environment.PATH = join(program, '..')
  expect(await run(['env', 'pull', 'project/.env'])).toMatchObject({ code: 4 })
  const seen = await readFile(trace, 'utf8').catch(() => '')
  expect(seen).toContain('ls-files')
  expect(seen).not.toContain('CONVEX')
})

test('a git that a checkout has among its packages does not run, where npx puts it first', async () => {
  const { environment, folder, run } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  const { program, trace } = await createTrap(join(folder, 'project', 'node_modules', '.bin'), 'git')
  await createRepository(join(folder, 'project'))
  await writeFile(join(folder, 'project', '.gitignore'), '.env\n')
  environment.PATH = `${join(program, '..')}:${environment.PATH}`
  expect(await run(['env', 'pull', 'project/.env'])).toMatchObject({ code: 0 })
  expect(existsSync(trace)).toBe(false)
})
