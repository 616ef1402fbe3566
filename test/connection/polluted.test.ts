import { afterEach, expect, test } from 'vitest'
import { planDeployment } from '../../src/config/index.js'
import { createDeploymentClient, createDeploymentClientFromEnvironment } from '../../src/index.js'
import { TOKEN } from '../support/deployment.js'
import { listed, recorder } from '../support/recorder.js'

/** What somebody else's code may add to every object. */
const POLLUTION = {
  url: 'https://evil.example',
  name: 'evil-otter-666',
  region: 'evil',
  token: 'prod:evil-otter-666|secret',
  env: { CONVEX_DEPLOY_KEY: 'prod:evil-otter-666|secret' },
  CONVEX_SELF_HOSTED_URL: 'https://evil.example',
  allowHttp: 'yes',
  contract: 'v0',
  timeout: 0,
  limit: -1,
  repeatWrites: 'yes',
  signal: AbortSignal.abort(),
  fetch: () => Promise.reject(new Error('evil')),
  planKey: 'evil',
  blind: true,
  prune: '*',
}

afterEach(() => {
  for (const name of Object.keys(POLLUTION)) Reflect.deleteProperty(Object.prototype, name)
})

test.each(Object.entries(POLLUTION))('options are read by own property alone: %s', async (name, value) => {
  const { fetch, requests } = recorder(async () => listed({ A: '1' }))
  const env = { CONVEX_DEPLOY_KEY: TOKEN }
  Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true })
  const clients = [createDeploymentClient({ token: TOKEN, fetch })]
  if (name !== 'env') clients.push(createDeploymentClientFromEnvironment({ env, fetch }))
  for (const client of clients) {
    expect(client.url).toBe('https://happy-otter-123.convex.cloud')
    expect(await client.env.list()).toEqual([{ name: 'A', value: '1' }])
    await client.env.list({ retry: {} })
    await client.raw.v1.GET('/list_environment_variables', {})
    const plan = await planDeployment(client, { environment: { A: '1' } })
    expect(plan.environment).toMatchObject({ blind: false, changes: [], unmanaged: [] })
  }
  for (const { url } of requests) {
    expect(url).toBe('https://happy-otter-123.convex.cloud/api/v1/list_environment_variables')
  }
})
