import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMeter, type MeterOptions, sampleEvent, WebhookError } from '../../src/webhooks/index.js'

const CONVEX = { deployment_name: 'happy-otter-123', project_slug: 'notes' }
const GB = 2 ** 30

/** Returns an execution with the fields of a deployment, all counters 0 unless told otherwise. */
function execution(type: string, usage: object = {}, fields: object = {}, called: object = {}) {
  const counters = Object.fromEntries(COUNTERS.map(name => [name, 0]))
  return {
    timestamp: 1,
    topic: 'function_execution',
    function: { path: 'notes:list', type, cached: type === 'query' ? false : null, ...called },
    execution_time_ms: 0,
    user_execution_time_ms: 0,
    usage: { ...counters, ...usage },
    convex: CONVEX,
    ...fields,
  }
}

const COUNTERS = Object.keys(sampleEvent('function_execution').usage)

/** Returns the metrics that are not 0 after some events. */
function metered(...events: object[]) {
  const meter = createMeter({ by: 'deployment' })
  meter.add(Object({ id: 'a', events }))
  const usage = meter.totals().get('happy-otter-123') ?? {}
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== 0))
}

function refusalOf(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error instanceof WebhookError ? error.status : error
  }
}

describe('usage is counted as a deployment counts it for its limits:', () => {
  // An hour of 1 GB, in the units of an event.
  const hour = { usage: { memory_used_mb: 1024 }, fields: { execution_time_ms: 3_600_000 } }

  test('an execution is a call', () => {
    expect(metered(execution('query'), execution('mutation'))).toEqual({ functionCalls: 2 })
  })

  test.each([
    ['database_io_read_bytes', 'databaseIoGb'],
    ['database_io_write_bytes', 'databaseIoGb'],
    ['network_egress_bytes', 'dataEgressGb'],
    ['file_storage_read_bytes', 'dataEgressGb'],
    ['text_search_query_bytes', 'searchQueryGb'],
    ['vector_search_query_bytes', 'searchQueryGb'],
  ])('%s is %s', (counter, metric) => {
    expect(metered(execution('mutation', { [counter]: GB / 4 }))).toEqual({
      functionCalls: 1,
      [metric]: 0.25,
    })
  })

  test.each(
    COUNTERS.filter(
      name => !/^(database_io|network|file_storage_read|text_search_query|vector_search_query)/.test(name),
    ),
  )('%s alone is in no metric', counter => {
    expect(metered(execution('mutation', { [counter]: GB }))).toEqual({ functionCalls: 1 })
  })

  test.each(['query', 'mutation', 'a type that is not known yet'])('the compute of a %s', type => {
    expect(metered(execution(type, hour.usage, hour.fields))).toEqual({
      functionCalls: 1,
      queryMutationComputeGbHours: 1,
    })
  })

  test('a cached query has no compute', () => {
    expect(metered(execution('query', hour.usage, hour.fields, { cached: true }))).toEqual({
      functionCalls: 1,
    })
  })

  test.each(['action', 'http_action'])('the compute and the CPU of a %s', type => {
    const fields = { ...hour.fields, user_execution_time_ms: 1_800_000 }
    expect(metered(execution(type, hour.usage, fields))).toEqual({
      functionCalls: 1,
      actionComputeConvexGbHours: 1,
      actionComputeCpuGbHours: 0.5,
    })
  })

  test('the compute of an HTTP action, which never runs in Node.js, without its CPU if that is not known', () => {
    const fields = { ...hour.fields, user_execution_time_ms: null }
    expect(metered(execution('http_action', hour.usage, fields))).toEqual({
      functionCalls: 1,
      actionComputeConvexGbHours: 1,
    })
  })

  test('the compute of an action in Node.js, whose CPU is not measured', () => {
    const fields = { ...hour.fields, user_execution_time_ms: null }
    expect(metered(execution('action', hour.usage, fields))).toEqual({
      functionCalls: 1,
      actionComputeNodeJsGbHours: 1,
    })
  })

  test.each(['storage_api_bandwidth', 'log_stream_egress'])('%s leaves the deployment', topic => {
    expect(metered({ topic, timestamp: 1, egress_bytes: GB / 2, convex: CONVEX })).toEqual({
      dataEgressGb: 0.5,
    })
  })

  test('other topics, known and unknown, have none', () => {
    const topics = ['console', 'current_storage_usage', 'audit_log', 'verification', 'tea_time']
    expect(
      metered(...topics.map(topic => ({ topic, timestamp: 1, egress_bytes: 5, convex: CONVEX }))),
    ).toEqual({})
  })
})

test('sums are exact, beyond 2^53 too', () => {
  const meter = createMeter({ by: 'deployment' })
  const counts = [2n ** 60n, 1, 1, 2 ** 53 - 1]
  const events = counts.map(bytes => execution('mutation', { database_io_read_bytes: bytes }))
  meter.add(Object({ id: 'a', events }))
  const digits = meter.snapshot().counts[0]?.[1].databaseIoGb
  expect(digits).toBe(String(2n ** 60n + 2n + 2n ** 53n - 1n))
})

test('a counter that an older deployment does not send yet is 0', () => {
  expect(metered(execution('mutation', { database_io_read_bytes: undefined }))).toEqual({ functionCalls: 1 })
})

describe('usage that is not as a deployment sends it is refused with 503, and nothing of the delivery is counted:', () => {
  test.each<[string, object]>([
    ['an execution without usage', execution('query', {}, { usage: undefined })],
    ['counters at the top', execution('query', {}, { usage: null, database_io_read_bytes: 5 })],
    ['text', execution('query', { database_io_read_bytes: '5' })],
    ['a fraction', execution('query', { database_io_read_bytes: 0.5 })],
    ['more than 64 bits', execution('query', { network_egress_bytes: 2n ** 64n })],
    ['a million digits', execution('query', { memory_used_mb: BigInt(`1${'0'.repeat(1e6)}`) })],
    ['less than 0', execution('query', { network_egress_bytes: -1 })],
    ['a number beyond 2^53 that lost digits', execution('query', { network_egress_bytes: 2 ** 60 })],
    ['a bandwidth of text', { topic: 'log_stream_egress', timestamp: 1, egress_bytes: '5', convex: CONVEX }],
  ])('%s', (_, event) => {
    const meter = createMeter({ by: 'deployment' })
    const delivery = Object({ id: 'a', events: [execution('query'), event] })
    expect(refusalOf(() => meter.add(delivery))).toBe(503)
    expect(meter.totals().size).toBe(0)
    expect(refusalOf(() => meter.add(delivery))).toBe(503)
  })
})

describe('by project', () => {
  test('the deployments of a project are added up, and what belongs to none has an empty name', () => {
    const meter = createMeter({ by: 'project' })
    const of = (deployment: string, slug: string | null) =>
      execution('query', {}, { convex: { deployment_name: deployment, project_slug: slug } })
    meter.add(
      Object({ id: 'a', events: [of('a', 'notes'), of('b', 'notes'), of('c', '__proto__'), of('d', null)] }),
    )
    expect([...meter.totals()].map(([name, usage]) => [name, usage.functionCalls])).toEqual([
      ['notes', 2],
      ['__proto__', 1],
      ['', 1],
    ])
  })
})

test.each([[['notes']], [{}], [5n], [true]])(
  'a slug of a project that is not a text is refused with 503: %s',
  slug => {
    const convex = { deployment_name: 'a', project_slug: slug }
    const meter = createMeter({ by: 'project' })
    expect(
      refusalOf(() => meter.add(Object({ id: 'a', events: [execution('query', {}, { convex })] }))),
    ).toBe(503)
    expect(meter.snapshot().counts).toEqual([])
  },
)

describe('a delivery', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const delivery = Object({ id: 'a', events: [execution('query')] })
  const HOUR = 3_600_000
  const callsOf = (meter: ReturnType<typeof createMeter>) =>
    meter.totals().get('happy-otter-123')?.functionCalls

  test('is counted once for two hours', () => {
    const meter = createMeter({ by: 'deployment' })
    expect(meter.add(delivery)).toBe(true)
    vi.setSystemTime(Date.now() + 2 * HOUR)
    expect([meter.add(delivery), callsOf(meter)]).toEqual([false, 1])
    vi.setSystemTime(Date.now() + 1)
    expect([meter.add(delivery), callsOf(meter)]).toEqual([true, 2])
  })

  test('is forgotten after `rememberMs`, so that the memory is bounded', () => {
    const meter = createMeter({ by: 'deployment', rememberMs: HOUR })
    for (let minute = 0; minute < 600; minute++) {
      meter.add(Object({ id: `${minute}`, events: [] }))
      vi.setSystemTime(Date.now() + 60_000)
    }
    expect(meter.snapshot().deliveries).toHaveLength(61)
  })

  test('is known to a meter that was restored', () => {
    const meter = createMeter({ by: 'deployment' })
    meter.add(delivery)
    const restored = createMeter({ by: 'deployment' })
    restored.restore(JSON.parse(JSON.stringify(meter.snapshot())))
    expect([restored.add(delivery), callsOf(restored)]).toEqual([false, 1])
    expect(restored.snapshot()).toEqual(meter.snapshot())
  })
})

describe('a snapshot is refused with 503, and the meter keeps its state, if it', () => {
  const { version, by, counts, deliveries } = createMeter({ by: 'deployment' }).snapshot()
  test.each<[string, unknown]>([
    ['is nothing', undefined],
    ['is of another version', { version: 2, by, counts, deliveries }],
    ['adds up by something else', { version, by: 'project', counts, deliveries }],
    ['has no counts', { version, by, deliveries }],
    ['has an amount that is a number', { version, by, counts: [['a', { functionCalls: 5 }]], deliveries }],
    ['has an amount below 0', { version, by, counts: [['a', { functionCalls: '-5' }]], deliveries }],
    [
      'has an amount of a million digits',
      { version, by, counts: [['a', { functionCalls: '9'.repeat(1e6) }]], deliveries },
    ],
    ['has no amounts', { version, by, counts: [['a', null]], deliveries }],
    [
      'has a name twice',
      {
        version,
        by,
        counts: [
          ['a', {}],
          ['a', {}],
        ],
        deliveries,
      },
    ],
    ['has a hole', { version, by, counts: new Array(1), deliveries }],
    ['has a time that is none', { version, by, counts, deliveries: [['a', 1e308]] }],
    ['has no name', { version, by, counts: [[5, {}]], deliveries }],
    ['has a delivery without a time', { version, by, counts, deliveries: [['a']] }],
  ])('%s', (_, snapshot) => {
    const meter = createMeter({ by: 'deployment' })
    meter.add(Object({ id: 'a', events: [execution('query')] }))
    const before = meter.snapshot()
    expect(refusalOf(() => meter.restore(Object(snapshot)))).toBe(503)
    expect(meter.snapshot()).toEqual(before)
  })

  test('is not a snapshot at all, and says what is missing', () => {
    const restore = (snapshot: unknown) => () => createMeter({ by: 'deployment' }).restore(Object(snapshot))
    const refused = 'The snapshot of a meter cannot be restored: '
    expect(restore({})).toThrow(`${refused}it is not a snapshot of this version.`)
    expect(restore({ version, by: 'project' })).toThrow(`${refused}it was taken with another \`by\`.`)
    expect(restore({ version, by })).toThrow(`${refused}a list is missing.`)
    expect(restore({ version, by, counts: [[]] })).toThrow(`${refused}a name is missing.`)
    expect(restore({ version, by, counts, deliveries: [['a']] })).toThrow(`${refused}a time is missing.`)
    const amounts = [['a', { functionCalls: '5x' }]]
    expect(restore({ version, by, counts: amounts })).toThrow(`${refused}an amount is not a whole number.`)
  })

  test('is accepted with a metric that is newer than it', () => {
    const meter = createMeter({ by: 'deployment' })
    meter.restore({ version: 1, by: 'deployment', counts: [['a', { functionCalls: '5' }]], deliveries: [] })
    expect(meter.totals().get('a')).toMatchObject({ functionCalls: 5, databaseIoGb: 0 })
  })
})

test('a meter that cannot work says why', () => {
  const wrong = 'The meter is set up wrongly: '
  expect(() => createMeter(Object({}))).toThrow(`${wrong}\`by\` must be 'deployment' or 'project'.`)
  expect(() => createMeter(Object({ by: 'project', remember: 5 }))).toThrow(
    `${wrong}\`remember\` is not an option.`,
  )
  const late = { by: 'project', rememberMs: -1 } as const
  expect(() => createMeter(late)).toThrow(`${wrong}\`rememberMs\` must be a number of milliseconds.`)
})

test.each<[string, object]>([
  ['by nothing', {}],
  ['by something else', { by: 'team' }],
  ['a time that is none', { by: 'project', rememberMs: 'long' }],
  ['a time that is a bigint', { by: 'project', rememberMs: 5n }],
  ['no options', Object(undefined)],
  ['a time below 0', { by: 'project', rememberMs: -1 }],
])('a meter that cannot work is refused: %s', (_, options) => {
  expect(refusalOf(() => createMeter(Object(options) as MeterOptions))).toBe(503)
})
