import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { answering, documentOf, fields, sending } from './small-documents.js'

const string = { type: 'string' }
const ours = documentOf({ ...sending(fields({ name: string })), ...answering(fields({ id: string })) })
const theirs = documentOf({
  ...sending(fields({ name: { type: 'integer' }, 'note?': string })),
  ...answering(fields({ 'id?': string })),
})
const known = [
  { where: 'POST /x response id', what: 'theirs has it optional, ours requires it', reason: 'always sent' },
  { where: 'GET /long-gone', what: 'theirs does not have it', reason: 'it was' },
]

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'spec-drift-'))
  await Promise.all([
    writeFile(join(directory, 'ours.yaml'), stringify(ours)),
    writeFile(join(directory, 'theirs.json'), JSON.stringify(theirs)),
    writeFile(join(directory, 'theirs.yaml'), stringify(theirs)),
    writeFile(join(directory, 'known.json'), JSON.stringify(known)),
    writeFile(join(directory, 'none.json'), '[]'),
    writeFile(join(directory, 'page.html'), '<html></html>'),
  ])
})
afterAll(() => rm(directory, { recursive: true }))

interface Run {
  readonly code: number | string | null | undefined
  readonly stdout: string
  readonly stderr: string
}

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const command = fileURLToPath(new URL('../../scripts/spec-drift.ts', import.meta.url))
  const options = { cwd: directory, env: { ...process.env, ...env } }
  return new Promise(resolve => {
    const tsx = import.meta.resolve('tsx')
    execFile(process.execPath, ['--import', tsx, command, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr })
    })
  })
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const documents = ['--document', 'ours.yaml', '--known', 'known.json']

const report = (source: string) => `ours    ours.yaml
theirs  ${source}

Breaking
  POST /x
    request name  theirs is integer, ours string

Additions
  POST /x
    request note  ours does not have it, theirs has it optional

Notes
  GET /long-gone
      listed as known, but gone: theirs does not have it

Notes: known differences
  always sent
    POST /x response id  theirs has it optional, ours requires it

1 breaking difference, 1 addition, 2 notes (1 known, 1 stale).
`

describe('spec-drift', { timeout: 20_000 }, () => {
  test.each(['theirs.json', 'theirs.yaml'])(
    'reports on a file, %s, and ends with 1 for a breaking difference',
    async file => {
      expect(await run(['--file', file, ...documents])).toEqual({ code: 1, stdout: report(file), stderr: '' })
    },
  )

  test('ends with 0 when nothing breaks', async () => {
    const { code, stdout } = await run([
      '--file',
      'ours.yaml',
      '--document',
      'ours.yaml',
      '--known',
      'none.json',
    ])
    expect([code, stdout.split('\n').at(-2)]).toEqual([0, '0 breaking differences, 0 additions, 0 notes.'])
  })

  test('reports on a deployment over HTTP, and shows it no deploy key', async () => {
    const asked: unknown[] = []
    const server = createServer(({ method, url, headers }, response) => {
      asked.push([method, url, headers.authorization])
      response.setHeader('content-type', 'text/plain; charset=utf-8').end(JSON.stringify(theirs))
    })
    const origin = await listen(server)

    const key = { CONVEX_DEPLOY_KEY: 'prod:happy-otter-123|secret' }
    const result = await run(['--url', `${origin}/api/v1/`, ...documents], key)
    server.close()

    expect(result).toEqual({ code: 1, stdout: report(`${origin}/api/v1/openapi.json`), stderr: '' })
    expect(asked).toEqual([['GET', '/api/v1/openapi.json', undefined]])
  })

  test('ends with 2 when the host is not there', async () => {
    const server = createServer()
    const origin = await listen(server)
    await new Promise(resolve => server.close(resolve))
    const { code, stdout, stderr } = await run(['--url', origin, ...documents])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain("can't be reached (ECONNREFUSED): check the name and the network.")
  })

  test('--json gives programs the same', async () => {
    const { code, stdout, stderr } = await run(['--file', 'theirs.json', ...documents, '--json'])
    expect([code, stderr]).toEqual([1, ''])
    expect(JSON.parse(stdout)).toEqual({
      ours: 'ours.yaml',
      theirs: 'theirs.json',
      counts: { breaking: 1, additions: 1, notes: 2, known: 1, stale: 1 },
      differences: [
        {
          kind: 'type-changed',
          severity: 'breaking',
          where: 'POST /x request name',
          what: 'theirs is integer, ours string',
        },
        {
          kind: 'optional-field-added',
          severity: 'addition',
          where: 'POST /x request note',
          what: 'ours does not have it, theirs has it optional',
        },
        {
          kind: 'field-optional',
          severity: 'note',
          where: 'POST /x response id',
          what: 'theirs has it optional, ours requires it',
          reason: 'always sent',
        },
        {
          kind: 'known-stale',
          severity: 'note',
          where: 'GET /long-gone',
          what: 'listed as known, but gone: theirs does not have it',
        },
      ],
    })
  })

  test('--help ends with 0', async () => {
    const { code, stdout } = await run(['--help'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Usage: npm run spec:drift/)])
  })

  test.each([
    ['nothing', [], 'Give either `--url` or `--file`.'],
    [
      'both sources',
      ['--url', 'https://x.convex.cloud', '--file', 'theirs.json'],
      'Give either `--url` or `--file`.',
    ],
    ['an unknown option', ['--files', 'theirs.json'], "Unknown option '--files'"],
    ['an argument', ['--file', 'theirs.json', 'more'], "Unexpected argument 'more'"],
    ['a URL that is none', ['--url', 'happy-otter-123'], '`--url` is not a URL'],
    ['plain http', ['--url', 'http://x.convex.cloud'], '`--url` is plain http'],
  ])('ends with 64 and the usage when called with %s', async (_, args, message) => {
    const { code, stdout, stderr } = await run(args)
    expect([code, stdout]).toEqual([64, ''])
    expect(stderr).toContain(message)
    expect(stderr).toContain('Usage: npm run spec:drift')
  })

  test.each([
    [
      'an unreachable host',
      ['--url', 'https://nobody.invalid'],
      /^nobody\.invalid can't be reached \(E\w+\): check/,
    ],
    [
      'a missing file',
      ['--file', 'missing.json'],
      /^missing\.json can't be read \(ENOENT\): check the path\.\n$/,
    ],
    ['a web page', ['--file', 'page.html'], /^page\.html is a web page, not a document/],
    ['no document of ours', ['--file', 'theirs.json', '--document', 'no.yaml'], /^no\.yaml can't be read/],
    ['no list of what is known', ['--file', 'theirs.json', '--known', 'no.json'], /^no\.json can't be read/],
  ])('ends with 2 and says what to do when there is %s', async (_, args, message) => {
    const { code, stdout, stderr } = await run([...documents, ...args])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })
})
