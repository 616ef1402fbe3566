import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { lint, type Report } from './redocly.js'

const TIMEOUT = 300_000

/** Edits of the sound document, each with the rules that refuse what comes of it. */
const BREAKS: readonly [edit: string, from: string, to: string, ...rules: string[]][] = [
  [
    'an operation without an id',
    'operationId: createThing',
    '',
    'operation-operationId',
    'rule/operation-id-is-camel-case',
  ],
  [
    'an id in snake case',
    'operationId: createThing',
    'operationId: create_thing',
    'rule/operation-id-is-camel-case',
  ],
  [
    'an operation without a summary',
    'summary: Create a thing',
    '',
    'operation-summary',
    'rule/operation-has-summary',
  ],
  [
    'an empty summary',
    'summary: Create a thing',
    "summary: ''",
    'operation-summary',
    'rule/operation-has-summary',
  ],
  [
    'an operation without a tag',
    'tags: [Things]\n      requestBody',
    'requestBody',
    'operation-tag-defined',
    'rule/operation-has-tag',
  ],
  [
    'an empty list of tags',
    'tags: [Things]\n      requestBody',
    'tags: []\n      requestBody',
    'rule/operation-has-tag',
  ],
  [
    'a tag that the document does not list',
    'tags: [{name: Things',
    'tags: [{name: Thing',
    'operation-tag-defined',
  ],
  ['an operation without a retry class', 'x-retry: once', '', 'rule/operation-has-retry-class'],
  [
    'a retry class that there is none of',
    'x-retry: once',
    'x-retry: never',
    'rule/operation-has-retry-class',
  ],
  [
    'no 401',
    "'401': {description: The token is not valid.}\n        '403': {description: The token may not do this.}\n  /list",
    "'403': {description: The token may not do this.}\n  /list",
    'rule/operation-has-auth-responses',
  ],
  [
    'no 403',
    "'403': {description: The token may not do this.}\n  /list",
    '\n  /list',
    'rule/operation-has-auth-responses',
  ],
  ['a body without a 400', "'400': {", "'409': {", 'rule/operation-with-body-has-400-response'],
  ['a secret by name', 'What opens it., x-sensitive: true', 'What opens it.', 'project/secrets-are-marked'],
  [
    'a secret by the end of its name',
    "password: {type: [string, 'null'], description: What opens it., x-sensitive: true}",
    'doorKey: {type: string, description: What opens it.}',
    'project/secrets-are-marked',
  ],
  ['a secret by reference', 'A secret., x-sensitive: true', 'A secret.', 'project/secrets-are-marked'],
  ['a secret beside a name', 'Its value., x-sensitive: true', 'Its value.', 'project/secrets-are-marked'],
  [
    'secret values of a map',
    '{type: string, x-sensitive: true}',
    '{type: string}',
    'project/secrets-are-marked',
  ],
  ['a schema without a description', 'description: What was done., ', '', 'project/types-are-described'],
  ['a property without a description', 'description: Its name., ', '', 'project/types-are-described'],
  [
    'a property that refers to a schema without one',
    'description: A secret., ',
    '',
    'project/types-are-described',
  ],
  ['an unknown key', 'x-beta: true', 'x-betta: true', 'project/extensions-are-known'],
  [
    'a key of the document that there is none of',
    'x-permissions: [',
    'x-permision: [',
    'project/extensions-are-known',
  ],
  [
    'an unknown key of a response',
    'The events.',
    'The events.\n          x-open: true',
    'project/extensions-are-known',
  ],
  [
    'an unknown key beside a reference',
    "schema: {$ref: '#/components/schemas/Error'}",
    "schema: {$ref: '#/components/schemas/Error', x-opne: true}",
    'project/extensions-are-known',
  ],
  [
    'a shown reference that is not true',
    "schema: {$ref: '#/components/schemas/Error'}",
    "schema: {$ref: '#/components/schemas/Error', x-shown: 1}",
    'project/extensions-are-known',
  ],
  [
    'a permission that is listed twice',
    '[things:write]',
    '[things:write, things:write]',
    'project/extensions-are-known',
  ],
  [
    'a permission that no operation demands',
    '[things:write]',
    '[things:write, things:view]',
    'project/extensions-are-known',
  ],
  [
    'an unknown permission',
    'x-permission: things:write',
    'x-permission: things:rite',
    'project/extensions-are-known',
  ],
  ['a permission where no list is', 'x-permissions: [things:write]', '', 'project/extensions-are-known'],
  [
    'an unknown error code',
    'x-error-codes: [BadThing,',
    'x-error-codes: [BedThing,',
    'project/extensions-are-known',
  ],
  [
    'error codes that are no list',
    'x-error-codes: [BadThing, NoThings]',
    'x-error-codes: NoThings',
    'project/extensions-are-known',
  ],
  [
    'a plan gate that the operation does not list',
    'x-plan-gate: NoThings',
    'x-plan-gate: NoThing',
    'project/extensions-are-known',
  ],
  ['an unknown event', 'x-audit: [create_thing]', 'x-audit: [make_thing]', 'project/extensions-are-known'],
  ['a beta that is not true', 'x-beta: true', 'x-beta: soon', 'project/extensions-are-known'],
  ['a size of no number', 'x-bulk: true', 'x-max-response-bytes: 4 MiB', 'project/extensions-are-known'],
  ['a bulk that is not true', 'x-bulk: true', 'x-bulk: 1', 'project/extensions-are-known'],
  ['an unknown key of a schema', 'x-bigint: large', 'x-bigints: large', 'project/extensions-are-known'],
  ['a bigint of no known kind', 'x-bigint: large', 'x-bigint: huge', 'project/extensions-are-known'],
  [
    'a large bigint that is not only an integer',
    'size: {type: integer',
    "size: {type: [integer, 'null']",
    'project/extensions-are-known',
  ],
  ['an open that is not true', 'x-open: true', 'x-open: yes please', 'project/extensions-are-known'],
  ['a length of no number', 'x-max-bytes: 8', 'x-max-bytes: many', 'project/extensions-are-known'],
  ['a unique member that an item lacks', 'x-unique: name', 'x-unique: nam', 'project/extensions-are-known'],
  [
    'reserved names that are no names',
    'x-reserved-names: [BOX]',
    'x-reserved-names: [7]',
    'project/extensions-are-known',
  ],
  ['a pattern that is none', "x-pattern: '^[a-z]+$'", "x-pattern: '[a-z'", 'project/extensions-are-known'],
  [
    'a member of the body that it lacks',
    '{value: always}',
    '{valeu: always}',
    'project/extensions-are-known',
  ],
  [
    'a retry class of a member that there is none of',
    '{value: always}',
    '{value: often}',
    'project/extensions-are-known',
  ],
]

describe('the rules', async () => {
  const { sound, broken } = await reports()

  test('find nothing in a sound document', () => {
    expect(sound).toMatchObject({ totals: { errors: 0, warnings: 0, ignored: 0 }, problems: [] })
  })

  test.each(BREAKS)('refuse %s', (edit, _from, _to, ...rules) => {
    const problems = broken.get(edit)?.problems.map(({ ruleId, severity }) => `${severity} ${ruleId}`)
    expect([...new Set(problems)].sort()).toEqual(rules.map(rule => `error ${rule}`))
  })

  test('of the project are all broken once', async () => {
    const { rules } = parse(await readFile('redocly.yaml', 'utf8'))
    const ours = Object.keys(rules).filter(rule => /^(rule|project)\//.test(rule))
    expect(BREAKS.flatMap(([, , , ...broken]) => broken)).toEqual(expect.arrayContaining(ours))
  })
})

test(
  'the documents of the project lint without an error or a warning',
  async () => {
    const config = parse(await readFile('redocly.yaml', 'utf8'))
    const found = await lint()
    expect(found).toHaveLength(Object.keys(config.apis).length)
    expect(found.flatMap(report => report.problems)).toEqual([])
  },
  TIMEOUT,
)

/** Lints the sound document and every broken one in one process. */
async function reports(): Promise<{ sound: Report | undefined; broken: Map<string, Report | undefined> }> {
  const text = await readFile('test/openapi/sound.yaml', 'utf8')
  const folder = await mkdtemp(join(tmpdir(), 'openapi-'))
  try {
    const files = await Promise.all(
      BREAKS.map(async ([edit, from, to], index) => {
        if (text.split(from).length !== 2)
          throw new Error(`${edit}: the document does not hold once: ${from}`)
        const file = join(folder, `${index}.yaml`)
        await writeFile(file, text.replace(from, to))
        return file
      }),
    )
    const [sound, ...broken] = await lint('test/openapi/sound.yaml', ...files)
    return { sound, broken: new Map(BREAKS.map(([edit], index) => [edit, broken[index]])) }
  } finally {
    await rm(folder, { recursive: true })
  }
}
