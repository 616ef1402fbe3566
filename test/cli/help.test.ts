import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { createProgram } from '../../src/cli/program.js'
import { createWorkspace } from './support/workspace.js'

/** What a command line is understood as. */
function understood(words: readonly string[]): string | undefined {
  let name: string | undefined
  createProgram(
    commands,
    words,
    ({ spec }) => (name = spec.name),
    complaint => expect.fail(complaint),
  ).parse(words, { from: 'user' })
  return name
}

/** The words of our command in an example, without what a shell makes of the rest. */
function wordsOf(line: string): string[] {
  const [, own = ''] = /convex-deployment ([^>|&)]*)/.exec(line) ?? []
  return [...own.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

test.each(commands)(
  'the help of $name has a purpose, grouped flags, and an example that parses',
  async spec => {
    const { name, purpose, example, flags } = spec
    let text = ''
    const program = createProgram(
      commands,
      name.split(' '),
      () => {},
      () => {},
    )
    const command = name
      .split(' ')
      .reduce((at, word) => at.commands.find(one => one.name() === word) ?? at, program)
    command.configureOutput({ writeOut: part => (text += part) }).outputHelp()
    const lines = text.split('\n')
    expect(lines[2]).toBe(purpose)
    expect(lines).toEqual(expect.arrayContaining(flags.map(({ heading }) => heading)))
    expect(text).toMatch(/\nExample:\n {2}\S.*convex-deployment|\nExample:\n {2}convex-deployment/)
    expect(lines.filter(line => line.length > 120)).toEqual([])
    expect(text).not.toMatch(/[ \t]$/m)
    const parsed = example.split('\n').map(line => understood(wordsOf(line)))
    expect(parsed).toContain(name)
    expect(parsed).not.toContain(undefined)
  },
)

test('help is printed on stdout, for all, for a group, and for a command, and fits a terminal', async () => {
  const { run } = await createWorkspace()
  const all = await run(['--help'])
  expect(all).toMatchObject({ code: 0, stderr: '' })
  expect((await run([])).stdout).toBe(all.stdout)
  for (const name of new Set(commands.map(({ name }) => name.split(' ')[0]))) {
    expect(all.stdout).toMatch(new RegExp(`^  ${name} `, 'm'))
  }
  const group = await run(['help', 'env'])
  expect(group).toMatchObject({ code: 0, stdout: expect.stringContaining('pull <file>') })
  const one = await run(['help', 'env', 'list'])
  expect(one).toMatchObject({ code: 0, stdout: (await run(['env', 'list', '-h'])).stdout })
  expect(`${all.stdout}${group.stdout}`.split('\n').filter(line => line.length > 120)).toEqual([])
})

test('a mistyped command or flag gets the nearest one, and a group alone its commands', async () => {
  const { run } = await createWorkspace()
  for (const [words, message] of [
    [['env', 'lst'], "Unknown command 'lst'. Did you mean list?"],
    [['env', 'list', '--jsn'], "Unknown option '--jsn'. Did you mean --json?"],
    [['usage-limit'], 'Did you mean usage-limits?'],
    [['env'], 'list, get, set, unset, pull, plan, apply, copy, run'],
  ] as const) {
    const { code, stderr, stdout } = await run(words)
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toContain(message)
  }
})
