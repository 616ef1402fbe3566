import { describe, expect, test } from 'vitest'
import { workspaceWithFake } from './support/workspace.js'

/** A folder with files that patterns of names fit, too. */
async function workspaceWithFiles() {
  const workspace = await workspaceWithFake({ environmentVariables: { STRIPE_A: '1', STRIPE_B: '2' } })
  for (const file of ['STRIPE_A', 'STRIPE_B', 'STRIPE_A.env', 'STRIPE_B.env', 'conf/STRIPE_A']) {
    await workspace.write(file, 'STRIPE_A=3\n')
  }
  await workspace.write('app.env', 'STRIPE_A=4\nSTRIPE_B=5\n')
  return workspace
}

describe('shells: a pattern without quotes that became names of files is refused, with the way to write it', () => {
  // What a shell makes of `STRIPE_*` and its like in the folder.
  test.each<[what: string, ...words: string[]]>([
    ['--only, last', 'apply', 'app.env', '--only', 'STRIPE_A', 'STRIPE_A.env', 'STRIPE_B', 'STRIPE_B.env'],
    ['--only, before the source', 'apply', '--only', 'STRIPE_A', 'STRIPE_B', 'app.env'],
    ['--only of *', 'apply', '--only', 'STRIPE_A', 'STRIPE_B', 'app.env', 'conf'],
    ['--only of *.env', 'apply', '--only', 'STRIPE_A.env', 'STRIPE_B.env', 'app.env'],
    ['--only of one file with an ending', 'apply', 'app.env', '--only', 'STRIPE_A.env'],
    ['--only of a folder', 'apply', 'app.env', '--only', 'conf/STRIPE_A'],
    ['--only of one file right before the source', 'apply', '--only', 'STRIPE_A', 'app.env'],
    ['--prune --only', 'apply', 'app.env', '--prune', '--only', 'STRIPE_A', 'STRIPE_B'],
    ['--except', 'plan', 'app.env', '--except', 'STRIPE_A', 'STRIPE_B'],
    ['--create-only', 'apply', 'app.env', '--create-only', 'STRIPE_A', 'STRIPE_B'],
    ['the second --only', 'plan', 'app.env', '--only', 'X', '--only', 'STRIPE_A', 'STRIPE_B'],
    ['env copy', 'copy', '--from', 'calm-fox-4', '--only', 'STRIPE_A.env'],
    ['env run', 'run', '--only', 'STRIPE_A', 'STRIPE_B', '--', 'node'],
    ['env pull', 'pull', '--only', 'STRIPE_A', 'STRIPE_B', '--overwrite'],
    ['env list', 'list', '--only', 'STRIPE_A.env'],
  ])('%s', async (_, ...words) => {
    const { fake, read, run } = await workspaceWithFiles()
    const { code, stderr } = await run(['env', ...words])
    expect(code).toBe(64)
    expect(stderr).toMatch(/^Error: --[a-z-]+ \S+ .*Put a pattern in quotes, such as --[a-z-]+ "STRIPE_\*"\./)
    expect(fake.requests).toEqual([])
    expect(await read('STRIPE_B')).toBe('STRIPE_A=3\n')
  })
})

test.each<[what: string, ...words: string[]]>([
  ['a pattern in quotes', '--only', 'STRIPE_*', 'app.env'],
  ['a name after =', '--only=STRIPE_A', 'app.env'],
  ['a name that no file has', '--only', 'STRIPE_C,STRIPE_A', 'app.env'],
  ['flags of another command behind --', 'app.env', '--', '--only'],
])('%s is taken as it is: %j', async (_, ...words) => {
  const { run, write } = await workspaceWithFiles()
  await write('--only', 'A=1\n')
  const { code, stderr } = await run(['env', 'plan', ...words])
  expect(code).toBe(0)
  expect(stderr).not.toContain('file here')
})

test('a name that is a file, too, with no file behind it, is taken, and noted', async () => {
  const { run } = await workspaceWithFiles()
  const { code, stdout, stderr } = await run(['env', 'plan', 'app.env', '--only', 'STRIPE_A'])
  expect(code).toBe(0)
  expect(stdout).toContain('~ STRIPE_A')
  expect(stderr).toContain('--only STRIPE_A is a file here, too.')
  expect(stderr).toContain('If the name is meant: --only=STRIPE_A.')
})
