import { expect, inject, test } from 'vitest'
import { installedPackageIn } from './installed-package.js'

const project = installedPackageIn(inject('installed'))

const USE = `
const deployment = createDeploymentClient({
  token: 'dev:happy-otter-123|key',
  fetch: async request => Response.json({ environmentVariables: { A: request.headers.get('authorization') } }),
})
deployment.env.list().then(list => console.log(JSON.stringify(list)))
`
const PRINTED = '[{"name":"A","value":"Convex dev:happy-otter-123|key"}]\n'

test('an ES module imports it and calls it', async () => {
  const file = await project.write(
    'esm.mjs',
    `import { createDeploymentClient } from 'convex-deployment'\n${USE}`,
  )
  expect(await project.run('node', file)).toBe(PRINTED)
})

test('the fake deployment is imported from a place of its own', async () => {
  const file = await project.write(
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
  expect(await project.run('node', file)).toBe('[{"name":"A","value":"1"}]\n')
})

test('an error that `convex-deployment/config` throws is one of the classes that `convex-deployment` exports', async () => {
  const file = await project.write(
    'shared.mjs',
    `import { createDeploymentClient, InvalidInputError } from 'convex-deployment'
import { planDeployment } from 'convex-deployment/config'
const client = createDeploymentClient({ token: 'dev:happy-otter-123|key' })
const error = await planDeployment(client, { environment: { A: undefined } }).catch(error => error)
console.log(error instanceof InvalidInputError)
`,
  )
  expect(await project.run('node', file)).toBe('true\n')
})

test('the management API is imported from a place of its own, and shares the errors and the client', async () => {
  const file = await project.write(
    'management.mjs',
    `import { NotFoundError } from 'convex-deployment'
import { createFakePlatform } from 'convex-deployment/fake'
import { createManagementClient, NotVisibleError } from 'convex-deployment/management'
const platform = createFakePlatform()
await platform.listen()
const { id } = platform.createProject('Otter Pond')
const management = createManagementClient({ url: platform.url, token: platform.token })
const deployment = management.connect(await management.deployments.create(id, { type: 'prod' }))
await deployment.env.set({ A: '1' })
console.log(JSON.stringify(await deployment.env.list()))
const error = await management.projects.get({ id: 99 }).catch(error => error)
console.log(error instanceof NotFoundError, error instanceof NotVisibleError)
await platform.close()
`,
  )
  expect(await project.run('node', file)).toBe('[{"name":"A","value":"1"}]\ntrue true\n')
})

test('the .env library is imported from a place of its own', async () => {
  const file = await project.write(
    'dotenv.mjs',
    `import { parseEnv, stringifyEnv } from 'convex-deployment/dotenv'
const { text } = stringifyEnv([{ name: 'A', value: 'it\\'s # fine' }])
console.log(JSON.stringify(parseEnv(text).entries.map(({ name, value }) => [name, value])))
`,
  )
  expect(await project.run('node', file)).toBe('[["A","it\'s # fine"]]\n')
})

test('the receiver of webhooks is imported from a place of its own', async () => {
  const file = await project.write(
    'webhooks.mjs',
    `import { receiveWebhook, sampleEvent, signWebhook } from 'convex-deployment/webhooks'
const body = JSON.stringify([sampleEvent('console')])
const headers = { 'x-webhook-signature': await signWebhook(body, 'secret') }
const { events } = await receiveWebhook({ headers, body }, { secrets: ['secret'] })
console.log(events[0].topic)
`,
  )
  expect(await project.run('node', file)).toBe('console\n')
})

test('a CommonJS module requires it and calls it', async () => {
  const file = await project.write(
    'cjs.cjs',
    `const { createDeploymentClient } = require('convex-deployment')\n${USE}`,
  )
  expect(await project.run('node', '--no-warnings', file)).toBe(PRINTED)
})

test('the `convex` condition leads to each of its parts', async () => {
  const file = await project.write(
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
  expect(await project.run('node', '--conditions=convex', file)).toBe(
    '. true true\n./config true true\n./dotenv true true\n./fake true true\n./management true true\n./webhooks true true\n',
  )
})

test('the command runs where the package is installed', async () => {
  expect(await project.run('npx', '--no-install', 'convex-deployment', '--version')).toMatch(
    /^\d+\.\d+\.\d+\n$/,
  )
})
