import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import {
  createFakeDeployment,
  type FakeDeployment,
  type FakeDeploymentOptions,
} from '../../../src/fake/index.js'
import {
  beginCommand,
  ended,
  interrupted,
  type Run,
  runCommand,
  runOnScreen,
  startCommand,
  wordsOf,
} from './run.js'
import { openTerminal, type Terminal } from './terminal.js'

/** A folder of a user, with a home and an environment of its own. */
export interface Workspace {
  readonly folder: string
  /** The environment of the command, which tests may change. */
  readonly environment: Record<string, string>
  write(file: string, content: string | Uint8Array): Promise<void>
  read(file: string): Promise<string>
  /** The permissions of a file, such as `600`. */
  mode(file: string): Promise<string>
  /** All files in a folder and below, by their paths. */
  files(folder: string): Promise<string[]>
  /** Runs the command in this process, without a terminal, perhaps with a server of the test's own. */
  run(
    args: readonly string[],
    input?: string | Uint8Array,
    answer?: (request: Request) => Response,
  ): Promise<Run>
  /** Runs the command in this process, which is asked to end before the command does anything. */
  runInterrupted(args: readonly string[]): Promise<Run>
  /** Begins the command in this process, without a terminal, until it is done or is sent a signal. */
  begin(args: readonly string[]): ReturnType<typeof beginCommand>
  /** Runs a command line that the command has printed, as a shell reads it. */
  runPrinted(commandLine: string): Promise<Run>
  /** Runs the command in this process, on what it takes for a terminal, perhaps of a known width. */
  onScreen(args: readonly string[], columns?: number): ReturnType<typeof runOnScreen>
  /** Starts the published command as a process. Without `input` its stdin stays open. */
  start(args: readonly string[], input?: string): ReturnType<typeof startCommand>
  /** Runs the published command as a process. */
  runProcess(args: readonly string[], input?: string): Promise<Run>
  /** Runs the published command in a terminal, perhaps by a script of a shell, such as `exec "$0" "$@" 2>log`. */
  terminal(args: readonly string[], script?: string): Terminal
}

export async function createWorkspace(environment: Record<string, string> = {}): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'convex-deployment-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const own = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    ...environment,
  }
  const run: Workspace['run'] = (args, input, answer) =>
    runCommand(args, { cwd: folder, env: own, input }, answer && (async request => answer(request)))
  const start = (args: readonly string[], input?: string) =>
    startCommand(args, { cwd: folder, env: own, input })
  return {
    folder,
    environment: own,
    write: async (file, content) => {
      await mkdir(dirname(join(folder, file)), { recursive: true })
      await writeFile(join(folder, file), content)
    },
    read: file => readFile(join(folder, file), 'utf8'),
    mode: async file => ((await stat(join(folder, file))).mode & 0o777).toString(8),
    files: async inside => {
      const entries = await readdir(join(folder, inside), { recursive: true, withFileTypes: true }).catch(
        () => [],
      )
      return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
    },
    run,
    runInterrupted: args => runCommand(args, { cwd: folder, env: own, process: interrupted }),
    begin: args => {
      const begun = beginCommand(args, { cwd: folder, env: own })
      const isOver = begun.end.then(() => true)
      // A test that fails does not wait for the end.
      isOver.catch(() => {})
      onTestFinished(async () => {
        // Ends what a test that failed left behind, as soon as it listens.
        while (!begun.kill('SIGINT')) if (await Promise.race([isOver, setImmediate(false)])) return
        begun.kill('SIGINT')
        await begun.end
      })
      return begun
    },
    runPrinted: async commandLine => run(await wordsOf(commandLine)),
    onScreen: (args, columns) => runOnScreen(args, { cwd: folder, env: own }, columns),
    start,
    runProcess: (args, input = '') => ended(start(args, input)),
    terminal: (args, script) => openTerminal(args, { cwd: folder, env: own }, script),
  }
}

/** A fake deployment over HTTP. */
export async function serveFake(options: FakeDeploymentOptions = {}): Promise<FakeDeployment> {
  const fake = createFakeDeployment(options)
  await fake.listen()
  onTestFinished(() => fake.close())
  return fake
}

/** A workspace whose environment names a fake deployment on loopback. */
export async function workspaceWithFake(options: FakeDeploymentOptions = {}) {
  const fake = await serveFake(options)
  const workspace = await createWorkspace({
    CONVEX_SELF_HOSTED_URL: fake.url,
    CONVEX_SELF_HOSTED_ADMIN_KEY: fake.token,
  })
  return { fake, host: new URL(fake.url).host, ...workspace }
}

/** A workspace whose environment has the deploy key of a deployment of the cloud, which is a fake. */
export async function workspaceOnCloud(options: FakeDeploymentOptions = {}) {
  const fake = await serveFake(options)
  const workspace = await createWorkspace({
    CONVEX_DEPLOY_KEY: fake.token,
    ...cloudRoutes({ [fake.state.name]: fake }),
  })
  return { fake, ...workspace }
}

/** The variables that lead requests to `https://NAME.convex.cloud` to fakes on loopback, as a hosts file would. */
export function cloudRoutes(fakes: { readonly [name: string]: FakeDeployment }): Record<string, string> {
  return routes(
    Object.fromEntries(Object.entries(fakes).map(([name, fake]) => [`https://${name}.convex.cloud`, fake])),
  )
}

/** The same for any origins. */
export function routes(fakes: { readonly [origin: string]: FakeDeployment }): Record<string, string> {
  const urls = Object.entries(fakes).map(([origin, { url }]) => [origin, url])
  return {
    NODE_OPTIONS: `--import=${new URL('./cloud-routes.mjs', import.meta.url).href}`,
    CLOUD_ROUTES: JSON.stringify(Object.fromEntries(urls)),
  }
}
