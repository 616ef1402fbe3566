import { expect, test } from 'vitest'
import type { DefaultEnvironmentVariableChange } from '../../src/management/index.js'
import { onPlatform } from '../support/platform.js'
import { failureOf } from '../support/settling.js'

const set = (name: string, value: string, deploymentType = 'prod' as const) => ({
  name,
  value,
  deploymentType,
})

test('defaults are set, listed by type, and removed; deployments that exist stay as they are', async () => {
  const { platform, project, management } = onPlatform()
  const { deployment } = platform.createDeployment(project)
  const { defaultEnvironmentVariables: defaults } = management
  await defaults.update(project.id, [
    set('LEVEL', 'info'),
    { name: 'LEVEL', deploymentType: 'preview', value: 'debug' },
    { name: 'FLAG', deploymentType: 'preview', value: '' },
  ])
  expect(await defaults.list(project.id, { deploymentType: 'preview' })).toEqual([
    { name: 'LEVEL', value: 'debug', deploymentTypes: ['preview'] },
    { name: 'FLAG', value: '', deploymentTypes: ['preview'] },
  ])
  await defaults.update(project.id, [{ name: 'FLAG', deploymentType: 'preview', value: null }])
  expect(await defaults.list(project.id, { name: 'FLAG' })).toEqual([])
  expect(deployment.state.environmentVariables.size).toBe(0)
})

test.each<[string, readonly object[], string]>([
  ['undefined as a value', [{ name: 'A', deploymentType: 'prod', value: undefined }], 'JSON cannot hold'],
  ['no value', [{ name: 'A', deploymentType: 'prod' }], 'is missing'],
  ['a name twice for a type', [set('A', '1'), set('A', '2')], '"A" is listed twice for "prod"'],
  ['a name that no variable has', [set('A-B', '1')], 'must match'],
  ['an unknown type', [{ name: 'A', deploymentType: 'staging', value: '1' }], 'must be one of'],
  ['a value that no deployment takes', [set('A', 's3cr3t'.repeat(2000))], 'at most 8192 bytes'],
])('%s is refused before anything is sent, and no message has the value', async (_, changes, message) => {
  const { platform, project, management } = onPlatform()
  const defaults: {
    update(id: number, changes: readonly object[]): Promise<void>
  } = management.defaultEnvironmentVariables
  const error = await failureOf(defaults.update(project.id, changes))
  expect(error).toMatchObject({ name: 'InvalidInputError', message: expect.stringContaining(message) })
  expect(JSON.stringify(error)).not.toContain('s3cr3t')
  expect(platform.requests).toEqual([])
})

test('the same name for two types is no repetition', async () => {
  const { project, management } = onPlatform()
  const changes: DefaultEnvironmentVariableChange[] = [
    set('A', '1'),
    { name: 'A', deploymentType: 'dev', value: '1' },
  ]
  await management.defaultEnvironmentVariables.update(project.id, changes)
  expect(await management.defaultEnvironmentVariables.list(project.id)).toEqual([
    { name: 'A', value: '1', deploymentTypes: ['prod', 'dev'] },
  ])
})

test('an empty list sends nothing', async () => {
  const { platform, project, management } = onPlatform()
  await management.defaultEnvironmentVariables.update(project.id, [])
  expect(platform.requests).toEqual([])
})

test('a list that is not whole is no list: the API has no second page', async () => {
  const { platform, project, management } = onPlatform()
  const body = JSON.stringify({ items: [], pagination: { hasMore: true, nextCursor: 'x' } })
  platform.faults.add({ kind: 'answer', status: 200, body })
  const error = await failureOf(management.defaultEnvironmentVariables.list(project.id))
  expect(error).toMatchObject({ message: expect.stringContaining('there is more, but not where') })
})
