import { existsSync } from 'node:fs'
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { NeedsError, readNeeds } from '../../src/check/index.js'
import { createProject, needsOf, summaryOf } from './project.js'

const NOTHING = { required: [], fallback: [], unclear: [], unread: [] }

describe('the modules that a push leaves out are left out', () => {
  test.each([
    'convex/_generated/server.ts',
    'convex/node_modules/package/index.js',
    'convex/code.test.ts',
    'convex/code.spec.ts',
    'convex/types.d.ts',
    'convex/.hidden.ts',
    'convex/#code.ts',
    'convex/with space.ts',
    'convex/schema.ts',
    'convex/notes.md',
    'convex/data.json',
    'src/code.ts',
  ])('%s', async file => {
    const files = { 'convex/other.ts': 'export {}', [file]: 'export const a = () => send(process.env.A!)' }
    expect(await needsOf(files)).toEqual(NOTHING)
  })

  test('also those that tests import', async () => {
    const files = {
      'convex/code.ts': 'export {}',
      'convex/code.test.ts': `import { a } from '../test/helper'\nsend(a)`,
      'test/helper.ts': 'export const a = process.env.A!\nsend(a)',
    }
    expect(await needsOf(files)).toEqual(NOTHING)
  })
})

test('convex.json names the functions folder', async () => {
  const files = {
    'convex.json': '\uFEFF{ "functions": "src/backend/" }',
    'src/backend/code.ts': 'export const a = () => send(process.env.A)',
    'convex/code.ts': 'export const b = () => send(process.env.B)',
  }
  const needs = await readNeeds(await createProject(files))
  expect(needs).toMatchObject({ folder: 'src/backend', variables: [{ name: 'A' }] })
})

describe('it is an error, and nothing is assumed, if', () => {
  test.each([
    ['there is no functions folder', {}, 'convex', 'There is no functions folder convex here.'],
    ['convex.json is broken', { 'convex.json': '{' }, 'convex.json', 'convex.json is not a JSON object.'],
    [
      'convex.json names no path',
      { 'convex.json': '{ "functions": 1 }' },
      'convex.json',
      'convex.json: `functions` is not a path.',
    ],
    [
      'convex.json leads out',
      { 'convex.json': '{ "functions": "../convex" }' },
      'convex.json',
      'convex.json: `functions` leads out of the project',
    ],
    [
      'convex.json names another root',
      { 'convex.json': '{ "functions": "/tmp" }' },
      'convex.json',
      'convex.json: `functions` leads out of the project',
    ],
  ])('%s', async (_, files, file, message) => {
    const error: unknown = await readNeeds(await createProject(files)).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(NeedsError)
    expect(error).toMatchObject({ name: 'NeedsError', file, message: expect.stringContaining(message) })
  })

  test('the project has no folder', async () => {
    const missing = join(await createProject({}), 'missing')
    await expect(readNeeds(missing)).rejects.toThrow('there is no such folder')
  })
})

describe('what can not be read is said with its place, and the rest is read:', () => {
  const REST = { 'convex/rest.ts': 'export const a = () => send(process.env.A)' }

  test('broken syntax', async () => {
    const needs = await needsOf({ ...REST, 'convex/broken.ts': 'export const b = process.env.B\nconst = ;' })
    expect(needs).toEqual({
      ...NOTHING,
      required: ['A'],
      unread: ['convex/broken.ts:2 its syntax is broken'],
    })
  })

  test.each([
    ['that exports nothing', 'const a = process.env.B\nconst = ;', 2],
    ['that breaks off', 'const a: = process.en', 1],
    ['that is none', '((((', 1],
    ['that breaks off in a function', 'export const a = () => {\n', 2],
  ])('broken syntax of a module %s', async (_, code, line) => {
    const needs = await needsOf({ ...REST, 'convex/broken.ts': code })
    expect(needs).toEqual({
      ...NOTHING,
      required: ['A'],
      unread: [`convex/broken.ts:${line} its syntax is broken`],
    })
  })

  test('but not what does not mention the environment, which is not parsed', async () => {
    const needs = await needsOf({ ...REST, 'convex/broken.ts': 'export const = ;' })
    expect(needs).toEqual({ ...NOTHING, required: ['A'] })
  })

  test('a text that is nested more deeply than the parser can follow', async () => {
    const deep = `export const b = process.env.B + ${'('.repeat(50_000)}1${')'.repeat(50_000)}`
    const needs = await needsOf({ ...REST, 'convex/deep.ts': deep })
    expect(needs).toEqual({
      ...NOTHING,
      required: ['A'],
      unread: ['convex/deep.ts:1 it is nested too deeply'],
    })
  })

  test('a file of more than 1 MiB', async () => {
    const large = `export const b = process.env.B // ${'x'.repeat(1024 * 1024)}`
    const needs = await needsOf({ ...REST, 'convex/large.ts': large })
    expect(needs).toEqual({
      ...NOTHING,
      required: ['A'],
      unread: ['convex/large.ts it is larger than 1 MiB'],
    })
  })

  test('a file that is not UTF-8', async () => {
    const folder = await createProject(REST)
    await writeFile(join(folder, 'convex/odd.ts'), Buffer.from([0x61, 0xff, 0xfe]))
    expect(summaryOf(await readNeeds(folder)).unread).toEqual(['convex/odd.ts it is not UTF-8'])
  })

  test.skipIf(process.getuid?.() === 0)('a file that this user may not read', async () => {
    const folder = await createProject({ ...REST, 'convex/mine.ts': 'export {}' })
    await chmod(join(folder, 'convex/mine.ts'), 0)
    expect(summaryOf(await readNeeds(folder)).unread).toEqual(['convex/mine.ts this user may not read it'])
  })

  test('an import that leads to no file', async () => {
    const needs = await needsOf({
      ...REST,
      'convex/code.ts': `import { b } from './missing'\nexport const c = b`,
    })
    expect(needs.unread).toEqual(['convex/code.ts:1 it loads a file, and there is no such file'])
  })

  test('an import that leads out of the project', async () => {
    const outer = await createProject({
      'shared.ts': 'export const b = process.env.B!',
      'project/convex/code.ts': `import { b } from '../../shared'\nexport const c = b`,
    })
    expect(summaryOf(await readNeeds(join(outer, 'project')))).toEqual({
      ...NOTHING,
      unread: ['convex/code.ts:1 it loads a file, and it is outside of the project'],
    })
  })

  test('an import of a link that leads out of the project', async () => {
    const outer = await createProject({
      'shared.ts': 'export const b = process.env.B!',
      'project/convex/code.ts': `import { b } from '../linked'\nexport const c = b`,
    })
    await symlink(join(outer, 'shared.ts'), join(outer, 'project/linked.ts'))
    expect(summaryOf(await readNeeds(join(outer, 'project')))).toEqual({
      ...NOTHING,
      unread: ['convex/code.ts:1 it loads a file, and it is a link out of the project'],
    })
  })

  test('an import of a file in node_modules', async () => {
    const needs = await needsOf({
      'node_modules/package/index.ts': 'export const b = process.env.B!',
      'convex/code.ts': `import { b } from '../node_modules/package/index'\nexport const c = b`,
    })
    expect(needs).toEqual({
      ...NOTHING,
      unread: ['convex/code.ts:1 it loads a file, and it belongs to a package'],
    })
  })
})

test('links in the functions folder are not followed, as a push does, and a circle of them ends', async () => {
  const outer = await createProject({
    'outside/code.ts': 'export const b = () => send(process.env.B)',
    'project/convex/code.ts': 'export const a = () => send(process.env.A)',
  })
  const convex = join(outer, 'project/convex')
  await symlink(join(outer, 'outside'), join(convex, 'linked'))
  await symlink(join(outer, 'outside/code.ts'), join(convex, 'linked-code.ts'))
  await symlink(convex, join(convex, 'circle'))
  const reason = 'it is a link, which a push does not follow'
  expect(summaryOf(await readNeeds(join(outer, 'project')))).toEqual({
    ...NOTHING,
    required: ['A'],
    unread: [`convex/circle ${reason}`, `convex/linked ${reason}`, `convex/linked-code.ts ${reason}`],
  })
})

test('a functions folder that is a link out of the project is not opened', async () => {
  const outer = await createProject({ 'outside/code.ts': 'export const b = () => send(process.env.B)' })
  await mkdir(join(outer, 'project'))
  await symlink(join(outer, 'outside'), join(outer, 'project/convex'))
  await expect(readNeeds(join(outer, 'project'))).rejects.toThrow('There is no functions folder convex')
})

test('code that would do harm if it were run is not run', async () => {
  const folder = await createProject({})
  const harm = (name: string) =>
    `import { writeFileSync } from 'node:fs'
writeFileSync(${JSON.stringify(join(folder, `${name}-was-run`))}, '')
process.env.HARM_OF_${name.toUpperCase()} = 'done'
globalThis.harm = true
while (true) {}`
  const files = {
    'convex.json': '{}',
    'convex/convex.config.ts': `import { defineApp } from 'convex/server'\nimport { v } from 'convex/values'
${harm('config')}\nexport default defineApp({ env: { A: v.string() } })`,
    'convex/auth.config.ts': `${harm('auth')}\nexport default { providers: [process.env.B] }`,
    'convex/code.ts': `${harm('code')}\nexport const c = process.env.C!\nsend(c)`,
    'package.json': '{ "type": "module" }',
  }
  const { writeProject } = await import('./project.js')
  await writeProject(folder, files)
  expect(summaryOf(await readNeeds(folder)).required).toEqual(['A', 'B', 'C'])
  for (const name of ['config', 'auth', 'code'])
    expect(existsSync(join(folder, `${name}-was-run`))).toBe(false)
  expect(Object.keys(process.env).filter(name => name.startsWith('HARM_OF_'))).toEqual([])
  expect(globalThis).not.toHaveProperty('harm')
})

test.each([['__proto__'], ['constructor'], ['toString'], ['hasOwnProperty']])(
  'a variable may be called %s',
  async name => {
    const { required } = await needsOf({
      'convex/code.ts': `export const a = () => send(process.env['${name}'])`,
    })
    expect(required).toEqual([name])
  },
)
