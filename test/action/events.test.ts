import { describe, expect, test } from 'vitest'
import { PUSH, pullRequest, SCHEDULE } from './event.js'
import { REPOSITORY } from './github.js'
import { GIVEN, project } from './project.js'

const PLAN = { mode: 'plan', source: 'app.env', expect: 'dev' }

describe('on a pull request', () => {
  test('a deployment that is not production is planned for, and applied to', async () => {
    const { run, variables } = await project()
    expect(await run(PLAN, pullRequest())).toMatchObject({ code: 0, outputs: { changed: 'true' } })
    expect(await run({ ...PLAN, mode: 'apply', unreviewed: 'true' }, pullRequest())).toMatchObject({
      code: 0,
    })
    expect(variables()).toMatchObject({ LOG_LEVEL: 'info' })
  })

  test.each([
    [
      'by its word',
      'prod',
      /On a pull request no key of production is used, and CONVEX_DEPLOY_KEY holds one/,
    ],
    [
      'by another word',
      'dev',
      /no key of production is used, and CONVEX_DEPLOY_KEY holds one\. Plan for a preview/,
    ],
  ])('a key of production is refused %s before anything is asked', async (_, expected, says) => {
    const { run, workspace } = await project({ type: 'prod' })
    const { code, log, summary } = await run({ ...PLAN, expect: expected }, pullRequest())
    expect(code).toBe(4)
    expect(log).toMatch(says)
    expect(log).toMatch(/^::error::[^\n]*\n$/)
    expect(summary).toContain('Refused.')
    expect(workspace.fake.requests).toEqual([])
  })

  test.each(['', 'Convex ', 'Bearer '])(
    'a key of production under another name is refused, too: %j',
    async scheme => {
      const { run, workspace } = await project()
      workspace.environment.PARENT_KEY = `${scheme}prod:brave-fox-456|${'b'.repeat(64)}`
      expect(await run(PLAN, pullRequest())).toMatchObject({
        code: 4,
        log: expect.stringContaining('PARENT_KEY'),
      })
      expect(workspace.fake.requests).toEqual([])
    },
  )

  test('a key of production that is labelled `dev` is refused before a variable is read', async () => {
    const { run, workspace } = await project({ type: 'prod' })
    const token = workspace.fake.token.replace(/^prod:/, 'dev:')
    workspace.fake.state.keys.push({ token })
    workspace.environment.CONVEX_DEPLOY_KEY = token
    expect(await run(PLAN, pullRequest())).toMatchObject({
      code: 4,
      log: expect.stringContaining('Expected dev'),
    })
    expect(workspace.fake.requests.map(({ operation }) => operation)).toEqual(['getDeploymentInfo'])
  })

  test('a name is no proof that a deployment is not production', async () => {
    const { run, workspace } = await project()
    for (const expected of ['happy-otter-123', 'prod'])
      expect(await run({ ...PLAN, expect: expected }, pullRequest())).toMatchObject({ code: 4 })
    expect(workspace.fake.requests).toEqual([])
  })

  test.each([
    ['a program', { source: '', config: 'deployment.yaml', exec: 'true' }, 'no program runs'],
    ['a deployment as the source', { source: 'deployment:brave-fox-456' }, 'no `source` is a deployment'],
  ])('%s is refused', async (_, inputs, says) => {
    const { run, workspace } = await project()
    expect(await run({ ...PLAN, ...inputs }, pullRequest())).toMatchObject({
      code: 4,
      log: expect.stringContaining(says),
    })
    expect(workspace.fake.requests).toEqual([])
  })

  test('a fork without a secret is told what it can do', async () => {
    const { run, workspace } = await project()
    workspace.environment.CONVEX_DEPLOY_KEY = ''
    const { code, log } = await run(PLAN, pullRequest({ fork: true }))
    expect({ code, log }).toMatchObject({ code: 4, log: expect.stringContaining('gets no secret') })
  })

  test.each(['pull_request_review', 'pull_request_review_comment'])('%s is one', async name => {
    const { run } = await project({ type: 'prod' })
    expect(await run(PLAN, pullRequest({ name }))).toMatchObject({ code: 4 })
  })

  test('so is a run on its merge, whatever started it', async () => {
    const { run } = await project({ type: 'prod' })
    const event = { name: 'workflow_dispatch', ref: 'refs/pull/7/merge' }
    expect(await run({ ...PLAN, expect: 'prod' }, event)).toMatchObject({ code: 4 })
  })
})

test('a comment on a pull request starts nothing, and one on an issue is no pull request', async () => {
  const { run, workspace } = await project()
  const commented = { name: 'issue_comment', payload: { issue: { number: 7, pull_request: { url: 'x' } } } }
  const { code, log } = await run(PLAN, commented)
  expect({ code, log }).toEqual({ code: 4, log: expect.stringContaining('A comment on a pull request') })
  expect(workspace.fake.requests).toEqual([])
  const ofIssue = { name: 'issue_comment', payload: { issue: { number: 7 } } }
  expect(await run(PLAN, ofIssue)).toMatchObject({ code: 0 })
})

test('a merge group is held to the rules of a pull request', async () => {
  const { run, workspace } = await project({ type: 'prod' })
  const queued = { name: 'merge_group', ref: 'refs/heads/gh-readonly-queue/main/pr-5-x', payload: {} }
  expect(await run({ ...PLAN, expect: 'prod' }, queued)).toMatchObject({ code: 4 })
  expect(workspace.fake.requests).toEqual([])
})

test('`pull_request_target` is refused', async () => {
  const { run, workspace } = await project()
  const { code, log } = await run(PLAN, pullRequest({ name: 'pull_request_target' }))
  expect({ code, log }).toMatchObject({
    code: 4,
    log: expect.stringContaining('::error::`pull_request_target`'),
  })
  expect(workspace.fake.requests).toEqual([])
})

test('`workflow_run` after a run of a fork is refused; after one of a pull request its rules hold', async () => {
  const { run, workspace } = await project({ type: 'prod' })
  const after = (from: string, event: string) => ({
    name: 'workflow_run',
    payload: { workflow_run: { event, head_sha: 'e'.repeat(40), head_repository: { full_name: from } } },
  })
  expect(await run({ ...PLAN, expect: 'prod' }, after('stranger/pond', 'pull_request'))).toMatchObject({
    code: 4,
    log: expect.stringContaining('::error::`workflow_run` after a run of a fork'),
  })
  expect(await run({ ...PLAN, expect: 'prod' }, after(REPOSITORY, 'pull_request'))).toMatchObject({
    code: 4,
    log: expect.stringContaining('no key of production'),
  })
  expect(workspace.fake.requests).toEqual([])
  expect(await run({ ...PLAN, expect: 'prod' }, after(REPOSITORY, 'push'))).toMatchObject({ code: 0 })
})

describe('on a schedule', () => {
  test('a plan fails if something differs, and shows what', async () => {
    const { run, variables } = await project({ type: 'prod' })
    const { code, log, summary, outputs } = await run({ ...PLAN, expect: 'prod' }, SCHEDULE)
    expect(code).toBe(2)
    expect(log).toMatch(/^::error::Something differs/m)
    expect(summary).toContain('~ LOG_LEVEL')
    expect(outputs.changed).toBe('true')
    expect(variables()).toEqual(GIVEN)
  })

  test('it succeeds if nothing does', async () => {
    const { run } = await project({ type: 'prod', file: 'LOG_LEVEL=debug\n' })
    expect(await run({ ...PLAN, expect: 'prod' }, SCHEDULE)).toMatchObject({
      code: 0,
      outputs: { changed: 'false' },
    })
  })
})

describe('a program that a config names', () => {
  const CONFIG =
    'version: 1\nsources:\n  vault: { exec: [sh, secrets.sh] }\nenvironment:\n  A: { from: vault }\n'
  const inputs = { mode: 'plan', config: 'own.yaml', expect: 'dev' }

  test('runs with `exec` alone, and gets no key and no token', async () => {
    const { run, workspace } = await project()
    await workspace.write('own.yaml', CONFIG)
    await workspace.write('secrets.sh', 'env > seen\necho A=1\n')
    const denied = await run(inputs, PUSH)
    expect(denied).toMatchObject({ code: 4, log: expect.stringContaining("which needs `exec: 'true'`") })
    expect(await workspace.files('.')).not.toContainEqual(expect.stringMatching(/seen$/))
    expect(await run({ ...inputs, exec: 'true' }, PUSH)).toMatchObject({
      code: 0,
      outputs: { created: '["A"]' },
    })
    expect(await workspace.read('seen')).not.toMatch(/CONVEX|GITHUB|INPUT/)
  })

  test('is not run on a pull request, whose config may be a new one', async () => {
    const { run, workspace } = await project()
    await workspace.write('own.yaml', CONFIG)
    await workspace.write('secrets.sh', 'env > seen\necho A=1\n')
    expect(await run(inputs, pullRequest())).toMatchObject({ code: 4 })
    expect(await workspace.files('.')).not.toContainEqual(expect.stringMatching(/seen$/))
  })
})
