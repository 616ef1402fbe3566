import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const ID = 'kd7a2vq9m4x8s1f6t3bz5nwe0hj2gr9c'

function client() {
  const { requests, fetch } = answering(json(null))
  return { logStreams: deployment({ contract: 'v1', fetch, retry: false }).logStreams, requests }
}

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
  ])('of a %s: %s', async (logStreamType, field) => {
    const { logStreams, requests } = client()
    const error = await failureOf(logStreams.update(ID, { logStreamType, [field]: undefined } as never))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({
      outcome: 'not-sent',
      option: field,
      message: expect.stringContaining(`"${field}" is undefined`),
    })
    expect(requests).toEqual([])
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
  ])('of a %s: %s', async (logStreamType, field) => {
    const { logStreams, requests } = client()
    const error = await failureOf(logStreams.update(ID, { logStreamType, [field]: null } as never))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({
      operation: 'updateLogStream',
      outcome: 'not-sent',
      path: `/${field}`,
      message: expect.stringMatching(new RegExp(`^\`${field}\` must be `)),
    })
    expect(requests).toEqual([])
  })
})

describe('create refuses what the deployment would refuse, and says where', () => {
  test.each([
    ['no config', undefined, '', /^the body must be an object/],
    ['null', null, '', /must be an object/],
    ['a list', [], '', /must be an object/],
    ['no kind', { url: 'https://logs.example.com' }, '/logStreamType', /^`logStreamType` must be a string/],
    [
      'another kind',
      { logStreamType: 'local' },
      '/logStreamType',
      /^`logStreamType` must be one of datadog, webhook, axiom,/,
    ],
    [
      'a kind that every object has',
      { logStreamType: 'constructor' },
      '/logStreamType',
      /^`logStreamType` must be one of/,
    ],
    [
      'a setting too few',
      { logStreamType: 'webhook', url: 'https://a.example' },
      '/format',
      /^`format` is missing/,
    ],
    ['tags that Datadog needs', { ...DATADOG, ddTags: null }, '/ddTags', /^`ddTags` must be an array/],
    [
      'a tag that is no string',
      { ...DATADOG, ddTags: ['a', 1] },
      '/ddTags/1',
      /^`ddTags\[1\]` must be a string/,
    ],
    [
      'another site',
      { ...DATADOG, siteLocation: 'eu' },
      '/siteLocation',
      /^`siteLocation` must be one of US1, US3,/,
    ],
    ['another format', { ...WEBHOOK, format: 'csv' }, '/format', /^`format` must be one of json, jsonl/],
    ['no topics at all', { ...WEBHOOK, topics: [] }, '/topics', /^`topics` must /],
    [
      'another topic',
      { ...WEBHOOK, topics: ['console', 'logs'] },
      '/topics/1',
      /^`topics\[1\]` must be one of console,/,
    ],
    [
      'a topic that is only reported',
      { ...WEBHOOK, topics: ['exception'] },
      '/topics/0',
      /^`topics\[0\]` must be one of/,
    ],
    [
      'an attribute too few',
      { ...AXIOM, attributes: [{ key: 'a' }] },
      '/attributes/0/value',
      /^`attributes\[0\]\.value` is missing/,
    ],
    [
      'a tag of Sentry that is no string',
      { logStreamType: 'sentry', dsn: 'https://k@example.com/1', tags: { a: null } },
      '/tags/a',
      /^"a" must be a string/,
    ],
    ['undefined', { ...WEBHOOK, topics: undefined }, undefined, /"topics" is undefined/],
  ])('%s', async (_, config, path, message) => {
    const { logStreams, requests } = client()
    const error = await failureOf(logStreams.create(config as never))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0, message: expect.stringMatching(message) })
    if (path === undefined) expect(error).toHaveProperty('option', 'topics')
    else expect(error).toHaveProperty('path', path)
    expect(requests).toEqual([])
  })

  test('and never quotes a secret', async () => {
    const { logStreams } = client()
    const config = { logStreamType: 'datadog', siteLocation: 'EU', ddApiKey: ['s3cr3t-key'], ddTags: [] }
    const error = await failureOf(logStreams.create(config as never))
    expect(error).toMatchObject({
      path: '/ddApiKey',
      message: expect.stringMatching(/^`ddApiKey` must be a string/),
    })
    expect(JSON.stringify(error)).not.toContain('s3cr3t')
  })
})
