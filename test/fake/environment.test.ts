import { describe, expect, test } from 'vitest'
import { asking } from './asking.js'

const UPDATE = 'POST /update_environment_variables'
const LIST = 'GET /list_environment_variables'

const set = (...entries: [string, string | null][]) => ({
  changes: entries.map(([name, value]) => ({ name, value })),
})
const many = (count: number, bytes: number) =>
  set(...Array.from({ length: count }, (_, i): [string, string] => [`N${i}`, 'x'.repeat(bytes)]))

test('what was set is listed, by the bytes of its name, and the answer to setting is empty', async () => {
  const { ask } = asking()
  const updated = await ask(UPDATE, set(['b', '2'], ['B', '1'], ['_', '3'], ['EMPTY', '']))
  const listed = await ask(LIST)
  expect(updated).toMatchObject({ status: 200, body: '' })
  expect(updated.headers.get('content-length')).toBe('0')
  expect(JSON.stringify(listed.body)).toBe('{"environmentVariables":{"B":"1","EMPTY":"","_":"3","b":"2"}}')
})

test('a value that is null or absent removes', async () => {
  const { ask, fake } = asking({ environmentVariables: { A: '1', B: '2', C: '3' } })
  await ask(UPDATE, { changes: [{ name: 'A', value: null }, { name: 'B' }, { name: 'MISSING' }] })
  expect([...fake.state.environmentVariables]).toEqual([['C', '3']])
})

const A = (...values: (string | null)[]) => values.map((value): [string, string | null] => ['A', value])

test.each<[string, [string, string | null][], object]>([
  ['the greatest of several values stays, whatever their order', A('2', '10'), { A: '2' }],
  ['order is that of bytes of UTF-8, not of UTF-16', A('\u{ff5e}', '\u{1f600}'), { A: '\u{1f600}' }],
  ['a variable that is removed and set ends up set', A('new', null), { A: 'new' }],
  ['removing a reserved name changes nothing', [['CONVEX_SITE_URL', null]], { A: 'old' }],
  ['no changes change nothing', [], { A: 'old' }],
])('%s', async (_, changes, expected) => {
  const { ask, fake } = asking({ environmentVariables: { A: 'old' } })
  expect(await ask(UPDATE, set(...changes))).toMatchObject({ status: 200 })
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual(expected)
})

describe('a batch is refused as a whole, with the code of its first fault', () => {
  test.each([
    ['a name that begins with a digit', set(['1A', 'x']), 'EnvironmentVariableNameInvalid'],
    ['a name with a line feed at its end', set(['A\n', 'x']), 'EnvironmentVariableNameInvalid'],
    ['a name of 257 bytes', set(['A'.repeat(257), 'x']), 'EnvironmentVariableNameTooLong'],
    ['a value of 8193 bytes', set(['A', `${'é'.repeat(4096)}x`]), 'EnvironmentVariableValueTooLarge'],
    ['a reserved name', set(['CONVEX_CLOUD_URL', 'x']), 'EnvVarNameForbidden'],
    ['a 513th variable', many(512, 1), 'EnvVarLimitMet'],
    ['more than 512 KiB', many(70, 8000), 'EnvVarTotalSizeLimitMet'],
    ['a required variable that goes', set(['REQUIRED', null]), 'RequiredEnvironmentVariable'],
    ['one that goes and comes', set(['REQUIRED', null], ['REQUIRED', 'x']), 'RequiredEnvironmentVariable'],
    ['a value against its declaration', set(['LEVEL', 'loud']), 'InvalidEnvironmentVariable'],
    ['a variable that the auth config needs', set(['AUTH', null]), 'AuthConfigMissingEnvironmentVariable'],
  ])('%s', async (_, body, code) => {
    const { ask, fake } = asking({ environmentVariables: { KEPT: '1', AUTH: 'x' } })
    fake.state.declaredVariables.set('REQUIRED', { required: true }).set('LEVEL', { pattern: 'info|debug' })
    fake.state.authConfigVariables = ['AUTH']
    const { changes } = body
    const answer = await ask(UPDATE, { changes: [{ name: 'OTHER', value: 'y' }, ...changes] })
    expect(answer).toMatchObject({ status: 400, body: { code, message: expect.any(String) } })
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ KEPT: '1', AUTH: 'x' })
    expect(fake.state.auditLog).toEqual([])
  })
})

test.each([
  ['a name of 256 bytes', set(['A'.repeat(256), 'x'])],
  ['a value of 8192 bytes', set(['A', 'é'.repeat(4096)])],
  ['512 variables', many(512, 1)],
  [
    'a batch that removes as much as it adds',
    { changes: [...set(['OLD', null]).changes, ...many(512, 1).changes] },
  ],
])('%s is taken', async (_, body) => {
  const { ask } = asking({ environmentVariables: body.changes.length > 512 ? { OLD: '1' } : {} })
  expect(await ask(UPDATE, body)).toMatchObject({ status: 200 })
})

test('each change that took effect is an event, without its value', async () => {
  const { ask, fake } = asking({ environmentVariables: { SAME: '1', GONE: '1' } })
  await ask(UPDATE, set(['SAME', '1'], ['NEW', '1'], ['GONE', null], ['MISSING', null]))
  expect(fake.state.auditLog.map(({ action, metadata }) => [action, metadata])).toEqual([
    ['delete_environment_variable', { variable_name: 'GONE' }],
    ['create_environment_variable', { variable_name: 'NEW' }],
    ['update_environment_variable', { variable_name: 'SAME' }],
  ])
})

test.each(['POST /api/update_environment_variables', UPDATE])('%s is the same operation', async route => {
  const { ask } = asking()
  await ask(route, set(['A', '1']))
  expect((await ask('GET /api/list_environment_variables')).body).toEqual({
    environmentVariables: { A: '1' },
  })
})

describe('the published contract', () => {
  test('lists an array, and removes by names', async () => {
    const { ask } = asking({ contract: 'v1-beta', environmentVariables: { A: '1', B: '2' } })
    await ask('POST /delete_environment_variables', { names: ['A'] })
    expect((await ask('POST /list_environment_variables')).body).toEqual([{ name: 'B', value: '2' }])
  })

  const [list, update] = ['POST /list_environment_variables', UPDATE]
  const by = (authorization: string) => ({ headers: { authorization } })
  test.each([
    ['a value that is null', update, set(['A', null]), {}, 400],
    ['an invalid name', update, set(['1', 'x']), {}, 400],
    ['no key', list, undefined, by('(none)'), 401],
    ['a wrong key', list, undefined, by('Convex x'), 401],
    ['what only deployments serve', LIST, undefined, {}, 405],
    ['what only deployments serve, too', 'GET /deployment_info', undefined, {}, 404],
  ])('refuses %s without a body', async (_, route, body, init, status) => {
    const { ask } = asking({ contract: 'v1-beta' })
    expect(await ask(route, body, init)).toMatchObject({ status, body: '' })
  })
})
