import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createFakeDeployment } from '../../src/fake/index.js'
import {
  type CreateLogStream,
  createDeploymentClient,
  LogStreamFailedError,
  NotFoundError,
  TimeoutError,
} from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { WEBHOOK, WEBHOOK_CONFIG } from '../support/samples.js'
import { afterWaits, failureOf } from '../support/settling.js'

const AXIOM = {
  logStreamType: 'axiom',
  apiKey: 'xaat-0123456789',
  datasetName: 'convex',
  attributes: [],
} as const satisfies CreateLogStream

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Receiver {
  /** The status of each answer to a delivery. */
  readonly status?: number
  /** The number of reads of a stream before deliveries begin. */
  readonly pendingReads?: number
  /** Runs before a request reaches the deployment. */
  readonly before?: (operation: string) => unknown
}

/** A client of a fake whose deliveries are answered, and the writes that reached it. */
function connect({ status = 200, pendingReads = 0, before = () => {} }: Receiver = {}) {
  const receiver = { status, received: 0 }
  let begin = () => {}
  const begun = new Promise<void>(resolve => {
    begin = resolve
  })
  const fake = createFakeDeployment({
    async deliver() {
      await begun
      receiver.received += 1
      return new Response(null, { status: receiver.status })
    },
  })
  onTestFinished(() => fake.close())
  const asked: string[] = []
  let reads = 0
  const client = createDeploymentClient({
    url: fake.url,
    token: fake.token,
    retry: false,
    async fetch(request) {
      const operation = /v1\/(\w+)/.exec(request.url)?.[1] ?? ''
      asked.push(operation)
      await before(operation)
      if (operation === 'get_log_stream' && reads++ >= pendingReads) {
        begin()
        await fake.deliverAll()
      }
      return fake.fetch(request)
    },
  })
  const { logStreams } = client
  const writes = () => asked.filter(operation => !/^(?:list|get)_/.test(operation))
  return { fake, logStreams, asked, writes, receiver }
}

describe('ensure', () => {
  test('creates the stream of a kind, and resolves with it once it is active', async () => {
    const { logStreams, writes, receiver } = connect({ pendingReads: 2 })
    const stream = await afterWaits(logStreams.ensure(WEBHOOK_CONFIG))
    expect(stream).toMatchObject({ ...WEBHOOK_CONFIG, status: { type: 'active' } })
    expect(await logStreams.list()).toEqual([stream])
    expect(writes()).toEqual(['create_log_stream'])
    expect(receiver.received).toBe(1)
  })

  test('changes the stream of its kind, of which what is left out stays', async () => {
    const { logStreams, writes } = connect()
    const { id } = await logStreams.ensure({ ...WEBHOOK_CONFIG, topics: ['console'] })
    const changed = await logStreams.ensure({ ...WEBHOOK_CONFIG, format: 'json' })
    expect(changed).toMatchObject({ id, format: 'json', topics: ['console'], status: { type: 'active' } })
    expect(await logStreams.ensure({ ...WEBHOOK_CONFIG, format: 'json', topics: null })).toMatchObject({
      topics: null,
    })
    expect(writes()).toEqual(['create_log_stream', 'update_log_stream', 'update_log_stream'])
  })

  test.each<[string, CreateLogStream, CreateLogStream]>([
    ['in everything', WEBHOOK_CONFIG, WEBHOOK_CONFIG],
    [
      'but for the slash of an address',
      { ...WEBHOOK_CONFIG, url: 'https://Logs.example.com:443' },
      { ...WEBHOOK_CONFIG, url: 'https://logs.example.com' },
    ],
    [
      'but for the order of the topics, and a repetition',
      { ...WEBHOOK_CONFIG, topics: ['audit_log', 'console'] },
      { ...WEBHOOK_CONFIG, topics: ['console', 'audit_log', 'console'] },
    ],
    ['but for a null that is absent', WEBHOOK_CONFIG, { ...WEBHOOK_CONFIG, topics: null }],
  ])('writes nothing where the stream is equal %s', async (_, first, second) => {
    const { logStreams, writes } = connect()
    const stream = await logStreams.ensure(first)
    expect(await logStreams.ensure(second)).toEqual(stream)
    expect(writes()).toEqual(['create_log_stream'])
  })

  test('always writes a key, which is never returned and cannot be compared', async () => {
    const { fake, logStreams, writes } = connect()
    await afterWaits(logStreams.ensure(AXIOM))
    await afterWaits(logStreams.ensure({ ...AXIOM, apiKey: 'xaat-9876543210' }))
    expect(writes()).toEqual(['create_log_stream', 'update_log_stream'])
    expect(fake.state.logStreams[0]?.config).toMatchObject({ apiKey: 'xaat-9876543210' })
  })

  test('starts a stream again that has failed, also where it is equal', async () => {
    const { logStreams, writes, fake } = connect()
    await logStreams.ensure(WEBHOOK_CONFIG)
    for (const stream of fake.state.logStreams) stream.status = { type: 'failed', reason: 'Once.' }
    expect(await logStreams.ensure(WEBHOOK_CONFIG)).toMatchObject({ status: { type: 'active' } })
    expect(writes()).toEqual(['create_log_stream', 'update_log_stream'])
  })

  test('creates another stream beside one that is being deleted', async () => {
    const { logStreams } = connect()
    const { id } = await logStreams.ensure(WEBHOOK_CONFIG)
    await logStreams.delete(id)
    expect(await logStreams.ensure(WEBHOOK_CONFIG)).not.toMatchObject({ id })
  })

  test('changes the stream that somebody else was quicker to create', async () => {
    let raced = false
    const { logStreams, writes, fake } = connect({
      async before(operation) {
        if (operation !== 'create_log_stream' || raced) return
        raced = true
        const other = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
        await other.logStreams.create({ ...WEBHOOK_CONFIG, url: 'https://theirs.example' })
      },
    })
    expect(await logStreams.ensure(WEBHOOK_CONFIG)).toMatchObject(WEBHOOK_CONFIG)
    expect(writes()).toEqual(['create_log_stream', 'update_log_stream'])
    expect(fake.state.logStreams).toHaveLength(1)
  })

  test('throws the reason of a stream that has failed', async () => {
    const { logStreams, fake } = connect({ status: 401 })
    const error = await failureOf(logStreams.ensure(WEBHOOK_CONFIG))
    expect(error).toBeInstanceOf(LogStreamFailedError)
    expect(error).toMatchObject({
      name: 'LogStreamFailedError',
      id: fake.state.logStreams[0]?.id,
      reason: 'The endpoint answered 401.',
      outcome: 'unknown',
      message:
        'The log stream (webhook) exists, but failed: The endpoint answered 401. ' +
        'Remove the cause, then call `restart`, or `ensure` with other settings.',
    })
  })

  test('quotes of a reason one short line without secrets', async () => {
    const { apiKey } = AXIOM
    const reason = `Refused "${apiKey}"\n${'x'.repeat(1_000)}`
    const { fetch } = answering(
      json([{ ...AXIOM, apiKey: undefined, id: 'k1', status: { type: 'pending' } }]),
      new Response(null),
      json({ ...AXIOM, apiKey: undefined, id: 'k1', status: { type: 'failed', reason } }),
    )
    const error = await failureOf(deployment({ fetch }).logStreams.ensure(AXIOM))
    expect(error).toMatchObject({ reason: expect.stringMatching(/^Refused "\[redacted\]" x{300,}…$/) })
    expect(JSON.stringify(error)).not.toContain(apiKey)
    expect(Object(error).message.length).toBeLessThan(600)
  })

  test('gives up on a stream that stays pending at totalTimeout', async () => {
    const { fetch, requests } = answering(
      json([]),
      json(WEBHOOK),
      json({ ...WEBHOOK, status: { type: 'pending' } }),
    )
    const client = deployment({ fetch, totalTimeout: 30_000 })
    const failure = failureOf(client.logStreams.ensure(WEBHOOK_CONFIG))
    const settled = vi.fn()
    void failure.then(settled)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    const error = await failure
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({
      operation: 'createLogStream',
      outcome: 'unknown',
      message: expect.stringContaining(
        'The log stream (webhook) did not become active: timed out after `totalTimeout` (30000 ms).',
      ),
    })
    const asked = requests.length
    await vi.advanceTimersByTimeAsync(30_000)
    expect(requests).toHaveLength(asked)
  })

  test.each(['pending', 'restarting', 'aStateOfTomorrow'])('waits for a stream that is %s', async type => {
    const { fetch } = answering(
      json([{ ...WEBHOOK, status: { type } }]),
      json({ ...WEBHOOK, status: { type } }),
      json(WEBHOOK),
    )
    expect(await afterWaits(deployment({ fetch }).logStreams.ensure(WEBHOOK_CONFIG))).toEqual(WEBHOOK)
  })

  test.each([{ status: null }, {}])('takes a stream of an older deployment for active: %o', async status => {
    const { status: _, topics: __, ...webhook } = WEBHOOK
    const old = { ...webhook, ...status }
    const { fetch, requests } = answering(json([old]), json(old))
    expect(await deployment({ fetch }).logStreams.ensure(WEBHOOK_CONFIG)).toEqual(old)
    expect(requests).toHaveLength(2)
  })

  test('does not wait where that is not wanted', async () => {
    const { logStreams } = connect({ pendingReads: 1 })
    expect(await logStreams.ensure(WEBHOOK_CONFIG, { wait: false })).toMatchObject({
      status: { type: 'pending' },
    })
  })

  test('ends with the reason of a signal while it waits', async () => {
    const { logStreams } = connect({ pendingReads: 1_000 })
    const caller = new AbortController()
    const failure = failureOf(logStreams.ensure(WEBHOOK_CONFIG, { signal: caller.signal }))
    await vi.advanceTimersByTimeAsync(3_000)
    caller.abort('enough')
    expect(await failure).toBe('enough')
  })

  describe('says of each error whether it may have written', () => {
    const LOST = new TypeError('fetch failed')
    const FORBIDDEN = json({ code: 'OperationNotPermitted', message: 'No.' }, { status: 403 })
    const HEALTHY = json([WEBHOOK])
    const CHANGE = { ...WEBHOOK_CONFIG, format: 'json' } as const

    test.each([
      ['listing fails', [LOST], 'not-sent'],
      ['listing is refused', [FORBIDDEN], 'not-sent'],
      ['creating is refused', [json([]), FORBIDDEN], 'rejected'],
      ['the answer to creating is lost', [json([]), LOST], 'unknown'],
      ['updating is refused', [HEALTHY, FORBIDDEN], 'rejected'],
      ['the answer to updating is lost', [HEALTHY, LOST], 'unknown'],
    ])('where %s', async (_, answers, outcome) => {
      const { fetch } = answering(...answers)
      const { logStreams } = deployment({ fetch, retry: false })
      expect(await failureOf(logStreams.ensure(CHANGE))).toMatchObject({ outcome })
    })

    const TAKEN = json({ code: 'LogStreamAlreadyExists', message: 'Taken.' }, { status: 409 })
    const CREATED = json({ id: 'k1' })
    const FAILED = json({ ...WEBHOOK, status: { type: 'failed', reason: 'The endpoint answered 401.' } })

    describe.each([
      ['creating', CHANGE, [json([]), CREATED], { operation: 'createLogStream', outcome: 'unknown' }],
      [
        'changing what somebody else created',
        CHANGE,
        [json([]), TAKEN, HEALTHY, new Response(null)],
        { operation: 'updateLogStream', outcome: 'unknown' },
      ],
      [
        'changing',
        CHANGE,
        [HEALTHY, new Response(null)],
        { operation: 'updateLogStream', outcome: 'unknown' },
      ],
      ['writing nothing', WEBHOOK_CONFIG, [HEALTHY], { operation: 'updateLogStream', outcome: 'not-sent' }],
    ])('which it names, after %s', (_, config, answers, write) => {
      test.each([
        ['reading fails', LOST],
        ['reading is refused', FORBIDDEN],
        ['the stream has failed', FAILED],
      ])('where %s', async (_, last) => {
        const { fetch } = answering(...answers, last)
        const { logStreams } = deployment({ fetch, retry: false })
        expect(await failureOf(logStreams.ensure(config))).toMatchObject(write)
      })
    })
  })

  test.each([
    ['a config that is none', undefined, {}, /The body/],
    ['another kind', { logStreamType: 'local' }, {}, /logStreamType.* must be one of/],
    ['a setting too few', { logStreamType: 'webhook', url: 'https://a.example' }, {}, /format.* is missing/],
    ['an unknown option', WEBHOOK_CONFIG, { waits: true }, 'Did you mean `wait`?'],
    ['a wait that is no boolean', WEBHOOK_CONFIG, { wait: 'no' }, '`wait` must be a boolean.'],
  ])('refuses %s before it sends anything', async (_, config, options, message) => {
    await expectRefused(({ logStreams }) => logStreams.ensure(config as never, options as never), message)
  })
})

describe('replaceSecret', () => {
  async function running(receiver?: Receiver) {
    const connected = connect(receiver)
    const { id } = await connected.logStreams.ensure(WEBHOOK_CONFIG)
    const secret = () => connected.fake.state.logStreams[0]?.hmacSecret
    return { ...connected, id, secret }
  }

  test('stores the new secret before the stream signs with it, and returns the webhook that does', async () => {
    const { logStreams, id, secret, asked } = await running()
    const before = secret()
    asked.length = 0
    const stored: unknown[] = []
    const webhook = await logStreams.replaceSecret(id, (...secrets) => {
      stored.push(...secrets, [...asked])
    })
    expect(stored).toEqual([secret(), before, ['get_log_stream', 'rotate_webhook_secret']])
    expect(secret()).not.toBe(before)
    expect(webhook).toMatchObject({ ...WEBHOOK_CONFIG, hmacSecret: secret(), status: { type: 'active' } })
    expect(asked.slice(2)).toEqual(['get_log_stream', 'update_log_stream', 'get_log_stream'])
  })

  test('waits for what `store` promises', async () => {
    const { logStreams, id, writes } = await running()
    await logStreams.replaceSecret(id, async () => {
      await Promise.resolve()
      expect(writes()).not.toContain('update_log_stream')
    })
    expect(writes()).toContain('update_log_stream')
  })

  test('throws what `store` throws, and leaves a stream that signs as before and can be done again', async () => {
    const { logStreams, id, secret, writes, fake } = await running()
    const reason = new Error('The vault is closed.')
    const failure = logStreams.replaceSecret(id, () => Promise.reject(reason))
    expect(await failureOf(failure)).toBe(reason)
    expect(writes()).not.toContain('update_log_stream')
    expect(await logStreams.get(id)).toMatchObject({ hmacSecret: secret(), status: { type: 'active' } })
    const lost = secret()
    let previous: string | undefined
    await logStreams.replaceSecret(id, (_, before) => {
      previous = before
    })
    expect(previous).toBe(lost)
    expect(fake.state.logStreams).toHaveLength(1)
  })

  test('throws where the receiver does not accept the new secret', async () => {
    const { logStreams, id, secret, receiver } = await running()
    receiver.status = 401
    expect(await failureOf(logStreams.replaceSecret(id, () => {}))).toMatchObject({
      name: 'LogStreamFailedError',
      reason: 'The endpoint answered 401.',
      outcome: 'unknown',
    })
    receiver.status = 200
    expect(await logStreams.replaceSecret(id, () => {})).toMatchObject({ hmacSecret: secret() })
  })

  test.each([
    ['update_log_stream', 'unknown'],
    ['rotate_webhook_secret', 'rejected'],
  ])('says that it may have written if %s is refused', async (refused, outcome) => {
    const { logStreams, id, fake } = await running()
    await logStreams.replaceSecret(id, () => {})
    fake.state.plan.logStreaming = refused !== 'rotate_webhook_secret'
    const failure = logStreams.replaceSecret(id, () => {
      fake.state.plan.logStreaming = false
    })
    expect(await failureOf(failure)).toMatchObject({ name: 'ForbiddenError', outcome })
  })

  test('rotates nothing of a stream that is absent', async () => {
    const { logStreams, writes, id } = await running()
    await logStreams.delete(id)
    const store = vi.fn()
    expect(await failureOf(logStreams.replaceSecret(id, store))).toBeInstanceOf(NotFoundError)
    expect(writes()).not.toContain('rotate_webhook_secret')
    expect(store).not.toHaveBeenCalled()
  })

  test.each([undefined, null, 'a secret'])('refuses %o in the place of `store`', async store => {
    await expectRefused(
      ({ logStreams }) => logStreams.replaceSecret('k1', store as never),
      '`store` must be a function.',
    )
  })
})

describe('restart', () => {
  test('starts a stream with the settings that it has, and resolves once it is active', async () => {
    const { logStreams, fake, writes } = connect()
    await afterWaits(logStreams.ensure(AXIOM))
    const [stream] = fake.state.logStreams
    const { id, config } = stream ?? { id: '' }
    for (const each of fake.state.logStreams) each.status = { type: 'failed', reason: 'Once.' }
    expect(await afterWaits(logStreams.restart(id))).toMatchObject({ id, status: { type: 'active' } })
    expect(fake.state.logStreams[0]?.config).toEqual(config)
    expect(writes()).toEqual(['create_log_stream', 'update_log_stream'])
  })

  test('throws the reason of one that fails again', async () => {
    const { logStreams, receiver } = connect()
    const { id } = await logStreams.ensure(WEBHOOK_CONFIG)
    receiver.status = 403
    expect(await failureOf(logStreams.restart(id))).toMatchObject({
      name: 'LogStreamFailedError',
      operation: 'updateLogStream',
      outcome: 'unknown',
    })
  })

  test('writes nothing to a stream that is absent', async () => {
    const { logStreams, writes } = connect()
    const { id } = await logStreams.ensure(WEBHOOK_CONFIG)
    await logStreams.delete(id)
    const error = await failureOf(logStreams.restart(id))
    expect(error).toMatchObject({ name: 'NotFoundError', outcome: 'not-sent' })
    expect(writes()).toEqual(['create_log_stream', 'delete_log_stream'])
  })
})
