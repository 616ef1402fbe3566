import { describe, expect, test } from 'vitest'
import { valuesOf } from './support/fleet.js'
import { workspaceWithFake } from './support/workspace.js'

const VALUES = { A: 'old', SECRET: 'kept-back', GONE: 'bye now' }

async function workspaceWithChange() {
  const workspace = await workspaceWithFake({ environmentVariables: VALUES })
  await workspace.write('app.json', JSON.stringify({ A: 'new', SECRET: 'other', NEW: 'a b\n', GONE: null }))
  return workspace
}

const PLAN = ['env', 'plan', 'app.json', '--allow-removals']

describe('--show-values', () => {
  test('shows the old and the new values on a terminal', async () => {
    const { onScreen } = await workspaceWithChange()
    const { screen } = await onScreen([...PLAN, '--show-values'])
    expect(screen.split('\n').filter(line => /^[+~-] /.test(line))).toEqual([
      '~ A       old → new',
      '+ NEW     "a b\\n"',
      '~ SECRET  kept-back → other',
      '- GONE    "bye now"',
    ])
  })

  test('shows those of some names, and the next word is never its value', async () => {
    const { onScreen } = await workspaceWithChange()
    const [env, ...rest] = PLAN
    const { raw } = await onScreen([env ?? '', 'plan', '--show-values=A,N*', ...rest.slice(1)])
    expect(raw).toContain('old → new')
    expect(raw).toContain('"a b\\n"')
    expect(raw).not.toContain('kept-back')
    const { raw: all } = await onScreen(['env', 'plan', '--show-values', 'app.json', '--allow-removals'])
    expect(all).toContain('kept-back → other')
  })

  test('is refused without a terminal, before anything is sent', async () => {
    const { fake, run } = await workspaceWithChange()
    for (const words of [PLAN, ['env', 'apply', 'app.json', '--yes', '--allow-removals']]) {
      const { code, stdout, stderr } = await run([...words, '--show-values'])
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(stderr).toContain('--show-values shows values on a terminal alone')
    }
    expect(fake.requests).toEqual([])
    expect(valuesOf(fake)).toEqual(VALUES)
  })

  test('is not part of the command line that applies the plan', async () => {
    const { onScreen } = await workspaceWithChange()
    const { raw } = await onScreen([...PLAN, '--json', '--show-values'])
    expect(raw).toContain('convex-deployment env apply app.json --allow-removals --json"')
    expect(raw).not.toContain('kept-back')
  })
})

test('--unchanged lists what stays as it is', async () => {
  const { run, write } = await workspaceWithFake({ environmentVariables: VALUES })
  await write('app.env', 'A=old\n')
  const { stdout } = await run(['env', 'plan', 'app.env', '--unchanged'])
  expect(stdout).toBe('= A\n= 2 left alone\nNo changes.\n')
})
