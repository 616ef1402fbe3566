import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createFakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'
import { serveHttp } from '../support/http-server.js'
import { asking } from './asking.js'
import { deadUrl, eventsOf, receiving, signatureOf, streaming } from './receiving.js'

const ACTIVE = { type: 'active' }
const PENDING = { type: 'pending' }

function line(message: unknown) {
  return { topic: 'console', log_level: 'INFO', message }
}

describe('a new log stream', () => {
  test('is pending until its endpoint has answered the verification, then active', async () => {
    const receiver = await receiving()
    const { fake, read } = await streaming(receiver.url, {}, { now: () => 42 })
    expect(await read()).toMatchObject({ status: PENDING })
    await fake.deliverAll()
    expect(await read()).toMatchObject({ status: ACTIVE })
    expect(receiver.events()).toEqual([
      {
        timestamp: 42,
        topic: 'verification',
        message: expect.any(String),
        convex: {
          deployment_name: 'happy-otter-123',
          deployment_type: 'dev',
          deployment_ref: null,
          project_name: 'Otter Pond',
          project_slug: 'otter-pond',
          deployment_region: null,
        },
      },
    ])
  })

  test.each([
    [200, [[1, 200, 'delivered']], ACTIVE],
    [307, [[1, 307, 'delivered']], ACTIVE],
    [401, [[1, 401, 'dropped']], { type: 'failed', reason: 'The endpoint answered 401.' }],
    [
      503,
      [
        [1, 503, 'retrying'],
        [2, 503, 'retrying'],
        [3, 503, 'dropped'],
      ],
      { type: 'failed', reason: 'Gave up after 3 attempts. The endpoint answered 503.' },
    ],
  ])('whose endpoint answers %i', async (status, outcomes, settled) => {
    const receiver = await receiving(() => status)
    const stream = await streaming(receiver.url)
    await stream.fake.deliverAll()
    expect(stream.outcomes()).toEqual(outcomes)
    expect(await stream.read()).toMatchObject({ status: settled })
  })

  test('is active if the third attempt succeeds', async () => {
    const receiver = await receiving((_, number) => (number === 3 ? 200 : 503))
    const { fake, read } = await streaming(receiver.url)
    await fake.deliverAll()
    expect(receiver.received).toHaveLength(3)
    expect(await read()).toMatchObject({ status: ACTIVE })
  })

  test('is never active if nobody listens at its address', async () => {
    let now = 0
    const { fake, read } = await streaming(await deadUrl(), {}, { now: () => now })
    now = 14_999
    expect(await read()).toMatchObject({ status: PENDING })
    await fake.deliverAll()
    const reason = 'Gave up after 3 attempts. The endpoint could not be reached.'
    expect(await read()).toMatchObject({ status: { type: 'failed', reason } })
    now = 1_000_000
    expect(await read()).toMatchObject({ status: { type: 'failed', reason } })
  })

  test('has failed if its endpoint has not answered after 15 seconds of the clock', async () => {
    let now = 0
    let arrived = () => {}
    const arrival = new Promise<void>(resolve => {
      arrived = resolve
    })
    const receiver = await receiving(() => {
      arrived()
      return undefined
    })
    const { read } = await streaming(receiver.url, {}, { now: () => now })
    await arrival
    now = 14_999
    expect(await read()).toMatchObject({ status: PENDING })
    now = 15_000
    expect(await read()).toMatchObject({
      status: { type: 'failed', reason: 'The verification took longer than 15 seconds.' },
    })
  })

  test('is verified by the address that it was changed to meanwhile, and by no other', async () => {
    const [slow, quick] = [await receiving(() => undefined), await receiving()]
    const { fake, read, update } = await streaming(slow.url)
    await update({ url: quick.url })
    await fake.deliverAll()
    expect(await read()).toMatchObject({ status: ACTIVE, url: quick.url })
    expect(quick.received).toHaveLength(1)
  })

  test('that was removed meanwhile stays away, and frees its kind', async () => {
    const receiver = await receiving(() => undefined)
    const { fake, ask, id } = await streaming(receiver.url)
    await ask(`POST /delete_log_stream/${id}`)
    await fake.deliverAll()
    expect(fake.state.logStreams).toMatchObject([{ status: { type: 'deleting' } }])
  })
})

describe('a delivery', () => {
  test.each(['json', 'jsonl'])(
    'in %s is what a deployment sends, and its signature is right',
    async format => {
      const receiver = await receiving()
      const { fake, secret } = await streaming(receiver.url, { format }, { now: () => 7 })
      await fake.deliverAll()
      fake.emit({ topic: 'console', message: 'é\n\u2028"', big: 2n ** 63n })
      fake.emit({
        topic: 'scheduler_stats',
        timestamp: 3,
        lag_seconds: 1,
        num_running_jobs: 2,
        convex: 'mine',
      })
      await fake.deliverAll()
      const [, delivery] = receiver.received
      const convex = JSON.stringify(Reflect.get(Object(receiver.events()[0]), 'convex'))
      const first = `{"timestamp":7,"topic":"console","message":"é\\n\u2028\\"","big":9223372036854775808,"convex":${convex}}`
      const second = `{"timestamp":3,"topic":"scheduler_stats","lag_seconds":1,"num_running_jobs":2,"convex":${convex}}`
      expect(delivery).toMatchObject({
        method: 'POST',
        url: '/',
        headers: { 'content-type': 'application/json' },
      })
      expect(delivery?.body.toString()).toBe(
        format === 'json' ? `[${first},${second}]` : `${first}\n${second}`,
      )
      for (const request of receiver.received) {
        expect(request.headers['x-webhook-signature']).toBe(signatureOf(request, secret()))
      }
    },
  )

  test('has at most 128 events, in their order', async () => {
    const receiver = await receiving()
    const { fake } = await streaming(receiver.url, { format: 'jsonl' })
    await fake.deliverAll()
    const messages = Array.from({ length: 300 }, (_, index) => index)
    for (const message of messages) fake.emit(line(message))
    await fake.deliverAll()
    expect(receiver.received.map(request => eventsOf(request).length)).toEqual([1, 128, 128, 44])
    expect(receiver.events().slice(1)).toMatchObject(messages.map(line))
  })

  test('leaves after 5 seconds of the clock by itself, and many events at once', async () => {
    let now = 0
    const receiver = await receiving()
    const { fake } = await streaming(receiver.url, {}, { now: () => now })
    await fake.deliverAll()
    fake.emit(line('late'))
    now = 5_000
    await expect.poll(() => receiver.received).toHaveLength(2)
    for (let index = 0; index < 4_096; index++) fake.emit(line(index))
    await expect.poll(() => receiver.events()).toHaveLength(2 + 4_096)
  })

  test('has the events of one drain alone', async () => {
    const receiver = await receiving()
    const { fake } = await streaming(receiver.url)
    await fake.deliverAll()
    for (let index = 0; index < 4_096 + 1 + 4_096; index++) {
      fake.emit({ topic: index === 0 ? 'exception' : 'console' })
    }
    await fake.deliverAll()
    const drain = [...Array(31).fill(128), 127]
    const other = Array(32).fill(128)
    expect(receiver.received.map(request => eventsOf(request).length)).toEqual([1, ...drain, ...other, 1])
  })

  test('holds an event as it was when it happened', async () => {
    const receiver = await receiving()
    const { fake } = await streaming(receiver.url)
    await fake.deliverAll()
    const event = line('before')
    fake.emit(event)
    event.message = 'after'
    await fake.deliverAll()
    expect(receiver.events()[1]).toMatchObject(line('before'))
  })

  test('is shown with its host, and never with the user, the password or the key', async () => {
    const receiver = await receiving()
    const { fake, id } = await streaming(`http://otter:p%C3%A4ss@127.0.0.1:${receiver.port}/logs?a=1`)
    await fake.deliverAll()
    const [delivery] = receiver.received
    expect(delivery).toMatchObject({
      url: '/logs?a=1',
      headers: { authorization: `Basic ${Buffer.from('otter:päss').toString('base64')}` },
    })
    expect(JSON.stringify([delivery?.headers, delivery?.body.toString()])).not.toContain(fake.token)
    expect(fake.deliveries).toEqual([
      {
        at: expect.any(Number),
        logStreamId: id,
        kind: 'webhook',
        host: `127.0.0.1:${receiver.port}`,
        eventCount: 1,
        attempt: 1,
        status: 200,
        outcome: 'delivered',
      },
    ])
  })
})

describe('a batch', () => {
  const again = (status?: number) =>
    [1, 2, 3, 4, 5, 6].map(attempt => [attempt, status, attempt === 6 ? 'dropped' : 'retrying'])

  async function sendTo(answer: (number: number) => number | undefined) {
    const receiver = await receiving((_, number) => (number === 1 ? 200 : answer(number)))
    const stream = await streaming(receiver.url)
    await stream.fake.deliverAll()
    stream.fake.emit(line('hello'))
    await stream.fake.deliverAll()
    return { ...stream, receiver }
  }

  test.each([200, 204, 299, 301, 304, 308, 399])('is delivered by %i', async status => {
    const { outcomes } = await sendTo(() => status)
    expect(outcomes().slice(1)).toEqual([[1, status, 'delivered']])
  })

  test.each([400, 401, 403, 404, 409, 410, 413, 422, 424, 426, 428, 451, 499])(
    'is dropped at once by %i, and the stream stays active',
    async status => {
      const { outcomes, read } = await sendTo(() => status)
      expect(outcomes().slice(1)).toEqual([[1, status, 'dropped']])
      expect(await read()).toMatchObject({ status: ACTIVE })
    },
  )

  test.each([408, 421, 425, 429, 500, 501, 503, 599])(
    'is sent six times, the same each time, for %i',
    async status => {
      const { outcomes, read, receiver } = await sendTo(() => status)
      expect(outcomes().slice(1)).toEqual(again(status))
      const [, first, ...others] = receiver.received
      for (const { body, headers } of others) {
        expect(body).toEqual(first?.body)
        expect(headers['x-webhook-signature']).toBe(first?.headers['x-webhook-signature'])
      }
      expect(await read()).toMatchObject({ status: ACTIVE })
    },
  )

  test('that is given up does not hold up the next one', async () => {
    const { fake } = await sendTo(number => (number <= 7 ? 503 : 200))
    fake.emit(line('next'))
    await fake.deliverAll()
    expect(fake.deliveries.at(-1)).toMatchObject({ attempt: 1, outcome: 'delivered' })
  })

  test('is repeated after 1, 2, 4, 8 and 16 seconds of the clock', async () => {
    let now = 0
    const statuses = [200]
    const deliver = () => new Response(null, { status: statuses.shift() ?? 503 })
    const { fake } = await streaming('https://logs.example.com', {}, { now: () => now, deliver })
    await fake.deliverAll()
    fake.emit(line('hello'))
    const rows = () => fake.deliveries.slice(1)
    now = 5_000
    await expect.poll(rows).toHaveLength(1)
    for (const [index, wait] of [1_000, 2_000, 4_000, 8_000, 16_000].entries()) {
      now += wait
      await expect.poll(rows).toHaveLength(index + 2)
    }
    expect(rows().map(({ at }) => at)).toEqual([5_000, 6_000, 8_000, 12_000, 20_000, 36_000])
  })

  test('is sent again if no answer comes in 30 seconds of the clock', async () => {
    let now = 0
    const receiver = await receiving((_, number) => {
      if (number !== 2) return 200
      now += 30_000
      return undefined
    })
    const { fake, outcomes } = await streaming(receiver.url, {}, { now: () => now })
    await fake.deliverAll()
    fake.emit(line('hello'))
    await fake.deliverAll()
    expect(outcomes().slice(1)).toEqual([
      [1, undefined, 'retrying'],
      [2, 200, 'delivered'],
    ])
    expect(fake.deliveries[1]?.reason).toBe('The endpoint did not answer in 30 seconds.')
  })
})

describe('a clock', () => {
  afterEach(() => void vi.useRealTimers())

  /** A stream that is active, whose clock moves from now on at each reading. */
  async function moving(step: number, statuses: readonly number[] = []) {
    let [now, pace] = [0, 0]
    const answers = [200, ...statuses]
    const deliver = vi.fn(() => new Response(null, { status: answers.shift() ?? 200 }))
    const options = { now: () => (now += pace), deliver }
    const stream = await streaming('https://logs.example.com', {}, options)
    await stream.fake.deliverAll()
    pace = step
    return { ...stream, deliver }
  }

  test('that moves at each reading sends each event by itself, not the first alone', async () => {
    const { fake, deliver } = await moving(5_000)
    for (const count of [2, 3]) {
      fake.emit(line(count))
      await expect.poll(() => deliver.mock.calls).toHaveLength(count)
    }
  })

  test('that moves past a wait in one reading repeats an attempt', async () => {
    const { fake, outcomes } = await moving(5_000, [503])
    fake.emit(line('hello'))
    await expect
      .poll(() => outcomes().slice(1))
      .toMatchObject([
        [1, 503, 'retrying'],
        [2, 200, 'delivered'],
      ])
    await fake.deliverAll()
  })

  test('that moves past the verification in one reading ends it', async () => {
    const { fake, read, update } = await moving(15_000)
    await update({ url: 'https://other.example.com' })
    await fake.deliverAll()
    expect(await read()).toMatchObject({ status: { type: 'failed' } })
  })

  test('of the system that a test replaces later is followed with its timers', async () => {
    const deliver = vi.fn(() => new Response())
    const { fake } = await streaming('https://logs.example.com', {}, { deliver })
    await fake.deliverAll()
    vi.useFakeTimers({ now: 42 })
    fake.emit(line('hello'))
    await vi.advanceTimersByTimeAsync(4_999)
    expect(deliver).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    await expect.poll(() => fake.deliveries).toMatchObject([{}, { at: 5_042, outcome: 'delivered' }])
  })
})

describe('a secret', () => {
  test('that was rotated signs from the next change on: a running stream keeps the old one', async () => {
    const receiver = await receiving()
    const { fake, secret, rotate, update } = await streaming(receiver.url)
    await fake.deliverAll()
    const old = secret()
    await rotate()
    await fake.deliverAll()
    await update({ format: 'jsonl' })
    await fake.deliverAll()
    const signers = receiver.received.map(request =>
      [old, secret()].findIndex(key => request.headers['x-webhook-signature'] === signatureOf(request, key)),
    )
    // The verification, the event of the rotation, the second verification, the event of the change.
    expect(signers).toEqual([0, 0, 1, 1])
  })

  test('that was rotated signs after a restart, which needs no verification', async () => {
    const receiver = await receiving()
    const { fake, secret, rotate, read } = await streaming(receiver.url)
    await fake.deliverAll()
    await rotate()
    await fake.deliverAll()
    fake.restore(fake.snapshot())
    expect(await read()).toMatchObject({ status: ACTIVE })
    fake.emit(line('hello'))
    await fake.deliverAll()
    expect(receiver.events().map(({ topic }) => topic)).toEqual(['verification', 'audit_log', 'console'])
    const last = receiver.received.at(-1)
    expect(last?.headers['x-webhook-signature']).toBe(signatureOf(last ?? { body: Buffer.of() }, secret()))
  })
})

describe('a change', () => {
  test('that fails leaves the settings of before in effect', async () => {
    const receiver = await receiving()
    const { fake, read, update } = await streaming(receiver.url)
    await fake.deliverAll()
    const url = await deadUrl()
    await update({ url })
    await fake.deliverAll()
    expect(await read()).toMatchObject({ url, status: { type: 'failed' } })
    fake.emit(line('hello'))
    await fake.deliverAll()
    expect(receiver.events().at(-1)).toMatchObject(line('hello'))
  })

  test('that succeeds is verified first, and what came in between goes to the new address', async () => {
    const [first, second] = [await receiving(), await receiving()]
    const { fake, read, update } = await streaming(first.url)
    await fake.deliverAll()
    await update({ url: second.url })
    expect(await read()).toMatchObject({ status: PENDING })
    fake.emit(line('hello'))
    await fake.deliverAll()
    expect(first.events()).toHaveLength(1)
    expect(second.events().map(({ topic }) => topic)).toEqual(['verification', 'audit_log', 'console'])
  })

  test('back to a snapshot verifies what was pending in it', async () => {
    const receiver = await receiving((_, number) => (number === 1 ? undefined : 200))
    const { fake, read } = await streaming(receiver.url)
    await expect.poll(() => receiver.received).toHaveLength(1)
    fake.restore(fake.snapshot())
    await fake.deliverAll()
    expect(await read()).toMatchObject({ status: ACTIVE })
  })
})

describe('the events', () => {
  const everyTopic = [
    'verification',
    'console',
    'function_execution',
    'exception',
    'audit_log',
    'scheduler_stats',
    'scheduled_job_lag',
    'current_storage_usage',
    'concurrency_stats',
    'storage_api_bandwidth',
    'log_stream_egress',
    'custom_audit',
    'ai_gateway_usage',
  ]
  const withoutTopics = everyTopic.filter(topic => topic !== 'exception' && topic !== 'custom_audit')

  test.each([
    ['of all topics but two reach a stream without topics', undefined, {}, withoutTopics],
    ['of its topics reach a stream', ['console'], {}, ['verification', 'console']],
    ['of a custom audit log', ['custom_audit'], {}, ['verification', 'custom_audit']],
  ])('%s', async (_, topics, options, expected) => {
    const receiver = await receiving()
    const { fake } = await streaming(receiver.url, { topics }, options)
    await fake.deliverAll()
    for (const topic of everyTopic) fake.emit({ topic })
    await fake.deliverAll()
    expect(receiver.events().slice(1)).toMatchObject(expected.map(topic => ({ topic })))
  })

  test('of a custom audit log end with the plan for it', async () => {
    const receiver = await receiving()
    const { fake } = await streaming(receiver.url, { topics: ['console', 'custom_audit'] })
    await fake.deliverAll()
    fake.state.plan.customAuditLogs = false
    fake.restore(fake.snapshot())
    for (const topic of ['custom_audit', 'console']) fake.emit({ topic })
    await fake.deliverAll()
    expect(receiver.events().slice(1)).toMatchObject([{ topic: 'console' }])
  })

  test('of the audit log flow by themselves, each with its metadata as text', async () => {
    const receiver = await receiving()
    const { fake, ask } = await streaming(receiver.url, { topics: ['audit_log'] })
    await fake.deliverAll()
    await ask('POST /update_environment_variables', { changes: [{ name: 'A', value: 'secret' }] })
    await ask('POST /pause_deployment')
    await fake.deliverAll()
    expect(receiver.events().slice(1)).toMatchObject(
      fake.state.auditLog.slice(1).map(({ action, createTime, metadata }) => ({
        topic: 'audit_log',
        timestamp: createTime,
        audit_log_action: action,
        audit_log_metadata: JSON.stringify(metadata),
      })),
    )
    expect(receiver.events()).toHaveLength(3)
  })

  test('of a self-hosted deployment name it, and say nothing else of it', async () => {
    const receiver = await receiving()
    const { fake } = await streaming(receiver.url, {}, { kind: 'selfHosted', name: 'otter' })
    await fake.deliverAll()
    const convex = Object(receiver.events()[0]?.convex)
    expect(convex.deployment_name).toBe('otter')
    expect(Object.values(convex).slice(1)).toEqual([null, null, null, null, null])
  })

  test('that happened before a restart are not sent after it', async () => {
    const receiver = await receiving()
    const { fake } = await streaming(receiver.url)
    await fake.deliverAll()
    fake.emit(line('lost'))
    fake.restore(fake.snapshot())
    await fake.deliverAll()
    expect(receiver.events()).toHaveLength(1)
  })

  test('before a stream is active, or without a plan for streams, are not kept', async () => {
    const receiver = await receiving()
    const { fake } = await streaming(receiver.url)
    fake.emit(line('early'))
    await fake.deliverAll()
    fake.state.plan.logStreaming = false
    fake.emit(line('unpaid'))
    await fake.deliverAll()
    expect(receiver.events()).toHaveLength(1)
  })

  test('of a removed stream are not sent', async () => {
    const receiver = await receiving()
    const { fake, ask, id } = await streaming(receiver.url)
    await fake.deliverAll()
    fake.emit(line('hello'))
    await ask(`POST /delete_log_stream/${id}`)
    await fake.deliverAll()
    expect(receiver.events()).toHaveLength(1)
  })

  test('have a topic that is known', () => {
    const { fake } = asking()
    expect(() => fake.emit({ topic: 'consle' })).toThrow('Did you mean `console`?')
  })
})

describe('an address', () => {
  afterEach(() => vi.unstubAllGlobals())

  test.each([
    ['localhost', '127.0.0.1'],
    ['[::1]', '::1'],
    ['[0:0:0:0:0:0:0:1]', '::1'],
    ['127.0.0.2', '127.0.0.2'],
    ['127.1', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['evil.example@127.0.0.1', '127.0.0.1'],
  ])('on loopback is sent to: %s', async (host, bound) => {
    const receiver = await receiving(() => 200, bound)
    const { fake, read } = await streaming(`http://${host}:${receiver.port}/`)
    await fake.deliverAll()
    expect(receiver.received).toHaveLength(1)
    expect(await read()).toMatchObject({ status: ACTIVE })
  })

  test.each([
    'https://logs.example.com/',
    'http://127.0.0.1.evil.example/',
    'http://localhost.evil.example/',
    'http://127.0.0.1@evil.example/',
    'http://evil.example#@127.0.0.1/',
    'http://evil.example/?@127.0.0.1',
    'http://evil.example\\@127.0.0.1/',
    'http://127.0.0.1.evil/',
    'http://sub.localhost/',
    'http://localhost./',
    'http://0.0.0.0/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://10.0.0.1/',
    'http://128.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'data:text/plain,127.0.0.1',
    'file:///127.0.0.1',
  ])('elsewhere is not sent to, and its stream is active in a second: %s', async url => {
    let now = 0
    const fetched = vi.fn()
    vi.stubGlobal('fetch', fetched)
    const { fake, read } = await streaming(url, {}, { now: () => now })
    await fake.deliverAll()
    expect(await read()).toMatchObject({ status: PENDING })
    now = 1_000
    expect(await read()).toMatchObject({ status: ACTIVE })
    fake.emit(line('hello'))
    fake.emit(line('there'))
    await fake.deliverAll()
    expect(fetched).not.toHaveBeenCalled()
    const reason = expect.stringContaining('Only loopback is sent to.')
    expect(fake.deliveries).toMatchObject([
      { eventCount: 1, outcome: 'not-sent', attempt: 0, reason, at: 0 },
      { eventCount: 2, outcome: 'not-sent', attempt: 0, reason, at: 1_000 },
    ])
  })

  test.each([301, 302, 303, 307, 308])('that a redirect of %i names is not sent to', async status => {
    const target = await receiving()
    const redirecting = await serveHttp((_, outgoing) => {
      outgoing.writeHead(status, { location: target.url }).end()
    })
    const { fake, outcomes } = await streaming(redirecting)
    await fake.deliverAll()
    expect(outcomes()).toEqual([[1, status, 'delivered']])
    expect(target.received).toEqual([])
  })

  test('of another protocol is never sent to', async () => {
    const deliver = vi.fn()
    const { fake, read } = await streaming('ftp://127.0.0.1/', {}, { deliver })
    await fake.deliverAll()
    expect(deliver).not.toHaveBeenCalled()
    expect(await read()).toMatchObject({ status: { type: 'failed' } })
    expect(fake.deliveries).toMatchObject([
      { outcome: 'retrying' },
      { outcome: 'retrying' },
      { outcome: 'dropped', reason: 'The URL is not one of HTTP.' },
    ])
  })

  test('of any kind is sent to by a function that takes the deliveries', async () => {
    const requests: Request[] = []
    const deliver = async (request: Request) => {
      requests.push(request)
      return new Response()
    }
    const { fake, read } = await streaming('https://logs.example.com/a', {}, { deliver })
    await fake.deliverAll()
    expect(await read()).toMatchObject({ status: ACTIVE })
    expect(requests).toMatchObject([
      { method: 'POST', url: 'https://logs.example.com/a', redirect: 'manual' },
    ])
    expect(await requests[0]?.json()).toMatchObject([{ topic: 'verification' }])
  })

  test.each([
    ['rejects', () => Promise.reject(new Error('no'))],
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
  ])('whose function %s could not be reached', async (_, deliver) => {
    const { fake, read } = await streaming('https://logs.example.com', {}, { deliver })
    await fake.deliverAll()
    expect(await read()).toMatchObject({ status: { type: 'failed' } })
    expect(fake.deliveries).toHaveLength(3)
  })
})

test('of the other kinds nothing is sent, and the deliveries say so', async () => {
  let now = 0
  const deliver = vi.fn()
  const { fake, ask } = asking({ now: () => now, deliver })
  await ask('POST /create_log_stream', {
    logStreamType: 'datadog',
    siteLocation: 'EU',
    ddApiKey: 'key',
    ddTags: [],
  })
  now = 1_000
  expect((await ask('GET /list_log_streams')).body).toMatchObject([{ status: ACTIVE }])
  fake.emit(line('hello'))
  await fake.deliverAll()
  expect(deliver).not.toHaveBeenCalled()
  expect(fake.deliveries).toMatchObject([
    { kind: 'datadog', host: undefined, outcome: 'not-sent', reason: 'Only webhooks are delivered.' },
  ])
})

describe('a fake', () => {
  const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length

  test('that is closed sends nothing more, until it listens again as after a restart', async () => {
    const receiver = await receiving((_, number) => (number === 2 ? undefined : 200))
    const { fake, ask, read, rotate, secret } = await streaming(receiver.url)
    await fake.deliverAll()
    fake.emit(line('hangs'))
    const delivered = fake.deliverAll()
    await expect.poll(() => receiver.received).toHaveLength(2)
    fake.emit(line('waits'))
    await fake.close()
    await delivered
    await rotate()
    fake.emit(line('lost'))
    await ask('POST /pause_deployment')
    await fake.deliverAll()
    expect(receiver.received).toHaveLength(2)
    expect(fake.deliveries.at(-1)).toMatchObject({
      outcome: 'stopped',
      reason: expect.stringContaining('stopped'),
    })
    await fake.listen()
    fake.emit(line('hello'))
    await fake.deliverAll()
    const last = receiver.received[2]
    expect(receiver.received).toHaveLength(3)
    expect(receiver.events().at(-1)).toMatchObject(line('hello'))
    expect(last?.headers['x-webhook-signature']).toBe(signatureOf(last ?? { body: Buffer.of() }, secret()))
    expect(await read()).toMatchObject({ status: ACTIVE })
  })

  test('that is closed sends nothing that it is about to send', async () => {
    const receiver = await receiving()
    const { fake } = await streaming(receiver.url)
    await fake.close()
    expect(receiver.received).toEqual([])
    expect(fake.deliveries).toEqual([])
  })

  test('that is closed does not verify, and does when it listens again', async () => {
    const receiver = await receiving()
    const { fake, ask, id } = await streaming(await deadUrl())
    await fake.close()
    await ask(`POST /update_log_stream/${id}`, { logStreamType: 'webhook', url: receiver.url })
    await fake.deliverAll()
    expect(fake.state.logStreams).toMatchObject([{ status: PENDING }])
    await fake.listen()
    await fake.deliverAll()
    expect(fake.state.logStreams).toMatchObject([{ status: ACTIVE }])
  })

  test('keeps no process alive while events and attempts wait', async () => {
    const deliver = vi
      .fn(async () => new Response(null, { status: 503 }))
      .mockResolvedValueOnce(new Response())
    const { fake } = await streaming('https://logs.example.com', {}, { deliver })
    await fake.deliverAll()
    const before = timers()
    fake.emit(line('hello'))
    expect(timers()).toBe(before)
  })

  test('remembers the last thousand deliveries', async () => {
    const { fake } = await streaming('https://logs.example.com', {}, { now: () => 0 })
    fake.state.logStreams = fake.state.logStreams.map(stream => ({ ...stream, status: ACTIVE }))
    for (let index = 0; index < 1_001; index++) {
      fake.emit(line(index))
      await fake.deliverAll()
    }
    expect(fake.deliveries).toHaveLength(1_000)
  })

  test.each([
    [
      'holds nine drains for a slow endpoint, and drops each later one as a whole',
      ['console'],
      [4_096, 4_096],
    ],
    ['counts a drain without an event of its topics', ['console'], [4_096, 4_096], 'audit_log'],
    ['says nothing of a drain that has no event of its topics', ['audit_log'], []],
  ])('%s', async (_, topics, dropped, between = 'console') => {
    const deliver = vi.fn(() => new Promise<Response>(() => {})).mockResolvedValueOnce(new Response())
    const { fake } = await streaming('https://logs.example.com', { topics }, { deliver })
    await fake.deliverAll()
    for (const topic of ['console', ...Array(8).fill(between), 'console', 'console'])
      for (let index = 0; index < 4_096; index++) fake.emit({ topic })
    const reason = 'The queue of the stream is full.'
    const rows = fake.deliveries.slice(1)
    expect(rows).toEqual(
      dropped.map(eventCount =>
        expect.objectContaining({ eventCount, outcome: 'dropped', attempt: 0, reason }),
      ),
    )
  })
})

test('a clock that nobody moves lets a test run all its virtual timers', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let now = 0
  const sent: string[] = []
  let arrive = () => {}
  const arrival = new Promise<void>(resolve => {
    arrive = resolve
  })
  const deliver = async (request: Request) => {
    sent.push(await request.text())
    if (sent.length === 2) arrive()
    return new Response()
  }
  const fake = createFakeDeployment({ now: () => now, deliver })
  const client = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
  await client.logStreams.create({ logStreamType: 'webhook', url: 'https://logs.example', format: 'json' })
  await fake.deliverAll()
  fake.emit({ topic: 'console' })
  await vi.runAllTimersAsync()
  expect(sent).toHaveLength(1)
  now += 5_000
  // A request looks at the clock, and what is due is sent.
  await client.env.list()
  await arrival
  await fake.close()
})

test('a clock of its own sets no timer among the virtual ones of a later test', async () => {
  const { setTimeout: inRealTime } = globalThis
  const fake = createFakeDeployment({ now: () => 0, deliver: async () => new Response() })
  onTestFinished(() => fake.close())
  const client = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
  await client.logStreams.create({ logStreamType: 'webhook', url: 'https://logs.example', format: 'json' })
  await fake.deliverAll()
  fake.emit({ topic: 'console' })
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  // As many looks as a timer of 1, 2 and 4 ms takes.
  for (let looks = 0; looks < 20; looks++) await new Promise(resolve => inRealTime(resolve, 1))
  expect(vi.getTimerCount()).toBe(0)
})
