import { expect, test } from 'vitest'
import { answers } from '../../src/fake/index.js'
import { fetchFailed } from '../support/answers.js'
import { asGlobal } from '../support/global-fetch.js'
import { answering } from '../support/recorder.js'
import { createWorkspace, workspaceWithFake } from './support/workspace.js'

const LIST = ['env', 'list', '--deployment', 'otter']

test.each([
  ['ENOTFOUND', 'Check the name; a region needs --region, a custom domain --url.'],
  ['ECONNREFUSED', 'Check that a server runs there.'],
])('the advice on a connection that fails (%s) names flags', async (code, advice) => {
  const { run } = await createWorkspace({ CONVEX_DEPLOY_KEY: 'dev:otter|0123456789abcdef' })
  asGlobal(answering(fetchFailed(code)))
  const { stderr } = await run(LIST)
  expect(stderr).toContain(advice)
  expect(stderr).not.toContain('`')
})

test.each([
  ['listEnvironmentVariables', ['env', 'list']],
  ['pauseDeployment', ['pause', '--yes']],
] as const)('the message of a timeout names the flag: %s', async (operation, words) => {
  const { fake, run } = await workspaceWithFake()
  fake.faults.add({ kind: 'late-commit', ms: 0 }, { operation, times: 20 })
  const { code, stderr } = await run([...words, '--timeout', '40'])
  expect(code).toBe(1)
  expect(stderr).toContain(`${operation} timed out after --timeout (40 ms)`)
})

test.each([
  [403, 'Pass `name` or `blind`.', 'To set variables without listing them, pass --blind.'],
  [404, 'There is no `name`.', 'Check the --deployment, --region or --url, and the'],
])("the advice after a server's words names flags, and the words stay: %i", async (status, words, advice) => {
  const { run, write } = await createWorkspace({ CONVEX_DEPLOY_KEY: 'dev:otter|0123456789abcdef' })
  await write('app.env', 'A=1\n')
  const answer = () => Response.json({ code: 'Otter', message: words }, { status })
  const { code, stderr } = await run(['env', 'plan', 'app.env'], '', answer)
  expect(code).toBe(1)
  expect(stderr).toContain(words)
  expect(stderr).toContain(advice)
})

test('the advice on an answer from elsewhere names flags', async () => {
  const { fake, run } = await workspaceWithFake()
  fake.faults.add({ ...answers.badGateway, status: 200 }, { times: 20 })
  const { stderr } = await run(['env', 'list'])
  expect(stderr).toContain('Check that the --url is a deployment')
})

test.each([
  ['problem of no kind', { environment: { problems: [{ message: 'holds' }] } }],
  ['change of another section', { paused: { changes: [{ action: 'set', name: 'paused' }] } }],
  ['section less', { logStreams: null }],
])('a saved plan that somebody edited is not shown, and not taken: a %s', async (_, edit) => {
  const { run, read, write } = await workspaceWithFake()
  await write('app.env', 'A=1\n')
  await run(['env', 'plan', 'app.env', '--out', 'plan.json'])
  const plan = JSON.parse(await read('plan.json'))
  for (const [section, members] of Object.entries(edit))
    plan[section] = members && { ...plan[section], ...members }
  await write('plan.json', JSON.stringify(plan))
  const { code, stderr } = await run(['env', 'apply', 'app.env', '--plan', 'plan.json', '--yes'])
  expect(code).toBe(64)
  expect(stderr).toContain(
    'The saved plan was changed after it was made. Make a new plan. Nothing was written.',
  )
  expect(stderr).not.toContain('holds')
})

test.each([[['env', 'set']], [['pause', '--yess']], [['env', 'apply', '--plan', 'plan.json']]])(
  'a command line that is wrong says that nothing was written: %j',
  async words => {
    const { run } = await createWorkspace()
    const { code, stderr } = await run(words)
    expect(code).toBe(64)
    expect(stderr).toContain('Nothing was written.')
  },
)

test('a command line that names no command that writes does not speak of writing', async () => {
  const { run } = await createWorkspace()
  for (const words of [['env'], ['env', 'get'], ['pauses'], ['env', 'sets', 'A']]) {
    const { code, stderr } = await run(words)
    expect(code).toBe(64)
    expect(stderr).not.toContain('written')
  }
})
