import { onTestFinished } from 'vitest'
import { answers, createFakePlatform } from '../../../src/fake/index.js'
import { createWorkspace } from '../support/workspace.js'

/**
 * A workspace whose environment has the token of a team on a fake platform, which listens.
 * @param ago the milliseconds by which its clock is late, until `pass`
 */
export async function workspaceOnPlatform(ago = 0) {
  let time = Date.now() - ago
  const platform = createFakePlatform({ now: () => time })
  const shop = platform.createProject('Shop')
  await platform.listen()
  onTestFinished(() => platform.close())
  const workspace = await createWorkspace({ CONVEX_ACCESS_TOKEN: platform.token })
  const { run, onScreen } = workspace
  const [team] = platform.state.teams
  const there = ['--management-url', platform.url]
  return {
    ...workspace,
    platform,
    shop,
    team: team?.slug ?? '',
    there,
    project: `${team?.slug}/${shop.slug}`,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    run: (words: readonly string[], input?: string) => run([...words, ...there], input),
    onScreen: (words: readonly string[], columns?: number) => onScreen([...words, ...there], columns),
    bare: run,
  }
}

/** A workspace on a platform whose project has so many deployments, and the words that plan and apply one variable on all. */
export async function workspaceOnFleet(count: number, type = 'preview') {
  const workspace = await workspaceOnPlatform()
  const { platform, shop, project, write } = workspace
  const names = Array.from({ length: count }, () => platform.createDeployment(shop, { type }).name)
  await write('app.env', 'A=1\n')
  const there = ['app.env', '--project', project]
  return {
    ...workspace,
    names,
    plan: ['env', 'plan', ...there],
    apply: ['env', 'apply', ...there, '--yes'],
    /** The deployments that are as they should be, by name. */
    changed: () =>
      names.filter(name => platform.deployment(name).state.environmentVariables.get('A') === '1'),
    /** Lets deployments refuse every write. */
    refuse(...refusing: readonly (string | undefined)[]) {
      for (const name of refusing)
        platform
          .deployment(name ?? '')
          .faults.add(answers.failure, { operation: 'updateEnvironmentVariables', times: 99 })
    },
  }
}
