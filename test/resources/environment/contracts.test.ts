import { describe, expect, test } from 'vitest'
import { createFakeDeployment } from '../../../src/fake/index.js'
import type { ContractName, DeploymentClient } from '../../../src/index.js'
import { deployment } from '../../support/deployment.js'
import { recorder } from '../../support/recorder.js'

/** A client of a deployment that speaks one contract. */
function client(spoken: 'v1' | 'v1-beta', contract: ContractName = 'auto') {
  const fake = createFakeDeployment({ contract: spoken, environmentVariables: { A: '1', OLD: '2' } })
  const { requests, fetch } = recorder(fake.fetch)
  const { env } = deployment({ url: fake.url, token: fake.token, contract, fetch, retry: false })
  const sent = () => requests.map(({ method, url }) => `${method} ${url.replace(/^.*\//, '')}`)
  return { env, requests, sent }
}

type Environment = DeploymentClient['env']

const list = (env: Environment) => env.list()
const set = (env: Environment) => env.set({ A: 'a' })
const unset = (env: Environment) => env.unset(['OLD'])
const both = (env: Environment) =>
  env.update([
    { name: 'OLD', value: null },
    { name: 'A', value: 'a' },
  ])

const V1_LIST = 'GET list_environment_variables'
const BETA_LIST = 'POST list_environment_variables'
const UPDATE = 'POST update_environment_variables'
const DELETE = 'POST delete_environment_variables'

describe('auto against a real deployment', () => {
  test.each([
    ['one to list', [list], [V1_LIST]],
    ['one to set', [set], [UPDATE]],
    ['one more to start removing', [unset], [V1_LIST, UPDATE]],
    ['one more to start an update with removals', [both], [V1_LIST, UPDATE]],
    ['none more to remove after a list', [list, unset], [V1_LIST, UPDATE]],
    ['one more to remove after a set, which proves nothing', [set, unset], [UPDATE, V1_LIST, UPDATE]],
    ['one more for all removals', [unset, both, unset], [V1_LIST, UPDATE, UPDATE, UPDATE]],
    ['one for each list', [list, list, list], [V1_LIST, V1_LIST, V1_LIST]],
    ['one to read a single variable', [(env: Environment) => env.get('A')], [V1_LIST]],
  ])('needs %s', async (_, calls, expected) => {
    const { env, sent } = client('v1')
    for (const call of calls) await call(env)
    expect(sent()).toEqual(expected)
  })

  test('sends an update with removals as one request, with nulls', async () => {
    const { env, requests } = client('v1')
    await both(env)
    expect(requests.map(({ body }) => body)).toEqual([
      '',
      '{"changes":[{"name":"OLD","value":null},{"name":"A","value":"a"}]}',
    ])
  })
})

describe('auto against a server of the published document', () => {
  test.each([
    ['one more to start listing', [list], [V1_LIST, BETA_LIST]],
    ['one to set', [set], [UPDATE]],
    ['two more to start removing', [unset], [V1_LIST, BETA_LIST, DELETE]],
    ['one for each list after the first', [list, list], [V1_LIST, BETA_LIST, BETA_LIST]],
    ['none more to remove after a list', [list, unset], [V1_LIST, BETA_LIST, DELETE]],
    ['two for an update with removals', [list, both], [V1_LIST, BETA_LIST, UPDATE, DELETE]],
    ['none more for removals after the first', [unset, unset], [V1_LIST, BETA_LIST, DELETE, DELETE]],
  ])('needs %s', async (_, calls, expected) => {
    const { env, sent } = client('v1-beta')
    for (const call of calls) await call(env)
    expect(sent()).toEqual(expected)
  })

  test('sends an update with removals as two requests, the values first', async () => {
    const { env, requests } = client('v1-beta')
    await env.list()
    await both(env)
    expect(requests.slice(2).map(({ body }) => body)).toEqual([
      '{"changes":[{"name":"A","value":"a"}]}',
      '{"names":["OLD"]}',
    ])
  })

  test('lists the same of both', async () => {
    const variables = [
      { name: 'A', value: '1' },
      { name: 'OLD', value: '2' },
    ]
    expect(await client('v1').env.list()).toEqual(variables)
    expect(await client('v1-beta').env.list()).toEqual(variables)
  })
})

describe('a contract that is named is not found out', () => {
  test.each([
    ['v1', 'v1', [list, unset, both], [V1_LIST, UPDATE, UPDATE]],
    ['v1-beta', 'v1-beta', [list, unset, both], [BETA_LIST, DELETE, UPDATE, DELETE]],
  ] as const)('%s', async (mock, contract, calls, expected) => {
    const { env, sent } = client(mock, contract)
    for (const call of calls) await call(env)
    expect(sent()).toEqual(expected)
  })

  test.each([
    ['v1-beta', 'v1', [V1_LIST]],
    ['v1', 'v1-beta', [BETA_LIST]],
  ] as const)('and where %s does not speak %s, no other is tried', async (mock, contract, expected) => {
    const { env, sent } = client(mock, contract)
    await expect(env.list()).rejects.toThrow(/^listEnvironmentVariables failed with 40[45]/)
    expect(sent()).toEqual(expected)
  })
})

test('each client finds out for itself', async () => {
  const first = client('v1-beta')
  await first.env.list()
  const second = client('v1')
  await second.env.list()
  expect(second.sent()).toEqual([V1_LIST])
})
