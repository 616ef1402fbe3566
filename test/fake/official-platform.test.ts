import {
  createManagementClient as createOfficialClient,
  createDeploymentClient as createOfficialDeploymentClient,
} from '@convex-dev/platform'
import { expect, onTestFinished, test } from 'vitest'
import { createFakePlatform } from '../../src/fake/index.js'

test('the official clients find, create and open deployments of a fake platform over sockets', async () => {
  const platform = createFakePlatform()
  onTestFinished(() => platform.close())
  await platform.listen()
  const token = platform.grant('oauthTeam')
  const official = createOfficialClient(token)
  // The official client has one address for all: its environment, when it was loaded.
  const baseUrl = `${platform.url}/v1`
  const details = await official.GET('/token_details', { baseUrl })
  const teamId = details.data?.type === 'teamToken' ? details.data.teamId : 0
  const created = await official.POST('/teams/{team_id}/create_project', {
    baseUrl,
    params: { path: { team_id: teamId } },
    body: { projectName: 'Otter Pond', deploymentType: 'prod' },
  })
  const project_id = created.data?.projectId ?? 0
  const preview = await official.POST('/projects/{project_id}/create_deployment', {
    baseUrl,
    params: { path: { project_id } },
    body: { type: 'preview', reference: 'preview/pr-7' },
  })
  const listed = await official.GET('/teams/{team_id}/list_deployments', {
    baseUrl,
    params: { path: { team_id: teamId }, query: { deploymentType: 'preview' } },
  })
  expect(listed.data?.items).toEqual([preview.data])
  if (preview.data?.kind !== 'cloud') throw new Error('It is on the cloud.')
  const deployment = createOfficialDeploymentClient(preview.data.deploymentUrl, token)
  await deployment.POST('/update_environment_variables', { body: { changes: [{ name: 'A', value: '1' }] } })
  const variables = await deployment.GET('/list_environment_variables')
  expect(variables.data).toEqual({ environmentVariables: { A: '1' } })
  const path = { deployment_name: preview.data.name }
  await official.PATCH('/deployments/{deployment_name}', {
    baseUrl,
    params: { path },
    body: { reference: 'preview/pr-8' },
  })
  const key = await official.POST('/deployments/{deployment_name}/create_deploy_key', {
    baseUrl,
    params: { path },
    body: { name: 'ci' },
  })
  expect(key.data?.deployKey).toBe(`preview:${preview.data.name}|${token.split('|')[1]}`)
  await official.POST('/deployments/{deployment_name}/delete', { baseUrl, params: { path } })
  const gone = await official.GET('/deployments/{deployment_name}', { baseUrl, params: { path } })
  expect(gone.response.status).toBe(404)
})

test('a platform refuses what the management API refuses', async () => {
  const platform = createFakePlatform()
  const project = platform.createProject('Otter Pond')
  platform.createDeployment(project, { reference: 'production', isDefault: true })
  const ask = async (method: string, path: string, body?: unknown, token = platform.token) => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    }
    const url = `${platform.url}/v1${path}`
    const answer = await platform.fetch(
      new Request(url, { method, headers, body: body ? JSON.stringify(body) : null }),
    )
    const text = await answer.text()
    return `${answer.status} ${text && JSON.parse(text).code}`
  }
  const create = `/projects/${project.id}/create_deployment`
  const days = Date.now() + 86_400_000
  expect(await ask('POST', create, { type: 'prod', reference: 'production' })).toBe('400 DuplicateReference')
  expect(await ask('POST', create, { type: 'prod', reference: 'happy-otter-1' })).toBe('400 InvalidReference')
  expect(await ask('POST', create, { type: 'prod' })).toBe('400 DuplicateDefault')
  expect(await ask('POST', create, { type: 'preview', isDefault: true })).toBe('400 InvalidDefault')
  expect(await ask('POST', create, { type: 'preview', expiresAt: Date.now() })).toBe('400 InvalidExpiration')
  expect(await ask('POST', create, { type: 'preview', region: 'aws-mars-1' })).toBe('400 InvalidRegion')
  expect(await ask('POST', create, { type: 'preview', class: 'd2048' })).toBe('400 InvalidClass')
  expect(await ask('POST', create, { type: 'staging', expiresAt: days })).toBe('400 BadJsonBody')
  expect(await ask('POST', create, { type: 'preview', name: 'x' })).toBe('400 BadJsonBody')
  expect(await ask('GET', `/projects/${project.id}/deployment`)).toBe('400 BadQueryArgs')
  expect(await ask('GET', `/projects/${project.id}/list_deployments?isDefault=1`)).toBe('400 BadQueryArgs')
  expect(await ask('PUT', create, {})).toBe('405 ')
  expect(await ask('GET', '/nothing')).toBe('404 ')
  expect(await ask('GET', '/token_details', undefined, 'x')).toBe('401 AccessTokenInvalid')
  const ofProject = platform.grant('oauthProject', project)
  const projects = `/teams/${platform.state.teams[0]?.id}/projects`
  expect(await ask('GET', projects, undefined, ofProject)).toBe('403 OperationNotPermitted')
})

test('a platform refuses options that nobody reads, and a second server', async () => {
  const { create }: { create(options: object): unknown } = { create: createFakePlatform }
  expect(() => create({ clock: 1 })).toThrow(TypeError)
  const platform = createFakePlatform()
  onTestFinished(() => platform.close())
  await platform.listen()
  await expect(platform.listen()).rejects.toThrow('listens already')
  expect(() => platform.deployment('nobody')).toThrow('has no deployment "nobody"')
})
