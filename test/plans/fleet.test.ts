import { describe, expect, test } from 'vitest'
import { answers } from '../../src/fake/index.js'
import { applyAll, createDeploymentClient, type PlanOutcome, planAll } from '../../src/index.js'
import { deploy, writes } from './deploying.js'

describe('many deployments', () => {
  const fleet = () => ['a-a-1', 'b-b-2', 'c-c-3'].map((name, i) => deploy({ OWN: name, N: `${i}` }, name))
  const collect = async <Item>(items: AsyncIterable<Item>) => {
    const collected: Item[] = []
    for await (const item of items) collected.push(item)
    return collected
  }

  test('are planned, then applied, each with its own values, and a second run touches only what is left', async () => {
    const targets = fleet()
    const run = async (): Promise<PlanOutcome[]> =>
      collect(
        planAll(
          targets.map(({ client }) => client),
          target => ({ OWN: `${target.name}!` }),
          { concurrency: 2 },
        ),
      )
    targets[1]?.fake.faults.add(
      { kind: 'reset', when: 'before' },
      { operation: 'updateEnvironmentVariables' },
    )
    const applied = await collect(applyAll(await run(), { concurrency: 2 }))
    expect(applied.filter(({ error }) => error === undefined)).toHaveLength(2)
    const again = await collect(applyAll(await run()))
    expect(again.map(({ result }) => result?.status).sort()).toEqual(['applied', 'unchanged', 'unchanged'])
    expect(targets.map(({ fake }) => fake.state.environmentVariables.get('OWN'))).toEqual([
      'a-a-1!',
      'b-b-2!',
      'c-c-3!',
    ])
  })

  test('that cannot be planned for keep their error, and are not written to', async () => {
    const targets = fleet()
    targets[0]?.fake.faults.add(answers.failure, { times: 9 })
    const plans = await collect(
      planAll(
        targets.map(({ client }) => client),
        { N: '9' },
      ),
    )
    const applied = await collect(applyAll(plans))
    const failed = applied.find(({ target }) => target.name === 'a-a-1')
    expect(failed).toMatchObject({ error: { name: 'ServerError' } })
    expect(writes(targets[0]?.fake ?? (fleet()[0]?.fake as never))).toEqual([])
  })

  test('are worked on by no more at once than was said', async () => {
    let busy = 0
    let most = 0
    let open = () => {}
    const three = new Promise<void>(resolve => {
      open = resolve
    })
    const client = createDeploymentClient({
      name: 'a-a-1',
      token: 'a-key-of-many-characters',
      contract: 'v1',
      fetch: async () => {
        most = Math.max(most, ++busy)
        if (busy === 3) open()
        await three
        busy -= 1
        return Response.json({ environmentVariables: {} })
      },
    })
    await collect(planAll(Array(20).fill(client), { A: '1' }, { concurrency: 3 }))
    expect(most).toBe(3)
  })

  test.each([0, -1, 1.5, Number.NaN])('a concurrency of %s is refused', concurrency => {
    expect(() => planAll([], {}, { concurrency })).toThrow(/concurrency/)
  })
})
