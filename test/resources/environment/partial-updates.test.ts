import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { type DeploymentClientOptions, isDeploymentError, PartialUpdateError } from '../../../src/index.js'
import { deployment } from '../../support/deployment.js'
import { answering, json, type Recorded, recorder } from '../../support/recorder.js'
import { failureOf } from '../../support/settling.js'

const changes = [
  { name: 'OLD', value: null },
  { name: 'NEW', value: 's3cr3t-one' },
  { name: 'OLDER', value: null },
  { name: 'NEWER', value: 's3cr3t-two' },
]

const UPDATE = 'update_environment_variables'
const DELETE = 'delete_environment_variables'
const KEY = 'dev:happy-otter-123|s3cr3t-key'

const done = new Response(null)
const failed = (status: number) => new Response(null, { status })

function connect(
  fetch: (request: Request) => Promise<Response>,
  options: Partial<DeploymentClientOptions> = {},
) {
  return deployment({ token: KEY, fetch, contract: 'v1-beta', retry: false, ...options }).env
}

const pathsOf = (requests: readonly Recorded[]) => requests.map(({ url }) => url.split('/').at(-1))

/** What is told of an update whose values were set and whose removals were not. */
const PARTIAL = { name: 'PartialUpdateError', outcome: 'unknown', applied: ['NEW', 'NEWER'] }

test('an update sends values first and removals second, whatever their order', async () => {
  const { requests, fetch } = answering(done)
  expect(await connect(fetch).update(changes)).toBeUndefined()
  expect(requests.map(({ url, body }) => [url.split('/').at(-1), JSON.parse(body)])).toEqual([
    [UPDATE, { changes: [changes[1], changes[3]] }],
    [DELETE, { names: ['OLD', 'OLDER'] }],
  ])
})

describe('an update whose removals fail', () => {
  test.each([
    ['refused', failed(403), 'ForbiddenError', 'nothing was removed'],
    ['failing', failed(500), 'ServerError', 'they may have been removed'],
    ['lost', new TypeError('no'), 'ConnectionError', 'they may have been removed'],
  ])('says what was set, and what stopped it: %s', async (_, answer, name, state) => {
    const { requests, fetch } = answering(done, answer)
    const error = await failureOf(connect(fetch).update(changes))
    expect(error).toBeInstanceOf(PartialUpdateError)
    expect(error).toMatchObject({
      ...PARTIAL,
      operation: 'deleteEnvironmentVariables',
      url: 'https://happy-otter-123.convex.cloud/api/v1',
      cause: { name },
      message: expect.stringMatching(/^NEW, NEWER were set, but removing OLD, OLDER failed: /),
    })
    expect(error).toHaveProperty('message', expect.stringContaining(state))
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(/Read back with list\(\), then call unset\(\) again\./),
    )
    expect(pathsOf(requests)).toEqual([UPDATE, DELETE])
  })

  test('is told by the guard, and prints no value and no key', async () => {
    const { fetch } = answering(done, json({ message: `OLD: ${KEY}` }, { status: 400 }))
    const error = await failureOf(connect(fetch).update(changes))
    expect(isDeploymentError(error)).toBe(true)
    expect(inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error)).not.toMatch(/s3cr3t/)
  })

  test('is not repeated as a whole: only the removals are', async () => {
    const busy = new Response(null, { status: 429, headers: { 'retry-after': '0' } })
    const { requests, fetch } = answering(done, busy, done)
    await connect(fetch, { retry: { limit: 1 } }).update(changes)
    expect(pathsOf(requests)).toEqual([UPDATE, DELETE, DELETE])
  })

  test('fails alike where the token function fails for the second request', async () => {
    const tokens = ['first']
    const { requests, fetch } = answering(done)
    const env = connect(fetch, { token: () => tokens.shift() ?? '', name: 'happy-otter-123' })
    const error = await failureOf(env.update(changes))
    const message = expect.stringContaining('nothing was removed')
    expect(error).toMatchObject({ ...PARTIAL, cause: { name: 'InvalidInputError' }, message })
    expect(pathsOf(requests)).toEqual([UPDATE])
  })
})

describe('an update that the caller aborts', () => {
  const reason = new Error('changed my mind')

  test('between the two requests says what was set, with the reason as its cause', async () => {
    const controller = new AbortController()
    const { requests, fetch } = answering(done)
    const env = connect(fetch, { middleware: [{ onResponse: () => controller.abort(reason) }] })
    const error = await failureOf(env.update(changes, { signal: controller.signal }))
    expect(error).toMatchObject({ ...PARTIAL, cause: reason })
    expect(pathsOf(requests)).toEqual([UPDATE])
  })

  test('during the second request says what was set, with the reason as its cause', async () => {
    const controller = new AbortController()
    const answers = [async () => done.clone()]
    const aborted = () => new Promise<Response>(() => controller.abort(reason))
    const { requests, fetch } = recorder(() => (answers.shift() ?? aborted)())
    const error = await failureOf(connect(fetch).update(changes, { signal: controller.signal }))
    const message = expect.stringContaining('they may have been removed')
    expect(error).toMatchObject({ ...PARTIAL, cause: reason, message })
    expect(pathsOf(requests)).toEqual([UPDATE, DELETE])
  })

  test('during the first request rejects with the reason itself, and does not begin the second', async () => {
    const controller = new AbortController()
    const { requests, fetch } = recorder(() => new Promise<never>(() => controller.abort(reason)))
    expect(await failureOf(connect(fetch).update(changes, { signal: controller.signal }))).toBe(reason)
    expect(pathsOf(requests)).toEqual([UPDATE])
  })
})

describe('an update that is not partial', () => {
  test.each([
    ['the values are refused, of which nothing is removed then', changes, 'updateEnvironmentVariables'],
    ['it only removes', [{ name: 'OLD', value: null }], 'deleteEnvironmentVariables'],
    ['it only sets', [{ name: 'NEW', value: 'on' }], 'updateEnvironmentVariables'],
  ])('rejects with its own error where %s', async (_, given, operation) => {
    const { requests, fetch } = answering(failed(403))
    const error = await failureOf(connect(fetch).update(given))
    expect(error).toMatchObject({ name: 'ForbiddenError', operation, outcome: 'rejected' })
    expect(requests).toHaveLength(1)
  })
})
