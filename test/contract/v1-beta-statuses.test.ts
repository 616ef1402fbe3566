import { readFile } from 'node:fs/promises'
import { inspect } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import {
  BadRequestError,
  createDeploymentClient,
  type DeploymentClient,
  ForbiddenError,
  UnauthorizedError,
} from '../../src/index.js'
import { recorder } from '../support/recorder.js'

const token = 'dev:happy-otter-123|s3cr3t-token'
const url = inject('mocks').v1Beta

/** A client whose every request asks the mock for one status of the document. */
function answeredWith(status: number) {
  const { requests, fetch } = recorder()
  const headers = { prefer: `code=${status}` }
  const deployment = createDeploymentClient({ url, token, fetch, headers, contract: 'v1-beta' })
  return { deployment, requests }
}

const CALLS = {
  listEnvironmentVariables: ({ env }: DeploymentClient) => env.list(),
  updateEnvironmentVariables: ({ env }: DeploymentClient) => env.set({ LOG_LEVEL: 's3cr3t-value' }),
  deleteEnvironmentVariables: ({ env }: DeploymentClient) => env.unset(['LOG_LEVEL']),
}

const RAW_CALLS = {
  listEnvironmentVariables: ({ raw }: DeploymentClient) => raw.v1Beta.POST('/list_environment_variables'),
  updateEnvironmentVariables: ({ raw }: DeploymentClient) =>
    raw.v1Beta.POST('/update_environment_variables', {
      body: { changes: [{ name: 'LOG_LEVEL', value: 's3cr3t-value' }] },
    }),
  deleteEnvironmentVariables: ({ raw }: DeploymentClient) =>
    raw.v1Beta.POST('/delete_environment_variables', { body: { names: ['LOG_LEVEL'] } }),
}

const SUCCESSES = [
  ['listEnvironmentVariables', 200, [{ name: 'DATABASE_URL', value: 'https://db.example.com/mydb' }]],
  ['updateEnvironmentVariables', 200, undefined],
  ['deleteEnvironmentVariables', 200, undefined],
] as const

const FAILURES = [
  ['listEnvironmentVariables', 401, UnauthorizedError],
  ['listEnvironmentVariables', 403, ForbiddenError],
  ['updateEnvironmentVariables', 400, BadRequestError],
  ['updateEnvironmentVariables', 401, UnauthorizedError],
  ['updateEnvironmentVariables', 403, ForbiddenError],
  ['deleteEnvironmentVariables', 400, BadRequestError],
  ['deleteEnvironmentVariables', 401, UnauthorizedError],
  ['deleteEnvironmentVariables', 403, ForbiddenError],
] as const

describe('through the facade', () => {
  test.each(SUCCESSES)('%s answered with %i resolves', async (operation, status, result) => {
    const { deployment, requests } = answeredWith(status)
    expect(await CALLS[operation](deployment)).toEqual(result)
    expect(requests).toHaveLength(1)
  })

  test.each(FAILURES)('%s answered with %i rejects with its own error', async (operation, status, kind) => {
    const { deployment, requests } = answeredWith(status)
    const error: unknown = await CALLS[operation](deployment).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(kind)
    expect(error).toMatchObject({
      name: kind.name,
      message: expect.stringMatching(`^${operation} failed with ${status}\\.`),
      operation,
      status,
      url: `${url}/api/v1`,
      outcome: 'rejected',
      attempts: 1,
      requestId: requests[0]?.headers['convex-request-id'],
    })
    expect(inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error)).not.toContain('s3cr3t')
    expect(requests).toHaveLength(1)
  })
})

describe('through the raw client', () => {
  test.each(SUCCESSES)('%s answered with %i resolves', async (operation, status, data) => {
    const { deployment, requests } = answeredWith(status)
    const result = await RAW_CALLS[operation](deployment)
    expect(result.data).toEqual(data)
    expect(result.response.status).toBe(status)
    expect(requests).toHaveLength(1)
  })

  test.each(FAILURES)('%s answered with %i rejects as the facade does', async (operation, status, kind) => {
    const { deployment, requests } = answeredWith(status)
    const error: unknown = await RAW_CALLS[operation](deployment).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(kind)
    expect(error).toMatchObject({ operation, status, outcome: 'rejected', attempts: 1 })
    expect(inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error)).not.toContain('s3cr3t')
    expect(requests).toHaveLength(1)
  })
})

describe('the tests above', () => {
  test('miss no operation and no status of the document', async () => {
    const document = parse(await readFile('openapi/v1-beta.yaml', 'utf8'))
    const operations = Object.values<Record<string, { operationId: string; responses: object }>>(
      document.paths,
    )
    const documented = operations
      .flatMap(item => Object.values(item))
      .flatMap(({ operationId, responses }) =>
        Object.keys(responses).map(status => `${operationId} ${status}`),
      )
    const tested = [...SUCCESSES, ...FAILURES].map(([operation, status]) => `${operation} ${status}`)
    expect(tested.toSorted()).toEqual(documented.toSorted())
  })

  const authorization = `Convex ${token}`
  const json = 'application/json'

  test.each([
    ['no token', '/list_environment_variables', {}, null, 401],
    ['no body', '/update_environment_variables', { authorization }, null, 400],
    ['no changes', '/update_environment_variables', { authorization, 'content-type': json }, '{}', 400],
    [
      'no value',
      '/update_environment_variables',
      { authorization, 'content-type': json },
      '{"changes":[{"name":"A"}]}',
      400,
    ],
    [
      'a bad name',
      '/update_environment_variables',
      { authorization, 'content-type': json },
      '{"changes":[{"name":"A-B","value":""}]}',
      400,
    ],
    ['no names', '/delete_environment_variables', { authorization, 'content-type': json }, '{}', 400],
    ['another path', '/environment_variables', { authorization }, null, 404],
  ])('run against a mock that refuses a request with %s', async (_, path, headers, body, status) => {
    const response = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers: headers as never, body })
    expect(response.status).toBe(status)
  })
})
