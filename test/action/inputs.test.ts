import { expect, test } from 'vitest'
import { workspaceOnCloud } from '../cli/support/workspace.js'
import { project } from './project.js'
import { runAction } from './runner.js'

const PLAN = { mode: 'plan', source: 'app.env', expect: 'dev' }

test.each<[what: string, inputs: Record<string, string>, says: string]>([
  ['a mode that is none', { mode: 'destroy' }, '`mode` must be one of: check, plan, apply.'],
  ['no expectation', { expect: '' }, '`expect` must name the deployment'],
  ['an expectation that is no name', { expect: 'a b' }, '`expect` must be a name of a deployment'],
  ['a `prune` that is neither', { prune: 'yes' }, "`prune` must be 'true' or 'false'."],
  ['a `blind` that is neither', { blind: 'yes' }, "`blind` must be 'true' or 'false'."],
  ['an `exec` that is neither', { exec: '1' }, "`exec` must be 'true' or 'false'."],
  ['a `comment` that is neither', { comment: 'on' }, "`comment` must be 'true' or 'false'."],
  ['neither source nor config', { source: ' \n' }, 'Give `config`, a deployment file, or `source`'],
  ['source and config', { config: 'deployment.yaml' }, '`config` and `source` do not go together'],
  ['`exec` without a config', { exec: 'true' }, '`exec` goes with `config`'],
  [
    '`prune` with a config',
    { source: '', config: 'deployment.yaml', prune: 'true' },
    '`prune` goes with `source`',
  ],
  ['`where` without a project', { where: 'type=dev' }, '`where` goes with `project`'],
  ['a project without its team', { project: 'shop' }, '`project` must be TEAM/PROJECT'],
  ['a project beside a deploy key', { project: 'my-team/shop' }, '`project` takes CONVEX_ACCESS_TOKEN'],
  [
    'a config in a check',
    { mode: 'check', config: 'deployment.yaml', source: '' },
    '`config` goes with `mode: plan` or `apply`.',
  ],
  ['a plan in a check', { mode: 'check', plan: 'plan.json' }, '`plan` goes with `mode: plan` or `apply`.'],
  [
    'an apply of what nobody has seen',
    { mode: 'apply' },
    '`plan` must name the file of a plan that was reviewed',
  ],
  [
    'an apply that is reviewed and is not',
    { mode: 'apply', plan: 'p.json', unreviewed: 'true' },
    '`unreviewed` and `plan`',
  ],
  ['a plan that is `unreviewed`', { unreviewed: 'true' }, '`unreviewed` goes with `mode: apply`.'],
  ['a config of two lines', { source: '', config: 'a\nb' }, '`config` must be one line'],
  ['an author that is no login', { 'comment-author': '<b>' }, '`comment-author` must be a login'],
])('%s is refused in one line, and nothing is asked', async (_, inputs, says) => {
  const workspace = await workspaceOnCloud({ deploymentType: 'dev' })
  const { code, log, summary } = await runAction(workspace, { ...PLAN, ...inputs })
  expect(code).toBe(64)
  expect(log).toMatch(/^::error::[^\n]*\n$/)
  expect(log).toContain(says)
  expect(summary).toContain(says)
  expect(workspace.fake.requests).toEqual([])
})

test('pruning without names is refused by the command', async () => {
  const { run } = await project()
  const { code, log, summary } = await run({ ...PLAN, prune: 'true' })
  expect(code).toBe(64)
  expect(log).toContain('--prune goes with --only')
  expect(summary).toContain('Failed.')
})

test('outside of a run of GitHub Actions nothing is done', async () => {
  const { workspace } = await project()
  const { code, log } = await runAction(workspace, PLAN, { name: '' })
  expect({ code, log }).toMatchObject({
    code: 64,
    log: expect.stringContaining('::error::This runs in a job'),
  })
  expect(workspace.fake.requests).toEqual([])
})
