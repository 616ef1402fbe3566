import { describe, expect, test } from 'vitest'
import { createDeploymentClient } from '../../src/index.js'
import { expectNoClient } from '../support/refused.js'
import { sentWith } from '../support/sent.js'

const PROJECT_WIDE = 'A team, project or preview token names no address.'
const ADMIN = 'A self-hosted or local admin key names no address.'

describe('a deploy key that names its deployment', () => {
  test.each([
    ['production', 'prod:happy-otter-123|eyJ2MiI6IjAifQ=='],
    ['development', 'dev:happy-otter-123|eyJ2MiI6IjAifQ=='],
    ['custom', 'custom:happy-otter-123|eyJ2MiI6IjAifQ=='],
    ['single preview', 'preview:happy-otter-123|eyJ2MiI6IjAifQ=='],
    ['production, with bars and colons in the secret', 'prod:happy-otter-123|a|b:c|d'],
  ])('needs nothing else: %s', async (_, token) => {
    const url = 'https://happy-otter-123.convex.cloud'
    expect(createDeploymentClient({ token })).toMatchObject({ url, name: 'happy-otter-123' })
    const sent = {
      url: `${url}/api/v1/list_environment_variables`,
      headers: { authorization: `Convex ${token}` },
    }
    expect(await sentWith({ token })).toMatchObject([sent])
  })

  test('takes the region from the options', () => {
    const deployment = createDeploymentClient({ token: 'prod:happy-otter-123|secret', region: 'eu-west-1' })
    expect(deployment.url).toBe('https://happy-otter-123.eu-west-1.convex.cloud')
  })

  test('does not name a deployment at a host that proves no name', () => {
    const client = createDeploymentClient({
      token: 'prod:happy-otter-123|secret',
      url: 'https://api.example.com',
    })
    expect(client).toMatchObject({ url: 'https://api.example.com', name: undefined })
  })

  test.each([
    ['an empty name', 'prod:|secret'],
    ['capitals', 'prod:Happy-Otter-123|secret'],
    ['a host', 'prod:evil.example|secret'],
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
    ['a key of an unknown kind', 'other:happy-otter-123|secret', PROJECT_WIDE],
    ['a key of a kind in capitals', 'PROD:happy-otter-123|secret', PROJECT_WIDE],
    ['a key of too many parts', 'prod:acme:happy-otter-123|secret', PROJECT_WIDE],
    ['a self-hosted admin key', 'convex-self-hosted|01a2b3c4', ADMIN],
    ['an anonymous admin key', 'anonymous-agent|01a2b3c4', ADMIN],
  ] as const

  test.each(TOKENS)('%s is refused alone, and is taken with a url of its own', async (_, token, reason) => {
    expectNoClient({ token }, `${reason} Pass \`name\` or \`url\`.`)
    const url = 'http://127.0.0.1:3210'
    const sent = {
      url: `${url}/api/v1/list_environment_variables`,
      headers: { authorization: `Convex ${token}` },
    }
    expect(await sentWith({ token, url })).toMatchObject([sent])
  })

  test.each(['preview:acme:shop|secret', 'team:acme|secret', 'eyJ2MiI6IjAwMDAifQ='])(
    '%s is taken with the name of any deployment',
    token => {
      const { url } = createDeploymentClient({ token, name: 'happy-otter-123' })
      expect(url).toBe('https://happy-otter-123.convex.cloud')
    },
  )

  test('a self-hosted admin key gives no name to a deployment', () => {
    const deployment = createDeploymentClient({ token: 'my-instance|01a2', url: 'http://127.0.0.1:3210' })
    expect(deployment.name).toBe(undefined)
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
    expectNoClient(
      { token: 'prod:happy-otter-123|s3cr3t', ...options },
      'The deploy key is for happy-otter-123, but the deployment is calm-fox-7.',
      'Pass the key of calm-fox-7, or another `name` or `url`.',
    )
  })

  test.each(['dev:otter|s', 'custom:otter|s', 'preview:otter|s', 'otter|01a2', 'a|01a2'])(
    'is refused whatever its kind: %s',
    token => void expectNoClient({ token, name: 'calm-fox-7' }, 'but the deployment is calm-fox-7.'),
  )

  test('is not printed where what stands in the place of the name is no name', () => {
    const message = 'The deploy key is for another deployment, but the deployment is calm-fox-7.'
    expectNoClient({ token: 'prod:S3CR3T/VALUE|x', name: 'calm-fox-7' }, message)
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
