import { expect, test } from 'vitest'
import { NotFoundError } from '../../src/index.js'
import { type ManagementClient, NotVisibleError } from '../../src/management/index.js'
import { collect, managementOf, onPlatform } from '../support/platform.js'
import { failureOf } from '../support/settling.js'

type Call = (management: ManagementClient) => Promise<unknown>

test.each<[string, Call]>([
  ['projects.get', ({ projects }) => projects.get({ id: 9999 })],
  ['projects.get by slug', ({ projects }) => projects.get({ team: 'otters', slug: 'otter-pnd' })],
  ['deployments.list', ({ deployments }) => collect(deployments.list({ projectId: 9999 }))],
  ['deployments.find', ({ deployments }) => deployments.find({ projectId: 9999, default: 'prod' })],
  ['deployments.create', ({ deployments }) => deployments.create(9999, { type: 'prod' })],
  ['defaultEnvironmentVariables.list', management => management.defaultEnvironmentVariables.list(9999)],
  [
    'defaultEnvironmentVariables.update',
    management =>
      management.defaultEnvironmentVariables.update(9999, [
        { name: 'A', deploymentType: 'prod', value: '1' },
      ]),
  ],
])('%s of an unknown project says which projects the token can see', async (_, call) => {
  const { platform, project, team, management } = onPlatform()
  platform.createProject('Other', platform.createTeam('strangers'))
  const error = await failureOf(call(management))
  expect(error).toBeInstanceOf(NotVisibleError)
  expect(error).toBeInstanceOf(NotFoundError)
  expect(error).toMatchObject({
    name: 'NotFoundError',
    code: 'ProjectNotFound',
    outcome: 'rejected',
    visible: {
      teamId: team.id,
      projects: [{ id: project.id, slug: 'otter-pond', name: 'Otter Pond' }],
      hasMore: false,
    },
    message: expect.stringContaining(
      `The token can see the projects "otter-pond" of the team ${team.slug} (${team.id}).`,
    ),
  })
  expect(platform.requests.map(({ operation }) => operation).slice(-2)).toEqual([
    'getTokenDetails',
    'listProjects',
  ])
})

test.each<[string, Call]>([
  ['projects.list', ({ projects }) => collect(projects.list({ teamId: 9999 }))],
  ['projects.create', ({ projects }) => projects.create(9999, { projectName: 'X' })],
  ['deployments.list', ({ deployments }) => collect(deployments.list({ teamId: 9999 }))],
])('%s of an unknown team says which team the token is for', async (_, call) => {
  const { team, management } = onPlatform()
  const error = await failureOf(call(management))
  expect(error).toMatchObject({ code: 'TeamNotFound', visible: { teamId: team.id } })
})

test('a token of a project sees that project alone', async () => {
  const { platform, project } = onPlatform()
  const other = platform.createProject('Other')
  const management = managementOf(platform, { token: platform.grant('oauthProject', project) })
  const error = await failureOf(management.projects.get({ id: other.id }))
  const { id, slug, name } = project
  expect(error).toMatchObject({
    visible: { teamSlug: 'otters', projects: [{ id, slug, name }], hasMore: false },
    message: expect.stringMatching(
      /The token can see the projects "otter-pond" of the team otters \(\d+\)\.$/,
    ),
  })
})

test('names that somebody else chose cannot break the message', async () => {
  const { platform, management } = onPlatform()
  platform.state.projects.splice(0)
  for (let index = 0; index < 11; index++) platform.createProject(`p${index}`)
  Object.assign(platform.state.projects[10] ?? {}, { slug: 'a\u001b[31m\nb' })
  const error = await failureOf(management.projects.get({ id: 9999 }))
  expect(String(error)).toMatch(/projects "a\\u001b\[31m\\nb", p9, .*p1, and more of the team/)
})

test('if the further reads fail, the error is as it was', async () => {
  const { platform, management } = onPlatform()
  platform.faults.add({ kind: 'reset', when: 'before' }, { operation: 'getTokenDetails' })
  const error = await failureOf(management.projects.get({ id: 9999 }))
  expect(error).not.toBeInstanceOf(NotVisibleError)
  expect(error).toMatchObject({ code: 'ProjectNotFound' })
})

test('a deployment that is gone asks for nothing more', async () => {
  const { platform, management } = onPlatform()
  await expect(management.deployments.get('happy-otter-123')).rejects.toMatchObject({
    code: 'DeploymentNotFound',
  })
  expect(platform.requests).toHaveLength(1)
})

test('a project whose answer was lost is unknown, and the message says why it cannot be found', async () => {
  const { platform, team, management } = onPlatform()
  platform.faults.add({ kind: 'reset', when: 'after' }, { operation: 'createProject' })
  const error = await failureOf(management.projects.create(team.id, { projectName: 'Pond' }))
  expect(error).toMatchObject({
    name: 'ConnectionError',
    outcome: 'unknown',
    message: expect.stringContaining('A project has nothing unique to find it by'),
  })
  expect(platform.requests.map(({ operation }) => operation)).toEqual(['createProject'])
})
