import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { ConfigError, readConfig } from '../../../src/config/node/index.js'
import { failureOf } from '../../support/settling.js'

/** `npm run prove files` tries more. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 150)

const schema = JSON.parse(readFileSync('schema/deployment.schema.json', 'utf8'))
const fits = new Ajv({ allowUnionTypes: true, strictTypes: false }).compile(schema)

/** Any file; its references are to sources that are there. One that may be broken mostly is, somewhere. */
function anyFile(mayBreak: boolean): fc.Arbitrary<object> {
  const pick = (good: readonly unknown[], bad: readonly unknown[]) =>
    fc.constantFrom(...good, ...(mayBreak ? bad : []))
  const record = (
    members: Record<string, fc.Arbitrary<unknown>>,
    requiredKeys: string[],
    rest: string[] = [],
  ) => fc.record(members, { requiredKeys: mayBreak ? rest : requiredKeys })
  const word = pick(['app', 'A', 'x y', 'https://a.example.com', '$(A)', 'true', '1', ''], [])
  const secret = pick(
    ['k', { env: 'A' }, { file: './a' }, { from: 'vault', name: 'A' }],
    [{ from: 'vault' }, { env: '' }, { env: 'A', file: 'b' }, 1, null],
  )
  const value = pick(
    [
      ...[
        'text',
        'true',
        '',
        null,
        { from: 'vault' },
        { from: 'vault', name: 'X' },
        { env: 'A' },
        { file: './a' },
      ],
      ...[{ value: '$(x)' }, { keep: true }, { random: 32 }, { keyPair: 'RS256', jwks: 'FREE' }],
    ],
    [
      ...[
        1,
        true,
        [],
        {},
        { keep: false },
        { random: 8 },
        { random: 16.5 },
        { random: '32' },
        { env: 1 },
        { form: 'x' },
      ],
      ...[
        { keyPair: 'ES256', jwks: 'FREE' },
        { keyPair: 'RS256' },
        { keyPair: 'RS256', jwks: 'a b' },
        { value: null },
      ],
      ...[
        { from: 'vault', name: '' },
        { env: 'A', name: 'B' },
      ],
    ],
  )
  const name = pick(
    ['A', 'LOG_LEVEL', '_x', '__proto__', 'a'.repeat(256)],
    ['1A', 'A-B', '', 'ä', 'a'.repeat(257)],
  )
  const identity = {
    metric: pick(['databaseIoGb', 'functionCalls'], ['nothing']),
    window: pick(['day', 'month'], []),
    limitType: pick(['warning', 'disable'], ['Warning']),
  }
  const names = Object.keys(identity)
  const limit = fc.oneof(
    record(
      {
        ...identity,
        limit: pick([1, 50, null, 2 ** 53 - 1], [0, 1.5, 2 ** 53, '1']),
        enabled: pick([true, false], [1]),
      },
      [...names, 'limit'],
      names,
    ),
    record({ ...identity, keep: pick([true], [false]) }, [...names, 'keep'], names),
  )
  const topics = pick([['console'], ['audit_log', 'console'], null], [[], ['nothing'], 'console'])
  const streams = fc.record(
    {
      webhook: fc.oneof(
        record({ url: secret, format: pick(['json', 'jsonl'], ['xml']), topics }, ['url', 'format']),
        pick([null, { keep: true }], [{ keep: true, url: 'x' }]),
      ),
      axiom: record(
        {
          apiKey: secret,
          datasetName: pick(['prod'], [1]),
          attributes: pick([[], [{ key: 'a', value: 'b' }]], [[{ key: 'a' }], [1]]),
          ingestUrl: pick([null, 'https://a.example.com'], []),
          ...(mayBreak && { other: word }),
        },
        ['apiKey', 'datasetName', 'attributes'],
      ),
      sentry: record({ dsn: secret, tags: pick([{ a: 'b' }, { env: 'x' }, null], [{ a: 1 }]) }, ['dsn']),
      s3Export: record(
        {
          ...{ bucket: word, region: word, accessKeyId: word, secretAccessKey: secret },
          period: pick(['hourly'], ['weekly']),
          selection: pick(
            [
              { _other: 'included' },
              { _other: 'excluded', a: 'excluded', b: { _other: 'included', t: 'excluded' } },
            ],
            [{ _other: 'x' }, { a: {} }],
          ),
        },
        ['bucket', 'region', 'accessKeyId', 'secretAccessKey', 'period'],
      ),
      ...(mayBreak && { nothing: fc.constant({}) }),
    },
    { requiredKeys: [] },
  )
  const pattern = pick(['A_*', 'B?', '*'], ['', 'a b'])
  const url = pick(['https://a.example.com', 'HTTP://a', null, { keep: true }], ['ftp://a', 1])
  const sections = {
    environmentFrom: pick([[], ['app'], ['app', 'vault']], [['app', 'app'], [''], 'app']),
    environment: fc.dictionary(name.map(String), value, { maxKeys: 4 }).map(withOwnPairs),
    prune: fc.oneof(pattern, fc.array(pattern, { minLength: mayBreak ? 0 : 1, maxLength: 3 })),
    canonicalUrls: record({ convexCloud: url, convexSite: url, ...(mayBreak && { other: url }) }, []),
    usageLimits: fc.uniqueArray(limit, {
      maxLength: 2,
      selector: one => Object.values(Object(one)).slice(0, 3).join(),
    }),
    logStreams: streams,
    paused: pick([true, false], ['true']),
  }
  return record(
    {
      $schema: pick(['./x'], [1]),
      version: pick([1], [2, '1']),
      expect: pick(['prod', 'happy-otter-123'], ['Prod', '']),
      ...sections,
      overrides: fc.dictionary(
        pick(['dev', 'preview', 'happy-otter-123'], ['production']).map(String),
        record({ ...sections, ...(mayBreak && { expect: word }) }, []),
        { maxKeys: 2 },
      ),
      ...(mayBreak && { unknown: word }),
    },
    ['version'],
  ).map(one => Object(one))
}

/** Gives each key pair a public half of its own: no schema can say that. */
function withOwnPairs(environment: Record<string, unknown>): object {
  const entries = Object.entries(environment).map(([name, value], index) => {
    const isPair = Object(value).jwks === 'FREE'
    return [name, isPair ? { ...Object(value), jwks: `FREE_${index}` } : value] as const
  })
  return Object.fromEntries(entries)
}

test('the reader takes what the schema takes, in YAML and in JSON, and refuses what it refuses', async () => {
  const counts = { fit: 0, unfit: 0 }
  const property = fc.asyncProperty(
    fc.oneof(anyFile(false), anyFile(true)),
    fc.constantFrom({}, { app: { file: '.env' }, vault: { exec: ['a'], env: ['B'] } }, { app: { exec: [] } }),
    async (rest, others) => {
      const sources = { app: { file: '.env' }, vault: { file: 'v.json' }, ...others }
      const content: Record<string, unknown> = JSON.parse(JSON.stringify({ ...rest, sources }))
      const isFit = fits(content)
      counts[isFit ? 'fit' : 'unfit'] += 1
      for (const [name, text] of [
        ['x.yaml', stringify(content, { version: '1.2', aliasDuplicateObjects: false })],
        ['x.json', JSON.stringify(content)],
      ] as const) {
        const reading = readConfig({ name, text })
        if (isFit) {
          const { $schema: _, ...declared } = content
          expect(await reading).toEqual(declared)
        } else {
          const error = await failureOf(reading)
          expect(error).toBeInstanceOf(ConfigError)
          expect((error as ConfigError).problems.length).toBeGreaterThan(0)
        }
      }
    },
  )
  await fc.assert(property, { numRuns })
  expect(Math.min(counts.fit, counts.unfit)).toBeGreaterThan(numRuns / 5)
})

test('any text is read or refused, with places within it', async () => {
  const part = fc.constantFrom(
    'version: 1\n',
    'environment:\n',
    '  A: ',
    '{ env: A }',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '!x ',
    '|\n',
    ': ',
    '\n',
    '\t',
    '? ',
    '---\n',
    'é',
    '\u0000',
    '%',
    '<<: ',
  )
  const text = fc.oneof(
    fc.array(part, { maxLength: 30 }).map(parts => parts.join('')),
    fc.string({ unit: 'binary' }),
  )
  const property = fc.asyncProperty(text, async given => {
    const found = await readConfig({ name: 'x.yaml', text: given }).catch((error: unknown) => error)
    if (!(found instanceof Error)) return
    if (!(found instanceof ConfigError)) throw found
    const lines = given.split(/\r\n|\n/)
    for (const { line, column } of found.problems) {
      expect(line).toBeGreaterThan(0)
      expect(line).toBeLessThanOrEqual(lines.length)
      expect(column).toBeGreaterThan(0)
    }
  })
  await fc.assert(property, { numRuns })
})
