import { expect, test } from 'vitest'
import { COMMITS, PUSH, pullRequest } from './event.js'
import { type Pull, serveGitHub } from './github.js'
import { GIVEN, project } from './project.js'

const OWN = { config: 'deployment.yaml', expect: 'dev', plan: 'plan.json', comment: 'false' }
const PLAN = { ...OWN, mode: 'plan' }
const APPLY = { ...OWN, mode: 'apply' }

const MERGED: Pull = {
  number: 7,
  head: { sha: COMMITS.head },
  merge_commit_sha: COMMITS.merge,
  merged_at: '2026-11-30T20:00:00Z',
}

/** Plans on a pull request, and applies on a push that may have merged it. */
async function afterMerge(pulls: readonly Pull[], more: { fail?: number; token?: string } = {}) {
  const { run, variables } = await project()
  const github = await serveGitHub()
  expect(await run(PLAN, { ...pullRequest(), github })).toMatchObject({ code: 0 })
  github.pulls.push(...pulls)
  if (more.fail) github.fail('GET', { status: more.fail })
  const own = more.token === undefined ? {} : { 'github-token': more.token }
  const result = await run({ ...APPLY, ...own }, { ...PUSH, sha: COMMITS.merge, github })
  return {
    ...result,
    isApplied: variables().LOG_LEVEL === 'info',
    isLeft: variables().OLD_FLAG === GIVEN.OLD_FLAG,
  }
}

// After a merge, a squash and a rebase alike, the commit that the branch got is the pull request's `merge_commit_sha`.
test('the plan of a pull request is applied by the push that merged it', async () => {
  expect(await afterMerge([MERGED])).toMatchObject({ code: 0, isApplied: true })
})

test.each<[what: string, pulls: Pull[]]>([
  ['of no pull request', []],
  ['of a pull request that got another commit after the plan', [{ ...MERGED, head: { sha: COMMITS.other } }]],
  ['of a pull request that is open', [{ ...MERGED, merged_at: null }]],
  ['that came later', [{ ...MERGED, merge_commit_sha: COMMITS.main }]],
])('it is not by a push %s', async (_, pulls) => {
  const { code, log, isApplied, isLeft } = await afterMerge(pulls)
  expect({ code, isApplied, isLeft }).toEqual({ code: 3, isApplied: false, isLeft: true })
  expect(log).toContain('the plan is of commit bbbbbbbbb, and this is ccccccccc')
})

test('where GitHub does not tell, nothing is applied', async () => {
  expect(await afterMerge([MERGED], { fail: 403 })).toMatchObject({
    code: 3,
    isApplied: false,
    log: expect.stringContaining('`pull-requests: read`'),
  })
  expect(await afterMerge([MERGED], { token: '' })).toMatchObject({
    code: 64,
    isApplied: false,
    log: expect.stringContaining('`github-token` is needed'),
  })
})
