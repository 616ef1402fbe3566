import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  ConnectionError,
  type DeploymentClientOptions,
  ForbiddenError,
  InvalidInputError,
  isDeploymentError,
  PartialUpdateError,
  ServerError,
  UnauthorizedError,
} from '../../../src/index.js'
import { createClient } from '../../support/deployment.js'
import { answering, recorder } from '../../support/recorder.js'

const changes = [
  { name: 'OLD', value: null },
  { name: 'NEW', value: 's3cr3t-one' },
  { name: 'OLDER', value: null },
  { name: 'NEWER', value: 's3cr3t-two' },
]

const done = new Response(null)

function connect(
  fetch: (request: Request) => Promise<Response>,
  options: Partial<DeploymentClientOptions> = {},
) {
  const token = 'dev:happy-otter-123|s3cr3t-key'
  return createClient({ token, fetch, contract: 'v1-beta', retry: false, ...options }).env
}

function pathsOf(requests: ReturnType<typeof answering>['requests']) {
  return requests.map(({ url }) => url.split('/').at(-1))
}

const BOTH = ['update_environment_variables', 'delete_environment_variables']

test('an update sends values first and removals second, whatever their order', async () => {
  const { requests, fetch } = answering(done)
  expect(await connect(fetch).update(changes)).toBeUndefined()
  expect(requests.map(({ url, body }) => [url.split('/').at(-1), JSON.parse(body)])).toEqual([
    ['update_environment_variables', { changes: [changes[1], changes[3]] }],
    ['delete_environment_variables', { names: ['OLD', 'OLDER'] }],
  ])
})

describe('an update whose removals fail', () => {
  test.each([
    ['refused', new Response(null, { status: 403 }), ForbiddenError, 'nothing was removed'],
    ['failing', new Response(null, { status: 500 }), ServerError, 'it is unknown whether they were removed'],
    [
      'unreachable',
      new TypeError('fetch failed'),
      ConnectionError,
      'it is unknown whether they were removed',
    ],
  ])('says what was set, and what stopped it: %s', async (_, answer, kind, state) => {
    const { requests, fetch } = answering(done, answer)
    const error: unknown = await connect(fetch)
      .update(changes)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PartialUpdateError)
    expect(error).toMatchObject({
      name: 'PartialUpdateError',
      operation: 'deleteEnvironmentVariables',
      url: 'https://happy-otter-123.convex.cloud/api/v1',
      outcome: 'unknown',
      applied: ['NEW', 'NEWER'],
      cause: expect.any(kind),
      message: expect.stringMatching(
        '2 variable\\(s\\) were set \\(NEW, NEWER\\), but removing OLD, OLDER failed',
      ),
    })
    expect(error).toHaveProperty('message', expect.stringContaining(state))
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('Read back with list(), then call unset() again.'),
    )
    expect(pathsOf(requests)).toEqual(BOTH)
  })

  test('is told by the guard, and prints no value and no key', async () => {
    const { fetch } = answering(
      done,
      Response.json({ message: 'OLD: dev:happy-otter-123|s3cr3t-key' }, { status: 400 }),
    )
    const error: unknown = await connect(fetch)
      .update(changes)
      .catch((thrown: unknown) => thrown)
    expect(isDeploymentError(error)).toBe(true)
    expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(/s3cr3t/)
    expect(JSON.stringify(error)).not.toContain('s3cr3t')
  })

  test('is not repeated as a whole: only the removals are', async () => {
    const busy = new Response(null, { status: 429, headers: { 'retry-after': '0' } })
    const { requests, fetch } = answering(done, busy, done)
    await connect(fetch, { retry: { limit: 1 } }).update(changes)
    expect(pathsOf(requests)).toEqual([...BOTH, 'delete_environment_variables'])
  })

  test('fails alike where the token function fails for the second request', async () => {
    const tokens = ['first']
    const token = () => tokens.shift() as never
    const { requests, fetch } = answering(done)
    const env = connect(fetch, { token, name: 'happy-otter-123' })
    const error: unknown = await env.update(changes).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PartialUpdateError)
    expect(error).toMatchObject({
      outcome: 'unknown',
      applied: ['NEW', 'NEWER'],
      cause: expect.any(InvalidInputError),
    })
    expect(error).toHaveProperty('message', expect.stringContaining('nothing was removed'))
    expect(pathsOf(requests)).toEqual(['update_environment_variables'])
  })
})

describe('an update that the caller aborts', () => {
  const reason = new Error('changed my mind')

  test('between the two requests says what was set, with the reason as its cause', async () => {
    const controller = new AbortController()
    const abortAfterFirst = { onResponse: () => controller.abort(reason) }
    const { requests, fetch } = answering(done)
    const env = connect(fetch, { middleware: [abortAfterFirst] })
    const error: unknown = await env
      .update(changes, { signal: controller.signal })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PartialUpdateError)
    expect(error).toMatchObject({ outcome: 'unknown', applied: ['NEW', 'NEWER'], cause: reason })
    expect(pathsOf(requests)).toEqual(['update_environment_variables'])
  })

  test('during the second request says what was set, with the reason as its cause', async () => {
    const controller = new AbortController()
    const answers = [async () => done.clone(), () => new Promise<never>(() => controller.abort(reason))]
    const { requests, fetch } = recorder(async () => (await answers.shift()?.()) as Response)
    const error: unknown = await connect(fetch)
      .update(changes, { signal: controller.signal })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PartialUpdateError)
    expect(error).toMatchObject({ outcome: 'unknown', applied: ['NEW', 'NEWER'], cause: reason })
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('it is unknown whether they were removed'),
    )
    expect(pathsOf(requests)).toEqual(BOTH)
  })

  test('during the first request rejects with the reason itself, and does not begin the second', async () => {
    const controller = new AbortController()
    const { requests, fetch } = recorder(() => new Promise<never>(() => controller.abort(reason)))
    await expect(connect(fetch).update(changes, { signal: controller.signal })).rejects.toBe(reason)
    expect(pathsOf(requests)).toEqual(['update_environment_variables'])
  })

  test('before it begins rejects with the reason itself, and sends nothing', async () => {
    const { requests, fetch } = answering(done)
    const signal = AbortSignal.abort(reason)
    await expect(connect(fetch).update(changes, { signal })).rejects.toBe(reason)
    expect(requests).toEqual([])
  })
})

describe('an update that is not partial', () => {
  test('rejects with its own error where the values are refused, and removes nothing', async () => {
    const { requests, fetch } = answering(new Response(null, { status: 401 }))
    const error: unknown = await connect(fetch)
      .update(changes)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UnauthorizedError)
    expect(error).toMatchObject({ operation: 'updateEnvironmentVariables', outcome: 'rejected' })
    expect(pathsOf(requests)).toEqual(['update_environment_variables'])
  })

  test.each([
    ['only removes', [{ name: 'OLD', value: null }], 'deleteEnvironmentVariables'],
    ['only sets', [{ name: 'NEW', value: 'on' }], 'updateEnvironmentVariables'],
  ])('rejects with its own error where it %s', async (_, few, operation) => {
    const { requests, fetch } = answering(new Response(null, { status: 403 }))
    const error: unknown = await connect(fetch)
      .update(few)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ForbiddenError)
    expect(error).toMatchObject({ operation, outcome: 'rejected' })
    expect(requests).toHaveLength(1)
  })
})
