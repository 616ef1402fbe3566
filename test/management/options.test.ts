import { expect, test } from 'vitest'
import { InvalidInputError } from '../../src/index.js'
import { createManagementClient } from '../../src/management/index.js'
import { answering, json } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const { create }: { create(options: object): unknown } = { create: createManagementClient }
const TOKEN = 'eyJ0b2tlbiI6Im9mLXRoZS10ZXN0cyJ9'

function refusalOf(options: object): InvalidInputError {
  try {
    create({ token: TOKEN, ...options })
  } catch (error) {
    if (error instanceof InvalidInputError) return error
    throw error
  }
  throw new Error('It was not refused.')
}

test.each([
  ['of a production deployment', 'prod:happy-otter-123|s3cr3t'],
  ['of a development deployment', 'dev:happy-otter-123|s3cr3t'],
  ['of one preview', 'preview:happy-otter-123|s3cr3t'],
  ['of all previews of a project', 'preview:otters:otter-pond|s3cr3t'],
  ['of a self-hosted deployment', 'my-deployment|01s3cr3t'],
])('a deploy key %s is refused before anything is sent', (_, token) => {
  const { message, option } = refusalOf({ token })
  expect(option).toBe('token')
  expect(message).toMatch(/deploy key.*team access token.*createDeploymentClient/)
  expect(message).not.toContain('s3cr3t')
})

test('a deploy key that a function gives is refused as well', async () => {
  const { requests, fetch } = answering(json({}))
  const management = createManagementClient({ token: async () => 'prod:happy-otter-123|s3cr3t', fetch })
  const error = await failureOf(management.token.details())
  expect(error).toMatchObject({ name: 'InvalidInputError', outcome: 'not-sent' })
  expect(requests).toEqual([])
})

test.each([
  ['a team access token', TOKEN],
  ['a token of an OAuth application for a team', 'team:otters|s3cr3tAAAA=='],
  ['a token of an OAuth application for a project', 'project:otters:otter-pond|s3cr3tAAAA=='],
])('%s goes to the management API as a bearer token', async (_, token) => {
  const { requests, fetch } = answering(
    json({ type: 'teamToken', id: 1, name: 'x', createTime: 1, teamId: 12 }),
  )
  await createManagementClient({ token, fetch }).token.details()
  expect(requests).toMatchObject([
    { url: 'https://api.convex.dev/v1/token_details', headers: { authorization: `Bearer ${token}` } },
  ])
})

test.each([
  ['no address', 'api.convex.dev', 'must be an address'],
  ['a path', 'https://api.convex.dev/v2', 'must be an origin'],
  ['a query', 'https://api.convex.dev/v1?x=1', 'must be an origin'],
  ['credentials', 'https://me:s3cr3t@api.convex.dev', 'must not hold credentials'],
  ['plain HTTP to another host', 'http://api.convex.dev', 'plain http'],
  ['the address of a deployment', 'https://happy-otter-123.convex.cloud', 'is that of a deployment'],
  ['the site of a deployment', 'https://happy-otter-123.convex.site', 'is that of a deployment'],
  ['a host that ends with a dot', 'https://api.convex.dev./', 'ends with a dot'],
])('an address with %s is refused', (_, url, message) => {
  const error = refusalOf({ url })
  expect(error.message).toContain(message)
  expect(error.message).not.toContain('s3cr3t')
})

test.each([
  'https://api.convex.dev',
  'https://api.convex.dev/v1/',
  'http://127.0.0.1:4010',
  'http://[::1]:1/v1',
])('the address %s is accepted', url => {
  expect(createManagementClient({ token: TOKEN, url }).url).toBe(new URL(url).origin)
})

test.each([
  [{ urll: 'x' }, 'Did you mean `url`?'],
  [{ name: 'happy-otter-123' }, 'is not an option of a management client'],
  [{ headers: { Authorization: 'x' } }, 'must not hold `Authorization`'],
  [{ timeout: 0 }, '`timeout` must be'],
  [{ token: undefined }, 'must be a string'],
])('the options %j are refused', (options, message) => {
  expect(refusalOf(options).message).toContain(message)
})

test('the advice of an error is about the management API', async () => {
  const { fetch } = answering(json({ code: 'AccessTokenInvalid', message: 'No.' }, { status: 401 }))
  const error = await failureOf(createManagementClient({ token: TOKEN, fetch }).token.details())
  expect(error).toMatchObject({
    name: 'UnauthorizedError',
    message:
      'getTokenDetails failed with 401 AccessTokenInvalid: No. Use a valid team, personal or OAuth token.',
  })
})

test('a login page in the place of the management API is no answer', async () => {
  const { fetch } = answering(new Response('<html>'))
  const error = await failureOf(createManagementClient({ token: TOKEN, fetch }).token.details())
  expect(error).toMatchObject({
    name: 'UnexpectedResponseError',
    message: expect.stringContaining('Check that the `url` is the management API'),
  })
})

test('an id that JavaScript would round is not read as another', async () => {
  const body = '{"type":"teamToken","id":1,"name":"x","createTime":1,"teamId":9007199254740993}'
  const { fetch } = answering(new Response(body))
  const error = await failureOf(createManagementClient({ token: TOKEN, fetch }).token.details())
  expect(error).toMatchObject({
    message: expect.stringContaining('/teamId must be at most 9007199254740991'),
  })
})
