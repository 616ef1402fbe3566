import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { parse } from '../../src/cli/parser.js'
import { createWorkspace } from './support/workspace.js'

/** Returns the words of our command in an example, without the rest of a shell's line. */
function wordsOf(line: string): string[] {
  const [, own = ''] = /convex-deployment ([^>|&)]*)/.exec(line) ?? []
  return [...own.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

test.each(commands)(
  'the help of $name has a purpose, grouped flags, and an example that parses',
  async ({ name, purpose, example, flags }) => {
    const { run } = await createWorkspace()
    const { code, stdout, stderr } = await run([...name.split(' '), '--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const lines = stdout.split('\n')
    expect(lines[2]).toBe(purpose)
    expect(lines).toEqual(expect.arrayContaining(flags.map(({ heading }) => heading)))
    expect(stdout).toMatch(/\nExamples:\n {2}(?:\S.*)?convex-deployment/)
    expect(lines.filter(line => line.length > 80)).toEqual([])
    expect(stdout).not.toMatch(/[ \t]$/m)
    const examples = example
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .map(line => parse(commands, wordsOf(line), expect.fail)?.command.name)
    expect(examples).toContain(name)
    expect(examples).not.toContain(undefined)
  },
)

test('help is printed on stdout, for all, for a group, and for a command, in 80 columns', async () => {
  const { run } = await createWorkspace()
  const all = await run(['--help'])
  expect(all).toMatchObject({ code: 0, stderr: '' })
  for (const name of new Set(commands.map(({ name }) => name.split(' ')[0]))) {
    expect(all.stdout).toMatch(new RegExp(`^  ${name} `, 'm'))
  }
  const group = await run(['help', 'env'])
  expect(group).toMatchObject({ code: 0, stdout: expect.stringContaining('pull <file>') })
  const one = await run(['help', 'env', 'list'])
  expect(one).toMatchObject({ code: 0, stdout: (await run(['env', 'list', '-h'])).stdout })
  expect(`${all.stdout}${group.stdout}`.split('\n').filter(line => line.length > 80)).toEqual([])
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
