import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStranger, type Stranger } from './stranger.js'
import { FAILURES, printedUncaught } from './uncaught.js'

const require = createRequire(import.meta.url)

let stranger: Stranger
beforeAll(async () => {
  stranger = await createStranger()
})
afterAll(() => stranger?.remove())

const USE = `
const deployment = createDeploymentClient({
  token: 'dev:happy-otter-123|key',
  fetch: async request => Response.json({ environmentVariables: { A: request.headers.get('authorization') } }),
})
deployment.env.list().then(list => console.log(JSON.stringify(list)))
`
const PRINTED = '[{"name":"A","value":"Convex dev:happy-otter-123|key"}]\n'

test('an ES module imports it and calls it', async () => {
  const file = await stranger.write(
    'esm.mjs',
    `import { createDeploymentClient } from 'convex-deployment'\n${USE}`,
  )
  expect(await stranger.run('node', file)).toBe(PRINTED)
})

test('the fake deployment is imported from a place of its own', async () => {
  const file = await stranger.write(
    'fake.mjs',
    `import { createDeploymentClient } from 'convex-deployment'
import { createFakeDeployment } from 'convex-deployment/fake'
const fake = createFakeDeployment()
await fake.listen()
const { env } = createDeploymentClient({ url: fake.url, token: fake.token })
await env.set({ A: '1' })
console.log(JSON.stringify(await env.list()))
await fake.close()
`,
  )
  expect(await stranger.run('node', file)).toBe('[{"name":"A","value":"1"}]\n')
})

test('the .env library is imported from a place of its own', async () => {
  const file = await stranger.write(
    'dotenv.mjs',
    `import { parseEnv, stringifyEnv } from 'convex-deployment/dotenv'
const { text } = stringifyEnv([{ name: 'A', value: 'it\\'s # fine' }])
console.log(JSON.stringify(parseEnv(text).entries.map(({ name, value }) => [name, value])))
`,
  )
  expect(await stranger.run('node', file)).toBe('[["A","it\'s # fine"]]\n')
})

test('a CommonJS module requires it and calls it', async () => {
  const file = await stranger.write(
    'cjs.cjs',
    `const { createDeploymentClient } = require('convex-deployment')\n${USE}`,
  )
  expect(await stranger.run('node', '--no-warnings', file)).toBe(PRINTED)
})

test('the `convex` condition leads to each of its parts', async () => {
  const file = await stranger.write(
    'convex.mjs',
    `import { readFileSync } from 'node:fs'
const { exports } = JSON.parse(readFileSync('node_modules/convex-deployment/package.json', 'utf8'))
for (const [part, { convex }] of Object.entries(exports)) {
  if (!convex) continue
  const { size } = new Map(Object.entries(await import(part.replace('.', 'convex-deployment'))))
  console.log(part, import.meta.resolve(part.replace('.', 'convex-deployment')).endsWith(convex.slice(1)), size > 0)
}
`,
  )
  expect(await stranger.run('node', '--conditions=convex', file)).toBe(
    '. true true\n./dotenv true true\n./fake true true\n',
  )
})

test('the command runs where the package is installed', async () => {
  expect(await stranger.run('npx', '--no-install', 'convex-deployment', '--version')).toMatch(
    /^\d+\.\d+\.\d+\n$/,
  )
})

test('the package installs nothing else', async () => {
  expect(await stranger.installed()).toEqual(['convex-deployment'])
})

test('an installation takes 3 MB at most', async () => {
  const sizes = await Promise.all((await shippedFiles()).map(async file => (await stat(shipped(file))).size))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000)
})

test('the package holds its entries with their types, the command, the documents and the guide', async () => {
  const kinds = (await shippedFiles()).map(file =>
    file
      .replace(/^dist\/cli\/.*\.js$/, 'dist/cli/*.js')
      .replace(/^(docs\/guide|examples)\/.*(\.\w+)$/, '$1/*$2'),
  )
  expect([...new Set(kinds)].sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'dist/LICENSES.txt',
    'dist/cli/*.js',
    'dist/cli/LICENSES.txt',
    'dist/cli/help.txt',
    'dist/dotenv/index.d.ts',
    'dist/dotenv/index.js',
    'dist/fake/index.d.ts',
    'dist/fake/index.js',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/openapi-fetch.d.ts',
    'dist/v1-beta.d.ts',
    'dist/v1.d.ts',
    'docs/guide/*.md',
    'examples/*.env',
    'examples/*.ts',
    'openapi/v1-beta.yaml',
    'openapi/v1.json',
    'openapi/v1.yaml',
    'package.json',
  ])
})

test('every relative link of its pages leads to a file of the package', async () => {
  const pages = (await shippedFiles()).filter(file => file.endsWith('.md'))
  const broken = await Promise.all(
    pages.map(async page => {
      const links = [...(await readShipped(page)).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      return links
        .map(([, link = '']) => join(dirname(page), link))
        .filter(target => !existsSync(shipped(target)))
        .map(target => `${page} links to ${target}`)
    }),
  )
  expect(broken.flat()).toEqual([])
})

describe('the code of the library', () => {
  test('keeps its lines, its names and its comments', async () => {
    const text = await readShipped('dist/index.js')
    expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThan(1000)
    expect(text).toMatch(/^ \*\/\nfunction createDeploymentClient\(/m)
  })

  test('refers to no other package, and names the one that it holds with its license', async () => {
    const imported = await Promise.all(
      (await libraryFiles()).map(async file =>
        [...(await readShipped(file)).matchAll(/^(?:import|export)[^'"]* from ['"]([^.'"][^'"]*)/gm)].map(
          ([, name]) => `${file} imports ${name}`,
        ),
      ),
    )
    expect(imported.flat()).toEqual([])
    const named = /^\/\*! openapi-fetch .*MIT license, Copyright .*: see LICENSES\.txt \*\/$/m
    expect(await readShipped('dist/index.js')).toMatch(named)
    expect(await readShipped('dist/openapi-fetch.d.ts')).toMatch(named)
    expect(await readShipped('dist/LICENSES.txt')).toMatch(/^openapi-fetch\n\nMIT License\n/m)
  })

  test('has no comment that refers to what is not in the package', async () => {
    const pattern =
      /(?:\/\/|^ *\/?\*).*(?:rule \d|of the design|CONTRIBUTING|npm run|\b(?:src|test|scripts|bench|generated)\/)/gm
    const found = await Promise.all(
      (await libraryFiles()).map(async file =>
        (await readShipped(file))
          .replace(/https?:\S+/g, '')
          .match(pattern)
          ?.map(line => `${file}: ${line}`),
      ),
    )
    expect(found.flatMap(lines => lines ?? [])).toEqual([])
  })
})

describe.each(['esm', 'cjs'] as const)('an error that nobody catches (%s)', kind => {
  test.each(FAILURES)('from %s is short, has its name and leads to that line', async (failure, name) => {
    const printed = await printedUncaught(stranger, kind, failure)
    expect(Buffer.byteLength(printed)).toBeLessThan(2048)
    expect(printed).toMatch(new RegExp(`^${name}: `, 'm'))
    expect(printed).toMatch(/\/uncaught\.[mc]js:4:\d+/)
  })
})

test('publint and attw find nothing wrong', async () => {
  await stranger.run(
    'node',
    require.resolve('publint').replace(/src\/.*$/, 'src/cli.js'),
    'node_modules/convex-deployment',
    '--strict',
  )
  const attw = require.resolve('@arethetypeswrong/cli/package.json').replace('package.json', 'dist/index.js')
  await stranger.run('node', attw, stranger.tarball, '--profile', 'esm-only')
})

function shipped(file: string): string {
  return join(stranger.folder, 'node_modules/convex-deployment', file)
}

function readShipped(file: string): Promise<string> {
  return readFile(shipped(file), 'utf8')
}

/** Every file of the installed package, by its path there. */
async function shippedFiles(): Promise<string[]> {
  const entries = await readdir(shipped('.'), { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(shipped('.').length + 1))
}

async function libraryFiles(): Promise<string[]> {
  return (await shippedFiles()).filter(file => /^dist\/(?!cli\/).*\.(?:js|d\.ts)$/.test(file))
}
