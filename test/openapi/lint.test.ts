import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { lint } from './redocly.js'

const config = parse(readFileSync('redocly.yaml', 'utf8'))
const TIMEOUT = 60_000

/** Each broken document, and every rule that it breaks. */
const BROKEN: readonly [file: string, ...rules: string[]][] = [
  ['operation-without-id.yaml', 'operation-operationId', 'rule/operation-id-is-camel-case'],
  ['operation-id-in-snake-case.yaml', 'rule/operation-id-is-camel-case'],
  ['operation-without-summary.yaml', 'operation-summary', 'rule/operation-has-summary'],
  ['operation-with-empty-summary.yaml', 'operation-summary', 'rule/operation-has-summary'],
  ['operation-without-tag.yaml', 'rule/operation-has-tag'],
  ['operation-with-empty-tags.yaml', 'rule/operation-has-tag'],
  ['operation-without-retry-class.yaml', 'rule/operation-has-retry-class'],
  ['operation-with-unknown-retry-class.yaml', 'rule/operation-has-retry-class'],
  ['operation-without-401.yaml', 'rule/operation-has-auth-responses'],
  ['operation-without-403.yaml', 'rule/operation-has-auth-responses'],
  ['operation-with-body-without-400.yaml', 'rule/operation-with-body-has-400-response'],
  ['secret-by-name.yaml', 'project/secrets-are-marked'],
  ['secret-by-reference.yaml', 'project/secrets-are-marked'],
  ['secret-that-may-be-null.yaml', 'project/secrets-are-marked'],
  ['secret-value-beside-a-name.yaml', 'project/secrets-are-marked'],
  ['secret-values-of-a-map.yaml', 'project/secrets-are-marked'],
  ['secret-values-of-a-map-by-reference.yaml', 'project/secrets-are-marked'],
  ['info-without-contact.yaml', 'info-contact'],
  ['info-without-license.yaml', 'info-license'],
  ['license-without-identifier.yaml', 'info-license-strict'],
  ['tag-declared-twice.yaml', 'no-duplicated-tag-names'],
  ['tag-without-description.yaml', 'tag-description'],
  ['operation-without-description.yaml', 'operation-description'],
  ['operation-with-two-tags.yaml', 'operation-singular-tag'],
  ['operation-without-2xx.yaml', 'operation-2xx-response'],
  ['operation-without-4xx.yaml', 'operation-4xx-response', 'rule/operation-has-auth-responses'],
  ['operation-without-security.yaml', 'security-defined'],
  ['parameter-without-description.yaml', 'parameter-description'],
  ['parameter-with-invalid-example.yaml', 'no-invalid-parameter-examples'],
  ['media-type-with-invalid-example.yaml', 'no-invalid-media-type-examples'],
  ['schema-with-invalid-example.yaml', 'no-invalid-schema-examples'],
  ['schema-with-keyword-of-another-type.yaml', 'no-schema-type-mismatch'],
  ['schema-with-undeclared-required-property.yaml', 'no-required-schema-properties-undefined'],
  ['unresolved-reference.yaml', 'no-unresolved-refs'],
  ['reference-where-none-may-be.yaml', 'spec-strict-refs'],
  ['unused-component.yaml', 'no-unused-components'],
]

describe('the rules', async () => {
  const [sound, ...broken] = await lint(
    'test/openapi/sound.yaml',
    ...BROKEN.map(([file]) => `test/openapi/broken/${file}`),
  )
  const found = new Map(BROKEN.map(([file], index) => [file, broken[index]]))

  test('find nothing in a sound document', () => {
    expect(sound).toMatchObject({ totals: { errors: 0, warnings: 0, ignored: 0 }, problems: [] })
  })

  test.each(BROKEN)('refuse %s by %s', (file, ...rules) => {
    const problems = found.get(file)?.problems.map(({ ruleId, severity }) => `${severity} ${ruleId}`)
    expect(problems?.sort()).toEqual(rules.map(rule => `error ${rule}`))
  })

  test('are all proven by a broken document', () => {
    expect(new Set(BROKEN.flatMap(([, ...rules]) => rules))).toEqual(
      new Set([...Object.keys(config.rules), 'operation-operationId', 'operation-summary']),
    )
    expect(readdirSync('test/openapi/broken').sort()).toEqual(BROKEN.map(([file]) => file).sort())
  })
})

test(
  'the documents of the project lint without an error or a warning',
  async () => {
    const reports = await lint()
    expect(reports).toHaveLength(Object.keys(config.apis).length)
    expect(reports.flatMap(report => report.problems)).toEqual([])
    expect(reports.map(report => report.totals)).toEqual(
      reports.map(() => ({ errors: 0, warnings: 0, ignored: 0 })),
    )
  },
  TIMEOUT,
)
