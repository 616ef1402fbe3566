import { afterEach, describe, expect, test, vi } from 'vitest'
import * as api from '../../src/index.js'
import { fetchFailed } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

afterEach(() => void vi.resetModules())

const KINDS = [
  ['ApiError', api.ApiError, api.DeploymentError],
  ['BadRequestError', api.BadRequestError, api.ApiError],
  ['UnauthorizedError', api.UnauthorizedError, api.ApiError],
  ['ForbiddenError', api.ForbiddenError, api.ApiError],
  ['NotFoundError', api.NotFoundError, api.ApiError],
  ['ConflictError', api.ConflictError, api.ApiError],
  ['RateLimitError', api.RateLimitError, api.ApiError],
  ['ServerError', api.ServerError, api.ApiError],
  ['ConnectionError', api.ConnectionError, api.DeploymentError],
  ['TimeoutError', api.TimeoutError, api.DeploymentError],
  ['UnexpectedResponseError', api.UnexpectedResponseError, api.DeploymentError],
  ['RedirectError', api.RedirectError, api.DeploymentError],
  ['InvalidInputError', api.InvalidInputError, api.DeploymentError],
  ['PartialUpdateError', api.PartialUpdateError, api.DeploymentError],
] as const

describe.each(KINDS)('%s', (name, Kind, Base) => {
  test('has its name, which minification does not change', () => {
    expect(Kind.prototype.name).toBe(name)
  })

  test('stands below its base in one hierarchy', () => {
    expect(Object.getPrototypeOf(Kind)).toBe(Base)
    expect(Kind.prototype).toBeInstanceOf(Error)
  })
})

describe('isDeploymentError', () => {
  const answers: [string, Response | Error][] = [
    ['an error answer', json(null, { status: 404 })],
    ['a lost connection', fetchFailed('ECONNRESET')],
    ['an answer that does not fit', json({})],
    ['a redirect', new Response(null, { status: 302 })],
  ]

  test.each(answers)('knows %s', async (_, answer) => {
    const { fetch } = answering(answer)
    expect(api.isDeploymentError(await failureOf(deployment({ fetch, retry: false }).env.list()))).toBe(true)
  })

  test.each(answers)(
    'knows %s of another copy of the package, which instanceof does not',
    async (_, answer) => {
      vi.resetModules()
      const copy: typeof api = await import('../../src/index.js')
      const { env } = copy.createDeploymentClient({
        token: 'prod:happy-otter-123|secret',
        contract: 'v1',
        fetch: answering(answer).fetch,
        retry: false,
      })
      const error = await failureOf(env.list())
      expect(error).not.toBeInstanceOf(api.DeploymentError)
      expect(api.isDeploymentError(error)).toBe(true)
      expect(copy.isDeploymentError(error)).toBe(true)
    },
  )

  test('knows what is refused before anything is sent', async () => {
    expect(api.isDeploymentError(await failureOf(deployment().env.set({ 'NO NAME': '' })))).toBe(true)
  })

  test.each<[string, unknown]>([
    ['another error', new Error('no')],
    ['an abort', new DOMException('no', 'AbortError')],
    ['an object that looks like one', { name: 'ApiError', message: 'no', outcome: 'unknown', attempts: 1 }],
    ['null', null],
    ['undefined', undefined],
    ['a string', 'ApiError'],
  ])('does not know %s', (_, value) => {
    expect(api.isDeploymentError(value)).toBe(false)
  })
})

describe('an error has no field that says nothing', () => {
  test('where an answer had neither code nor Retry-After', async () => {
    const { fetch } = answering(new Response(null, { status: 404 }))
    const error = await failureOf(deployment({ fetch }).env.list())
    expect(Object.keys(error as object).sort()).toEqual(
      ['attempts', 'headers', 'operation', 'outcome', 'requestId', 'status', 'url'].sort(),
    )
  })

  test('and none that holds a request or a response', async () => {
    const { fetch } = answering(fetchFailed('ECONNRESET'))
    const error = await failureOf(deployment({ fetch, retry: false }).env.list())
    expect(Object.keys(error as object).sort()).toEqual(
      ['attempts', 'code', 'operation', 'outcome', 'requestId', 'url'].sort(),
    )
  })
})

test('an input that is refused before its request is made tells the operation', async () => {
  const changes = [
    { name: 'GOOD', value: 'x' },
    { name: 'BAD-NAME', value: null },
  ]
  expect(await failureOf(deployment().env.update(changes))).toMatchObject({
    operation: 'updateEnvironmentVariables',
    outcome: 'not-sent',
  })
})

test('an error as JSON tells its name, message and fields', async () => {
  const { fetch } = answering(json({ code: 'ACode', message: 'no' }, { status: 409 }))
  const error = await failureOf(deployment({ fetch }).env.list())
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'ConflictError',
    message: 'listEnvironmentVariables failed with 409 ACode: no.',
    operation: 'listEnvironmentVariables',
    url: 'https://happy-otter-123.convex.cloud/api/v1',
    outcome: 'rejected',
    requestId: expect.any(String),
    attempts: 1,
    status: 409,
    code: 'ACode',
    headers: { 'content-type': 'application/json' },
  })
})
