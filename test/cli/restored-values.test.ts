import { describe, expect, test } from 'vitest'
import { valuesOf, workspaceWithFleet } from './support/fleet.js'
import { workspaceWithFake } from './support/workspace.js'

const PEM_START = '-----BEGIN PRIVATE KEY-----'
/** What a deployment may really have, and a plan would ask about. */
const ODD = {
  EMPTY: '',
  PLACEHOLDER: '<your-key>',
  REFERENCE: 'op://vault/item/field',
  MASK: '********',
  CUT: PEM_START,
  KEY: 'prod:calm-fox-4|secret',
}
const FILLED = Object.fromEntries(Object.keys(ODD).map(name => [name, 'new']))

describe('a backup is restored, however its values look', () => {
  async function workspaceWithOddBackup() {
    const workspace = await workspaceWithFake({ environmentVariables: ODD })
    await workspace.write('app.json', JSON.stringify(FILLED))
    await workspace.run(['env', 'apply', 'app.json', '--yes'])
    return workspace
  }

  test('by latest, with no flag that allows it', async () => {
    const { fake, run } = await workspaceWithOddBackup()
    expect(await run(['env', 'plan', 'backup:latest', '--exit-code'])).toMatchObject({ code: 2 })
    expect(await run(['env', 'apply', 'backup:latest', '--yes'])).toMatchObject({ code: 0 })
    expect(valuesOf(fake)).toEqual(ODD)
  })

  test('by a saved plan, which holds the names that are restored', async () => {
    const { fake, run } = await workspaceWithOddBackup()
    await run(['env', 'plan', 'backup:latest', '--out', 'plan.json'])
    const apply = ['env', 'apply', 'backup:latest', '--plan', 'plan.json', '--yes']
    expect(await run(apply)).toMatchObject({ code: 0 })
    expect(valuesOf(fake)).toEqual(ODD)
  })

  test('a source beside it is asked about as ever', async () => {
    const { run, write } = await workspaceWithOddBackup()
    await write('more.json', '{ "OTHER": "<your-key>" }')
    const { code, json } = await run(['env', 'apply', 'backup:latest', 'more.json', '--yes', '--json'])
    expect(code).toBe(4)
    expect(json()).toMatchObject({
      deployments: [{ status: 'refused', problems: [{ name: 'OTHER', kind: 'placeholder' }] }],
    })
  })

  test('rules about names stay: what Convex manages is left out', async () => {
    const variables = { CONVEX_DEPLOY_KEY: 'prod:calm-fox-4|secret', A: 'old' }
    const { fake, run } = await workspaceWithFake({ environmentVariables: variables })
    await run(['env', 'unset', 'CONVEX_DEPLOY_KEY', 'A', '--yes'])
    const { stderr } = await run(['env', 'apply', 'backup:latest', '--yes'])
    expect(stderr).toContain('CONVEX_DEPLOY_KEY is left out')
    expect(valuesOf(fake)).toEqual({ A: 'old' })
  })
})

describe('a problem that a flag allows names the command line with that flag', () => {
  test.each<[what: string, value: string, flag: string]>([
    ['an empty value', '', '--allow-empty'],
    ['a placeholder', '<your-key>', '--allow-placeholders'],
    ['a reference', 'op://vault/item/field', '--allow-placeholders'],
    ['a mask', '********', '--allow-placeholders'],
    ['a key', 'prod:calm-fox-4|secret', '--allow-managed'],
    ['a key in JSON', '{"prod":"prod:calm-fox-4|secret"}', '--allow-managed'],
  ])('%s, and so does the message with --json', async (_, value, flag) => {
    const { fake, run, runPrinted, write } = await workspaceWithFake()
    await write('app.json', JSON.stringify({ A: value }))
    const { code, stderr, json } = await run(['env', 'apply', 'app.json', '--yes', '--json'])
    const line = `convex-deployment env apply app.json --yes --json ${flag}`
    expect(code).toBe(4)
    expect(stderr).toContain(`To go on:\n  ${line}\n`)
    expect(json()).toMatchObject({
      deployments: [{ problems: [{ message: expect.stringContaining(`Pass ${flag} to allow it`) }] }],
      error: { exitCode: 4 },
      next: [line],
    })
    expect(await run(['env', 'plan', 'app.json'])).toMatchObject({
      stderr: expect.stringContaining(`${flag}\n`),
    })
    expect(await runPrinted(line)).toMatchObject({ code: 0 })
    expect(valuesOf(fake)).toEqual({ A: value })
  })

  test('several at once, and a number in the place of one that was typed', async () => {
    const { fake, run, runPrinted, write } = await workspaceWithFake({
      environmentVariables: { B: '1', C: '2' },
    })
    await write('app.json', '{ "A": "", "B": null, "C": null, "D": "<your-key>" }')
    const words = ['env', 'apply', 'app.json', '--max-removals', '1', '--allow-removals', '--yes', '--json']
    const { json } = await run(words)
    const flags = '--max-removals 2 --allow-empty --allow-placeholders'
    const line = `convex-deployment env apply app.json --allow-removals --yes --json ${flags}`
    expect(json()).toMatchObject({ next: [line] })
    expect(await runPrinted(line)).toMatchObject({ code: 0 })
    expect(valuesOf(fake)).toEqual({ A: '', D: '<your-key>' })
  })

  test('env set does, too', async () => {
    const { run } = await workspaceWithFake()
    const { stderr } = await run(['env', 'set', 'A', '--from-stdin', '--yes'], '<your-key>')
    expect(stderr).toContain('  convex-deployment env set A --from-stdin --yes --allow-placeholders\n')
  })

  test('none is named if something else is still a problem', async () => {
    const { run, write } = await workspaceWithFake()
    await write('app.json', JSON.stringify({ A: '', B: PEM_START }))
    const { code, json } = await run(['env', 'apply', 'app.json', '--yes', '--json'])
    expect(code).toBe(4)
    expect(json()).toMatchObject({ next: [] })
  })

  test('for several deployments', async () => {
    const { run, runPrinted, write } = await workspaceWithFleet({ otter: {}, beaver: {} })
    await write('app.json', '{ "A": "<your-key>" }')
    const words = ['app.json', '--deployments', 'fleet.json']
    const line = `env plan ${words.join(' ')} --json --allow-placeholders`
    const plan = await run(['env', 'plan', ...words, '--json'])
    expect(plan).toMatchObject({ code: 4, stderr: expect.stringContaining(line) })
    expect(plan.json()).toMatchObject({
      deployments: Array(2).fill({
        problems: [{ message: expect.stringContaining('--allow-placeholders') }],
      }),
      next: [`convex-deployment ${line}`],
    })
    const apply = await run(['env', 'apply', ...words, '--yes'])
    expect(apply.code).toBe(4)
    const [, next = ''] = /To go on:\n {2}(.*)\n/.exec(apply.stderr) ?? []
    expect(await runPrinted(next)).toMatchObject({ code: 0 })
  })
})

describe('--json names the backup', () => {
  test('of env apply, env set and env unset, or null where there is none', async () => {
    const { files, run, write } = await workspaceWithFake({ environmentVariables: { A: 'old' } })
    await write('app.env', 'A=new\n')
    const backups: unknown[] = []
    for (const words of [
      ['apply', 'app.env'],
      ['set', 'A'],
      ['unset', 'A'],
    ]) {
      const { json } = await run(['env', ...words, '--yes', '--json'], 'next')
      backups.push(json())
    }
    expect(backups).toMatchObject(
      (await files('state')).sort().map(backup => ({ deployments: [{ backup }] })),
    )
    const none = await run(['env', 'set', 'B', '--yes', '--json'], 'new')
    expect(none.json()).toMatchObject({ deployments: [{ backup: null }] })
    const unchanged = await run(['env', 'set', 'B', '--yes', '--json'], 'new')
    expect(unchanged.json()).toMatchObject({ deployments: [{ status: 'unchanged', backup: null }] })
    const blind = await run(['env', 'unset', 'B', '--blind', '--yes', '--json'])
    expect(blind.json()).toMatchObject({ deployments: [{ backup: null }] })
  })

  test('of each deployment of several, of one that failed, too', async () => {
    const { fake, files, run } = await workspaceWithFleet({
      otter: { environmentVariables: { A: 'old' } },
      beaver: {},
      tiger: { environmentVariables: { A: 'old' } },
    })
    const update = { operation: 'updateEnvironmentVariables' } as const
    fake('tiger').faults.add({ kind: 'answer', status: 400 }, { ...update, times: 9 })
    const { code, json } = await run([
      'env',
      'apply',
      'app.env',
      '--deployments',
      'fleet.json',
      '--yes',
      '--json',
    ])
    const of = async (name: string) => (await files('state')).find(file => file.includes(`/${name}-`))
    expect(code).toBe(1)
    expect(json()).toMatchObject({
      deployments: [
        { backup: await of('otter') },
        { backup: null },
        { error: { written: 'nothing' }, backup: await of('tiger') },
      ],
    })
    expect(await of('tiger')).toBeDefined()
  })
})

test('a usage error comes before the source is read, and before any advice about it', async () => {
  const { fake, run, write } = await workspaceWithFake()
  await write('empty.env', '')
  await write('fleet.json', '[]')
  for (const words of [
    ['apply', '--prune'],
    ['plan', '--prune'],
    ['apply', '--only', 'A-*'],
    ['apply', '--create-only', 'A-*'],
    ['apply', '--prune', '--deployments', 'fleet.json'],
    ['apply', 'backup:latest', '--deployments', 'fleet.json'],
  ]) {
    const [name = '', ...more] = words
    const { code, stderr } = await run(['env', name, 'empty.env', ...more])
    expect({ code, stderr }).toEqual({ code: 64, stderr: expect.stringMatching(/^Error: /) })
    expect(stderr).not.toContain('--allow-empty')
  }
  const copy = await run(['env', 'copy', '--from', 'calm-fox-4', '--from-key', 'ABSENT', '--prune'])
  expect(copy).toMatchObject({ code: 64, stderr: expect.stringContaining('--prune goes with --only') })
  expect(fake.requests).toEqual([])
})
