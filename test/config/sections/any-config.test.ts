import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DeploymentConfig, formatPlan } from '../../../src/config/index.js'
import { InvalidInputError } from '../../../src/index.js'
import { failureOf } from '../../support/settling.js'
import { anyConfig, anyContent, MARK } from './arbitrary.js'
import { HMAC_SECRET, members, target } from './deployment.js'

/** `npm run prove config` tries more. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 80)

const OPTIONS = { maxRemovals: 99, allowPlaceholders: true }

/** The paths of what a config declares. */
function declared({
  environment,
  canonicalUrls,
  usageLimits,
  logStreams,
  paused,
}: DeploymentConfig): string[] {
  const named = {
    environment,
    canonicalUrls,
    logStreams,
    ...(paused !== undefined && { paused: { paused } }),
  }
  return [
    ...Object.entries(named).flatMap(([section, wanted]) =>
      Object.keys(wanted ?? {}).map(name => `${section}.${name}`),
    ),
    ...(usageLimits ?? []).map(
      ({ metric, window, limitType }) => `usageLimits.${metric}/${window}/${limitType}`,
    ),
  ]
}

function without(found: Record<string, unknown>, paths: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(found).filter(([path]) => !paths.includes(path)))
}

function expectNoSecret(token: string, ...shown: readonly unknown[]): void {
  const text = shown.map(one => inspect(one, { depth: 9 }) + JSON.stringify(one)).join(' ')
  for (const secret of [MARK, HMAC_SECRET, token, token.split('|')[1] ?? ''])
    expect(text).not.toContain(secret)
}

test('after an apply the plan is empty, but for pausing, what is not declared is as it was, and no secret is shown', async () => {
  let applied = 0
  const property = fc.asyncProperty(anyContent, anyConfig, async (content, config) => {
    const { fake, plan, run } = target(content)
    const before = members(fake)
    const first = await plan(config, OPTIONS)
    expectNoSecret(fake.token, first, formatPlan(first, { unchanged: true }), first.problems)
    if (first.problems.length > 0) {
      expect(first.problems.every(({ kind }) => kind === 'missing')).toBe(true)
      const error = await failureOf(run(config, OPTIONS))
      expect(error).toBeInstanceOf(InvalidInputError)
      expectNoSecret(fake.token, error)
      expect(members(fake)).toEqual(before)
      return
    }
    const result = await run(config, OPTIONS)
    const { steps, unverified } = result
    applied += 1
    expectNoSecret(fake.token, result)
    expect(unverified).toEqual([])
    expect(steps.filter(({ status, action }) => status !== 'done' && action !== 'set')).toEqual([])
    const again = await plan(config, OPTIONS)
    expect(again.environment.changes).toEqual([])
    expect(
      [again.canonicalUrls, again.usageLimits, again.logStreams].flatMap(({ changes }) => changes),
    ).toEqual([])
    expect(again.paused.changes).toHaveLength(config.paused === undefined ? 0 : 1)
    expect(fake.state.paused).toBe(config.paused ?? content.paused)
    expect(without(members(fake), declared(config))).toEqual(without(before, declared(config)))
  })
  await fc.assert(property, { numRuns })
  expect(applied).toBeGreaterThan(numRuns / 4)
})
