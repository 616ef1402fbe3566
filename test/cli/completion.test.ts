import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { flagsOf } from '../../src/cli/parser.js'
import { createWorkspace } from './support/workspace.js'

const exists = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0

/** Sources a completion script in a shell and asks it; the command itself is out of reach, and so is any deployment. */
async function completer(shell: 'bash' | 'zsh' | 'fish', before: string, ask: string) {
  const { run, folder, write, environment } = await createWorkspace()
  const { code, stdout } = await run(['completion', shell])
  expect(code).toBe(0)
  await write('completion', stdout)
  return (...words: readonly string[]) => {
    const script = `${before}\nsource ./completion\n${ask}`
    const args = shell === 'fish' ? ['--no-config', '-c', script, ...words] : ['-c', script, shell, ...words]
    const asked = spawnSync(shell, args, { cwd: folder, env: environment, encoding: 'utf8' })
    expect(asked.stderr).toBe('')
    return asked.stdout.trim().split(/\s+/).filter(Boolean).sort()
  }
}

const SHELLS = [
  [
    'bash',
    '',
    `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _convex_deployment 2>/dev/null; echo "\${COMPREPLY[@]}"`,
  ],
  [
    'zsh',
    `compdef() { :; }; _describe() { print -rl -- \${(M)\${candidates%%:*}:#$words[CURRENT]*}; }`,
    'words=("$@"); CURRENT=$#; _convex_deployment',
  ],
  ['fish', '', 'complete -C "$argv" | string replace -r "\\t.*" ""'],
] as const

for (const [shell, before, ask] of SHELLS) {
  test.skipIf(!exists(shell))(`${shell} completes commands and flags`, async () => {
    const complete = await completer(shell, before, ask)
    const words = new Set(commands.map(({ name }) => name.split(' ')[0]))
    expect(complete('convex-deployment', '')).toEqual([...words].sort())
    expect(complete('convex-deployment', 'canonical-urls', '')).toEqual(['get', 'reset', 'set'])
    expect(complete('convex-deployment', 'env', 'p')).toEqual(['plan', 'pull'])
    expect(complete('convex-deployment', 'env', 'set', 'pause', '--from')).toEqual([
      '--from-env',
      '--from-file',
      '--from-stdin',
    ])
    expect(complete('convex-deployment', 'env', 'list', '--json', '--ex')).toEqual(['--except', '--expect'])
    expect(complete('convex-deployment', 'usage', '--win')).toEqual([])
  })

  test.skipIf(!exists(shell))(`${shell} completes the values of flags and arguments`, async () => {
    const complete = await completer(shell, before, ask)
    expect(complete('convex-deployment', 'env', 'list', '--json', '--expect', 'pr')).toEqual([
      'preview',
      'prod',
    ])
    expect(complete('convex-deployment', 'fake', '--type', 'd')).toEqual(['dev'])
    expect(complete('convex-deployment', 'usage-limits', 'set', '--window', '')).toEqual(['day', 'month'])
    expect(complete('convex-deployment', 'canonical-urls', 'reset', 'convex')).toEqual([
      'convexCloud',
      'convexSite',
    ])
    expect(complete('convex-deployment', 'log-streams', 'get', 'web')).toEqual(['webhook'])
    expect(complete('convex-deployment', 'completion', 'b')).toEqual(['bash'])
    // Any other value is none of the words and flags that begin alike.
    expect(complete('convex-deployment', 'env', 'list', '--only', 'pr')).toEqual([])
  })
}

test('completion scripts know every command and every flag', async () => {
  const { run } = await createWorkspace()
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout } = await run(['completion', shell])
    for (const command of commands) {
      expect(stdout).toContain(`'${command.name}'`)
      for (const { flag } of flagsOf(command)) {
        expect(stdout).toContain(shell === 'fish' ? `-l ${flag.slice(2)} ` : flag)
      }
    }
  }
})

test('completion refuses another shell', async () => {
  const { run } = await createWorkspace()
  const { code, stderr } = await run(['completion', 'constructor'])
  expect(code).toBe(64)
  expect(stderr).toContain('bash, zsh and fish')
})
