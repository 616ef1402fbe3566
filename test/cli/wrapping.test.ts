import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { workspaceWithFake } from './support/workspace.js'

const LIMIT = {
  ...{ id: 'a-limit', metric: 'functionCalls', window: 'day' },
  ...{ limitType: 'disable', limit: 1_000_000, enabled: true },
}

/** Command lines whose output is longer than a narrow terminal is wide. */
const LINES: readonly (readonly string[])[] = [
  ['env', 'list', '--region', 'eu-west-1', '--local'],
  ['env', 'plan', 'app.env'],
  ['env', 'apply', 'app.env'],
  ['env', 'get', 'GONE'],
  ['env', 'lst'],
  ['audit-log', '--from', 'yesterday'],
  ['usage'],
  ['usage-limits', 'set', '--metric', 'functionCalls', '--window', 'day', '--type', 'warning'],
]

async function workspace() {
  const made = await workspaceWithFake({ environmentVariables: { A: '1' } })
  made.fake.state.usageLimits.push(LIMIT)
  await made.write('app.env', `A=$\{not_expanded}\nB=******\n${'A_LONG_NAME_'.repeat(4)}=value\n`)
  return made
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean)
}

describe.each([60, 80, 120])('on a terminal of %i columns', columns => {
  test.each(LINES)('lines are broken between words, and lose none: %j', async (...args) => {
    const { onScreen } = await workspace()
    const whole = await onScreen(args)
    const { code, screen } = await onScreen(args, columns)
    expect(code).toBe(whole.code)
    expect(wordsOf(screen)).toEqual(wordsOf(whole.screen))
    const [said = ''] = screen.split('To go on:')
    for (const line of said.split('\n')) {
      const [last = ''] = wordsOf(line).slice(-1)
      // A path that is longer than what is beside the indent cannot be helped.
      expect(line.length <= columns || last.length > columns / 2, line).toBe(true)
      expect(line).not.toMatch(/[^\]:] $/)
    }
  })

  test('help fits', async () => {
    const { onScreen } = await workspace()
    for (const { name } of commands) {
      const { screen } = await onScreen([...name.split(' '), '--help'], columns)
      expect(screen.split('\n').filter(line => line.length > columns)).toEqual([])
    }
  })
})

test('a command line to go on with stays in one line, to be copied', async () => {
  const { onScreen } = await workspace()
  const { screen } = await onScreen(['env', 'apply', 'app.env', '--only', 'A,B,A_LONG_NAME_*'], 60)
  const [, next = ''] = screen.split('To go on:\n')
  expect(next.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^ {2}convex-deployment env apply .{30}/),
  ])
})

test('a longer text continues below the column that it began in', async () => {
  const { onScreen } = await workspace()
  const { screen } = await onScreen(['env', 'apply', '--help'], 60)
  expect(screen).toMatch(/^ {2}--\S+ .*\n {10,}\w/m)
})

test('without a terminal no line is broken: a program reads them', async () => {
  const { run } = await workspace()
  const { stderr } = await run(['env', 'apply', 'app.env'])
  expect(stderr.split('\n').some(line => line.length > 120)).toBe(true)
})

test('a table with one long name keeps its other rows whole, and indents what is left of that one', async () => {
  const { onScreen, write } = await workspace()
  await write('app.env', `${'A_LONG_NAME_'.repeat(5)}=value\nLEVEL=info\n`)
  const { screen } = await onScreen(['env', 'plan', 'app.env'], 64)
  expect(screen).toContain(`\n+ ${'A_LONG_NAME_'.repeat(5)}\n    5 B\n+ LEVEL  4 B\n`)
})
