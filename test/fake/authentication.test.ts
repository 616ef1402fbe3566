import { describe, expect, test } from 'vitest'
import { createFakeDeployment, type FakeKey } from '../../src/fake/index.js'
import { asking } from './asking.js'

const LIST = 'GET /list_environment_variables'
const jwt = (payload: object) => `e30.${btoa(JSON.stringify(payload))}.x`

describe('every wrong way to authenticate has its own answer', () => {
  test.each([
    ['no header', '(none)', 403, 'BadDeployKey'],
    ['a header that is too short', 'Convex', 400, 'InvalidHeaderFailure'],
    ['bytes that are no ASCII', 'Convex kéy', 400, 'HeaderParseFailure'],
    ['a raw key', 'dev:happy-otter-123|key', 400, 'InvalidAdminKey'],
    ['another scheme', 'Basic dXNlcjpwYXNz', 400, 'InvalidAdminKey'],
    ['a deploy key as bearer', 'Bearer dev:happy-otter-123|key', 401, 'InvalidAuthHeader'],
    ['a JWT of no known issuer', `Bearer ${jwt({ iss: 'https://other.example' })}`, 401, 'NoAuthProvider'],
    ["an end user's JWT", `Bearer ${jwt({ iss: 'https://users.example' })}`, 403, 'BadDeployKey'],
    ['a key that nobody made', 'Convex dev:happy-otter-123|nonsense', 401, 'BadAdminKey'],
    ['a key of another deployment', 'Convex dev:calm-fox-7|key', 401, 'BadAdminKey'],
    ['a key that has expired', 'Convex dev:happy-otter-123|old', 401, 'BadAdminKey'],
    ['a colon and no bar', 'Convex name:garbage', 400, 'HeaderParseFailure'],
  ])('%s', async (_, authorization, status, code) => {
    const { ask, fake } = asking({ keys: [{ token: 'dev:happy-otter-123|old', expiresAt: 1 }] })
    fake.state.issuers = ['https://users.example']
    const answer = await ask(LIST, undefined, { headers: { authorization } })
    expect(answer).toMatchObject({ status, body: { code } })
  })
})

test('the case of the scheme and the prefix of the key make no difference, and a query can hold the key', async () => {
  const { ask, fake } = asking()
  const status = async (authorization: string, query = '') =>
    (await ask(`${LIST}${query}`, undefined, { headers: { authorization } })).status
  expect(await status(`convex ${fake.token}`)).toBe(200)
  expect(await status(`CONVEX ${fake.token.replace('dev:', '')}`)).toBe(200)
  expect(await status('(none)', `?adminKey=${encodeURIComponent(fake.token)}`)).toBe(200)
})

describe('a key may do what its permissions say', () => {
  const permitted = (permissions: NonNullable<FakeKey['permissions']>) => {
    const { ask } = asking({ keys: [{ token: 'dev:happy-otter-123|some', permissions }] })
    const init = { headers: { authorization: 'Convex dev:happy-otter-123|some' } }
    return (route: string, body?: unknown) => ask(route, body, init)
  }

  test('and nothing else, by the name of the permission', async () => {
    const ask = permitted(['deployment:env:write'])
    expect(await ask('POST /update_environment_variables', { changes: [] })).toMatchObject({ status: 200 })
    expect(await ask(LIST)).toMatchObject({
      status: 403,
      body: { code: 'OperationNotPermitted', message: expect.stringContaining('(deployment:env:view)') },
    })
  })

  test('a read-only one reads', async () => {
    const ask = permitted('read-only')
    expect(await ask(LIST)).toMatchObject({ status: 200 })
    expect(await ask('GET /deployment_info')).toMatchObject({ status: 200 })
    expect(await ask('POST /pause_deployment')).toMatchObject({ status: 403 })
  })

  test('canonical URLs are read with any', async () => {
    expect(await permitted(['deployment:pause'])('GET /get_canonical_urls')).toMatchObject({ status: 200 })
  })
})

test('an administrator who acts as somebody else reads, and does not write', async () => {
  const { ask, fake } = asking()
  const init = { headers: { authorization: `Convex ${fake.token}:${btoa('{"tokenIdentifier":"user"}')}` } }
  expect(await ask(LIST, undefined, init)).toMatchObject({ status: 200 })
  expect(await ask('POST /pause_deployment', undefined, init)).toMatchObject({
    status: 403,
    body: { code: 'SystemIdentityRequired' },
  })
})

test('a key without permissions is refused: inside a deployment an empty list permits all', () => {
  const keys = [{ token: 'dev:happy-otter-123|some', permissions: [] }]
  expect(() => createFakeDeployment({ keys })).toThrow(/`permissions` of a key are empty/)
})

test('whose key it was is in the audit log, with the address and the agent', async () => {
  const actor = { kind: 'token', token_id: 7, member_id: 1, client_id: null } as const
  const { ask, fake } = asking({ keys: [{ token: 'dev:happy-otter-123|some', actor }] })
  const headers = {
    authorization: 'Convex dev:happy-otter-123|some',
    'x-forwarded-for': '203.0.113.7, 10.0.0.1',
    'user-agent': 'otter/1.0',
  }
  await ask('POST /pause_deployment', undefined, { headers })
  expect(fake.state.auditLog).toMatchObject([
    { actor, clientIp: '203.0.113.7', clientUserAgent: 'otter/1.0' },
  ])
})

describe('checks come in the order of a deployment', () => {
  const anonymous = { headers: { authorization: '(none)' } }
  const wrong = { headers: { authorization: 'Convex wrong' } }
  test.each([
    ['routing before the key', 'GET /nowhere', undefined, wrong, 404],
    ['the method before the key', 'GET /pause_deployment', undefined, wrong, 405],
    ['a wrong key before a bad body', 'POST /update_environment_variables', '{', wrong, 401],
    ['a bad body before a missing key', 'POST /update_environment_variables', '{', anonymous, 400],
    ['a missing key before the rules', 'POST /unpause_deployment', undefined, anonymous, 403],
    ['a bad query before a missing key', 'GET /list_audit_log_events', undefined, anonymous, 400],
    ['a wrong key before a bad query', 'GET /list_audit_log_events', undefined, wrong, 401],
    ['but for active syncs a bad query first', 'GET /data/list_active_syncs?limit=x', undefined, wrong, 400],
  ])('%s', async (_, route, body, init, status) => {
    expect(await asking().ask(route, body, init)).toMatchObject({ status })
  })
})
