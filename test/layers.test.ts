import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** A room of `src/`, and the rooms whose modules it may import. Everything it may import stands above it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  text: [],
  schema: ['text', 'generated'],
  generated: ['schema'],
  dotenv: [],
  webhooks: ['text', 'generated'],
  errors: ['generated'],
  connection: ['errors', 'text'],
  transport: ['connection', 'errors', 'schema', 'text', 'generated'],
  resources: ['transport', 'errors', 'schema', 'text', 'generated'],
  stack: ['errors'],
  options: ['transport', 'connection'],
  client: [
    'options',
    'stack',
    'resources',
    'transport',
    'connection',
    'errors',
    'schema',
    'text',
    'generated',
  ],
  management: [
    'client',
    'options',
    'stack',
    'resources',
    'transport',
    'connection',
    'errors',
    'text',
    'generated',
  ],
  config: ['client', 'stack', 'resources', 'transport', 'errors', 'schema', 'text', 'generated'],
  'config/node': [
    'config',
    'client',
    'stack',
    'transport',
    'resources',
    'connection',
    'errors',
    'schema',
    'dotenv',
    'text',
    'generated',
  ],
  index: ['client', 'options', 'resources', 'transport', 'connection', 'errors', 'text'],
  check: ['text'],
  fake: ['schema', 'text', 'generated'],
  cli: [
    'index',
    'config',
    'management',
    'config/node',
    'resources',
    'connection',
    'errors',
    'schema',
    'dotenv',
    'text',
    'generated',
  ],
}

/** Packages and Node's own modules, and where they may be imported. */
const FOREIGN: Readonly<Record<string, RegExp>> = {
  node: /^src\/(?:check\/|cli\/|config\/node\/|fake\/(?:listener|sync-socket)\.ts)/,
  yaml: /^src\/config\/node\//,
  'openapi-fetch': /^src\/transport\/client\.ts/,
  ws: /^src\/fake\/sync-socket\.ts/,
  '@babel': /^src\/check\//,
  commander: /^src\/cli\//,
  'cross-spawn': /^src\/cli\//,
  'convex-deployment': /^src\/cli\//,
}

const modules = ['src', 'generated'].flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name)),
)
const imports = modules.flatMap(from =>
  ts
    .preProcessFile(readFileSync(from, 'utf8'))
    .importedFiles.map(({ fileName }) => ({ from, to: fileName }))
    .map(({ to }) => ({ from, to: to.startsWith('.') ? join(dirname(from), to) : to })),
)

/** The room of a module: its folder or file in `src/`, or `generated`. */
function roomOf(path: string): string {
  return path.replace(/^src\//, '').replace(/(?<=^config\/node|^(?!config\/node)[^/]*)(?:\/.*|\.[jt]s)$/, '')
}

function isAllowed({ from, to }: { readonly from: string; readonly to: string }): boolean {
  if (!/^(?:src|generated)\//.test(to)) return FOREIGN[to.split(/[:/]/)[0] ?? '']?.test(from) ?? false
  return roomOf(from) === roomOf(to) || (MAY_IMPORT[roomOf(from)]?.includes(roomOf(to)) ?? false)
}

test('imports point to the rooms above, and each foreign module has its place', () => {
  expect(imports.length).toBeGreaterThan(400)
  expect(imports.filter(edge => !isAllowed(edge))).toEqual([])
})

/** The folders of the command that know of no command: they find deployments, and print. */
const BELOW_COMMANDS = /^src\/cli\/(?:deployment|terminal)\//
const COMMANDS = /^src\/cli\/(?:check|env|plan|platform|settings)\//

test('within the command, what opens deployments imports no command', () => {
  const upward = imports.filter(({ from, to }) => BELOW_COMMANDS.test(from) && COMMANDS.test(to))
  expect(upward).toEqual([])
})
