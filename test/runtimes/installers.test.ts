import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { installed } from './runtimes.js'

/** The installers, each as somebody would add the package with it, scripts allowed. */
const INSTALLERS: Readonly<
  Record<string, (registry: string) => readonly [program: string, ...args: string[]]>
> = {
  npm: registry => [
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    `--registry=${registry}`,
    'convex-deployment',
  ],
  pnpm: registry => node('pnpm/bin/pnpm.cjs', 'add', `--registry=${registry}`, 'convex-deployment'),
  Yarn: () => node('@yarnpkg/cli-dist/bin/yarn.js', 'add', 'convex-deployment'),
  Bun: registry => [
    installed('@oven/bun-linux-x64/bin/bun'),
    'add',
    `--registry=${registry}`,
    'convex-deployment',
  ],
}

const node = (path: string, ...args: string[]) => [process.execPath, installed(path), ...args] as const

let project: InstalledPackage
let registry: Server
let asked: string[] = []
const origin = () => `http://127.0.0.1:${(registry.address() as AddressInfo).port}`

beforeAll(async () => {
  project = await installPackage()
  const tarball = await readFile(project.tarball)
  const manifest = JSON.parse(await project.run('tar', '-xOf', project.tarball, 'package/package.json'))
  const dist = () => ({
    tarball: `${origin()}/convex-deployment.tgz`,
    shasum: createHash('sha1').update(tarball).digest('hex'),
    integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
  })
  // A registry that has our package, and whatever else is asked for in a version that would have to run a script.
  registry = createServer((request, response) => {
    const name = decodeURIComponent(`${request.url}`.slice(1))
    asked.push(name)
    if (name === 'convex-deployment.tgz') return void response.end(tarball)
    const version = name === 'convex-deployment' ? manifest.version : '99.0.0'
    const own = name === 'convex-deployment' ? manifest : { scripts: { install: 'touch ../../CANARY' } }
    const versions = { [version]: { ...own, name, version, dist: dist() } }
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        name,
        'dist-tags': { latest: version },
        versions,
        time: { [version]: '2020-01-01T00:00:00Z' },
      }),
    )
  }).listen(0, '127.0.0.1')
  await once(registry, 'listening')
})
afterAll(async () => {
  registry.close()
  await project.remove()
})

test.each(Object.entries(INSTALLERS))(
  '%s asks the registry for this package and for no other',
  async (_, commandOf) => {
    const folder = await mkdtemp(join(tmpdir(), 'installer-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await writeFile(join(folder, 'package.json'), '{ "name": "project", "private": true, "type": "module" }')
    await writeFile(
      join(folder, '.yarnrc.yml'),
      [
        `npmRegistryServer: '${origin()}'`,
        "unsafeHttpWhitelist: ['127.0.0.1']",
        'nodeLinker: node-modules',
        'enableTelemetry: false',
        'enableGlobalCache: false',
        'npmMinimalAgeGate: 0',
      ].join('\n'),
    )
    asked = []
    const [installer, ...args] = commandOf(origin())
    await promisify(execFile)(installer, args, {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        XDG_CACHE_HOME: join(folder, 'cache'),
        // Neither npm nor pnpm looks for a newer release of itself.
        npm_config_update_notifier: 'false',
      },
    })
    expect([...new Set(asked)].sort()).toEqual(['convex-deployment', 'convex-deployment.tgz'])
    await expect(access(join(folder, 'CANARY'))).rejects.toThrow('ENOENT')
    const program =
      "const { isDeploymentError } = await import('convex-deployment'); console.log(typeof isDeploymentError)"
    const ran = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      cwd: folder,
    })
    expect(ran.stdout.trim()).toBe('function')
  },
)
