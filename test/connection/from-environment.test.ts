import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { createDeploymentClientFromEnvironment, InvalidInputError } from '../../src/index.js'
import { answering, listed } from '../support/recorder.js'

const url = 'http://127.0.0.1:3210'
const OTTER = 'prod:happy-otter-123|secret'
const FOX = 'dev:calm-fox-7|secret'
const OTTER_URL = 'https://happy-otter-123.convex.cloud'
const IGNORED = '<ignore_deploy_key>'
const PAIR = { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: 'my-instance|01a2' }

describe('the variables that name a deployment', () => {
  test.each<[what: string, env: object, origin: string, token: string]>([
    ['CONVEX_DEPLOY_KEY', { CONVEX_DEPLOY_KEY: OTTER }, OTTER_URL, OTTER],
    ['CONVEX_DEPLOY_KEY and a line break', { CONVEX_DEPLOY_KEY: `${OTTER}\n` }, OTTER_URL, OTTER],
    ['its alias CONVEX_DEPLOYMENT_TOKEN', { CONVEX_DEPLOYMENT_TOKEN: OTTER }, OTTER_URL, OTTER],
    [
      'CONVEX_DEPLOY_KEY before its alias',
      { CONVEX_DEPLOYMENT_TOKEN: FOX, CONVEX_DEPLOY_KEY: OTTER },
      OTTER_URL,
      OTTER,
    ],
    [
      'the alias where CONVEX_DEPLOY_KEY is to be ignored',
      { CONVEX_DEPLOY_KEY: IGNORED, CONVEX_DEPLOYMENT_TOKEN: OTTER },
      OTTER_URL,
      OTTER,
    ],
    ['the self-hosted pair', PAIR, url, 'my-instance|01a2'],
    [
      'the self-hosted pair with outer white space',
      { CONVEX_SELF_HOSTED_URL: ` ${url}/ `, CONVEX_SELF_HOSTED_ADMIN_KEY: ' my-instance|01a2\n' },
      url,
      'my-instance|01a2',
    ],
    ['a deploy key before the self-hosted pair', { ...PAIR, CONVEX_DEPLOY_KEY: OTTER }, OTTER_URL, OTTER],
    [
      'the self-hosted pair where the deploy keys are to be ignored',
      { ...PAIR, CONVEX_DEPLOY_KEY: IGNORED, CONVEX_DEPLOYMENT_TOKEN: IGNORED },
      url,
      'my-instance|01a2',
    ],
  ])('%s', async (_, env, origin, token) => {
    const { requests, fetch } = answering(listed())
    await createDeploymentClientFromEnvironment({ env: { ...env }, fetch, contract: 'v1' }).env.list()
    const sent = requests.map(request => [new URL(request.url).origin, request.headers.authorization])
    expect(sent).toEqual([[origin, `Convex ${token}`]])
  })

  test('are those of the process where none are given', () => {
    vi.stubEnv('CONVEX_DEPLOY_KEY', FOX)
    expect(createDeploymentClientFromEnvironment().url).toBe('https://calm-fox-7.convex.cloud')
    vi.unstubAllEnvs()
  })

  test('are those of the process, in a process of its own', async () => {
    const program =
      "const { createDeploymentClientFromEnvironment: create } = await import('./src/index.ts');" +
      'process.stdout.write(create().url)'
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', program],
      { env: { PATH: process.env.PATH, CONVEX_DEPLOY_KEY: OTTER } },
    )
    expect(stdout).toBe(OTTER_URL)
  })
})

const NO_KEY =
  'No deploy key in the environment for this deployment. Set CONVEX_DEPLOY_KEY, or its CONVEX_SELF_HOSTED_URL ' +
  'with CONVEX_SELF_HOSTED_ADMIN_KEY.'
const NO_ADMIN_KEY =
  'CONVEX_SELF_HOSTED_URL is set in the environment, but CONVEX_SELF_HOSTED_ADMIN_KEY is not: set both there.'
const NO_URL =
  'CONVEX_SELF_HOSTED_ADMIN_KEY is set in the environment, but CONVEX_SELF_HOSTED_URL is not: set both there.'
const blank = (name: string) => `${name} is set in the environment, but empty: set or remove it.`
const MISSING = '<missing_deploy_key:Add a deploy key\nin the project settings.>'
const SAYS_WHY = 'holds no key: Add a deploy key\nin the project settings.'

describe('variables that name no deployment', () => {
  test.each<[what: string, env: object, message: string]>([
    ['there are none', {}, NO_KEY],
    ['they are undefined', { CONVEX_DEPLOY_KEY: undefined, CONVEX_SELF_HOSTED_URL: undefined }, NO_KEY],
    ['the URL is blank', { ...PAIR, CONVEX_SELF_HOSTED_URL: ' ' }, blank('CONVEX_SELF_HOSTED_URL')],
    ['the key is blank', { ...PAIR, CONVEX_DEPLOY_KEY: '' }, blank('CONVEX_DEPLOY_KEY')],
    ['the alias is blank', { ...PAIR, CONVEX_DEPLOYMENT_TOKEN: '\n' }, blank('CONVEX_DEPLOYMENT_TOKEN')],
    [
      'the key is blank, and its alias is not',
      { CONVEX_DEPLOY_KEY: ' ', CONVEX_DEPLOYMENT_TOKEN: OTTER },
      blank('CONVEX_DEPLOY_KEY'),
    ],
    ['the key is to be ignored', { CONVEX_DEPLOY_KEY: IGNORED }, NO_KEY],
    ['other tools have them', { CONVEX_URL: url, CONVEX_DEPLOYMENT: 'dev:happy-otter-123' }, NO_KEY],
    ['the admin key is missing', { CONVEX_SELF_HOSTED_URL: url }, NO_ADMIN_KEY],
    [
      'the admin key is blank',
      { ...PAIR, CONVEX_SELF_HOSTED_ADMIN_KEY: ' ' },
      blank('CONVEX_SELF_HOSTED_ADMIN_KEY'),
    ],
    ['the self-hosted URL is missing', { CONVEX_SELF_HOSTED_ADMIN_KEY: 'my-instance|01a2' }, NO_URL],
    ['a build pipeline says why', { CONVEX_DEPLOY_KEY: MISSING }, `CONVEX_DEPLOY_KEY ${SAYS_WHY}`],
    ['an alias says why', { CONVEX_DEPLOYMENT_TOKEN: MISSING }, `CONVEX_DEPLOYMENT_TOKEN ${SAYS_WHY}`],
    ['a pair stands beside it', { ...PAIR, CONVEX_DEPLOY_KEY: MISSING }, `CONVEX_DEPLOY_KEY ${SAYS_WHY}`],
    ['the key is for a project', { CONVEX_DEPLOY_KEY: 'project:acme:shop|secret' }, 'Pass `name` or `url`.'],
    ['what a pipeline says is cut off', { CONVEX_DEPLOY_KEY: '<missing_deploy_key:Add a' }, 'white space'],
    ['it follows on a key', { CONVEX_DEPLOY_KEY: 'dev:a|b<missing_deploy_key:x y>' }, 'white space'],
    ['something follows on it', { CONVEX_DEPLOY_KEY: '<missing_deploy_key:x y>z' }, 'white space'],
    ['the key has the scheme of others', { CONVEX_DEPLOY_KEY: 'Bearer secret' }, 'starts with "Bearer"'],
    [
      'the URL is no address',
      { ...PAIR, CONVEX_SELF_HOSTED_URL: 'localhost' },
      'The `url` must be an address',
    ],
  ])('are refused with what to do: %s', (_, env, message) => {
    const create = () => createDeploymentClientFromEnvironment({ env: { ...env } })
    expect(create).toThrow(InvalidInputError)
    expect(create).toThrow(message)
    expect(create).toThrow(expect.objectContaining({ outcome: 'not-sent' }))
  })
})

describe('variables that hold no key for the `url` of the options', () => {
  test.each<[what: string, env: object, message: string]>([
    ['a pair is for another', { ...PAIR, CONVEX_SELF_HOSTED_URL: 'https://other.example' }, NO_KEY],
    [
      'a pair for it is half, beside a deploy key',
      { CONVEX_DEPLOY_KEY: OTTER, CONVEX_SELF_HOSTED_URL: PAIR.CONVEX_SELF_HOSTED_URL },
      NO_ADMIN_KEY,
    ],
  ])('are refused with what to do: %s', (_, env, message) => {
    const create = () =>
      createDeploymentClientFromEnvironment({ env: { ...env }, url: PAIR.CONVEX_SELF_HOSTED_URL })
    expect(create).toThrow(message)
  })
})

describe('the options beside the variables', () => {
  test.each([
    [{ name: 'happy-otter-123' }, OTTER_URL],
    [{ name: 'happy-otter-123', region: 'eu-west-1' }, 'https://happy-otter-123.eu-west-1.convex.cloud'],
    [{ url: 'https://api.example.com' }, 'https://api.example.com'],
  ])('name the deployment where the key does not: %o', (options, origin) => {
    const env = { CONVEX_DEPLOY_KEY: 'project:acme:shop|secret' }
    expect(createDeploymentClientFromEnvironment({ env, ...options }).url).toBe(origin)
  })

  const env = { CONVEX_DEPLOY_KEY: OTTER }

  test('add the region of a key that names its deployment', () => {
    const deployment = createDeploymentClientFromEnvironment({ env, region: 'eu-west-1' })
    expect(deployment.url).toBe('https://happy-otter-123.eu-west-1.convex.cloud')
  })

  test('cannot turn a key towards another deployment', () => {
    const message = 'The deploy key is for happy-otter-123, but the deployment is calm-fox-7.'
    expect(() => createDeploymentClientFromEnvironment({ env, name: 'calm-fox-7' })).toThrow(message)
  })

  test('are checked as ever', () => {
    expect(() => createDeploymentClientFromEnvironment({ env, timeout: 0 })).toThrow(InvalidInputError)
  })
})
