import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compareDocuments } from '../../scripts/drift/compare.js'
import type { Json } from '../../scripts/generation/documents.js'

const file = new URL('mutations.yaml', import.meta.url)
const { document, body, rest } = parse(readFileSync(file, 'utf8'), { merge: true })

/** The document with another value at a path; `null` takes out what is there. */
function changed(path: string, value: unknown) {
  const content = structuredClone(document)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const parent = keys.reduce((at, key) => at[key], content)
  if (value !== null) parent[last] = value
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete parent[last]
  return content
}

function verdict(theirs: Json, place = ''): string {
  const asDocument = (content: Json) => ({ api: '', root: 'document', output: '', content })
  const all = compareDocuments(asDocument(document), asDocument(theirs))
  const found = all.filter(({ where }) => where.startsWith(place))
  return found.some(({ breaking }) => breaking) ? 'breaking' : found.length > 0 ? 'harmless' : 'none'
}

test.each<[string, string, string, unknown]>(body)(
  '%s as a request, %s as an answer: %s becomes %j',
  (request, answer, path, value) => {
    const theirs = changed(`components.schemas.Body.${path}`, value)
    expect([verdict(theirs, 'POST /send'), verdict(theirs, 'GET /read')]).toEqual([request, answer])
  },
)

test.each<[string, string, unknown]>(rest)('%s: %s becomes %j', (expected, path, value) => {
  expect(verdict(changed(path, value))).toBe(expected)
})
