import { describe, expect, test } from 'vitest'
import { workspaceWithFake } from './support/workspace.js'

type Workspace = Awaited<ReturnType<typeof workspaceWithFake>>

/** A text that the command reads, and the command line that reads it: from a file, or from stdin if none is named. */
interface Reading {
  readonly file?: string
  readonly text: string
  readonly args: readonly string[]
}

const APPLY = ['env', 'apply', '--yes']
const CREATE = ['log-streams', 'set', 'webhook', '--from-file']
const WEBHOOK = '{ "logStreamType": "webhook", "url": "https://sekret.example/", "format": "jsonl" }'

const READINGS: Readonly<Record<string, (workspace: Workspace) => Reading | Promise<Reading>>> = {
  'a value from stdin': () => ({ text: 'sekret', args: ['env', 'set', 'A', '--yes'] }),
  'a value from a file': () => ({
    file: 'value',
    text: 'sekret\r\n',
    args: ['env', 'set', 'A', '--yes', '--from-file', 'value'],
  }),
  'a .env file': () => ({ file: 'app.env', text: 'A=sekret\nB=2\n', args: [...APPLY, 'app.env'] }),
  'a .env text from stdin': () => ({ text: 'A=sekret\n', args: [...APPLY, '-'] }),
  'a JSON file': () => ({ file: 'app.json', text: '{"A":"sekret"}', args: [...APPLY, 'app.json'] }),
  'a JSON text from stdin': () => ({ text: '{"A":"sekret"}', args: [...APPLY, '-'] }),
  'a saved plan': async ({ run, write, read }) => {
    await write('app.env', 'A=sekret\n')
    await run(['env', 'plan', 'app.env', '--out', 'plan.json'])
    const text = await read('plan.json')
    return { file: 'plan.json', text, args: [...APPLY, 'app.env', '--plan', 'plan.json'] }
  },
  'a backup': ({ fake }) => ({
    file: 'backup.json',
    text: JSON.stringify({ version: 1, time: '', deployment: fake.url, variables: { A: 'sekret' } }),
    args: [...APPLY, 'backup:backup.json'],
  }),
  'a fleet file': async ({ fake, environment, write }) => {
    environment.KEY = fake.token
    await write('app.env', 'A=sekret\n')
    return {
      file: 'fleet.json',
      text: JSON.stringify([{ url: fake.url, key: 'KEY' }]),
      args: [...APPLY, 'app.env', '--deployments', 'fleet.json'],
    }
  },
  'the settings of a log stream': ({ host }) => ({
    file: 'hook.json',
    text: WEBHOOK,
    args: [...CREATE, 'hook.json', '--confirm', host],
  }),
  'the settings of a log stream from stdin': ({ host }) => ({
    text: WEBHOOK,
    args: [...CREATE, '-', '--confirm', host],
  }),
  credentials: ({ fake }) => ({
    file: 'keys.env',
    text: `CONVEX_SELF_HOSTED_URL=${fake.url}\nCONVEX_SELF_HOSTED_ADMIN_KEY=${fake.token}\n`,
    args: ['env', 'set', 'A', '--from-env', 'HOME', '--yes', '--credentials', 'keys.env'],
  }),
}

async function read(what: string, encode: (text: string) => Uint8Array) {
  const workspace = await workspaceWithFake()
  const { file, text, args } = (await READINGS[what]?.(workspace)) ?? { text: '', args: [] }
  if (file !== undefined) await workspace.write(file, encode(text))
  const run = await workspace.run(args, file === undefined ? encode(text) : undefined)
  const { environmentVariables, logStreams } = workspace.fake.state
  return {
    ...run,
    holds: [...environmentVariables, ...logStreams.map(({ config }) => config)],
  }
}

/** soothsayer#139: what editors and shells of Windows put in front of a text is no part of it. */
describe.each(Object.keys(READINGS))('%s', what => {
  test('reads the same with a byte order mark', async () => {
    const [plain, marked] = await Promise.all([
      read(what, text => Buffer.from(text)),
      read(what, text => Buffer.from(`\ufeff${text}`)),
    ])
    expect(plain.code).toBe(0)
    expect(plain.holds).not.toEqual([])
    expect({ code: marked.code, holds: marked.holds.map(withoutFolder) }).toEqual({
      code: 0,
      holds: plain.holds.map(withoutFolder),
    })
  })

  test.each([
    ['with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['with its bytes swapped', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['with its bytes swapped, without a mark', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ])('is refused by name if it is UTF-16 %s', async (_, encode) => {
    const { code, stdout, stderr, holds } = await read(what, encode)
    expect({ code, holds }).toEqual({ code: 64, holds: [] })
    expect(stderr).toContain("it is UTF-16, which PowerShell's `>` writes. Save it as UTF-8.")
    expect(stdout + stderr).not.toContain('sekret')
  })

  test('is refused if it is Latin-1', async () => {
    const { code, stderr, holds } = await read(what, text => Buffer.from(`${text}\xe9`, 'latin1'))
    expect({ code, holds }).toEqual({ code: 64, holds: [] })
    expect(stderr).toContain('it is not UTF-8. Save it as UTF-8.')
  })
})

test.each([
  ['stdin', []],
  ['a file', ['--from-file', 'value']],
])('says that the byte order mark of a value from %s is left out', async (_, flags) => {
  const { fake, run, write } = await workspaceWithFake()
  await write('value', '\ufeffone\r\ntwo\n')
  const { stderr } = await run(['env', 'set', 'A', '--yes', ...flags], '\ufeffone\r\ntwo\n')
  expect(fake.state.environmentVariables.get('A')).toBe('one\r\ntwo\n')
  expect(stderr).toContain('The byte order mark at the beginning is left out.')
})

/** The one value that differs from run to run. */
function withoutFolder(held: unknown): unknown {
  return Array.isArray(held) && String(held[1]).includes('convex-deployment-') ? held[0] : held
}
