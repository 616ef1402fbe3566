import { readdir, readFile, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { installed } from './runtimes.js'

const COMPILERS = ['5.4', '5.9', '6', '7']

const RESOLUTIONS = [
  { moduleResolution: 'nodenext', module: 'nodenext', moduleOf54: 'nodenext' },
  // 5.4 takes no top-level `for await` under `preserve`.
  { moduleResolution: 'bundler', module: 'preserve', moduleOf54: 'esnext' },
]

const EXACTNESS = [{ exactOptionalPropertyTypes: true }, { exactOptionalPropertyTypes: false }]

/** A consumer of every entry, in the syntax that ES modules and CommonJS share. */
const CONSUMER = `
import { createDeploymentClient, type DeploymentClientOptions, type EnvironmentVariable } from 'convex-deployment'
import { parseEnv, stringifyEnv } from 'convex-deployment/dotenv'
import { answers, createFakeDeployment } from 'convex-deployment/fake'
import { createMeter, receiveWebhook, type WebhookDelivery } from 'convex-deployment/webhooks'

const fake = createFakeDeployment({ environmentVariables: { A: '1' } })
fake.faults.add(answers.badGateway, { operation: 'listEnvironmentVariables' })
const options: DeploymentClientOptions = { url: fake.url, token: fake.token, fetch: fake.fetch }
const { env } = createDeploymentClient({ ...options, timeout: undefined })
export const list: Promise<EnvironmentVariable[]> = env.list()
export const text: string = stringifyEnv(parseEnv('A=1').entries).text
const meter = createMeter({ by: 'project', rememberMs: undefined })
const request = new Request('https://example.com')
export const received: Promise<WebhookDelivery> = receiveWebhook(request, { secrets: [process.env.SECRET] })
received.then(delivery => meter.add(delivery))
// @ts-expect-error a value is a string
env.set({ A: 1 })
`

let project: InstalledPackage
let specification: readonly string[]
beforeAll(async () => {
  project = await installPackage()
  await project.write('consumer.mts', CONSUMER)
  await project.write('consumer.cts', CONSUMER)
  await project.write(
    'process.d.ts',
    'declare const process: { readonly env: { [name: string]: string | undefined } }',
  )
  specification = await copySpecification()
})
afterAll(() => project?.remove())

/** What test/types/ demands of the source, demanded of the package, but for what needs the test runner. */
async function copySpecification(): Promise<string[]> {
  const names = await readdir('test/types')
  const files = await Promise.all(
    names.map(async name => ({
      name: name.replace(/ts$/, 'mts'),
      text: await readFile(join('test/types', name), 'utf8'),
    })),
  )
  const own = files.filter(({ text }) => !text.includes("from 'vitest'"))
  for (const { name, text } of own) {
    await project.write(
      name,
      text
        .replace('../../src/index.js', 'convex-deployment')
        .replace('../../src/config/index.js', 'convex-deployment/config'),
    )
  }
  return own.map(({ name }) => name)
}

const STRICT = {
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
}

/** Compiles files, or rejects with what the compiler says. */
async function compile(compiler: string, files: readonly string[], options: object): Promise<void> {
  const compilerOptions = { ...STRICT, ...options }
  await project.write('tsconfig.json', JSON.stringify({ compilerOptions, files }))
  await project.run('node', installed(`typescript-${compiler}/bin/tsc`), '-p', '.')
}

describe.each(RESOLUTIONS)('with the resolution $moduleResolution', ({ moduleOf54, ...resolution }) => {
  describe.each(EXACTNESS)('and exactOptionalPropertyTypes: $exactOptionalPropertyTypes', exactness => {
    const options = { ...resolution, ...exactness }
    const modules = ['consumer.mts', 'process.d.ts']

    test('TypeScript 5.4 understands it in ES modules', () =>
      compile('5.4', [...modules, ...specification], { ...options, module: moduleOf54 }))

    // Since 5.8 the compiler knows that CommonJS may require an ES module, as Node has since 20.19.
    test.each(['5.9', '6', '7'])('TypeScript %s understands it in ES modules and in CommonJS', compiler =>
      compile(compiler, [...modules, ...specification, 'consumer.cts'], options),
    )
  })
})

/** TS1479, TS2307: what the guide says of settings that stand for an older Node. */
test.each([
  ['node16', 'node16', 'consumer.cts', /TS1479/],
  ['node18', 'node16', 'consumer.cts', /TS1479/],
  ['commonjs', 'node10', 'consumer.cts', /TS2307/],
  ['commonjs', 'node10', 'consumer.mts', /TS2307/],
])('module %s with moduleResolution %s refuses %s', async (module, moduleResolution, file, error) => {
  const compiled = compile('5.9', [file, 'process.d.ts'], { module, moduleResolution })
  await expect(compiled).rejects.toThrow(error)
})

test.each(COMPILERS)(
  "TypeScript %s understands it with Node's types in place of the DOM's",
  async compiler => {
    await symlink(resolve('node_modules/@types'), join(project.folder, 'node_modules/@types')).catch(() => {})
    const options = { lib: ['es2022'], types: ['node'], skipLibCheck: true, module: 'nodenext' }
    await compile(compiler, ['consumer.mts', ...specification], options)
  },
)
