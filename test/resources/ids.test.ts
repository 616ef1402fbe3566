import { describe, expect, test } from 'vitest'
import type { operations } from '../../generated/v1.js'
import type { DeploymentClient } from '../../src/index.js'
import { v1 } from '../../src/schema/contracts.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { LIMIT_CONFIG } from '../support/samples.js'
import { failureOf } from '../support/settling.js'

type Call = (client: DeploymentClient, id: string) => Promise<unknown>

/** The operations that take an id. */
type ById = {
  [Id in keyof operations]: operations[Id] extends { parameters: { path: object } } ? Id : never
}[keyof operations]

const CALLS: { readonly [Id in ById]: Call } = {
  getLogStream: (client, id) => client.logStreams.get(id),
  updateLogStream: (client, id) => client.logStreams.update(id, { logStreamType: 'sentry' }),
  deleteLogStream: (client, id) => client.logStreams.delete(id),
  rotateWebhookSecret: (client, id) => client.logStreams.rotateSecret(id),
  updateUsageLimit: (client, id) => client.usageLimits.update(id, LIMIT_CONFIG),
  deleteUsageLimit: (client, id) => client.usageLimits.delete(id),
  getActiveSync: (client, id) => client.dataSync.get(id),
}

const PATHS = new Map(Object.entries(v1()).map(([id, { path }]) => [id, path]))

/** The path of each, without its id, and the name of its parameter. */
const ROUTES = Object.entries(CALLS).map(([id, call]) => {
  const [, prefix = '', parameter = ''] = /^(.+)\/\{(\w+)\}$/.exec(PATHS.get(id) ?? '') ?? []
  return { prefix, parameter, call }
})

describe.each(ROUTES)('$prefix', ({ prefix, parameter, call }) => {
  test.each([
    ['empty', ''],
    ['a dot', '.'],
    ['two dots', '..'],
    ['half a character', '\ud800'],
    ['half a character before another', '\ud800x'],
    ['half a character after another', 'x\ud800'],
    ['undefined', undefined],
    ['null', null],
    ['a fraction', 7.5],
    ['a number that was rounded', 2 ** 53],
    ['an object', { toString: () => 'x' }],
  ])('refuses an id that is %s, and sends nothing', async (_, id) => {
    await expectRefused(client => call(client, id as never), `\`${parameter}\` must be`)
  })

  test.each([
    ['slashes', 'a/../b', 'a%2F..%2Fb'],
    ['dots and a slash', '../get_canonical_urls', '..%2Fget_canonical_urls'],
    ['three dots', '...', '...'],
    ['encoded dots', '%2e%2E', '%252e%252E'],
    ['an encoded slash', 'a%2Fb', 'a%252Fb'],
    ['a backslash', '..\\x', '..%5Cx'],
    ['a query and a fragment', 'a?from=1#b', 'a%3Ffrom%3D1%23b'],
    ['white space', ' a\tb\n', '%20a%09b%0A'],
    ['a NUL', 'a\0', 'a%00'],
    ['Unicode', 'Otter-ü-🦦', 'Otter-%C3%BC-%F0%9F%A6%A6'],
    ['a template', '{id}', '%7Bid%7D'],
    ['a name that every object has', '__proto__', '__proto__'],
  ])('sends an id with %s as one segment', async (_, id, segment) => {
    const { requests, fetch } = answering(json(null, { status: 404 }))
    await failureOf(call(deployment({ fetch, retry: false }), id))
    expect(requests.map(({ url }) => url)).toEqual([
      `https://happy-otter-123.convex.cloud/api/v1${prefix}/${segment}`,
    ])
  })
})
