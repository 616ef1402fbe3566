import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { installedPackageIn } from './installed-package.js'

const require = createRequire(import.meta.url)
const project = installedPackageIn(inject('installed'))

test('the package installs nothing else', async () => {
  expect(await project.installed()).toEqual(['convex-deployment'])
})

test('an installation takes 3 MB at most', async () => {
  const sizes = await Promise.all((await shippedFiles()).map(async file => (await stat(shipped(file))).size))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000)
})

test('the package holds its entries with their types, the command, the documents and the guide', async () => {
  const kinds = (await shippedFiles()).map(file =>
    file
      .replace(/^dist\/cli\/.*\.js$/, 'dist/cli/*.js')
      // Which types two entries share, and the file's name, is the bundler's choice; attw reads them all.
      .replace(/^dist\/(?!index)[\w-]+\.d\.ts$/, 'dist/*.d.ts')
      .replace(/^(docs\/guide|examples)\/.*(\.\w+)$/, '$1/*$2'),
  )
  expect([...new Set(kinds)].sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'dist/*.d.ts',
    'dist/LICENSES.txt',
    'dist/check/index.d.ts',
    'dist/check/index.js',
    'dist/cli/*.js',
    'dist/cli/LICENSES.txt',
    'dist/cli/help.txt',
    'dist/client.js',
    'dist/config/index.d.ts',
    'dist/config/index.js',
    'dist/config/node/index.d.ts',
    'dist/config/node/index.js',
    'dist/config/shared.js',
    'dist/dotenv/index.d.ts',
    'dist/dotenv/index.js',
    'dist/fake/index.d.ts',
    'dist/fake/index.js',
    'dist/fake/sync-socket.js',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/management/index.d.ts',
    'dist/management/index.js',
    'dist/webhooks/index.d.ts',
    'dist/webhooks/index.js',
    'docs/guide/*.md',
    'examples/*.env',
    'examples/*.ts',
    'openapi/command.yaml',
    'openapi/log-stream.yaml',
    'openapi/management-v1.yaml',
    'openapi/v1-beta.yaml',
    'openapi/v1.json',
    'openapi/v1.yaml',
    'package.json',
    'schema/command.schema.json',
    'schema/deployment.schema.json',
    'skills/convex-deployment/SKILL.md',
  ])
})

test('every relative link of its pages leads to a file of the package', async () => {
  const pages = (await shippedFiles()).filter(file => file.endsWith('.md'))
  const broken = await Promise.all(
    pages.map(async page => {
      const links = [...(await readShipped(page)).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      return links
        .map(([, link = '']) => join(dirname(page), link))
        .filter(target => !existsSync(shipped(target)))
        .map(target => `${page} links to ${target}`)
    }),
  )
  expect(broken.flat()).toEqual([])
})

describe('the code of the library', () => {
  test('keeps its lines, its names and its comments', async () => {
    const text = await readShipped('dist/client.js')
    // What the entries share is exported in one line.
    const lines = text.split('\n').filter(line => !line.startsWith('export {'))
    expect(Math.max(...lines.map(line => line.length))).toBeLessThan(1000)
    expect(text).toMatch(/^ \*\/\nfunction createDeploymentClient\(/m)
  })

  test('refers to no other package, and names the one that it holds with its license', async () => {
    const imported = await Promise.all(
      (await libraryFiles()).map(async file =>
        [...(await readShipped(file)).matchAll(/^(?:import|export)[^'"]* from ['"]([^.'"][^'"]*)/gm)]
          .map(([, name]) => `${file} imports ${name}`)
          .filter(line => !/^dist\/check\/index\.js imports node:/.test(line)),
      ),
    )
    const isOfNode = /^dist\/config\/node\/.* imports node:/
    expect(imported.flat().filter(one => !isOfNode.test(one))).toEqual([])
    const named = /^\/\*! openapi-fetch .*MIT license, Copyright .*: see LICENSES\.txt \*\/$/m
    expect(await readShipped('dist/client.js')).toMatch(named)
    expect(await readShipped('dist/openapi-fetch.d.ts')).toMatch(named)
    expect(await readShipped('dist/LICENSES.txt')).toMatch(/^openapi-fetch\n\nMIT License\n/m)
  })

  test('has no comment that refers to what is not in the package', async () => {
    const pattern =
      /(?:\/\/|^ *\/?\*).*(?:rule \d|of the design|CONTRIBUTING|npm run|\b(?:src|test|scripts|bench|generated)\/)/gm
    const found = await Promise.all(
      (await libraryFiles()).map(async file =>
        (await readShipped(file))
          .replace(/https?:\S+/g, '')
          .match(pattern)
          ?.map(line => `${file}: ${line}`),
      ),
    )
    expect(found.flatMap(lines => lines ?? [])).toEqual([])
  })
})

test('publint and attw find nothing wrong', async () => {
  await project.run(
    'node',
    require.resolve('publint').replace(/src\/.*$/, 'src/cli.js'),
    'node_modules/convex-deployment',
    '--strict',
  )
  const attw = require.resolve('@arethetypeswrong/cli/package.json').replace('package.json', 'dist/index.js')
  await project.run('node', attw, project.tarball, '--profile', 'esm-only')
})

function shipped(file: string): string {
  return join(project.folder, 'node_modules/convex-deployment', file)
}

function readShipped(file: string): Promise<string> {
  return readFile(shipped(file), 'utf8')
}

/** Every file of the installed package, by its path there. */
async function shippedFiles(): Promise<string[]> {
  const entries = await readdir(shipped('.'), { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(shipped('.').length + 1))
}

async function libraryFiles(): Promise<string[]> {
  return (await shippedFiles()).filter(file => /^dist\/(?!cli\/).*\.(?:js|d\.ts)$/.test(file))
}
