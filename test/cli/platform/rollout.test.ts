import { describe, expect, test } from 'vitest'
import { answers } from '../../../src/fake/index.js'
import { workspaceOnFleet } from './support.js'

describe('--canary', () => {
  test('changes so many first, and stops before the others if one of them fails', async () => {
    const { run, names, platform, apply, changed, refuse } = await workspaceOnFleet(5)
    refuse(names[0])
    const { code, json, stderr } = await run([...apply, '--canary', '2', '--json'])
    expect(code).toBe(1)
    expect(json()).toMatchObject({
      deployments: [
        { status: 'failed' },
        { status: 'applied' },
        ...names.slice(2).map(name => ({ deployment: { name }, status: 'skipped', reason: 'canary' })),
      ],
      error: {
        exitCode: 1,
        written: 'some',
        message: expect.stringContaining('3 deployments were not begun'),
      },
      next: [expect.stringMatching(/ --canary 2 --json --management-url \S+$/)],
    })
    expect(stderr).toContain(
      '1 changed, 0 were as they should be, 1 failed (1 may have taken effect), 3 not begun.',
    )
    expect(changed()).toEqual([names[1]])
    platform.deployment(names[0] ?? '').faults.clear()
    expect(await run([...apply, '--canary', '2'])).toMatchObject({ code: 0 })
    expect(changed()).toEqual(names)
  })
})

describe('--max-failures', () => {
  test('stops at a number, or at a share, and the next command confirms what is left', async () => {
    const { run, names, apply, refuse, changed } = await workspaceOnFleet(10, 'prod')
    refuse(...names.slice(1, 3))
    const words = apply.filter(word => word !== '--yes')
    const one = await run([
      ...words,
      '--confirm',
      'otters/shop=10',
      '--max-failures',
      '20%',
      '--concurrency',
      '1',
    ])
    expect(one.code).toBe(1)
    expect(one.stderr).toContain(
      'Too many failed: 7 deployments were not begun, and nothing was written there.',
    )
    expect(one.stderr).toContain('--confirm otters/shop=9\n')
    expect(changed()).toEqual([names[0]])
  })

  test.each(['0', '0%', '101%', 'x', '1.5'])('of %s is refused', async most => {
    const { run, apply } = await workspaceOnFleet(1)
    expect(await run([...apply, '--max-failures', most])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('--max-failures takes'),
    })
  })
})

test.each(['--canary 1', '--max-failures 1', '--resume state.json'])('%s goes with several', async flag => {
  const { run } = await workspaceOnFleet(1)
  const { code, stderr } = await run(['env', 'apply', 'app.env', ...flag.split(' ')])
  expect({ code, stderr }).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('goes with --deployments'),
  })
})

describe('a deployment that is gone meanwhile is no failure', () => {
  test('if its host says so while it is planned', async () => {
    const { run, names, platform, apply, changed } = await workspaceOnFleet(3)
    platform.deployment(names[1] ?? '').faults.add(answers.unknownDeployment, { times: 99 })
    const { code, json, stderr } = await run([...apply, '--json'])
    expect(code).toBe(0)
    expect(json()).toMatchObject({
      deployments: [
        { status: 'applied' },
        { deployment: { name: names[1] }, status: 'vanished' },
        { status: 'applied' },
      ],
      next: [],
    })
    expect(stderr).toContain('Done: 2 changed, 0 were as they should be, 0 failed, 1 vanished.')
    expect(changed()).toEqual([names[0], names[2]])
  })

  test('if its host says so when it is applied, also to a canary', async () => {
    const { run, names, platform, apply } = await workspaceOnFleet(3)
    const update = { operation: 'updateEnvironmentVariables' } as const
    platform.deployment(names[0] ?? '').faults.add(answers.unknownDeployment, update)
    const { code, json } = await run([...apply, '--json', '--canary', '1', '--max-failures', '1'])
    expect(code).toBe(0)
    expect(json()).toMatchObject({
      deployments: [{ status: 'vanished' }, { status: 'applied' }, { status: 'applied' }],
    })
  })
})

describe('more than twenty deployments', () => {
  test('with equal plans are shown once, and --json stays whole', async () => {
    const { run, names, platform, plan } = await workspaceOnFleet(30)
    platform.deployment(names[3] ?? '').state.environmentVariables.set('A', 'before')
    for (const name of names.slice(5, 9)) platform.deployment(name).state.environmentVariables.set('A', '1')
    const { stdout } = await run(plan)
    expect(stdout).toBe(
      `The same change on 25 deployments: ${[
        ...names.slice(0, 3),
        ...names.slice(4, 5),
        ...names.slice(9, 13),
      ]
        .map(name => `${name} (preview)`)
        .join(', ')} and 17 more\n  + A  1 B\n${names[3]} (preview)\n  ~ A  6→1 B  ${'????→????'}\n`.replace(
        '????→????',
        /\w{4}→\w{4}/.exec(stdout)?.[0] ?? '',
      ) +
        `No changes: ${names
          .slice(5, 9)
          .map(name => `${name} (preview)`)
          .join(', ')}\nPlan: 25 to create, 1 to change, 0 to remove, on 26 of 30 deployments.\n`,
    )
    const { json } = await run([...plan, '--json'])
    const { deployments }: { deployments?: object[] } = Object(json())
    expect(deployments).toHaveLength(30)
    for (const one of deployments ?? []) expect(one).toHaveProperty('plan.environment.changes')
  })

  test('are named with those first that may be in production', async () => {
    const { run, platform, plan, shop } = await workspaceOnFleet(24)
    const { name } = platform.createDeployment(shop, { type: 'prod' })
    expect((await run(plan)).stdout).toContain(`The same change on 25 deployments: ${name} (prod), `)
  })

  test('share a line of results, but for those that failed', async () => {
    const { run, names, apply, refuse } = await workspaceOnFleet(25)
    refuse(names[7])
    const { stderr } = await run(apply)
    expect(stderr).toMatch(new RegExp(`\\n${names[7]} +failed +.*\\n`))
    expect(stderr).toMatch(/\napplied on 24: \S+ \(preview\), .* and 16 more\n/)
  })

  test('are counted in one passing line on a terminal, and nowhere else', async () => {
    const { onScreen, run, names, apply, refuse } = await workspaceOnFleet(25)
    refuse(names[7])
    const { raw } = await onScreen(apply)
    expect(raw).toContain('planned 25 of 25')
    expect(raw).toContain('settled 25 of 25, 1 failed')
    const { stdout, stderr } = await run(apply)
    expect(stdout + stderr).not.toMatch(/planned \d|settled/)
  })
})

test('the next command of a part of a project confirms what is left of it, and runs', async () => {
  const { run, names, apply, refuse, changed, platform } = await workspaceOnFleet(4, 'prod')
  const part = [...apply.filter(word => word !== '--yes'), '--where', 'type=prod']
  refuse(names[2])
  const { json: planned } = await run([...part, '--json'])
  const [asked = ''] = Object(planned()).next
  const [, word = ''] = /--confirm (\S+)/.exec(asked) ?? []
  const { code, json } = await run([...part, '--confirm', word, '--json'])
  expect(code).toBe(1)
  const [next = ''] = Object(json()).next
  const [, left = ''] = /--confirm (\S+)/.exec(next) ?? []
  expect(left).toMatch(/^otters\/shop=1:[0-9a-f]{6}$/)
  platform.deployment(names[2] ?? '').faults.clear()
  expect(await run([...part, '--confirm', left])).toMatchObject({ code: 0 })
  expect(changed()).toEqual(names)
})
