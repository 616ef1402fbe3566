import { describe, expect, test } from 'vitest'
import { copyTree } from './tree.js'

const HEADER =
  /^\/\/ Generated from (?:openapi\/\*\.yaml|src\/fake\/page\/) by `npm run generate`\. Do not edit\.\n/

describe('generating', () => {
  test('gives the same bytes from nothing as were committed', async () => {
    const tree = await copyTree()
    const committed = await tree.generated()
    await tree.remove('generated')
    await tree.generate()
    expect(await tree.generated()).toEqual(committed)
  })

  test('marks every file as generated', async () => {
    const tree = await copyTree()
    const texts = Object.values(await tree.generated())
    expect(texts.filter(text => !HEADER.test(text))).toEqual([])
  })

  test('refuses a schema keyword that validation does not know, and writes nothing', async () => {
    const tree = await copyTree()
    const before = await tree.generated()
    await tree.edit('openapi/v1-beta.yaml', 'x-sensitive: true', 'maxLength: 8192')
    await expect(tree.generate()).rejects.toThrow(
      'openapi/v1-beta.yaml components.schemas.EnvironmentVariable properties.value maxLength: ' +
        'validation does not know this keyword.',
    )
    expect(await tree.generated()).toEqual(before)
  })

  test('refuses a page of the fake that does not load its style, and writes nothing', async () => {
    const tree = await copyTree()
    const before = await tree.generated()
    await tree.edit('src/fake/page/page.html', 'href="style.css"', 'href="other.css"')
    await expect(tree.generate()).rejects.toThrow('<link rel="stylesheet" href="style.css">')
    expect(await tree.generated()).toEqual(before)
  })
})

// A process that loads the compiler takes a minute on a machine that is busy ten times over.
describe('checking', { timeout: 300_000 }, () => {
  test('passes on what is committed', async () => {
    const tree = await copyTree()
    const ended = await tree.generate('--check')
    expect(ended).toEqual({ code: 0, stdout: '15 generated files are up to date.\n', stderr: '' })
  })

  test("fails after a change of a document and of the fake's page, naming the files, and writes nothing", async () => {
    const tree = await copyTree()
    const before = await tree.generated()
    await tree.edit('openapi/v1-beta.yaml', 'x-retry: always', 'x-retry: once')
    await tree.edit('openapi/v1-beta.yaml', 'summary: List environment variables', 'summary: List them')
    await tree.edit('src/fake/page/style.css', 'font-size: 1.5rem;', 'font-size: 2rem;')
    expect(await tree.generate('--check')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'generated/v1-beta.ts differs from what its sources generate.\n' +
        'generated/operations.ts differs from what its sources generate.\n' +
        'generated/fake-page.ts differs from what its sources generate.\n' +
        'Run `npm run generate` and commit the result.\n',
    })
    expect(await tree.generated()).toEqual(before)
  })

  test('fails after a change by hand, after a removal, and for a file that no document generates', async () => {
    const tree = await copyTree()
    await tree.write('generated/version.ts', "export const version = '9.9.9'\n")
    await tree.remove('generated/v1-beta.ts')
    await tree.write('generated/v2.ts', '')
    await tree.write('openapi/v1.json', '{}')
    expect(await tree.runScript('--check')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'generated/v1-beta.ts differs from what its sources generate.\n' +
        'generated/version.ts differs from what its sources generate.\n' +
        'openapi/v1.json differs from what its sources generate.\n' +
        'generated/v2.ts is generated from nothing: remove it.\n' +
        'Run `npm run generate` and commit the result.\n',
    })
  })
})

describe('watching', () => {
  test('generates again on every change of a document, also after one that was refused', async () => {
    const tree = await copyTree()
    const { line, complaint } = tree.watch()
    await line('watching')

    await tree.edit('openapi/v1-beta.yaml', 'summary: List environment variables', 'summary: List them')
    await line('generated generated/v1-beta.ts')
    expect(await tree.read('generated/v1-beta.ts')).toContain('List them')

    await tree.edit('openapi/v1-beta.yaml', 'x-retry: always', 'x-retri: always')
    await complaint('listEnvironmentVariables x-retry: expected a string.')

    await tree.edit('openapi/v1-beta.yaml', 'x-retri: always', 'x-retry: once')
    await line('generated generated/operations.ts')
    expect(await tree.read('generated/operations.ts')).toContain(
      "{ method: 'POST', path: '/list_environment_variables', retry: 'once', ",
    )
  })
})
