import { describe, expect, test } from 'vitest'
import { createFakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { LIMIT, LIMIT_CONFIG } from '../support/samples.js'
import { failureOf } from '../support/settling.js'

const { metric, window, limitType } = LIMIT_CONFIG
const IDENTITY = { metric, window, limitType }
const LOST = new TypeError('fetch failed')
const FORBIDDEN = json({ code: 'OperationNotPermitted', message: 'No.' }, { status: 403 })
const LISTED = json({ usageLimits: [LIMIT] })
const NONE = json({ usageLimits: [] })

/** A client of a fake, and the writes that reached it. */
function connect(before: (operation: string) => unknown = () => {}) {
  const fake = createFakeDeployment({ deploymentType: 'prod' })
  const writes: string[] = []
  const { url, token } = fake
  const { usageLimits } = createDeploymentClient({
    url,
    token,
    retry: false,
    async fetch(request) {
      const [, operation = ''] = /v1\/(\w+)/.exec(request.url) ?? []
      if (!operation.startsWith('list_')) writes.push(operation)
      await before(operation)
      return fake.fetch(request)
    },
  })
  const other = createDeploymentClient({ url, token, fetch: fake.fetch }).usageLimits
  return { fake, usageLimits, other, writes }
}

describe('set', () => {
  test('creates a limit, writes nothing where it is equal, and changes it elsewhere', async () => {
    const { usageLimits, writes } = connect()
    const created = await usageLimits.set(LIMIT_CONFIG)
    expect(created).toEqual({ ...LIMIT_CONFIG, id: created.id })
    expect(await usageLimits.set(LIMIT_CONFIG)).toEqual(created)
    expect(writes).toEqual(['create_usage_limit'])
    for (const change of [{ limit: 5 }, { enabled: false, limit: 5 }])
      expect(await usageLimits.set({ ...LIMIT_CONFIG, ...change })).toEqual({ ...created, ...change })
    expect(writes.slice(1)).toEqual(['update_usage_limit', 'update_usage_limit'])
  })

  test.each([{ metric: 'databaseIoGb' }, { window: 'month' }, { limitType: 'warning' }] as const)(
    'takes a limit of another identity for another one: %o',
    async change => {
      const { usageLimits, writes } = connect()
      await usageLimits.set(LIMIT_CONFIG)
      await usageLimits.set({ ...LIMIT_CONFIG, ...change })
      expect(writes).toEqual(['create_usage_limit', 'create_usage_limit'])
    },
  )

  test('changes the limit that somebody else was quicker to create', async () => {
    let raced = false
    const { usageLimits, other, writes, fake } = connect(async operation => {
      if (operation !== 'create_usage_limit' || raced) return
      raced = true
      await other.create({ ...LIMIT_CONFIG, limit: 7 })
    })
    expect(await usageLimits.set(LIMIT_CONFIG)).toMatchObject(LIMIT_CONFIG)
    expect(writes).toEqual(['create_usage_limit', 'update_usage_limit'])
    expect(fake.state.usageLimits).toHaveLength(1)
  })

  test('throws the refusal of a limit below what was used', async () => {
    const { usageLimits, fake } = connect()
    const used = { unit: 'calls', current_day: 9, current_month: 9 }
    fake.state.usage.set(metric, used as never)
    const error = await failureOf(usageLimits.set({ ...LIMIT_CONFIG, limit: 5 }))
    expect(error).toMatchObject({ code: 'UsageLimitBelowCurrentUsage', outcome: 'rejected' })
  })

  test.each([
    ['listing fails', [LOST], 'not-sent'],
    ['listing is refused', [FORBIDDEN], 'not-sent'],
    ['creating is refused', [NONE, FORBIDDEN], 'rejected'],
    ['the answer to creating is lost', [NONE, LOST], 'unknown'],
    ['the answer to updating is lost', [LISTED, LOST], 'unknown'],
  ])('says whether it may have written where %s', async (_, answers, outcome) => {
    const { usageLimits } = deployment({ fetch: answering(...answers).fetch, retry: false })
    expect(await failureOf(usageLimits.set({ ...LIMIT_CONFIG, limit: 5 }))).toMatchObject({ outcome })
  })

  test.each([
    [undefined, /The body/],
    [IDENTITY, /limit.* is missing/],
    [{ ...LIMIT_CONFIG, metric: 'functioncalls' }, /metric.* must be one of functionCalls,/],
  ])('refuses %o before it sends anything', async (limit, message) => {
    await expectRefused(({ usageLimits }) => usageLimits.set(limit as never), message)
  })
})

describe('remove', () => {
  test('deletes the limit of an identity, and says whether there was one', async () => {
    const { usageLimits, writes, fake } = connect()
    await usageLimits.set(LIMIT_CONFIG)
    expect(await usageLimits.remove({ ...IDENTITY, window: 'month' })).toBe(false)
    expect(fake.state.usageLimits).toHaveLength(1)
    expect(await usageLimits.remove(IDENTITY)).toBe(true)
    expect(await usageLimits.remove(IDENTITY)).toBe(false)
    expect(fake.state.usageLimits).toEqual([])
    expect(writes).toEqual(['create_usage_limit', 'delete_usage_limit'])
  })

  test('says that there was none where somebody else was quicker', async () => {
    const { usageLimits, fake } = connect(operation => {
      if (operation === 'delete_usage_limit') fake.state.usageLimits = []
    })
    await usageLimits.set(LIMIT_CONFIG)
    expect(await usageLimits.remove(IDENTITY)).toBe(false)
  })

  test.each([
    ['listing fails', [LOST], 'not-sent'],
    ['deleting is refused', [LISTED, FORBIDDEN], 'rejected'],
    ['the answer to deleting is lost', [LISTED, LOST], 'unknown'],
  ])('says whether it may have written where %s', async (_, answers, outcome) => {
    const { usageLimits } = deployment({ fetch: answering(...answers).fetch, retry: false })
    expect(await failureOf(usageLimits.remove(IDENTITY))).toMatchObject({ outcome })
  })

  test.each([
    [undefined, /metric.* is missing/],
    [{ metric, window }, /limitType.* is missing/],
    [{ ...IDENTITY, metric: 'functioncalls' }, /metric.* must be one of functionCalls,/],
  ])('refuses %o before it sends anything', async (limit, message) => {
    await expectRefused(({ usageLimits }) => usageLimits.remove(limit as never), message)
  })
})
