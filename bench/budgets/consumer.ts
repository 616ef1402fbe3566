import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** A project of its own, as `bench/consumer` describes it, that has this package and its peers installed. */
export interface Consumer {
  readonly folder: string
  /** Runs a command in the project and resolves with what it prints. */
  run(command: string, ...args: readonly string[]): Promise<string>
  /** Starts the server of the project in a process of its own, and resolves with its address. */
  serve(): Promise<string>
  remove(): Promise<void>
}

/** Installs the peers by their lock file, and this package as it is packed. */
export async function installConsumer(): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), 'budgets-'))
  const servers: ChildProcess[] = []
  const run = async (command: string, ...args: readonly string[]) => {
    const { stdout } = await execute(command, args, { cwd: folder, maxBuffer: 1e8 })
    return stdout
  }
  await cp('bench/consumer', folder, { recursive: true })
  await run('npm', 'ci', '--silent', '--no-audit', '--no-fund', '--prefer-offline')
  await execute('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: resolve('.') })
  const [tarball = ''] = (await readdir(folder)).filter(name => name.endsWith('.tgz'))
  await run(
    'npm',
    'install',
    '--silent',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    `./${tarball}`,
  )
  return {
    folder,
    run,
    async serve() {
      const server = spawn(process.execPath, ['server.mjs'], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      servers.push(server)
      const [line] = await once(server.stdout, 'data')
      return String(line).trim()
    },
    async remove() {
      for (const server of servers) server.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
