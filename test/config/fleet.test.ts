import { describe, expect, test } from 'vitest'
import { applyAll, type FleetPlan, planAll } from '../../src/config/index.js'
import { answers } from '../../src/fake/index.js'
import { clientOf, deploy, writes } from './deploying.js'

describe('many deployments', () => {
  const fleet = () => ['a-a-1', 'b-b-2', 'c-c-3'].map((name, i) => deploy({ OWN: name, N: `${i}` }, name))
  const collect = async <Item>(items: AsyncIterable<Item>) => {
    const collected: Item[] = []
    for await (const item of items) collected.push(item)
    return collected
  }

  test('are planned, then applied, each with its own values, and a second run touches only what is left', async () => {
    const targets = fleet()
    const run = async (): Promise<FleetPlan[]> =>
      collect(
        planAll(
          targets.map(({ client }) => client),
          target => ({ environment: { OWN: `${target.name}!` } }),
          { concurrency: 2 },
        ),
      )
    targets[1]?.fake.faults.add(
      { kind: 'reset', when: 'before' },
      { operation: 'updateEnvironmentVariables' },
    )
    const applied = await collect(applyAll(await run(), { concurrency: 2 }))
    expect(applied.filter(({ status }) => status === 'applied')).toHaveLength(2)
    const sent = targets.map(({ fake }) => writes(fake).length)
    const again = await collect(applyAll(await run()))
    expect(again.map(({ status }) => status).sort()).toEqual(['applied', 'unchanged', 'unchanged'])
    expect(targets.map(({ fake }, i) => writes(fake).length - (sent[i] ?? 0))).toEqual([0, 1, 0])
    expect(targets.map(({ fake }) => fake.state.environmentVariables.get('OWN'))).toEqual([
      'a-a-1!',
      'b-b-2!',
      'c-c-3!',
    ])
  })

  test('never see a value of another', async () => {
    const targets = fleet()
    const plans = planAll(
      targets.map(({ client }) => client),
      target => ({ environment: { OWN: `${target.name}!`, NEW: `for ${target.name}` } }),
    )
    await collect(applyAll(await collect(plans)))
    for (const { fake, client } of targets) {
      const seen = JSON.stringify([fake.requests, [...fake.state.environmentVariables]])
      const others = targets.filter(target => target.client !== client)
      expect(seen).toContain(`for ${client.name}`)
      expect(others.filter(other => seen.includes(`${other.client.name}`))).toEqual([])
    }
  })

  test('are each told of as soon as they settle, the slowest last', async () => {
    const targets = fleet()
    let open = () => {}
    const opened = new Promise<void>(resolve => {
      open = resolve
    })
    const [slow, ...quick] = targets.map(({ fake }, i) =>
      clientOf(fake, {
        fetch: async request => {
          if (i === 0) await opened
          return fake.fetch(request)
        },
      }),
    )
    const order: unknown[] = []
    for await (const { client } of planAll(slow ? [slow, ...quick] : [], { environment: { N: '9' } })) {
      order.push(client.name)
      if (order.length === 2) open()
    }
    expect(order.at(-1)).toBe('a-a-1')
  })

  test('of which one cannot be planned are left as they are, or changed without it if that is asked for', async () => {
    const failing = deploy({ N: '1' }, 'a-a-1')
    const other = deploy({ N: '1' }, 'b-b-2')
    failing.fake.faults.add(answers.failure, { times: 9 })
    const plans = await collect(planAll([failing.client, other.client], { environment: { N: '9' } }))
    expect(() => applyAll(plans)).toThrow(
      '1 of 2 deployments cannot be changed as planned, such as https://a-a-1.convex.cloud.',
    )
    expect([...writes(failing.fake), ...writes(other.fake)]).toEqual([])
    const applied = await collect(applyAll(plans, { keepGoing: true }))
    const failed = applied.find(({ client }) => client === failing.client)
    expect(failed).toMatchObject({ status: 'failed', error: { name: 'ServerError' } })
    expect(writes(failing.fake)).toEqual([])
    expect(other.fake.state.environmentVariables.get('N')).toBe('9')
  })

  test('of which one has a plan with problems are left as they are, unless it is to be changed without it', async () => {
    const [broken, other] = [deploy({ N: '1' }, 'a-a-1'), deploy({ N: '1' }, 'b-b-2')]
    const plans = await collect(
      planAll([broken.client, other.client], client => ({
        environment: { N: client === broken.client ? '' : '9' },
      })),
    )
    expect(() => applyAll(plans)).toThrow(
      expect.objectContaining({
        message:
          '1 of 2 deployments cannot be changed as planned, such as https://a-a-1.convex.cloud. Look at their ' +
          '`error` or `plan.problems`, or pass `keepGoing` to change the others.',
        option: 'plans',
      }),
    )
    expect([...writes(broken.fake), ...writes(other.fake)]).toEqual([])
    const results = await collect(applyAll(plans, { keepGoing: true }))
    expect(results.find(({ client }) => client === broken.client)).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('N is empty') },
    })
    expect(other.fake.state.environmentVariables.get('N')).toBe('9')
  })

  test.each(['planned', 'applied'])('are %s by no more at once than was said', async how => {
    const targets = Array.from({ length: 20 }, (_, i) => deploy({}, `a-a-${i}`))
    let busy = 0
    let most = 0
    let open = () => {}
    const three = new Promise<void>(resolve => {
      open = resolve
    })
    const busyClients = targets.map(({ fake }) =>
      clientOf(fake, {
        fetch: async request => {
          most = Math.max(most, ++busy)
          if (busy === 3) open()
          await three
          busy -= 1
          return fake.fetch(request)
        },
      }),
    )
    const clients = how === 'planned' ? busyClients : targets.map(({ client }) => client)
    const plans = await collect(planAll(clients, { environment: { A: '1' } }, { concurrency: 3 }))
    if (how === 'applied') {
      const applied = plans.map((planned, i) => ({ ...planned, client: busyClients[i] ?? planned.client }))
      await collect(applyAll(applied, { concurrency: 3 }))
    }
    expect(most).toBe(3)
  })

  test('that cannot be applied to keep their error', async () => {
    const { client, fake } = deploy({ N: '1' }, 'a-a-1')
    const plans = await collect(planAll([client], { environment: { N: '9' } }, { concurrency: 1 }))
    expect(plans).toMatchObject([{ status: 'planned', client, plan: { isEmpty: false } }])
    fake.state.environmentVariables.set('N', 'else')
    expect(await collect(applyAll(plans))).toMatchObject([
      { status: 'failed', client, error: { name: 'StalePlanError' } },
    ])
  })

  test('are not left while a write is under way', async () => {
    const targets = fleet()
    let busy = 0
    let written = 0
    const plans = await Promise.all(
      targets.map(async ({ fake, config }, i): Promise<FleetPlan> => {
        const client = clientOf(fake, {
          fetch: async request => {
            busy += 1
            for (let turn = 0; turn < i * 50; turn++) await new Promise(setImmediate)
            const response = await fake.fetch(request)
            written += request.url.includes('update') ? 1 : 0
            busy -= 1
            return response
          },
        })
        return { status: 'planned', client, plan: await config.plan({ N: '9' }) }
      }),
    )
    for await (const { status } of applyAll(plans, { concurrency: 2 })) {
      expect(status).toBe('applied')
      break
    }
    expect({ busy, written }).toEqual({ busy: 0, written: 2 })
  })

  test('an option that is none is refused at once, and not in the result of each deployment', () => {
    const options: object = { blnd: true }
    expect(() => planAll([], { environment: {} }, options)).toThrow(
      '`blnd` is not an option of a plan. Did you mean `blind`?',
    )
    expect(() => applyAll([], options)).toThrow('`blnd` is not an option of an apply.')
  })

  test.each([0, -1, 1.5, Number.NaN])('a concurrency of %s is refused', concurrency => {
    expect(() => planAll([], { environment: {} }, { concurrency })).toThrow(
      expect.objectContaining({
        message: '`concurrency` must be a whole number of at least 1.',
        option: 'concurrency',
      }),
    )
  })
})
