import { describe, expect, test } from 'vitest'
import { cloudRoutes, serveFake, workspaceWithFake } from './support/workspace.js'

describe('broken downloads: a source without a variable is refused, and accepted if that is meant', () => {
  test.each<[what: string, source: string, file: string]>([
    ['an empty file', 'empty.env', ''],
    ['a file of comments and blank lines', 'empty.env', '# A=1\n\n  \n'],
    ['a byte order mark alone', 'empty.env', '\ufeff'],
    ['an empty JSON object', 'empty.json', '{}'],
    ['empty stdin', '-', ''],
  ])('%s', async (_, source, text) => {
    const { fake, run, write } = await workspaceWithFake({ environmentVariables: { A: '1' } })
    await write(source === '-' ? 'unused' : source, text)
    for (const [command, said] of [
      ['plan', ''],
      ['apply', ' Nothing was written.'],
    ] as const) {
      const words = ['env', command, source, ...(command === 'apply' ? ['--yes'] : [])]
      const { code, stderr } = await run(words)
      expect(code).toBe(4)
      expect(stderr).toContain(`has no variables (did a download or a pipe break?)`)
      expect(stderr).toContain(`--allow-empty to allow it.${said}\nTo go on:\n`)
      expect(await run([...words, '--allow-empty'])).toMatchObject({ code: 0 })
    }
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: '1' })
  })

  test('an empty deployment, for env apply and env copy', async () => {
    const fox = await serveFake({ name: 'calm-fox-4' })
    const { environment, run } = await workspaceWithFake()
    Object.assign(environment, cloudRoutes({ 'calm-fox-4': fox }), { FOX_KEY: fox.token })
    for (const words of [
      ['env', 'apply', 'deployment:calm-fox-4', '--from-key', 'FOX_KEY'],
      ['env', 'copy', '--from', 'calm-fox-4', '--from-key', 'FOX_KEY'],
    ]) {
      const { code, stderr } = await run(words)
      expect(code).toBe(4)
      expect(stderr).toContain('deployment:calm-fox-4 has no variables')
      expect(await run([...words, '--allow-empty'])).toMatchObject({ code: 0 })
    }
  })

  test('one of several, for several deployments, too', async () => {
    const { fake, environment, run, write } = await workspaceWithFake()
    await write('app.env', 'A=1\n')
    await write('empty.env', '')
    await write('fleet.json', JSON.stringify([{ url: fake.url, key: 'KEY' }]))
    environment.KEY = fake.token
    const words = ['env', 'apply', 'app.env', 'empty.env', '--yes']
    for (const more of [[], ['--deployments', 'fleet.json']]) {
      const { code, stderr } = await run([...words, ...more])
      expect(code).toBe(4)
      expect(stderr).toContain('empty.env has no variables')
    }
    expect(fake.state.environmentVariables.size).toBe(0)
  })

  test('a saved plan knows by itself if that was meant', async () => {
    const { run, write } = await workspaceWithFake()
    await write('empty.env', '')
    await run(['env', 'plan', 'empty.env', '--allow-empty', '--out', 'plan.json'])
    const apply = ['env', 'apply', 'empty.env', '--yes', '--plan', 'plan.json']
    expect(await run(apply)).toMatchObject({ code: 0 })
    await write('empty.env', 'A=1\n')
    await run(['env', 'plan', 'empty.env', '--out', 'plan.json'])
    await write('empty.env', '')
    expect(await run(apply)).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('not those that the plan was made from'),
    })
  })

  test('nothing desired with --prune is refused, whatever is allowed', async () => {
    const { fake, run, write } = await workspaceWithFake({ environmentVariables: { A: '1' } })
    await write('empty.env', '')
    const words = ['env', 'apply', 'empty.env', '--yes', '--prune', '--only', 'A', '--allow-empty']
    expect(await run(words)).toMatchObject({ code: 4 })
    expect(fake.state.environmentVariables.size).toBe(1)
  })
})

test.each([
  ['--only', ['--only', 'STRIP_*']],
  ['--except', ['--except', 'A,B']],
])('a source of which %s leaves nothing is no failure, but it is said', async (_, flags) => {
  const { run, write } = await workspaceWithFake()
  await write('app.env', 'A=1\nB=2\n')
  const { code, stderr } = await run(['env', 'apply', 'app.env', '--yes', ...flags])
  expect(code).toBe(0)
  expect(stderr).toContain('Of the 2 variables of the source, --only and --except leave none.')
})
