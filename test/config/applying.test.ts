import { describe, expect, test } from 'vitest'
import type { DeploymentPlan } from '../../src/config/index.js'
import { answers, type FakeDeployment, type Fault } from '../../src/fake/index.js'
import { BadRequestError, StalePlanError } from '../../src/index.js'
import { failureOf } from '../support/settling.js'
import { clientOf, configOf, deploy, writes } from './deploying.js'

test('a plan is applied in one request, and read back', async () => {
  const { config, fake } = deploy({ A: '1', B: '2' })
  const result = await config.apply(await config.plan({ A: 'eins', B: null, C: '3' }))
  expect(result).toMatchObject({ status: 'applied', unverified: [] })
  expect(result.changes.map(({ name }) => name)).toEqual(['A', 'B', 'C'])
  expect(writes(fake)).toHaveLength(1)
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: 'eins', C: '3' })
})

test('a plan that is already so sends nothing', async () => {
  const { config, fake } = deploy({ A: '1' })
  expect(await config.apply(await config.plan({ A: '1', MISSING: null }))).toEqual({
    status: 'unchanged',
    changes: [],
    unverified: [],
    steps: [],
  })
  expect(writes(fake)).toEqual([])
})

test('what somebody else has done meanwhile is not done again', async () => {
  const { config, fake } = deploy({ A: '1', B: '1' })
  const plan = await config.plan({ A: '2', B: '2' })
  fake.state.environmentVariables.set('A', '2')
  expect((await config.apply(plan)).changes.map(({ name }) => name)).toEqual(['B'])
  expect(writes(fake)[0]?.body).toBe('{"changes":[{"name":"B","value":"2"}]}')
})

test.each([
  ['was changed', (state: Map<string, string>) => state.set('A', 'else')],
  ['was removed', (state: Map<string, string>) => state.delete('A')],
  ['was created', (state: Map<string, string>) => state.set('NEW', 'else')],
  ['that is to go was changed', (state: Map<string, string>) => state.set('GONE', 'else')],
])('a variable that %s since the plan makes it stale, and nothing is written', async (_, move) => {
  const { config, fake } = deploy({ A: '1', GONE: '1' })
  const plan = await config.plan({ A: '2', NEW: 'x', GONE: null })
  move(fake.state.environmentVariables)
  const error = await failureOf(config.apply(plan))
  expect(error).toBeInstanceOf(StalePlanError)
  expect(error).toMatchObject({ outcome: 'not-sent', names: [expect.stringMatching(/^(A|NEW|GONE)$/)] })
  expect(writes(fake)).toEqual([])
})

test('a stale plan names the variables that changed, and where', async () => {
  const { config, fake } = deploy({ A: '1', B: '1', C: '1' })
  const plan = await config.plan({ A: '2', B: '2', C: '2' })
  fake.state.environmentVariables.set('A', 'else').delete('C')
  expect(await failureOf(config.apply(plan))).toMatchObject({
    message: `A, C changed on ${fake.url} since the plan was made. Make a new plan.`,
    names: ['A', 'C'],
  })
})

test('a variable that the plan does not touch may move', async () => {
  const { config, fake } = deploy({ A: '1', OTHER: '1' })
  const plan = await config.plan({ A: '2' })
  fake.state.environmentVariables.set('OTHER', '2')
  expect(await config.apply(plan)).toMatchObject({ status: 'applied' })
})

describe('the values that would be lost', () => {
  test('are handed over before anything is sent', async () => {
    const { config, fake } = deploy({ A: 'old', GONE: 'x', KEPT: 'k' })
    const lost: unknown[] = []
    const onBackup = (values: ReadonlyMap<string, string>) =>
      void lost.push(Object.fromEntries(values), writes(fake).length)
    await config.apply(await config.plan({ A: 'new', GONE: null, NEW: 'n', KEPT: 'k' }), { onBackup })
    expect(lost).toEqual([{ A: 'old', GONE: 'x' }, 0])
  })

  test('are not asked to be kept where none would be', async () => {
    const { config } = deploy({ KEPT: 'k' })
    const onBackup = () => {
      throw new Error('disk full')
    }
    expect(await config.apply(await config.plan({ NEW: 'n' }), { onBackup })).toMatchObject({
      status: 'applied',
    })
  })

  test('stop the apply where they cannot be kept', async () => {
    const { config, fake } = deploy({ A: 'old' })
    const onBackup = async () => {
      throw new Error('disk full')
    }
    await expect(config.apply(await config.plan({ A: 'new' }), { onBackup })).rejects.toThrow('disk full')
    expect(writes(fake)).toEqual([])
  })
})

describe('after an answer was lost, what is told is true', () => {
  const broken: [string, Fault, object][] = [
    ['the change took effect', { kind: 'reset', when: 'after' }, { status: 'applied' }],
    [
      'the change shows no effect',
      { kind: 'reset', when: 'before' },
      {
        name: 'UnconfirmedError',
        status: 'unknown',
        names: ['A'],
        message: expect.stringMatching(/^The response was lost .* It may still land: list again before you/),
      },
    ],
    ['it was rolled back', answers.conflict, { name: 'ServerError', outcome: 'rejected' }],
  ]
  test.each(broken)('%s', async (_, fault, expected) => {
    const { config, fake } = deploy({ A: '1' })
    const plan = await config.plan({ A: '2' })
    fake.faults.add(fault, { operation: 'updateEnvironmentVariables' })
    expect(await config.apply(plan).catch((error: unknown) => error)).toMatchObject(expected)
    expect(writes(fake)).toHaveLength(1)
  })

  test('a blind apply fails as its request did, since nothing can be read back', async () => {
    const { config, fake } = deploy({ A: '1' })
    const plan = await config.plan({ A: '2' }, { blind: true })
    fake.faults.add({ kind: 'reset', when: 'after' }, { operation: 'updateEnvironmentVariables' })
    expect(await failureOf(config.apply(plan))).toMatchObject({ name: 'ConnectionError', outcome: 'unknown' })
  })

  test('an apply that is aborted rejects with the reason, and reads nothing back', async () => {
    const { config, fake } = deploy({ A: '1' })
    const plan = await config.plan({ A: '2' })
    const controller = new AbortController()
    const aborting = clientOf(fake, {
      fetch: async request => {
        if (request.method === 'POST') controller.abort('enough')
        return fake.fetch(request)
      },
    })
    const applied = configOf(aborting).apply(plan, { signal: controller.signal })
    expect(await failureOf(applied)).toBe('enough')
  })

  test('somebody else came in between', async () => {
    const { config, fake } = deploy({ A: '1', B: '1' })
    const plan = await config.plan({ A: '2', B: '2' })
    fake.faults.add({ kind: 'reset', when: 'before' }, { operation: 'updateEnvironmentVariables' })
    const meddled = clientOf(fake, {
      fetch: async request => {
        if (request.method === 'GET' && writes(fake).length > 0) {
          fake.state.environmentVariables.set('A', 'else').delete('B')
        }
        return fake.fetch(request)
      },
    })
    const error = await failureOf(configOf(meddled).apply(plan))
    expect(error).toMatchObject({
      message: 'A, B changed meanwhile, and it is unknown if the plan was applied before that.',
      status: 'moved',
      names: ['A', 'B'],
    })
  })
})

describe('a veto of the deployment comes as its code, and as rejected:', () => {
  const full = Object.fromEntries(Array.from({ length: 511 }, (_, i) => [`N${i}`, 'x'.repeat(1000)]))

  test.each<[string, Record<string, string>, Record<string, string | null>]>([
    ['RequiredEnvironmentVariable', { REQUIRED: '1' }, { REQUIRED: null }],
    ['EnvVarLimitMet', full, { NEW: 'x', NEWER: 'x' }],
  ])('%s', async (code, there, desired) => {
    const { config, fake } = deploy(there)
    fake.state.declaredVariables.set('REQUIRED', { required: true })
    const plan = await config.plan(desired, { limits: { variables: 999, bytes: 1e6 } })
    const before = fake.snapshot().environmentVariables
    const error = await failureOf(config.apply(plan))
    expect(error).toBeInstanceOf(BadRequestError)
    expect(error).toMatchObject({ code, outcome: 'rejected' })
    expect(fake.state.environmentVariables).toEqual(before)
  })
})

describe('reading back', () => {
  const reading = (fake: FakeDeployment, answer: (response: Response) => Promise<Response>) =>
    configOf(
      clientOf(fake, {
        fetch: async request => {
          const response = await fake.fetch(request)
          return request.method === 'GET' && writes(fake).length > 0 ? answer(response) : response
        },
      }),
    )

  test('tolerates a list that leaves a variable out, and names it', async () => {
    const { fake, config } = deploy({ A: '1' })
    const plan = await config.plan({ A: '2', HIDDEN: 'x' })
    const hiding = reading(fake, async response => {
      const { environmentVariables } = await response.json()
      return Response.json({ environmentVariables: { ...environmentVariables, HIDDEN: undefined } })
    })
    expect(await hiding.apply(plan)).toMatchObject({ status: 'applied', unverified: ['HIDDEN'] })
  })

  test('that fails takes nothing back: all is applied, and unverified', async () => {
    const { fake, config } = deploy({ A: '1', GONE: '1' })
    const plan = await config.plan({ A: '2', GONE: null })
    const failing = reading(fake, async () => new Response(null, { status: 403 }))
    expect(await failing.apply(plan)).toMatchObject({ status: 'applied', unverified: ['A', 'GONE'] })
  })
})

test('a plan of another deployment is refused before anything is sent', async () => {
  const plan = await deploy({ A: '1' }).config.plan({ A: '2' })
  const { config, fake } = deploy({ A: '1' }, 'calm-fox-7')
  await expect(config.apply(plan)).rejects.toThrow(/is for https:\/\/happy-otter-123.convex.cloud/)
  expect(fake.requests).toEqual([])
})

test('a plan is made by planning alone', async () => {
  const plan = await deploy().config.plan({ A: '1' })
  expect(() => Reflect.construct(plan.constructor as never, [])).toThrow(
    'A plan is made by `planDeployment`.',
  )
})

test.each<[title: string, forge: (plan: DeploymentPlan, content: string) => unknown]>([
  [
    'its constructor',
    (plan, content) => {
      const key = { fingerprint: async () => undefined }
      return Reflect.construct(plan.constructor as never, [content, '', new Map([['FORGED', 'x']]), key])
    },
  ],
  [
    'inheritance',
    (plan, content) => Object.create(plan, { environment: { value: JSON.parse(content).environment } }),
  ],
  ['a proxy', (plan, content) => new Proxy(plan, { get: (_, name) => JSON.parse(content)[name] })],
])('a plan that %s forged is not applied', async (_, forge) => {
  const { config, fake } = deploy()
  const plan = await config.plan({ A: '1' })
  const changes = [{ action: 'create', name: 'FORGED' }]
  const content = JSON.stringify({ ...plan, environment: { ...plan.environment, changes } })
  await failureOf((async () => config.apply(forge(plan, content)))())
  expect(writes(fake)).toEqual([])
})
