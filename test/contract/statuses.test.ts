import { readFile } from 'node:fs/promises'
import { inspect } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import * as errors from '../../src/index.js'
import { OPERATIONS, sendRaw } from '../support/calls.js'
import { deployment, SECRET } from '../support/deployment.js'
import { recorder } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const KINDS: { readonly [status: number]: [kind: typeof errors.ApiError, outcome: errors.Outcome] } = {
  400: [errors.BadRequestError, 'rejected'],
  401: [errors.UnauthorizedError, 'rejected'],
  403: [errors.ForbiddenError, 'rejected'],
  404: [errors.NotFoundError, 'rejected'],
  405: [errors.ApiError, 'rejected'],
  408: [errors.ApiError, 'unknown'],
  409: [errors.ConflictError, 'rejected'],
  421: [errors.ApiError, 'rejected'],
  425: [errors.ApiError, 'rejected'],
  429: [errors.RateLimitError, 'rejected'],
  500: [errors.ServerError, 'unknown'],
  503: [errors.ServerError, 'rejected'],
}

/** Every status but success that the documents have for an operation, and whether its answer has a body. */
const DOCUMENTED = await Promise.all(
  (['v1', 'v1-beta'] as const).map(async contract => {
    const { paths, components } = parse(await readFile(`openapi/${contract}.yaml`, 'utf8'))
    return OPERATIONS.filter(operation => operation.contract === contract).flatMap(operation => {
      const [method = '', path = ''] = operation.route.split(' ')
      const { responses } = paths[path][method.toLowerCase()]
      return Object.entries<{ $ref?: string; content?: object }>(responses)
        .filter(([status]) => status !== '200')
        .map(([status, response]) => {
          const { content } = components?.responses?.[response.$ref?.split('/').at(-1) ?? ''] ?? response
          return {
            operation,
            contract,
            id: operation.id,
            status: Number(status),
            isCoded: content !== undefined,
          }
        })
    })
  }),
).then(contracts => contracts.flat())

/** A client that asks the mock for one status of the document. */
function answeredWith(contract: 'v1' | 'v1-beta', status: number) {
  const { requests, fetch } = recorder()
  const url = inject('mocks')[contract === 'v1' ? 'v1' : 'v1Beta']
  const headers = { prefer: `code=${status}` }
  return { client: deployment({ url, contract, fetch, retry: false, headers }), url, requests }
}

test.each(DOCUMENTED)(
  '$id of $contract, answered with $status, throws its own error',
  async ({ operation, contract, status, isCoded }) => {
    const [kind, outcome] = KINDS[status] ?? []
    const { client, url, requests } = answeredWith(contract, status)
    const error = await failureOf(operation.methods[0].call(client))
    expect(error).toBeInstanceOf(kind)
    expect(error).toMatchObject({
      operation: operation.id,
      status,
      outcome,
      attempts: 1,
      url: `${url}/api/v1`,
      requestId: requests[0]?.headers['convex-request-id'],
      message: expect.stringContaining(`${operation.id} failed with ${status}`),
    })
    expect(Reflect.has(Object(error), 'code')).toBe(isCoded)
    const printed = inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error)
    expect(printed).not.toMatch(new RegExp(`${SECRET}|value-of-a`))
    expect(requests).toHaveLength(1)
  },
)

test.each(OPERATIONS)('the path client throws as the method of $id of $contract does', async operation => {
  const { client } = answeredWith(operation.contract, 403)
  const error = await failureOf(sendRaw(client.raw[operation.contract === 'v1' ? 'v1' : 'v1Beta'], operation))
  expect(error).toBeInstanceOf(errors.ForbiddenError)
  expect(error).toMatchObject({ operation: operation.id, status: 403, outcome: 'rejected', attempts: 1 })
})

test('a code that tells more is told, with the message of the deployment', async () => {
  const { logStreams } = answeredWith('v1', 409).client
  const error = await failureOf(logStreams.create({ logStreamType: 'sentry', dsn: 'https://k@a.example/1' }))
  expect(error).toMatchObject({
    code: 'LogStreamAlreadyExists',
    message: expect.stringContaining('There already is a log stream of this kind.'),
  })
})

test.each([
  [404, errors.NotFoundError],
  [405, errors.ApiError],
  [408, errors.ApiError],
])('a deployment answers %i with no body, and no content type', async (status, kind) => {
  const error = await failureOf(
    deployment({ fetch: async () => new Response(null, { status }), retry: false }).info(),
  )
  expect(error).toBeInstanceOf(kind)
  expect(error).toMatchObject({ operation: 'getDeploymentInfo', status, headers: {} })
  expect(error).not.toHaveProperty('code')
})

describe('the mock refuses a request with', () => {
  const json = { authorization: 'Convex key', 'content-type': 'application/json' }
  test.each([
    ['no token', 'v1', 'GET /deployment_info', {}, null, 401],
    ['no token, under the published contract', 'v1Beta', 'POST /list_environment_variables', {}, null, 401],
    ['no body', 'v1Beta', 'POST /update_environment_variables', { authorization: 'Convex key' }, null, 400],
    ['no changes', 'v1Beta', 'POST /update_environment_variables', json, '{}', 400],
    ['no value', 'v1Beta', 'POST /update_environment_variables', json, '{"changes":[{"name":"A"}]}', 400],
    ['no names', 'v1Beta', 'POST /delete_environment_variables', json, '{}', 400],
    ['another path', 'v1', 'POST /environment_variables', json, null, 404],
  ] as const)('%s', async (_, mock, route, headers, body, status) => {
    const [method = '', path] = route.split(' ')
    const response = await fetch(`${inject('mocks')[mock]}/api/v1${path}`, {
      method,
      headers: { ...headers },
      body,
    })
    expect(response.status).toBe(status)
  })
})
