import { afterEach, describe, expect, test } from 'vitest'
import { type Mock, startProxy } from '../../scripts/prism.js'
import { createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient, type DeploymentClient } from '../../src/index.js'

let proxy: Mock | undefined
let fake: FakeDeployment | undefined
afterEach(async () => {
  await proxy?.close()
  await fake?.close()
})

async function throughProxy(
  contract: 'v1' | 'v1-beta',
): Promise<{ deployment: DeploymentClient; fake: FakeDeployment }> {
  fake = createFakeDeployment({ contract })
  await fake.listen()
  proxy = await startProxy(`openapi/${contract}.yaml`, fake.url)
  return {
    fake,
    deployment: createDeploymentClient({ url: proxy.url, token: fake.token, contract, retry: false }),
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = []
  for await (const item of items) collected.push(item)
  return collected
}

describe('over the document that deployments answer today', () => {
  test('variables that were set are listed, and removed ones are gone', async () => {
    const { deployment } = await throughProxy('v1')
    await deployment.env.set({ A: 'one', B: 'two', EMPTY: '' })
    await deployment.env.update([
      { name: 'A', value: 'eins' },
      { name: 'B', value: null },
    ])
    expect(await deployment.env.list()).toEqual([
      { name: 'A', value: 'eins' },
      { name: 'EMPTY', value: '' },
    ])
  })

  test('canonical URLs are set, read and reset', async () => {
    const { deployment } = await throughProxy('v1')
    await deployment.canonicalUrls.set('convexCloud', 'https://api.example.com')
    expect(await deployment.canonicalUrls.get()).toEqual({
      convexCloudUrl: 'https://api.example.com',
      convexSiteUrl: 'https://happy-otter-123.convex.site',
    })
    await deployment.canonicalUrls.reset('convexCloud')
    expect((await deployment.canonicalUrls.get()).convexCloudUrl).toBe('https://happy-otter-123.convex.cloud')
  })

  test('log streams are created, read, changed, rotated and deleted', async () => {
    const { deployment } = await throughProxy('v1')
    const created = await deployment.logStreams.create({
      logStreamType: 'webhook',
      url: 'https://logs.example.com',
      format: 'jsonl',
      topics: ['console'],
    })
    await deployment.logStreams.create({
      logStreamType: 'sentry',
      dsn: 'https://key@o1.ingest.example.com/42',
    })
    await deployment.logStreams.update(created.id, { logStreamType: 'webhook', topics: null })
    const secret = await deployment.logStreams.rotateSecret(created.id)
    expect(await deployment.logStreams.get(created.id)).toMatchObject({ hmacSecret: secret, topics: null })
    expect(await deployment.logStreams.list()).toHaveLength(2)
    await deployment.logStreams.delete(created.id)
    await expect(deployment.logStreams.get(created.id)).rejects.toMatchObject({
      code: 'LogStreamDoesntExist',
    })
  })

  test('usage limits are created, replaced, listed and deleted, and usage is read', async () => {
    const { deployment } = await throughProxy('v1')
    const limit = {
      metric: 'functionCalls',
      window: 'day',
      limitType: 'disable',
      limit: 10,
      enabled: true,
    } as const
    const created = await deployment.usageLimits.create(limit)
    expect(await deployment.usageLimits.update(created.id, { ...limit, limit: 20 })).toMatchObject({
      limit: 20,
    })
    expect(await deployment.usageLimits.list()).toEqual([{ ...limit, limit: 20, id: created.id }])
    await deployment.usageLimits.delete(created.id)
    expect(await deployment.usageLimits.list()).toEqual([])
    expect((await deployment.usage.current()).metrics.functionCalls?.unit).toBe('calls')
  })

  test('what was done is in the audit log, and pausing is undone by unpausing', async () => {
    const { deployment } = await throughProxy('v1')
    const from = Date.now() - 60_000
    await deployment.env.set({ A: '1' })
    await deployment.pause()
    await deployment.unpause()
    await deployment.ready()
    const events = await collect(deployment.auditLog.events({ from }))
    expect(events.map(({ action }) => action)).toEqual([
      'create_environment_variable',
      'pause_deployment',
      'unpause_deployment',
    ])
    expect(await deployment.info()).toMatchObject({ kind: 'cloud', deploymentType: 'dev' })
  })

  test('documents are synced page by page, and the sync is listed', async () => {
    const { deployment, fake } = await throughProxy('v1')
    const ids = [1, 2, 3].map(n => fake.tables.insert('messages', { n }))
    fake.state.syncLimits.documents = 2
    const pages = await collect(deployment.dataSync.pages({ selection: { _other: 'included' } }))
    expect(pages.flatMap(({ values }) => values.map(({ value }) => value._id))).toEqual(ids.sort())
    expect(await collect(deployment.dataSync.active())).toMatchObject([{ status: { type: 'upToDate' } }])
  })

  test.each([
    [
      'an unpaused deployment',
      (deployment: DeploymentClient) => deployment.unpause(),
      'UnpauseDeploymentFailed',
    ],
    ['a missing limit', (deployment: DeploymentClient) => deployment.usageLimits.delete('x'), 'InvalidId'],
    [
      'a second stream of a kind',
      async (deployment: DeploymentClient) => {
        const stream = { logStreamType: 'webhook', url: 'https://logs.example.com', format: 'json' } as const
        await deployment.logStreams.create(stream)
        await deployment.logStreams.create(stream)
      },
      'LogStreamAlreadyExists',
    ],
  ])('the refusal of %s matches the document, too', async (_, act, code) => {
    const { deployment } = await throughProxy('v1')
    await expect(act(deployment)).rejects.toMatchObject({ code })
  })
})

test('over the published document the same state is changed by its three operations', async () => {
  const { deployment, fake } = await throughProxy('v1-beta')
  await deployment.env.set({ A: 'one', B: 'two' })
  await deployment.env.update([
    { name: 'C', value: 'three' },
    { name: 'A', value: null },
  ])
  expect(await deployment.env.list()).toEqual([
    { name: 'B', value: 'two' },
    { name: 'C', value: 'three' },
  ])
  expect(fake.requests.map(({ operation }) => operation)).toEqual([
    'updateEnvironmentVariables',
    'updateEnvironmentVariables',
    'deleteEnvironmentVariables',
    'listEnvironmentVariables',
  ])
})

test('the proxy stops what does not match the document before it reaches the deployment', async () => {
  const { fake } = await throughProxy('v1')
  const answer = await fetch(`${proxy?.url}/api/v1/update_environment_variables`, {
    method: 'POST',
    headers: { authorization: `Convex ${fake.token}`, 'content-type': 'application/json' },
    body: '{"changes":[{"name":1}]}',
  })
  expect(answer.status).toBe(422)
  expect(fake.requests).toEqual([])
})

test('the proxy stops what the deployment answers against the document', async () => {
  const { deployment, fake } = await throughProxy('v1')
  fake.faults.add({
    kind: 'answer',
    status: 200,
    body: '{"environmentVariables":{"A":1}}',
    headers: { 'content-type': 'application/json' },
  })
  await expect(deployment.env.list()).rejects.toMatchObject({ status: 500 })
})
