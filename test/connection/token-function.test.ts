import { describe, expect, test, vi } from 'vitest'
import { createDeploymentClient, type DeploymentClientOptions, InvalidInputError } from '../../src/index.js'
import { answering, json } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'

const busy = new Response(null, { status: 429, headers: { 'retry-after': '0' } })

function connect(token: DeploymentClientOptions['token'], ...answers: (Response | Error)[]) {
  const { requests, fetch } = answering(...answers)
  const deployment = createDeploymentClient({ token, name: 'happy-otter-123', fetch, contract: 'v1-beta' })
  return { deployment, requests }
}

function authorizations(requests: ReturnType<typeof connect>['requests']) {
  return requests.map(({ headers }) => headers.authorization)
}

describe('a token function', () => {
  test('is asked anew for every attempt', async () => {
    const ask = vi
      .fn<() => string>()
      .mockReturnValueOnce('first')
      .mockReturnValueOnce('second')
      .mockReturnValue('third')
    const { deployment, requests } = connect(ask, busy, busy, json([]))
    await deployment.env.list()
    expect(authorizations(requests)).toEqual(['Convex first', 'Convex second', 'Convex third'])
    expect(ask).toHaveBeenCalledTimes(3)
  })

  test('is asked anew for every call', async () => {
    const ask = vi.fn<() => string>().mockReturnValueOnce('first').mockReturnValue('second')
    const { deployment, requests } = connect(ask, json([]))
    await deployment.env.list()
    await deployment.env.list()
    expect(authorizations(requests)).toEqual(['Convex first', 'Convex second'])
  })

  test('is asked for each of the two requests of a mixed update', async () => {
    const ask = vi.fn<() => string>().mockReturnValueOnce('first').mockReturnValue('second')
    const { deployment, requests } = connect(ask, new Response(null))
    await deployment.env.update([
      { name: 'NEW', value: 'on' },
      { name: 'OLD', value: null },
    ])
    expect(authorizations(requests)).toEqual(['Convex first', 'Convex second'])
  })

  test('may answer later', async () => {
    const { deployment, requests } = connect(async () => 'later', json([]))
    await deployment.env.list()
    expect(authorizations(requests)).toEqual(['Convex later'])
  })

  test.each([
    ['outer white space', '  prod:happy-otter-123|secret\n'],
    ['the scheme', 'Convex prod:happy-otter-123|secret'],
  ])('may return a token with %s', async (_, token) => {
    const { deployment, requests } = connect(() => token, json([]))
    await deployment.env.list()
    expect(authorizations(requests)).toEqual(['Convex prod:happy-otter-123|secret'])
  })

  test('is not asked where nothing is sent', async () => {
    const ask = vi.fn(() => 'token')
    const { deployment } = connect(ask, json([]))
    await deployment.env.set({})
    await expect(deployment.env.set({ 'BAD-NAME': 'x' })).rejects.toThrow(InvalidInputError)
    expect(ask).not.toHaveBeenCalled()
  })
})

describe('what a token function returns', () => {
  test.each([
    ['nothing', undefined, 'must be a string, and is undefined'],
    ['null', null, 'must be a string, and is null'],
    ['a number', 7, 'must be a string, and is number'],
    ['an object', { token: 's3cr3t' }, 'must be a string, and is object'],
    ['another function', () => 's3cr3t', 'must be a string, and is function'],
    ['an empty string', '', 'is empty'],
    ['a blank string', ' \n', 'is empty'],
    ['a bearer token', 'Bearer s3cr3t', 'starts with "Bearer"'],
    ['inner white space', 's3cr3t s3cr3t', 'has white space or a line break'],
    ['a line break', 's3cr3t\r\nX-Evil: 1', 'has white space or a line break'],
    ['other than ASCII', 's3cr3t-\u00fc', 'has characters that no token has'],
  ])('is checked as a string is: %s', async (_, returned, message) => {
    const options = { token: (() => returned) as never, name: 'happy-otter-123' }
    const error = await expectRefused(({ env }) => env.list(), message, options)
    expect(error).toMatchObject({
      operation: 'listEnvironmentVariables',
      url: 'https://happy-otter-123.convex.cloud/api/v1',
    })
  })

  test.each([
    'prod:calm-fox-7|s3cr3t',
    'dev:calm-fox-7|s3cr3t',
    'custom:calm-fox-7|s3cr3t',
    'preview:calm-fox-7|s3cr3t',
    'calm-fox-7|s3cr3t',
  ])('must be for this deployment: %s', async token => {
    const message = 'The deploy key is for calm-fox-7, but the deployment is happy-otter-123.'
    await expectRefused(({ env }) => env.list(), message, { token: () => token, name: 'happy-otter-123' })
  })

  test('may be a key of any name at a custom domain', async () => {
    const { requests, fetch } = answering(json([]))
    const url = 'https://api.example.com'
    const token = () => 'prod:calm-fox-7|secret'
    await createDeploymentClient({ token, url, fetch, contract: 'v1-beta' }).env.list()
    expect(authorizations(requests)).toEqual(['Convex prod:calm-fox-7|secret'])
  })

  test.each([
    ['not valid', 'Bearer s3cr3t'],
    ['for another deployment', 'prod:calm-fox-7|s3cr3t'],
  ])('ends the retries when it has become %s, and tells of the attempt before', async (_, next) => {
    const ask = vi.fn<() => string>().mockReturnValueOnce('first').mockReturnValue(next)
    const { deployment, requests } = connect(ask, busy, json([]))
    const error: unknown = await deployment.env.list().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'rejected', attempts: 1 })
    expect(authorizations(requests)).toEqual(['Convex first'])
  })
})

describe('a token function that fails', () => {
  const reason = new Error('the vault is sealed')
  const message = 'The `token` function threw. See `cause`.'

  test.each([
    [
      'throws',
      () => {
        throw reason
      },
    ],
    ['rejects', () => Promise.reject(reason)],
  ])('sends nothing and hands on why: it %s', async (_, token) => {
    const options = { token, name: 'happy-otter-123' }
    expect((await expectRefused(({ env }) => env.list(), message, options)).cause).toBe(reason)
  })

  test.each([
    ['a string', 'sealed'],
    ['null', null],
  ])('may throw what is no error: %s', async (_, thrown) => {
    const options = { token: () => Promise.reject(thrown), name: 'happy-otter-123' }
    expect((await expectRefused(({ env }) => env.list(), message, options)).cause).toBe(thrown)
  })

  test('is not asked again within the call, and is asked again in the next one', async () => {
    const ask = vi.fn<() => string>().mockImplementationOnce(() => {
      throw reason
    })
    ask.mockReturnValue('token')
    const { deployment, requests } = connect(ask, json([]))
    await expect(deployment.env.list()).rejects.toThrow(message)
    expect(ask).toHaveBeenCalledTimes(1)
    await expect(deployment.env.list()).resolves.toEqual([])
    expect(authorizations(requests)).toEqual(['Convex token'])
  })
})
