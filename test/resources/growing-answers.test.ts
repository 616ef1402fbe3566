import { expect, test } from 'vitest'
import type { DeploymentClient } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { INFO as CLOUD, EVENT, LIMIT, LIMIT_CONFIG, WEBHOOK } from '../support/samples.js'

function client(answer: unknown): DeploymentClient {
  return deployment({ fetch: answering(json(answer)).fetch })
}

test('an answer may have fields that the document does not know', async () => {
  const { env } = client({ environmentVariables: { A: 'a' }, variablesInTotal: 1, more: null })
  expect(await env.list()).toEqual([{ name: 'A', value: 'a' }])
})

test.each([
  ['a field', { ...WEBHOOK, retries: 3 }],
  ['a field of the status', { ...WEBHOOK, status: { type: 'failed', reason: 'no', since: 1 } }],
  ['a status', { ...WEBHOOK, status: { type: 'throttled', until: 1 } }],
  ['a format', { ...WEBHOOK, format: 'csv' }],
  ['a topic', { ...WEBHOOK, topics: ['console', 'weather'] }],
  ['a kind', { logStreamType: 'splunk', token: null }],
  ['a kind, named as something that every object has', { logStreamType: 'toString' }],
])('a log stream with %s that the document does not know passes, and so do the others', async (_, stream) => {
  const streams = [WEBHOOK, stream, WEBHOOK]
  expect(await client(streams).logStreams.list()).toEqual(streams)
  expect(await client(stream).logStreams.get(WEBHOOK.id)).toEqual(stream)
})

test('a log stream of a kind that the document does not know can be the answer to its creation', async () => {
  const created = { logStreamType: 'managedAnalytics', id: WEBHOOK.id }
  const config = { logStreamType: 'postHogLogs', apiKey: 'k' } as const
  expect(await client(created).logStreams.create(config)).toEqual(created)
})

test.each([
  ['a field', { ...LIMIT, createdBy: 7 }],
  ['a metric', { ...LIMIT, metric: 'quantumCalls' }],
  ['a window', { ...LIMIT, window: 'week' }],
  ['a type', { ...LIMIT, limitType: 'slow' }],
])('a usage limit with %s that the document does not know passes, and so do the others', async (_, limit) => {
  const usageLimits = [LIMIT, limit, LIMIT]
  expect(await client({ usageLimits }).usageLimits.list()).toEqual(usageLimits)
  expect(await client({ usageLimit: limit }).usageLimits.create(LIMIT_CONFIG)).toEqual(limit)
})

test.each([
  ['a metric', { otterHours: { unit: 'calls', usage: { current_day: 1, current_month: 2 } } }, 'complete'],
  [
    'a unit',
    { functionCalls: { unit: 'otters', usage: { current_day: 0.5, current_month: 2 } } },
    'complete',
  ],
  [
    'a window',
    { functionCalls: { unit: 'GB', usage: { current_day: 1, current_month: 2, year: 3 } } },
    'partial',
  ],
  ['a status', {}, 'guessed'],
])('usage with %s that the document does not know passes', async (_, metrics, seedStatus) => {
  expect(await client({ metrics, seedStatus }).usage.current()).toEqual({ metrics, seedStatus })
})

test.each([
  ['a field', { ...EVENT, severity: 'low' }],
  ['an action', { ...EVENT, action: 'launch_rocket' }],
  ['a kind of actor', { ...EVENT, actor: { kind: 'robot', robot_id: 9 } }],
  ['a field of the actor', { ...EVENT, actor: { kind: 'member', member_id: 1, name: 'Otter' } }],
])('an event with %s that the document does not know passes, and so do the others', async (_, event) => {
  const page = { items: [EVENT, event, EVENT], pagination: { hasMore: false, total: 3 } }
  expect(await client(page).auditLog.page({ from: 0 })).toEqual(page)
})

test.each([
  ['a field', { ...CLOUD, region: 'eu-west-1' }],
  ['a type', { ...CLOUD, deploymentType: 'staging' }],
  ['a kind', { kind: 'onTheMoon' }],
])('deployment info with %s that the document does not know passes', async (_, info) => {
  expect(await client(info).info()).toEqual(info)
})

test('a page of data with a status that the document does not know passes', async () => {
  const page = {
    status: { type: 'compacting', progress: 0.5 },
    truncates: [{ component: '', table: 'a', reason: 'new' }],
    values: [],
    syncId: 's',
    pagination: { hasMore: true, nextCursor: 'c' },
    compressed: false,
  }
  expect(await client(page).dataSync.pages().next()).toEqual({ done: false, value: page })
})

test('an active sync with a status that the document does not know passes', async () => {
  const sync = { syncId: 's', lastUpdated: 1, status: { type: 'compacting' }, owner: 'fivetran' }
  const page = { syncs: [sync], pagination: { hasMore: false } }
  expect(await client(page).dataSync.active().next()).toEqual({ done: false, value: sync })
})

test.each([
  ['left out', { hasMore: false }],
  ['null', { hasMore: false, nextCursor: null }],
])('the cursor of a last page may be %s', async (_, pagination) => {
  const events = client({ items: [EVENT], pagination }).auditLog.events({ from: 0 })
  expect(await events.next()).toEqual({ done: false, value: EVENT })
  expect(await events.next()).toEqual({ done: true, value: undefined })
})
