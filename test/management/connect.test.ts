import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createManagementClient } from '../../src/management/index.js'
import { DEPLOYMENT } from '../support/management-calls.js'
import { managementOf, onPlatform } from '../support/platform.js'
import { answering, json, listed } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const TOKEN = 'team:otters|c2VjcmV0LXRva2Vu'

function connectAt(deploymentUrl: string, url = 'https://api.convex.dev', name = 'happy-otter-123') {
  return createManagementClient({ token: TOKEN, url }).connect({ ...DEPLOYMENT, name, deploymentUrl })
}

test('a deployment is reached at its own address with the same token, in the scheme of deployments', async () => {
  const { requests, fetch } = answering(listed({ A: '1' }))
  const management = createManagementClient({ token: TOKEN, fetch })
  const deploymentUrl = 'https://happy-otter-123.eu-west-1.convex.cloud'
  const deployment = management.connect({ ...DEPLOYMENT, deploymentUrl })
  expect(deployment).toMatchObject({ name: 'happy-otter-123', url: deploymentUrl })
  await deployment.env.list()
  expect(requests).toMatchObject([
    {
      url: `${deploymentUrl}/api/v1/list_environment_variables`,
      headers: { authorization: `Convex ${TOKEN}` },
    },
  ])
})

test.each([
  ['another deployment', 'https://other-otter-456.convex.cloud'],
  ['a host that begins like it', 'https://happy-otter-123.convex.cloud.evil.example'],
  ['a host that ends like it', 'https://evil-happy-otter-123.convex.cloud'],
  ['the name as a region', 'https://x.happy-otter-123.convex.cloud'],
  ['another host', 'https://evil.example'],
  ['a custom domain', 'https://api.otters.example'],
  ['plain HTTP', 'http://happy-otter-123.convex.cloud'],
  ['a port', 'https://happy-otter-123.convex.cloud:8443'],
  ['a path', 'https://happy-otter-123.convex.cloud/evil'],
  ['credentials', 'https://me:you@happy-otter-123.convex.cloud'],
  ['a user that looks like the host', 'https://happy-otter-123.convex.cloud@evil.example'],
  ['loopback from the cloud', 'http://127.0.0.1:3210'],
  ['no address at all', 'happy-otter-123'],
  ['the site', 'https://happy-otter-123.convex.site'],
])('the token follows no address that leads to %s', (_, url) => {
  expect(() => connectAt(url)).toThrow(/is not its own address on convex\.cloud/)
})

test.each([
  ['without a region', 'https://happy-otter-123.convex.cloud', undefined],
  ['with a slash', 'https://happy-otter-123.convex.cloud/', undefined],
  ['in a region', 'https://happy-otter-123.ca-central-1.convex.cloud', undefined],
  ['on loopback behind loopback', 'http://127.0.0.1:3210', 'http://localhost:4010'],
  ['on an address of loopback of its own', 'http://127.1.2.3:3210', 'http://127.0.0.1:4010'],
])('it follows an address %s', (_, deploymentUrl, url) => {
  expect(connectAt(deploymentUrl, url).url).toBe(new URL(deploymentUrl).origin)
})

test('a local deployment has no address, and the message says where it runs', () => {
  const local = {
    kind: 'local',
    name: 'local-otters',
    deploymentType: 'dev',
    projectId: 1,
    createTime: 1,
  } as const
  const management = createManagementClient({ token: TOKEN })
  expect(() =>
    management.connect({ ...local, creator: 3, port: 3210, deviceName: 'desk', isActive: true }),
  ).toThrow('The deployment "local-otters" on the machine "desk" has no address that others can reach.')
})

describe('what the client of a deployment has of the management client', () => {
  test('is its `fetch`, its logger and its limits, unless it has its own', async () => {
    const { fetch, requests } = answering(json({}, { status: 503 }))
    const events: unknown[] = []
    const logger = { error: (event: unknown) => void events.push(event) }
    const management = createManagementClient({ token: TOKEN, fetch, logger, retry: false })
    await failureOf(management.connect(DEPLOYMENT).env.list())
    expect([requests.length, events.length]).toEqual([1, 1])
    await failureOf(management.connect(DEPLOYMENT, { logger: {} }).env.list())
    expect([requests.length, events.length]).toEqual([2, 1])
  })

  test('is none of its headers: they are for the management API alone', async () => {
    const { requests, fetch } = answering(listed())
    const management = createManagementClient({ token: TOKEN, fetch, headers: { 'x-gateway-key': 'abc' } })
    await management.connect(DEPLOYMENT).env.list()
    expect(requests[0]?.headers).not.toHaveProperty('x-gateway-key')
  })

  test.each([{ url: 'https://evil.example' }, { token: 'x' }, { allowHttp: true }, { name: 'x' }])(
    'cannot be another address or token: %j',
    options => {
      const management: { connect(deployment: object, options: object): unknown } = createManagementClient({
        token: TOKEN,
      })
      expect(() => management.connect(DEPLOYMENT, options)).toThrow('is not an option of `connect`')
    },
  )
})

test('a token that rotates is asked for each request', async () => {
  const { requests, fetch } = answering(listed())
  let turn = 0
  const management = createManagementClient({ token: () => `team:otters|secret-${++turn}`, fetch })
  const deployment = management.connect(DEPLOYMENT)
  await deployment.env.list()
  await deployment.env.list()
  expect(requests.map(({ headers }) => headers.authorization)).toEqual([
    'Convex team:otters|secret-1',
    'Convex team:otters|secret-2',
  ])
})

test('a secret that one deployment has answered is in no error of another', async () => {
  const { platform, project } = onPlatform()
  const [one, other] = [platform.createDeployment(project), platform.createDeployment(project)]
  const management = managementOf(platform, { retry: false })
  await management.connect(await management.deployments.get(one.name)).env.set({ KEY: 'a-secret-of-one' })
  const message = 'The request of a-secret-of-one failed.'
  const body = JSON.stringify({ code: 'InternalServerError', message })
  other.deployment.faults.add({
    kind: 'answer',
    status: 500,
    body,
    headers: { 'content-type': 'application/json' },
  })
  const error = await failureOf(management.connect(await management.deployments.get(other.name)).env.list())
  expect(inspect(error)).toContain('The request of [redacted] failed.')
  expect(inspect(error)).not.toContain('a-secret-of-one')
})

test('personal tokens are not known to open deployments: a deployment refuses one', async () => {
  const { platform, project } = onPlatform()
  const { name } = platform.createDeployment(project)
  const management = managementOf(platform, { token: platform.grant('personal') })
  const deployment = management.connect(await management.deployments.get(name))
  await expect(deployment.env.list()).rejects.toMatchObject({ name: 'UnauthorizedError' })
})
