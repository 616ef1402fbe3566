import { describe, expect, test } from 'vitest'
import type { DeploymentClient, UsageLimitConfig } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { LIMIT, LIMIT_CONFIG } from '../support/samples.js'

const CALLS: readonly [
  name: string,
  call: (client: DeploymentClient, limit: UsageLimitConfig) => Promise<unknown>,
][] = [
  ['create', ({ usageLimits }, limit) => usageLimits.create(limit)],
  ['update', ({ usageLimits }, limit) => usageLimits.update(LIMIT.id, limit)],
]

describe.each(CALLS)('usageLimits.%s', (_, call) => {
  test.each([
    LIMIT_CONFIG,
    { ...LIMIT_CONFIG, limit: 1, window: 'month', limitType: 'warning', enabled: false },
    { ...LIMIT_CONFIG, limit: Number.MAX_SAFE_INTEGER },
    { ...LIMIT_CONFIG, metric: 'databaseIoGb' },
    { ...LIMIT_CONFIG, metric: 'dataEgressGb' },
    { ...LIMIT_CONFIG, metric: 'searchQueryGb' },
    { ...LIMIT_CONFIG, metric: 'queryMutationComputeGbHours' },
    { ...LIMIT_CONFIG, metric: 'actionComputeConvexGbHours' },
    { ...LIMIT_CONFIG, metric: 'actionComputeNodeJsGbHours' },
    { ...LIMIT_CONFIG, metric: 'actionComputeCpuGbHours' },
    { ...LIMIT_CONFIG, metric: 'aiGatewayCostDollars' },
  ] satisfies UsageLimitConfig[])('sends $metric, $window, $limitType, $limit, $enabled', async limit => {
    const { requests, fetch } = answering(json({ usageLimit: LIMIT }))
    await call(deployment({ fetch }), limit)
    expect(requests.map(({ body }) => body)).toEqual([JSON.stringify(limit)])
  })

  test.each([
    ['nothing', undefined, /The body/],
    ['no metric', { metric: undefined }, /"metric" is undefined/],
    ['another metric', { metric: 'functioncalls' }, /metric.* must be one of functionCalls,/],
    ['another window', { window: 'week' }, /window.* must be one of day, month/],
    ['another type', { limitType: 'stop' }, /limitType.* must be one of warning, disable/],
    ['a limit of zero', { limit: 0 }, /limit.* must be at least 1/],
    ['a limit that would lose digits', { limit: 2 ** 53 }, /limit.* must be at most 9007199254740991/],
    ['a limit below zero', { limit: -1 }, /limit.* must be at least 1/],
    ['a fraction', { limit: 0.5 }, /limit.* must be an integer/],
    ['a limit that is a string', { limit: '5' }, /limit.* must be an integer/],
    ['a limit that is not a number', { limit: Number.NaN }, /"limit" is NaN, which JSON cannot hold/],
    ['a limit without end', { limit: Number.POSITIVE_INFINITY }, /"limit" is Infinity/],
    ['a limit that is a bigint', { limit: 5n }, /"limit" is bigint, which JSON cannot hold/],
    ['one that is enabled by a word', { enabled: 'yes' }, /enabled.* must be a boolean/],
  ])('refuses %s before it sends anything', async (_, change, message) => {
    const limit = change && { ...LIMIT_CONFIG, ...change }
    await expectRefused(client => call(client, limit as never), message)
  })

  test('refuses a part of a limit', async () => {
    const part = { metric: 'functionCalls', limit: 5 }
    await expectRefused(client => call(client, part as never), /window.* is missing/)
  })
})
