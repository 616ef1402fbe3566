import { createManagementClient as createOfficialClient } from '@convex-dev/platform'
import { expect, inject, onTestFinished, test } from 'vitest'
import { startProxy } from '../../scripts/prism.js'
import { createFakePlatform } from '../../src/fake/index.js'
import { createManagementClient } from '../../src/management/index.js'
import { sendRaw } from '../support/calls.js'
import {
  MANAGEMENT_METHODS,
  MANAGEMENT_OPERATIONS,
  type ManagementCalls,
} from '../support/management-calls.js'
import { recorder } from '../support/recorder.js'

const TOKEN = 'eyJ0b2tlbiI6Im9mLXRoZS10ZXN0cyJ9'

function connect() {
  const { requests, fetch } = recorder()
  const url = inject('mocks').management
  return { client: createManagementClient({ url, token: TOKEN, fetch, retry: false }), requests, url }
}

/** The one request of an operation: nothing else is sent, and no other header. */
function requestOf(url: string, { route, path, query, body }: ManagementCalls, asked = query) {
  const [method, template = ''] = route.split(' ')
  const filled = Object.entries(path ?? {}).reduce(
    (rest, [name, value]) => rest.replace(`{${name}}`, `${value}`),
    template,
  )
  const search = new URLSearchParams(Object(asked)).toString()
  return {
    method,
    url: `${url}/v1${filled}${search === '' ? '' : `?${search}`}`,
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'convex-client': expect.stringMatching(/^convex-deployment-\d+\.\d+\.\d+/),
      'convex-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body ? JSON.stringify(body) : '',
  }
}

test.each(MANAGEMENT_METHODS)(
  '$method sends one request of $operation.id, and makes of the answer what it says',
  async ({ operation, call, query, ...method }) => {
    const { client, requests, url } = connect()
    expect(await call(client)).toEqual('result' in method ? method.result : operation.answer)
    expect(requests).toEqual([requestOf(url, operation, query)])
  },
)

test.each(MANAGEMENT_OPERATIONS)(
  '$route is sent and answered as the document has it, by the path client',
  async operation => {
    const { client, requests, url } = connect()
    const { data, response } = await sendRaw(client.raw, operation)
    expect(data).toEqual(operation.answer)
    expect(response).toMatchObject({ ok: true, status: 200 })
    expect(requests).toEqual([requestOf(url, operation)])
  },
)

test('no method of the client is missing here', () => {
  const methods = Object.entries(connect().client).flatMap(([name, member]) =>
    typeof member === 'object' && name !== 'raw'
      ? Object.keys(member).map(method => `${name}.${method}`)
      : [],
  )
  expect(methods.length).toBeGreaterThan(10)
  expect(MANAGEMENT_METHODS.map(({ method }) => method)).toEqual(expect.arrayContaining(methods))
})

test.each(MANAGEMENT_OPERATIONS)(
  'the official client is understood, and understands: $route',
  async ({ route, path, query, body, answer }) => {
    const official: object = createOfficialClient(TOKEN)
    const [method = '', template] = route.split(' ')
    const init = { baseUrl: `${inject('mocks').management}/v1`, params: { path, query }, body }
    const { response, data, error } = await Reflect.get(official, method)(template, init)
    expect({ status: response.status, error }).toEqual({ status: 200, error: undefined })
    expect(data).toEqual(answer)
  },
)

test('what the fake platform takes and answers fits the document', async () => {
  const platform = createFakePlatform()
  onTestFinished(() => platform.close())
  await platform.listen()
  const proxy = await startProxy('openapi/management-v1.yaml', platform.url)
  onTestFinished(() => proxy.close())
  const management = createManagementClient({ url: proxy.url, token: platform.token, retry: false })
  const { raw } = management
  const details = await management.token.details()
  const teamId = details.type === 'teamToken' ? details.teamId : 0
  const { id } = await management.projects.create(teamId, { projectName: 'Pond', deploymentType: 'prod' })
  await management.projects.get({ team: 'otters', slug: 'pond' })
  const created = await management.deployments.create(id, { type: 'preview', reference: 'preview/pr-7' })
  const { name } = created
  await management.deployments.update(name, { expiresAt: Date.now() + 3_600_000, reference: 'preview/pr-8' })
  expect(await management.deployments.get(name)).toMatchObject({ reference: 'preview/pr-8' })
  const found = []
  for await (const one of management.deployments.list({ teamId, sortBy: 'reference' })) found.push(one.name)
  for await (const one of management.deployments.list({ projectId: id })) found.push(one.name)
  expect(found).toHaveLength(4)
  await management.deployKeys.create(created, { name: 'ci', allowedActions: ['deployment:env:view'] })
  expect(await management.deployKeys.list(name)).toMatchObject([{ name: 'ci' }])
  await management.deployKeys.delete(name, 'ci')
  await management.defaultEnvironmentVariables.update(id, [{ name: 'A', deploymentType: 'prod', value: '1' }])
  expect(await management.defaultEnvironmentVariables.list(id)).toHaveLength(1)
  const at = { path: { project_id: id } }
  await raw.POST('/projects/{project_id}/create_preview_deploy_key', { params: at, body: { name: 'p' } })
  await raw.GET('/projects/{project_id}/list_preview_deploy_keys', { params: at })
  const of = { path: { deployment_name: name } }
  const domain = { requestDestination: 'convexSite', domain: 'otters.example.com' } as const
  await raw.POST('/deployments/{deployment_name}/create_custom_domain', { params: of, body: domain })
  await raw.GET('/deployments/{deployment_name}/custom_domains', { params: of })
  await raw.GET('/teams/{team_id}/list_deployment_regions', { params: { path: { team_id: teamId } } })
  await raw.GET('/teams/{team_id}/list_deployment_classes', { params: { path: { team_id: teamId } } })
  await management.deployments.delete(name)
  await expect(management.deployments.get(name)).rejects.toMatchObject({ code: 'DeploymentNotFound' })
})
