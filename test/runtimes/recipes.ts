import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { installed } from './runtimes.js'

/** The packages that the recipes use, as test/runtimes/package.json brings them. */
const PACKAGES = [
  '@cloudflare/workers-types',
  '@edge-runtime/vm',
  '@electric-sql/pglite',
  '@types/express',
  'convex',
  'convex-test',
  'express',
  'hono',
  'miniflare',
  'next',
]

/** Serves a `fetch` handler over HTTP, and its database under `/sql`. Next.js hands its routes a request of its own class. */
const SERVE = `
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import next from 'next/server.js'
const recipe = await import(process.argv[2])
const handle = recipe.POST ? request => recipe.POST(new next.NextRequest(request)) : recipe.default.fetch
createServer(async (incoming, outgoing) => {
  const body = incoming.method === 'POST' ? Readable.toWeb(incoming) : undefined
  const init = { method: incoming.method, headers: incoming.headers, body, duplex: 'half' }
  const request = new Request('http://127.0.0.1' + incoming.url, init)
  const answer = incoming.url === '/sql'
    ? Response.json((await recipe.db.query(await request.text())).rows)
    : await handle(request)
  outgoing.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
}).listen(0, function () { console.log('listening', this.address()) })
`

/** Makes a project of the recipes: as JavaScript and as TypeScript, with the packed package and all that they import. */
export async function createRecipes(): Promise<InstalledPackage> {
  const project = await installPackage()
  for (const name of PACKAGES) {
    const path = join(project.folder, 'node_modules', name)
    await mkdir(dirname(path), { recursive: true })
    await symlink(installed(name), path)
  }
  await build({
    entryPoints: [resolve('examples/webhooks/*.ts')],
    outdir: project.folder,
    outExtension: { '.js': '.mjs' },
    tsconfigRaw: '{}',
  })
  await project.write('serve.mjs', SERVE)
  return project
}

/** A receiver that runs in a process of its own. */
export interface Running {
  readonly origin: string
  /** The lines that it printed. */
  readonly printed: string[]
  stop(): Promise<void>
}

/** Runs a recipe until it listens. */
export async function run(
  { folder }: InstalledPackage,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  node: string = process.execPath,
): Promise<Running> {
  const child = spawn(node, args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  const printed: string[] = []
  createInterface(child.stderr).on('line', line => printed.push(line))
  const output = createInterface(child.stdout).on('line', line => printed.push(line))
  await Promise.race([once(output, 'line'), ended])
  const port = /^listening .*port: (\d+)/.exec(printed.shift() ?? '')?.[1]
  if (port === undefined) throw new Error(`It does not listen:\n${printed.join('\n')}`)
  return {
    origin: `http://127.0.0.1:${port}`,
    printed,
    async stop() {
      child.kill()
      await ended
    },
  }
}

/** A fake deployment with a log stream. */
export interface Stream {
  readonly fake: FakeDeployment
  readonly id: string
  readonly secret: string
  /** Sends what functions log to an address, which is verified first. */
  sendTo(url: string): Promise<void>
  /** Lets a function log lines, and delivers them. */
  log(...messages: readonly string[]): Promise<void>
  /** The status of the stream, and the outcomes of the attempts to deliver. */
  outcome(): Promise<readonly [status: unknown, ...outcomes: string[]]>
}

/**
 * Creates a deployment with a log stream that sends nothing yet.
 * @param answered runs after each answer to a delivery, before it counts
 */
export async function createStream(
  name = 'happy-otter-123',
  answered?: (response: Response) => unknown,
): Promise<Stream> {
  const deliver = async (request: Request) => {
    // Nothing of the example's address leaves the machine.
    const response = /^https:/.test(request.url) ? new Response() : await fetch(request)
    await answered?.(response)
    return response
  }
  const fake = createFakeDeployment({ name, ...(answered && { deliver }) })
  const { logStreams } = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
  const config = { logStreamType: 'webhook', url: 'https://logs.example.com', format: 'jsonl' } as const
  const created = await logStreams.create({ ...config, topics: ['console', 'function_execution'] })
  if (created.logStreamType !== 'webhook') throw new Error('It is not a webhook.')
  await fake.deliverAll()
  return {
    fake,
    id: created.id,
    secret: created.hmacSecret,
    async sendTo(url) {
      await logStreams.update(created.id, { logStreamType: 'webhook', url })
      await fake.deliverAll()
    },
    async log(...messages) {
      const source = { path: 'messages:send', type: 'mutation' }
      for (const message of messages)
        fake.emit({ topic: 'console', log_level: 'INFO', message, function: source })
      await fake.deliverAll()
    },
    async outcome() {
      const { status } = await logStreams.get(created.id)
      const outcomes = fake.deliveries.map(({ outcome }) => outcome).filter(outcome => outcome !== 'not-sent')
      return [status, ...outcomes]
    },
  }
}
