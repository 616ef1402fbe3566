import { describe, expect, test } from 'vitest'
import { readNeeds } from '../../src/check/index.js'
import { createProject, needsOf } from './project.js'

const IMPORTS = `import { defineApp } from 'convex/server'\nimport { v } from 'convex/values'\n`

async function needsOfConfig(config: string, more: Readonly<Record<string, string>> = {}) {
  const folder = await createProject({ 'convex/convex.config.ts': IMPORTS + config, ...more })
  return readNeeds(folder)
}

describe('a declared variable', () => {
  test.each([
    ['v.string()', { optional: false }],
    ['v.optional(v.string())', { optional: true }],
    ["v.literal('a')", { optional: false, values: ['a'] }],
    ['v.literal(`a`)', { optional: false, values: ['a'] }],
    ["v.union(v.literal('a'), v.literal('b'))", { optional: false, values: ['a', 'b'] }],
    [
      "v.union(v.literal('a'), v.union(v.literal('b'), v.literal('a')))",
      { optional: false, values: ['a', 'b'] },
    ],
    ["v.union(v.literal('a'), v.string())", { optional: false }],
    ["v.optional(v.union(v.literal('a')))", { optional: true, values: ['a'] }],
    ['v.union()', { optional: false, values: [] }],
  ])('has the type %s', async (validator, declared) => {
    const { variables } = await needsOfConfig(`export default defineApp({ env: { A: ${validator} } })`)
    expect(variables).toMatchObject([{ name: 'A', declared, places: [{ kind: 'declared', line: 3 }] }])
  })

  test.each([
    'const app = defineApp({ env: { A: v.string() } })\napp.use(other)\nexport default app',
    'const env = { A: v.string() }\nexport default defineApp({ env })',
    'const shared = { A: v.string() }\nexport default defineApp({ env: { ...shared } })',
    'const text = v.string()\nexport default defineApp({ env: { A: text } })',
    'const options = { env: { "A": v.string() } } as const\nexport { app as default }\nconst app = defineApp(options)',
  ])('is found in %s', async config => {
    const { variables, unclear } = await needsOfConfig(config)
    expect({ names: variables.map(({ name }) => name), unclear }).toEqual({ names: ['A'], unclear: [] })
  })

  test('is found by other names of the imports, and in another module', async () => {
    const needs = await needsOf({
      'convex/convex.config.ts': `import { defineApp as app } from 'convex/server'\nimport { env } from './variables'\nexport default app({ env })`,
      'convex/variables.ts': `import { v as is } from 'convex/values'\nexport const env = { A: is.string() }`,
    })
    expect(needs).toMatchObject({ required: ['A'], unclear: [] })
  })

  test('decides alone whether it is required, whatever the code does', async () => {
    const { variables } = await needsOfConfig(
      'export default defineApp({ env: { A: v.string(), B: v.optional(v.string()) } })',
      { 'convex/code.ts': `import { env } from './_generated/server'\nsend(env.A ?? 'a', env.B)\nexport {}` },
    )
    expect(variables).toMatchObject([
      { name: 'A', declared: { optional: false }, places: [{ kind: 'fallback' }, { kind: 'declared' }] },
      { name: 'B', declared: { optional: true }, places: [{ kind: 'required' }, { kind: 'declared' }] },
    ])
  })

  test.each([
    [
      'export default defineApp({ env: { A: other() } })',
      'the validator of a declared variable is not written out',
    ],
    [
      'export default defineApp({ env: { A: v.literal(other) } })',
      'the validator of a declared variable is not written out',
    ],
    ['export default defineApp({ env: other() })', 'the declared variables are not written out'],
    [
      'export default defineApp({ env: { [other]: v.string() } })',
      'the declared variables are not written out',
    ],
    ['export default other()', 'the default export is not a call of defineApp'],
  ])('that is not written out is said to be unknown: %s', async (config, reason) => {
    const { unclear, variables } = await needsOfConfig(config)
    expect(unclear).toMatchObject([{ file: 'convex/convex.config.ts', reason }])
    expect(variables.filter(({ declared }) => declared)).toEqual([])
  })
})

describe('what auth.config.ts reads', () => {
  test.each(['ts', 'js'])('is required, as a push demands it, also with a fallback: .%s', async ending => {
    const needs = await needsOf({
      [`convex/auth.config.${ending}`]: `export default { providers: [{ domain: process.env.A ?? 'a', applicationID: process.env.B }] }`,
    })
    expect(needs.required).toEqual(['A', 'B'])
  })

  test('is judged as any code in functions that it may not call', async () => {
    const needs = await needsOf({
      'convex/auth.config.ts': `const a = () => process.env.A ?? 'a'\nexport default { providers: [] }`,
    })
    expect(needs).toMatchObject({ required: [], fallback: ['A'] })
  })
})

describe('components', () => {
  const COMPONENT = `import { defineComponent } from 'convex/server'\nimport { v } from 'convex/values'
export default defineComponent('mailer', { env: { KEY: v.string(), FROM: v.optional(v.string()) } })`

  test('that are given what they require need nothing', async () => {
    const { unbound } = await needsOfConfig(
      `import mailer from '../mailer/convex.config'
const app = defineApp({ env: { MAIL_KEY: v.string() } })
app.use(mailer, { env: { KEY: app.env.MAIL_KEY } })
app.use(mailer, { name: 'second', env: { KEY: 'a' } })
export default app`,
      { 'mailer/convex.config.ts': COMPONENT },
    )
    expect(unbound).toEqual([])
  })

  test('that are not given what they require are named with the place', async () => {
    const { unbound } = await needsOfConfig(
      `import mailer from '../mailer/convex.config.js'\nconst app = defineApp()\napp.use(mailer)\nexport default app`,
      { 'mailer/convex.config.ts': COMPONENT },
    )
    expect(unbound).toEqual([
      { name: 'KEY', component: 'mailer', file: 'convex/convex.config.ts', line: 5, column: 1 },
    ])
  })

  test('in components are looked at, and those of packages are not opened', async () => {
    const { unbound, unread } = await needsOfConfig(
      `import outer from './outer/convex.config'\nimport packaged from '@convex-dev/resend/convex.config'
const app = defineApp()\napp.use(outer)\napp.use(packaged)\nexport default app`,
      {
        'mailer/convex.config.ts': COMPONENT,
        'convex/outer/convex.config.ts': `import { defineComponent } from 'convex/server'
import mailer from '../../mailer/convex.config'
const outer = defineComponent('outer')\nouter.use(mailer)\nexport default outer`,
      },
    )
    expect({ unbound, unread }).toMatchObject({
      unbound: [{ name: 'KEY', file: 'convex/outer/convex.config.ts', line: 4 }],
      unread: [],
    })
  })

  test('in the functions folder see no variable of the deployment', async () => {
    const needs = await needsOf({
      'convex/mailer/convex.config.ts': COMPONENT,
      'convex/mailer/send.ts': 'export const a = () => send(process.env.KEY!)',
    })
    expect(needs).toEqual({ required: [], fallback: [], unclear: [], unread: [] })
  })
})
