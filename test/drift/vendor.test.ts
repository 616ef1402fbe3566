import { describe, expect, test } from 'vitest'
import { applyKnown, readKnown } from '../../scripts/drift/known.js'
import { readDocument } from '../../scripts/drift/sources.js'
import { compareDocuments } from '../../scripts/spec-diff.js'
import { newestDocument, publishedDocument, type TypedDocument } from './vendor-documents.js'

const at = (path: string) => new URL(`../../${path}`, import.meta.url).pathname

async function drift(theirs: TypedDocument) {
  const ours = await readDocument(at('openapi/v1.yaml'))
  return applyKnown(compareDocuments(ours, theirs), await readKnown(at('scripts/drift-known.json')))
}

describe('openapi/v1.yaml and the document that Convex serves', () => {
  test('differ only where drift-known.json says why', async () => {
    const differences = await drift(newestDocument())
    expect(differences.filter(one => one.reason === undefined)).toEqual([])
    expect(differences).toHaveLength(46)
  })

  test('the witness has all that the document is known to have: 21 operations, 79 schemas', () => {
    const { paths, components } = newestDocument()
    expect([Object.keys(paths).length, Object.keys(components.schemas).length]).toEqual([21, 79])
  })

  test('the types published as 0.1.10 are older: they have another data sync', async () => {
    const differences = await drift(publishedDocument())
    const unknown = differences.filter(one => one.reason === undefined)
    expect(unknown.map(({ severity, where, what }) => [severity, where, what])).toEqual([
      [
        'breaking',
        'POST /data/sync request selection._other',
        'theirs is excl or incl, ours excluded or included',
      ],
      ['breaking', 'POST /data/sync request selection{}', 'theirs is excl, ours excluded'],
      [
        'breaking',
        'POST /data/sync request selection{}._other',
        'theirs is excl or incl, ours excluded or included',
      ],
      ['breaking', 'POST /data/sync request selection{}{}', 'theirs is excl, ours excluded'],
      [
        'breaking',
        'POST /data/sync request selection{}{}._other',
        'theirs is excl or incl, ours excluded or included',
      ],
      [
        'breaking',
        'POST /data/sync request selection{}{}{}',
        'theirs is excl or incl, ours excluded or included',
      ],
      [
        'breaking',
        'POST /data/sync response status',
        'theirs is of kind synced or inProgress, ours snapshotting, stale or upToDate',
      ],
      [
        'breaking',
        'GET /data/list_active_syncs response syncs[].status',
        'theirs is of kind inProgress or synced, ours snapshotting, stale or upToDate',
      ],
    ])
  })
})
