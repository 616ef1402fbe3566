import { resolve } from 'node:path'
import { expect, inject, test } from 'vitest'
import { installedPackageIn } from './installed-package.js'

const project = installedPackageIn(inject('installed'))

const PROGRAM = `
import { createDeploymentClient, type Middleware } from 'convex-deployment'
import { planDeployment } from 'convex-deployment/config'
import { parseEnv } from 'convex-deployment/dotenv'
import { createFakeDeployment, createFakePlatform } from 'convex-deployment/fake'
import { createManagementClient } from 'convex-deployment/management'
import { receiveWebhook } from 'convex-deployment/webhooks'

const fake = createFakeDeployment()
const middleware: Middleware = { onRequest: ({ schemaPath }) => console.log(schemaPath) }
const deployment = createDeploymentClient({ url: fake.url, token: fake.token, middleware: [middleware] })
const { env, raw } = deployment
const plan = await planDeployment(deployment, { environment: { A: '1' } })
export const names: string[] = plan.environment.changes.map(({ name }) => name)
await env.set(new Map(parseEnv('A=1').entries.map(({ name, value }) => [name, value])))
const { data } = await raw.v1.GET('/list_audit_log_events', { params: { query: { from: 0 } } })
export const time: number | undefined = data.items[0]?.createTime
const platform = createFakePlatform()
const management = createManagementClient({ token: platform.token, fetch: platform.fetch })
for await (const deployment of management.deployments.list({ teamId: 1 }))
  if (deployment.kind === 'cloud') await management.connect(deployment).env.set({ A: deployment.region })
const { events } = await receiveWebhook(new Request('https://example.com'), { secrets: ['secret'] })
export const lines = events.map(event => (event.topic === 'console' ? event.log_level : event.topic))
// @ts-expect-error the document has no such path
raw.v1.GET('/list')
`

test.each([
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'nodenext', moduleResolution: 'nodenext' },
  { module: 'preserve', moduleResolution: 'bundler' },
])('its types need no other package (moduleResolution $moduleResolution)', async options => {
  await project.write('types.ts', PROGRAM)
  const compilerOptions = { ...STRICT, ...options }
  await project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['types.ts'] }))
  expect(await project.run('node', resolve('node_modules/typescript/bin/tsc'), '-p', '.')).toBe('')
})

const STRICT = {
  strict: true,
  skipLibCheck: false,
  noEmit: true,
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
}
