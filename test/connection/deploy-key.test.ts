import { describe, expect, test } from 'vitest'
import { createDeploymentClient, InvalidInputError } from '../../src/index.js'
import { answering, json } from '../support/recorder.js'
import { expectNoClient } from '../support/refused.js'

const PROJECT_WIDE =
  'This token names no deployment: it is for a team, a project, or all previews of a project.'
const ADMIN = 'This is an admin key of a self-hosted or local deployment, which has a URL of its own.'

describe('a deploy key that names its deployment', () => {
  test.each([
    ['production', 'prod:happy-otter-123|eyJ2MiI6IjAifQ=='],
    ['development', 'dev:happy-otter-123|eyJ2MiI6IjAifQ=='],
    ['custom', 'custom:happy-otter-123|eyJ2MiI6IjAifQ=='],
    ['single preview', 'preview:happy-otter-123|eyJ2MiI6IjAifQ=='],
    ['production, with bars and colons in the secret', 'prod:happy-otter-123|a|b:c|d'],
  ])('needs nothing else: %s', async (_, token) => {
    const { requests, fetch } = answering(json([]))
    const deployment = createDeploymentClient({ token, fetch, contract: 'v1-beta' })
    await deployment.env.list()
    expect(deployment).toMatchObject({ url: 'https://happy-otter-123.convex.cloud', name: 'happy-otter-123' })
    expect(requests).toMatchObject([
      {
        url: 'https://happy-otter-123.convex.cloud/api/v1/list_environment_variables',
        headers: { authorization: `Convex ${token}` },
      },
    ])
  })

  test('takes the region from the options', () => {
    const deployment = createDeploymentClient({ token: 'prod:happy-otter-123|secret', region: 'eu-west-1' })
    expect(deployment.url).toBe('https://happy-otter-123.eu-west-1.convex.cloud')
  })

  test('tells the name of a deployment at a custom domain', () => {
    const url = 'https://api.example.com'
    expect(createDeploymentClient({ token: 'prod:happy-otter-123|secret', url })).toMatchObject({
      url,
      name: 'happy-otter-123',
    })
  })

  test.each([
    ['an empty name', 'prod:|secret'],
    ['capitals', 'prod:Happy-Otter-123|secret'],
    ['a host', 'prod:evil.example|secret'],
    ['a path', 'prod:evil/x|secret'],
    ['an at sign', 'dev:me@evil|secret'],
    ['a query', 'custom:evil?x|secret'],
    ['an escaped dot', 'preview:evil%2eexample|secret'],
  ])('makes no address of a name that cannot be one: %s', (_, token) => {
    expectNoClient({ token }, 'must be one label of a host name')
  })
})

describe('a token that names no deployment', () => {
  const TOKENS = [
    ['a preview key of a whole project', 'preview:acme:shop|secret', PROJECT_WIDE],
    ['a project token', 'project:acme:shop|secret', PROJECT_WIDE],
    ['a project token of two parts', 'project:shop|secret', PROJECT_WIDE],
    ['a team token', 'team:acme|secret', PROJECT_WIDE],
    ['a team access token', 'eyJ2MiI6IjAwMDAifQ=', PROJECT_WIDE],
    ['a legacy key', '0123456789abcdef', PROJECT_WIDE],
    ['a key whose secret is missing', 'prod:happy-otter-123', PROJECT_WIDE],
    ['a key of an unknown kind', 'other:happy-otter-123|secret', PROJECT_WIDE],
    ['a key of a kind in capitals', 'PROD:happy-otter-123|secret', PROJECT_WIDE],
    ['a key of too many parts', 'prod:acme:happy-otter-123|secret', PROJECT_WIDE],
    ['a key that begins with the bar', '|secret', PROJECT_WIDE],
    ['a self-hosted admin key', 'convex-self-hosted|01a2b3c4', ADMIN],
    ['an anonymous admin key', 'anonymous-agent|01a2b3c4', ADMIN],
  ] as const

  test.each(TOKENS)('%s is refused alone, and the message says what is missing', (_, token, reason) => {
    expectNoClient({ token }, `${reason} Pass \`name\` or \`url\`.`)
  })

  test.each(TOKENS)('%s is taken with a url of its own', async (_, token) => {
    const { requests, fetch } = answering(json([]))
    const url = 'http://127.0.0.1:3210'
    await createDeploymentClient({ token, url, fetch, contract: 'v1-beta' }).env.list()
    expect(requests).toMatchObject([
      {
        url: 'http://127.0.0.1:3210/api/v1/list_environment_variables',
        headers: { authorization: `Convex ${token}` },
      },
    ])
  })

  test.each([
    'preview:acme:shop|secret',
    'project:acme:shop|secret',
    'team:acme|secret',
    'eyJ2MiI6IjAwMDAifQ=',
  ])('%s is taken with the name of any deployment', token => {
    const deployment = createDeploymentClient({ token, name: 'happy-otter-123' })
    expect(deployment.url).toBe('https://happy-otter-123.convex.cloud')
  })

  test('a self-hosted admin key tells the name of its instance', () => {
    const deployment = createDeploymentClient({ token: 'my-instance|01a2', url: 'http://127.0.0.1:3210' })
    expect(deployment.name).toBe('my-instance')
  })
})

describe('a key of another deployment', () => {
  test.each([
    ['a name', { name: 'calm-fox-7' }],
    ['a name and a region', { name: 'calm-fox-7', region: 'eu-west-1' }],
    ['a url', { url: 'https://calm-fox-7.convex.cloud' }],
    ['the url of a region', { url: 'https://calm-fox-7.eu-west-1.convex.cloud' }],
    ['a url with a port', { url: 'https://calm-fox-7.convex.cloud:8443' }],
    ['a url in capitals', { url: 'https://CALM-FOX-7.CONVEX.CLOUD/api/v1' }],
  ])('is refused for %s, before anything is sent', (_, options) => {
    const { requests, fetch } = answering(json([]))
    expectNoClient(
      { token: 'prod:happy-otter-123|s3cr3t', fetch, ...options },
      'The deploy key is for happy-otter-123, but the deployment is calm-fox-7.',
      'or the `name` or `url` of the deployment that the key is for.',
    )
    expect(requests).toEqual([])
  })

  test.each([
    'dev:happy-otter-123|s',
    'custom:happy-otter-123|s',
    'preview:happy-otter-123|s',
    'happy-otter-123|01a2',
    'a|01a2',
  ])('is refused whatever its kind: %s', token => {
    expect(() => createDeploymentClient({ token, name: 'calm-fox-7' })).toThrow(InvalidInputError)
  })

  test('is not printed where what stands in the place of the name is no name', () => {
    expectNoClient(
      { token: 'prod:S3CR3T/VALUE|x', name: 'calm-fox-7' },
      'The deploy key is for another deployment, but the deployment is calm-fox-7.',
    )
  })

  test.each([
    { name: 'happy-otter-123' },
    { name: 'happy-otter-123', region: 'eu-west-1' },
    { url: 'https://happy-otter-123.convex.cloud' },
    { url: 'https://Happy-Otter-123.eu-west-1.convex.cloud/' },
  ])('is told from a key of the same deployment: %o', options => {
    const deployment = createDeploymentClient({ token: 'prod:happy-otter-123|secret', ...options })
    expect(deployment.name).toBe('happy-otter-123')
  })
})
