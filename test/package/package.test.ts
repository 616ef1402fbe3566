import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createStranger, type Stranger } from './stranger.js'

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

test('it brings openapi-fetch and the types that openapi-fetch brings, and nothing else', async () => {
  expect(await stranger.installed()).toEqual([
    'convex-deployment',
    'openapi-fetch',
    'openapi-typescript-helpers',
  ])
})

test('it holds what it needs and no source beside its types', async () => {
  const files = (await stranger.run('tar', '-tzf', stranger.tarball)).trim().split('\n')
  const kinds = files.map(file =>
    file.replace(/^package\//, '').replace(/^dist\/(src|generated|cli)\/.*?(\.d\.ts|\.js)$/, 'dist/$1/*$2'),
  )
  expect([...new Set(kinds)].sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/cli/*.js',
    'dist/cli/LICENSES.txt',
    'dist/cli/help.txt',
    'dist/generated/*.d.ts',
    'dist/src/*.d.ts',
    'dist/src/*.js',
    'dist/src/LICENSES.txt',
    'openapi/v1-beta.yaml',
    'openapi/v1.json',
    'openapi/v1.yaml',
    'package.json',
  ])
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
