import { describe, expect, test } from 'vitest'
import { needsOf } from './project.js'

const REQUIRE_ENV = `export function requireEnv(name: string) {
  const value = process.env[name]
  if (!value) throw new Error(name + ' is missing')
  return value
}`

describe('a function that takes a literal name is followed to its calls', () => {
  test.each([
    ['by its name', `import { requireEnv } from './lib/env'\nsend(requireEnv('A'))`],
    ['by another name', `import { requireEnv as need } from './lib/env.js'\nsend(need('A'))`],
    ['by a namespace', `import * as env from './lib/env'\nsend(env.requireEnv('A'))`],
    ['by a constant', `import { requireEnv } from './lib/env'\nconst NAME = 'A'\nsend(requireEnv(NAME))`],
    ['in a call that is not used', `import { requireEnv } from './lib/env'\nrequireEnv('A')`],
    ['by a list', `import { requireEnv } from './lib/env'\nfor (const name of ['A']) send(requireEnv(name))`],
    ['by way of a barrel', `import { requireEnv } from './lib'\nsend(requireEnv('A'))`],
    ['by way of another name of a barrel', `import { need } from './lib'\nsend(need('A'))`],
    [
      'inside of another function',
      `import { requireEnv } from './lib/env'\nconst need = (name: string) => requireEnv(name)\nsend(need('A'))`,
    ],
  ])('%s', async (_, code) => {
    const files = {
      'convex/lib/env.ts': REQUIRE_ENV,
      'convex/lib/index.ts': `export * from './env'\nexport { requireEnv as need } from './env'`,
      'convex/code.ts': code,
    }
    expect(await needsOf(files)).toEqual({ required: ['A'], fallback: [], unclear: [], unread: [] })
  })

  test('that is a default export, with or without a name', async () => {
    const files = {
      'convex/a.ts': 'export default (name: string) => process.env[name]!',
      'convex/b.ts': 'export default function need(name: string) { return process.env[name]! }',
      'convex/code.ts': `import a from './a'\nimport b from './b'\nsend(a('A'), b('B'))`,
    }
    expect(await needsOf(files)).toMatchObject({ required: ['A', 'B'], unclear: [] })
  })

  test('with its fallback, if the call gives one', async () => {
    const files = {
      'convex/env.ts':
        'export const read = (name: string, fallback?: string) => process.env[name] ?? fallback',
      'convex/code.ts': `import { read } from './env'\nsend(read('A'), read('B', 'b'), read('C') || 'c')`,
    }
    expect(await needsOf(files)).toMatchObject({ required: ['A'], fallback: ['B', 'C'], unclear: [] })
  })

  test('and a call by a computed name is said with its place', async () => {
    const files = {
      'convex/env.ts': REQUIRE_ENV,
      'convex/code.ts': `import { requireEnv } from './env'\nsend(requireEnv('A'))\nsend(requireEnv(name()))`,
    }
    expect(await needsOf(files)).toMatchObject({
      required: ['A'],
      unclear: ['convex/code.ts:3 the name is computed'],
    })
  })
})

describe('a value is followed into other modules', () => {
  test('by an exported constant that is prepared for there', async () => {
    const files = {
      'convex/config.ts':
        'export const A = process.env.A\nexport const B = process.env.B\nexport const C = process.env.C',
      'convex/code.ts': `import { A, B } from './config'\nsend(A ?? 'a')\nif (!B) throw new Error('B')\nsend(B)`,
    }
    expect(await needsOf(files)).toMatchObject({ required: ['B'], fallback: ['A', 'C'] })
  })

  test('by an exported object of settings', async () => {
    const files = {
      'convex/config.ts': 'export const config = { a: process.env.A, b: { c: process.env.C } }',
      'convex/code.ts': `import { config } from './config'\nsend(config.a || 'a', config.b.c)`,
    }
    expect(await needsOf(files)).toMatchObject({ required: ['C'], fallback: ['A'] })
  })

  test('by an exported alias of the environment', async () => {
    const files = {
      'convex/env.ts': 'export const env = process.env',
      'convex/code.ts': `import { env } from './env'\nsend(env.A, env.B ?? 'b')`,
    }
    expect(await needsOf(files)).toMatchObject({ required: ['A'], fallback: ['B'], unclear: [] })
  })

  test('through modules that load each other', async () => {
    const files = {
      'convex/a.ts': `import { b } from './b'\nexport const a = process.env.A\nsend(b)`,
      'convex/b.ts': `import { a } from './a'\nexport const b = process.env.B\nsend(a ?? 'a')\nexport * from './a'`,
    }
    expect(await needsOf(files)).toMatchObject({ required: ['B'], fallback: ['A'] })
  })
})

describe('one of several variables is enough', () => {
  test('where the code takes the first that is there', async () => {
    const files = {
      'convex/code.ts': 'export const a = () => send(process.env.A ?? process.env.B ?? process.env.C)',
    }
    expect(await needsOf(files)).toMatchObject({ required: ['C'], fallback: ['A', 'B'] })
  })

  test('where each has a way that returns', async () => {
    const code = `export function model() {
  if (process.env.A) return a()
  if (process.env.B) return b()
  throw new Error('Neither A nor B')
}`
    expect(await needsOf({ 'convex/code.ts': code })).toMatchObject({ required: [], fallback: ['A', 'B'] })
  })

  test('where a built-in one comes first', async () => {
    const code = 'export const url = () => send(process.env.CONVEX_SITE_URL ?? process.env.A)'
    expect(await needsOf({ 'convex/code.ts': code })).toMatchObject({ required: [], fallback: ['A'] })
  })
})

describe('a variable that is needed only where another one says so has a fallback', () => {
  test.each([
    'if (process.env.ON) send(process.env.A!)',
    'const isOn = !!process.env.ON\nsend(isOn ? { a: process.env.A! } : {})',
    'const isOn = () => process.env.ON === "1"\nif (isOn()) send(process.env.A!)',
    'const on = process.env.ON\nexport const f = () => { if (!on) return\nsend(process.env.A!) }',
    'switch (process.env.ON) { case "a": send(process.env.A!) }',
    'const client = () => send(process.env.A!)\nif (process.env.ON === "1") client()',
    'send({ ...(process.env.ON && { a: process.env.A! }) })',
  ])('%s', async code => {
    const needs = await needsOf({ 'convex/code.ts': `export {}\n${code}` })
    expect(needs).toMatchObject({ required: [], fallback: ['A', 'ON'] })
  })

  test('but not where every deployment decides alike', async () => {
    const code = `export {}\nif (process.env.NODE_ENV !== 'test') send(process.env.A!)`
    expect(await needsOf({ 'convex/code.ts': code })).toMatchObject({ required: ['A'] })
  })
})

describe('relative imports', () => {
  test('out of the folder are followed within the project', async () => {
    const files = {
      'src/shared.ts': `import { more } from './more'\nexport const a = () => send(process.env.A, more)`,
      'src/more/index.ts': 'export const more = process.env.B!\nsend(more)',
      'src/unused.ts': 'send(process.env.C)',
      'convex/code.ts': `import { a } from '../src/shared'\nexport const b = a()`,
    }
    expect(await needsOf(files)).toEqual({ required: ['A', 'B'], fallback: [], unclear: [], unread: [] })
  })

  test('of types alone are not followed, nor those of which only types are used', async () => {
    const files = {
      'src/a.ts': 'export interface A {}\nsend(process.env.A)',
      'convex/code.ts': `import type { A } from '../src/a'
import { type A as B } from '../src/a'
import { A as C } from '../src/a'
export type { A as D } from '../src/a'
export const f = (a: A, b: B, c: C) => 1`,
    }
    expect(await needsOf(files)).toEqual({ required: [], fallback: [], unclear: [], unread: [] })
  })

  test.each([
    ['a loaded file', `const shared = await import('../src/shared')\nexport {}`],
    ['a required file', `const shared = require('../src/shared')\nexport {}`],
    ['a file that is loaded for its effects', `import '../src/shared'`],
    ['a file that is exported', `export { a } from '../src/shared'`],
    ['a file with a query', `import a from '../src/shared?raw'\nsend(a)`],
  ])('of %s are followed', async (_, code) => {
    const files = { 'src/shared.ts': 'export const a = process.env.A!\nsend(a)', 'convex/code.ts': code }
    expect(await needsOf(files)).toMatchObject({ required: ['A'], unread: [] })
  })

  test('of what is no module are left out', async () => {
    const files = {
      'convex/data.json': '{}',
      'convex/code.ts': `import data from './data.json'\nimport './style.css'\nexport const a = send(data)`,
    }
    expect((await needsOf(files)).unread).toEqual([])
  })
})

test.each([
  'const requireKey = (name: string) => process.env[name]!\nexport default requireKey',
  'function requireKey(name: string) { return process.env[name]! }\nexport default requireKey',
  "import requireKey from './other'\nexport default requireKey",
])('a function that is exported as the default by its name is followed: %s', async text => {
  const { required } = await needsOf({
    'lib/keys.ts': text,
    'lib/other.ts': 'export default (name: string) => process.env[name]!',
    'convex/pay.ts': "import read from '../lib/keys'\nexport const pay = () => send(read('A'))",
  })
  expect(required).toEqual(['A'])
})
