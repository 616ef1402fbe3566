import { expect, test } from 'vitest'
import { COMMITS, PUSH, pullRequest } from './event.js'
import { type Comment, serveGitHub } from './github.js'
import { project } from './project.js'

const PLAN = { mode: 'plan', source: 'app.env', expect: 'dev' }

async function projectWithGitHub() {
  const own = await project()
  const github = await serveGitHub()
  const plan = (inputs: Record<string, string> = {}, event: object = {}) =>
    own.run({ ...PLAN, ...inputs }, { ...pullRequest(), github, ...event })
  const writes = () => github.received.filter(({ method }) => method !== 'GET').map(({ method }) => method)
  return { ...own, github, plan, writes }
}

test('a pull request gets one comment, which later runs change', async () => {
  const { plan, github, writes, workspace } = await projectWithGitHub()
  const first = await plan()
  expect(github.comments.map(({ body }) => body)).toEqual([
    expect.stringContaining('+ GREETING\n~ LOG_LEVEL\n'),
  ])
  expect(first.summary).toContain('+ GREETING\n~ LOG_LEVEL\n')
  await workspace.write('app.env', 'SECOND=1\n')
  await plan({}, { run: '101' })
  expect(github.comments).toEqual([expect.objectContaining({ body: expect.stringContaining('+ SECOND\n') })])
  expect(github.comments[0]?.body).not.toContain('GREETING')
  expect(writes()).toEqual(['POST', 'PATCH'])
})

test('the comment is found on the third page', async () => {
  const { plan, github, writes } = await projectWithGitHub()
  for (let count = 0; count < 230; count += 1) github.comment('somebody', `Comment ${count}`)
  await plan()
  for (let count = 0; count < 30; count += 1) github.comment('somebody', `Later ${count}`)
  await plan({}, { run: '101' })
  expect(writes()).toEqual(['POST', 'PATCH'])
  expect(github.comments).toHaveLength(261)
})

test('a comment of somebody else, and one that quotes it, is left alone, whatever it says', async () => {
  const { plan, github } = await projectWithGitHub()
  await plan()
  const [{ body } = { body: '' }] = github.comments.splice(0)
  const forged = github.comment('stranger', body)
  const lookalike = github.comment('github-actions', body)
  const quoting = github.comment('github-actions[bot]', `> ${body}`)
  await plan({}, { run: '101' })
  expect([forged.body, lookalike.body, quoting.body]).toEqual([body, body, `> ${body}`])
  expect(github.comments).toHaveLength(4)
})

test('each mode, folder and config has a comment of its own', async () => {
  const { plan, github, workspace } = await projectWithGitHub()
  await workspace.write('app/app.env', 'OWN=1\n')
  await plan()
  await plan({ 'working-directory': 'app' })
  await plan({ source: '', config: 'deployment.yaml' })
  await plan({ mode: 'apply', unreviewed: 'true' })
  expect(github.comments).toHaveLength(4)
})

test('an older run that ends late does not replace what a newer one wrote', async () => {
  const { plan, github, writes } = await projectWithGitHub()
  await plan({}, { run: '101' })
  const { log, code } = await plan({}, { run: '99' })
  expect(code).toBe(0)
  expect(log).toContain('::notice::A later run has commented')
  expect(writes()).toEqual(['POST'])
  expect(github.comments[0]?.body).toContain(' run 101 ')
})

test('of two runs that comment at the same time one comment stays', async () => {
  const { plan, github } = await projectWithGitHub()
  await plan()
  const [before] = github.comments.splice(0)
  let other: Comment | undefined
  github.onRequest = ({ method }) => {
    // The other run writes after this one has read, and before it writes.
    if (method === 'POST')
      other = github.comment('github-actions[bot]', `${before?.body}`.replace('GREETING', 'OLD'))
  }
  await plan()
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]?.body).toContain('+ GREETING')
  expect(github.comments[0]?.id).toBe(other?.id)
})

test('a token that may not write, as that of a fork, makes no failure: the summary is there', async () => {
  const { plan, github } = await projectWithGitHub()
  for (const status of [403, 404]) {
    github.fail('POST', { status, body: { message: 'Resource not accessible by integration' } })
    const { code, log, summary } = await plan()
    expect({ code, log }).toMatchObject({
      code: 0,
      log: expect.stringMatching(/^::notice::.*may not do that/m),
    })
    expect(summary).toContain('+ GREETING')
  }
  expect(github.comments).toEqual([])
})

test('a token that may not even read makes none either', async () => {
  const { plan, github } = await projectWithGitHub()
  github.fail('GET', { status: 403 })
  expect(await plan()).toMatchObject({ code: 0, log: expect.stringContaining('::notice::') })
})

test('`comment: false` and an empty token ask GitHub nothing', async () => {
  const { plan, github } = await projectWithGitHub()
  await plan({ comment: 'false' })
  await plan({ 'github-token': '' })
  expect(github.received).toEqual([])
})

test('a limit of requests and a failure of GitHub are waited for, and then told', async () => {
  const { plan, github, writes } = await projectWithGitHub()
  const soon = { 'retry-after': '0' }
  github.fail(
    'GET',
    { status: 403, headers: soon, body: { message: 'secondary rate limit' } },
    { status: 502, headers: soon },
  )
  github.fail('POST', { status: 429, headers: soon })
  expect(await plan()).toMatchObject({ code: 0 })
  expect(github.comments).toHaveLength(1)
  expect(writes()).toEqual(['POST', 'POST'])
  const down = { status: 503, headers: soon }
  github.fail('PATCH', down, down, down)
  const { code, log } = await plan({}, { run: '101' })
  expect(code).toBe(0)
  expect(log).toMatch(/^::warning::.*GitHub answered 503/m)
})

test('a limit that ends in an hour is not waited for', async () => {
  const { plan, github } = await projectWithGitHub()
  github.fail('GET', { status: 403, headers: { 'retry-after': '3600' } })
  expect(await plan()).toMatchObject({ code: 0, log: expect.stringContaining('limit of requests') })
  github.fail('GET', { status: 429, headers: { 'x-ratelimit-remaining': '0' } })
  expect(await plan()).toMatchObject({ code: 0, log: expect.stringContaining('limit of requests') })
})

test('a comment whose answer is lost is not made again', async () => {
  const { plan, github, writes } = await projectWithGitHub()
  github.fail('POST', { status: 502, after: true })
  const { code, log } = await plan()
  expect({ code, log }).toEqual({ code: 0, log: expect.not.stringContaining('::warning') })
  expect(github.comments).toHaveLength(1)
  expect(writes()).toEqual(['POST'])
})

test('a token of another author leaves no comment, and is told to say who it is', async () => {
  const { plan, github } = await projectWithGitHub()
  github.login = 'otter-app[bot]'
  expect((await plan()).log).toContain('::notice::The token comments as otter-app[bot]')
  expect(github.comments).toEqual([])
  await plan({ 'comment-author': 'otter-app[bot]' })
  await plan({ 'comment-author': 'otter-app[bot]' }, { run: '101' })
  expect(github.comments).toHaveLength(1)
})

test('after a merge the comment goes to the pull request that was merged', async () => {
  const { plan, github } = await projectWithGitHub()
  const merge = { ...PUSH, github, sha: COMMITS.merge }
  await plan({}, merge)
  expect(github.comments).toEqual([])
  github.pulls.push({
    number: 9,
    head: { sha: COMMITS.head },
    merge_commit_sha: COMMITS.merge,
    merged_at: '2026-11-30T20:00:00Z',
  })
  await plan({}, { ...merge, payload: {}, ref: 'refs/heads/main' })
  expect(github.received.map(({ path }) => path)).toContain('/repos/otters/pond/issues/9/comments')
  expect(github.comments).toHaveLength(1)
})
