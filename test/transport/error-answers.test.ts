import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  ApiError,
  BadRequestError,
  ConflictError,
  DeploymentError,
  ForbiddenError,
  NotFoundError,
  RateLimitError,
  ServerError,
  UnauthorizedError,
} from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const failWith = (answer: Response) =>
  failureOf(deployment({ fetch: answering(answer).fetch, retry: false }).env.list())

/** The codes that the document has for a plan without a feature. */
const PLAN_GATES = new Set(readFileSync('openapi/v1.yaml', 'utf8').match(/(?<=x-plan-gate: )\w+/g))

const CLASSES: [status: number, kind: new (...given: never) => ApiError, name: string][] = [
  [400, BadRequestError, 'BadRequestError'],
  [401, UnauthorizedError, 'UnauthorizedError'],
  [403, ForbiddenError, 'ForbiddenError'],
  [404, NotFoundError, 'NotFoundError'],
  [409, ConflictError, 'ConflictError'],
  [421, ApiError, 'ApiError'],
  [429, RateLimitError, 'RateLimitError'],
  [499, ApiError, 'ApiError'],
  [500, ServerError, 'ServerError'],
  [501, ServerError, 'ServerError'],
  [502, ServerError, 'ServerError'],
  [503, ServerError, 'ServerError'],
  [599, ServerError, 'ServerError'],
]

const BODIES: [body: string, text: string | null][] = [
  ['nothing', null],
  ['an empty text', ''],
  ['null', 'null'],
  ['a string', '"no"'],
  ['a number', '42'],
  ['an array', '[{"code":"Inner","message":"no"}]'],
  ['an empty object', '{}'],
  ['HTML', '<html><title>Sign in</title></html>'],
  ['truncated JSON', '{"code":"BadJsonBody","mess'],
  ['JSON and more', '{"code":"BadJsonBody"} trailing'],
  ['code and message that are no strings', '{"code":42,"message":{"text":"no"}}'],
  ['code and message that are null', '{"code":null,"message":null}'],
  ['an empty code and message', '{"code":"","message":""}'],
  ['a message of white space', '{"message":" \\n\\t "}'],
  ['a nested error', '{"error":{"code":"Inner","message":"no"}}'],
]

describe.each(CLASSES)('a %i', (status, Kind, name) => {
  test('with a code and a message tells both', async () => {
    const error = await failWith(json({ code: 'ACode', message: 'It cannot be' }, { status }))
    expect(error).toBeInstanceOf(Kind)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toBeInstanceOf(DeploymentError)
    expect(error).toMatchObject({
      name,
      status,
      code: 'ACode',
      operation: 'listEnvironmentVariables',
      url: 'https://happy-otter-123.convex.cloud/api/v1',
      attempts: 1,
      message: expect.stringMatching(
        new RegExp(`^listEnvironmentVariables failed with ${status} ACode: It cannot be\\.`),
      ),
    })
  })
})

describe.each([400, 429, 502])('a %i', status => {
  test.each(BODIES)('with %s has neither code nor message of the server', async (_, text) => {
    const error = await failWith(new Response(text, { status }))
    expect(error).toMatchObject({
      status,
      message: expect.stringMatching(new RegExp(`^listEnvironmentVariables failed with ${status}\\.( |$)`)),
    })
    expect(error).not.toHaveProperty('code')
    expect(error).not.toHaveProperty('retryAfterMs')
  })
})

describe('a code', () => {
  test.each(['A', 'EnvVarLimitMet', 'snake_case', 'With9Digits', 'constructor', `A${'b'.repeat(63)}`])(
    'that is an identifier is taken over: %s',
    async code => {
      expect(await failWith(json({ code, message: 'no' }, { status: 400 }))).toMatchObject({ code })
    },
  )

  test.each([
    '9Lives',
    '_private',
    'with space',
    'with-hyphen',
    'line\nbreak',
    'Ünicode',
    'A;B',
    'Trailing\n',
    `A${'b'.repeat(64)}`,
  ])('that is none is left out: %j', async code => {
    const error = await failWith(json({ code, message: 'no' }, { status: 400 }))
    expect(error).not.toHaveProperty('code')
    expect(error).toMatchObject({ message: 'listEnvironmentVariables failed with 400: no.' })
  })
})

describe('a message', () => {
  test.each([
    ['gets a full stop', 'no', 'no.'],
    ['keeps its full stop', 'no.', 'no.'],
    ['gets one also where it has one within', 'no. 7 is bad', 'no. 7 is bad.'],
    ['keeps its exclamation mark', 'no!', 'no!'],
    ['keeps its question mark', 'really?', 'really?'],
    ['loses white space around it', '  no \n', 'no.'],
    ['is one line', 'one\ntwo\r\nthree\tfour', 'one two three four.'],
    ['loses escape sequences', 'a\u001b[31mred\u001b[0m', 'a [31mred [0m.'],
    ['loses bells, deletes and C1 controls', 'a\u0007b\u007fc\u009bd', 'a b c d.'],
    ['loses NUL', 'a\u0000b', 'a b.'],
    ['loses line and paragraph separators', 'a\u2028b\u2029c', 'a b c.'],
    ['keeps any script', 'größer als 8 KiB: 変数 🚀', 'größer als 8 KiB: 変数 🚀.'],
    ['of 400 characters is whole', 'x'.repeat(400), `${'x'.repeat(400)}.`],
    ['of more is cut', 'x'.repeat(401), `${'x'.repeat(400)}…`],
  ])('%s', async (_, message, shown) => {
    const error = await failWith(json({ code: 'ACode', message }, { status: 400 }))
    expect(error).toMatchObject({ message: `listEnvironmentVariables failed with 400 ACode: ${shown}` })
  })

  test('that is cut is well-formed', async () => {
    const error = await failWith(json({ message: `${'x'.repeat(399)}🚀🚀` }, { status: 400 }))
    expect(error).toMatchObject({
      message: `listEnvironmentVariables failed with 400: ${'x'.repeat(399)}🚀…`,
    })
  })
})

describe('what to do next is said', () => {
  test.each([
    [401, 'Use a valid key of this deployment.'],
    [403, 'Use a token that may do this on this deployment.'],
    [404, 'Check the `name`, `region` or `url`'],
    [405, 'Check the contract.'],
    [429, 'Try again later.'],
  ])('for a %i', async (status, advice) => {
    const error = await failWith(new Response(null, { status }))
    expect(error).toMatchObject({ message: expect.stringContaining(advice) })
  })

  test.each(['LogStreamDoesntExist', 'UsageLimitNotFound', 'DataSyncNotFound'])(
    'for an id of nothing, %s',
    async code => {
      const error = await failWith(json({ code, message: 'Gone' }, { status: 404 }))
      expect(error).toHaveProperty(
        'message',
        `listEnvironmentVariables failed with 404 ${code}: Gone. Check the id.`,
      )
    },
  )

  test.each([...PLAN_GATES, 'AuditLogsTooOld', 'CustomAuditLogsInLogStreamsNotEnabled'])(
    'for a plan without the feature, %s: another token would not help',
    async code => {
      const error = await failWith(json({ code, message: 'Upgrade' }, { status: 403 }))
      const advice = {
        AuditLogsTooOld: 'Begin at a later `from`, or check the plan.',
        AuditLogsDisabled: 'Check the plan; a self-hosted deployment has no audit log.',
      }
      const next = Object.entries(advice).find(([known]) => known === code)?.[1] ?? 'Check the plan.'
      expect(error).toHaveProperty(
        'message',
        `listEnvironmentVariables failed with 403 ${code}: Upgrade. ${next}`,
      )
    },
  )

  test('and for a 400 nothing', async () => {
    expect(await failWith(new Response(null, { status: 400 }))).toHaveProperty(
      'message',
      'listEnvironmentVariables failed with 400.',
    )
  })
})

test('of the headers only those that help and hold no secret are kept', async () => {
  const headers = {
    allow: 'GET,HEAD',
    'cf-ray': '8f-FRA',
    'content-type': 'text/html',
    'retry-after': '3',
    'allow-other': 'x',
    'x-allow': 'x',
    'x-convex-deprecation-state': 'UpgradeRequired',
    server: 'cloudflare',
    'set-cookie': 'session=abc',
    'www-authenticate': 'Basic realm="x"',
    'x-convex-deprecation-message': 'Upgrade',
    'x-powered-by': 'something',
  }
  const error = await failWith(new Response(null, { status: 405, headers }))
  expect(error).toHaveProperty('headers', {
    allow: 'GET,HEAD',
    'cf-ray': '8f-FRA',
    'content-type': 'text/html',
    'retry-after': '3',
    'x-convex-deprecation-state': 'UpgradeRequired',
    'x-convex-deprecation-message': 'Upgrade',
  })
})
