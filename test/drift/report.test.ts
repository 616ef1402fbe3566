import { describe, expect, test } from 'vitest'
import type { Difference } from '../../scripts/drift/differences.js'
import { renderJson, renderText } from '../../scripts/drift/report.js'

const differences: Difference[] = [
  { kind: 'operation-removed', severity: 'breaking', where: 'GET /gone', what: 'theirs does not have it' },
  { kind: 'type-changed', severity: 'breaking', where: 'POST /x request changes[].name', what: 'is integer' },
  { kind: 'field-added', severity: 'breaking', where: 'POST /x request a', what: 'is new' },
  { kind: 'operation-added', severity: 'addition', where: 'GET /new', what: 'ours does not have it' },
  { kind: 'known-stale', severity: 'note', where: 'GET /y', what: 'listed as known, but gone: b' },
  { kind: 'enum-widened', severity: 'note', where: 'GET /z response', what: 'allows c', reason: 'because' },
]
const report = { ours: 'openapi/v1.yaml', theirs: 'https://x.convex.cloud/api/v1/openapi.json', differences }

describe('renderText', () => {
  test('lists by operation, aligned, the gravest first and the known last, and ends with the counts', () => {
    expect(renderText(report, { colour: false })).toBe(
      `ours    openapi/v1.yaml
theirs  https://x.convex.cloud/api/v1/openapi.json

Breaking
  GET /gone
                            theirs does not have it

  POST /x
    request changes[].name  is integer
    request a               is new

Additions
  GET /new
      ours does not have it

Notes
  GET /y
      listed as known, but gone: b

Notes: known differences
  because
    GET /z response  allows c

3 breaking differences, 1 addition, 2 notes (1 known, 1 stale).
`,
    )
  })

  test('is short when nothing differs', () => {
    expect(renderText({ ...report, differences: [] }, { colour: false })).toBe(
      `ours    openapi/v1.yaml
theirs  https://x.convex.cloud/api/v1/openapi.json

0 breaking differences, 0 additions, 0 notes.
`,
    )
  })

  test('colours only when told to', () => {
    expect(renderText(report, { colour: true })).toContain('\x1b[31mBreaking\x1b[0m')
    expect(renderText(report, { colour: false })).not.toContain('\x1b')
  })

  test("shows a document's own words without the characters that steer a terminal", () => {
    const forged: Difference[] = [
      { kind: 'operation-removed', severity: 'breaking', where: 'GET /\x1b[2J', what: 'a\nb\u202e' },
    ]
    expect(renderText({ ...report, differences: forged }, { colour: false })).toContain(
      'GET /\\u{1b}[2J\n      a\\u{a}b\\u{202e}\n',
    )
  })
})

test('renderJson gives the differences as they are, and their counts', () => {
  expect(JSON.parse(renderJson(report))).toEqual({
    ...report,
    counts: { breaking: 3, additions: 1, notes: 2, known: 1, stale: 1 },
  })
})
