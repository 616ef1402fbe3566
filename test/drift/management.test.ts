import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { compareDocuments } from '../../scripts/drift/compare.js'
import { asTyped, documentOfTypes } from '../../scripts/drift/published-types.js'
import { readDocument } from '../../scripts/drift/sources.js'

const OFFICIAL = 'node_modules/@convex-dev/platform/dist/generatedManagementApi.d.ts'

test('the management API differs from the official types as listed, and in nothing else', async () => {
  const known: Record<string, string[]> = JSON.parse(
    await readFile('scripts/drift-known-management.json', 'utf8'),
  )
  const listed = Object.entries(known).filter(
    ([reason]) => !reason.startsWith('Only in the published document:'),
  )
  const ours = asTyped(await readDocument('openapi/management-v1.yaml'))
  const found = compareDocuments(ours, await documentOfTypes(OFFICIAL))
  expect(found.map(({ where, what }) => `${where}: ${what}`).sort()).toEqual(
    listed.flatMap(([, lines]) => lines).sort(),
  )
})
