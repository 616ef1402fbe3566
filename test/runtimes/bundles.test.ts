import { symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'
import { type InstalledPackage, installPackage } from '../package/installed-package.js'
import { bundleFunctions } from './convex-functions.js'
import { BUNDLES, bundle } from './programs.js'

let project: InstalledPackage
let fake: FakeDeployment
beforeAll(async () => {
  project = await installPackage()
  fake = createFakeDeployment({
    kind: 'selfHosted',
    name: 'carnitas',
    environmentVariables: { OVER_HTTP: '1' },
  })
  await fake.listen()
})
afterAll(async () => {
  await fake?.close()
  await project?.remove()
})

test.each(Object.entries(BUNDLES))(
  'all of it is bundled for %s, with nothing of Node left in',
  async (_, options) => {
    const everything = ['', '/config', '/dotenv', '/fake', '/webhooks'].map(
      (path, i) => `export * as part${i} from 'convex-deployment${path}'`,
    )
    await project.write('everything.mjs', everything.join('\n'))
    const { text, imports } = await bundle(project, 'everything.mjs', options)
    expect(imports).toEqual([])
    expect(text).not.toMatch(/\brequire\(|\bimport\(/)
  },
)

test("Convex's own bundler puts it into a function without 'use node', which then calls a deployment", async () => {
  await symlink(resolve('node_modules/convex'), join(project.folder, 'node_modules/convex'))
  await project.write('package.json', '{ "type": "module", "dependencies": { "convex": "*" } }')
  await project.write(
    'convex/names.ts',
    `import { actionGeneric } from 'convex/server'
import { createDeploymentClient } from 'convex-deployment'
import { createFakeDeployment } from 'convex-deployment/fake'

export const list = actionGeneric(async (_, options) => {
  const fake = createFakeDeployment({ environmentVariables: { FROM_A_FAKE: '2' } })
  const clients = [options, { url: fake.url, token: fake.token, fetch: fake.fetch }].map(createDeploymentClient)
  const lists = await Promise.all(clients.map(({ env }) => env.list()))
  return lists.flat().map(({ name }) => name)
})`,
  )
  await bundleFunctions(project, fake)
  const { url, token } = fake
  const call = await project.write(
    'call.mjs',
    `import { list } from './bundles/isolate/names.js'
console.log(await list.invokeAction('', JSON.stringify([${JSON.stringify({ url, token })}])))`,
  )
  expect(await project.run('node', call)).toBe('["OVER_HTTP","FROM_A_FAKE"]\n')
})
