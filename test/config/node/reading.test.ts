import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, stringifyConfig } from '../../../src/config/node/index.js'
import { InvalidInputError } from '../../../src/index.js'
import { failureOf } from '../../support/settling.js'
import { MARK, stubs } from './stubs.js'

const FILE = `# yaml-language-server: $schema=./node_modules/convex-deployment/schema/deployment.schema.json
version: 1
expect: prod
sources:
  app:   { file: .env.production }
  vault: { exec: [doppler, secrets, download, --no-file, --format, json], env: [DOPPLER_TOKEN] }
environmentFrom: [app]
environment:
  LOG_LEVEL: info
  STRIPE_KEY: { from: vault }
  TLS_KEY: { file: ./tls.pem }
  SENTRY_DSN: { env: SENTRY_DSN }
  TEMPLATE: { value: "\${as it is}" }
  DATABASE_URL: { keep: true }
  PEPPER: { random: 32 }
  JWT_PRIVATE_KEY: { keyPair: RS256, jwks: JWKS }
  YES: yes
  __proto__: own
  OLD_FLAG: null
prune: [STRIPE_*]
canonicalUrls: { convexCloud: https://api.example.com }
logStreams:
  webhook: { url: https://logs.example.com/convex, format: jsonl, topics: [function_execution, audit_log] }
  axiom:   { datasetName: prod, attributes: [], apiKey: { from: vault, name: AXIOM_KEY } }
  sentry:  { dsn: { env: SENTRY_DSN }, tags: { env: prod } }
usageLimits:
  - { metric: databaseIoGb, window: day, limitType: warning, limit: 50, enabled: true }
overrides: { preview: { environment: { LOG_LEVEL: debug } } }
`

async function problemsOf(text: string, name = 'deployment.yaml'): Promise<string[]> {
  const error = await failureOf(readConfig({ name, text }))
  if (!(error instanceof ConfigError)) throw error
  expect(error).toBeInstanceOf(InvalidInputError)
  expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain(MARK)
  const [first] = error.problems
  expect(error).toMatchObject({
    file: name,
    line: first?.line,
    column: first?.column,
    path: first?.path,
    outcome: 'not-sent',
  })
  return error.problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`)
}

describe('a file', () => {
  test('is read as it says, and written so that it reads the same', async () => {
    const declared = await readConfig({ name: 'deployment.yaml', text: FILE })
    expect(declared).toMatchObject({
      version: 1,
      environment: { LOG_LEVEL: 'info', STRIPE_KEY: { from: 'vault' }, YES: 'yes', OLD_FLAG: null },
      prune: ['STRIPE_*'],
      overrides: { preview: { environment: { LOG_LEVEL: 'debug' } } },
    })
    expect(Object.getOwnPropertyDescriptor(declared.environment, '__proto__')?.value).toBe('own')
    const text = stringifyConfig(declared)
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/node_modules\/convex-deployment\/schema\//)
    expect(await readConfig({ name: 'again.yaml', text })).toEqual(declared)
    expect(
      await readConfig({ name: 'x.json', text: JSON.stringify({ $schema: './x', ...declared }, null, '\t') }),
    ).toEqual(declared)
  })

  test('is read from its path, without its byte order mark', async () => {
    const { folder } = await stubs()
    await writeFile(join(folder, 'd.yaml'), '\ufeffversion: 1\r\nenvironment:\r\n  A: b\r\n')
    expect(await readConfig(join(folder, 'd.yaml'))).toEqual({ version: 1, environment: { A: 'b' } })
    expect(await failureOf(readConfig(join(folder, 'none.yaml')))).toMatchObject({
      name: 'InvalidInputError',
      message: expect.stringMatching(/none\.yaml cannot be read: there is no such file\.$/),
    })
    expect(await failureOf(readConfig(1 as never))).toMatchObject({ option: 'file' })
  })

  test('takes the texts of YAML in their ways', async () => {
    const text =
      "version: 1\nenvironment:\n  A: |\n    one\n    two\n  B: 'it''s'\n  C: \"\\u00e4\"\n  D: 2026-01-01\n  E: 0o7x\n"
    expect((await readConfig({ name: 'x.yaml', text })).environment).toEqual({
      A: 'one\ntwo\n',
      B: "it's",
      C: 'ä',
      D: '2026-01-01',
      E: '0o7x',
    })
  })
})

const ENVIRONMENT = 'version: 1\nenvironment:\n  '

describe('a problem has its line, its column, its path and what is expected', () => {
  test.each<[string, string, readonly (string | RegExp)[]]>([
    [
      'a number',
      `${ENVIRONMENT}PORT: 8080\n`,
      [/^3:9 environment\.PORT: is a number, and must be a string, .*: quote it$/],
    ],
    ['a boolean', `${ENVIRONMENT}FLAG: true\n`, [/^3:9 environment\.FLAG: is a boolean, .*: quote it$/]],
    [
      'nothing',
      `${ENVIRONMENT}OLD:\n`,
      [/^3:7 environment\.OLD: is left empty, .*: write null, or a value$/],
    ],
    [
      'a list',
      `${ENVIRONMENT}A: [${MARK}]\n`,
      [/^3:6 environment\.A: is a list, and must be a string, null/],
    ],
    [
      'an unknown section',
      'version: 1\nenviroment: {}\n',
      ['2:1 enviroment: is unknown: did you mean `environment`?'],
    ],
    [
      'an unknown form',
      `${ENVIRONMENT}A: { form: ${MARK} }\n`,
      ['3:8 environment.A.form: is unknown: did you mean `from`?'],
    ],
    ['two forms', `${ENVIRONMENT}A: { env: X, file: y }\n`, [/^3:16 environment\.A\.file: is unknown|^3:8/]],
    [
      'a value as a name',
      `${ENVIRONMENT}"${MARK} x": a\n`,
      [/^3:3 environment\.…: has a name that must match/],
    ],
    [
      'a name that is a number',
      `${ENVIRONMENT}1: a\n`,
      ['3:3 environment: has a name that is no text: quote it'],
    ],
    ['no version', 'environment: {}\n', ['1:1 version: is missing']],
    ['a version of the future', 'version: 2\n', ['1:10 version: must be 1']],
    [
      'a name twice',
      'version: 1\nenvironment: {}\nenvironment: {}\n',
      ['3:1 environment: is there twice: each name may be there once'],
    ],
    [
      'an alias',
      'version: 1\nenvironment: { A: &a x, B: *a }\n',
      [
        '2:22 environment.A: has an anchor: a file has none',
        '2:28 environment.B: is an alias: write the value itself',
      ],
    ],
    [
      'a merge',
      'version: 1\nenvironment:\n  <<: { A: x }\n',
      [/^3:3 environment\.…: has a name that must match/],
    ],
    ['a tag', `${ENVIRONMENT}A: !secret ${MARK}\n`, ['3:14 environment.A: has a tag: a file has none']],
    ['a second document', 'version: 1\n---\nversion: 1\n', ['3:1 : is a second document: a file has one']],
    ['a tab', 'version: 1\nenvironment:\n\tA: b\n', ['3:1 : is indented by a tab: use spaces']],
    ['an open quote', `${ENVIRONMENT}A: "${MARK}\n`, [/^\d+:\d+ : lacks a character/]],
    ['an open bracket', 'version: 1\nprune: [A\n', [/^\d+:\d+ : (?:is not indented|lacks)/]],
    ['no map', '- version\n', ['1:1 : is a list, and must be a map']],
    ['nothing at all', '# only a comment\n', ['1:1 : is empty: begin with `version: 1`']],
    [
      'an unknown source',
      `${ENVIRONMENT}A: { from: vualt }\nsources: { vault: { file: a } }\n`,
      ['3:14 environment.A.from: names no source of `sources`: did you mean `vault`?'],
    ],
    [
      'a key of Convex',
      `${ENVIRONMENT}A: { env: CONVEX_DEPLOY_KEY }\n`,
      [/^3:13 environment\.A\.env: names a key of Convex/],
    ],
    [
      'a key of Convex for a program',
      'version: 1\nsources: { v: { exec: [a], env: [CONVEX_ACCESS_TOKEN] } }\n',
      [/^2:34 sources\.v\.env\[0\]: names a key of Convex/],
    ],
    [
      'a program without a name',
      'version: 1\nsources: { v: { exec: [""] } }\n',
      [/^2:24 sources\.v\.exec\[0\]: must be the name/],
    ],
    [
      'a pair that is taken',
      `${ENVIRONMENT}A: { keyPair: RS256, jwks: B }\n  B: x\n`,
      ['3:30 environment.A.jwks: names a variable that is declared by itself, too'],
    ],
    [
      'a URL that is none',
      'version: 1\ncanonicalUrls: { convexSite: "https://[" }\n',
      ['2:30 canonicalUrls.convexSite: must be an http or https URL'],
    ],
    [
      'a limit twice',
      `version: 1\nusageLimits:\n${'  - { metric: databaseIoGb, window: day, limitType: warning, limit: 1 }\n'.repeat(2)}`,
      ['4:5 usageLimits[1]: is there twice: name each limit once'],
    ],
    [
      'a limit with half of it',
      'version: 1\nusageLimits: [{ metric: databaseIO, window: day, limit: 1 }]\n',
      [
        '2:15 usageLimits[0].limitType: is missing',
        /^2:25 usageLimits\[0\]\.metric: must be one of .*: did you mean databaseIoGb\?$/,
      ],
    ],
    [
      'a reference where no secret is',
      'version: 1\nlogStreams: { axiom: { datasetName: { env: A }, attributes: [], apiKey: k } }\n',
      ['2:37 logStreams.axiom.datasetName: is a map, and must be a string'],
    ],
    [
      'an override of the guard',
      'version: 1\noverrides: { dev: { expect: dev }, produ: {} }\n',
      [/^2:21 overrides\.dev\.expect: is unknown/, /^2:36 overrides\.produ: has a name that must match/],
    ],
  ])('%s', async (_, text, expected) => {
    const found = await problemsOf(text)
    expect(found).toHaveLength(expected.length)
    for (const [index, one] of expected.entries())
      if (typeof one === 'string') expect(found[index]).toBe(one)
      else expect(found[index]).toMatch(one)
  })

  test('of strict JSON, where the name says so', async () => {
    expect(await problemsOf('{"version": 1,\n"prune": "A",}', 'd.json')).toEqual([
      '2:14 : is not JSON, which its name says',
    ])
    expect(await problemsOf('{"version": 1, "environment": {"A": "1", "A": "2"}}', 'd.json')).toEqual([
      '1:42 environment.A: is there twice: each name may be there once',
    ])
  })

  test('and all of a file are in one error, of which it shows twenty', async () => {
    const text = `version: 1\nenvironment:\n${Array.from({ length: 30 }, (_, i) => `  K${i}: ${i}\n`).join('')}`
    const error = await failureOf(readConfig({ name: 'd.yaml', text }))
    expect(error).toMatchObject({ line: 3, column: 7, path: 'environment.K0' })
    expect((error as ConfigError).problems).toHaveLength(20)
    expect((error as Error).message).toMatch(
      /^d\.yaml has 30 problems:\n {2}d\.yaml:3:7: environment\.K0 is a number.*\n {2}… and 10 more\n$/s,
    )
  })
})

test.each([
  ['brackets', '['.repeat(1e6)],
  ['braces', '{a: '.repeat(2e5)],
  ['lists in lists', '- '.repeat(5e5)],
  ['aliases', `a: &a [x]\n${'- *a\n'.repeat(1e5)}`],
  ['names', Array.from({ length: 1e5 }, (_, i) => `k${i}: 1\n`).join('')],
  ['commas', `[${','.repeat(9e5)}]`],
  ['quotes', '"'.repeat(1e6)],
  ['documents', '---\n'.repeat(2e5)],
  ['indented names', Array.from({ length: 1300 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  ['more than a mebibyte', `version: 1\nenvironment:\n  A: ${'x'.repeat(1 << 20)}\n`],
])('a file of %s is refused', async (_, text) => {
  expect((await problemsOf(text)).length).toBeGreaterThan(0)
})

describe('stringifyConfig', () => {
  test('says what is kept, and where keys come from', () => {
    const text = stringifyConfig({
      version: 1,
      environment: { A: { keep: true } },
      logStreams: {
        webhook: { keep: true },
        axiom: { datasetName: 'prod', attributes: [], apiKey: { env: 'AXIOM_API_KEY' } },
      },
    })
    expect(text).toContain('# What is kept has to be there, and is not compared.')
    expect(text).toContain(
      '    # Never returned: it is read only if it is sent.\n    apiKey: { env: AXIOM_API_KEY }\n',
    )
    expect(text).toContain(
      '  # Kept as it is, and not compared: it has failed, or its address may be a secret.\n  webhook: { keep: true }\n',
    )
  })

  test('quotes what would read as another value', async () => {
    const environment = {
      A: 'true',
      B: '1',
      C: 'null',
      D: '',
      E: ' x ',
      F: 'a: b',
      G: '*a',
      H: '# x',
      I: 'é\u0000\n',
      J: '~',
    }
    const text = stringifyConfig({ environment })
    expect(await readConfig({ name: 'x.yaml', text })).toEqual({ version: 1, environment })
  })

  test('writes an object that is there twice without an alias', async () => {
    const keep = { keep: true } as const
    const text = stringifyConfig({ environment: { A: keep, B: keep } })
    expect((await readConfig({ name: 'x.yaml', text })).environment).toEqual({ A: keep, B: keep })
  })

  test('refuses what no file can hold', () => {
    const environment = { A: new (class Other {})() as never }
    expect(() => stringifyConfig({ environment })).toThrow('`environment.A` is a value that no file can hold')
  })
})
