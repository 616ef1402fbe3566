import { onTestFinished } from 'vitest'
import { createFakePlatform } from '../../../src/fake/index.js'
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
    onScreen: (words: readonly string[]) => onScreen([...words, ...there]),
    bare: run,
  }
}
