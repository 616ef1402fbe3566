import { execFile } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { kilobytes, type Row, sizeRow } from './row.js'

const PEER = '@convex-dev/platform'
// The goal is 22 KB at the end of the round, and then 19: lower these limits whenever the client becomes smaller.
const MOST_BUNDLED = 24_200
const MOST_OF_ONE_CALL = 23_300
// Of it, canaries, the limit of failures and the pace of a fleet are 0.9 KB; what drift and failed sources are told by, 0.15.
const MOST_CONFIG = 20_900
// The goal is 12 KB, which the environment's section alone keeps. What resolves and imports a declared deployment is apart.
const MOST_PLANS = 15_350
const MOST_MANAGEMENT = 5_300
const MOST_RECEIVE = 3_000
const MOST_WEBHOOKS = 6_000
const MOST_INSTALLED = 3_000_000

/** Measures the download of a browser or worker, minified and compressed, and the size of an installation. */
export default async function measure(): Promise<Row[]> {
  const platform = `all of \`${PEER}\`: ${kilobytes(await bundled(`export * from '${PEER}'`))}`
  const whole = await bundled("export * from 'convex-deployment'")
  const both = await bundled("export * from 'convex-deployment'; export * from 'convex-deployment/config'")
  const plans = "export { planDeployment, applyPlan } from 'convex-deployment/config'"
  const planning = await bundled(`export * from 'convex-deployment'; ${plans}`)
  const managed = await bundled(
    "export * from 'convex-deployment'; export * from 'convex-deployment/management'",
  )
  const receive = await bundled("export { receiveWebhook } from 'convex-deployment/webhooks'")
  const webhooks = await bundled("export * from 'convex-deployment/webhooks'")
  const oneCall = await bundled(await readFile('bench/one-call.ts', 'utf8'))
  return [
    sizeRow('the whole client, min+gzip', whole, platform, MOST_BUNDLED),
    sizeRow('what `convex-deployment/config` adds, min+gzip', both - whole, '', MOST_CONFIG),
    sizeRow('what `planDeployment` and `applyPlan` add, min+gzip', planning - whole, '', MOST_PLANS),
    sizeRow('what `convex-deployment/management` adds, min+gzip', managed - whole, '', MOST_MANAGEMENT),
    sizeRow('a program of one call, min+gzip', oneCall, platform, MOST_OF_ONE_CALL),
    sizeRow('`receiveWebhook` alone, min+gzip', receive, '', MOST_RECEIVE),
    sizeRow('all of `convex-deployment/webhooks`, min+gzip', webhooks, '', MOST_WEBHOOKS),
    ...(await installed()),
  ]
}

async function bundled(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.', loader: 'ts' },
    // The built package, not the source that tsconfig.json maps to.
    tsconfig: 'tsconfig.build.json',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  })
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).byteLength
}

async function installed(): Promise<Row[]> {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'])
  const [packed]: { unpackedSize: number }[] = JSON.parse(stdout)
  const [ours, peer] = [await dependenciesOf('.'), await dependenciesOf(`node_modules/${PEER}`)]
  const size = (packed?.unpackedSize ?? Number.NaN) + (await sizeOf(ours))
  const peerSize = await sizeOf([PEER, ...peer])
  return [
    sizeRow('installed size, with dependencies', size, `\`${PEER}\`: ${kilobytes(peerSize)}`, MOST_INSTALLED),
    {
      what: 'packages that come along',
      ours: `${ours.length}`,
      reference: `\`${PEER}\`: ${peer.length}`,
      limit: 'not more',
      kept: ours.length <= peer.length,
    },
  ]
}

/** Returns all dependencies of a package, each once. */
async function dependenciesOf(folder: string, found: string[] = []): Promise<string[]> {
  const { dependencies = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    if (found.includes(name)) continue
    found.push(name)
    await dependenciesOf(join('node_modules', name), found)
  }
  return found
}

async function sizeOf(packages: readonly string[]): Promise<number> {
  let bytes = 0
  for (const name of packages) {
    const entries = await readdir(join('node_modules', name), { recursive: true, withFileTypes: true })
    for (const entry of entries)
      if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
  }
  return bytes
}
