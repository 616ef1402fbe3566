import { describe, expect, inject, test } from 'vitest'
import type { DeploymentClient } from '../../src/index.js'
import { v1 as operations } from '../../src/schema/contracts.js'
import { deployment, TOKEN } from '../support/deployment.js'
import { recorder } from '../support/recorder.js'

const ID = 'kd7a2vq9m4x8s1f6t3bz5nwe0hj2gr9c'

const LIMIT = {
  metric: 'functionCalls',
  window: 'day',
  limitType: 'disable',
  limit: 1_000_000,
  enabled: true,
} as const

const WEBHOOK = { logStreamType: 'webhook', url: 'https://logs.example.com/convex', format: 'jsonl' } as const

function client() {
  const { requests, fetch } = recorder()
  const v1 = deployment({ url: inject('mocks').v1, contract: 'v1', fetch, retry: false })
  return { v1, requests }
}

/** A method, and the one request that it sends. */
interface Call {
  readonly method: string
  readonly call: (v1: DeploymentClient) => Promise<unknown>
  readonly sends: `${'GET' | 'POST'} /${string}`
  readonly body?: string
}

const READS: readonly Call[] = [
  { method: 'env.list', call: v1 => v1.env.list(), sends: 'GET /list_environment_variables' },
  { method: 'env.get', call: v1 => v1.env.get('A'), sends: 'GET /list_environment_variables' },
  { method: 'canonicalUrls.get', call: v1 => v1.canonicalUrls.get(), sends: 'GET /get_canonical_urls' },
  { method: 'logStreams.list', call: v1 => v1.logStreams.list(), sends: 'GET /list_log_streams' },
  { method: 'logStreams.get', call: v1 => v1.logStreams.get(ID), sends: `GET /get_log_stream/${ID}` },
  { method: 'usage.current', call: v1 => v1.usage.current(), sends: 'GET /get_current_usage' },
  { method: 'usageLimits.list', call: v1 => v1.usageLimits.list(), sends: 'GET /list_usage_limits' },
  {
    method: 'auditLog.events',
    call: v1 => v1.auditLog.events({ from: new Date('2025-11-23') }).next(),
    sends: 'GET /list_audit_log_events?from=1763856000000&limit=100',
  },
  {
    method: 'auditLog.page',
    call: v1 => v1.auditLog.page({ from: 0 }),
    sends: 'GET /list_audit_log_events?from=0',
  },
  {
    method: 'auditLog.page with a cursor and a limit',
    call: v1 => v1.auditLog.page({ from: 1.7e12, cursor: 'a1 &=+/?#é', limit: 1 }),
    sends: 'GET /list_audit_log_events?from=1700000000000&cursor=a1%20%26%3D%2B%2F%3F%23%C3%A9&limit=1',
  },
  {
    method: 'dataSync.active',
    call: v1 => v1.dataSync.active().next(),
    sends: 'GET /data/list_active_syncs?limit=100',
  },
  { method: 'ready', call: v1 => v1.ready(), sends: 'GET /get_canonical_urls' },
  { method: 'info', call: v1 => v1.info(), sends: 'GET /deployment_info' },
]

const WRITES_WITHOUT_A_BODY: readonly Call[] = [
  {
    method: 'logStreams.delete',
    call: v1 => v1.logStreams.delete(ID),
    sends: `POST /delete_log_stream/${ID}`,
  },
  {
    method: 'logStreams.rotateSecret',
    call: v1 => v1.logStreams.rotateSecret(ID),
    sends: `POST /rotate_webhook_secret/${ID}`,
  },
  {
    method: 'usageLimits.delete',
    call: v1 => v1.usageLimits.delete(ID),
    sends: `POST /delete_usage_limit/${ID}`,
  },
  { method: 'pause', call: v1 => v1.pause(), sends: 'POST /pause_deployment' },
  { method: 'unpause', call: v1 => v1.unpause(), sends: 'POST /unpause_deployment' },
]

const WITH_A_BODY: readonly Call[] = [
  {
    method: 'env.set',
    call: v1 => v1.env.set({ B: 'two', A: '' }),
    sends: 'POST /update_environment_variables',
    body: '{"changes":[{"name":"B","value":"two"},{"name":"A","value":""}]}',
  },
  {
    method: 'env.unset',
    call: v1 => v1.env.unset(['A', 'CONVEX_SITE_URL']),
    sends: 'POST /update_environment_variables',
    body: '{"changes":[{"name":"A","value":null},{"name":"CONVEX_SITE_URL","value":null}]}',
  },
  {
    method: 'env.update',
    call: v1 =>
      v1.env.update([
        { name: 'OLD', value: null },
        { name: 'NEW', value: 'on' },
      ]),
    sends: 'POST /update_environment_variables',
    body: '{"changes":[{"name":"OLD","value":null},{"name":"NEW","value":"on"}]}',
  },
  {
    method: 'canonicalUrls.set',
    call: v1 => v1.canonicalUrls.set('convexCloud', 'https://api.example.com'),
    sends: 'POST /update_canonical_url',
    body: '{"requestDestination":"convexCloud","url":"https://api.example.com"}',
  },
  {
    method: 'canonicalUrls.reset',
    call: v1 => v1.canonicalUrls.reset('convexSite'),
    sends: 'POST /update_canonical_url',
    body: '{"requestDestination":"convexSite","url":null}',
  },
  {
    method: 'logStreams.create',
    call: v1 => v1.logStreams.create(WEBHOOK),
    sends: 'POST /create_log_stream',
    body: '{"logStreamType":"webhook","url":"https://logs.example.com/convex","format":"jsonl"}',
  },
  {
    method: 'logStreams.update',
    call: v1 => v1.logStreams.update(ID, { logStreamType: 'webhook', format: 'json' }),
    sends: `POST /update_log_stream/${ID}`,
    body: '{"logStreamType":"webhook","format":"json"}',
  },
  {
    method: 'usageLimits.create',
    call: v1 => v1.usageLimits.create(LIMIT),
    sends: 'POST /create_usage_limit',
    body: '{"metric":"functionCalls","window":"day","limitType":"disable","limit":1000000,"enabled":true}',
  },
  {
    method: 'usageLimits.update',
    call: v1 => v1.usageLimits.update(ID, { ...LIMIT, enabled: false }),
    sends: `POST /update_usage_limit/${ID}`,
    body: '{"metric":"functionCalls","window":"day","limitType":"disable","limit":1000000,"enabled":false}',
  },
  {
    method: 'dataSync.pages',
    call: v1 => v1.dataSync.pages().next(),
    sends: 'POST /data/sync',
    body: '{}',
  },
]

const ALL = [...READS, ...WRITES_WITHOUT_A_BODY, ...WITH_A_BODY]

test.each(ALL)('$method sends $sends and nothing else', async ({ call, sends, body = '' }) => {
  const { v1, requests } = client()
  await call(v1)
  expect(requests.map(request => `${request.method} ${request.url}`)).toEqual([
    sends.replace('/', `${inject('mocks').v1}/api/v1/`),
  ])
  expect(requests[0]?.body).toBe(body)
})

test('these calls reach every operation of the document', () => {
  const sent = ALL.map(({ sends }) => sends.replace(/\?.*$/, '').replace(ID, '{id}'))
  const documented = Object.values(operations()).map(({ method, path }) => `${method} ${path}`)
  expect([...new Set(sent)].sort()).toEqual(documented.sort())
})

describe('the headers are exactly those of the contract', () => {
  const ALWAYS = {
    authorization: `Convex ${TOKEN}`,
    'convex-client': expect.stringMatching(/^convex-deployment-\d+\.\d+\.\d+/),
    'convex-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
  }

  test.each([...READS, ...WRITES_WITHOUT_A_BODY])('of $method, without a body', async ({ call }) => {
    const { v1, requests } = client()
    await call(v1)
    expect(requests.map(({ headers }) => headers)).toEqual([ALWAYS])
  })

  test.each(WITH_A_BODY)('of $method, with a body', async ({ call }) => {
    const { v1, requests } = client()
    await call(v1)
    const headers = { ...ALWAYS, 'content-type': 'application/json' }
    expect(requests.map(request => request.headers)).toEqual([headers])
  })
})

test.each([
  ['env.set({})', (v1: DeploymentClient) => v1.env.set({})],
  ['env.unset([])', (v1: DeploymentClient) => v1.env.unset([])],
  ['env.update([])', (v1: DeploymentClient) => v1.env.update([])],
])('%s sends nothing', async (_, call) => {
  const { v1, requests } = client()
  await call(v1)
  expect(requests).toEqual([])
})

test('a deployment takes an id of any characters as one segment', async () => {
  const { v1, requests } = client()
  expect(await v1.logStreams.get('../ü/🦦?#')).toMatchObject({ logStreamType: 'webhook' })
  expect(requests).toHaveLength(1)
})
