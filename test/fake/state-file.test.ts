import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createFakeDeployment,
  type FakeDeploymentOptions,
  parseState,
  stringifyState,
} from '../../src/fake/index.js'
import { WEBHOOK_CONFIG } from '../support/samples.js'
import { assembledOf, numRuns } from '../support/strings.js'
import { asking } from './asking.js'

type Run = ReturnType<typeof asking>
type Step = (run: Run) => unknown

const name = fc.oneof(
  fc.constantFrom('A', '__proto__', 'value', 'status'),
  fc.stringMatching(/^[a-z_]\w{0,5}$/),
)
const text = assembledOf('a', '"', '\\', '\n', 'é', '{', ' ').map(given =>
  given.replace(/\p{Surrogate}/gu, '?'),
)
const scalar = fc.oneof(
  fc.double(),
  fc.constantFrom(-0, 0, 1, 2 ** 53, 2 ** 70, Number.NaN, Number.NEGATIVE_INFINITY, null, true),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0n, 1n, 2n ** 63n - 1n),
  text,
  fc.uint8Array({ maxLength: 4 }).map(bytes => new Uint8Array(bytes).buffer),
)
const fieldName = fc.oneof(fc.constant('constructor'), fc.stringMatching(/^[A-Za-z0-9 ][\w ]{0,3}$/))
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(fieldName, scalar))
const fields = fc.dictionary(fieldName, value, { maxKeys: 4 })
const limit = fc.oneof(
  fc.constantFrom(1n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n - 1n),
  fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
)

const set = fc.tuple(name, fc.option(text)).map(
  ([name, value]): Step =>
    ({ ask }) =>
      ask('POST /update_environment_variables', { changes: [{ name, value }] }),
)
const canonicalUrl = fc.tuple(fc.constantFrom('convexCloud', 'convexSite'), fc.option(text)).map(
  ([requestDestination, url]): Step =>
    ({ ask }) =>
      ask('POST /update_canonical_url', { requestDestination, url }),
)
const usageLimit = fc.tuple(fc.constantFrom('day', 'month'), limit).map(
  ([window, limit]): Step =>
    ({ ask }) =>
      ask(
        'POST /create_usage_limit',
        `{"metric":"functionCalls","window":"${window}","limitType":"disable","limit":${limit},"enabled":true}`,
      ),
)
const logStream = fc
  .constantFrom<object>(
    WEBHOOK_CONFIG,
    { logStreamType: 'sentry', dsn: 'https://key@o1.ingest.example.com/42', tags: { __proto__x: 'a' } },
    {
      logStreamType: 'axiom',
      apiKey: 'k',
      datasetName: 'd',
      attributes: [{ key: 'k', value: 'v' }],
    },
  )
  .map(
    (config): Step =>
      ({ ask }) =>
        ask('POST /create_log_stream', config),
  )
const read = fc
  .constantFrom(
    'POST /pause_deployment',
    'POST /unpause_deployment',
    'GET /list_log_streams',
    'GET /list_audit_log_events?from=0&limit=1',
  )
  .map(
    (route): Step =>
      ({ ask }) =>
        ask(route),
  )
const sync: fc.Arbitrary<Step> = fc.constant(({ ask }) => ask('POST /data/sync', {}))
const insert = fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('', 'inner'), fields).map(
  ([table, component, fields]): Step =>
    ({ fake }) =>
      fake.tables.insert(table, fields, component),
)
const remove: fc.Arbitrary<Step> = fc.constant(({ fake }) => {
  const [row] = fake.state.revisions
  if (row && fake.tables.get(String(row.value._id))) fake.tables.delete(String(row.value._id))
})
const steps = fc.array(fc.oneof(set, canonicalUrl, usageLimit, logStream, read, sync, insert, remove), {
  maxLength: 12,
})
const options = fc.constantFrom<FakeDeploymentOptions>(
  {},
  { kind: 'selfHosted', now: () => 0 },
  { deploymentType: 'prod', now: () => 1_900_000_000_000.5, plan: { auditLogRetentionDays: -1 } },
  {
    keys: [
      { token: 'dev:a|b', permissions: 'read-only', expiresAt: Number.POSITIVE_INFINITY },
      { token: 'dev:a|c', permissions: ['deployment:pause'], actor: { kind: 'member', member_id: 7 } },
    ],
    syncLimits: { documents: 2, rows: Number.POSITIVE_INFINITY },
  },
)

describe('the text of a state', () => {
  test('is read as the same state, whatever was asked of the deployment', async () => {
    const property = fc.asyncProperty(options, steps, async (options, steps) => {
      const run = asking(options)
      for (const step of steps) await step(run)
      const text = stringifyState(run.fake.state)
      const state = parseState(text)
      // A document may have a field `constructor`, by which vitest would compare types.
      deepStrictEqual(state, run.fake.snapshot())
      expect(stringifyState(state)).toBe(text)
      const next = createFakeDeployment({ state })
      expect(next.token).toBe(run.fake.token)
      deepStrictEqual(next.snapshot(), run.fake.snapshot())
    })
    await fc.assert(property, { numRuns })
  })

  test('has an entry a line, and the names of maps in order', () => {
    const { state } = createFakeDeployment({
      environmentVariables: { B: '2', A: 'a "b"' },
      keys: [{ token: 'dev:a|b', permissions: ['deployment:pause'] }],
    })
    state.usageLimits.push({
      id: 'x',
      metric: 'm',
      window: 'day',
      limitType: 'warning',
      limit: 5,
      enabled: true,
    })
    state.revisions.push({ component: '', table: 'a', ts: 7n, value: { _id: 'i', n: 1n, score: 1 } })
    const text = stringifyState(state)
    expect(text).toMatch(/^\{\n {2}"version": 1,\n {2}"name": "happy-otter-123",\n/)
    expect(text).toContain('\n  "environmentVariables": {\n    "A": "a \\"b\\"",\n    "B": "2"\n  },\n')
    expect(text).toContain('\n    { "token": "dev:a|b", "permissions": ["deployment:pause"] }\n  ],\n')
    expect(text).toContain('"limit": 5, "enabled": true }')
    expect(text).toContain('"ts": 7, "value": { "_id": "i", "n": 1, "score": 1.0 } }')
    expect(text).toMatch(/\n\}\n$/)
    expect(JSON.parse(text)).toMatchObject({ environmentVariables: { A: 'a "b"', B: '2' } })
  })

  test('lets another fake go on: with its key, its documents and the cursors of its syncs', async () => {
    const { fake, ask } = asking({ syncLimits: { documents: 1 } })
    fake.tables.insert('a', { n: 1n })
    fake.tables.insert('a', { n: 2n })
    const first = await ask('POST /data/sync', {})
    expect(first.body).toMatchObject({ pagination: { nextCursor: expect.any(String) } })
    const { pagination } = JSON.parse(JSON.stringify(first.body))
    const next = asking({ state: parseState(stringifyState(fake.state)) })
    const second = await next.ask('POST /data/sync', { cursor: pagination.nextCursor })
    expect(second).toMatchObject({ status: 200, body: { values: [{ table: 'a' }] } })
    expect(await asking().ask('POST /data/sync', { cursor: pagination.nextCursor })).toMatchObject({
      status: 400,
    })
  })

  test('is not written of what JSON has no value for', () => {
    const { state } = createFakeDeployment()
    state.plan.auditLogRetentionDays = Number.NaN
    expect(() => stringifyState(state)).toThrow(
      new TypeError('plan.auditLogRetentionDays is NaN, which JSON has not'),
    )
    state.plan.auditLogRetentionDays = null
    state.auditLog.push({
      actor: { kind: 'system' },
      action: 'a',
      createTime: 0,
      metadata: { at: new Date(0) },
      clientIp: null,
      clientUserAgent: null,
    })
    expect(() => stringifyState(state)).toThrow(
      new TypeError('auditLog[0].metadata.at is nothing that JSON has'),
    )
  })
})

describe('an edited text is refused with the place, and without a value', () => {
  const { fake } = asking({ environmentVariables: { A: 'secret' } })
  const row = (ts: number, id = '"i"') =>
    `{ "component": "", "table": "a", "ts": ${ts}, "value": { "_id": ${id} } }`
  const whole = stringifyState(fake.state)
  test.each<[string, string, string, string]>([
    ['that is no JSON', '"A": "secret"', '"A": secret', 'the whole is not JSON'],
    ['without a version', '  "version": 1,', '', 'version is missing: this is no state of a fake'],
    ['of another version', '"version": 1', '"version": 2', 'version is not 1, the only one that is known'],
    ['with a part that is missing', '  "paused": false,', '', 'paused is missing'],
    ['with an unknown part', '"paused"', '"pawsed": true, "paused"', 'pawsed is not known'],
    ['with a number for a text', '"A": "secret"', '"A": 1', 'environmentVariables.A is not a text'],
    ['with a text for a flag', '"paused": false', '"paused": "secret"', 'paused is neither true nor false'],
    [
      'with a list for a map',
      '"declaredVariables": {}',
      '"declaredVariables": []',
      'declaredVariables is not an object',
    ],
    [
      'with a name twice',
      '"A": "secret"',
      '"A": "secret", "A": "secret"',
      'A is written twice in one object',
    ],
    ['with another kind', '"cloud"', '"secret"', 'kind must be one of cloud, selfHosted'],
    ['without a key', `{ "token": "${fake.token}" }`, '', "keys is empty: the first key is the fake's own"],
    [
      'with an unknown permission',
      `"${fake.token}" }`,
      `"${fake.token}", "permissions": ["secret"] }`,
      'keys[0].permissions[0] must be one of deployment:auditLog:view',
    ],
    [
      'with no permissions',
      `"${fake.token}" }`,
      `"${fake.token}", "permissions": [] }`,
      'keys[0].permissions is empty, which permits all',
    ],
    [
      'with another holder of a key',
      `"${fake.token}" }`,
      `"${fake.token}", "actor": { "kind": "secret" } }`,
      'keys[0].actor.kind must be one of system, member, token',
    ],
    [
      'with a pattern that is none',
      '"declaredVariables": {}',
      '"declaredVariables": { "B C": { "pattern": "(" } }',
      'declaredVariables."B C".pattern is not a regular expression',
    ],
    ['with a page of nothing', '"rows": 32768', '"rows": 0', 'syncLimits.rows is less than 1'],
    ['with a fraction for an integer', '"lastTs": 0', '"lastTs": 0.5', 'lastTs is not an integer'],
    [
      'with a log out of order',
      '"revisions": []',
      `"revisions": [${row(2)}, ${row(1)}]`,
      'revisions[1].ts is less than the one before',
    ],
    [
      'with a document without an id',
      '"revisions": []',
      `"revisions": [${row(2, '1')}]`,
      'revisions[0].value._id is not a text',
    ],
  ])('%s', (_, from, to, message) => {
    expect(whole).toContain(from)
    const edited = whole.replace(from, to)
    expect(() => parseState(edited)).toThrow(TypeError)
    expect(() => parseState(edited)).toThrow(message)
    expect(() => parseState(edited)).not.toThrow('secret')
  })
})

describe('the option state', () => {
  test('is copied', () => {
    const state = createFakeDeployment({ environmentVariables: { A: '1' } }).snapshot()
    const fake = createFakeDeployment({ state })
    fake.state.environmentVariables.set('A', '2')
    expect(state.environmentVariables.get('A')).toBe('1')
  })

  test('has the address of its deployment', () => {
    const [cloud, own] = [
      createFakeDeployment({ name: 'tall-fox-9' }),
      createFakeDeployment({ kind: 'selfHosted' }),
    ]
    expect(createFakeDeployment({ state: cloud.state }).url).toBe(cloud.url)
    expect(createFakeDeployment({ state: own.state }).url).toBe(own.url)
  })

  test('is refused without a key, and beside another option of data', () => {
    const { state } = createFakeDeployment()
    expect(() => createFakeDeployment({ state, name: 'tall-fox-9' })).toThrow(
      new TypeError("`state` and `name` can't be combined: both set data."),
    )
    expect(() => createFakeDeployment({ state: { ...state, keys: [] } })).toThrow(TypeError)
    expect(createFakeDeployment({ state, name: undefined }).state.name).toBe(state.name)
  })
})
