import { describe, expect, test } from 'vitest'
import { answers, createFakeDeployment, type Fault } from '../../src/fake/index.js'
import {
  applyAll,
  createDeploymentClient,
  type PlanOutcome,
  planAll,
  StalePlanError,
} from '../../src/index.js'

function deploy(environmentVariables: Record<string, string> = {}, name = 'happy-otter-123') {
  const fake = createFakeDeployment({ environmentVariables, name })
  const client = createDeploymentClient({
    url: fake.url,
    token: fake.token,
    fetch: fake.fetch,
    retry: false,
    timeout: 200,
  })
  return { fake, client, env: client.env }
}

const writes = (fake: ReturnType<typeof deploy>['fake']) =>
  fake.requests.filter(({ method }) => method === 'POST')

test('a plan is applied in one request, and read back', async () => {
  const { env, fake } = deploy({ A: '1', B: '2' })
  const result = await env.apply(await env.plan({ A: 'eins', B: null, C: '3' }))
  expect(result).toMatchObject({ status: 'applied', unverified: [] })
  expect(result.changes.map(({ name }) => name)).toEqual(['A', 'B', 'C'])
  expect(writes(fake)).toHaveLength(1)
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: 'eins', C: '3' })
})

test('a plan that is already so sends nothing', async () => {
  const { env, fake } = deploy({ A: '1' })
  expect(await env.apply(await env.plan({ A: '1', MISSING: null }))).toMatchObject({ status: 'unchanged' })
  expect(writes(fake)).toEqual([])
})

test('what somebody else has done meanwhile is not done again', async () => {
  const { env, fake } = deploy({ A: '1', B: '1' })
  const plan = await env.plan({ A: '2', B: '2' })
  fake.state.environmentVariables.set('A', '2')
  expect((await env.apply(plan)).changes.map(({ name }) => name)).toEqual(['B'])
  expect(writes(fake)[0]?.body).toBe('{"changes":[{"name":"B","value":"2"}]}')
})

test.each([
  ['was changed', (state: Map<string, string>) => state.set('A', 'else')],
  ['was removed', (state: Map<string, string>) => state.delete('A')],
  ['was created', (state: Map<string, string>) => state.set('NEW', 'else')],
  ['that is to go was changed', (state: Map<string, string>) => state.set('GONE', 'else')],
])('a variable that %s since the plan makes it stale, and nothing is written', async (_, move) => {
  const { env, fake } = deploy({ A: '1', GONE: '1' })
  const plan = await env.plan({ A: '2', NEW: 'x', GONE: null })
  move(fake.state.environmentVariables)
  const error = await env.apply(plan).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(StalePlanError)
  expect(error).toMatchObject({ outcome: 'not-sent', names: [expect.stringMatching(/^(A|NEW|GONE)$/)] })
  expect(writes(fake)).toEqual([])
})

test('a variable that the plan does not touch may move', async () => {
  const { env, fake } = deploy({ A: '1', OTHER: '1' })
  const plan = await env.plan({ A: '2' })
  fake.state.environmentVariables.set('OTHER', '2')
  expect(await env.apply(plan)).toMatchObject({ status: 'applied' })
})

describe('the values that would be lost', () => {
  test('are handed over before anything is sent', async () => {
    const { env, fake } = deploy({ A: 'old', GONE: 'x', KEPT: 'k' })
    const lost: unknown[] = []
    const onBackup = (values: ReadonlyMap<string, string>) =>
      void lost.push(Object.fromEntries(values), writes(fake).length)
    await env.apply(await env.plan({ A: 'new', GONE: null, NEW: 'n', KEPT: 'k' }), { onBackup })
    expect(lost).toEqual([{ A: 'old', GONE: 'x' }, 0])
  })

  test('stop the apply where they cannot be kept', async () => {
    const { env, fake } = deploy({ A: 'old' })
    const onBackup = async () => {
      throw new Error('disk full')
    }
    await expect(env.apply(await env.plan({ A: 'new' }), { onBackup })).rejects.toThrow('disk full')
    expect(writes(fake)).toEqual([])
  })
})

describe('after an answer was lost, what is told is true', () => {
  const broken: [string, Fault, object][] = [
    ['the change took effect', { kind: 'reset', when: 'after' }, { status: 'applied' }],
    ['the change took effect, and the body stalled', { kind: 'stall' }, { status: 'applied' }],
    [
      'the change shows no effect',
      { kind: 'reset', when: 'before' },
      { name: 'UnconfirmedError', status: 'unknown', names: ['A'] },
    ],
    ['a gateway failed', answers.badGateway, { name: 'UnconfirmedError', status: 'unknown' }],
    [
      'the change may still land',
      { kind: 'late-commit', ms: 50 },
      { name: 'UnconfirmedError', status: 'unknown' },
    ],
    ['it was rolled back', answers.conflict, { name: 'ServerError', outcome: 'rejected' }],
  ]
  test.each(broken)('%s', async (_, fault, expected) => {
    const { env, fake } = deploy({ A: '1' })
    const plan = await env.plan({ A: '2' })
    fake.faults.add(fault, { operation: 'updateEnvironmentVariables' })
    expect(await env.apply(plan).catch((error: unknown) => error)).toMatchObject(expected)
    expect(writes(fake)).toHaveLength(1)
  })

  test('somebody else came in between', async () => {
    const { env, fake } = deploy({ A: '1' })
    const plan = await env.plan({ A: '2' })
    fake.faults.add({ kind: 'reset', when: 'before' }, { operation: 'updateEnvironmentVariables' })
    const list = fake.fetch
    const meddled = createDeploymentClient({
      url: fake.url,
      token: fake.token,
      retry: false,
      fetch: async request => {
        if (request.method === 'GET' && writes(fake).length > 0)
          fake.state.environmentVariables.set('A', 'else')
        return list(request)
      },
    })
    expect(await meddled.env.apply(plan).catch((error: unknown) => error)).toMatchObject({
      status: 'moved',
      names: ['A'],
    })
  })
})

test.each([
  'RequiredEnvironmentVariable',
  'InvalidEnvironmentVariable',
  'AuthConfigMissingEnvironmentVariable',
])('a veto of the deployment, %s, comes as its code, and nothing is written', async code => {
  const { env, fake } = deploy({ A: '1', B: '1' })
  fake.state.declaredVariables.set('A', { required: true }).set('C', { pattern: 'right' })
  fake.state.authConfigVariables = ['B']
  const desired = { RequiredEnvironmentVariable: { A: null }, InvalidEnvironmentVariable: { C: 'x' } }[
    code
  ] ?? { B: null }
  const before = fake.snapshot().environmentVariables
  await expect(env.apply(await env.plan(desired))).rejects.toMatchObject({ code, outcome: 'rejected' })
  expect(fake.state.environmentVariables).toEqual(before)
})

describe('a saved plan', () => {
  const desired = { A: '2', GONE: null }
  async function saved() {
    const deployed = deploy({ A: '1', GONE: 'x' })
    const text = JSON.stringify(await deployed.env.plan(desired, { planKey: 'a-shared-secret-1' }))
    return { ...deployed, text, options: { desired, planKey: 'a-shared-secret-1' } }
  }

  test('is applied by another job from the same sources, as text or as what it parses to', async () => {
    const { env, fake, text, options } = await saved()
    expect(await env.apply(text, options)).toMatchObject({ status: 'applied' })
    expect(await env.apply(JSON.parse(text), options)).toMatchObject({ status: 'unchanged' })
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: '2' })
  })

  test.each<[string, (text: string) => string, object, RegExp]>([
    ['that was changed', text => text.replace('"delete"', '"update"'), {}, /was changed after it was made/],
    ['that was cut off', text => text.slice(0, 90), {}, /is no saved plan/],
    [
      'without its seal',
      text => text.replace(/"mac":"\w+"/, '"mac":""'),
      {},
      /was changed after it was made/,
    ],
    ['of another key', text => text, { planKey: 'a-shared-secret-2' }, /made with another key/],
    [
      'of other sources',
      text => text,
      { desired: { A: '3', GONE: null } },
      /not those that the plan was made from/,
    ],
    [
      'of more sources',
      text => text,
      { desired: { A: '2', GONE: null, B: 'x' } },
      /not those that the plan was made from/,
    ],
    ['without its sources', text => text, { desired: undefined }, /pass the same sources again/],
    ['of another version', text => text.replace('"version":1', '"version":2'), {}, /another version/],
  ])('%s is refused', async (_, change, other, message) => {
    const { env, fake, text, options } = await saved()
    await expect(env.apply(change(text), { ...options, ...other })).rejects.toThrow(message)
    expect(writes(fake)).toEqual([])
  })

  test('of another deployment is refused', async () => {
    const { text, options } = await saved()
    const { env, fake } = deploy({ A: '1', GONE: 'x' }, 'calm-fox-7')
    await expect(env.apply(text, options)).rejects.toThrow(/is for https:\/\/happy-otter-123.convex.cloud/)
    expect(fake.requests).toEqual([])
  })

  test('is stale where the deployment moved', async () => {
    const { env, fake, text, options } = await saved()
    fake.state.environmentVariables.set('A', 'else')
    await expect(env.apply(text, options)).rejects.toThrow(StalePlanError)
  })
})

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

test("another deployment's variables are copied by planning with its list", async () => {
  const source = deploy({ A: '1', B: '2' })
  const target = deploy({ A: 'old' }, 'calm-fox-7')
  await target.env.apply(await target.env.plan(await source.env.list()))
  expect(await target.env.list()).toEqual(await source.env.list())
})
