import { expect } from 'vitest'
import type { FakeDeployment, FakeDeploymentOptions } from '../../../src/fake/index.js'
import { cloudRoutes, createWorkspace, serveFake } from './workspace.js'

/** A workspace whose `fleet.json` names deployments of the cloud, with the key of each in a variable of its own. */
export async function workspaceWithFleet(options: { readonly [name: string]: FakeDeploymentOptions }) {
  const fakes = await Promise.all(Object.entries(options).map(([name, own]) => serveFake({ name, ...own })))
  const keys = fakes.map(({ state, token }) => [keyOf(state.name), token])
  const routes = cloudRoutes(Object.fromEntries(fakes.map(fake => [fake.state.name, fake])))
  const workspace = await createWorkspace({ ...Object.fromEntries(keys), ...routes })
  const listed = Object.keys(options).map(name => ({ name, key: keyOf(name) }))
  await workspace.write('fleet.json', JSON.stringify(listed))
  await workspace.write('app.env', 'A=new\nB=2\n')
  const fake = (name: string) => fakes.find(({ state }) => state.name === name) ?? expect.fail(`no ${name}`)
  return { ...workspace, fakes, fake, writes: () => fakes.flatMap(writesOf) }
}

const keyOf = (name: string) => `KEY_OF_${name.toUpperCase()}`
export const writesOf = ({ requests }: FakeDeployment) =>
  requests.filter(({ operation }) => operation === 'updateEnvironmentVariables')
export const valuesOf = ({ state }: FakeDeployment) => Object.fromEntries(state.environmentVariables)
