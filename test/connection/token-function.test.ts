import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { DeploymentClientOptions } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json, listed, type Recorded } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { sentWith } from '../support/sent.js'
import { afterWaits, failureOf } from '../support/settling.js'

const name = 'happy-otter-123'
const busy = json(null, { status: 429, headers: { 'retry-after': '0' } })
const MIXED = [
  { name: 'NEW', value: 'on' },
  { name: 'OLD', value: null },
]

function connect(token: DeploymentClientOptions['token'], ...answers: Response[]) {
  const { requests, fetch } = answering(...answers)
  return { ...deployment({ token, name, fetch }), requests }
}

/** A token function that gives these in turn, the last one for ever. */
function turning(...tokens: string[]) {
  return vi.fn(() => (tokens.length > 1 ? tokens.shift() : tokens[0]) ?? '')
}

const authorizations = (requests: readonly Recorded[]) => requests.map(({ headers }) => headers.authorization)

describe('a token function', () => {
  test('is asked anew for every attempt', async () => {
    const ask = turning('first', 'second', 'third')
    const { env, requests } = connect(ask, busy, busy, listed())
    await env.list()
    expect(authorizations(requests)).toEqual(['Convex first', 'Convex second', 'Convex third'])
    expect(ask).toHaveBeenCalledTimes(3)
  })

  test('that fails for an attempt that was given up does not end the attempt after it', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    let failFirst = (_: Error) => {}
    const first = new Promise<string>((_, reject) => {
      failFirst = reject
    })
    const sent: Request[] = []
    const fetch = (request: Request) => {
      sent.push(request)
      failFirst(new Error('too late'))
      return new Promise<never>(() => {})
    }
    const ask = vi.fn().mockReturnValueOnce(first).mockReturnValue('second')
    const { logStreams } = deployment({ token: ask, name, fetch, timeout: 50, retry: { limit: 2 } })
    const config = { logStreamType: 'webhook', url: 'https://logs.example.com', format: 'jsonl' } as const
    const error = await failureOf(afterWaits(logStreams.create(config)))
    expect(error).toMatchObject({ name: 'TimeoutError', outcome: 'unknown', attempts: 1 })
    expect(sent).toHaveLength(1)
  })

  test('is asked anew for every call', async () => {
    const { env, requests } = connect(turning('first', 'second'), listed())
    await env.list()
    await env.list()
    expect(authorizations(requests)).toEqual(['Convex first', 'Convex second'])
  })

  test('is asked for each of the two requests of a mixed update', async () => {
    const options = { token: turning('first', 'second'), name, contract: 'v1-beta' }
    const requests = await sentWith(options, ({ env }) => env.update(MIXED))
    expect(authorizations(requests)).toEqual(['Convex first', 'Convex second'])
  })

  test.each([
    ['later', async () => 'a-token'],
    ['with outer white space', () => '  a-token\n'],
    ['with the scheme', () => 'Convex a-token'],
  ])('may return a token %s', async (_, token) => {
    expect(authorizations(await sentWith({ token, name }))).toEqual(['Convex a-token'])
  })

  test('is not asked where nothing is sent', async () => {
    const token = vi.fn(() => 'token')
    expect(await sentWith({ token, name }, ({ env }) => env.set({}))).toEqual([])
    await expectRefused(({ env }) => env.set({ 'BAD-NAME': 'x' }), '', { token, name })
    expect(token).not.toHaveBeenCalled()
  })
})

describe('what a token function returns', () => {
  test.each([
    ['nothing', undefined, 'must be a string, and is undefined'],
    ['null', null, 'must be a string, and is null'],
    ['an object', { token: 's3cr3t' }, 'must be a string, and is object'],
    ['another function', () => 's3cr3t', 'must be a string, and is function'],
    ['a blank string', ' \n', 'is empty'],
    ['a bearer token', 'Bearer s3cr3t', 'starts with "Bearer"'],
    ['a line break', 's3cr3t\r\nX-Evil: 1', 'has white space or a line break'],
    ['other than ASCII', 's3cr3t-\u00fc', 'has characters that no token has'],
  ])('is checked as a string is: %s', async (_, returned, message) => {
    const error = await expectRefused(({ env }) => env.list(), message, {
      token: (() => returned) as never,
      name,
    })
    const url = 'https://happy-otter-123.convex.cloud/api/v1'
    expect(error).toMatchObject({ operation: 'listEnvironmentVariables', url })
  })

  test.each(['prod:calm-fox-7|s3cr3t', 'calm-fox-7|s3cr3t'])(
    'must be for this deployment: %s',
    async token => {
      const message = 'The deploy key is for calm-fox-7, but the deployment is happy-otter-123.'
      await expectRefused(({ env }) => env.list(), message, { token: () => token, name })
    },
  )

  test('may be a key of any name at a custom domain', async () => {
    const options = { url: 'https://api.example.com', token: () => 'prod:calm-fox-7|secret' }
    expect(authorizations(await sentWith(options))).toEqual(['Convex prod:calm-fox-7|secret'])
  })

  test.each([
    ['not valid', 'Bearer s3cr3t'],
    ['for another deployment', 'prod:calm-fox-7|s3cr3t'],
  ])('ends the retries when it has become %s, and tells of the attempt before', async (_, next) => {
    const { env, requests } = connect(turning('first', next), busy, listed())
    const error = await failureOf(env.list())
    expect(error).toMatchObject({ name: 'InvalidInputError', outcome: 'rejected', attempts: 1 })
    expect(authorizations(requests)).toEqual(['Convex first'])
  })
})

describe('a token function that fails', () => {
  const message = 'The `token` function threw. See `cause`.'

  test.each([
    ['an error', new Error('the vault is sealed')],
    ['a string', 'sealed'],
    ['null', null],
  ])('sends nothing and hands on why: it rejects with %s', async (_, reason) => {
    const options = { token: () => Promise.reject(reason), name }
    const error = await expectRefused(({ env }) => env.list(), message, options)
    expect(error.cause).toBe(reason)
    expect(error.option).toBe('token')
  })

  test('is not asked again within the call, and is asked again in the next one', async () => {
    const ask = vi
      .fn(() => 'token')
      .mockImplementationOnce(() => {
        throw new Error('the vault is sealed')
      })
    const { env, requests } = connect(ask, listed())
    expect(await failureOf(env.list())).toMatchObject({ message: expect.stringContaining(message) })
    expect(ask).toHaveBeenCalledTimes(1)
    expect(await env.list()).toEqual([])
    expect(authorizations(requests)).toEqual(['Convex token'])
  })
})
