import fc from 'fast-check'
import type { DeploymentConfig } from '../../../src/config/index.js'
import type { Content } from './deployment.js'

/** A part of every secret. */
export const MARK = 's3cr3t'

const name = fc.constantFrom('A', 'B', 'C', '__proto__')
const value = fc.constantFrom(`${MARK}-1`, `${MARK}-2`, `${MARK}-three`)
const url = fc.constantFrom(
  'https://api.example.com',
  'https://api.example.com/',
  'https://other.example.com:8443/path',
  `https://${MARK}:${MARK}@api.example.com/?key=${MARK}#${MARK}`,
)
const limitName = fc
  .tuple(
    fc.constantFrom('databaseIoGb', 'functionCalls'),
    fc.constantFrom('day', 'month'),
    fc.constantFrom('warning', 'disable'),
  )
  .map(parts => parts.join('/'))
const topics = fc.constantFrom(['console'], ['audit_log', 'console'], ['console', 'audit_log', 'console'])
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => ({ arbitrary, optional: true })

/** Settings of each kind of stream, those that may be left out or null among them. */
const KINDS = {
  webhook: record({
    url: fc.constantFrom(
      'https://logs.example.com',
      'https://logs.example.com/',
      `https://logs.example.com/${MARK}`,
      `https://${MARK}@logs.example.com/?key=${MARK}`,
    ),
    format: fc.constantFrom('json', 'jsonl'),
    topics: optional(fc.oneof(topics, fc.constant(null))),
  }),
  axiom: record({
    apiKey: fc.constantFrom(`xaat-${MARK}1`, `xaat-${MARK}2`),
    datasetName: fc.constantFrom('one', 'two'),
    attributes: fc.constantFrom([], [{ key: 'a', value: '1' }], [{ value: '1', key: 'a' }]),
    ingestUrl: optional(fc.constantFrom('https://api.axiom.co', null)),
    topics: optional(topics),
  }),
  datadog: record({
    siteLocation: fc.constantFrom('US1', 'EU'),
    ddApiKey: fc.constantFrom(`dd-${MARK}1`, `dd-${MARK}2`),
    ddTags: fc.constantFrom([], ['a:1', 'b:2'], ['b:2', 'a:1']),
    service: optional(fc.constantFrom('web', null)),
  }),
  sentry: record({
    dsn: fc.constantFrom(`https://${MARK}1@sentry.example.com/1`, `https://${MARK}2@sentry.example.com/1`),
    tags: optional(fc.constantFrom({ a: '1', b: '2' }, { b: '2', a: '1' }, null)),
  }),
  postHogLogs: record({
    apiKey: fc.constantFrom(`phc-${MARK}1`, `phc-${MARK}2`),
    host: optional(
      fc.constantFrom(
        'https://eu.i.posthog.com',
        'https://eu.i.posthog.com/',
        `https://eu.i.posthog.com/?k=${MARK}`,
        null,
      ),
    ),
  }),
  s3Export: record({
    bucket: fc.constantFrom('bucket-one', 'bucket-two'),
    region: fc.constant('eu-west-1'),
    accessKeyId: fc.constant('AKIA1'),
    secretAccessKey: fc.constantFrom(`s3-${MARK}1`, `s3-${MARK}2`),
    period: fc.constantFrom('hourly', 'daily'),
    selection: optional(
      fc.constantFrom({ _other: 'included' }, { _other: 'excluded', '': { _other: 'included' } }),
    ),
  }),
}

type Member =
  | fc.Arbitrary<unknown>
  | { readonly arbitrary: fc.Arbitrary<unknown>; readonly optional: boolean }

function record(given: Readonly<Record<string, Member>>): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(given)
  const members = entries.map(
    ([member, one]) => [member, one instanceof fc.Arbitrary ? one : one.arbitrary] as const,
  )
  const requiredKeys = entries.flatMap(([member, one]) => (one instanceof fc.Arbitrary ? [member] : []))
  return fc.record(Object.fromEntries(members), { requiredKeys })
}

/** Settings as a deployment keeps them: without nulls, topics in their order, and addresses with their slash. */
function kept(kind: string, settings: Record<string, unknown>): Record<string, unknown> {
  const all = { ...(kind === 's3Export' && { selection: { _other: 'included' } }), ...settings }
  const entries = Object.entries(all).filter(([, one]) => one !== null)
  return Object.fromEntries(
    entries.map(([member, one]) => {
      if (member === 'topics' && Array.isArray(one)) return [member, [...new Set(one)].sort().reverse()]
      return [member, member === 'url' ? new URL(`${one}`).href : one]
    }),
  )
}

const streams = (
  map: (kind: string, settings: fc.Arbitrary<Record<string, unknown>>) => fc.Arbitrary<unknown>,
) =>
  fc.record(
    Object.fromEntries(Object.entries(KINDS).map(([kind, settings]) => [kind, map(kind, settings)])),
    { requiredKeys: [] },
  )

/** Any content of a deployment. */
export const anyContent: fc.Arbitrary<Content> = fc.record({
  environment: fc.dictionary(name, value, { maxKeys: 3 }),
  canonicalUrls: fc.record({ convexCloud: url, convexSite: url }, { requiredKeys: [] }),
  usageLimits: fc.dictionary(
    limitName,
    fc.record({ limit: fc.integer({ min: 1, max: 3 }), enabled: fc.boolean() }),
    {
      maxKeys: 4,
    },
  ),
  logStreams: streams((kind, settings) => settings.map(one => kept(kind, one))) as fc.Arbitrary<
    NonNullable<Content['logStreams']>
  >,
  failed: fc.subarray(Object.keys(KINDS)),
  paused: fc.boolean(),
})

const keep = fc.constant({ keep: true })

const limits = fc
  .dictionary(
    limitName,
    fc.oneof(
      keep,
      fc.constant({ limit: null }),
      fc.record(
        { limit: fc.integer({ min: 1, max: 3 }), enabled: fc.boolean() },
        { requiredKeys: ['limit'] },
      ),
    ),
    { maxKeys: 4 },
  )
  .map(named =>
    Object.entries(named).map(([identity, settings]) => {
      const [metric, window, limitType] = identity.split('/')
      return { metric, window, limitType, ...settings }
    }),
  )

/** Any config. Its types are those of what it is made of: the compiler has no part in it. */
export const anyConfig: fc.Arbitrary<DeploymentConfig> = fc
  .record(
    {
      environment: fc.dictionary(
        name,
        fc.oneof({ weight: 4, arbitrary: fc.option(value) }, { weight: 1, arbitrary: keep }),
      ),
      canonicalUrls: fc.record(
        { convexCloud: fc.option(url), convexSite: fc.oneof(url, keep) },
        { requiredKeys: [] },
      ),
      usageLimits: limits,
      logStreams: streams((_, settings) =>
        fc.oneof(
          { weight: 6, arbitrary: settings },
          { weight: 1, arbitrary: keep },
          { weight: 2, arbitrary: fc.constant(null) },
        ),
      ),
      paused: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter(config => Object.keys(config).length > 0) as fc.Arbitrary<DeploymentConfig>
