import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** An empty project that has the packed tarball installed and nothing else of this repository. */
export interface InstalledPackage {
  readonly folder: string
  readonly tarball: string
  /** Writes a file and returns its path. */
  write(name: string, text: string): Promise<string>
  /** Runs a command in the project and resolves with what it prints; rejects where it fails. */
  run(command: string, ...args: string[]): Promise<string>
  /** The names of the packages that are installed. */
  installed(): Promise<string[]>
  remove(): Promise<void>
}

/** Packs the package and installs the tarball into an empty project. */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'project-'))
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: resolve('.') })
  const [tarball = ''] = (await readdir(folder)).filter(name => name.endsWith('.tgz'))
  const project = installedPackageIn({ folder, tarball: join(folder, tarball) })
  await project.write('package.json', '{ "name": "project", "private": true, "type": "module" }')
  const flags = ['--silent', '--no-audit', '--no-fund', '--prefer-offline']
  await project.run('npm', 'install', ...flags, `./${tarball}`)
  return project
}

/** Returns the project that `installPackage` made in a folder. */
export function installedPackageIn({
  folder,
  tarball,
}: Pick<InstalledPackage, 'folder' | 'tarball'>): InstalledPackage {
  const execute = async (command: string, ...args: string[]) => {
    const { stdout } = await run(command, args, { cwd: folder, maxBuffer: 1e8 }).catch(error => {
      throw new Error(`${command} ${args.join(' ')} failed:\n${error.stdout}${error.stderr}`)
    })
    return stdout
  }
  const write = async (name: string, text: string) => {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    return path
  }
  return {
    folder,
    tarball,
    write,
    run: execute,
    installed: async () =>
      (await readdir(join(folder, 'node_modules'))).filter(name => !name.startsWith('.')),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
