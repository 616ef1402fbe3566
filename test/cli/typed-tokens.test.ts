import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { dashed } from '../../src/cli/flags.js'
import { workspaceWithFake } from './support/workspace.js'

/** Tokens that somebody pastes in the place of a word: a deploy key of another deployment, and an access token of the environment. */
const KEY = 'prod:quick-hare-789|0123456789abcdef0123456789abcdef'
/** One that is longer than what a message quotes of a word. */
const LONG_KEY = `${KEY}${'0123456789abcdef'.repeat(4)}`
const ENCODED = encodeURIComponent(KEY)
const JWT = 'eyJ2MiI6IjAxMjM0NTY3ODlhYmNkZWYifQ'
const ACCESS = 'ey21ac5ada7cbbad413c015a5ce2295c58c5cf04f3'

/** What each command needs besides the word in question, so that it gets far. */
const USUAL: Record<string, readonly string[]> = {
  'usage-limits set': '--metric functionCalls --window day --type disable --limit 5'.split(' '),
  'usage-limits remove': '--metric functionCalls --window day --type disable'.split(' '),
  'deployments sweep': ['--older-than', '7d'],
  'env set': ['--from-env'],
}

/** Serves until Ctrl-C if nothing is wrong. */
const SERVES = ['fake']

/** Returns the lines of a command with a token in the place of each argument, and of each value of a flag: `%`. */
function linesOf({ name, takes, flags }: (typeof commands)[number]): string[][] {
  const own = USUAL[name] ?? []
  const words = name.split(' ')
  const first = takes ? ['NAME'] : []
  const valued = flags.flatMap(group => Object.entries(group.flags)).filter(([, flag]) => flag.takes)
  return [
    ...(takes ? [[...words, '%', ...own]] : []),
    ...(name === 'env run' ? [['env', 'run', '--', '%']] : []),
    ...valued.flatMap(([flag]) => [
      [...words, dashed(flag), '%', ...first, ...own],
      [...words, `${dashed(flag)}=%`, ...first, ...own],
    ]),
  ]
}

describe('a token that is typed in the place of a word is not repeated', () => {
  test.each(
    commands.filter(({ name }) => !SERVES.includes(name)).map(command => [command.name, command] as const),
  )('by %s', async (_, command) => {
    const { run, environment, fake } = await workspaceWithFake()
    environment.CONVEX_ACCESS_TOKEN = ACCESS
    environment.CLOUD_ROUTES = JSON.stringify({ 'https://api.convex.dev': fake.url })
    for (const [index, line] of linesOf(command).entries()) {
      const tokens = [KEY, LONG_KEY, ENCODED, ACCESS]
      // After `=` one of them by turns: it is the same value to what shows it.
      const isJoined = line.some(word => word.endsWith('=%'))
      for (const token of isJoined ? tokens.slice((index >> 1) % 4).slice(0, 1) : tokens) {
        const words = line.map(word => word.replace('%', () => token))
        const depth = command.name.split(' ').length
        const { code, stdout, stderr } = await run(words.toSpliced(depth, 0, '--json'))
        // A file that was written has the name that it was given.
        const shown = code === 0 ? stderr : stdout + stderr
        expect(shown, line.join(' ')).not.toContain(token.slice(0, 64))
      }
    }
  })

  test.each(['prod:happy-otter-123|secretkeysecretkey', 'team:otters|abcdefghijklmnopqrstuvwx'])(
    'nor one without a digit: %s',
    async token => {
      const { run } = await workspaceWithFake()
      const { code, stdout, stderr } = await run(['env', 'get', token, '--json'])
      expect(code).not.toBe(0)
      expect(stdout + stderr).not.toContain(token.slice(-16))
    },
  )

  test('nor in a line to go on with, or in the question for a value', async () => {
    const { run, write, onScreen } = await workspaceWithFake()
    await write('app.env', 'A=1\n')
    const { code, json } = await run(['env', 'plan', 'app.env', '--json', '--create-only', JWT])
    expect(code).toBe(0)
    expect(json()).toMatchObject({ next: [] })
    const { screen } = await onScreen(['env', 'set', JWT])
    expect(screen).toContain('Value of [redacted] (hidden)')
  })

  test('and what only looks like one stays as it is', async () => {
    const { run, write } = await workspaceWithFake()
    for (const file of ['eyewitness-report-production.env', 'prod:api|dev.env']) {
      await write(file, 'A=1\n')
      const { stderr } = await run(['env', 'plan', `${file}.not`])
      expect(stderr).toContain(`${file}.not`)
    }
  })

  test('nor is a long text slow, or does it hide the message', async () => {
    const { run } = await workspaceWithFake()
    const { stderr } = await run(['env', 'get', `${KEY}${'\\'.repeat(100_000)}`])
    expect(stderr).toContain('has no variable')
  })

  test('nor is one that is the name of a command or of a flag', async () => {
    const { run } = await workspaceWithFake()
    for (const words of [
      [KEY],
      ['env', KEY],
      ['info', `--${KEY}`],
      ['help', KEY],
      ['fake', '--state', KEY, '--port', '70000'],
    ]) {
      const { stdout, stderr } = await run(words)
      expect(stdout + stderr).not.toContain(KEY)
    }
  })
})
