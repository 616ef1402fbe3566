import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { createFakeDeployment } from '../src/fake/index.js'
import type { Row } from './row.js'

const MOST = { files: 14, functions: 40 }

interface Ran {
  readonly file: string
  readonly name: string
}
interface Counted {
  /** The functions of the first call, which includes work that is done only once. */
  readonly first: readonly Ran[]
  readonly next: readonly Ran[] | undefined
}

/** Counts the files and the named functions that run for one request; `--list` names them. Writes `docs/request.md`. */
export default async function measure(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'functions-'))
  const server = await serve()
  const fake = createFakeDeployment({ kind: 'selfHosted' })
  await fake.listen()
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_STATE_HOME: folder,
    CONVEX_SELF_HOSTED_URL: fake.url,
    CONVEX_SELF_HOSTED_ADMIN_KEY: fake.token,
  }
  const run = (command: string, args: readonly string[]) =>
    promisify(execFile)(command, args, { cwd: folder, env, maxBuffer: 1e8 })
  const count = async (name: string, ...args: readonly string[]): Promise<Counted> => {
    const { stderr } = await run(process.execPath, ['count-functions.mjs', name, server.url, ...args])
    const { first, next }: Counted = JSON.parse(stderr.trim().split('\n').at(-1) ?? '')
    const named = (ran: Ran) => ({ ...ran, file: pathOf(ran.file, folder) })
    return { first: first.map(named), next: next?.map(named) }
  }
  try {
    await prepare(folder)
    await run('npm', ['ci', '--omit=optional', '--silent', '--no-audit', '--no-fund', '--prefer-offline'])
    return await report(count)
  } finally {
    await Promise.all([server.close(), fake.close()])
    await rm(folder, { recursive: true, force: true })
  }
}

/** Serves a deployment that accepts every change, except one that contains `REFUSED`. */
async function serve(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    if (!(await text(request)).includes('REFUSED')) response.end()
    else response.writeHead(400).end('{"code":"EnvVarNameInvalid","message":"The name is not valid."}')
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Compiles our modules one by one, so that V8 sees the names of functions. */
async function prepare(folder: string): Promise<void> {
  for (const file of ['peers/package.json', 'peers/package-lock.json', 'count-functions.mjs'])
    await cp(join('bench', file), join(folder, basename(file)))
  await build({
    entryPoints: ['src/**/*.ts', 'generated/*.ts'],
    outbase: '.',
    outdir: join(folder, 'ours'),
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  })
  await symlink(resolve('node_modules'), join(folder, 'ours/node_modules'))
  await writeFile(join(folder, 'ours/package.json'), '{"type":"module"}')
  await writeFile(join(folder, 'app.env'), 'LOG_LEVEL=info\n')
}

async function report(count: (name: string, ...args: readonly string[]) => Promise<Counted>): Promise<Row[]> {
  const ours = await count('ours')
  const refused = await count('refused')
  const command = await count('command', 'env', 'apply', 'app.env', '--yes')
  const [ky, openapiFetch] = [await count('ky'), await count('openapi-fetch')]
  const isOurs = ({ file }: Ran) => file.startsWith('ours/src/') || file.startsWith('ours/generated/')
  const isOpenapiFetch = ({ file }: Ran) => file.includes('node_modules/openapi-fetch/')
  const isKy = ({ file }: Ran) => file.includes('node_modules/ky/')
  const rows = [
    row("`deployment.env.set({ LOG_LEVEL: 'info' })`", ours, isOurs),
    row('the functions of `openapi-fetch` in it', ours, isOpenapiFetch),
    row('the same, answered by a 400', refused, isOurs),
    row('`convex-deployment env apply FILE`, the whole process', command, isOurs),
    row('`ky.post(url, { json })`', ky, isKy),
    row('`openapi-fetch`: `client.POST(path, { body })`', openapiFetch, isOpenapiFetch),
  ]
  await writeFile('docs/request.md', page(rows))
  if (process.argv.includes('--list')) for (const { next = [] } of [ours, ky, openapiFetch]) list(next)
  const [now, peer] = [sizeOf((ours.next ?? []).filter(isOurs)), sizeOf((ky.next ?? []).filter(isKy))]
  return [
    {
      what: 'files and functions that run for one `env.set`',
      ours: `${now.files} / ${now.functions}`,
      reference: `\`ky.post\`: ${peer.files} / ${peer.functions}`,
      limit: `${MOST.files} / ${MOST.functions}`,
      kept: now.files <= MOST.files && now.functions <= MOST.functions,
    },
  ]
}

/** Returns the path of a module, relative to the project or to the temporary folder. */
function pathOf(url: string, folder: string): string {
  const path = fileURLToPath(url)
  const from = [`${folder}/`, `${resolve('.')}/`].find(start => path.startsWith(start)) ?? ''
  return path.slice(from.length)
}

function sizeOf(ran: readonly Ran[]): { files: number; functions: number } {
  return { files: new Set(ran.map(({ file }) => file)).size, functions: ran.length }
}

function row(what: string, { first, next }: Counted, belongs: (ran: Ran) => boolean): string {
  const shown = (ran: readonly Ran[]) => {
    const { files, functions } = sizeOf(ran.filter(belongs))
    return `${files} / ${functions}`
  }
  return `| ${what} | ${shown(first)} | ${next ? shown(next) : ''} |`
}

function list(ran: readonly Ran[]): void {
  for (const file of new Set(ran.map(one => one.file))) {
    const names = ran.filter(one => one.file === file).map(({ name }) => name)
    console.log(`${file} (${names.length})\n    ${names.join(' ')}`)
  }
}

function page(rows: readonly string[]): string {
  return `# One request

How much code runs between a call and its result: files, and functions that have a name. Written by
\`npm run bench functions\`, which counts with V8's precise coverage and fails above ${MOST.files} files or
${MOST.functions} functions; last on Node ${process.versions.node}. Only a client's own functions count. The first call
also makes what is made once; the second one is what every call costs.

| files / functions | first call | next call |
| --- | ---: | ---: |
${rows.join('\n')}
`
}
