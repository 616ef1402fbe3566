import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

/** The document as it was published, untouched. */
const published = parse(readFileSync('test/openapi/published.yaml', 'utf8'))
const ours = parse(readFileSync('openapi/v1-beta.yaml', 'utf8'))

test('the contact of the published document was eaten by an address obfuscator, and is repaired', () => {
  expect(published.info.contact.email).toEqual(['email\u00a0protected'])
  expect(ours.info.contact.email).toBe('platforms@convex.dev')
})

test('everything else is as it was published, but for `x-` keys', () => {
  const repaired = {
    ...published.info,
    contact: { ...published.info.contact, email: 'platforms@convex.dev' },
  }
  expect(withoutExtensions(ours)).toEqual({ ...published, info: repaired })
})

function withoutExtensions(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document), (key, value) => (key.startsWith('x-') ? undefined : value))
}
