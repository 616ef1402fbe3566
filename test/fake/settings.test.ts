import { describe, expect, test } from 'vitest'
import type { FakeDeploymentOptions } from '../../src/fake/index.js'
import { LIMIT_CONFIG } from '../support/samples.js'
import { asking } from './asking.js'

/** Ids with a true checksum, of documents that do not exist. */
const [STREAM_ID, LIMIT_ID] = ['jw206qns2hqwm9c0vcv93v27mbyngwsj', 'n024va03btwh8vya4p0dpdmhxh3t495m']
const CREATE = 'POST /create_log_stream'
const webhook = { logStreamType: 'webhook', url: 'https://logs.example.com', format: 'json' }
const sentry = { logStreamType: 'sentry', dsn: 'https://key@o1.ingest.example.com/42' }
const s3 = {
  logStreamType: 's3Export',
  bucket: 'otters',
  region: 'eu-west-1',
  accessKeyId: 'AKIA2345',
  secretAccessKey: 's3-key',
  period: 'daily',
}
const axiom = { logStreamType: 'axiom', apiKey: 'key', datasetName: 'd', attributes: [] }

describe('a log stream is refused', () => {
  const dsn = 'https://o1.ingest.example.com/42'
  const postHog = { logStreamType: 'postHogLogs', apiKey: 'k', host: 'h' }
  const attributes = Array(1025).fill({ key: 'k', value: 'v' })
  const [auditing, audited] = [
    'CustomAuditLogsInLogStreamsNotEnabled',
    { ...webhook, topics: ['custom_audit'] },
  ]
  test.each<[string, string, object, number?, FakeDeploymentOptions?]>([
    ['with a URL that is none', 'InvalidWebhookUrl', { ...webhook, url: 'logs' }],
    ['with a DSN that is none', 'InvalidSentryDsn', { ...sentry, dsn }],
    ['with a tag that begins with $', 'BadJsonBody', { ...sentry, tags: { $a: 'x' } }],
    ['with a host that is none', 'InvalidPostHogHost', postHog],
    [
      'with an unknown entry point',
      'InvalidAxiomIngestUrl',
      { ...axiom, ingestUrl: 'https://axiom.example' },
    ],
    ['with too many attributes', 'InternalServerError', { ...axiom, attributes }, 500],
    ['with a bucket of three dots', 'InvalidS3Bucket', { ...s3, bucket: '...' }],
    ['with a bucket that is an address', 'InvalidS3Bucket', { ...s3, bucket: '10.0.0.1' }],
    ['with a bucket of a name that Amazon reserves', 'InvalidS3Bucket', { ...s3, bucket: 'xn--otters' }],
    [
      'with a selection of a bad name',
      'InvalidDataSyncSelection',
      { ...s3, selection: { _other: 'included', 'a b': 'excluded' } },
    ],
    [
      'without the plan for data sync',
      'StreamingExportNotEnabled',
      s3,
      403,
      { plan: { streamingExport: false } },
    ],
    ['with no topics', 'EmptyLogTopics', { ...webhook, topics: [] }],
    ['with a topic of a kind that is not sent', 'InvalidLogTopic', { ...webhook, topics: ['verification'] }],
    ['with a topic that nobody knows', 'BadJsonBody', { ...webhook, topics: ['otters'] }],
    ['of an unknown kind', 'BadJsonBody', { logStreamType: 'splunk' }],
    ['without a plan for it', 'LogStreamingNotEnabled', webhook, 403, { plan: { logStreaming: false } }],
    ['with custom audit logs on a self-hosted one', auditing, audited, 403, { kind: 'selfHosted' }],
  ])('%s', async (_, code, body, status = 400, options = {}) => {
    const { ask, fake } = asking(options)
    expect(await ask(CREATE, body)).toMatchObject({ status, body: { code } })
    expect(fake.state.logStreams).toEqual([])
  })

  test('as a second one of its kind, until the first is deleted', async () => {
    const { ask } = asking()
    const first = await ask(CREATE, webhook)
    const [status, code] = [409, 'LogStreamAlreadyExists']
    expect(await ask(CREATE, webhook)).toMatchObject({ status, body: { code } })
    await ask(`POST /delete_log_stream/${Reflect.get(Object(first.body), 'id')}`)
    expect(await ask(CREATE, webhook)).toMatchObject({ status: 200 })
  })

  test('as the ninth', async () => {
    const { ask, fake } = asking()
    const other = { status: { type: 'active' }, since: 0 }
    for (let n = 1; n <= 8; n++)
      fake.state.logStreams.push({ id: `k1${n}`, config: { logStreamType: `${n}` }, ...other })
    expect(await ask(CREATE, webhook)).toMatchObject({ status: 400, body: { code: 'LogSinkQuotaExceeded' } })
  })
})

test('a log stream is pending, then active, then pending again when it is changed', async () => {
  let now = 0
  const { ask } = asking({ now: () => now })
  const created = await ask(CREATE, { ...webhook, topics: ['console', 'audit_log', 'console'] })
  const id = Reflect.get(Object(created.body), 'id')
  const status = async () => (await ask(`GET /get_log_stream/${id}`)).body
  const pending = { status: { type: 'pending' }, url: 'https://logs.example.com/' }
  expect(await status()).toMatchObject({ ...pending, topics: ['console', 'audit_log'] })
  now = 1000
  expect(await status()).toMatchObject({ status: { type: 'active' } })
  await ask(`POST /update_log_stream/${id}`, { logStreamType: 'webhook', url: null, topics: null })
  expect(await status()).toMatchObject({ ...pending, topics: null })
})

test('keys are never shown, and a deleted stream is listed for a moment only', async () => {
  let now = 0
  const { ask, fake } = asking({ now: () => now })
  await ask(CREATE, sentry)
  const [stream] = fake.state.logStreams
  expect((await ask('GET /list_log_streams')).body).toEqual([
    { logStreamType: 'sentry', id: stream?.id, status: { type: 'pending' } },
  ])
  await ask(`POST /delete_log_stream/${stream?.id}`)
  expect((await ask('GET /list_log_streams')).body).toMatchObject([{ status: { type: 'deleting' } }])
  now = 1000
  expect((await ask('GET /list_log_streams')).body).toEqual([])
})

describe('an export to Amazon S3', () => {
  const UPDATE = 'POST /update_log_stream/'

  test('is read without its secret, with everything selected, and with a prefix while there is one', async () => {
    const { ask, fake } = asking()
    const created = await ask(CREATE, { ...s3, prefix: 'a/' })
    const id = fake.state.logStreams[0]?.id
    expect(created).toMatchObject({ status: 200, body: { logStreamType: 's3Export', id } })
    const { secretAccessKey: _, ...readable } = s3
    const shown = { ...readable, id, selection: { _other: 'included' }, status: { type: 'pending' } }
    const read = async () => (await ask(`GET /get_log_stream/${id}`)).body
    expect(await read()).toEqual({ ...shown, prefix: 'a/' })
    await ask(UPDATE + id, { logStreamType: 's3Export', prefix: null, bucket: null, period: 'hourly' })
    expect(await read()).toEqual({ ...shown, period: 'hourly' })
  })

  test('of everything has a selection of null, which a change keeps', async () => {
    const { ask, fake } = asking()
    expect(await ask(CREATE, { ...s3, selection: null })).toMatchObject({ status: 200 })
    const id = fake.state.logStreams[0]?.id
    await ask(UPDATE + id, { logStreamType: 's3Export', selection: { _other: 'excluded' } })
    await ask(UPDATE + id, { logStreamType: 's3Export', selection: null })
    const { body } = await ask(`GET /get_log_stream/${id}`)
    expect(body).toMatchObject({ selection: { _other: 'excluded' } })
  })

  test('is created and changed with the permission to view data alone', async () => {
    const permissions = ['deployment:integrations:write'] as const
    const keys = [
      { token: 'all|a', permissions: [...permissions, 'deployment:data:view'] as const },
      { token: 'some|b', permissions },
    ]
    const { ask, fake } = asking({ keys })
    const [all, some] = [
      { headers: { authorization: 'Convex all|a' } },
      { headers: { authorization: 'Convex some|b' } },
    ]
    const refused = { status: 403, body: { code: 'OperationNotPermitted' } }
    expect(await ask(CREATE, s3, some)).toMatchObject(refused)
    expect(await ask(CREATE, s3, all)).toMatchObject({ status: 200 })
    const id = fake.state.logStreams[0]?.id
    expect(await ask(UPDATE + id, { logStreamType: 's3Export' }, some)).toMatchObject(refused)
    expect(await ask(`POST /delete_log_stream/${id}`, undefined, some)).toMatchObject({ status: 200 })
  })

  test('needs no plan for log streams, and to be known before it is changed', async () => {
    const { ask } = asking({ plan: { logStreaming: false, streamingExport: false } })
    const unknown = await ask(UPDATE + STREAM_ID, { logStreamType: 's3Export' })
    expect(unknown).toMatchObject({ status: 404, body: { code: 'LogStreamDoesntExist' } })
    expect(await asking({ plan: { logStreaming: false } }).ask(CREATE, s3)).toMatchObject({ status: 200 })
  })
})

test('the cost of the AI gateway is metered in dollars', async () => {
  const { body } = await asking().ask('GET /get_current_usage')
  expect(body).toMatchObject({ metrics: { aiGatewayCostDollars: { unit: 'dollars' } } })
})

test.each([
  ['GET /get_log_stream/nonsense', undefined, 400, 'InvalidLogStreamId'],
  [`GET /get_log_stream/${LIMIT_ID}`, undefined, 404, 'LogStreamDoesntExist'],
  [`POST /delete_log_stream/${STREAM_ID}`, undefined, 404, 'LogStreamDoesntExist'],
  [`POST /update_usage_limit/${STREAM_ID}`, LIMIT_CONFIG, 400, 'InvalidId'],
  [`POST /delete_usage_limit/${LIMIT_ID}`, undefined, 404, 'UsageLimitNotFound'],
  ['POST /unpause_deployment', undefined, 400, 'UnpauseDeploymentFailed'],
])('%s is refused', async (route, body, status, code) => {
  expect(await asking().ask(route, body)).toMatchObject({ status, body: { code } })
})

test('another kind of update, and a rotation without a secret, are refused', async () => {
  const { ask, fake } = asking()
  await ask(CREATE, sentry)
  const id = fake.state.logStreams[0]?.id
  expect(await ask(`POST /update_log_stream/${id}`, { logStreamType: 'webhook' })).toMatchObject({
    body: { code: 'LogStreamTypeMismatch' },
  })
  expect(await ask(`POST /rotate_webhook_secret/${id}`)).toMatchObject({ body: { code: 'NoSecretToRotate' } })
})

describe('a usage limit', () => {
  const warning = { limitType: 'warning', window: 'month' }
  test.each<[string, object, string]>([
    ['of nothing is refused', { limit: 0 }, 'InvalidUsageLimit'],
    ['below what was used is refused', { limit: 4 }, 'UsageLimitBelowCurrentUsage'],
    ['that warns is refused in development', warning, 'UsageLimitWarningNotSupported'],
    ['of a fraction is refused', { limit: 1.5 }, 'BadJsonBody'],
    ['of an unknown metric is refused', { metric: 'otters' }, 'BadJsonBody'],
  ])('%s', async (_, change, code) => {
    const { ask, fake } = asking()
    fake.state.usage.set('functionCalls', { unit: 'calls', current_day: 4.5, current_month: 4.5 })
    const answer = await ask('POST /create_usage_limit', { ...LIMIT_CONFIG, ...change })
    expect(answer).toMatchObject({ status: 400, body: { code } })
  })

  test('that warns is taken in production, and one that is off may lie below what was used', async () => {
    const { ask, fake } = asking({ deploymentType: 'prod' })
    fake.state.usage.set('functionCalls', { unit: 'calls', current_day: 9, current_month: 9 })
    const usageLimit = { ...LIMIT_CONFIG, limit: 5, limitType: 'warning', enabled: false }
    const answer = await ask('POST /create_usage_limit', usageLimit)
    expect(answer).toMatchObject({ status: 200, body: { usageLimit } })
  })
})

describe('the audit log', () => {
  test.each([
    ['limit=0', 400, 'LimitOutOfRange'],
    ['limit=101', 400, 'LimitOutOfRange'],
    ['limit=', 400, 'BadQueryArgs'],
    ['limit=1.5', 400, 'BadQueryArgs'],
    ['from=1', 400, 'BadQueryArgs'],
    ['cursor=abcd', 400, 'InvalidCursor'],
  ])('refuses %s', async (query, status, code) => {
    const answer = await asking().ask(`GET /list_audit_log_events?from=${Date.now()}&${query}`)
    expect(answer).toMatchObject({ status, body: { code } })
  })

  test.each<[string, FakeDeploymentOptions, string]>([
    ['is not there on self-hosted ones', { kind: 'selfHosted' }, 'AuditLogsDisabled'],
    ['is not there without a plan', { plan: { auditLogRetentionDays: null } }, 'AuditLogsDisabled'],
    ['goes back as far as the plan', { plan: { auditLogRetentionDays: 1 } }, 'AuditLogsTooOld'],
  ])('%s', async (_, options, code) => {
    const answer = await asking(options).ask('GET /list_audit_log_events?from=0')
    expect(answer).toMatchObject({ status: 403, body: { code } })
  })

  test('is read by pages, of which the last may be empty, under cursors that belong to their `from`', async () => {
    const { ask } = asking({ now: () => 1000, plan: { auditLogRetentionDays: -1 } })
    for (const name of ['A', 'B'])
      await ask('POST /update_environment_variables', { changes: [{ name, value: '1' }] })
    const first = await ask('GET /list_audit_log_events?from=5&limit=2')
    const cursor = Reflect.get(Reflect.get(Object(first.body), 'pagination'), 'nextCursor')
    expect(first.body).toMatchObject({ items: [{}, {}], pagination: { hasMore: true } })
    const last = await ask(`GET /list_audit_log_events?from=5&limit=9&cursor=${cursor}`)
    expect(last.body).toEqual({ items: [], pagination: { hasMore: false } })
    expect(await ask(`GET /list_audit_log_events?from=6&cursor=${cursor}`)).toMatchObject({
      body: { code: 'InvalidCursor' },
    })
  })

  test('writes 64-bit numbers as text', async () => {
    const { ask, fake } = asking()
    await ask('POST /create_usage_limit', { ...LIMIT_CONFIG, limit: 5 })
    expect(fake.state.auditLog).toMatchObject([
      { action: 'create_usage_limit', metadata: { config: { limit: '5' } } },
    ])
  })
})

describe('data sync', () => {
  const SYNC = 'POST /data/sync'
  const [included, bad] = [{ _other: 'included' }, 'InvalidDataSyncSelection']
  const selecting = (tables: object) => ({ selection: { ...included, '': { ...included, ...tables } } })
  const plan = { plan: { streamingExport: false } }
  test.each<[string, unknown, number, string, FakeDeploymentOptions?]>([
    ['a cursor of nobody', { cursor: 'abcd' }, 400, 'InvalidDataSyncCursor'],
    ['a selection that is null', { selection: null }, 400, 'BadJsonBody'],
    ['a selection with a bad name', selecting({ 'a b': included }), 400, bad],
    ['a selection without _id', selecting({ t: { ...included, _id: 'excluded' } }), 400, bad],
    ['a plan without it', {}, 403, 'StreamingExportNotEnabled', plan],
  ])('refuses %s', async (_, body, status, code, options = {}) => {
    expect(await asking(options).ask(SYNC, body)).toMatchObject({ status, body: { code } })
  })

  test('writes integers with all their digits, and floats with a fraction', async () => {
    const { fake } = asking()
    const value = { _id: 'x', n: 9007199254740993n, f: 1 }
    fake.state.revisions.push({ component: '', table: 't', ts: 1763887200000000001n, value })
    const headers = { authorization: `Convex ${fake.token}`, 'content-type': 'application/json' }
    const init = { method: 'POST', body: '{}', headers }
    const answer = await fake.fetch(new Request(`${fake.url}/api/v1/data/sync`, init))
    const text = await answer.text()
    expect(text).toContain('"ts":1763887200000000001')
    expect(text).toContain('"value":{"_id":"x","n":9007199254740993,"f":1.0}')
  })

  test('leaves out what is not selected', async () => {
    const { ask, fake } = asking()
    const value = { secret: 'x', open: 'y' }
    const revision = (table: string) => ({ component: '', table, ts: 1n, value: { _id: table, ...value } })
    fake.state.revisions.push(revision('kept'), revision('left'))
    const kept = { _other: 'included', secret: 'excluded' }
    const selection = { _other: 'excluded', '': { _other: 'excluded', kept } }
    expect((await ask(SYNC, { selection })).body).toMatchObject({
      truncates: [{ component: '', table: 'kept' }],
      values: [{ table: 'kept', value: { _id: 'kept', open: 'y' } }],
    })
  })
})

describe('one active sync', () => {
  test('is as the list of active syncs has it', async () => {
    const { ask } = asking()
    const page = await ask('POST /data/sync', {})
    const syncId = Reflect.get(Object(page.body), 'syncId')
    const { body } = await ask('GET /data/list_active_syncs')
    expect(await ask(`GET /data/sync/${syncId}`)).toMatchObject({ status: 200, body: { syncId } })
    expect(body).toMatchObject({ syncs: [(await ask(`GET /data/sync/${syncId}`)).body] })
  })

  test('is unknown once it had no page for three days', async () => {
    let now = 0
    const { ask } = asking({ now: () => now })
    const page = await ask('POST /data/sync', {})
    now = 3 * 86_400_000 + 1
    const answer = await ask(`GET /data/sync/${Reflect.get(Object(page.body), 'syncId')}`)
    expect(answer).toMatchObject({ status: 404, body: { code: 'DataSyncNotFound' } })
    expect((await ask('GET /data/list_active_syncs')).body).toMatchObject({ syncs: [] })
  })

  test('needs the plan, then the permission', async () => {
    const key = { token: 'a|b', permissions: ['deployment:env:view'] as const }
    const headers = { authorization: 'Convex a|b' }
    const { ask } = asking({ keys: [key], plan: { streamingExport: false } })
    const unplanned = await ask('GET /data/sync/x', undefined, { headers })
    expect(unplanned).toMatchObject({ status: 403, body: { code: 'StreamingExportNotEnabled' } })
    const unpermitted = await asking({ keys: [key] }).ask('GET /data/sync/x', undefined, { headers })
    expect(unpermitted).toMatchObject({ status: 403, body: { code: 'OperationNotPermitted' } })
  })
})

test('a paused deployment may be paused again', async () => {
  const { ask } = asking()
  await ask('POST /pause_deployment')
  expect(await ask('POST /pause_deployment')).toMatchObject({ status: 200 })
})

test('a suspended deployment is neither paused nor unpaused', async () => {
  const { ask, fake } = asking()
  fake.state.suspended = true
  expect(await ask('POST /pause_deployment')).toMatchObject({ body: { code: 'PauseDeploymentFailed' } })
  expect(await ask('POST /unpause_deployment')).toMatchObject({ body: { code: 'UnpauseDeploymentFailed' } })
})

test('a self-hosted deployment says so, and has URLs of its own', async () => {
  const { ask } = asking({ kind: 'selfHosted' })
  expect((await ask('GET /deployment_info')).body).toEqual({ kind: 'selfHosted' })
  expect((await ask('GET /get_canonical_urls')).body).toEqual({
    convexCloudUrl: 'http://127.0.0.1:3210',
    convexSiteUrl: 'http://127.0.0.1:3211',
  })
})
