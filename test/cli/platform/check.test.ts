import { expect, test } from 'vitest'
import { workspaceOnPlatform } from './support.js'

const CODE = 'export const a = () => send(process.env.KEY!)\n'

/** Two deployments of one project, one of which has the variable, and one of another without it. */
async function workspaceWithCode() {
  const workspace = await workspaceOnPlatform()
  const { platform, shop, write } = workspace
  const create = (project: typeof shop, type: 'prod' | 'dev', variables: Record<string, string>) => {
    const { state } = platform.createDeployment(project, { type }).deployment
    for (const [name, value] of Object.entries(variables)) state.environmentVariables.set(name, value)
    return state.name
  }
  await write('convex/code.ts', CODE)
  return {
    ...workspace,
    full: create(shop, 'prod', { KEY: 'sekret' }),
    empty: create(shop, 'dev', {}),
    other: create(platform.createProject('Other'), 'prod', {}),
  }
}

test('check answers for each deployment of a project, and of all projects of a team', async () => {
  const { run, project, team, full, empty, other } = await workspaceWithCode()
  const ofProject = await run(['check', '--project', project])
  expect(ofProject.stdout).toContain(`${full}: everything required is set.`)
  expect(ofProject.stdout).toContain(`${empty}: 1 missing.`)
  expect(ofProject.stdout).not.toContain(other)
  expect(ofProject.code).toBe(2)
  const ofTeam = await run(['check', '--team', team])
  for (const name of [empty, other]) expect(ofTeam.stdout).toContain(`${name}: 1 missing.`)
  expect(ofProject.stdout + ofTeam.stdout).not.toContain('sekret')
})

test('check answers for the deployments that --where chooses, and exits 0 if those have everything', async () => {
  const { run, project, empty } = await workspaceWithCode()
  const { code, stdout } = await run(['check', '--project', project, '--where', 'type=prod'])
  expect(stdout).not.toContain(empty)
  expect(code).toBe(0)
})
