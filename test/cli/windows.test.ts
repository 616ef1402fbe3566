import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandLine } from '../../src/cli/command-line.js'
import { commands } from '../../src/cli/commands.js'
import { assertHarmless, environmentWith } from '../../src/cli/env/handing-over.js'
import { findWindowsProgram } from '../../src/cli/env/windows-program.js'
import { failureOf } from '../../src/cli/failure.js'
import { refused } from '../../src/cli/refusal.js'
import { assembledOf } from '../support/strings.js'
import { argumentsBehindBatchFile } from './support/cmd.js'

describe('a command line to go on with', () => {
  test('is read by cmd, and by a program behind a batch file, as it was meant', () => {
    const word = assembledOf(
      'A',
      ' ',
      '"',
      '\\',
      '%',
      '%PATH%',
      '^',
      '&',
      '|',
      '<',
      '>',
      '(',
      ')',
      '!',
      ',',
      "'",
      '*',
    )
    fc.assert(
      fc.property(fc.array(word), words => {
        fc.pre(!words.some(text => /[\n\r\0]/.test(text)))
        const lines = commandLine(['convex-deployment', ...words], true)
        expect(lines.map(argumentsBehindBatchFile)).toEqual([words])
      }),
    )
  })

  test('is left out if cmd has no way to write it', () => {
    const error = refused('Stop.', {
      next: [['convex-deployment', 'a\n& calc']],
      add: [['--except', 'A_*,B']],
    })
    const typed = { words: ['env', 'list'], commands }
    expect(failureOf(error, false, { ...typed, isWindows: true }).next).toEqual([
      'convex-deployment env list --except "A_*,B"',
    ])
    expect(failureOf(error, false, typed).next).toHaveLength(2)
  })
})

/** dotenv-cli#2: `npm` is `npm.cmd` there, which no process starts by itself. */
describe('a program', () => {
  const NODE = 'C:\\Program Files\\nodejs'
  const HERE = 'C:\\work'
  const FILES = [
    `${NODE}\\node.exe`,
    `${NODE}\\npm.cmd`,
    `${NODE}\\npm`,
    `${HERE}\\npm.cmd`,
    `${HERE}\\tool.cmd`,
    `${HERE}\\script`,
    `${HERE}\\bin\\x.BAT`,
    `${HERE}\\node_modules\\.bin\\next.cmd`,
  ]
  const find = (program: string, args: string[] = [], path = `.;;${HERE}\\..\\work\\..;"${NODE}"`) =>
    findWindowsProgram(
      { program, args, folder: HERE, environment: { Path: path, PATHEXT: '.COM;.EXE;.BAT;.CMD' } },
      async file => FILES.some(known => known.toUpperCase() === file.toUpperCase()),
    )

  test.each([
    ['node', `${NODE}\\node.exe`],
    ['node.exe', `${NODE}\\node.exe`],
    ['npm', `${NODE}\\npm.cmd`],
    ['npm.cmd', `${NODE}\\npm.cmd`],
    ['.\\npm', `${HERE}\\npm.cmd`],
    ['./tool.cmd', `${HERE}\\tool.cmd`],
    ['bin/x', `${HERE}\\bin\\x.bat`],
    [`${NODE}\\npm`, `${NODE}\\npm.cmd`],
  ])('%s is %s', async (program, path) => {
    expect((await find(program)).toUpperCase()).toBe(path.toUpperCase())
  })

  test.each(['tool', 'tool.cmd', 'script', '.\\script', 'nothing'])('%s is none', async program => {
    await expect(find(program)).rejects.toMatchObject({ exitCode: 127 })
  })

  test('that is a batch file gets no argument that cmd could take for a command', async () => {
    for (const args of [['a\n& calc'], ['"&calc"'], ['{"a":1}']]) {
      await expect(find('npm', args)).rejects.toMatchObject({ exitCode: 126 })
      expect(await find('node', args)).toBe(`${NODE}\\node.EXE`)
    }
    expect(await find('npm', ['run', 'x', '--', 'a & b', '%PATH%', '^'])).toMatch(/npm\.cmd$/i)
    expect(await find('node_modules/.bin/next', ['{"a":1}'])).toMatch(/next\.cmd$/i)
    await expect(find('node_modules/.bin/next', ['a\r\nb'])).rejects.toMatchObject({ exitCode: 126 })
  })
})

/** node#20605 */
describe('names are one in any case', () => {
  const variables = (names: Record<string, string>) =>
    Object.entries(names).map(([name, value]) => ({ name, value }))

  test("for Convex's own credentials", () => {
    const own = { Convex_Deploy_Key: 'secret', convex_override_access_token: 'secret', Other: 'x' }
    expect(environmentWith(own, variables({ Convex_Deployment: 'x', A: '1' }), true)).toEqual({
      Other: 'x',
      A: '1',
    })
  })

  test("for a variable in place of the caller's own", () => {
    const rules = { environment: { Log_Level: 'info' }, isWindows: true, allowed: undefined }
    const given = variables({ LOG_LEVEL: 'debug' })
    expect(() => assertHarmless(given, rules)).toThrow('LOG_LEVEL: your own environment has another value')
    expect(() => assertHarmless(given, { ...rules, isWindows: false })).not.toThrow()
    expect(() => assertHarmless(given, { ...rules, allowed: ['log_level'] })).not.toThrow()
    expect(environmentWith(rules.environment, given, true)).toEqual({ LOG_LEVEL: 'debug' })
  })

  test('for two variables of a deployment, of which only one would count', () => {
    const given = variables({ Key: '1', KEY: '2' })
    expect(() => assertHarmless(given, { isWindows: true, allowed: ['KEY'] })).toThrow(
      'one and the same on Windows',
    )
    expect(() => assertHarmless(given, { allowed: undefined })).not.toThrow()
  })
})
