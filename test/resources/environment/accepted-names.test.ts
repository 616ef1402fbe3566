import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { answering, json } from '../../support/recorder.js'
import { sentWith } from '../../support/sent.js'
import { ask, type Call } from './asking.js'

type Contract = 'v1' | 'v1-beta'

/** The bodies that a call sends, with the operations that they go to. */
async function sentBy(contract: Contract, call: Call) {
  const requests = await sentWith({ contract }, ({ env }) => call(env))
  return requests.map(({ url, body }) => [url.split('/').at(-1), JSON.parse(body)])
}

/** The one request that sets these, in this order. */
const setting = (...changes: (readonly [name: string, value: string])[]) => [
  ['update_environment_variables', { changes: changes.map(([name, value]) => ({ name, value })) }],
]

const NAMES = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'name', 'value', 'then'],
  ...['_', 'a', 'lower_case', 'Z9', 'N'.repeat(256)],
  ...['CONVEX_URL', 'CONVEX_DEPLOY_KEY', 'convex_cloud_url', 'CONVEX_CLOUD_URL_2'],
]

describe.each<Contract>(['v1', 'v1-beta'])('under the contract %s', contract => {
  test.each(NAMES)('the name %s is set from entries, a Map and a record that was parsed', async name => {
    const record = JSON.parse(`{ ${JSON.stringify(name)}: "on" }`)
    for (const values of [[[name, 'on']] as const, new Map([[name, 'on']]), record]) {
      expect(await sentBy(contract, env => env.set(values))).toEqual(setting([name, 'on']))
    }
  })

  test('names of `Object.prototype` are set together, in their order', async () => {
    const values = JSON.parse('{"toString":"1","__proto__":"2","constructor":"3"}')
    const expected = setting(['toString', '1'], ['__proto__', '2'], ['constructor', '3'])
    expect(await sentBy(contract, env => env.set(values))).toEqual(expected)
  })

  test.each([
    ['without a prototype', Object.assign(Object.create(null), { LOG_LEVEL: 'info' })],
    ['of another realm', runInNewContext('({ LOG_LEVEL: "info" })')],
    ['that is frozen', Object.freeze({ LOG_LEVEL: 'info' })],
    ['that hides other members', Object.defineProperty({ LOG_LEVEL: 'info' }, 'HIDDEN', { value: 'x' })],
  ])('a record %s is taken', async (_, values) => {
    expect(await sentBy(contract, env => env.set(values))).toEqual(setting(['LOG_LEVEL', 'info']))
  })

  test('an iterable that can be read once is taken', async () => {
    const values = new Map([['A', '1'] as const, ['B', '2'] as const]).entries()
    expect(await sentBy(contract, env => env.set(values))).toEqual(setting(['A', '1'], ['B', '2']))
  })

  test('what else stands in a change is not sent', async () => {
    const change = { name: 'LOG_LEVEL', value: 'info', comment: 's3cr3t' }
    expect(await sentBy(contract, env => env.update([change]))).toEqual(setting(['LOG_LEVEL', 'info']))
  })

  test('names that differ in case alone are two names', async () => {
    const sent = await sentBy(contract, env => env.set({ Path: '1', PATH: '2' }))
    expect(sent).toEqual(setting(['Path', '1'], ['PATH', '2']))
  })

  test.each<[what: string, call: Call]>([
    ['an empty record', env => env.set({})],
    ['an empty Map', env => env.set(new Map())],
    ['no entries', env => env.set([])],
    ['no names', env => env.unset([])],
    ['no changes', env => env.update([])],
    // The literal sets no prototype to a string, and has no member: nothing is lost.
    ['the literal `{ __proto__: "x" }`', env => env.set({ __proto__: 'x' } as never)],
  ])('%s sends nothing and fails nothing', async (_, call) => {
    expect(await sentBy(contract, call)).toEqual([])
  })
})

test.each([...NAMES, 'CONVEX_CLOUD_URL', 'CONVEX_SITE_URL'])('the name %s can be removed', async name => {
  const changes = [{ name, value: null }]
  const names = [name]
  expect(await sentBy('v1', env => env.unset(names))).toEqual([['update_environment_variables', { changes }]])
  expect(await sentBy('v1-beta', env => env.unset(names))).toEqual([
    ['delete_environment_variables', { names }],
  ])
})

describe('reading', () => {
  const values = { b: '1', ['__proto__']: '2', B: '3', toString: '' }
  const reading = () =>
    ask(answering(json(Object.entries(values).map(([name, value]) => ({ name, value })))), 'v1-beta').env

  test('lists names of `Object.prototype`, sorted by name', async () => {
    expect((await reading().list()).map(({ name }) => name)).toEqual(['B', '__proto__', 'b', 'toString'])
  })

  test.each([
    ['__proto__', '2'],
    ['toString', ''],
    ['constructor', undefined],
    ['', undefined],
  ])('gets %s as what is listed: %s', async (name, value) => {
    expect(await reading().get(name)).toBe(value)
  })

  test('takes names and values that the client itself would not send', async () => {
    const wide = [{ name: 'w'.repeat(300), value: 'x'.repeat(10_000) }]
    expect(await ask(answering(json(wide)), 'v1-beta').env.list()).toEqual(wide)
  })
})
