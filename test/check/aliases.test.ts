import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readNeeds } from '../../src/check/index.js'
import { createProject, needsOf, summaryOf } from './project.js'

const SHARED = 'export const a = () => send(process.env.A)'
const USES = (specifier: string) => `import { a } from '${specifier}'\nexport const b = () => a()`
const FOUND = { required: ['A'], fallback: [], unclear: [], unread: [] }
const NOTHING = { ...FOUND, required: [] }

describe('an import by an alias is followed to a file of the project:', () => {
  test.each([
    ['@/shared', { compilerOptions: { paths: { '@/*': ['./src/*'] } } }],
    ['@/shared', { compilerOptions: { baseUrl: '.', paths: { '@/*': ['src/*'] } } }],
    ['@/shared.js', { compilerOptions: { baseUrl: 'src', paths: { '@/*': ['*'] } } }],
    ['shared', { compilerOptions: { baseUrl: 'src' } }],
    ['the-shared', { compilerOptions: { paths: { 'the-shared': ['./src/shared.ts'] } } }],
    ['@/shared', { compilerOptions: { paths: { '@/*': ['./missing/*', './src/*'] } } }],
    ['@/shared', { compilerOptions: { paths: { '*': ['./no/*'], '@/*': ['./src/*'] } } }],
    ['@/a/shared', { compilerOptions: { paths: { '@/*': ['./no/*'], '@/a/*': ['./src/*'] } } }],
  ])('%s by %j', async (specifier, config) => {
    const files = {
      'tsconfig.json': JSON.stringify(config),
      'src/shared.ts': SHARED,
      'convex/b.ts': USES(specifier),
    }
    expect(await needsOf(files)).toEqual(FOUND)
  })

  test('by a configuration with comments, which extends others', async () => {
    const files = {
      'tsconfig.json':
        '\ufeff// Aliases\n{ "extends": ["./config/base", "@tsconfig/node20/tsconfig.json"], }',
      'config/base.json': '{ "compilerOptions": { /* here */ "paths": { "@/*": ["../src/*"], }, } }',
      'src/shared.ts': SHARED,
      'convex/b.ts': USES('@/shared'),
    }
    expect(await needsOf(files)).toEqual(FOUND)
  })

  test('by the configuration that is nearest, as the bundler does', async () => {
    const files = {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'convex/tsconfig.json': '{}',
      'src/shared.ts': SHARED,
      'convex/b.ts': USES('@/shared'),
    }
    expect(await needsOf(files)).toEqual(NOTHING)
  })

  test.each([
    ['#shared', { '#shared': './src/shared.ts' }],
    ['#lib/shared', { '#lib/*': './src/*.ts' }],
    ['#shared', { '#shared': { convex: './src/shared.ts', default: './no.ts' } }],
  ])('%s by `imports` of package.json: %j', async (specifier, imports) => {
    const files = {
      'package.json': JSON.stringify({ imports }),
      'src/shared.ts': SHARED,
      'convex/b.ts': USES(specifier),
    }
    expect(await needsOf(files)).toEqual(FOUND)
  })

  test('and a function behind it takes names', async () => {
    const files = {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "~/*": ["./*"] } } }',
      'lib/env.ts': 'export const need = (name: string) => process.env[name]!',
      'convex/b.ts': `import { need } from '~/lib/env'\nimport { env } from '~/convex/_generated/server'\nsend(need('A'), env.B)`,
    }
    expect(await needsOf(files)).toEqual({ ...FOUND, required: ['A', 'B'] })
  })
})

describe('what an alias leads to is not opened, and that is said, if it', () => {
  test.each([
    ['is outside of the project', ['../shared'], 'it is outside of the project'],
    ['belongs to a package', ['./node_modules/shared/index.ts'], 'it belongs to a package'],
    ['is not there', ['./gone'], 'there is no such file'],
  ])('%s', async (_, target, reason) => {
    const files = {
      'tsconfig.json': JSON.stringify({ compilerOptions: { paths: { '@shared': target } } }),
      'node_modules/shared/index.ts': SHARED,
      'convex/b.ts': USES('@shared'),
    }
    expect(await needsOf(files)).toEqual({
      ...NOTHING,
      unread: [`convex/b.ts:1 it loads a file, and ${reason}`],
    })
  })

  test('is a link out of the project', async () => {
    const outer = await createProject({
      'shared.ts': SHARED,
      'project/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'project/convex/b.ts': USES('@/shared'),
      'project/src/other.ts': '',
    })
    await symlink(join(outer, 'shared.ts'), join(outer, 'project/src/shared.ts'))
    expect(summaryOf(await readNeeds(join(outer, 'project')))).toEqual({
      ...NOTHING,
      unread: ['convex/b.ts:1 it loads a file, and it is a link out of the project'],
    })
  })

  test('depends on a condition', async () => {
    const imports = { '#shared': { node: './src/shared.ts', default: './src/other.ts' } }
    const files = { 'package.json': JSON.stringify({ imports }), 'convex/b.ts': USES('#shared') }
    expect(await needsOf(files)).toEqual({
      ...NOTHING,
      unread: ['convex/b.ts:1 it loads a file, and its place depends on a condition in package.json'],
    })
  })
})

describe('a configuration that can not be read is said, and nothing is assumed:', () => {
  test.each([
    ['that is broken', '{ "compilerOptions": ', 'tsconfig.json its syntax is broken'],
    ['that is code', '{ "extends": exit() }', undefined],
    ['that extends itself', '{ "extends": "./tsconfig.json" }', undefined],
    [
      'that extends a file outside',
      '{ "extends": "../base.json" }',
      '../base.json it is outside of the project',
    ],
    ['that extends none', '{ "extends": "./base" }', 'base.json there is no such file'],
    ['that is too large', `{ "a": "${'x'.repeat(1024 * 1024)}" }`, 'tsconfig.json it is larger than 1 MiB'],
    ['that is too deep', '['.repeat(100_000), 'tsconfig.json its syntax is broken'],
    [
      'with strange members',
      '{ "__proto__": { "extends": 1 }, "compilerOptions": { "paths": [1], "baseUrl": {} } }',
      undefined,
    ],
  ])('one %s', async (_, text, unread) => {
    const files = { 'tsconfig.json': text, 'src/shared.ts': SHARED, 'convex/b.ts': USES('@/shared') }
    expect(await needsOf(files)).toEqual({ ...NOTHING, unread: unread === undefined ? [] : [unread] })
  })
})

test('of an import that may be a package nothing is said', async () => {
  const files = {
    'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "*": ["./types/*"] } } }',
    'convex/b.ts': `${USES('package')}\nimport { v } from 'convex/values'\nsend(v)`,
  }
  expect(await needsOf(files)).toEqual(NOTHING)
})
