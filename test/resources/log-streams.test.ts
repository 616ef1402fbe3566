import { describe, expect, test } from 'vitest'
import type { CreateLogStream, UpdateLogStream } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { CREATED_WEBHOOK, STREAM_ID as ID } from '../support/samples.js'

function client() {
  const { requests, fetch } = answering(json(CREATED_WEBHOOK))
  return { logStreams: deployment({ fetch }).logStreams, requests }
}

const BUCKET = {
  bucket: 'otters',
  region: 'eu-west-1',
  accessKeyId: 'AKIA2345',
  secretAccessKey: 's3-key',
  period: 'daily',
} as const

const SMALLEST: readonly CreateLogStream[] = [
  { logStreamType: 'datadog', siteLocation: 'US1_FED', ddApiKey: 'dd-key', ddTags: [] },
  { logStreamType: 'webhook', url: 'https://logs.example.com', format: 'json' },
  { logStreamType: 'axiom', apiKey: 'axiom-key', datasetName: 'convex', attributes: [] },
  { logStreamType: 'sentry', dsn: 'https://key@sentry.example.com/1' },
  { logStreamType: 'postHogLogs', apiKey: 'ph-key' },
  { logStreamType: 'postHogErrorTracking', apiKey: 'ph-key' },
  { logStreamType: 's3Export', ...BUCKET },
]

const WITH_EVERYTHING: readonly CreateLogStream[] = [
  {
    logStreamType: 'datadog',
    siteLocation: 'AP1',
    ddApiKey: 'dd-key',
    ddTags: ['env:production', 'team:otters'],
    service: 'happy-otter-123',
    topics: ['console', 'custom_audit'],
  },
  { logStreamType: 'webhook', url: 'https://logs.example.com', format: 'jsonl', topics: ['audit_log'] },
  {
    logStreamType: 'axiom',
    apiKey: 'axiom-key',
    datasetName: 'convex',
    attributes: [{ key: 'environment', value: 'production' }],
    ingestUrl: 'https://eu-central-1.aws.edge.axiom.co',
    topics: ['function_execution'],
  },
  {
    logStreamType: 'sentry',
    dsn: 'https://key@sentry.example.com/1',
    tags: { deployment: 'happy-otter-123', constructor: 'x' },
  },
  {
    logStreamType: 'postHogLogs',
    apiKey: 'ph-key',
    host: 'https://eu.i.posthog.com',
    serviceName: 'otters',
    topics: ['scheduler_stats', 'scheduled_job_lag', 'current_storage_usage', 'concurrency_stats'],
  },
  { logStreamType: 'postHogErrorTracking', apiKey: 'ph-key', host: 'https://eu.i.posthog.com' },
  {
    logStreamType: 's3Export',
    ...BUCKET,
    period: 'continuous',
    prefix: 'otters/',
    selection: { _other: 'excluded', '': { _other: 'included', logs: 'excluded' } },
  },
]

const WITH_NOTHING_CHOSEN: readonly CreateLogStream[] = [
  {
    logStreamType: 'datadog',
    siteLocation: 'EU',
    ddApiKey: 'dd-key',
    ddTags: [],
    service: null,
    topics: null,
  },
  { logStreamType: 'webhook', url: 'https://logs.example.com', format: 'json', topics: null },
  {
    logStreamType: 'axiom',
    apiKey: 'axiom-key',
    datasetName: 'convex',
    attributes: [],
    ingestUrl: null,
    topics: null,
  },
  { logStreamType: 'sentry', dsn: 'https://key@sentry.example.com/1', tags: null },
  { logStreamType: 'postHogLogs', apiKey: 'ph-key', host: null, serviceName: null, topics: null },
  { logStreamType: 'postHogErrorTracking', apiKey: 'ph-key', host: null },
  { logStreamType: 's3Export', ...BUCKET, prefix: null },
]

describe('create sends just what it is given', () => {
  test.each([...SMALLEST, ...WITH_EVERYTHING, ...WITH_NOTHING_CHOSEN])(
    'for $logStreamType: %o',
    async config => {
      const { logStreams, requests } = client()
      await logStreams.create(config)
      expect(requests.map(({ body }) => body)).toEqual([JSON.stringify(config)])
    },
  )
})

test.each([
  { logStreamType: 'datadog', id: ID },
  { logStreamType: 'webhook', id: ID, hmacSecret: '0123456789abcdef0123456789abcdef' },
  { logStreamType: 'axiom', id: ID },
  { logStreamType: 'sentry', id: ID },
  { logStreamType: 'postHogLogs', id: ID },
  { logStreamType: 'postHogErrorTracking', id: ID },
])('create resolves with what the deployment answers for $logStreamType', async created => {
  const { logStreams } = deployment({ fetch: answering(json(created)).fetch })
  expect(await logStreams.create({ logStreamType: 'postHogLogs', apiKey: 'ph-key' })).toEqual(created)
})

const KEPT: readonly UpdateLogStream[] = [
  { logStreamType: 'datadog' },
  { logStreamType: 'webhook' },
  { logStreamType: 'axiom' },
  { logStreamType: 'sentry' },
  { logStreamType: 'postHogLogs' },
  { logStreamType: 'postHogErrorTracking' },
]

const CLEARED: readonly UpdateLogStream[] = [
  { logStreamType: 'datadog', service: null, topics: null },
  { logStreamType: 'webhook', topics: null },
  { logStreamType: 'axiom', ingestUrl: null, topics: null },
  { logStreamType: 'sentry', tags: null },
  { logStreamType: 'postHogLogs', host: null, serviceName: null, topics: null },
  { logStreamType: 'postHogErrorTracking', host: null },
]

describe('update', () => {
  test.each(KEPT)('sends no setting of $logStreamType that is left out, so that it stays', async config => {
    const { logStreams, requests } = client()
    await logStreams.update(ID, config)
    expect(requests.map(({ body }) => body)).toEqual([`{"logStreamType":"${config.logStreamType}"}`])
  })

  test.each(CLEARED)('sends null to clear what can be cleared of $logStreamType', async config => {
    const { logStreams, requests } = client()
    await logStreams.update(ID, config)
    expect(requests.map(({ body }) => body)).toEqual([JSON.stringify(config)])
    expect(requests[0]?.body).toContain('null')
  })

  test.each(WITH_EVERYTHING)('sends every setting of $logStreamType that is given', async config => {
    const { logStreams, requests } = client()
    await logStreams.update(ID, config)
    expect(requests.map(({ body }) => body)).toEqual([JSON.stringify(config)])
  })
})
