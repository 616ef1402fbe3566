import { describe, expect, test } from 'vitest'
import { answers } from '../../src/fake/index.js'
import { serveHttp } from '../support/http-server.js'
import { createWorkspace, workspaceOnCloud, workspaceWithFake } from './support/workspace.js'

// A command to the terminal, one of eight bits, one that turns the direction of writing, and line breaks.
const HOSTILE = '\u001b]0;owned\u0007\u009b31m\u202e\u2028\r'

// The characters that a terminal would obey, but for colours, which the command makes itself.
const OBEYED = ['\u001b]', '\u0007', '\u009b', '\u202e', '\u2028']

function obeyedIn(raw: string): string[] {
  return OBEYED.filter(text => raw.includes(text))
}

test('a cell of thousands of characters widens no other, which would multiply what a deployment answers', async () => {
  const { run } = await createWorkspace({ CONVEX_DEPLOY_KEY: 'dev:otter|token' })
  const limit = { metric: 'm', window: 'day', limitType: 'disable', limit: 1, enabled: true }
  const ids = ['x'.repeat(100_000), ...Array.from({ length: 1_000 }, (_, index) => `id${index}`)]
  const answer = () => Response.json({ usageLimits: ids.map(id => ({ ...limit, id })) })
  const { code, stdout } = await run(['usage-limits', 'list'], '', answer)
  expect({ code, lines: stdout.split('\n').length }).toEqual({ code: 0, lines: 1_002 })
  expect(stdout.length).toBeLessThan(400_000)
})

const HERE = { type: 'local' }

/** The result of a command for one deployment. */
function only(member: object): object {
  return { deployments: [{ deployment: HERE, ...member }] }
}

describe('--json', () => {
  test.each<[words: string[], data: object]>([
    [['env', 'list'], { deployment: HERE, variables: [{ name: 'A', bytes: 1 }] }],
    [['env', 'get', 'A'], { deployment: HERE, variable: { name: 'A', bytes: 1, value: '1' } }],
    [
      ['env', 'set', 'B', '--from-file', 'value', '--yes'],
      only({ status: 'applied', steps: [{ action: 'create', status: 'done' }] }),
    ],
    [['env', 'set', 'A', '--from-file', 'same', '--yes'], only({ status: 'unchanged', steps: [] })],
    [['env', 'unset', 'A', '--yes'], only({ status: 'applied', steps: [{ action: 'delete' }] })],
    [
      ['env', 'unset', 'A', '--yes', '--blind'],
      only({
        status: 'applied',
        steps: [{ section: 'environment', name: 'A', status: 'done' }],
        backup: null,
      }),
    ],
    [
      ['env', 'plan', 'app.env'],
      {
        ...only({ status: 'planned', plan: { environment: { changes: [{ name: 'NEW' }] } }, problems: [] }),
        next: ['convex-deployment env apply app.env --json'],
      },
    ],
    [['env', 'apply', 'app.env', '--yes'], only({ status: 'applied', unverified: [] })],
  ])('is one object on stdout, and nothing else is: %j', async (words, data) => {
    const { run, write } = await workspaceWithFake({ environmentVariables: { A: '1' } })
    await Promise.all([write('value', 'x'), write('same', '1'), write('app.env', 'NEW=1\n')])
    const { code, json } = await run([...words, '--json'])
    expect(code).toBe(0)
    expect(json()).toMatchObject(data)
  })

  test.each<[exitCode: number, words: string[]]>([
    [1, ['env', 'apply', 'app.env', '--yes']],
    [4, ['env', 'apply', 'app.env']],
    [5, ['env', 'get', 'GONE']],
    [64, ['env', 'apply']],
    [64, ['env', 'aply']],
    [64, ['env', 'apply', 'app.env', '--yas']],
    [64, ['env']],
  ])('is one object for errors, too: %i %j', async (exitCode, words) => {
    const { fake, run, write } = await workspaceWithFake()
    fake.faults.add(answers.rateLimited, { operation: 'updateEnvironmentVariables', times: 9 })
    await write('app.env', 'A=1\n')
    const { code, stderr, json } = await run([...words, '--json'])
    expect(code).toBe(exitCode)
    expect(json()).toMatchObject({
      error: expect.objectContaining({ exitCode, message: expect.any(String), written: 'nothing' }),
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
  expect(plan.stdout).toMatch(
    /^~ A {2}1→1 B {2}\w{4}→\w{4}\n\+ B {2}1 B\nPlan: 1 to create, 1 to change, 0 to remove\.\n$/,
  )
  expect(apply.stdout).toBe('')
  expect(plan.stdout + plan.stderr + apply.stderr).not.toContain('\u001b')
})

test('there are colours on a terminal, and none under NO_COLOR', async () => {
  const { environment, onScreen, write } = await workspaceWithFake({ environmentVariables: { OLD: '1' } })
  await write('app.env', 'A=2\n')
  const words = ['env', 'plan', 'app.env', '--prune', '--only', 'A,OLD']
  expect((await onScreen(words)).raw).toContain('\u001b[31m- OLD')
  environment.NO_COLOR = '1'
  expect((await onScreen(words)).raw).not.toContain('\u001b')
})

describe('a terminal is never steered', () => {
  test('by the names and values of a hostile deployment', async () => {
    const url = await serveHttp((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ environmentVariables: { [`A${HOSTILE}`]: 'x', B: `b${HOSTILE}` } }))
    })
    const { run, onScreen, write } = await createWorkspace({
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
    for (const { raw, screen } of await Promise.all(words.map(one => onScreen(one)))) {
      expect(obeyedIn(raw)).toEqual([])
      expect(screen).toMatch(/[Ab]\\u001b\]0;owned/)
    }
    expect((await run(['env', 'get', 'B'])).stdout).toBe(`b${HOSTILE}`)
    expect(obeyedIn((await run(['env', 'list'])).stdout)).toEqual([])
  })

  test('by its error messages and its description of itself', async () => {
    const { fake, onScreen } = await workspaceOnCloud()
    const message = `No.${HOSTILE}\nforged`
    const refusal = { ...answers.failure, status: 400, body: JSON.stringify({ code: 'Bad', message }) }
    fake.faults.add(refusal, { operation: 'listEnvironmentVariables' })
    const info = { kind: 'cloud', deploymentType: `dev${HOSTILE}`, projectSlug: `p${HOSTILE}` }
    fake.faults.add(
      { ...refusal, status: 200, body: JSON.stringify(info) },
      { operation: 'getDeploymentInfo' },
    )
    const screens = [onScreen(['env', 'list']), onScreen(['env', 'unset', 'A', '--yes'])]
    for (const { raw } of await Promise.all(screens)) {
      expect(obeyedIn(raw)).toEqual([])
    }
  })

  test('by a file or the command line', async () => {
    const { onScreen, write } = await workspaceWithFake()
    await write(`app${HOSTILE}.env`, `${HOSTILE}\n`)
    const words = [
      ['env', 'plan', `app${HOSTILE}.env`],
      ['env', 'get', `A${HOSTILE}`],
      ['env', HOSTILE],
    ]
    for (const { raw, code } of await Promise.all(words.map(one => onScreen(one)))) {
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
  [['env'], '`env` needs a command: list, get, set,'],
])('a mistyped command line gets the nearest command or flag: %j', async (words, says) => {
  const { run } = await createWorkspace()
  const { code, stdout, stderr } = await run(words)
  expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
  expect(stderr).toContain(`Error: ${says}`)
})

test('an error says that nothing was written if the command writes, and not if it reads', async () => {
  const { run } = await createWorkspace()
  for (const [words, says] of [
    [['env', 'list'], false],
    [['env', 'list', '--yas'], false],
    [['env', 'plan', 'absent.env'], false],
    [['env', 'apply', 'absent.env'], true],
    [['env', 'apply', 'absent.env', '--yas'], true],
    [['pause', '--timeout', 'x'], true],
  ] as const) {
    const { code, stderr } = await run(words)
    expect({ words, code, says: stderr.includes('Nothing was written.') }).toEqual({ words, code: 64, says })
  }
})

test('an error begins with `Usage` only if the command line is wrong', async () => {
  const { environment, run, write } = await workspaceWithFake()
  environment.CONVEX_DEPLOY_KEY = 'dev:happy-otter-123|key'
  await write('bad.env', 'A\n')
  for (const [words, title] of [
    [['env', 'list', '--timeout', 'x'], 'Error: --timeout takes a whole number of at least 1.'],
    [['env', 'list', '--url', 'nonsense'], 'Error: The --url must be an address'],
    [['env', 'list', '--local'], 'Error: --local: '],
    [['env', 'list', '--deployment', 'calm-fox-4'], 'Error: The deploy key is for happy-otter-123'],
    [['env', 'plan', 'bad.env', '--deployment', 'happy-otter-123'], 'Error: bad.env is ambiguous:'],
    [
      ['env', 'plan', 'no.env', '--deployment', 'happy-otter-123'],
      "Error: no.env can't be read: there is no such file.",
    ],
  ] as const) {
    const { code, stderr } = await run(words)
    expect(code).toBe(64)
    expect(stderr.split('\n').filter(line => !line.includes(' · key: '))[0]).toContain(title)
  }
  environment.CONVEX_DEPLOY_KEY = 'two words'
  expect((await run(['env', 'list'])).stderr).toMatch(/^Error: The key has white space/)
})

test.each([
  ['nobody listens on', 'http://127.0.0.1:1', /ECONNREFUSED|connect/i],
  ['nobody knows', 'https://nowhere.invalid', /nowhere\.invalid/],
])('an address that %s is reported as such', async (_what, url, message) => {
  const { run } = await createWorkspace({
    CONVEX_SELF_HOSTED_URL: url,
    CONVEX_SELF_HOSTED_ADMIN_KEY: 'otter|key',
  })
  const { code, stderr, stdout } = await run(['env', 'list'])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/^ +at /m)
})

test('the page of a gateway is reported by its status, and not printed', async () => {
  const { run, fake } = await workspaceWithFake()
  fake.faults.add(answers.badGateway, { times: 5 })
  const { code, stderr } = await run(['env', 'list'])
  expect(code).toBe(1)
  expect(stderr).toContain('502')
  expect(stderr).not.toContain('<')
})
