import { expect, test } from 'vitest'
import { workspaceWithFake } from './support/workspace.js'

const PLAN = ['env', 'plan', 'app.env', '--out', 'plan.json']
const APPLY = ['env', 'apply', 'app.env', '--plan', 'plan.json', '--yes']

async function workspaceWithPlan() {
  const workspace = await workspaceWithFake({ environmentVariables: { A: 'before', OLD: 'gone' } })
  await workspace.write('app.env', 'A=sekret-after\nB=sekret-new\n')
  await workspace.run(PLAN)
  return workspace
}

test('a saved plan holds no value, is for its owner alone, and is applied by the command line that is printed', async () => {
  const { fake, mode, read, run, runPrinted, write } = await workspaceWithFake({
    environmentVariables: { A: 'sekret-before', OLD: 'sekret-old' },
  })
  await write('app.env', 'A=sekret-after\nB=sekret-new\nCONVEX_URL=https://a.convex.cloud\n')
  const rules = [
    '--prune',
    '--max-removals',
    '1',
    '--allow-managed',
    '--only=A,B,OLD,CONVEX_*',
    '--create-only',
    'B',
  ]
  const { code, stdout, json } = await run([...PLAN, '--exit-code', '--json', ...rules])
  expect(code).toBe(2)
  expect(stdout + (await read('plan.json'))).not.toContain('sekret')
  expect(await mode('plan.json')).toBe('600')
  const { next } = json() as { next: [string] }
  expect(await runPrinted(`${next[0]} --yes`)).toMatchObject({ code: 0 })
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({
    A: 'sekret-after',
    B: 'sekret-new',
    CONVEX_URL: 'https://a.convex.cloud',
  })
})

test('a plan is refused if a variable changed since it was made', async () => {
  const { fake, run } = await workspaceWithPlan()
  fake.state.environmentVariables.set('A', 'moved')
  const { code, stderr, json } = await run([...APPLY, '--json'])
  expect(code).toBe(3)
  expect(stderr).toMatch(
    /\nError: .*A changed on \S+ since the plan was made\. Make a new plan\. Nothing was written\.$/m,
  )
  expect(json()).toMatchObject({
    next: ['convex-deployment env plan app.env --json --out plan.json'],
    error: { name: 'StalePlanError', exitCode: 3, written: 'nothing', names: ['A'] },
  })
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: 'moved', OLD: 'gone' })
})

test('a saved plan is refused with other sources, and with rules beside it', async () => {
  const { fake, run, write } = await workspaceWithPlan()
  const ruled = await run([...APPLY, '--allow-empty', '--max-removals', '9'])
  expect(ruled.code).toBe(64)
  expect(ruled.stderr).toContain('leave out --max-removals, --allow-empty, or make a new plan.')
  await write('app.env', 'A=another\nB=sekret-new\n')
  const { code, stderr } = await run(APPLY)
  expect(code).toBe(64)
  expect(stderr).toContain(
    'The desired values are not those that the plan was made from. Make a new plan. Nothing was written.',
  )
  expect(fake.state.environmentVariables.get('A')).toBe('before')
})

interface SavedText {
  readonly environment: { readonly changes: readonly object[] }
}

const within = (plan: SavedText, change: object) => ({
  ...plan,
  environment: { ...plan.environment, ...change },
})

test.each<[what: string, change: (plan: SavedText) => object]>([
  ['a change less', plan => within(plan, { changes: plan.environment.changes.slice(1) })],
  ['no change left', plan => within(plan, { changes: [] })],
  ['another name', plan => within(plan, { changes: [{ action: 'delete', name: 'OLD', bytesBefore: 4 }] })],
  [
    'no text where one should be',
    plan => within(plan, { changes: [{ action: 'update', name: 'A', fingerprintBefore: 5 }] }),
  ],
  ['a problem that is null', plan => within(plan, { problems: [null] })],
  ['another deployment', plan => ({ ...plan, deployment: 'https://calm-fox-4.convex.cloud' })],
  ['nothing of a plan', () => ({})],
])('a plan file that was changed is refused: %s', async (_, change) => {
  const { fake, read, run, write } = await workspaceWithPlan()
  await write('plan.json', JSON.stringify(change(JSON.parse(await read('plan.json')))))
  const { code, stderr } = await run(APPLY)
  expect(code).toBe(64)
  expect(stderr).toContain('Nothing was written.')
  expect(Object.fromEntries(fake.state.environmentVariables)).toEqual({ A: 'before', OLD: 'gone' })
})

test('CONVEX_PLAN_KEY lets a job apply a plan that another job made with another key', async () => {
  const { fake, environment, run, write } = await workspaceWithFake()
  fake.state.keys.push({ token: 'happy-otter-123|another' })
  await write('app.env', 'A=1\n')
  environment.CONVEX_PLAN_KEY = 'short'
  const short = await run(PLAN)
  expect(short.code).toBe(64)
  expect(short.stderr).toContain('CONVEX_PLAN_KEY must be at least 32 random bytes')
  environment.CONVEX_PLAN_KEY = '0123456789abcdef'.repeat(4)
  expect(await run(PLAN)).toMatchObject({ code: 0 })
  environment.CONVEX_SELF_HOSTED_ADMIN_KEY = 'happy-otter-123|another'
  environment.CONVEX_PLAN_KEY = ''
  const without = await run(APPLY)
  expect(without.code).toBe(64)
  expect(without.stderr).toContain('Pass the same CONVEX_PLAN_KEY')
  environment.CONVEX_PLAN_KEY = '0123456789abcdef'.repeat(4)
  expect(await run(APPLY)).toMatchObject({ code: 0 })
  expect(fake.state.environmentVariables.get('A')).toBe('1')
})

test('a plan without changes needs no confirmation, and one with problems is not saved', async () => {
  const { files, run, write } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  await write('app.env', 'A=1\n')
  expect(await run([...PLAN, '--exit-code'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('No changes.'),
  })
  expect(await run(APPLY.slice(0, -1))).toMatchObject({ code: 0 })
  await write('app.env', "A=''\n")
  expect(await run(['env', 'plan', 'app.env', '--out', 'bad.json'])).toMatchObject({ code: 4 })
  expect((await files('.')).filter(file => file.endsWith('bad.json'))).toEqual([])
})

test('a plan replaces another plan or an empty file, and nothing else', async () => {
  const { read, run, write } = await workspaceWithPlan()
  const first = await read('plan.json')
  await write('app.env', 'A=another\n')
  expect(await run(PLAN)).toMatchObject({ code: 0 })
  expect(await read('plan.json')).not.toBe(first)
  await write('plan.json', '')
  expect(await run(PLAN)).toMatchObject({ code: 0 })
  await write('other.json', '{"name":"app"}')
  for (const file of ['app.env', 'other.json']) {
    expect(await run(['env', 'plan', 'app.env', '--out', file])).toMatchObject({
      code: 4,
      stderr: expect.stringContaining(
        `${file} exists and is not a saved plan, so it is left as it is. Save to another file.`,
      ),
    })
  }
  expect(await read('app.env')).toBe('A=another\n')
})

test.each([['--plan', 'plan.json'], ['--plan=plan.json']])(
  'a stale plan is made anew by the next command: %j',
  async (...flag) => {
    const { run, write, fake } = await workspaceWithFake({ environmentVariables: { A: '0' } })
    await write('app.env', 'A=1\n')
    await run(['env', 'plan', 'app.env', '--out', 'plan.json'])
    fake.state.environmentVariables.set('A', '2')
    const { code, json } = await run(['env', 'apply', 'app.env', ...flag, '--yes', '--json'])
    expect(code).toBe(3)
    expect(Object(json()).next).toEqual([
      expect.stringMatching(/ env plan app\.env --json --out plan\.json$/),
    ])
  },
)
