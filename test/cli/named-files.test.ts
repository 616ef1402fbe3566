import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { workspaceWithFake } from './support/workspace.js'

describe.each([
  ['a source', ['env', 'plan', 'named'], 'named'],
  ['a backup', ['env', 'plan', 'backup:named'], 'The backup '],
  ['a saved plan', ['env', 'apply', 'app.env', '--plan', 'named'], 'The plan named'],
  ['a value', ['env', 'set', 'A', '--from-file', 'named'], '--from-file: named'],
  ['settings', ['log-streams', 'set', 'axiom', '--from-file', 'named'], '--from-file: named'],
  ['a fleet', ['env', 'plan', 'app.env', '--deployments', 'named'], '--deployments: named'],
  ['credentials', ['env', 'list', '--credentials', 'named'], '--credentials: named'],
])('%s is read from a file, or refused with the reason', (_what, words, called) => {
  const workspace = async () => {
    const created = await workspaceWithFake()
    await created.write('app.env', 'A=1\n')
    return created
  }

  test('that is not there', async () => {
    const { run } = await workspace()
    const { code, stderr } = await run(words)
    expect(code).toBe(64)
    expect(stderr).toContain(`Error: ${called}`)
    expect(stderr).toContain("named can't be read: there is no such file.")
  })

  test('that is a folder', async () => {
    const { folder, run } = await workspace()
    await mkdir(join(folder, 'named'))
    const { code, stderr } = await run(words)
    expect(code).toBe(64)
    expect(stderr).toMatch(/named can't be read: it is (?:a folder|not a file)\./)
  })

  test.skipIf(process.platform === 'win32')('that never ends', async () => {
    const { folder, run } = await workspace()
    await symlink('/dev/zero', join(folder, 'named'))
    const { code, stderr } = await run(words)
    expect(code).toBe(64)
    expect(stderr).toMatch(/named (?:is longer than 16 MiB|can't be read: it is not a file)\./)
  })
})
