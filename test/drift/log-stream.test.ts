import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { compareDocuments } from '../../scripts/drift/compare.js'
import { asTyped, documentOfTypes } from '../../scripts/drift/published-types.js'
import { reportDrift } from '../../scripts/drift/report.js'
import { readDocument } from '../../scripts/drift/sources.js'

const OURS = 'openapi/log-stream.yaml'
const OFFICIAL = 'node_modules/@convex-dev/platform/dist/generatedLogStreamApi.d.ts'

test('the events differ from the official types as listed, and in nothing else', async () => {
  const known: Record<string, string[]> = JSON.parse(
    await readFile('scripts/drift-known-log-stream.json', 'utf8'),
  )
  const listed = Object.entries(known).filter(
    ([reason]) => !reason.startsWith('Only in the published document:'),
  )
  const ours = asTyped(await readDocument(OURS))
  const found = compareDocuments(ours, await documentOfTypes(OFFICIAL))
  expect(found.map(({ where, what }) => `${where}: ${what}`).sort()).toEqual(
    listed.flatMap(([, lines]) => lines).sort(),
  )
})

test('a document of components alone is compared with that of the events', async () => {
  expect(await reportDrift([['--types', OFFICIAL]])).toBe('')
})

describe('a difference between two documents of components alone is', () => {
  const event = { type: 'object', required: ['ms'], properties: { ms: { type: 'integer' } } }

  test.each([
    ['nothing where both are the same', event, []],
    [
      'harmless where theirs always sends more',
      { ...event, properties: { ...event.properties, a: {} } },
      [false],
    ],
    ['breaking where theirs leaves out what ours requires', { ...event, required: [] }, [true]],
    [
      'breaking where theirs sends another type',
      { ...event, properties: { ms: { type: 'string' } } },
      [true],
    ],
  ])('%s', (_, theirs, expected) => {
    const found = compareDocuments(documentOf(event), documentOf(theirs))
    expect(found.map(({ breaking }) => breaking)).toEqual(expected)
  })

  test('found in parts, and in schemas that only one side has', () => {
    const part = { $ref: '#/components/schemas/Event' }
    const around = (schema: object) => documentOf(schema, { All: { type: 'array', items: part } })
    const found = compareDocuments(around(event), around({ ...event, required: [] }))
    expect(found.map(({ where }) => where)).toEqual(['All [].ms'])
    expect(compareDocuments(documentOf(event), documentOf(event, { Other: event }))).toEqual([
      { breaking: false, where: 'Other', what: 'ours does not have it' },
    ])
  })
})

function documentOf(event: object, others: object = {}) {
  return { api: '', root: '', output: '', content: { components: { schemas: { Event: event, ...others } } } }
}
