import { expect, test } from 'vitest'
import { workspaceOnPlatform } from '../cli/platform/support.js'
import { type Event, PUSH, pullRequest } from './event.js'
import { installStandIn, runAction, sourceCommand } from './runner.js'

const CONFIG = 'version: 1\nenvironment: { A: marker-of-a-value }\n'

/** A project of a team on the runner, with one deployment in production and two previews. */
async function projectOfTeam() {
  const workspace = await workspaceOnPlatform()
  const { platform, shop, there } = workspace
  const create = (type: 'prod' | 'preview', reference?: string) =>
    platform.createDeployment(shop, { type, ...(reference && { reference }) }).deployment.state
  const [prod, feature, fix] = [
    create('prod'),
    create('preview', 'preview/feat-a'),
    create('preview', 'preview/fix-b'),
  ]
  await installStandIn(workspace)
  await workspace.write('deployment.yaml', CONFIG)
  // The action names no other management API than Convex's own.
  const command: typeof sourceCommand = log => (args, options) => {
    const behind = args.indexOf('--')
    return sourceCommand(log)([...args.slice(0, behind), ...there, ...args.slice(behind)], options)
  }
  const run = (inputs: Record<string, string>, event: Event = PUSH) =>
    runAction(workspace, { config: 'deployment.yaml', project: workspace.project, ...inputs }, event, command)
  const values = () => [prod, feature, fix].map(({ environmentVariables }) => environmentVariables.get('A'))
  return { workspace, platform, run, values, prod, feature, fix }
}

test('a plan for a project has a section for each deployment, and its apply changes those and no other', async () => {
  const { run, values, platform, workspace, prod } = await projectOfTeam()
  const planned = await run({ mode: 'plan', plan: 'plan.json' })
  expect(planned).toMatchObject({ code: 0, outputs: { changed: 'true', created: '["A"]' } })
  expect(planned.summary).toContain(
    `#### \`${prod.name}\` (\`prod\`)\n\n1 to create, 0 to change, 0 to remove.`,
  )
  const later = platform.createDeployment(workspace.shop, { type: 'preview', reference: 'preview/later' })
  const applied = await run({ mode: 'apply', plan: 'plan.json' })
  expect(applied).toMatchObject({ code: 0 })
  expect(applied.summary.match(/Applied: 1 created/g)).toHaveLength(3)
  expect(values()).toEqual(Array(3).fill('marker-of-a-value'))
  expect(later.deployment.state.environmentVariables.get('A')).toBeUndefined()
  expect((await run({ mode: 'plan', where: `name=${prod.name}` })).summary).toContain('Nothing to change.')
})

test('where one moved the others are applied, and the run fails and says which', async () => {
  const { run, values, feature } = await projectOfTeam()
  await run({ mode: 'plan', plan: 'plan.json' })
  feature.environmentVariables.set('A', 'by hand')
  const { code, summary } = await run({ mode: 'apply', plan: 'plan.json' })
  expect(code).toBe(3)
  expect(summary).toContain(`#### \`${feature.name}\``)
  expect(summary).toContain('Something moved since the plan.')
  expect(values()).toEqual(['marker-of-a-value', 'by hand', 'marker-of-a-value'])
})

test('a plan for some is for others no plan', async () => {
  const { run, values } = await projectOfTeam()
  await run({ mode: 'plan', where: 'type=preview', plan: 'plan.json' })
  const { code, log } = await run({ mode: 'apply', plan: 'plan.json' })
  expect({ code, log }).toMatchObject({
    code: 3,
    log: expect.stringContaining('where was "type=preview" and is not given'),
  })
  expect(values()).toEqual([undefined, undefined, undefined])
})

test('on a pull request previews are planned for, and a project with production in it is refused before any is read', async () => {
  const { run, prod } = await projectOfTeam()
  expect(await run({ mode: 'plan' }, pullRequest())).toMatchObject({ code: 4 })
  const { code, summary } = await run({ mode: 'plan', expect: 'preview' }, pullRequest())
  expect({ code, summary }).toMatchObject({
    code: 4,
    summary: expect.stringContaining(`but this is ${prod.name}`),
  })
  expect(await run({ mode: 'plan', expect: 'preview', where: 'type=preview' }, pullRequest())).toMatchObject({
    code: 0,
    outputs: { created: '["A"]' },
  })
})
