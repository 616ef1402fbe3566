import { createDeploymentClient as createOfficialClient } from '@convex-dev/platform'
import { afterEach, expect, test } from 'vitest'
import { createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'

let fake: FakeDeployment | undefined
afterEach(() => fake?.close())

async function official() {
  fake = createFakeDeployment()
  await fake.listen()
  return { fake, client: createOfficialClient(fake.url, fake.token) }
}

test('the official client sets variables and lists them', async () => {
  const { client } = await official()
  const changes = [
    { name: 'A', value: 'one' },
    { name: 'B', value: 'two' },
  ]
  const set = await client.POST('/update_environment_variables', { body: { changes } })
  await client.POST('/update_environment_variables', { body: { changes: [{ name: 'B', value: null }] } })
  const listed = await client.GET('/list_environment_variables')
  expect(set.response.status).toBe(200)
  expect(listed.data).toEqual({ environmentVariables: { A: 'one' } })
})

test('the official client sets a canonical URL, reads it and resets it', async () => {
  const { client } = await official()
  const body = { requestDestination: 'convexSite', url: 'https://www.example.com' } as const
  await client.POST('/update_canonical_url', { body })
  const changed = await client.GET('/get_canonical_urls')
  await client.POST('/update_canonical_url', { body: { requestDestination: 'convexSite', url: null } })
  const reset = await client.GET('/get_canonical_urls')
  expect(changed.data?.convexSiteUrl).toBe('https://www.example.com')
  expect(reset.data?.convexSiteUrl).toBe('https://happy-otter-123.convex.site')
})

test('the official client creates a log stream, rotates its secret and deletes it', async () => {
  const { client, fake } = await official()
  const created = await client.POST('/create_log_stream', {
    body: { logStreamType: 'webhook', url: 'https://logs.example.com', format: 'json' },
  })
  const id = created.data?.id ?? ''
  const rotated = await client.POST('/rotate_webhook_secret/{id}', { params: { path: { id } } })
  expect(rotated.data?.hmacSecret).toMatch(/^[0-9a-f]{32}$/)
  expect(rotated.data?.hmacSecret).toBe(fake.state.logStreams[0]?.hmacSecret)
  const deleted = await client.POST('/delete_log_stream/{id}', { params: { path: { id } } })
  const again = await client.POST('/delete_log_stream/{id}', { params: { path: { id } } })
  expect([deleted.response.status, again.response.status]).toEqual([200, 404])
})

test('the official client creates a usage limit, and a second one like it is refused', async () => {
  const { client } = await official()
  const body = {
    metric: 'functionCalls',
    window: 'day',
    limitType: 'disable',
    limit: 5,
    enabled: true,
  } as const
  const created = await client.POST('/create_usage_limit', { body })
  const twin = await client.POST('/create_usage_limit', { body })
  const listed = await client.GET('/list_usage_limits')
  expect(listed.data?.usageLimits).toEqual([{ ...body, id: created.data?.usageLimit.id }])
  expect(twin.response.status).toBe(400)
  expect(twin.error).toMatchObject({ code: 'DuplicateUsageLimit' })
})

test('the official client pauses the deployment and unpauses it, once', async () => {
  const { client } = await official()
  const statuses = []
  for (const path of [
    '/pause_deployment',
    '/pause_deployment',
    '/unpause_deployment',
    '/unpause_deployment',
  ] as const) {
    statuses.push((await client.POST(path)).response.status)
  }
  expect(statuses).toEqual([200, 200, 200, 400])
})
