import { createDeploymentClient as createOfficialClient } from '@convex-dev/platform'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeDeployment } from '../../src/fake/index.js'
import { LIMIT_CONFIG, WEBHOOK_CONFIG } from '../support/samples.js'

async function official() {
  const fake = createFakeDeployment({ environmentVariables: { A: '1' } })
  onTestFinished(() => fake.close())
  await fake.listen()
  return { fake, client: createOfficialClient(fake.url, fake.token) }
}

test('the official client changes the fake, and reads the change back', async () => {
  const { client } = await official()
  const changes = [
    { name: 'A', value: null },
    { name: 'B', value: 'two' },
  ]
  const set = await client.POST('/update_environment_variables', { body: { changes } })
  expect(set.response.status).toBe(200)
  const { data } = await client.GET('/list_environment_variables')
  expect(data).toEqual({ environmentVariables: { B: 'two' } })
})

test('the official client gets the ids and secrets of what it creates', async () => {
  const { client, fake } = await official()
  const { data: created } = await client.POST('/create_log_stream', { body: { ...WEBHOOK_CONFIG } })
  const params = { path: { id: created?.id ?? '' } }
  const { data: rotated } = await client.POST('/rotate_webhook_secret/{id}', { params })
  expect(rotated?.hmacSecret).toBe(fake.state.logStreams[0]?.hmacSecret)
  const { data: limit } = await client.POST('/create_usage_limit', { body: LIMIT_CONFIG })
  const { data: listed } = await client.GET('/list_usage_limits')
  expect(listed?.usageLimits).toEqual([{ ...LIMIT_CONFIG, id: limit?.usageLimit.id }])
})

test('the official client is told what the fake refuses', async () => {
  const { client } = await official()
  await client.POST('/create_usage_limit', { body: LIMIT_CONFIG })
  const { response, error } = await client.POST('/create_usage_limit', { body: LIMIT_CONFIG })
  expect(response.status).toBe(400)
  expect(error).toMatchObject({ code: 'DuplicateUsageLimit' })
})
