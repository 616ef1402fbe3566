import { describe, expect, test } from 'vitest'
import { ask, BETA_LIST, type Call, DELETE, list, set, speaking, UPDATE, unset, V1_LIST } from './asking.js'

const REMOVAL_FIRST = [
  { name: 'OLD', value: null },
  { name: 'A', value: 'a' },
]
const both: Call = env => env.update(REMOVAL_FIRST)

describe('auto against a real deployment', () => {
  test.each<[what: string, calls: Call[], expected: string[]]>([
    ['one to list', [list], [V1_LIST]],
    ['one to set', [set], [UPDATE]],
    ['one more to start removing', [unset], [V1_LIST, UPDATE]],
    ['one more to start an update with removals', [both], [V1_LIST, UPDATE]],
    ['none more to remove after a list', [list, unset], [V1_LIST, UPDATE]],
    ['one more to remove after a set, which proves nothing', [set, unset], [UPDATE, V1_LIST, UPDATE]],
    ['one more for all removals', [unset, both, unset], [V1_LIST, UPDATE, UPDATE, UPDATE]],
    ['one for each list', [list, list, list], [V1_LIST, V1_LIST, V1_LIST]],
    ['one to read a single variable', [env => env.get('A')], [V1_LIST]],
  ])('needs %s', async (_, calls, expected) => {
    const { env, sent } = ask(speaking('v1'))
    for (const call of calls) await call(env)
    expect(sent()).toEqual(expected)
  })

  test('sends an update with removals as one request, with nulls', async () => {
    const { env, requests } = ask(speaking('v1'))
    await both(env)
    const update = '{"changes":[{"name":"OLD","value":null},{"name":"A","value":"a"}]}'
    expect(requests.map(({ body }) => body)).toEqual(['', update])
  })
})

describe('auto against a server of the published document', () => {
  test.each<[what: string, calls: Call[], expected: string[]]>([
    ['one more to start listing', [list], [V1_LIST, BETA_LIST]],
    ['one to set', [set], [UPDATE]],
    ['two more to start removing', [unset], [V1_LIST, BETA_LIST, DELETE]],
    ['one for each list after the first', [list, list], [V1_LIST, BETA_LIST, BETA_LIST]],
    ['none more to remove after a list', [list, unset], [V1_LIST, BETA_LIST, DELETE]],
    ['two for an update with removals', [list, both], [V1_LIST, BETA_LIST, UPDATE, DELETE]],
    ['none more for removals after the first', [unset, unset], [V1_LIST, BETA_LIST, DELETE, DELETE]],
  ])('needs %s', async (_, calls, expected) => {
    const { env, sent } = ask(speaking('v1-beta'))
    for (const call of calls) await call(env)
    expect(sent()).toEqual(expected)
  })

  test('sends an update with removals as two requests, the values first', async () => {
    const { env, requests } = ask(speaking('v1-beta'), 'v1-beta')
    await both(env)
    const bodies = ['{"changes":[{"name":"A","value":"a"}]}', '{"names":["OLD"]}']
    expect(requests.map(({ body }) => body)).toEqual(bodies)
  })
})

test.each(['v1', 'v1-beta'] as const)('auto lists the same of %s', async contract => {
  const { env } = ask(speaking(contract))
  expect((await env.list()).map(({ name, value }) => [name, value])).toEqual([
    ['A', '1'],
    ['OLD', '2'],
  ])
})

describe('a contract that is named is not found out', () => {
  test.each([
    ['v1', [V1_LIST, UPDATE, UPDATE]],
    ['v1-beta', [BETA_LIST, DELETE, UPDATE, DELETE]],
  ] as const)('%s', async (contract, expected) => {
    const { env, sent } = ask(speaking(contract), contract)
    for (const call of [list, unset, both]) await call(env)
    expect(sent()).toEqual(expected)
  })

  test.each([
    ['v1-beta', 'v1', V1_LIST],
    ['v1', 'v1-beta', BETA_LIST],
  ] as const)('and where %s does not speak %s, no other is tried', async (spoken, contract, expected) => {
    const { env, sent } = ask(speaking(spoken), contract)
    await expect(env.list()).rejects.toThrow(/^listEnvironmentVariables failed with 40[45]/)
    expect(sent()).toEqual([expected])
  })
})

test('each client finds out for itself', async () => {
  await list(ask(speaking('v1-beta')).env)
  const second = ask(speaking('v1'))
  await list(second.env)
  expect(second.sent()).toEqual([V1_LIST])
})
