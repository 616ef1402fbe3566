import { afterEach, expect, test } from 'vitest'
import { createFakePlatform, type FakePlatform } from '../../src/fake/index.js'
import { createManagementClient } from '../../src/management/index.js'

let platform: FakePlatform | undefined
afterEach(() => platform?.close())

test('a fleet is found, created, opened and configured with one token, over sockets', async () => {
  platform = createFakePlatform()
  await platform.listen()
  const management = createManagementClient({ url: platform.url, token: platform.token })
  const details = await management.token.details()
  if (details.type !== 'teamToken') throw new Error('It is a token of a team.')
  const project = await management.projects.create(details.teamId, { projectName: 'Otter Pond' })
  await management.defaultEnvironmentVariables.update(project.id, [
    { name: 'LOG_LEVEL', deploymentType: 'preview', value: 'debug' },
  ])
  const preview = await management.deployments.create(project.id, {
    type: 'preview',
    reference: 'preview/pr-7',
    region: 'aws-eu-west-1',
  })
  const deployment = management.connect(preview)
  await deployment.ready()
  await deployment.env.set({ FEATURE_X: 'on' })
  expect(await deployment.env.list()).toEqual([
    { name: 'FEATURE_X', value: 'on' },
    { name: 'LOG_LEVEL', value: 'debug' },
  ])
  expect(await deployment.info()).toMatchObject({ projectSlug: 'otter-pond', reference: 'preview/pr-7' })
  const names: string[] = []
  for await (const { name } of management.deployments.list({ teamId: details.teamId })) names.push(name)
  expect(names).toEqual([preview.name])
  await management.deployments.delete(preview.name)
  expect(await management.deployments.find({ projectId: project.id, reference: 'preview/pr-7' })).toBe(
    undefined,
  )
})
