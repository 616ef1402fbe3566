import { answers } from 'convex-deployment/fake'
import { describe, expect, test } from 'vitest'
import { serveHttp } from '../support/http-server.js'
import { createWorkspace, workspaceOnCloud, workspaceWithFake } from './support/workspace.js'

// A command of the terminal, one of eight bits, one that turns the direction of writing, and a line of another's.
const HOSTILE = '\u001b]0;owned\u0007\u009b31m\u202e\u2028\r'

// What a terminal would obey, but for colours, which the command makes itself.
const OBEYED = ['\u001b]', '\u0007', '\u009b', '\u202e', '\u2028']

function obeyedIn(raw: string): string[] {
  return OBEYED.filter(text => raw.includes(text))
}

describe('--json', () => {
  test.each<[words: string[], data: object]>([
    [['env', 'list'], { variables: [{ name: 'A', bytes: 1 }] }],
    [['env', 'get', 'A'], { name: 'A', value: '1' }],
    [
      ['env', 'set', 'B', '--from-file', 'value', '--yes'],
      { status: 'applied', changes: [{ action: 'create' }] },
    ],
    [['env', 'set', 'A', '--from-file', 'same', '--yes'], { status: 'unchanged', changes: [] }],
    [['env', 'unset', 'A', '--yes'], { status: 'applied', changes: [{ action: 'delete' }] }],
    [
      ['env', 'plan', 'app.env'],
      { plan: { changes: [{ name: 'NEW' }] }, next: ['convex-deployment env apply app.env --json'] },
    ],
    [['env', 'apply', 'app.env', '--yes'], { status: 'applied', unverified: [] }],
  ])('is one object on stdout, and nothing else is: %j', async (words, data) => {
    const { run, write } = await workspaceWithFake({ environmentVariables: { A: '1' } })
    await Promise.all([write('value', 'x'), write('same', '1'), write('app.env', 'NEW=1\n')])
    const { code, json } = await run([...words, '--json'])
    expect(code).toBe(0)
    expect(json()).toMatchObject({ deployment: { name: 'happy-otter-123', type: 'local' }, ...data })
  })

  test.each<[exitCode: number, words: string[]]>([
    [1, ['env', 'apply', 'app.env', '--yes']],
    [4, ['env', 'apply', 'app.env']],
    [5, ['env', 'get', 'GONE']],
    [64, ['env', 'apply']],
    [64, ['env', 'aply']],
    [64, ['env', 'apply', 'app.env', '--yas']],
    [64, ['env']],
  ])('is one object for refusals, too: %i %j', async (exitCode, words) => {
    const { fake, run, write } = await workspaceWithFake()
    fake.faults.add(answers.rateLimited, { operation: 'updateEnvironmentVariables', times: 9 })
    await write('app.env', 'A=1\n')
    const { code, stderr, json } = await run([...words, '--json'])
    expect(code).toBe(exitCode)
    expect(json()).toEqual({
      error: expect.objectContaining({
        exitCode,
        message: expect.stringContaining('Nothing was written.'),
        written: 'nothing',
      }),
      next: expect.any(Array),
    })
    expect(stderr).not.toBe('')
  })
})

test('stdout has data only, and there are no colours without a terminal', async () => {
  const { environment, run, write } = await workspaceWithFake({ environmentVariables: { A: '1' } })
  environment.FORCE_COLOR = '1'
  await write('app.env', 'A=2\nB=1\n')
  const [plan, apply] = [
    await run(['env', 'plan', 'app.env']),
    await run(['env', 'apply', 'app.env', '--yes']),
  ]
  expect(plan.stdout).toMatch(/^~ A {2}1→1 B {2}\w{4}→\w{4}\n\+ B {2}1 B\nafter: /)
  expect(apply.stdout).toBe('')
  expect(plan.stdout + plan.stderr + apply.stderr).not.toContain('\u001b')
})

test('there are colours on a terminal, and none under NO_COLOR', async () => {
  const { environment, terminal, write } = await workspaceWithFake({ environmentVariables: { OLD: '1' } })
  await write('app.env', 'A=2\n')
  const words = ['env', 'plan', 'app.env', '--prune', '--only', 'A,OLD']
  expect((await terminal(words).ended()).raw).toContain('\u001b[31m- OLD')
  environment.NO_COLOR = '1'
  expect((await terminal(words).ended()).raw).not.toContain('\u001b')
})

describe('what a hostile deployment says never steers a terminal', () => {
  test('by names and values', async () => {
    const url = await serveHttp((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ environmentVariables: { [`A${HOSTILE}`]: 'x', B: `b${HOSTILE}` } }))
    })
    const { run, terminal, write } = await createWorkspace({
      CONVEX_SELF_HOSTED_URL: url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: 'otter|secret',
    })
    await write('app.env', 'B=1\n')
    const words = [
      ['env', 'list'],
      ['env', 'list', '--show-values', '--format', 'json'],
      ['env', 'list', '--json', '--show-values'],
      ['env', 'get', 'B'],
      ['env', 'plan', 'app.env', '--prune', '--only', '*'],
    ]
    for (const { raw, screen } of await Promise.all(words.map(one => terminal(one).ended()))) {
      expect(obeyedIn(raw)).toEqual([])
      expect(screen).toMatch(/[Ab]\\u(?:\{1b\}|001b)\]0;owned/)
    }
    expect((await run(['env', 'get', 'B'])).stdout).toBe(`b${HOSTILE}`)
    expect(obeyedIn((await run(['env', 'list'])).stdout)).toEqual([])
  })

  test('by its refusals and by what it is called', async () => {
    const { fake, terminal } = await workspaceOnCloud()
    const message = `No.${HOSTILE}\nforged`
    const refusal = { ...answers.failure, status: 400, body: JSON.stringify({ code: 'Bad', message }) }
    fake.faults.add(refusal, { operation: 'listEnvironmentVariables' })
    const info = { kind: 'cloud', deploymentType: `dev${HOSTILE}`, projectSlug: `p${HOSTILE}` }
    fake.faults.add(
      { ...refusal, status: 200, body: JSON.stringify(info) },
      { operation: 'getDeploymentInfo' },
    )
    const screens = [terminal(['env', 'list']), terminal(['env', 'unset', 'A'])]
    for (const { raw } of await Promise.all(screens.map(screen => screen.ended()))) {
      expect(obeyedIn(raw)).toEqual([])
    }
  })

  test('by what a file or the command line says', async () => {
    const { terminal, write } = await workspaceWithFake()
    await write(`app${HOSTILE}.env`, `${HOSTILE}\n`)
    const words = [
      ['env', 'plan', `app${HOSTILE}.env`],
      ['env', 'get', `A${HOSTILE}`],
      ['env', HOSTILE],
    ]
    for (const { raw, code } of await Promise.all(words.map(one => terminal(one).ended()))) {
      expect(code).toBeGreaterThan(0)
      expect(obeyedIn(raw)).toEqual([])
    }
  })
})

test.each([
  [['evn'], "Unknown command 'evn'. Did you mean env?"],
  [['env', 'aply', 'app.env'], "Unknown command 'aply'. Did you mean apply?"],
  [['canonical-url', 'get'], "Unknown command 'canonical-url'. Did you mean canonical-urls?"],
  [['env', 'list', '--show-value'], "Unknown option '--show-value'. Did you mean --show-values?"],
  [['env', 'list', '--expct=prod'], "Unknown option '--expct'. Did you mean --expect?"],
  [['env', 'list', 'A'], 'Too many arguments'],
  [['env', 'get'], "Missing required argument 'name'"],
  [['env'], 'Env needs a command: list, get, set,'],
])('a command line that is mistyped gets the nearest one: %j', async (words, says) => {
  const { run } = await createWorkspace()
  const { code, stdout, stderr } = await run(words)
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
  expect(stderr).toContain(`Usage: ${says}`)
  expect(stderr).toContain('Nothing was written.')
})
