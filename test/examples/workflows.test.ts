import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { pullRequest, SCHEDULE } from '../action/event.js'
import { serveGitHub } from '../action/github.js'
import { installStandIn, runAction } from '../action/runner.js'
import { runWorkflow, type Step } from '../action/workflow.js'
import { cloudRoutes, createWorkspace, serveFake } from '../cli/support/workspace.js'
import { readBlocks } from '../docs/blocks.js'

const blocks = await readBlocks()

/** Returns the files that a page shows, by their names. */
function filesOf(page: string): Record<string, string> {
  const shown = blocks.filter(block => block.page === `docs/guide/${page}.md`)
  return Object.fromEntries(shown.flatMap(({ file, text }) => (file === undefined ? [] : [[file, text]])))
}

test('recipe-drift: the job is red for a change, for an addition, and for a secret that is missing', async () => {
  const files = filesOf('recipe-drift')
  const variables = {
    FEATURE_X: 'any',
    LOG_LEVEL: 'debug',
    OLD_FLAG: 'on',
    STRIPE_OLD_KEY: 'marker-of-a-secret',
  }
  const fake = await serveFake({ deploymentType: 'prod', environmentVariables: variables })
  const environment = cloudRoutes({ 'happy-otter-123': fake })
  const run = async (secrets: Record<string, string>) => {
    const around = { files, secrets: { CONVEX_DEPLOY_KEY: fake.token, ...secrets }, environment }
    const steps = await runWorkflow(files['.github/workflows/nightly.yml'] ?? '', SCHEDULE, {
      ...around,
      artifacts: new Map(),
    })
    expect(steps.map(({ log }) => log).join('')).not.toContain('marker-of')
    return steps.at(-1)
  }
  const STRIPE_OLD_KEY = 'marker-of-a-secret'
  const { environmentVariables } = fake.state
  expect(await run({ STRIPE_OLD_KEY })).toMatchObject({ code: 0 })
  expect(await run({})).toMatchObject({ code: 4 })
  expect(await run({ STRIPE_OLD_KEY: 'marker-of-another' })).toMatchObject({ code: 2 })
  environmentVariables.set('DEBUG', 'on')
  expect(await run({ STRIPE_OLD_KEY })).toMatchObject({ code: 2, log: expect.stringContaining('DEBUG') })
})

test('recipe-github-actions: a check and a plan in one job write a comment each, even if something is missing', async () => {
  const files = filesOf('recipe-github-actions')
  const steps: (Step & { readonly with: Readonly<Record<string, string>> })[] = parse(
    files['check-and-plan.yml'] ?? '',
  )
  const github = await serveGitHub()
  const fake = await serveFake({ name: 'brave-fox-456', deploymentType: 'dev' })
  const workspace = await createWorkspace({
    ...cloudRoutes({ 'brave-fox-456': fake }),
    CONVEX_DEPLOY_KEY: fake.token,
  })
  onTestFinished(() => fake.close())
  for (const [file, text] of Object.entries(files)) await workspace.write(file, text)
  await workspace.write('convex/greet.ts', 'export const greet = () => send(process.env.APP_GREETING!)\n')
  await installStandIn(workspace)
  const codes: (number | null)[] = []
  for (const { with: inputs } of steps)
    codes.push((await runAction(workspace, inputs, { ...pullRequest(), github })).code)
  expect(codes).toEqual([2, 0])
  expect(steps.map(({ if: condition }) => condition)).toEqual([undefined, 'always()'])
  expect(github.comments).toHaveLength(2)
})
