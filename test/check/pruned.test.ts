import { expect, test } from 'vitest'
import { FALLBACK, REQUIRED } from './cases.js'
import { needsOf } from './project.js'

/** A module that is large enough for those after it to be pruned. */
const LARGE = `export const large = [${'process.env.NODE_ENV, '.repeat(27_000)}]`

test('in a large project, of which only parts are kept, the verdicts are the same', async () => {
  const files: Record<string, string> = { 'convex/a.ts': LARGE }
  const expected = { required: new Set<string>(), fallback: new Set<string>() }
  for (const [kind, codes] of Object.entries({ required: REQUIRED, fallback: FALLBACK })) {
    for (const [index, code] of codes.entries()) {
      const name = `${kind.toUpperCase()}_${index}`
      files[`convex/${kind}${index}.ts`] =
        `export {}\nconst used = other()\nunrelated(used, { a: used.b })\n${code.replaceAll(/\bA\b/g, name)}`
      expected[kind === 'required' ? 'required' : 'fallback'].add(name)
    }
  }
  const { required, fallback, unclear } = await needsOf(files)
  expect(unclear).toEqual([])
  expect(new Set(required)).toEqual(expected.required)
  expect(new Set(fallback.filter(name => name !== 'B'))).toEqual(expected.fallback)
})
