import { describe, expect, test } from 'vitest'
import { workspaceWithFake } from './support/workspace.js'

const APPLY = ['env', 'apply', 'app.env', '--yes']

describe('--prune', () => {
  test('removes what the source does not have, inside --only and nowhere else', async () => {
    const { fake, run, write } = await workspaceWithFake({
      environmentVariables: { STRIPE_A: '1', STRIPE_OLD: '2', STRIPE_KEPT: '3', OTHER: '4' },
    })
    await write('app.env', 'STRIPE_A=1\nSTRIPE_NEW=5\nUNASKED=6\n')
    const { code, stderr } = await run([...APPLY, '--prune', '--only', 'STRIPE_*', '--except', 'STRIPE_KEPT'])
    expect(code).toBe(0)
    expect(stderr).toContain(
      '+ STRIPE_NEW  1 B\nTo remove:\n- STRIPE_OLD  1 B\n= 1 unchanged, 2 left alone\n',
    )
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({
      STRIPE_A: '1',
      STRIPE_KEPT: '3',
      STRIPE_NEW: '5',
      OTHER: '4',
    })
  })

  test.each(['', 'A=1\n', 'CONVEX_URL=a\n'])(
    'is refused without --only, whatever the source: %j',
    async source => {
      const { fake, run, write } = await workspaceWithFake()
      await write('app.env', source)
      const { code, stderr } = await run([...APPLY, '--prune', '--allow-empty'])
      expect(code).toBe(64)
      expect(stderr).toContain('--prune goes with --only')
      expect(fake.requests.filter(({ operation }) => operation !== 'getDeploymentInfo')).toEqual([])
    },
  )

  test.each([
    ['is empty', ''],
    ['has no name of --only', 'OTHER=1\n'],
    ["has only what Convex's own tools manage", 'CONVEX_DEPLOYMENT=dev:calm-fox-4\n'],
  ])('is refused if the source %s', async (_, source) => {
    const { fake, run, write } = await workspaceWithFake({ environmentVariables: { CONVEX_A: '1' } })
    await write('app.env', source)
    const { code, stderr } = await run([...APPLY, '--prune', '--only', 'CONVEX_*', '--allow-empty'])
    expect(code).toBe(4)
    expect(stderr).toContain('--prune would remove all of them. Nothing was written.')
    expect(fake.state.environmentVariables.size).toBe(1)
  })
})

describe('removals', () => {
  test('a null in a file needs --allow-removals', async () => {
    const { fake, run, write } = await workspaceWithFake({ environmentVariables: { OLD: '1', KEPT: '2' } })
    await write('app.json', '{ "OLD": null, "GONE": null, "NEW": "3" }')
    const words = ['env', 'apply', 'app.json', '--yes']
    const refused = await run(words)
    expect(refused.code).toBe(4)
    expect(refused.stderr).toContain(
      'The source removes OLD, GONE by null: pass --allow-removals to allow it. Nothing was written.',
    )
    expect(fake.state.environmentVariables.size).toBe(2)
    expect(await run([...words, '--allow-removals'])).toMatchObject({ code: 0 })
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ KEPT: '2', NEW: '3' })
  })

  test('are at most five, unless --max-removals says otherwise', async () => {
    const { fake, run, write } = await workspaceWithFake({
      environmentVariables: { A_1: '', A_2: '', A_3: '', A_4: '', A_5: '', A_6: '' },
    })
    await write('app.env', 'A_0=1\n')
    const prune = [...APPLY, '--prune', '--only', 'A_*', '--json']
    const refused = await run(prune)
    expect(refused.code).toBe(4)
    expect(refused.stderr).toContain('6 variables would be removed, and at most 5 may be: see --max-removals')
    expect(refused.json()).toMatchObject({
      deployments: [{ problems: [{ kind: 'too-many-removals' }] }],
    })
    expect(fake.state.environmentVariables.size).toBe(6)
    expect(await run([...prune, '--max-removals', 'many'])).toMatchObject({ code: 64 })
    expect(await run([...prune, '--max-removals', '6'])).toMatchObject({ code: 0 })
    expect([...fake.state.environmentVariables.keys()]).toEqual(['A_0'])
  })
})

describe('what a source may set', () => {
  test('--create-only never replaces a value, and --except leaves names alone', async () => {
    const { fake, run, write } = await workspaceWithFake({
      environmentVariables: { PEPPER: 'old', FLAG: 'old', SPARED: 'old' },
    })
    await write('app.env', 'PEPPER=new\nPEPPER_2=new\nFLAG=new\nSPARED=new\n')
    expect(await run([...APPLY, '--create-only', 'PEPPER*', '--except', 'SPARED'])).toMatchObject({ code: 0 })
    expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({
      PEPPER: 'old',
      PEPPER_2: 'new',
      FLAG: 'new',
      SPARED: 'old',
    })
  })

  test.each([
    ['an empty value', "A=''\n", '', '--allow-empty'],
    ['a placeholder', 'A=******\n', '******', '--allow-placeholders'],
  ])('%s is accepted only with its flag', async (_, source, value, flag) => {
    const { fake, run, write } = await workspaceWithFake()
    await write('app.env', source)
    const { code, stderr } = await run(APPLY)
    expect(code).toBe(4)
    expect(stderr).toMatch(new RegExp(`Pass ${flag} to .*\\nNothing was written\\.`))
    expect(fake.state.environmentVariables.size).toBe(0)
    expect(await run([...APPLY, flag])).toMatchObject({ code: 0 })
    expect(fake.state.environmentVariables.get('A')).toBe(value)
  })

  test("names that Convex's own tools manage are left out, with a note", async () => {
    const { fake, run, write } = await workspaceWithFake()
    await write('app.env', 'CONVEX_DEPLOYMENT=dev:calm-fox-4\nVITE_CONVEX_URL=https://a.convex.cloud\nA=1\n')
    const { code, stderr } = await run(APPLY)
    expect(code).toBe(0)
    expect(stderr).toContain("! CONVEX_DEPLOYMENT is left out: Convex's own tools manage it")
    expect(stderr).toContain('! VITE_CONVEX_URL is left out')
    expect([...fake.state.environmentVariables.keys()]).toEqual(['A'])
    expect(await run([...APPLY, '--allow-managed'])).toMatchObject({ code: 0 })
    expect(fake.state.environmentVariables.size).toBe(3)
  })
})
