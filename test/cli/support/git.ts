import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

/** Runs git as its user would, and returns what it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  const named = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'protocol.file.allow=always']
  const env = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' }
  return execFileSync('git', [...named, ...args], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' })
}

/** Returns the files that `git add` would take in a folder and below, and those that it has. */
export function takenBy(folder: string): string[] {
  git(folder, 'add', '--all', '.')
  return git(folder, 'ls-files', '-z').split('\0').filter(Boolean)
}

/** The files of repositories by their paths, by the one file that is tracked: making one takes three processes. */
const made = new Map<string, Promise<ReadonlyMap<string, Buffer>>>()

/** Makes a repository whose first commit has a file. */
export async function createRepository(folder: string, tracked = 'README'): Promise<void> {
  const making = made.get(tracked) ?? makeRepository(tracked)
  made.set(tracked, making)
  for (const [path, content] of await making) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

async function makeRepository(tracked: string): Promise<ReadonlyMap<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'repository-'))
  git(folder, 'init', '--quiet', '--template=')
  await writeFile(join(folder, tracked), 'OLD=1\n')
  git(folder, 'add', '--force', tracked)
  git(folder, 'commit', '--quiet', '--message', 'a file')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter(entry => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const contents = await Promise.all(paths.map(path => readFile(path)))
  await rm(folder, { recursive: true })
  return new Map(contents.map((content, index) => [relative(folder, paths[index] ?? ''), content]))
}

/** Writes a program that leaves a file behind when it runs. Returns its path, and that of the file. */
export async function createTrap(folder: string, name = 'trap'): Promise<{ program: string; trace: string }> {
  await mkdir(folder, { recursive: true })
  const [program, trace] = [join(folder, name), join(folder, `${name}.ran`)]
  await writeFile(program, `#!/bin/sh\necho "$@" >> '${trace}'\nexport -p >> '${trace}'\nexit 1\n`)
  await chmod(program, 0o755)
  return { program, trace }
}
