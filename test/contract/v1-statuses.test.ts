import { describe, expect, inject, test } from 'vitest'
import type { DeploymentClient } from '../../src/index.js'
import * as errors from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { recorder } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const ID = 'kd7a2vq9m4x8s1f6t3bz5nwe0hj2gr9c'

/** A client that asks the mock for one status of the document. */
function client(status: number) {
  const { requests, fetch } = recorder()
  const headers = { prefer: `code=${status}` }
  const v1 = deployment({ url: inject('mocks').v1, contract: 'v1', fetch, retry: false, headers })
  return { v1, requests }
}

const OPERATIONS: readonly [operation: string, call: (v1: DeploymentClient) => Promise<unknown>][] = [
  ['listEnvironmentVariables', v1 => v1.env.list()],
  ['updateEnvironmentVariables', v1 => v1.env.update([{ name: 'A', value: null }])],
  ['updateCanonicalUrl', v1 => v1.canonicalUrls.reset('convexSite')],
  ['getLogStream', v1 => v1.logStreams.get(ID)],
  [
    'createLogStream',
    v1 => v1.logStreams.create({ logStreamType: 'sentry', dsn: 'https://k@example.com/1' }),
  ],
  ['rotateWebhookSecret', v1 => v1.logStreams.rotateSecret(ID)],
  ['listAuditLogEvents', v1 => v1.auditLog.page({ from: 0 })],
  ['pauseDeployment', v1 => v1.pause()],
  ['dataSync', v1 => v1.dataSync.pages().next()],
]

describe.each(OPERATIONS)('%s', (operation, call) => {
  test.each([
    [400, errors.BadRequestError, 'BadJsonBody', 'rejected'],
    [401, errors.UnauthorizedError, 'BadAdminKey', 'rejected'],
    [403, errors.ForbiddenError, 'OperationNotPermitted', 'rejected'],
    [404, errors.NotFoundError, 'LogStreamDoesntExist', 'rejected'],
    [429, errors.RateLimitError, 'InternalServerError', 'rejected'],
    [500, errors.ServerError, 'InternalServerError', 'unknown'],
    [503, errors.ServerError, 'OptimisticConcurrencyControlFailure', 'rejected'],
  ])('throws its own error for a %i with a code', async (status, kind, code, outcome) => {
    const { v1, requests } = client(status)
    const error = await failureOf(call(v1))
    expect(error).toBeInstanceOf(kind)
    expect(error).toMatchObject({ operation, status, code, outcome, attempts: 1 })
    expect(error).toHaveProperty('requestId', requests[0]?.headers['convex-request-id'])
    expect(error).toHaveProperty('url', `${inject('mocks').v1}/api/v1`)
  })

  test.each([
    [405, 'rejected'],
    [408, 'unknown'],
  ])('throws an error without a code for the empty %i', async (status, outcome) => {
    const { v1 } = client(status)
    const error = await failureOf(call(v1))
    expect(error).toBeInstanceOf(errors.ApiError)
    expect(error).toMatchObject({ operation, status, outcome, attempts: 1 })
    expect(error).not.toHaveProperty('code')
  })
})

test('createLogStream throws a ConflictError for a 409', async () => {
  const { v1 } = client(409)
  const error = await failureOf(
    v1.logStreams.create({ logStreamType: 'sentry', dsn: 'https://k@example.com/1' }),
  )
  expect(error).toBeInstanceOf(errors.ConflictError)
  expect(error).toMatchObject({
    operation: 'createLogStream',
    status: 409,
    code: 'LogStreamAlreadyExists',
    outcome: 'rejected',
    message: expect.stringContaining('There already is a log stream of this kind.'),
  })
})

test.each([
  [404, errors.NotFoundError],
  [405, errors.ApiError],
  [408, errors.ApiError],
])('a deployment answers %i with no body, and no content type', async (status, kind) => {
  const fetch = async () => new Response(null, { status })
  const v1 = deployment({ contract: 'v1', fetch, retry: false })
  const error = await failureOf(v1.info())
  expect(error).toBeInstanceOf(kind)
  expect(error).toMatchObject({ operation: 'getDeploymentInfo', status, headers: {} })
  expect(error).not.toHaveProperty('code')
})

test('a token is needed: the mock refuses a request without one', async () => {
  const response = await fetch(`${inject('mocks').v1}/api/v1/deployment_info`)
  expect(response.status).toBe(401)
})
