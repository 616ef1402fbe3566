import { expect, test } from 'vitest'
import { type DesiredEnvironment, formatPlan, type PlanDeploymentOptions } from '../../src/config/index.js'
import { deploy } from './deploying.js'

/** The text of a plan for a deployment with four variables. */
async function formatted(desired: DesiredEnvironment, options?: PlanDeploymentOptions) {
  const { config } = deploy({ KEPT: '1', CHANGED: 'old', GONE: 'x', OTHER: 'y' })
  return formatPlan(await config.plan(desired, options))
}

test('a plan is formatted as a line per change with its mark, name and size, and a summary', async () => {
  expect(await formatted({ KEPT: '1', GONE: null, NEW: 'ab' })).toBe(
    [
      '+ NEW   2 B',
      'To remove:',
      '- GONE  1 B',
      '= 1 unchanged, 2 left alone',
      'Plan: 1 to create, 0 to change, 1 to remove.',
    ].join('\n'),
  )
})

test('an update shows both sizes and the beginnings of both fingerprints', async () => {
  const { config } = deploy({ CHANGED: 'old' })
  const plan = await config.plan({ CHANGED: 'newer' })
  const [change] = plan.environment.changes
  const [before, after] = [change?.fingerprintBefore, change?.fingerprintAfter].map(full => full?.slice(0, 4))
  expect(formatPlan(plan)).toBe(
    `~ CHANGED  3→5 B  ${before}→${after}\nPlan: 0 to create, 1 to change, 0 to remove.`,
  )
})

test('a plan with nothing to do is formatted as its summary', async () => {
  expect(await formatted({ KEPT: '1' })).toBe('= 1 unchanged, 3 left alone\nNo changes.')
})

test('a blind plan is formatted without the sizes and the fingerprints of what exists', async () => {
  expect(await formatted({ KEPT: '12', A: '3' }, { blind: true })).toBe(
    ['± A     1 B', '± KEPT  2 B', 'Plan: 2 to set. Nothing was read, so what exists is overwritten.'].join(
      '\n',
    ),
  )
})

test('names that are left out come after the changes, then the problems, each with its variable if it has one', async () => {
  const desired = { A: '', CONVEX_DEPLOY_KEY: 'x', GONE: null }
  expect(await formatted(desired, { maxRemovals: 0 })).toBe(
    [
      '+ A     0 B',
      'To remove:',
      '- GONE  1 B',
      '= 3 left alone',
      "! CONVEX_DEPLOY_KEY is left out: Convex's own tools manage it",
      'Problem: A is empty (did a pipe fail?). Pass `allowEmpty` to allow it',
      'Problem: 1 variables would be removed, and at most 0 may be: see `maxRemovals`',
      'Plan: 1 to create, 0 to change, 1 to remove.',
    ].join('\n'),
  )
})
