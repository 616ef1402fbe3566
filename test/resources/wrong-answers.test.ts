import { describe, expect, test } from 'vitest'
import type { operations } from '../../generated/v1.js'
import { UnexpectedResponseError } from '../../src/index.js'
import { type MethodCall, OPERATIONS } from '../support/calls.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { EVENT, LIMIT } from '../support/samples.js'
import { failureOf } from '../support/settling.js'

/** Answers that do not match the document: where, and what the document has there. */
type Wrong = readonly (readonly [at: string, says: string, answer: unknown])[]

async function failing(contract: 'v1' | 'v1-beta', call: MethodCall['call'], answer: Response) {
  const { fetch, requests } = answering(answer)
  const error = await failureOf(call(deployment({ contract, fetch })))
  return { error, requests }
}

const STREAM = { logStreamType: 'sentry', id: 'k1', status: { type: 'active' } }
const DATADOG = { ...STREAM, logStreamType: 'datadog', siteLocation: 'EU', ddTags: [], topics: null }

const STREAMS: Wrong = [
  ['the body', 'must be an array', { logStreams: [] }],
  ['/1', 'must be an object', [STREAM, null]],
  ['/0/logStreamType', 'must be a string', [{ id: 'k1', status: { type: 'active' } }]],
  ['/0/id', 'is missing', [{ logStreamType: 'sentry', status: { type: 'active' } }]],
  ['/1/status/type', 'must be a string', [STREAM, { ...STREAM, status: {} }]],
  ['/0/status/reason', 'is missing', [{ ...STREAM, status: { type: 'failed' } }]],
  ['/0/tags/team', 'must be a string', [{ ...STREAM, tags: { team: ['s3cr3t'] } }]],
  ['/0/topics/1', 'must be a string', [{ ...DATADOG, topics: ['console', 7] }]],
  ['/0/siteLocation', 'must be a string', [{ ...DATADOG, siteLocation: null }]],
]

const VARIABLES: Wrong = [
  ['the body', 'must be an object', []],
  ['the body', 'must be an object', 's3cr3t'],
  ['/environmentVariables', 'is missing', {}],
  ['/environmentVariables', 'must be an object', { environmentVariables: [['A', 's3cr3t']] }],
  ['/environmentVariables/FOO', 'must be a string', { environmentVariables: { A: 's3cr3t', FOO: null } }],
  ['/environmentVariables/constructor', 'must be a string', { environmentVariables: { constructor: {} } }],
]

const LIMITS: Wrong = [
  ['the body', 'must be an object', [LIMIT]],
  ['/usageLimits', 'is missing', {}],
  ['/usageLimits/1/limit', 'must be an integer', { usageLimits: [LIMIT, { ...LIMIT, limit: 0.5 }] }],
  ['/usageLimits/0/limit', 'must be at least 1', { usageLimits: [{ ...LIMIT, limit: 0 }] }],
  ['/usageLimits/0/metric', 'must be a string', { usageLimits: [{ ...LIMIT, metric: 7 }] }],
  ['/usageLimits/0/enabled', 'must be a boolean', { usageLimits: [{ ...LIMIT, enabled: 1 }] }],
]

const USAGE: Wrong = [
  ['/seedStatus', 'is missing', { metrics: {} }],
  ['/metrics/a/unit', 'is missing', { metrics: { a: {} }, seedStatus: 'complete' }],
  [
    '/metrics/a/usage/current_month',
    'must be a number',
    { metrics: { a: { unit: 'GB', usage: { current_day: 1, current_month: '2' } } }, seedStatus: 'complete' },
  ],
]

const page = (event: object, pagination: unknown = { hasMore: false }) => ({
  items: [EVENT, { ...EVENT, ...event }],
  pagination,
})

const EVENTS: Wrong = [
  ['/pagination', 'is missing', { items: [] }],
  ['/pagination/hasMore', 'must be a boolean', page({}, { hasMore: 'false' })],
  ['/pagination/nextCursor', 'must be a string or null', page({}, { hasMore: true, nextCursor: 7 })],
  ['/items/1/createTime', 'must be an integer', page({ createTime: 1.5 })],
  ['/items/1/clientIp', 'must be a string or null', page({ clientIp: 7 })],
  ['/items/1/actor/kind', 'must be a string', page({ actor: {} })],
  ['/items/1/actor/member_id', 'is missing', page({ actor: { kind: 'member' } })],
  ['/items/1/actor/member_id', 'must be at least 0', page({ actor: { kind: 'member', member_id: -1 } })],
]

const INFO: Wrong = [
  ['/kind', 'must be a string', {}],
  ['/id', 'is missing', { kind: 'cloud' }],
]

const URLS: Wrong = [
  ['/convexSiteUrl', 'is missing', { convexCloudUrl: 'https://a.example' }],
  ['/convexCloudUrl', 'must be a string', { convexCloudUrl: null, convexSiteUrl: 'https://a.example' }],
]

const PAGE = {
  status: { type: 'snapshotting' },
  truncates: [],
  values: [],
  syncId: 's',
  pagination: { hasMore: true, nextCursor: 'c' },
}
const VALUE = { component: '', table: 'a', ts: 1, deleted: false, value: { _id: 'k1' } }

const PAGES: Wrong = [
  ['/status/snapshotTs', 'is missing', { ...PAGE, status: { type: 'upToDate' } }],
  ['/truncates/0/table', 'is missing', { ...PAGE, truncates: [{ component: '' }] }],
  ['/values/1/deleted', 'must be a boolean', { ...PAGE, values: [VALUE, { ...VALUE, deleted: 0 }] }],
  ['/values/0/value', 'must be an object', { ...PAGE, values: [{ ...VALUE, value: null }] }],
  ['/values/0/ts', 'must be an integer', { ...PAGE, values: [{ ...VALUE, ts: '1' }] }],
]

const SYNCS: Wrong = [
  ['/syncs', 'must be an array', { syncs: {}, pagination: { hasMore: false } }],
  [
    '/syncs/0/status/syncedTs',
    'is missing',
    {
      syncs: [
        { syncId: 's', lastUpdated: 1, status: { type: 'stale', totalTables: 1, numDocumentsSynced: 1 } },
      ],
      pagination: { hasMore: false },
    },
  ],
]

const SYNC: Wrong = [
  ['/syncId', 'is missing', { lastUpdated: 1, status: { type: 'compacting' } }],
  ['/lastUpdated', 'must be an integer', { syncId: 's', lastUpdated: '1', status: { type: 'compacting' } }],
]

const CREATED: Wrong = [
  ['/hmacSecret', 'is missing', { logStreamType: 'webhook', id: 'k1' }],
  ['/id', 'must be a string', { logStreamType: 'sentry', id: 7 }],
]

const LISTED = { name: 'A', value: 'b' }

const ARRAY: Wrong = [
  ['the body', 'must be an array', { environmentVariables: { A: 's3cr3t' } }],
  ['/1/value', 'must be a string', [LISTED, { name: 'B', value: null }]],
  ['/0/value', 'must be a string', [{ name: 'A', value: { s3cr3t: 's3cr3t' } }]],
  ['/0/value', 'is missing', [{ name: 's3cr3t' }]],
  ['/0/name', 'must match ^[A-Za-z_][A-Za-z0-9_]*$', [{ name: 'A B', value: 's3cr3t' }]],
  ['/1', 'must be an object', [LISTED, ['A', 's3cr3t']]],
]

const READ: Wrong = [
  ['the body', 'must be an object', [STREAM]],
  ['/status/type', 'must be a string', { ...STREAM, status: {} }],
]

const LIMITED: Wrong = [
  ['/usageLimit', 'is missing', { usageLimits: [] }],
  ['/usageLimit/id', 'must be a string', { usageLimit: { ...LIMIT, id: 7 } }],
]

const ROTATED: Wrong = [['/hmacSecret', 'is missing', { logStreamType: 'webhook' }]]

/** The operations that answer a body. */
type Answering = {
  [Id in keyof operations]: operations[Id] extends { responses: { 200: { content: object } } } ? Id : never
}[keyof operations]

const WRONG: { readonly [operation in `v1 ${Answering}` | 'v1-beta listEnvironmentVariables']: Wrong } = {
  'v1 listEnvironmentVariables': VARIABLES,
  'v1-beta listEnvironmentVariables': ARRAY,
  'v1 listLogStreams': STREAMS,
  'v1 getLogStream': READ,
  'v1 createLogStream': CREATED,
  'v1 rotateWebhookSecret': ROTATED,
  'v1 listUsageLimits': LIMITS,
  'v1 createUsageLimit': LIMITED,
  'v1 updateUsageLimit': LIMITED,
  'v1 getCurrentUsage': USAGE,
  'v1 listAuditLogEvents': EVENTS,
  'v1 getDeploymentInfo': INFO,
  'v1 getCanonicalUrls': URLS,
  'v1 dataSync': PAGES,
  'v1 listActiveSyncs': SYNCS,
  'v1 getActiveSync': SYNC,
}

const ANSWERING = OPERATIONS.filter(({ answer }) => answer !== undefined)

describe.each(ANSWERING)('a wrong answer of $id of $contract', ({ contract, id, methods }) => {
  const operation = id
  const [{ call }] = methods
  const wrong = new Map(Object.entries(WRONG)).get(`${contract} ${id}`) ?? []

  test.each(wrong)('fails, telling that %s %s', async (at, says, answer) => {
    const { error, requests } = await failing(contract, call, json(answer))
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toMatchObject({ operation, status: 200, outcome: 'unknown', attempts: 1 })
    expect(error).toHaveProperty('message', expect.stringContaining(`but ${at} ${says}. `))
    expect(String(error)).not.toContain('s3cr3t')
    expect(requests).toHaveLength(1)
  })

  test.each([
    ['a login page', '<html>Sign in</html>'],
    ['half of an answer', '{"items":['],
    ['nothing', ''],
  ])('fails for %s', async (_, body) => {
    const { error } = await failing(contract, call, new Response(body))
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toMatchObject({ operation, status: 200, outcome: 'unknown' })
  })
})
