import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { valuesOf, workspaceWithFleet } from '../support/fleet.js'
import { serveHeld } from '../support/held-server.js'
import { workspaceOnCloud, workspaceWithFake } from '../support/workspace.js'

const APPLY = ['env', 'apply', 'app.env']

/** A key as OpenSSL writes it. */
const PEM = [
  '-----BEGIN PRIVATE KEY-----',
  ...Array.from({ length: 25 }, (_, index) => `MIIEvQ${index}`.padEnd(64, 'x')),
  '-----END PRIVATE KEY-----\n',
].join('\n')

/** A workspace whose deployment holds requests with a method. */
async function workspaceHolding(method: string) {
  const workspace = await workspaceWithFake()
  return { ...workspace, ...(await serveHeld(workspace.fake.url, method)) }
}

describe('a write in a terminal', () => {
  test('goes to production once its name is typed', async () => {
    const { fake, terminal, write } = await workspaceOnCloud({ deploymentType: 'prod' })
    await write('app.env', 'A=1\n')
    const screen = terminal(APPLY)
    await screen.shows('Type happy-otter-123 to go on:')
    screen.type('happy-otter-123\r')
    const { code, screen: shown } = await screen.ended()
    expect(shown).toContain('happy-otter-123 (prod, otter-pond)')
    expect(shown).toContain('Applied 1 of 1')
    expect(code).toBe(0)
    expect(fake.state.environmentVariables).toEqual(new Map([['A', '1']]))
  })

  test('does not go to production by a yes, given as a flag or typed', async () => {
    const { fake, terminal, write } = await workspaceOnCloud({ deploymentType: 'prod' })
    await write('app.env', 'A=1\n')
    const screen = terminal([...APPLY, '--yes'])
    await screen.shows('Type happy-otter-123 to go on:')
    screen.type('y\r')
    expect(await screen.ended()).toMatchObject({ code: 4 })
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test.each([
    ['y', 0, 1],
    ['', 4, 0],
  ])('elsewhere asks for a yes, and takes %j as such or not', async (typed, code, size) => {
    const { fake, terminal, write } = await workspaceWithFake()
    await write('app.env', 'A=1\n')
    const screen = terminal(APPLY)
    await screen.shows('[y/N]')
    screen.type(`${typed}\r`)
    expect(await screen.ended()).toMatchObject({ code })
    expect(fake.state.environmentVariables.size).toBe(size)
  })

  test('that is stopped at its question begins a new line', async () => {
    const { terminal, write } = await workspaceWithFake()
    await write('app.env', 'A=1\n')
    const screen = terminal(APPLY)
    await screen.shows('[y/N]')
    screen.type('\x03')
    const { code, screen: shown } = await screen.ended()
    expect(code).toBe(130)
    expect(shown).toMatch(/\[y\/N\] (?:\^C)?\nError: /)
  })

  test('is refused if a variable changes while the question is on the screen', async () => {
    const { fake, terminal, write } = await workspaceWithFake({ environmentVariables: { A: 'before' } })
    await write('app.env', 'A=after\n')
    const screen = terminal(APPLY)
    await screen.shows('[y/N]')
    fake.state.environmentVariables.set('A', 'moved')
    screen.type('y\r')
    const { code, screen: shown } = await screen.ended()
    expect(code).toBe(3)
    expect(shown).toContain('Nothing was written.')
    expect(fake.state.environmentVariables.get('A')).toBe('moved')
  })

  test('to several deployments, some of which may be production, is confirmed by their number', async () => {
    const { terminal, fakes } = await workspaceWithFleet({
      otter: {},
      beaver: { deploymentType: 'prod' },
      mole: { deploymentType: 'custom' },
    })
    const words = [...APPLY, '--deployments', 'fleet.json']
    const no = terminal([...words, '--yes'])
    await no.shows('Change 3 deployments, 2 of which may be production. Type fleet.json=3 to go on:')
    no.type('y\r')
    expect(await no.ended()).toMatchObject({ code: 4 })
    const yes = terminal(words)
    await yes.shows('Type fleet.json=3 to go on:')
    yes.type('fleet.json=3\r')
    const { code, screen } = await yes.ended()
    expect(code).toBe(0)
    expect(screen).toContain('planned 3 of 3')
    expect(screen).toContain('settled 3 of 3')
    expect(fakes.map(valuesOf)).toEqual([1, 2, 3].map(() => ({ A: 'new', B: '2' })))
  })
})

describe('a value that is typed', () => {
  test('is not shown, one for each variable', async () => {
    const { fake, terminal } = await workspaceWithFake()
    const screen = terminal(['env', 'set', 'A', 'B', '--yes'])
    await screen.shows('Value of A (hidden):')
    screen.type('sekret a\r')
    await screen.shows('Value of B (hidden):')
    screen.type('sekret b\r')
    const { code, raw } = await screen.ended()
    expect(code).toBe(0)
    expect(raw).not.toContain('sekret')
    expect(valuesOf(fake)).toEqual({ A: 'sekret a', B: 'sekret b' })
  })

  test('is refused where it is a reference or a mask, and shown nowhere', async () => {
    const { fake, terminal } = await workspaceWithFake()
    const screen = terminal(['env', 'set', 'A', 'B', '--yes'])
    await screen.shows('Value of A (hidden):')
    screen.type('op://sekret/item/field\r')
    await screen.shows('Value of B (hidden):')
    screen.type('sekret-••••••••\r')
    const { code, raw } = await screen.ended()
    expect(code).toBe(4)
    expect(raw).toContain('A looks like a reference')
    expect(raw).toContain('B looks like a mask')
    expect(raw).not.toContain('sekret')
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test('is not asked for if the question would not be seen', async () => {
    const { fake, read, terminal } = await workspaceWithFake()
    const { code } = await terminal(['env', 'set', 'A', '--yes'], 'exec "$0" "$@" 2>log').ended()
    expect(code).toBe(64)
    expect(await read('log')).toContain('Error: There is no terminal to ask for a value on')
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test('is none at all if the input ends, not even an empty one', async () => {
    const { fake, terminal } = await workspaceWithFake()
    const screen = terminal(['env', 'set', 'A', '--allow-empty', '--yes'])
    await screen.shows('(hidden)')
    screen.type('\x04')
    const { code, screen: shown } = await screen.ended()
    expect(code).toBe(4)
    expect(shown).toContain('Nothing was written.')
    expect(fake.state.environmentVariables.size).toBe(0)
  })
})

describe('a value that is pasted', () => {
  const paste = (text: string) => `\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`

  test.each([
    ['a PEM of 27 lines', PEM],
    ['a PEM of 27 lines without a line break at its end', PEM.trimEnd()],
    ['8 KB in one line', 'aB3='.repeat(2048)],
    ['8 KB in many lines', `${'äöü€\n'.repeat(819)}`.slice(0, 819 * 5)],
    ['a text with tabs, emoji and an escape sequence', '\t👩‍🚀 \x1b[31mred\n\tend'],
  ])('is taken whole where the terminal marks it: %s', async (_, value) => {
    const { fake, terminal } = await workspaceWithFake()
    const screen = terminal(['env', 'set', 'A', 'B', '--yes'])
    await screen.shows('Value of A (hidden):')
    screen.type(`${paste(value)}\r`)
    await screen.shows('Value of B (hidden):')
    screen.type('typed\r')
    const { code, raw } = await screen.ended()
    expect(code).toBe(0)
    expect(raw.split('\x1b[?2004h').length - 1).toBe(2)
    expect(raw.lastIndexOf('\x1b[?2004l')).toBeGreaterThan(raw.lastIndexOf('\x1b[?2004h'))
    for (const line of value.split('\n')) if (line.length > 4) expect(raw).not.toContain(line)
    expect(valuesOf(fake)).toEqual({ A: value, B: 'typed' })
  })

  test.each([
    ['at once', (text: string) => [text]],
    ['line by line', (text: string) => text.split(/(?<=\r)/)],
  ])('of several lines is refused where it does not, and none of it gets any further: %s', async (_, cut) => {
    const { fake, terminal } = await workspaceWithFake()
    const screen = terminal(['env', 'set', 'A', 'B', '--yes'], '"$0" "$@"; cat')
    await screen.shows('Value of A (hidden):')
    for (const part of cut(PEM.replaceAll('\n', '\r'))) {
      screen.type(part)
      await setTimeout(5)
    }
    await screen.shows('env set A --yes --from-file FILE')
    await setTimeout(500)
    screen.type('for the shell\r\x04')
    const { raw } = await screen.ended()
    expect(raw).toContain('for the shell')
    expect(raw).not.toMatch(/BEGIN|END|MII/)
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test('is interrupted by Ctrl-C in its middle, and the rest of it gets no further', async () => {
    const { fake, terminal } = await workspaceWithFake()
    const screen = terminal(['env', 'set', 'A', '--yes'], '"$0" "$@"; cat')
    await screen.shows('Value of A (hidden):')
    screen.type(paste(PEM).slice(0, 500))
    await setTimeout(100)
    screen.type('\x03')
    screen.type(paste(PEM).slice(500))
    await screen.shows('The command was stopped.')
    await setTimeout(500)
    screen.type('for the shell\r\x04')
    const { raw } = await screen.ended()
    expect(raw).toContain('for the shell')
    expect(raw).not.toMatch(/BEGIN|END|MII/)
    expect(raw).toContain('\x1b[?2004l')
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test.each(['SIGTERM', 'SIGHUP'] as const)('%s at the question sets the terminal back', async signal => {
    const { fake, read, terminal } = await workspaceWithFake()
    const script = '"$0" "$@" <&0 & echo $! >pid; wait $!; stty -a'
    const screen = terminal(['env', 'set', 'A', '--yes'], script)
    await screen.shows('Value of A (hidden):')
    process.kill(Number(await read('pid')), signal)
    const { raw } = await screen.ended()
    expect(raw).toContain('\x1b[?2004l')
    expect(raw).toMatch(/[^-]echo\b/)
    expect(raw).toMatch(/[^-]icanon\b/)
    expect(fake.state.environmentVariables.size).toBe(0)
  })
})

describe('what is typed ahead of a question', () => {
  test('is dropped before a value is asked for, and does not show', async () => {
    const { fake, terminal, environment, url, release, holding } = await workspaceHolding('GET')
    environment.CONVEX_SELF_HOSTED_URL = url
    const screen = terminal(['env', 'set', 'A', '--yes'])
    await holding
    screen.type('ahead\r')
    await setTimeout(100)
    release()
    await screen.shows('Value of A (hidden):')
    screen.type('typed\r')
    const { code, raw } = await screen.ended()
    expect(code).toBe(0)
    expect(raw).not.toContain('ahead')
    expect(valuesOf(fake)).toEqual({ A: 'typed' })
  })

  test('confirms nothing', async () => {
    const { fake, terminal, environment, url, release, holding } = await workspaceHolding('GET')
    environment.CONVEX_SELF_HOSTED_URL = url
    const screen = terminal(['pause'])
    await holding
    screen.type('y\r')
    await setTimeout(100)
    release()
    await screen.shows('[y/N]')
    await setTimeout(300)
    expect(fake.state.paused).toBe(false)
    screen.type('n\r')
    expect(await screen.ended()).toMatchObject({ code: 4 })
    expect(fake.state.paused).toBe(false)
  })
})

describe('a second word of env set in a terminal', () => {
  test('that is no variable is not asked for, and not repeated', async () => {
    const { fake, terminal } = await workspaceWithFake()
    const { code, screen } = await terminal(['env', 'set', 'API_KEY', 'hunter2_sekret']).ended()
    expect(code).toBe(64)
    expect(screen).toContain('env set API_KEY --from-file FILE')
    expect(screen).not.toContain('sekret')
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test('that is a variable is asked for', async () => {
    const { fake, terminal } = await workspaceWithFake({ environmentVariables: { lower: 'before' } })
    const screen = terminal(['env', 'set', 'A', 'lower', '--yes', '--no-backup'])
    await screen.shows('Value of A (hidden):')
    screen.type('1\r')
    await screen.shows('Value of lower (hidden):')
    screen.type('2\r')
    expect(await screen.ended()).toMatchObject({ code: 0 })
    expect(valuesOf(fake)).toEqual({ A: '1', lower: '2' })
  })
})

test.each([
  ['for a yes', ['pause'], '[y/N]'],
  ['for a value', ['env', 'set', 'A'], '(hidden)'],
])('Ctrl-C at a question %s ends the command, and nothing is written', async (_, words, question) => {
  const { fake, terminal } = await workspaceWithFake()
  const screen = terminal(words)
  await screen.shows(question)
  screen.type('\x03')
  const { code, screen: shown } = await screen.ended()
  expect(code).toBe(130)
  expect(shown).toContain('Error: The command was stopped. Nothing was written.')
  expect(fake.state.paused).toBe(false)
  expect(fake.state.environmentVariables.size).toBe(0)
})

test('Ctrl-C during env run reaches the program once, and its exit code counts', async () => {
  const { terminal } = await workspaceWithFake()
  const script = `let times = 0
    process.on('SIGINT', () => { times += 1; console.log('caught') }).exitCode = 7
    process.stdin.once('data', () => process.stdin.pause())
    process.on('exit', () => console.log(times, 'times'))
    console.log('ready')`
  const screen = terminal(['env', 'run', '--', process.execPath, '-e', script])
  await screen.shows('ready')
  screen.type('\x03')
  await screen.shows('caught')
  screen.type('go on\r')
  const { code, screen: shown } = await screen.ended()
  expect(code).toBe(7)
  expect(shown).toContain('1 times')
})
