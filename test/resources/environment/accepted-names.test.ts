import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { createDeploymentClient, type EnvironmentResource } from '../../../src/index.js'
import { answering, json } from '../../support/recorder.js'

/** The bodies that a call sends, with the operations that they go to. */
async function sentBy(contract: 'v1' | 'v1-beta', call: (env: EnvironmentResource) => Promise<unknown>) {
  const { requests, fetch } = answering(new Response(null))
  await call(createDeploymentClient({ token: 'prod:happy-otter-123|secret', fetch, contract }).env)
  return requests.map(({ url, body }) => [url.split('/').at(-1), JSON.parse(body)])
}

const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  'length',
  'name',
  'value',
  'then',
  '_',
  'a',
  'lower_case',
  'Z9',
  'CONVEX_URL',
  'CONVEX_DEPLOY_KEY',
  'convex_cloud_url',
  'CONVEX_CLOUD_URL_2',
  'N'.repeat(256),
]

describe.each(['v1', 'v1-beta'] as const)('under the contract %s', contract => {
  test.each(NAMES)('the name %s is set from entries', async name => {
    const sent = await sentBy(contract, env => env.set([[name, 'on']]))
    expect(sent).toEqual([['update_environment_variables', { changes: [{ name, value: 'on' }] }]])
  })

  test.each(NAMES)('the name %s is set from a Map', async name => {
    const sent = await sentBy(contract, env => env.set(new Map([[name, 'on']])))
    expect(sent).toEqual([['update_environment_variables', { changes: [{ name, value: 'on' }] }]])
  })

  test.each(NAMES)('the name %s is set from a record that was parsed', async name => {
    const sent = await sentBy(contract, env => env.set(JSON.parse(`{ ${JSON.stringify(name)}: "on" }`)))
    expect(sent).toEqual([['update_environment_variables', { changes: [{ name, value: 'on' }] }]])
  })

  test('names of `Object.prototype` are set together, in their order', async () => {
    const sent = await sentBy(contract, env =>
      env.set(JSON.parse('{"toString":"1","__proto__":"2","constructor":"3"}')),
    )
    const changes = [
      { name: 'toString', value: '1' },
      { name: '__proto__', value: '2' },
      { name: 'constructor', value: '3' },
    ]
    expect(sent).toEqual([['update_environment_variables', { changes }]])
  })

  test.each([
    ['without a prototype', Object.assign(Object.create(null), { LOG_LEVEL: 'info' })],
    ['of another realm', runInNewContext('({ LOG_LEVEL: "info" })')],
    ['that is frozen', Object.freeze({ LOG_LEVEL: 'info' })],
    ['that hides other members', Object.defineProperty({ LOG_LEVEL: 'info' }, 'HIDDEN', { value: 'x' })],
  ])('a record %s is taken', async (_, values) => {
    const sent = await sentBy(contract, env => env.set(values))
    expect(sent).toEqual([
      ['update_environment_variables', { changes: [{ name: 'LOG_LEVEL', value: 'info' }] }],
    ])
  })

  test('an iterable that can be read once is taken', async () => {
    function* values(): Generator<[string, string]> {
      yield ['A', '1']
      yield ['B', '2']
    }
    const sent = await sentBy(contract, env => env.set(values()))
    const changes = [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ]
    expect(sent).toEqual([['update_environment_variables', { changes }]])
  })

  test('what else stands in a change is not sent', async () => {
    const change = { name: 'LOG_LEVEL', value: 'info', comment: 's3cr3t' }
    const sent = await sentBy(contract, env => env.update([change]))
    expect(sent).toEqual([
      ['update_environment_variables', { changes: [{ name: 'LOG_LEVEL', value: 'info' }] }],
    ])
  })

  test('names that differ in case alone are two names', async () => {
    const sent = await sentBy(contract, env => env.set({ Path: '1', PATH: '2' }))
    const changes = [
      { name: 'Path', value: '1' },
      { name: 'PATH', value: '2' },
    ]
    expect(sent).toEqual([['update_environment_variables', { changes }]])
  })

  test.each([
    ['an empty record', (env: EnvironmentResource) => env.set({})],
    ['an empty Map', (env: EnvironmentResource) => env.set(new Map())],
    ['no entries', (env: EnvironmentResource) => env.set([])],
    ['no names', (env: EnvironmentResource) => env.unset([])],
    ['no changes', (env: EnvironmentResource) => env.update([])],
    // The literal sets no prototype to a string, and has no member: nothing is lost.
    ['the literal `{ __proto__: "x" }`', (env: EnvironmentResource) => env.set({ __proto__: 'x' } as never)],
  ])('%s sends nothing and fails nothing', async (_, call) => {
    expect(await sentBy(contract, call)).toEqual([])
  })
})

describe('removing', () => {
  test.each([...NAMES, 'CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'])(
    'the name %s is sent under v1-beta',
    async name => {
      expect(await sentBy('v1-beta', env => env.unset([name]))).toEqual([
        ['delete_environment_variables', { names: [name] }],
      ])
    },
  )

  test.each([...NAMES, 'CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'])('the name %s is sent under v1', async name => {
    expect(await sentBy('v1', env => env.unset([name]))).toEqual([
      ['update_environment_variables', { changes: [{ name, value: null }] }],
    ])
  })
})

describe('reading', () => {
  const listed = [
    { name: 'b', value: '1' },
    { name: '__proto__', value: '2' },
    { name: 'B', value: '3' },
    { name: 'toString', value: '' },
  ]

  function reading() {
    const { fetch } = answering(json(listed))
    return createDeploymentClient({ token: 'prod:happy-otter-123|secret', fetch, contract: 'v1-beta' }).env
  }

  test('lists names of `Object.prototype`, sorted by name', async () => {
    expect((await reading().list()).map(({ name }) => name)).toEqual(['B', '__proto__', 'b', 'toString'])
  })

  test.each([
    ['__proto__', '2'],
    ['toString', ''],
    ['constructor', undefined],
    ['hasOwnProperty', undefined],
    ['', undefined],
  ])('gets %s as what is listed: %s', async (name, value) => {
    expect(await reading().get(name)).toBe(value)
  })

  test('takes names and values that the client itself would not send', async () => {
    const wide = [{ name: 'W'.repeat(300).toLowerCase(), value: 'x'.repeat(10_000) }]
    const { fetch } = answering(json(wide))
    const { env } = createDeploymentClient({
      token: 'prod:happy-otter-123|secret',
      fetch,
      contract: 'v1-beta',
    })
    expect(await env.list()).toEqual(wide)
  })
})
