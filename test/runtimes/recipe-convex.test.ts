import { cp } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeDeployment } from '../../src/fake/index.js'
import { sampleEvent, signWebhook } from '../../src/webhooks/index.js'
import type { InstalledPackage } from '../package/installed-package.js'
import { bundleFunctions } from './convex-functions.js'
import { createRecipes, createStream, type Running, run } from './recipes.js'

/** The files that Convex's command generates. */
const GENERATED = {
  'server.js': `import { httpActionGeneric, internalMutationGeneric } from 'convex/server'
export const httpAction = httpActionGeneric
export const internalMutation = internalMutationGeneric
`,
  'server.d.ts': `import type { DataModelFromSchemaDefinition, HttpActionBuilder, MutationBuilder } from 'convex/server'
import type schema from '../schema.js'
export declare const httpAction: HttpActionBuilder
export declare const internalMutation: MutationBuilder<DataModelFromSchemaDefinition<typeof schema>, 'internal'>
`,
  'api.js': `import { anyApi } from 'convex/server'
export const internal = anyApi
`,
  'api.d.ts': `import type { ApiFromModules, FilterApi, FunctionReference } from 'convex/server'
import type * as lines from '../lines.js'
export declare const internal: FilterApi<ApiFromModules<{ lines: typeof lines }>, FunctionReference<any, 'internal'>>
`,
}

/** Runs bundled functions by convex-test, and reads a table after it has forgotten old deliveries, some hours later if need be. */
const IN_THE_RUNTIME = `
import { convexTest } from 'convex-test'
import { anyApi } from 'convex/server'
import schema from './convex/schema.ts'
const t = convexTest({ schema, modules: {
  '/convex/_generated/server.js': async () => ({}),
  '/convex/http.js': () => import('./bundles/isolate/http.js'),
  '/convex/lines.js': () => import('./bundles/isolate/lines.js'),
} })
globalThis.receive = async (headers, body) => {
  const { status } = await t.fetch('/convex', { method: 'POST', headers: JSON.parse(headers), body })
  return status
}
globalThis.run = async query => {
  const [table, hours] = query.split(' after ')
  const { now } = Date
  Date.now = () => now() + Number.parseInt(hours ?? 0) * 3_600_000
  await t.mutation(anyApi.lines.forget, {})
  Date.now = now
  return JSON.stringify(await t.run(({ db }) => db.query(table).collect()))
}
`

/** Serves the functions in a runtime that has web standards and no Node. */
const RECIPE = `
import { AsyncLocalStorage } from 'node:async_hooks'
import { readFile } from 'node:fs/promises'
import { EdgeVM } from '@edge-runtime/vm'
const { WEBHOOK_SECRET } = process.env
const globals = { AsyncLocalStorage, process: { env: { WEBHOOK_SECRET } } }
const vm = new EdgeVM({ extend: context => Object.assign(context, globals) })
vm.evaluate(await readFile('functions.js', 'utf8'))
export default {
  async fetch(request) {
    const headers = JSON.stringify(Object.fromEntries(request.headers))
    return new Response(null, { status: await vm.context.receive(headers, await request.text()) })
  },
}
export const db = { query: async query => ({ rows: JSON.parse(await vm.context.run(query)) }) }
`

let project: InstalledPackage
beforeAll(async () => {
  project = await createRecipes()
  await project.write('package.json', '{ "type": "module", "dependencies": { "convex": "*" } }')
  await cp('examples/webhooks/convex', join(project.folder, 'convex'), { recursive: true })
  for (const [name, text] of Object.entries(GENERATED)) await project.write(`convex/_generated/${name}`, text)
  const fake = createFakeDeployment({ kind: 'selfHosted', name: 'carnitas' })
  await fake.listen()
  await bundleFunctions(project, fake)
  await fake.close()
  await project.write('runtime.js', IN_THE_RUNTIME)
  await project.write('async-hooks.js', 'export const { AsyncLocalStorage } = globalThis')
  await build({
    absWorkingDir: project.folder,
    entryPoints: ['runtime.js'],
    outfile: 'functions.js',
    bundle: true,
    format: 'iife',
    platform: 'browser',
    conditions: ['convex'],
    define: { global: 'globalThis' },
    alias: { 'node:async_hooks': './async-hooks.js' },
  })
  await project.write('convex.mjs', RECIPE)
})
afterAll(() => project?.remove())

async function rows(receiver: Running, query: string): Promise<unknown> {
  return (await fetch(`${receiver.origin}/sql`, { method: 'POST', body: query })).json()
}

test("Convex's own bundler makes an HTTP action of the recipe, which stores each delivery once", async () => {
  const stream = await createStream()
  const receiver = await run(project, ['serve.mjs', './convex.mjs'], { WEBHOOK_SECRET: stream.secret })
  await stream.sendTo(receiver.origin)
  await stream.log('hello', 'ß ∑ 🦦')
  const body = JSON.stringify([sampleEvent('console', { message: 'again', timestamp: 1 })])
  const headers = { 'x-webhook-signature': await signWebhook(body, stream.secret) }
  const deliver = (text: string) => fetch(receiver.origin, { method: 'POST', body: text, headers })
  const answers = [
    ...(await Promise.all([deliver(body), deliver(body)])),
    await deliver(body),
    await deliver('[]'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 401])
  expect(await rows(receiver, 'lines')).toMatchObject([
    { deployment: 'happy-otter-123', message: 'hello' },
    { message: 'ß ∑ 🦦' },
    { at: 1, message: 'again' },
  ])
  expect(await rows(receiver, 'deliveries after 1 hour')).toHaveLength(3)
  expect(await rows(receiver, 'deliveries after 3 hours')).toEqual([])
  expect(await stream.outcome()).toEqual([{ type: 'active' }, 'delivered', 'delivered'])
  await receiver.stop()
})

test('the functions compile with the types of Convex', async () => {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: ['node'],
    typeRoots: [resolve('node_modules/@types')],
  }
  await project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['convex'] }))
  expect(await project.run('node', resolve('node_modules/typescript/bin/tsc'), '-p', '.')).toBe('')
})
