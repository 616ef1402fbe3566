/**
 * How many files and named functions run for one request, beside peers: `npm run bench functions [-- --list]`.
 * Rewrites `docs/request.md`, and fails above the limits.
 */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { createFakeDeployment } from '../src/fake/index.js'

const MOST = { files: 14, functions: 40 }

interface Ran {
  readonly file: string
  readonly name: string
}
interface Counted {
  /** By the first call, which also makes what is made once. */
  readonly first: readonly Ran[]
  readonly next?: readonly Ran[]
}

const folder = await mkdtemp(join(tmpdir(), 'functions-'))
const server = createServer((request, response) => {
  let body = ''
  request.on('data', part => (body += part))
  request.on('end', () => {
    if (!body.includes('REFUSED')) response.end()
    else response.writeHead(400).end('{"code":"EnvVarNameInvalid","message":"The name is not valid."}')
  })
})
await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
const fake = createFakeDeployment({ personality: 'selfHosted' })
await fake.listen()
try {
  await prepare()
  await report()
} finally {
  server.close()
  server.closeAllConnections()
  await fake.close()
  await rm(folder, { recursive: true, force: true })
}

/** Compiles our modules one by one, so that V8 sees the names of functions, and installs the peers beside them. */
async function prepare(): Promise<void> {
  await cp('bench/consumer', folder, { recursive: true })
  await cp('bench/functions/count.mjs', join(folder, 'count.mjs'))
  await run('npm', ['ci', '--silent', '--no-audit', '--no-fund', '--prefer-offline'])
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

async function report(): Promise<void> {
  const ours = await count('ours')
  const refused = await count('refused')
  const command = await count('command', ['env', 'apply', 'app.env', '--yes'])
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
  for (const line of rows) console.log(line)
  if (process.argv.includes('--list')) for (const { next = [] } of [ours, ky, openapiFetch]) list(next)
  const now = sizeOf((ours.next ?? []).filter(isOurs))
  const kept = now.files <= MOST.files && now.functions <= MOST.functions
  console.log(
    `${kept ? 'kept' : 'FAILED'}: ${now.files} files and ${now.functions} functions, at most ${MOST.files} and ${MOST.functions}`,
  )
  process.exitCode = kept ? 0 : 1
}

async function count(name: string, args: readonly string[] = []): Promise<Counted> {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const { stderr } = await run(process.execPath, ['count.mjs', name, `http://127.0.0.1:${port}`, ...args])
  const { first, next }: Counted = JSON.parse(stderr.trim().split('\n').at(-1) ?? '')
  return { first: first.map(named), ...(next && { next: next.map(named) }) }
}

function run(command: string, args: readonly string[]): Promise<{ stderr: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_STATE_HOME: folder,
    CONVEX_SELF_HOSTED_URL: fake.url,
    CONVEX_SELF_HOSTED_ADMIN_KEY: fake.token,
  }
  return promisify(execFile)(command, args, { cwd: folder, env, maxBuffer: 1e8 })
}

/** With a path from the project on in place of a URL. */
function named({ file, name }: Ran): Ran {
  const path = fileURLToPath(file)
  const from = [`${folder}/`, `${resolve('.')}/`].find(start => path.startsWith(start)) ?? ''
  return { file: path.slice(from.length), name }
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
