import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { createDeploymentClientFromEnvironment, InvalidInputError } from '../../src/index.js'
import { answering, json } from '../support/recorder.js'

const url = 'http://127.0.0.1:3210'

/** The request that a client made from these variables sends. */
async function requestOf(env: Record<string, string | undefined>) {
  const { requests, fetch } = answering(json([]))
  await createDeploymentClientFromEnvironment({ env, fetch, contract: 'v1-beta' }).env.list()
  return requests.map(request => [new URL(request.url).origin, request.headers.authorization])
}

describe('the variables that name a deployment', () => {
  test.each([
    [
      'CONVEX_DEPLOY_KEY',
      { CONVEX_DEPLOY_KEY: 'prod:happy-otter-123|secret' },
      'https://happy-otter-123.convex.cloud',
      'Convex prod:happy-otter-123|secret',
    ],
    [
      'CONVEX_DEPLOY_KEY with a line break at its end',
      { CONVEX_DEPLOY_KEY: 'prod:happy-otter-123|secret\n' },
      'https://happy-otter-123.convex.cloud',
      'Convex prod:happy-otter-123|secret',
    ],
    [
      'its alias CONVEX_DEPLOYMENT_TOKEN',
      { CONVEX_DEPLOYMENT_TOKEN: 'dev:calm-fox-7|secret' },
      'https://calm-fox-7.convex.cloud',
      'Convex dev:calm-fox-7|secret',
    ],
    [
      'CONVEX_DEPLOY_KEY before its alias',
      { CONVEX_DEPLOYMENT_TOKEN: 'dev:calm-fox-7|secret', CONVEX_DEPLOY_KEY: 'prod:happy-otter-123|secret' },
      'https://happy-otter-123.convex.cloud',
      'Convex prod:happy-otter-123|secret',
    ],
    [
      'the alias where CONVEX_DEPLOY_KEY is empty',
      { CONVEX_DEPLOY_KEY: '', CONVEX_DEPLOYMENT_TOKEN: 'dev:calm-fox-7|secret' },
      'https://calm-fox-7.convex.cloud',
      'Convex dev:calm-fox-7|secret',
    ],
    [
      'the alias where CONVEX_DEPLOY_KEY is blank',
      { CONVEX_DEPLOY_KEY: ' \n', CONVEX_DEPLOYMENT_TOKEN: 'dev:calm-fox-7|secret' },
      'https://calm-fox-7.convex.cloud',
      'Convex dev:calm-fox-7|secret',
    ],
    [
      'the self-hosted pair',
      { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: 'my-instance|01a2' },
      url,
      'Convex my-instance|01a2',
    ],
    [
      'the self-hosted pair with outer white space',
      { CONVEX_SELF_HOSTED_URL: ` ${url}/ `, CONVEX_SELF_HOSTED_ADMIN_KEY: ' my-instance|01a2\n' },
      url,
      'Convex my-instance|01a2',
    ],
    [
      'a deploy key before the self-hosted pair',
      {
        CONVEX_SELF_HOSTED_URL: url,
        CONVEX_SELF_HOSTED_ADMIN_KEY: 'my-instance|01a2',
        CONVEX_DEPLOY_KEY: 'prod:happy-otter-123|secret',
      },
      'https://happy-otter-123.convex.cloud',
      'Convex prod:happy-otter-123|secret',
    ],
    [
      'the self-hosted pair where the deploy keys are blank',
      {
        CONVEX_SELF_HOSTED_URL: url,
        CONVEX_SELF_HOSTED_ADMIN_KEY: 'my-instance|01a2',
        CONVEX_DEPLOY_KEY: '',
        CONVEX_DEPLOYMENT_TOKEN: ' ',
      },
      url,
      'Convex my-instance|01a2',
    ],
    [
      'the self-hosted pair where the deploy key is to be ignored',
      {
        CONVEX_SELF_HOSTED_URL: url,
        CONVEX_SELF_HOSTED_ADMIN_KEY: 'my-instance|01a2',
        CONVEX_DEPLOY_KEY: '<ignore_deploy_key>',
        CONVEX_DEPLOYMENT_TOKEN: '<ignore_deploy_key>',
      },
      url,
      'Convex my-instance|01a2',
    ],
    [
      'the alias where the deploy key is to be ignored',
      { CONVEX_DEPLOY_KEY: '<ignore_deploy_key>', CONVEX_DEPLOYMENT_TOKEN: 'dev:calm-fox-7|secret' },
      'https://calm-fox-7.convex.cloud',
      'Convex dev:calm-fox-7|secret',
    ],
  ])('%s', async (_, env, origin, authorization) => {
    expect(await requestOf(env)).toEqual([[origin, authorization]])
  })

  test('are read from the process where none are given', async () => {
    const program =
      "const { createDeploymentClientFromEnvironment: create } = await import('./src/index.ts');" +
      'process.stdout.write(create().url)'
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', program],
      { env: { PATH: process.env.PATH, CONVEX_DEPLOY_KEY: 'prod:happy-otter-123|secret' } },
    )
    expect(stdout).toBe('https://happy-otter-123.convex.cloud')
  })
})

const NO_KEY =
  'No deploy key in the environment. Set CONVEX_DEPLOY_KEY, or CONVEX_SELF_HOSTED_URL with CONVEX_SELF_HOSTED_ADMIN_KEY.'

describe('variables that name no deployment', () => {
  test.each([
    ['there are none', {}, NO_KEY],
    ['they are undefined', { CONVEX_DEPLOY_KEY: undefined, CONVEX_SELF_HOSTED_URL: undefined }, NO_KEY],
    [
      'they are blank',
      { CONVEX_DEPLOY_KEY: '', CONVEX_SELF_HOSTED_URL: ' ', CONVEX_SELF_HOSTED_ADMIN_KEY: '\n' },
      NO_KEY,
    ],
    ['the key is to be ignored', { CONVEX_DEPLOY_KEY: '<ignore_deploy_key>' }, NO_KEY],
    [
      'the key stands under the names of other tools',
      { CONVEX_URL: url, CONVEX_DEPLOYMENT: 'dev:happy-otter-123' },
      NO_KEY,
    ],
    [
      'the admin key is missing',
      { CONVEX_SELF_HOSTED_URL: url },
      'CONVEX_SELF_HOSTED_ADMIN_KEY is not set, but the other variable of the pair is: set both.',
    ],
    [
      'the admin key is blank',
      { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: ' ' },
      'CONVEX_SELF_HOSTED_ADMIN_KEY is not set, but the other variable of the pair is: set both.',
    ],
    [
      'the self-hosted URL is missing',
      { CONVEX_SELF_HOSTED_ADMIN_KEY: 'my-instance|01a2' },
      'CONVEX_SELF_HOSTED_URL is not set, but the other variable of the pair is: set both.',
    ],
    [
      'a build pipeline says why there is no key',
      { CONVEX_DEPLOY_KEY: '<missing_deploy_key:Add a deploy key\nin the project settings.>' },
      'CONVEX_DEPLOY_KEY holds no key: Add a deploy key\nin the project settings.',
    ],
    [
      'a build pipeline says so in the alias',
      { CONVEX_DEPLOYMENT_TOKEN: '<missing_deploy_key:Add a deploy key.>' },
      'CONVEX_DEPLOYMENT_TOKEN holds no key: Add a deploy key.',
    ],
    [
      'a build pipeline says so beside a self-hosted pair',
      {
        CONVEX_DEPLOY_KEY: '<missing_deploy_key:Add a deploy key.>',
        CONVEX_SELF_HOSTED_URL: url,
        CONVEX_SELF_HOSTED_ADMIN_KEY: 'my-instance|01a2',
      },
      'CONVEX_DEPLOY_KEY holds no key: Add a deploy key.',
    ],
    [
      'the key is for a whole project',
      { CONVEX_DEPLOY_KEY: 'project:acme:shop|secret' },
      'Pass `name` or `url`.',
    ],
    [
      'what a build pipeline says is cut off',
      { CONVEX_DEPLOY_KEY: '<missing_deploy_key:Add a' },
      'white space',
    ],
    [
      'what a build pipeline says follows on a key',
      { CONVEX_DEPLOY_KEY: 'dev:a|b<missing_deploy_key:x y>' },
      'white space',
    ],
    [
      'what follows on what a build pipeline says',
      { CONVEX_DEPLOY_KEY: '<missing_deploy_key:x y>z' },
      'white space',
    ],
    ['the key has the scheme of others', { CONVEX_DEPLOY_KEY: 'Bearer secret' }, 'starts with "Bearer"'],
    [
      'the self-hosted URL is no address',
      { CONVEX_SELF_HOSTED_URL: 'localhost', CONVEX_SELF_HOSTED_ADMIN_KEY: 'my-instance|01a2' },
      'The `url` must be an address',
    ],
  ])('are refused with what to do: %s', (_, env, message) => {
    const create = () => createDeploymentClientFromEnvironment({ env })
    expect(create).toThrow(InvalidInputError)
    expect(create).toThrow(message)
    expect(create).toThrow(expect.objectContaining({ outcome: 'not-sent' }))
  })
})

test('those of the process are read where none are given', () => {
  vi.stubEnv('CONVEX_DEPLOY_KEY', 'dev:calm-fox-7|secret')
  expect(createDeploymentClientFromEnvironment().url).toBe('https://calm-fox-7.convex.cloud')
  vi.unstubAllEnvs()
})

describe('the options beside the variables', () => {
  test.each([
    [{ name: 'happy-otter-123' }, 'https://happy-otter-123.convex.cloud'],
    [{ name: 'happy-otter-123', region: 'eu-west-1' }, 'https://happy-otter-123.eu-west-1.convex.cloud'],
    [{ url: 'https://api.example.com' }, 'https://api.example.com'],
  ])('name the deployment where the key does not: %o', (options, origin) => {
    const env = { CONVEX_DEPLOY_KEY: 'project:acme:shop|secret' }
    expect(createDeploymentClientFromEnvironment({ env, ...options }).url).toBe(origin)
  })

  test('add the region of a key that names its deployment', () => {
    const env = { CONVEX_DEPLOY_KEY: 'prod:happy-otter-123|secret' }
    const deployment = createDeploymentClientFromEnvironment({ env, region: 'eu-west-1' })
    expect(deployment.url).toBe('https://happy-otter-123.eu-west-1.convex.cloud')
  })

  test('cannot turn a key towards another deployment', () => {
    const env = { CONVEX_DEPLOY_KEY: 'prod:happy-otter-123|secret' }
    expect(() => createDeploymentClientFromEnvironment({ env, name: 'calm-fox-7' })).toThrow(
      'The deploy key is for happy-otter-123, but the deployment is calm-fox-7.',
    )
  })

  test('are checked as ever', () => {
    const env = { CONVEX_DEPLOY_KEY: 'prod:happy-otter-123|secret' }
    expect(() => createDeploymentClientFromEnvironment({ env, timeout: 0 })).toThrow(InvalidInputError)
  })
})
