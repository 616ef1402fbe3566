import { afterEach, describe, expect, test } from 'vitest'
import type { DeploymentClient } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json, listed } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { LIMIT, LIMIT_CONFIG, WEBHOOK_CONFIG } from '../support/samples.js'

const S3 = {
  ...{ logStreamType: 's3Export', bucket: 'otters', region: 'eu-west-1', period: 'daily' },
  ...{ accessKeyId: 'AKIA2345', secretAccessKey: 's3cr3t' },
}
const own = (json: string) => JSON.parse(json)

const UPDATE = '/update_environment_variables'
const changing = (change: object) => ({ body: { changes: [change] } as never })

type Send = (client: DeploymentClient) => unknown

describe('a member that the document does not name is refused, before the service drops it:', () => {
  test.each<[what: string, send: Send, message: RegExp]>([
    [
      'a misspelt selection, without which the whole database is exported',
      ({ logStreams }) => logStreams.create({ ...S3, selecton: { _other: 'excluded' } } as never),
      /^`selecton` is unknown\. Known are logStreamType, bucket, .*, selection\.$/,
    ],
    [
      'misspelt topics, without which all are sent',
      ({ logStreams }) => logStreams.create({ ...WEBHOOK_CONFIG, topic: ['s3cr3t'] } as never),
      /^`topic` is unknown\. Known are logStreamType, url, format, topics\.$/,
    ],
    [
      'a member of another kind, in a change',
      ({ logStreams }) => logStreams.update('id', { logStreamType: 'webhook', dsn: null } as never),
      /^`dsn` is unknown/,
    ],
    [
      'one in the settings of a usage limit',
      ({ usageLimits }) => usageLimits.create({ ...LIMIT_CONFIG, enable: false } as never),
      /^`enable` is unknown/,
    ],
    [
      'the id of a usage limit that was read',
      ({ usageLimits }) => usageLimits.update(LIMIT.id, LIMIT),
      /^`id` is unknown/,
    ],
    [
      'a misspelt selection of a sync',
      ({ raw }) => raw.v1.POST('/data/sync', { body: { selecton: {} } as never }),
      /^`selecton` is unknown\. Known are cursor, selection\.$/,
    ],
    [
      'one of a variable',
      ({ raw }) => raw.v1.POST(UPDATE, changing({ name: 'A', value: null, secret: 's3cr3t' })),
      /^"A": `secret` is unknown\. Known are name, value\.$/,
    ],
    [
      'one of a variable of the published document',
      ({ raw }) => raw.v1Beta.POST(UPDATE, changing({ name: 'A', value: 's3cr3t', note: '' })),
      /^"A": `note` is unknown/,
    ],
    [
      'one that is named as a prototype is',
      ({ logStreams }) => logStreams.create({ ...WEBHOOK_CONFIG, ...own('{"constructor": 1}') }),
      /^`constructor` is unknown/,
    ],
    [
      'one that is no word',
      ({ logStreams }) => logStreams.create({ ...WEBHOOK_CONFIG, 'a\u001b\n': 's3cr3t' } as never),
      /^`\["a\\u001b\\n"\]` is unknown/,
    ],
  ])('%s', async (_, send, message) => {
    await expectRefused(async client => send(client), message)
  })
})

describe('no member is refused', () => {
  afterEach(() => {
    Reflect.deleteProperty(Object.prototype, 'polluted')
  })

  test('that is the name of a component, a table or a column', async () => {
    const { requests, fetch } = answering(json({ logStreamType: 's3Export', id: LIMIT.id }))
    const selection = own(
      '{"_other": "excluded", "": {"__proto__": {"constructor": "included", "_other": "excluded"}, "_other": "excluded"}}',
    )
    await deployment({ fetch }).logStreams.create({ ...S3, selection } as never)
    expect(requests).toHaveLength(1)
  })

  test('that a body inherits from a polluted prototype', async () => {
    Object.defineProperty(Object.prototype, 'polluted', {
      value: 1,
      enumerable: true,
      configurable: true,
      writable: true,
    })
    const { requests, fetch } = answering(json({ usageLimit: LIMIT }))
    await deployment({ fetch }).usageLimits.create(LIMIT_CONFIG)
    expect(requests).toHaveLength(1)
  })

  test('that a caller of `env` has beside a name and a value: they alone are sent', async () => {
    const { requests, fetch } = answering(listed())
    const { env } = deployment({ fetch, contract: 'v1' })
    const variable = { name: 'A', value: 'a', note: 'mine' }
    await env.set([variable])
    await env.update([variable])
    expect(requests).toHaveLength(2)
  })
})
