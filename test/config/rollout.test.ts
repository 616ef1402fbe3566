import { describe, expect, onTestFinished, test } from 'vitest'
import { applyAll, type FleetPlan, type FleetResult, planAll } from '../../src/config/index.js'
import { answers, createFakeDeployment, type FakeDeployment } from '../../src/fake/index.js'
import { collect } from '../support/platform.js'
import { clientOf, deploy, writes } from './deploying.js'

/** Deployments over HTTP, and the plans of a change that is to be made on each. */
async function fleetOf(count: number) {
  const fakes = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const fake = createFakeDeployment({ name: `a-a-${index}`, environmentVariables: { N: '1' } })
      await fake.listen()
      onTestFinished(() => fake.close())
      return fake
    }),
  )
  const clients = fakes.map(fake => clientOf(fake, { fetch: request => fetch(request) }))
  const plan = async () => collect(planAll(clients, { environment: { N: '2' } }))
  const inOrder = (plans: readonly FleetPlan[]) =>
    clients.flatMap(client => plans.filter(one => one.client === client))
  return { fakes, clients, plan: async () => inOrder(await plan()) }
}

const refuse = (...fakes: readonly (FakeDeployment | undefined)[]) => {
  for (const fake of fakes)
    fake?.faults.add(answers.failure, { operation: 'updateEnvironmentVariables', times: 99 })
}
const targets = () => ['a-a-1', 'b-b-2', 'c-c-3'].map(name => deploy({ N: '1' }, name))
const count = (results: readonly FleetResult[], status: FleetResult['status'], reason?: string) =>
  results.filter(one => one.status === status && (!('reason' in one) || one.reason === reason)).length
const written = (fakes: readonly FakeDeployment[]) => fakes.filter(fake => writes(fake).length > 0).length

describe('canaries', () => {
  test('are changed first, and the others once all of them are', async () => {
    const { fakes, clients, plan } = await fleetOf(6)
    const results: (string | undefined)[] = []
    for await (const { client, status } of applyAll(await plan(), { canary: 2, concurrency: 4 })) {
      expect(status).toBe('applied')
      const later = fakes.slice(2).filter(fake => writes(fake).length > 0)
      if (results.length < 2) expect(later).toEqual([])
      results.push(clients.indexOf(client) < 2 ? 'canary' : 'other')
    }
    expect(results).toEqual(['canary', 'canary', 'other', 'other', 'other', 'other'])
  })

  test('of which one fails leave the others as they are, each with a result that says so', async () => {
    const { fakes, plan } = await fleetOf(6)
    refuse(fakes[0])
    const results = await collect(applyAll(await plan(), { canary: 2 }))
    expect(results).toHaveLength(6)
    expect(count(results, 'failed')).toBe(1)
    expect(count(results, 'applied')).toBe(1)
    expect(count(results, 'skipped', 'canary')).toBe(4)
    expect(written(fakes.slice(2))).toBe(0)
  })

  test('are those with changes: one that is as desired proves nothing', async () => {
    const { fakes, plan } = await fleetOf(4)
    fakes[0]?.state.environmentVariables.set('N', '2')
    refuse(fakes[1])
    const results = await collect(applyAll(await plan(), { canary: 1 }))
    expect(count(results, 'unchanged')).toBe(1)
    expect(count(results, 'skipped', 'canary')).toBe(2)
    expect(written(fakes.slice(2))).toBe(0)
  })

  test('that reading back does not show as changed stop the others', async () => {
    const { fakes, plan } = await fleetOf(3)
    fakes[0]?.faults.add({ kind: 'answer', status: 200 }, { operation: 'updateEnvironmentVariables' })
    const results = await collect(applyAll(await plan(), { canary: 1 }))
    expect(results).toMatchObject([
      { status: 'applied', unverified: ['N'] },
      { status: 'skipped', reason: 'canary' },
      { status: 'skipped', reason: 'canary' },
    ])
  })

  test('of a blind plan, of which nothing is read back, succeed as they are answered', async () => {
    const clients = targets().map(({ client }) => client)
    const plans = await collect(planAll(clients, { environment: { N: '2' } }, { blind: true }))
    expect(await collect(applyAll(plans, { canary: 1 }))).toMatchObject(
      clients.map(() => ({ status: 'applied', unverified: ['N'] })),
    )
  })

  test('are those that can be changed: a plan with problems proves nothing, and stops nothing', async () => {
    const [broken, ...others] = targets().map(({ client }) => client)
    const all = broken ? [broken, ...others] : []
    const planned = await collect(
      planAll(all, client => ({ environment: { N: client === broken ? '' : '2' } })),
    )
    const plans = all.flatMap(client => planned.filter(one => one.client === client))
    const results = await collect(applyAll(plans, { canary: 1, keepGoing: true }))
    expect(results.map(({ client, status }) => [client.name, status])).toEqual([
      ['a-a-1', 'failed'],
      ['b-b-2', 'applied'],
      ['c-c-3', 'applied'],
    ])
  })
})

describe('once so many have failed, no other begins', () => {
  test.each([
    ['a number', 2, 2],
    ['a share of all', '20%', 2],
    ['a share that is less than one', '1%', 1],
    ['a share with decimals', '10.25%', 2],
    ['the whole of them', '100%', 10],
  ] as const)('%s', async (_what, maxFailures, failed) => {
    const { fakes, plan } = await fleetOf(10)
    refuse(...fakes)
    const results = await collect(applyAll(await plan(), { maxFailures, concurrency: 1 }))
    expect(count(results, 'failed')).toBe(failed)
    expect(count(results, 'skipped', 'failures')).toBe(10 - failed)
    expect(written(fakes)).toBe(failed)
  })

  test('those that are under way end, and fewer failures stop nothing', async () => {
    const { fakes, plan } = await fleetOf(6)
    refuse(fakes[0], fakes[1])
    const results = await collect(applyAll(await plan(), { maxFailures: 3 }))
    expect([count(results, 'failed'), count(results, 'applied')]).toEqual([2, 4])
  })

  test('those that could not be planned count', async () => {
    const { fakes, plan } = await fleetOf(4)
    fakes[0]?.faults.add(answers.failure, { operation: 'listEnvironmentVariables' })
    const results = await collect(applyAll(await plan(), { keepGoing: true, maxFailures: 1 }))
    expect([count(results, 'failed'), count(results, 'skipped', 'failures')]).toEqual([1, 3])
    expect(written(fakes)).toBe(0)
  })
})

test.each([
  { maxFailures: 0 },
  { maxFailures: 1.5 },
  { maxFailures: '0%' as const },
  { maxFailures: '101%' as const },
  { maxFailures: '-1%' as const },
  { maxFailures: '5%5%' as never },
  { maxFailures: '5' as never },
  { canary: -1 },
  { canary: 0.5 },
])('%o is refused', options => {
  const [option] = Object.keys(options)
  expect(() => applyAll([], options)).toThrow(expect.objectContaining({ option }))
})

test('a number of failures that cannot be is refused with what can be', () => {
  expect(() => applyAll([], { maxFailures: 0 })).toThrow(
    '`maxFailures` must be a whole number of at least 1, or a share of all deployments such as "5%".',
  )
})
