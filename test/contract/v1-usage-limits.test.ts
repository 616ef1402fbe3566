import { describe, expect, inject, test } from 'vitest'
import { type DeploymentClient, InvalidInputError, type UsageLimitConfig } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json, recorder } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const ID = 'kx2b8n4v7c1z5q9w3e6r0t2y4p8a1s5d'

const LIMIT: UsageLimitConfig = {
  metric: 'functionCalls',
  window: 'day',
  limitType: 'disable',
  limit: 1_000_000,
  enabled: true,
}

const CALLS: readonly [
  name: string,
  call: (v1: DeploymentClient, limit: UsageLimitConfig) => Promise<unknown>,
][] = [
  ['create', ({ usageLimits }, limit) => usageLimits.create(limit)],
  ['update', ({ usageLimits }, limit) => usageLimits.update(ID, limit)],
]

describe.each(CALLS)('usageLimits.%s', (_, call) => {
  test.each([
    LIMIT,
    { ...LIMIT, limit: 1, window: 'month', limitType: 'warning', enabled: false },
    { ...LIMIT, limit: Number.MAX_SAFE_INTEGER },
    { ...LIMIT, metric: 'databaseIoGb' },
    { ...LIMIT, metric: 'dataEgressGb' },
    { ...LIMIT, metric: 'searchQueryGb' },
    { ...LIMIT, metric: 'queryMutationComputeGbHours' },
    { ...LIMIT, metric: 'actionComputeConvexGbHours' },
    { ...LIMIT, metric: 'actionComputeNodeJsGbHours' },
    { ...LIMIT, metric: 'actionComputeCpuGbHours' },
    { ...LIMIT, metric: 'aiGatewayCostDollars' },
  ] satisfies UsageLimitConfig[])('sends $metric, $window, $limitType, $limit, $enabled', async limit => {
    const { requests, fetch } = recorder()
    await call(deployment({ url: inject('mocks').v1, contract: 'v1', fetch, retry: false }), limit)
    expect(requests.map(({ body }) => body)).toEqual([JSON.stringify(limit)])
  })

  test.each([
    ['nothing', undefined, /^the body must be an object/],
    ['no metric', { ...LIMIT, metric: undefined }, /"metric" is undefined/],
    ['another metric', { ...LIMIT, metric: 'functioncalls' }, /^`metric` must be one of functionCalls,/],
    ['another window', { ...LIMIT, window: 'week' }, /^`window` must be one of day, month/],
    ['another type', { ...LIMIT, limitType: 'stop' }, /^`limitType` must be one of warning, disable/],
    ['a limit of zero', { ...LIMIT, limit: 0 }, /^`limit` must be at least 1/],
    ['a limit below zero', { ...LIMIT, limit: -1 }, /^`limit` must be at least 1/],
    ['a fraction', { ...LIMIT, limit: 0.5 }, /^`limit` must be an integer/],
    ['a limit that is a string', { ...LIMIT, limit: '5' }, /^`limit` must be an integer/],
    ['a limit that is not a number', { ...LIMIT, limit: Number.NaN }, /"limit" is not a number/],
    ['a limit without end', { ...LIMIT, limit: Number.POSITIVE_INFINITY }, /"limit" is not a number/],
    ['a limit that is a bigint', { ...LIMIT, limit: 5n }, /"limit" is not a number that JSON can hold/],
    ['one that is enabled by a word', { ...LIMIT, enabled: 'yes' }, /^`enabled` must be a boolean/],
    ['a part of a limit', { metric: 'functionCalls', limit: 5 }, /^`window` is missing/],
  ])('refuses %s before it sends anything', async (_, limit, message) => {
    const { requests, fetch } = answering(json(null))
    const error = await failureOf(call(deployment({ contract: 'v1', fetch }), limit as never))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', message: expect.stringMatching(message) })
    expect(requests).toEqual([])
  })
})
