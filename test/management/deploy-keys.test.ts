import { expect, test } from 'vitest'
import { createDeploymentClient } from '../../src/index.js'
import { managementOf, onPlatform } from '../support/platform.js'
import { json, recorder } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

test('a key opens its deployment, with the actions that it is allowed', async () => {
  const { platform, project, management } = onPlatform()
  const { name } = platform.createDeployment(project)
  const token = await management.deployKeys.create(name, {
    name: 'ci',
    allowedActions: ['deployment:env:view', 'deployment:deploy'],
  })
  const deployment = createDeploymentClient({ token, fetch: platform.fetch })
  expect(await deployment.env.list()).toEqual([])
  await expect(deployment.env.set({ A: '1' })).rejects.toMatchObject({ code: 'OperationNotPermitted' })
  expect(await management.deployKeys.list(name)).toMatchObject([
    { name: 'ci', allowedActions: ['deployment:env:view', 'deployment:deploy'] },
  ])
})

test.each([
  ['its name', () => 'ci'],
  ['itself', (key: string) => key],
])('a key is deleted by %s, and opens nothing any more', async (_, named) => {
  const { platform, project, management } = onPlatform()
  const one = platform.createDeployment(project)
  const token = await management.deployKeys.create(one, { name: 'ci' })
  await management.deployKeys.delete(one, named(token))
  const deployment = createDeploymentClient({ token, fetch: platform.fetch })
  await expect(deployment.env.list()).rejects.toMatchObject({ name: 'UnauthorizedError' })
})

test.each(['oauthTeam', 'oauthProject'] as const)(
  'no key is made of a token of the kind %s: it would be that token, and nothing is sent',
  async kind => {
    const { platform, project } = onPlatform()
    const { name } = platform.createDeployment(project)
    const management = managementOf(platform, { token: platform.grant(kind, project) })
    const error = await failureOf(
      management.deployKeys.create(name, { name: 'ci', allowedActions: ['deployment:env:view'] }),
    )
    expect(error).toMatchObject({
      name: 'InvalidInputError',
      option: 'acceptsTokenCopy',
      outcome: 'not-sent',
    })
    expect(platform.requests).toEqual([])
    expect(platform.state.deployments[0]?.keys).toEqual([])
  },
)

test('an OAuth token that has lost its prefix is known by the answer, and no key is returned', async () => {
  const { platform, project } = onPlatform()
  const { name } = platform.createDeployment(project)
  const whole = platform.grant('oauthTeam')
  const bare = whole.slice(whole.indexOf('|') + 1)
  const fetch = async (request: Request) => {
    const headers = { ...Object.fromEntries(request.headers), authorization: `Bearer ${whole}` }
    return platform.fetch(new Request(request, { headers }))
  }
  const management = managementOf(platform, { token: bare, fetch })
  const error = await failureOf(management.deployKeys.create(name, { name: 'ci' }))
  expect(error).toMatchObject({ name: 'UnexpectedResponseError', outcome: 'unknown' })
  expect(`${JSON.stringify(error)} ${String(error)}`).not.toContain(bare)
})

test('who accepts a copy of the token gets it', async () => {
  const { platform, project } = onPlatform()
  const { name } = platform.createDeployment(project)
  const token = platform.grant('oauthTeam')
  const management = managementOf(platform, { token })
  const key = await management.deployKeys.create(name, { name: 'ci', acceptsTokenCopy: true })
  expect(key).toBe(`prod:${name}|${token.split('|')[1]}`)
})

test('an empty list of actions is refused, as it would allow all', async () => {
  const { platform, project, management } = onPlatform()
  const one = platform.createDeployment(project)
  const error = await failureOf(management.deployKeys.create(one, { name: 'ci', allowedActions: [] }))
  expect(error).toMatchObject({ name: 'InvalidInputError', path: '/allowedActions' })
})

test('a key whose answer was lost cannot be read, and the message says what to do', async () => {
  const { platform, project, management } = onPlatform()
  const { name } = platform.createDeployment(project)
  platform.faults.add({ kind: 'reset', when: 'after' }, { operation: 'createDeployKey' })
  const error = await failureOf(management.deployKeys.create(name, { name: 'ci' }))
  expect(error).toMatchObject({
    outcome: 'unknown',
    message: expect.stringMatching(/delete it by its name, and create another\.$/),
  })
})

test('an action and a kind that are newer than the document are read', async () => {
  const key = {
    id: 1,
    name: 'ci',
    creationTime: 1,
    allowedActions: ['deployment:new:thing'],
    managedBy: 'netlify',
  }
  const { platform } = onPlatform()
  const { fetch } = recorder(async () => json([key]))
  expect(await managementOf(platform, { fetch }).deployKeys.list('happy-otter-123')).toEqual([key])
})

test('a key is not lost if the token function fails once it is made', async () => {
  const { platform, project } = onPlatform()
  const { name } = platform.createDeployment(project)
  let asked = 0
  const management = managementOf(platform, {
    token: () => {
      asked += 1
      if (asked > 2) throw new Error('The vault is closed.')
      return platform.token
    },
  })
  const key = await management.deployKeys.create(name, { name: 'ci' })
  const deployment = createDeploymentClient({ token: key, fetch: platform.fetch })
  expect(await deployment.env.list()).toEqual([])
})
