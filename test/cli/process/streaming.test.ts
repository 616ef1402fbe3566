import { describe, expect, test } from 'vitest'
import { ended } from '../support/run.js'
import { workspaceWithFake } from '../support/workspace.js'

/** A workspace whose deployment has events that are a minute old. */
async function workspaceWithEvents(count: number) {
  const workspace = await workspaceWithFake()
  const createTime = Date.now() - 60_000
  for (let number = 1; number <= count; number++) {
    workspace.fake.state.auditLog.push({
      ...{ action: 'create_environment_variable', metadata: { variable_name: `V${number}` } },
      ...{ actor: { kind: 'system' }, createTime, clientIp: null, clientUserAgent: null },
    })
  }
  return workspace
}

describe('audit-log --follow', () => {
  test.each([
    ['all events, then waits', [], ['V1', 'V2', 'V3']],
    ['the latest events, then waits', ['--limit', '2'], ['V2', 'V3']],
    ['all events where there are not more than the limit', ['--limit', '3'], ['V1', 'V2', 'V3']],
  ])('shows %s, until Ctrl-C', async (_, flags, names) => {
    const { begin } = await workspaceWithEvents(3)
    const { stdout: shown, kill, end } = begin(['audit-log', '--last', '1h', '--follow', ...flags])
    shown.on('data', text => String(text).includes('V3') && kill('SIGINT'))
    const { code, stdout, stderr } = await end
    expect(code).toBe(130)
    expect(stdout.match(/V\d/g)).toEqual(names)
    expect(stderr).toContain('The command was stopped')
    // From the last event on, whatever the line began with: none of those that come meanwhile is missed.
    const [, from = ''] = / audit-log --follow --from (\S+)\n$/.exec(stderr) ?? []
    expect(stdout).toContain(`${from}  system  create_environment_variable  V3`)
  })

  test('prints with --json a line for each event, and at last one for the end', async () => {
    const { start } = await workspaceWithEvents(2)
    const child = start(['audit-log', '--follow', '--json'])
    const end = ended(child)
    child.stdout.on('data', text => String(text).includes('V2') && child.kill('SIGTERM'))
    const { code, stdout } = await end
    expect(code).toBe(130)
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toMatchObject([
      { metadata: { variable_name: 'V1' } },
      { metadata: { variable_name: 'V2' } },
      { error: { exitCode: 130 } },
    ])
  })
})

describe('log-streams rotate-secret in a terminal', () => {
  async function rotating() {
    const workspace = await workspaceWithFake({ deliver: () => new Response() })
    const { run, host, fake, terminal } = workspace
    await run(['log-streams', 'set', 'webhook', '--to', 'https://a.example', '--confirm', host])
    const [stream] = fake.state.logStreams
    const before = stream?.hmacSecret
    const screen = terminal(['log-streams', 'rotate-secret', '--show-values', '--yes'])
    await screen.shows('press Enter to restart the stream: ')
    const asked = () => fake.requests.map(({ operation }) => operation)
    expect(asked()).not.toContain('updateLogStream')
    expect(stream?.hmacSecret).not.toBe(before)
    return { screen, asked, secret: stream?.hmacSecret }
  }

  test('shows the new secret once, and restarts the stream when the receiver accepts both', async () => {
    const { screen, asked, secret = '' } = await rotating()
    screen.type('\r')
    const { code, screen: shown } = await screen.ended()
    expect(code).toBe(0)
    expect(shown.split(secret)).toHaveLength(2)
    expect(shown).toContain('Restarted the stream: it signs with the new secret')
    expect(asked()).toContain('updateLogStream')
  })

  test('goes on by the restart alone if that fails: the secret is replaced', async () => {
    const workspace = await workspaceWithFake({ deliver: () => new Response() })
    const { run, host, fake, terminal } = workspace
    await run(['log-streams', 'set', 'webhook', '--to', 'https://a.example', '--confirm', host])
    fake.faults.add({ kind: 'answer', status: 503, body: '{}' }, { operation: 'updateLogStream', times: 9 })
    const screen = terminal(['log-streams', 'rotate-secret', '--show-values', '--yes'])
    await screen.shows('press Enter to restart the stream: ')
    screen.type('\r')
    const { code, screen: shown } = await screen.ended()
    expect(code).toBe(1)
    expect(shown).toMatch(/^ {2}\S.* log-streams restart webhook --yes$/m)
    expect(shown).not.toMatch(/ log-streams rotate-secret/)
  })

  test('leaves a stream that signs as before if it is given up', async () => {
    const { screen, asked } = await rotating()
    screen.type('\u0003')
    const { code, screen: shown } = await screen.ended()
    expect(code).toBe(130)
    expect(shown).not.toContain('Nothing was written.')
    expect(asked()).not.toContain('updateLogStream')
  })
})

test.each([
  ['n\r', 1],
  ['\x04', 1],
  ['\x03', 130],
])(
  'a rotation that ends at its question, by %j, says how to go on, and exits %i: the secret is replaced',
  async (typed, code) => {
    const { fake, terminal, run, host } = await workspaceWithFake({ deliver: () => new Response() })
    const hook = ['--to', 'https://a.example/', '--confirm', host]
    expect((await run(['log-streams', 'set', 'webhook', ...hook])).code).toBe(0)
    const screen = terminal(['log-streams', 'rotate-secret', '--show-values', '--yes'])
    await screen.shows('press Enter to restart the stream: ')
    screen.type(typed)
    const ended = await screen.ended()
    expect(ended.code).toBe(code)
    expect(ended.screen).toContain(fake.state.logStreams[0]?.hmacSecret)
    expect(ended.screen).toMatch(/^ {2}\S.* log-streams restart webhook --yes$/m)
    expect(ended.screen).not.toMatch(/ log-streams rotate-secret/)
    expect(fake.requests.map(({ operation }) => operation)).not.toContain('updateLogStream')
    expect(ended.screen).not.toContain('Nothing was written')
  },
)

describe('what changed while somebody thought about the question is not overwritten:', () => {
  test('a stream that another writer gave a new address', async () => {
    const { fake, terminal, run, host } = await workspaceWithFake({ deliver: () => new Response() })
    const hook = ['--to', 'https://old.example/', '--confirm', host]
    expect((await run(['log-streams', 'set', 'webhook', ...hook])).code).toBe(0)
    const [stream] = fake.state.logStreams
    const screen = terminal(['log-streams', 'set', 'webhook', '--format', 'jsonl'])
    await screen.shows('to go on: ')
    if (stream) stream.config = { ...stream.config, url: 'https://new.example/' }
    screen.type(`${host}\r`)
    const { code, screen: shown } = await screen.ended()
    expect(shown).toContain('It changed on ')
    expect([code, stream?.config.url, stream?.config.format]).toEqual([3, 'https://new.example/', 'json'])
  })

  test('a limit that another writer lowered', async () => {
    const { fake, terminal, run } = await workspaceWithFake()
    const limit = ['--metric', 'functionCalls', '--window', 'day', '--type', 'disable']
    expect((await run(['usage-limits', 'set', ...limit, '--limit', '1000', '--yes'])).code).toBe(0)
    const screen = terminal(['usage-limits', 'set', ...limit, '--inactive'])
    await screen.shows('[y/N] ')
    fake.state.usageLimits = fake.state.usageLimits.map(each => ({ ...each, limit: 10 }))
    screen.type('y\r')
    expect((await screen.ended()).code).toBe(3)
    expect(fake.state.usageLimits).toMatchObject([{ limit: 10, enabled: true }])
  })

  test('a limit that another writer deleted is not said to be deleted by this one', async () => {
    const { fake, terminal, run } = await workspaceWithFake()
    const limit = ['--metric', 'functionCalls', '--window', 'day', '--type', 'disable']
    expect((await run(['usage-limits', 'set', ...limit, '--limit', '1000', '--yes'])).code).toBe(0)
    const screen = terminal(['usage-limits', 'remove', ...limit])
    await screen.shows('[y/N] ')
    fake.state.usageLimits.length = 0
    screen.type('y\r')
    expect((await screen.ended()).code).toBe(5)
  })
})
