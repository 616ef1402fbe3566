import { describe, expect, test } from 'vitest'
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

const PADDING = `'${'x'.repeat(400)}'`

/** A module whose statements are long, so that one which seems to have nothing to do with variables is let go. */
const long = (imports: string, read: string) =>
  `${imports}\nexport const pay = action({ note: ${PADDING}, handler: async () => send(${read}) })\n`

const HELPERS = `export const requireKey = (name: string) => process.env[name]!
export const key = process.env.A
export default requireKey
`

describe('a long statement that names no environment requires what it reads', () => {
  test.each([
    ["import { requireKey } from '../lib/keys'", "requireKey('A')"],
    ["import { requireKey } from '@/lib/keys'", "requireKey('A')"],
    ["import { requireKey } from '#lib/keys'", "requireKey('A')"],
    ["import { requireKey as k } from '@/lib/keys'", "k('A')"],
    ["import r from '@/lib/keys'", "r('A')"],
    ["import * as keys from '@/lib/keys'", "keys.requireKey('A')"],
    ["import { key } from '@/lib/keys'", 'key!'],
    ["import { env as settings } from 'node:process'", 'settings.A'],
    ["import { env as settings } from 'process'", 'settings.A'],
    ["import * as p from 'node:process'", 'p.env.A'],
  ])('%s: %s', async (imports, read) => {
    const { required } = await needsOf({
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
      'package.json': '{ "imports": { "#lib/*": "./lib/*.ts" } }',
      'lib/keys.ts': HELPERS,
      'convex/pay.ts': long(imports, read),
    })
    expect(required).toEqual(['A'])
  })

  test('by the generated environment under another name', async () => {
    const { required } = await needsOf({
      'convex/convex.config.ts': `import { defineApp } from 'convex/server'
import { v } from 'convex/values'
export default defineApp({ env: { A: v.string() } })
`,
      'convex/pay.ts': long(
        "import { action, env as settings } from './_generated/server'",
        'settings.A, settings.B',
      ),
    })
    expect(required).toContain('A')
  })
})

test('convex.config.js declares variables as convex.config.ts does', async () => {
  const config = `import { defineApp } from 'convex/server'
import { v } from 'convex/values'
export default defineApp({ env: { A: v.string() } })
`
  expect((await needsOf({ 'convex/convex.config.js': config })).required).toEqual(['A'])
})
