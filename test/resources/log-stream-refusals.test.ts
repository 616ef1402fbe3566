import { describe, expect, test } from 'vitest'
import { expectRefused } from '../support/refused.js'
import { STREAM_ID as ID } from '../support/samples.js'

const WEBHOOK = { logStreamType: 'webhook', url: 'https://logs.example.com', format: 'json' }
const DATADOG = { logStreamType: 'datadog', siteLocation: 'EU', ddApiKey: 'dd-key', ddTags: [] }
const AXIOM = { logStreamType: 'axiom', apiKey: 'axiom-key', datasetName: 'convex', attributes: [] }

describe('update refuses undefined, which JSON would drop', () => {
  test.each([
    ['datadog', 'siteLocation'],
    ['datadog', 'ddApiKey'],
    ['datadog', 'ddTags'],
    ['datadog', 'service'],
    ['datadog', 'topics'],
    ['webhook', 'url'],
    ['webhook', 'format'],
    ['webhook', 'topics'],
    ['axiom', 'apiKey'],
    ['axiom', 'datasetName'],
    ['axiom', 'attributes'],
    ['axiom', 'ingestUrl'],
    ['axiom', 'topics'],
    ['sentry', 'dsn'],
    ['sentry', 'tags'],
    ['postHogLogs', 'apiKey'],
    ['postHogLogs', 'host'],
    ['postHogLogs', 'serviceName'],
    ['postHogLogs', 'topics'],
    ['postHogErrorTracking', 'apiKey'],
    ['postHogErrorTracking', 'host'],
    ['s3Export', 'prefix'],
  ])('of a %s: %s', async (logStreamType, field) => {
    const config = { logStreamType, [field]: undefined } as never
    await expectRefused(({ logStreams }) => logStreams.update(ID, config), `"${field}" is undefined`)
  })
})

describe('update refuses null where the server takes it for "leave it"', () => {
  test.each([
    ['datadog', 'siteLocation'],
    ['datadog', 'ddApiKey'],
    ['datadog', 'ddTags'],
    ['webhook', 'url'],
    ['webhook', 'format'],
    ['axiom', 'apiKey'],
    ['axiom', 'datasetName'],
    ['axiom', 'attributes'],
    ['sentry', 'dsn'],
    ['postHogLogs', 'apiKey'],
    ['postHogErrorTracking', 'apiKey'],
    ['s3Export', 'secretAccessKey'],
    ['s3Export', 'selection'],
  ])('of a %s: %s', async (logStreamType, field) => {
    const config = { logStreamType, [field]: null } as never
    const message = new RegExp(`${field}.* must be `)
    const error = await expectRefused(({ logStreams }) => logStreams.update(ID, config), message)
    expect(error.operation).toBe('updateLogStream')
  })
})

describe('create refuses what the deployment would refuse, and says where', () => {
  test.each([
    ['no config', undefined, /The body/],
    ['null', null, /must be an object/],
    ['a list', [], /must be an object/],
    ['no kind', { url: 'https://logs.example.com' }, /logStreamType.* must be a string/],
    ['another kind', { logStreamType: 'local' }, /logStreamType.* must be one of datadog, webhook, axiom,/],
    ['a kind that every object has', { logStreamType: 'constructor' }, /logStreamType.* must be one of/],
    ['a setting too few', { logStreamType: 'webhook', url: 'https://a.example' }, /format.* is missing/],
    ['tags that Datadog needs', { ...DATADOG, ddTags: null }, /ddTags.* must be an array/],
    ['a tag that is no string', { ...DATADOG, ddTags: ['a', 1] }, /ddTags.*1.* must be a string/],
    ['another site', { ...DATADOG, siteLocation: 'eu' }, /siteLocation.* must be one of US1, US3,/],
    ['another format', { ...WEBHOOK, format: 'csv' }, /format.* must be one of json, jsonl/],
    ['no topics at all', { ...WEBHOOK, topics: [] }, /topics.* must /],
    ['another topic', { ...WEBHOOK, topics: ['console', 'logs'] }, /topics.*1.* must be one of console,/],
    ['a topic that is only reported', { ...WEBHOOK, topics: ['exception'] }, /topics.*0.* must be one of/],
    ['an attribute too few', { ...AXIOM, attributes: [{ key: 'a' }] }, /attributes.*0.*value.* is missing/],
    [
      'a tag of Sentry that is no string',
      { logStreamType: 'sentry', dsn: 'https://k@example.com/1', tags: { a: null } },
      /tags.*a.* must be a string/,
    ],
    ['undefined', { ...WEBHOOK, topics: undefined }, /"topics" is undefined/],
  ])('%s', async (_, config, message) => {
    await expectRefused(({ logStreams }) => logStreams.create(config as never), message)
  })

  test('and never quotes a secret', async () => {
    const config = { ...DATADOG, ddApiKey: ['s3cr3t-key'] }
    await expectRefused(({ logStreams }) => logStreams.create(config as never), /ddApiKey.* must be a string/)
  })
})
