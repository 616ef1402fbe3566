import { describe, expect, test } from 'vitest'
import { type DeploymentClient, InvalidInputError } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

describe('the name of a contract', () => {
  test.each(['auto', 'v1', 'v1-beta', undefined] as const)('may be %s', contract => {
    expect(deployment({ contract }).url).toBe('https://happy-otter-123.convex.cloud')
  })

  test.each(['', 'v2', 'V1', 'v1beta', 'v1Beta', ' v1', 'constructor', '__proto__', 'toString', 1, true, {}])(
    'is refused when it is %o',
    contract => {
      expect(() => deployment({ contract: contract as never })).toThrow(InvalidInputError)
      expect(() => deployment({ contract: contract as never })).toThrow(
        "`contract` must be 'auto', 'v1' or 'v1-beta'.",
      )
    },
  )
})

const ONLY_V1: readonly [method: string, call: (client: DeploymentClient) => Promise<unknown>][] = [
  ['canonicalUrls.get', client => client.canonicalUrls.get()],
  ['canonicalUrls.set', client => client.canonicalUrls.set('convexCloud', 'https://api.example.com')],
  ['canonicalUrls.reset', client => client.canonicalUrls.reset('convexCloud')],
  ['logStreams.list', client => client.logStreams.list()],
  ['logStreams.get', client => client.logStreams.get('k1')],
  ['logStreams.create', client => client.logStreams.create({ logStreamType: 'postHogLogs', apiKey: 'k' })],
  ['logStreams.update', client => client.logStreams.update('k1', { logStreamType: 'webhook' })],
  ['logStreams.delete', client => client.logStreams.delete('k1')],
  ['logStreams.rotateSecret', client => client.logStreams.rotateSecret('k1')],
  ['usage.current', client => client.usage.current()],
  ['usageLimits.list', client => client.usageLimits.list()],
  ['usageLimits.create', client => client.usageLimits.create({} as never)],
  ['usageLimits.update', client => client.usageLimits.update('k1', {} as never)],
  ['usageLimits.delete', client => client.usageLimits.delete('k1')],
  ['auditLog.events', client => client.auditLog.events({ from: 0 }).next()],
  ['auditLog.page', client => client.auditLog.page({ from: 0 })],
  ['dataSync.pages', client => client.dataSync.pages().next()],
  ['dataSync.active', client => client.dataSync.active().next()],
  ['ready', client => client.ready()],
  ['info', client => client.info()],
  ['pause', client => client.pause()],
  ['unpause', client => client.unpause()],
]

test.each(ONLY_V1)('under v1-beta, %s is refused and sends nothing', async (_, call) => {
  const { requests, fetch } = answering(json(null))
  const error = await failureOf(call(deployment({ contract: 'v1-beta', fetch })))
  expect(error).toBeInstanceOf(InvalidInputError)
  expect(error).toMatchObject({
    outcome: 'not-sent',
    attempts: 0,
    option: 'contract',
    message: "The contract 'v1-beta' has environment variables only.",
  })
  expect(requests).toEqual([])
})

test.each(ONLY_V1.filter(([method]) => !/^usageLimits\.(create|update)$/.test(method)))(
  'under auto, %s asks the deployment, without finding out first',
  async (_, call) => {
    const { requests, fetch } = answering(new Response(null, { status: 404 }))
    const error = await failureOf(call(deployment({ contract: 'auto', fetch })))
    expect(error).toMatchObject({ name: 'NotFoundError' })
    expect(requests).toHaveLength(1)
  },
)
